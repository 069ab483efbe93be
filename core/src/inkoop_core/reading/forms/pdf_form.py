"""PDF files as content: fields of an AcroForm, and lines of text with their columns."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import frozen

from inkoop_core.reading.forms.content import (
    MAX_CONTROLS,
    MAX_ROWS,
    MAX_TEXT,
    Cell,
    Control,
    FormContent,
    FormProblem,
    Ink,
    Line,
    Unread,
    shown,
)
from inkoop_core.reading.forms.glyphs import with_boxes
from inkoop_core.reading.pdf import opened, quiet

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 40
"""A form has far fewer pages; that there are more is told."""
_CURVES = 4
"""So many curves on a page are ink: rules and boxes are drawn with straight lines."""
_NEAR = 3
"""Columns by which a line that goes on may begin beside the cell above it."""
_NO_NOTES = ("/Widget", "/Link", "/Popup")
_COLUMNS = re.compile(r"\S+(?: \S+)*")
_CURVE = re.compile(rb"[\d.]\s+c\s")
_DEEPEST = 20
_MAX_INK_STREAM = 2_000_000


def pdf_content(data: bytes) -> FormContent:
    """What stands in a PDF. Raises FormProblem."""
    with quiet():
        try:
            reader = opened(data)
            count = min(len(reader.pages), MAX_PAGES)
            pages = [reader.pages[index] for index in range(count)]
            controls, signed = _controls(reader, pages)
            lines = tuple(line for number, page in enumerate(pages, 1) for line in _lines(page, number))
            inks = tuple(ink for number, page in enumerate(pages, 1) for ink in _inks(page, number))
            unread = [note for number, page in enumerate(pages, 1) for note in _notes(page, number)]
            if len(reader.pages) > count:
                unread.append(Unread("deze bladzijden zijn niet gelezen", f"vanaf bladzijde {count + 1}"))
        except FormProblem:
            raise
        except Exception:  # noqa: BLE001 - a hostile PDF can make the library raise anything
            raise FormProblem("het PDF-bestand kan niet worden gelezen") from None
    if len(lines) > MAX_ROWS:
        raise FormProblem(f"het PDF-bestand heeft meer dan {MAX_ROWS} regels")
    return FormContent(lines, controls, inks, signed, tuple(unread))


def _lines(page: "PageObject", number: int) -> list[Line]:
    """The lines of a page; what stands in columns is a row of a table."""
    lines: list[Line] = []
    offsets: list[tuple[int, ...]] = []
    table = 0
    blank = True
    count = 0
    for text in _texts(page):
        found = [(match.start(), with_boxes(match.group())) for match in _COLUMNS.finditer(text)]
        if not found:
            blank = True
            continue
        count += 1
        if lines and not blank and _goes_on(found, offsets[-1]):
            lines[-1] = _joined(lines[-1], offsets[-1], found)
            continue
        starts = tuple(start for start, _ in found)
        table += len(found) > 1 and not (lines and lines[-1].table)
        cells = tuple(Cell(words, start) for start, words in found)
        place = f"bladzijde {number}, regel {count}"
        lines.append(Line(cells, number * 1000 + table if len(found) > 1 else 0, count, place, number))
        offsets.append(starts)
        blank = False
    return lines


def _texts(page: "PageObject") -> Iterator[str]:
    """Lines with their columns as spaces, a space for a blank one; without columns where that fails."""
    try:
        text = page.extract_text(extraction_mode="layout")
    except Exception:  # noqa: BLE001 - a font that has no widths
        text = page.extract_text()
    if len(text) > MAX_ROWS * 200:
        raise FormProblem("een bladzijde heeft te veel tekst")
    for line in text.split("\n"):
        yield line[:MAX_TEXT] if line.strip() else " "


def _goes_on(found: list[tuple[int, str]], above: tuple[int, ...]) -> bool:
    """Whether a line is the rest of cells of the row above: nothing stands in its first column."""
    if len(above) < 2 or len(found) >= len(above):
        return False
    return all(any(abs(start - column) <= _NEAR for column in above[1:]) for start, _ in found)


def _joined(line: Line, above: tuple[int, ...], found: list[tuple[int, str]]) -> Line:
    cells = list(line.cells)
    for start, words in found:
        index = min(range(1, len(above)), key=lambda place: abs(above[place] - start))
        cells[index] = Cell(f"{cells[index].text} {words}", cells[index].column)
    return Line(tuple(cells), line.table, line.number, line.place, line.page)


def _inks(page: "PageObject", number: int) -> Iterator[Ink]:
    """Images, ink and curves that a page shows."""
    resources: Any = page.get("/Resources")
    pictures: Any = resources.get_object().get("/XObject") if resources is not None else None
    for name, picture in pictures.get_object().items() if pictures is not None else ():
        if picture.get_object().get("/Subtype") == "/Image":
            yield Ink(number, f"afbeelding {name[1:]} op bladzijde {number}")
    for note in _annotations(page):
        if note.get("/Subtype") in ("/Ink", "/Stamp"):
            yield Ink(number, f"aantekening met inkt of stempel op bladzijde {number}")
    content = page.get_contents()
    if content is not None:
        data = content.get_data()[:_MAX_INK_STREAM]
        if sum(1 for _ in _CURVE.finditer(data)) >= _CURVES:
            yield Ink(number, f"getekende lijnen op bladzijde {number}")


def _notes(page: "PageObject", number: int) -> Iterator[Unread]:
    """What was written or struck on a page after it was made."""
    place = f"bladzijde {number}"
    for note in _annotations(page):
        kind = note.get("/Subtype")
        words = str(note.get("/Contents") or "").strip()
        if kind == "/StrikeOut":
            yield Unread(f"op de bladzijde is iets doorgehaald {shown(words)}", place, page=number)
        elif words and kind not in _NO_NOTES:
            yield Unread(f"aantekening die niet is gelezen: {shown(words)}", place, page=number)


def _annotations(page: "PageObject") -> Iterator[Any]:
    notes: Any = page.get("/Annots")
    if notes is None:
        return
    for note in list(notes.get_object())[: 2 * MAX_CONTROLS]:
        yield note.get_object()


def _controls(reader: "PdfReader", pages: "list[PageObject]") -> tuple[tuple[Control, ...], bool]:
    """Every field, and whether a signature field is signed."""
    root: Any = reader.trailer["/Root"].get_object()
    form: Any = root.get("/AcroForm")
    if form is None:
        return (), False
    on_page = {
        note.indirect_reference.idnum: number
        for number, page in enumerate(pages, 1)
        for note in _annotations(page)
        if note.indirect_reference is not None
    }
    controls: list[Control] = []
    signed = False
    for field in _fields(form.get_object().get("/Fields")):
        if len(controls) >= MAX_CONTROLS:
            raise FormProblem(f"het PDF-bestand heeft meer dan {MAX_CONTROLS} velden")
        kind, name, value, widgets, button = field
        if kind == "/Sig":
            signed = signed or value is not None
        else:
            numbers = [on_page[widget] for widget in widgets if widget in on_page]
            controls += _as_controls(kind, name, value, numbers[0] if numbers else 0, button)
    return tuple(controls), signed


_OFF = ("/Off", "/", "")
_RADIO = 1 << 15
"""The flag of radio buttons (ISO 32000-1, table 226)."""


@frozen
class _Button:
    """What a button has besides its value.

    radio   one of several is chosen
    shown   states in which the page shows its widgets
    labels  words of the states, by their number
    """

    radio: bool = False
    shown: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    def words(self, state: str) -> str:
        """The words of a state; the state itself where the form gives it none."""
        place = int(state) if state.isdecimal() and len(state) < 5 else len(self.labels)
        return self.labels[place] if place < len(self.labels) else state


def _button(field: Any, flags: int, kids: list[Any]) -> _Button:
    """Buttons with different states under one name are radio buttons, whatever the flag says."""
    widgets = [kid.get_object() for kid in kids] or [field]
    widgets = [widget for widget in widgets if hasattr(widget, "get")]
    states = {state for widget in widgets for state in _on_states(widget)}
    labels: Any = field.get("/Opt")
    return _Button(
        bool(flags & _RADIO) or len(states) > 1,
        tuple(str(widget["/AS"]) for widget in widgets if "/AS" in widget),
        tuple(str(label) for label in list(labels.get_object())[:1000]) if labels is not None else (),
    )


def _on_states(widget: Any) -> set[str]:
    looks: Any = widget.get("/AP")
    normal: Any = looks.get_object().get("/N") if looks is not None else None
    found = normal.get_object() if normal is not None else None
    return (
        {str(state) for state in found if state not in _OFF}
        if isinstance(found, dict) and "/Length" not in found
        else set()
    )


def _as_controls(kind: str, name: str, value: Any, page: int, button: _Button) -> list[Control]:
    """A button is a tick box; of radio buttons the words of the chosen one are the text, and none is no box."""
    place = f"veld {name}" + (f" (bladzijde {page})" if page else "")
    if kind == "/Btn":
        on_page = {state for state in button.shown if state not in _OFF}
        stored = set() if value is None or str(value) in _OFF else {str(value)}
        doubt = ""
        if len(on_page) > 1 or (value is not None and button.shown and stored != on_page):
            doubt = "de waarde van het veld en wat de bladzijde aangekruist laat zien verschillen"
        state = min(stored or on_page, default="")
        text = button.words(state.removeprefix("/")) if state else ""
        return [Control((name,), text, None if button.radio else bool(state), place, doubt=doubt)]
    items = list(value) if isinstance(value, list) else [value]
    text = "\n".join(str(item) for item in items[:1000] if item is not None)
    return [
        Control(
            (name,),
            with_boxes(text[:MAX_TEXT]).replace("\r\n", "\n").replace("\r", "\n").strip(),
            None,
            place,
        )
    ]


def _fields(fields: Any) -> Iterator[tuple[str, str, Any, list[int], _Button]]:
    """Kind, full name, value and object numbers of the widgets of every end field."""
    stack: list[tuple[Any, str, str, Any, int, int]] = []
    if fields is not None:
        stack = [
            (item, "", "", None, 0, 0) for item in reversed(list(fields.get_object())[: MAX_CONTROLS + 1])
        ]
    seen: set[int] = set()
    while stack:
        reference, path, kind, value, flags, depth = stack.pop()
        number = getattr(reference, "idnum", 0)
        field = reference.get_object()
        if not hasattr(field, "get") or number in seen:
            continue
        if depth > _DEEPEST or len(seen) > 4 * MAX_CONTROLS:
            raise FormProblem("de velden van het PDF-bestand staan te diep of te vaak in elkaar")
        seen |= {number} if number else set()
        own = field.get("/T")
        name = ".".join(filter(None, (path, str(own) if own is not None else "")))
        kind = str(field.get("/FT", kind))
        value = _value(field, value)
        flags = _flags(field, flags)
        kids = field.get("/Kids")
        inner = list(kids.get_object())[: MAX_CONTROLS + 1] if kids is not None else []
        named = [kid for kid in inner if hasattr(kid.get_object(), "get") and "/T" in kid.get_object()]
        if named:
            stack += [(kid, name, kind, value, flags, depth + 1) for kid in reversed(named)]
        elif kind and name:
            button = _button(field, flags, inner) if kind == "/Btn" else _Button()
            yield kind, name, value, [number, *(getattr(kid, "idnum", 0) for kid in inner)], button


def _flags(field: Any, inherited: int) -> int:
    own: Any = field.get("/Ff", inherited)
    own = own.get_object() if hasattr(own, "get_object") else own
    return own if isinstance(own, int) else inherited


def _value(field: Any, inherited: Any) -> Any:
    value = field.get("/V")
    return inherited if value is None else value.get_object()
