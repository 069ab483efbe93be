"""Find in a form what stands beside, under or after a label, and what a named control holds."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from attrs import frozen

from inkoop_core.api.forms import Form
from inkoop_core.domain.naming import plain_name
from inkoop_core.reading.forms.content import TICKED, UNTICKED, Cell, Control, FormContent, Line

LONGEST_LABEL = 250
_NUMBERED = re.compile(r"(?:\d+(?: \d+)*|[a-z]) (?=[a-z])")
_AFTER = re.compile(r"[:?\t]|(?<=\S)\s*(?=[☒☐])")
_DOTS = re.compile(r"[\s._…\-–—]*")
_NEAR = 3
"""Columns by which cells of a PDF may be beside each other and still stand under each other."""


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """A label as it is compared: without capitals, signs and the number before it."""
    return unnumbered(plain_name(text))


def unnumbered(plain: str) -> str:
    """Without the number or letter of a list before it."""
    found = _NUMBERED.match(plain)
    return plain[found.end() :] if found else plain


@frozen
class Found:
    """What stands at a place. ticked: of a named tick box, else None; control: its name, "" for text."""

    text: str
    place: str
    ticked: bool | None = None
    control: str = ""
    line: int = -1

    @property
    def blank(self) -> bool:
        """Nothing is filled in: no text, or only dots to write on."""
        return self.ticked is None and _DOTS.fullmatch(self.text) is not None


@frozen
class Scope:
    """A part of the lines, with the number of the record that stands in it. row: only that line of a table."""

    start: int
    stop: int
    n: int = 1
    header: int = -1
    """The line with the labels, where each line below it is a record."""

    def holds(self, line: int) -> bool:
        return self.start <= line < self.stop


class Sheet:
    """A form with the index by which things are found in it."""

    def __init__(self, content: FormContent, form: Form) -> None:
        self.content = content
        self.lines: Sequence[Line] = content.lines
        self.known = {label_key(label) for label in labels_of(form)}
        self._cells: dict[str, list[tuple[int, int]]] = {}
        self._begun: dict[str, list[tuple[int, str]]] = {}
        self._named: dict[str, list[Control]] = {}
        self.wrapped: set[int] = set()
        for number, line in enumerate(self.lines):
            for place, cell in enumerate(line.cells):
                self._index(number, place, cell)
            if line.page and len(line.cells) > 1:
                self._wrapped(number, line)
        for control in content.controls:
            for name in control.names:
                self._named.setdefault(name.casefold(), []).append(control)

    def _index(self, number: int, place: int, cell: Cell) -> None:
        text = cell.text
        if len(text) <= LONGEST_LABEL:
            key = label_key(text)
            if key:
                self._cells.setdefault(key, []).append((number, place))
        for part in text.split("\n"):
            after = _AFTER.search(part[:LONGEST_LABEL])
            if after and after.start() and part[after.end() :].strip():
                key = label_key(part[: after.start()])
                if key:
                    self._begun.setdefault(key, []).append((number, part[after.end() :].strip()))

    def _wrapped(self, number: int, line: Line) -> None:
        """A label that goes on in the line below it, in a PDF: known only because the map names it."""
        below = self.lines[number + 1] if number + 1 < len(self.lines) else line
        if (
            len(below.cells) == 1
            and below.page == line.page
            and below.cells[0].column == line.cells[0].column
        ):
            key = label_key(f"{line.cells[0].text} {below.cells[0].text}"[:LONGEST_LABEL])
            if key in self.known:
                self._cells.setdefault(key, []).append((number, 0))
                self.wrapped.add(number)

    @property
    def keys(self) -> Iterable[str]:
        """Every text that could be a label."""
        return self._cells.keys() | self._begun.keys()

    def has_label(self, label: str) -> bool:
        return label_key(label) in self._cells or label_key(label) in self._begun

    def has_name(self, name: str) -> bool:
        return name.casefold() in self._named

    def controls(self, name: str, scope: Scope) -> list[Control]:
        """The controls of that name in a part of the form; those of which the place is not known count too."""
        found = self._named.get(name.casefold(), [])
        return [control for control in found if control.row < 0 or scope.holds(control.row)]

    def lines_with(self, label: str, scope: Scope) -> list[int]:
        """The lines in which a cell is exactly this label."""
        entries = self._cells.get(label_key(label), [])
        first = bisect_left(entries, (scope.start, -1))
        return [line for line, _ in entries[first:] if line < scope.stop]

    def named(self, names: Iterable[str], scope: Scope) -> list[Found]:
        """What the controls of these names hold."""
        return [
            Found(control.text, control.place, control.ticked, name, control.row)
            for name in names
            for control in self.controls(name, scope)
        ]

    def labelled(self, labels: Iterable[str], scope: Scope, beside_only: bool = False) -> list[Found]:
        """What stands right of each label, under it, or after it on its line; in the order of the form."""
        found: list[Found] = []
        for key in dict.fromkeys(label_key(label) for label in labels):
            if scope.header >= 0:
                found += self._in_column(key, scope)
                continue
            for line, place in self._cells.get(key, []):
                if scope.holds(line):
                    found.append(self._beside(line, place, scope, beside_only))
            for line, text in self._begun.get(key, []):
                if scope.holds(line):
                    found.append(Found(text, self.lines[line].place, line=line))
        return sorted(found, key=lambda item: item.line)

    def _beside(self, number: int, place: int, scope: Scope, beside_only: bool) -> Found:
        line = self.lines[number]
        here = Found("", line.place, line=number)
        if place + 1 < len(line.cells):
            cell = line.cells[place + 1]
            if not self._is_label(cell.text):
                return Found(cell.text, line.place, line=number)
            if line.table == 0:
                return here
        if beside_only or number + 1 >= scope.stop:
            return here
        below = self.lines[number + 1]
        if below.table != line.table or any(self._is_label(cell.text) for cell in below.cells):
            return here
        cells = [cell for cell in below.cells if _under(cell, line.cells[place], below)]
        if cells and not _AFTER_LABEL.match(cells[0].text):
            return Found(cells[0].text, below.place, line=number + 1)
        return here

    def _in_column(self, key: str, scope: Scope) -> Iterator[Found]:
        header = self.lines[scope.header]
        for place, cell in enumerate(header.cells):
            if (scope.header, place) in self._cells.get(key, []):
                line = self.lines[scope.start]
                below = [item for item in line.cells if _under(item, cell, line)]
                text = below[0].text if below else ""
                yield Found(text, line.place, line=scope.start)

    def _is_label(self, text: str) -> bool:
        return bool(text) and len(text) <= LONGEST_LABEL and label_key(text) in self.known

    def is_known(self, text: str) -> bool:
        """Whether the map names this text."""
        return self._is_label(text)

    def header_above(self, number: int, cell: Cell) -> str:
        """The text of the first row of the table, in the column of a cell."""
        line = self.lines[number]
        top = number
        while top and line.table and self.lines[top - 1].table == line.table:
            top -= 1
        return next((item.text for item in self.lines[top].cells if _under(item, cell, line)), "")


_AFTER_LABEL = re.compile(r"[^:?\n]{1,80}[:?]\s")
"""A line that is itself a label with its value."""


def _under(cell: Cell, above: Cell, line: Line) -> bool:
    return abs(cell.column - above.column) <= (_NEAR if line.page else 0)


def labels_of(form: Form) -> Iterator[str]:
    """Every label and heading of a map, so that none of them is taken for a value."""
    for record in form.records:
        yield from record.under
        yield from record.party.labels if record.party else ()
        for field in record.fields:
            yield from field.labels
            for part in field.parts:
                yield from part.labels


@frozen
class Tick:
    """A tick box with the text that belongs to it."""

    ticked: bool
    caption: str
    place: str
    line: int


def ticks_in(text: str) -> list[tuple[bool, str]]:
    """The tick boxes of a text, each with the words after it, or before it where the boxes stand last."""
    parts = re.split(f"([{TICKED}{UNTICKED}])", text)
    boxes = [part == TICKED for part in parts[1::2]]
    if not boxes:
        return []
    words = [part.strip() for part in parts[::2]]
    if words[0] and not words[-1]:
        return list(zip(boxes, words[:-1], strict=True))
    return list(zip(boxes, words[1:], strict=True))


def ticks(sheet: Sheet, scope: Scope) -> list[Tick]:
    """Every tick box in a part of the form; one without words gets those of the cell beside it."""
    found: list[Tick] = []
    for number in range(scope.start, min(scope.stop, len(sheet.lines))):
        line = sheet.lines[number]
        for place, cell in enumerate(line.cells):
            if TICKED not in cell.text and UNTICKED not in cell.text:
                continue
            for ticked, words in ticks_in(cell.text):
                found.append(Tick(ticked, words or _neighbour(line, place), line.place, number))
    return found


def _neighbour(line: Line, place: int) -> str:
    right = line.cells[place + 1].text if place + 1 < len(line.cells) else ""
    if right and TICKED not in right and UNTICKED not in right:
        return right
    return line.cells[place - 1].text if place else ""
