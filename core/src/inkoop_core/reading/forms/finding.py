"""Find in a form what stands beside, under or after a label, and what a named control holds."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from attrs import frozen

from inkoop_core.api.forms import Form
from inkoop_core.domain.naming import plain_name
from inkoop_core.reading.forms.content import (
    TICKED,
    UNTICKED,
    Cell,
    Control,
    FormContent,
    Line,
)

LONGEST_LABEL = 250
_NUMBERED = re.compile(r"(?:\d+(?: \d+)*|[a-z]) (?=[a-z])")
_AFTER = re.compile(r"[:?\t]|(?<=\S)\s*(?=[☒☐])")
_DOTS = re.compile(r"[\s._…\-–—]*")
_BOX = re.compile(f"[{TICKED}{UNTICKED}]")
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
    """What stands at a place. ticked: of a named tick box, else None; control: its name, "" for text.

    doubt: why it cannot be told what stands there; "" when it can. joined: of more than one cell or line together.
    """

    text: str
    place: str
    ticked: bool | None = None
    control: str = ""
    line: int = -1
    doubt: str = ""
    joined: bool = False

    @property
    def blank(self) -> bool:
        """Nothing is filled in: no text, or only dots to write on."""
        return self.ticked is None and not self.doubt and _DOTS.fullmatch(self.text) is not None


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
        self._begun: dict[str, list[tuple[int, int, int, str]]] = {}
        self._labelled: set[tuple[int, int, int]] = set()
        self._tops: list[int] = []
        self.used: set[tuple[int, int, int]] = set()
        """Line, cell and line in that cell (-1: all of it) of every value that was found."""
        self.cut: dict[str, str] = {}
        """By the id of a record: that there are more than are read."""
        self.heads: dict[tuple[int, frozenset[str]], list[Line | None]] = {}
        """By the first line of a table and the labels of its rows: the line with the heads, for each line."""
        self._named: dict[str, list[Control]] = {}
        self.wrapped: set[int] = set()
        for number, line in enumerate(self.lines):
            same = number and line.table and self.lines[number - 1].table == line.table
            self._tops.append(self._tops[-1] if same else number)
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
        for index, part in enumerate(text.split("\n")):
            after = _AFTER.search(part[:LONGEST_LABEL])
            if after and after.start() and part[after.end() :].strip():
                key = label_key(part[: after.start()])
                if key:
                    self._begun.setdefault(key, []).append(
                        (number, place, index, part[after.end() :].strip())
                    )
                    if key in self.known:
                        self._labelled.add((number, place, index))

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
            Found(control.text, control.place, control.ticked, name, control.row, control.doubt)
            for name in names
            for control in self.controls(name, scope)
        ]

    def labelled(
        self, labels: Iterable[str], scope: Scope, beside_only: bool = False, whole: bool = False
    ) -> list[Found]:
        """What stands right of each label, under it, or after it on its line; in the order of the form.

        whole: of a text also every cell and line that follows, up to the next label of the map.
        """
        found: list[Found] = []
        for key in dict.fromkeys(label_key(label) for label in labels):
            if scope.header >= 0:
                found += self._in_column(key, scope)
                continue
            cells, begun = self._cells.get(key, []), self._begun.get(key, [])
            for line, place in cells[bisect_left(cells, (scope.start, -1)) :]:
                if not scope.holds(line):
                    break
                found.append(self._beside(line, place, scope, beside_only, whole))
            for line, place, part, text in begun[bisect_left(begun, (scope.start, -1, -1, "")) :]:
                if not scope.holds(line):
                    break
                found.append(self._begun_at(line, place, part, text, scope, whole))
        return sorted(found, key=lambda item: item.line)

    def _beside(self, number: int, place: int, scope: Scope, beside_only: bool, whole: bool) -> Found:
        line = self.lines[number]
        here = Found("", line.place, line=number)
        if place + 1 < len(line.cells):
            cell = line.cells[place + 1]
            if not self._is_label(cell.text):
                self.used.add((number, place + 1, -1))
                more = self._rest(number, place, 2, scope) if whole else []
                return _together(cell.text, more, line.place, number)
            if line.table == 0:
                return here
        if beside_only or number + 1 >= scope.stop:
            return here
        below = self.lines[number + 1]
        if below.table != line.table or any(self._is_label(cell.text) for cell in below.cells):
            return here
        # A row of more cells has a label of its own, which the map does not name.
        if line.table and len(below.cells) > len(line.cells):
            return here
        cells = [at for at, cell in enumerate(below.cells) if _under(cell, line.cells[place], below)]
        if cells and not _AFTER_LABEL.match(below.cells[cells[0]].text):
            self.used.add((number + 1, cells[0], -1))
            alone = whole and len(line.cells) == len(below.cells) == 1
            more = list(self._lines_after(number + 1, scope)) if alone else []
            return _together(below.cells[cells[0]].text, more, below.place, number + 1)
        return here

    def _begun_at(self, number: int, place: int, part: int, text: str, scope: Scope, whole: bool) -> Found:
        """What stands after a label on its line."""
        self.used.add((number, place, part))
        line = self.lines[number]
        more: list[str] = []
        if whole:
            parts = line.cells[place].text.split("\n")
            for index in range(part + 1, len(parts)):
                if (number, place, index) in self._labelled:
                    break
                self.used.add((number, place, index))
                more.append(parts[index])
            else:
                more += self._rest(number, place, 1, scope)
                if len(line.cells) == 1:
                    more += self._lines_after(number, scope)
        return _together(text, more, line.place, number)

    def _rest(self, number: int, place: int, skip: int, scope: Scope) -> list[str]:
        """The other cells of a row, the tables in it, and rows below that have nothing in the column of the label."""
        line = self.lines[number]
        texts: list[str] = []
        for at in range(place + skip, len(line.cells)):
            if self._is_label(line.cells[at].text) or _BOX.search(line.cells[at].text):
                return texts
            self.used.add((number, at, -1))
            texts.append(line.cells[at].text)
        column = line.cells[place].column
        for below in range(number + 1, scope.stop):
            row = self.lines[below]
            goes_on = row.table == line.table != 0 and not any(
                cell.text for cell in row.cells if cell.column <= column
            )
            if not (goes_on or row.inside >= number) or self._stops(below):
                break
            texts += self._taken(below)
        return texts

    def _lines_after(self, number: int, scope: Scope) -> Iterator[str]:
        """The lines below one that is a value, up to the next label or tick box."""
        line = self.lines[number]
        for below in range(number + 1, scope.stop):
            row = self.lines[below]
            if row.table != line.table or len(row.cells) != 1 or self._stops(below):
                return
            if _AFTER_LABEL.match(row.text):
                return
            yield from self._taken(below)

    def _taken(self, number: int) -> list[str]:
        cells = self.lines[number].cells
        self.used |= {(number, place, -1) for place in range(len(cells))}
        return [cell.text for cell in cells]

    def _stops(self, number: int) -> bool:
        cells = self.lines[number].cells
        return any(
            self._is_label(cell.text) or (number, place, 0) in self._labelled or _BOX.search(cell.text)
            for place, cell in enumerate(cells)
        )

    def _in_column(self, key: str, scope: Scope) -> Iterator[Found]:
        header = self.lines[scope.header]
        for place, cell in enumerate(header.cells):
            if (scope.header, place) in self._cells.get(key, []):
                line = self.lines[scope.start]
                below = [at for at, item in enumerate(line.cells) if _under(item, cell, line)]
                text = line.cells[below[0]].text if below else ""
                self.used |= {(scope.start, at, -1) for at in below[:1]}
                yield Found(text, line.place, line=scope.start)

    def _is_label(self, text: str) -> bool:
        return bool(text) and len(text) <= LONGEST_LABEL and label_key(text) in self.known

    def is_known(self, text: str) -> bool:
        """Whether the map names this text."""
        return self._is_label(text)

    def top_of(self, number: int) -> int:
        """The first line of the table of a line; the line itself outside tables."""
        return self._tops[number]

    def use(self, number: int, cells: Iterable[Cell]) -> None:
        """That these cells of a line gave a value."""
        own = self.lines[number].cells
        self.used |= {(number, own.index(cell), -1) for cell in cells if cell in own}

    def is_under(self, cell: Cell, above: Cell, line: Line) -> bool:
        """Whether a cell of a line stands in the column of another."""
        return _under(cell, above, line)

    def header_above(self, number: int, cell: Cell) -> str:
        """The text of the first row of the table, in the column of a cell."""
        line = self.lines[number]
        top = self.lines[self._tops[number]]
        return next((item.text for item in top.cells if _under(item, cell, line)), "")


_AFTER_LABEL = re.compile(r"[^:?\n]{1,80}[:?]\s")
"""A line that is itself a label with its value."""


def _together(text: str, more: Iterable[str], place: str, line: int) -> Found:
    texts = [item for item in (text, *more) if _DOTS.fullmatch(item) is None]
    return Found("\n".join(texts) if texts else text, place, line=line, joined=len(texts) > 1)


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
