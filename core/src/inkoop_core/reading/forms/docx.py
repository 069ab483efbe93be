"""Word files as content: paragraphs, tables, content controls, legacy form fields, tick boxes, text boxes.

What was inserted with tracked changes counts, what was deleted does not. Struck words are no value and are told
apart. Headers and footers are other parts
of the file and are not read.
"""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from attrs import define

from inkoop_core.reading.forms.content import (
    MAX_CONTROLS,
    MAX_ROWS,
    MAX_TEXT,
    STRUCK,
    TICKED,
    UNTICKED,
    Cell,
    Control,
    FormContent,
    FormProblem,
    Ink,
    Line,
    Unread,
    shown,
)
from inkoop_core.reading.forms.glyphs import symbol, with_boxes
from inkoop_core.reading.forms.word_notes import NOTES, notes_in
from inkoop_core.reading.forms.word_parts import (
    OFF,
    SDT,
    SDT_CONTENT,
    SPACE,
    VAL,
    W14,
    WRAPPERS,
    W,
    chosen_entry,
    control_settings,
    is_ticked,
    merged,
    rows_of,
)
from inkoop_core.reading.safe_xml import XmlProblem, parsed

MAX_XML = 16 * 2**20
"""The main part of a form is far smaller."""
_MAIN = "word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}custGeom",
    "{urn:schemas-microsoft-com:vml}imagedata",
    f"{W}contentPart",
    f"{W14}contentPart",
)
_NAME = f"{W}name"
_BLANKS = " \t\r\n\v\f\xa0"
"""Not the sign for struck words, which Python takes for a blank."""
_P, _TBL, _TR, _TC = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_RPR, _VANISH = f"{W}rPr", f"{W}vanish"
_BOX = f"{W}txbxContent"
_STRIKES = (f"{W}strike", f"{W}dstrike")
_DEAD_ROW = f"{W}trPr/{W}del"
_DEAD_CELL = f"{W}tcPr/{W}cellDel"


def docx_content(data: bytes) -> FormContent:
    """What stands in a Word file. Raises FormProblem."""
    try:
        root = parsed(_part(data, _MAIN) or b"<none/>")
        notes = [note for part in NOTES for note in notes_in(part, _part(data, part) or b"<none/>")]
    except XmlProblem as problem:
        raise FormProblem(str(problem)) from None
    body = root.find(f"{W}body")
    if body is None:
        raise FormProblem("het Word-bestand heeft geen tekst")
    walk = _Walk()
    walk.blocks(body, walk.paragraph)
    while walk.later:
        walk.later.pop(0)()
    return FormContent(
        tuple(walk.lines), tuple(walk.controls), tuple(walk.inks), unread=(*walk.unread(), *notes)
    )


def _part(data: bytes, name: str) -> bytes | None:
    """The XML of a part of the file; None where a part that may be missing is."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if name != _MAIN and name not in archive.NameToInfo:
                return None
            with archive.open(archive.getinfo(name)) as stream:
                xml = stream.read(MAX_XML + 1)
    except (
        zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, RuntimeError,
        NotImplementedError, OverflowError,
    ):  # fmt: skip
        raise FormProblem("het Word-bestand is kapot of versleuteld") from None
    if len(xml) > MAX_XML:
        raise FormProblem(f"het Word-bestand pakt uit tot meer dan {MAX_XML // 2**20} MB")
    return xml.replace(_STRICT, SPACE)


Sink = Callable[[str], None]


@define
class _LegacyField:
    """A form field that has begun. data: its settings, None for a field that is none of a form."""

    data: Any
    start: int
    text: str = ""


class _Walk:
    """Goes once through a document."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.controls: list[Control] = []
        self.inks: list[Ink] = []
        self._struck: dict[tuple[int, str], list[str]] = {}
        self.later: list[Callable[[], None]] = []
        self._out: list[str] = []
        self._fields: list[_LegacyField] = []
        self._tables = self._paragraphs = 0
        self._row = -1
        self._inline: dict[Any, Callable[[Any], None]] = {
            f"{W}r": self._run,
            f"{W}t": lambda text: self._out.append(text.text or ""),
            f"{W}tab": lambda _: self._out.append("\t"),
            f"{W}br": lambda _: self._out.append("\n"),
            f"{W}cr": lambda _: self._out.append("\n"),
            f"{W}noBreakHyphen": lambda _: self._out.append("-"),
            f"{W}sym": lambda sign: self._out.append(
                symbol(sign.get(f"{W}font", ""), sign.get(f"{W}char", ""))
            ),
            f"{W}fldChar": self._field,
            f"{W}drawing": self._drawing,
            f"{W}pict": self._drawing,
            f"{W}object": self._drawing,
            f"{_MC}AlternateContent": self._alternate,
            SDT: self._inline_control,
            **dict.fromkeys(WRAPPERS, self._inside),
        }

    # Blocks

    def blocks(self, parent: Any, sink: Sink) -> None:
        """Paragraphs to the sink, tables as lines of their own: at once, or in a cell after its row."""
        for child in parent:
            tag = child.tag
            if tag == _P:
                sink(self._text_of(child))
            elif tag == _TBL:
                if self._row >= 0:
                    self.later_in_place(child)
                else:
                    self._table(child)
            elif tag == SDT:
                self._block_control(child, sink)
            elif tag in WRAPPERS:
                self.blocks(child, sink)

    def later_in_place(self, table: Any) -> None:
        inside = self._row
        self._nested.append(lambda: self._table(table, inside))

    def paragraph(self, text: str) -> None:
        """A paragraph outside tables."""
        self._paragraphs += 1
        text = _tidy(text)
        if text:
            place = f"alinea {self._paragraphs}"
            self._add(Line((Cell(text),), 0, self._paragraphs, place))
        self._after()

    def _after(self) -> None:
        """Text boxes that stood in what was just read."""
        while self.later:
            self.later.pop(0)()

    def _add(self, line: Line) -> None:
        if len(self.lines) >= MAX_ROWS:
            raise FormProblem(f"het Word-bestand heeft meer dan {MAX_ROWS} regels")
        self.lines.append(line)

    def _text_of(self, paragraph: Any) -> str:
        kept, self._out = self._out, []
        for field in self._fields:
            field.start = 0
        self._inside(paragraph)
        for field in self._fields:
            field.text += "".join(self._out[field.start :]) + "\n"
            field.start = len(self._out)
        text, self._out = "".join(self._out), kept
        return text

    # Tables

    _nested: list[Callable[[], None]]

    def _table(self, table: Any, inside: int = -1) -> None:
        self._tables += 1
        number = self._tables
        for place, row in enumerate(rows_of(table, _TR), 1):
            if row.find(_DEAD_ROW) is None:
                self._table_row(row, number, place, inside)

    def _table_row(self, row: Any, table: int, number: int, inside: int) -> None:
        kept_row, kept_nested = self._row, getattr(self, "_nested", [])
        self._row, self._nested = len(self.lines), []
        place = f"tabel {table}, rij {number}"
        self._add(Line((), table, number, place))
        cells: list[Cell] = []
        column = 0
        for cell in rows_of(row, _TC):
            span, continued = merged(cell)
            if not continued and cell.find(_DEAD_CELL) is None:
                texts: list[str] = []
                self._cell(cell, texts.append)
                cells.append(Cell(_tidy("\n".join(texts)), column))
            column += span
        self.lines[self._row] = Line(tuple(cells), table, number, place, inside=inside)
        nested, self._row, self._nested = self._nested, kept_row, kept_nested
        if kept_row >= 0:
            self._nested += nested
            return
        self._after()
        for inner in nested:
            inner()

    def _cell(self, cell: Any, sink: Sink) -> None:
        """A cell, also one that stands whole in a content control."""
        wrapper = cell.getparent()
        if wrapper.tag == SDT_CONTENT:
            self._block_control(wrapper.getparent(), sink, cell)
        else:
            self.blocks(cell, sink)

    # Inside a paragraph

    def _inside(self, parent: Any) -> None:
        handlers = self._inline
        for child in parent:
            handler = handlers.get(child.tag)
            if handler is not None:
                handler(child)

    def _run(self, run: Any) -> None:
        look = run.find(_RPR)
        if look is not None:
            if _is_on(look.find(_VANISH)):
                return
            if any(_is_on(look.find(strike)) for strike in _STRIKES):
                self._strike(run)
                return
        self._inside(run)

    def _strike(self, run: Any) -> None:
        """Words that are struck out: no value, but told."""
        start = len(self._out)
        self._inside(run)
        words = "".join(self._out[start:])
        del self._out[start:]
        if words.strip():
            self._out.append(STRUCK)
            row = self._row if self._row >= 0 else len(self.lines)
            place = self.lines[row].place if self._row >= 0 else f"alinea {self._paragraphs + 1}"
            self._struck.setdefault((row, place), []).append(words)

    def unread(self) -> tuple[Unread, ...]:
        """The struck words of each line."""
        return tuple(
            Unread(f"doorgehaald en niet als antwoord gelezen: {shown(''.join(words))}", place, row)
            for (row, place), words in self._struck.items()
        )

    def _alternate(self, both: Any) -> None:
        """The same thing for newer and for older programs: only one of them."""
        for choice in both:
            self._inside(choice)
            return

    def _drawing(self, drawing: Any) -> None:
        row = self._row if self._row >= 0 else len(self.lines)
        if next(drawing.iter(*_PICTURES), None) is not None:
            self.inks.append(Ink(0, "afbeelding in de tekst", row))
        # A box in a box is met when the outer one is read.
        box = next(drawing.iter(_BOX), None)
        if box is not None:
            self.later.append(lambda: self.blocks(box, self.paragraph))

    # Controls

    def _named(self, names: tuple[str, ...], text: str, ticked: bool | None) -> None:
        if len(self.controls) >= MAX_CONTROLS:
            raise FormProblem(f"het Word-bestand heeft meer dan {MAX_CONTROLS} velden")
        if names:
            row = self._row if self._row >= 0 else len(self.lines)
            self.controls.append(Control(names, _tidy(text), ticked, f"veld {names[0]}", row))

    def _inline_control(self, control: Any) -> None:
        names, box, placeholder = control_settings(control)
        content = control.find(SDT_CONTENT)
        if box is not None:
            self._out.append(TICKED if box else UNTICKED)
            self._named(names, "", box)
        elif content is not None and not placeholder:
            start = len(self._out)
            self._inside(content)
            self._named(names, "".join(self._out[start:]), None)
        else:
            self._named(names, "", None)

    def _block_control(self, control: Any, sink: Sink, content: Any = None) -> None:
        """A control around paragraphs or a table. One around a table gives no value of its own."""
        names, box, placeholder = control_settings(control)
        inner = control.find(SDT_CONTENT) if content is None else content
        if box is not None:
            sink(TICKED if box else UNTICKED)
            self._named(names, "", box)
        elif inner is None or placeholder:
            self._named(names, "", None)
        elif content is None and next(inner.iter(_TBL), None) is not None:
            self.blocks(inner, sink)
        else:
            row, texts = len(self.controls), []

            def both(text: str) -> None:
                texts.append(text)
                sink(text)

            self.blocks(inner, both)
            self._named(names, "\n".join(texts), None)
            # The control stands where it begins.
            self.controls[row:] = (
                [*self.controls[-1:], *self.controls[row:-1]] if names else self.controls[row:]
            )

    def _field(self, mark: Any) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_LegacyField(mark.find(f"{W}ffData"), len(self._out)))
        elif kind == "separate" and self._fields:
            self._fields[-1].start, self._fields[-1].text = len(self._out), ""
        elif kind == "end" and self._fields:
            self._field_ended(self._fields.pop())

    def _field_ended(self, field: _LegacyField) -> None:
        if field.data is None:
            return
        name = field.data.find(_NAME)
        names = (name.get(VAL, ""),) if name is not None and name.get(VAL) else ()
        box, choice = field.data.find(f"{W}checkBox"), field.data.find(f"{W}ddList")
        if box is not None:
            ticked = is_ticked(box)
            self._out.append(TICKED if ticked else UNTICKED)
            self._named(names, "", ticked)
        elif choice is not None:
            chosen = chosen_entry(choice)
            self._out.append(chosen)
            self._named(names, chosen, None)
        else:
            self._named(names, field.text + "".join(self._out[field.start :]), None)


def _is_on(setting: Any) -> bool:
    return setting is not None and setting.get(VAL) not in OFF


def _tidy(text: str) -> str:
    """One sign per tick box, no blank lines, no space around lines."""
    if len(text) > MAX_TEXT:
        raise FormProblem(f"een vak heeft meer dan {MAX_TEXT} tekens")
    text = with_boxes(text)
    if STRUCK in text and TICKED not in text and UNTICKED not in text:
        text = text.replace(STRUCK, "")
    if "\n" not in text:
        return text.strip(_BLANKS)
    return "\n".join(line.strip(_BLANKS) for line in text.split("\n") if line.strip(_BLANKS))
