"""What is answered in a row of a table: every box and every x with the head of its column."""

from collections.abc import Collection, Iterator, Sequence

from attrs import evolve, frozen

from inkoop_core.domain.naming import plain_name
from inkoop_core.reading.forms import values
from inkoop_core.reading.forms.content import TICKED, UNTICKED, Cell, Line, shown
from inkoop_core.reading.forms.finding import Found, Sheet, label_key
from inkoop_core.reading.forms.saying import said
from inkoop_core.reading.forms.values import Unreadable

_FARTHEST = 100
"""Rows that the head of a column may stand above an answer."""
_CROSSES = frozenset({"x", "v", "xx"})
_REMARKS = frozenset(
    {
        "toelichting", "opmerking", "opmerkingen", "uitleg", "motivering", "onderbouwing", "bijzonderheden",
        "bewijs", "bewijsstuk",
    }
)  # fmt: skip
_ONE_BOX = frozenset(
    {
        "",
        "antwoord",
        "van toepassing",
        "wel van toepassing",
        "aankruisen",
        "aangekruist",
        "kruis aan",
        "akkoord",
    }
)
"""Heads of a column with one box, which is ticked for yes."""


@frozen
class _Placed:
    """A cell with the head of its column. head: "" without one."""

    cell: Cell
    head: str

    @property
    def blank(self) -> bool:
        return not plain_name(self.cell.text) and not has_box(self.cell.text)

    @property
    def mark(self) -> str:
        """TICKED or UNTICKED for a box without words or an x; "" for anything else."""
        text = self.cell.text.strip()
        return text if text in (TICKED, UNTICKED) else TICKED if is_cross(text) else ""

    @property
    def remark(self) -> bool:
        words = set(plain_name(self.head).split())
        return bool(words & _REMARKS) and not words & (values.YES | values.NO)

    @property
    def negative(self) -> bool:
        return bool({"niet", "geen"} & set(plain_name(self.head).split()))


def has_box(text: str) -> bool:
    """Whether there is a tick box in a text."""
    return TICKED in text or UNTICKED in text


def is_cross(text: str) -> bool:
    """Whether a text is a typed tick and nothing else."""
    return plain_name(text) in _CROSSES


def yes_no_in_row(sheet: Sheet, number: int, cells: Sequence[Cell], labels: Collection[str]) -> Found:
    """The answer of a row as one text, or with the doubt why there is none.

    cells: those of the row that are no label; labels: keys of what begins a row, so that no such row is a head.
    """
    header = _header(sheet, number, labels)
    placed = _placed(sheet, number, cells, header)
    asked = [item for item in placed if not item.remark]
    sheet.use(number, [item.cell for item in asked if item.mark])
    found = Found("", sheet.lines[number].place, line=number)
    try:
        text = _by_column(asked) if _has_both(header) else _text(sheet.lines[number], asked)
        found = evolve(found, text=text)
        answer = said(found)
        for item in placed:
            if item.remark and answer is not None and values.begins(item.cell.text) not in (None, answer):
                raise Unreadable(f"de toelichting zegt iets anders: {shown(item.cell.text)}")
    except Unreadable as wrong:
        return evolve(found, doubt=str(wrong))
    return found


def marks_in_row(sheet: Sheet, number: int, cells: Sequence[Cell], labels: Collection[str]) -> str:
    """The boxes of a row as one text, those without words with the head of their column."""
    placed = _placed(sheet, number, cells, _header(sheet, number, labels))
    sheet.use(number, [item.cell for item in placed if item.mark])
    return " ".join(
        f"{item.mark} {item.head}".strip() if item.mark else item.cell.text
        for item in placed
        if (item.mark or has_box(item.cell.text)) and not item.remark
    )


def _by_column(asked: Sequence[_Placed]) -> str:
    """The answer in a table with columns for yes and for no."""
    return " ".join(filter(None, (_under_head(item) for item in asked)))


def _text(line: Line, asked: Sequence[_Placed]) -> str:
    marked = [item for item in asked if item.mark or has_box(item.cell.text)]
    return _marked(line, asked, marked) if marked else _worded(asked)


def _under_head(item: _Placed) -> str:
    """A cell of a table with columns for yes and for no."""
    head = values.yes_no(item.head)
    if item.blank:
        return f"{UNTICKED} {item.head}" if head is not None else ""
    if head is None:
        if item.mark == TICKED:
            where = f"onder {shown(item.head)}" if item.head else "in een kolom zonder opschrift"
            raise Unreadable(f"er staat een kruis {where}; dat is geen ja en geen nee")
        if values.begins(item.cell.text) is not None or has_box(item.cell.text):
            raise Unreadable(f"onder {shown(item.head)} staat {shown(item.cell.text)}")
        return ""
    if item.mark:
        return f"{item.mark} {item.head}"
    if has_box(item.cell.text):
        ticked = TICKED in item.cell.text
        words = item.cell.text.replace(TICKED, "").replace(UNTICKED, "")
        if values.yes_no(words) is head and not (ticked and UNTICKED in item.cell.text):
            return f"{TICKED if ticked else UNTICKED} {item.head}"
    elif values.yes_no(item.cell.text) is head:
        return f"{TICKED} {item.head}"
    raise Unreadable(f"onder {shown(item.head)} staat {shown(item.cell.text)}")


def _marked(line: Line, asked: Sequence[_Placed], marked: Sequence[_Placed]) -> str:
    """Boxes or an x without columns for yes and for no."""
    bare = [item for item in marked if item.mark]
    if not bare:
        return " ".join(item.cell.text for item in marked)
    worded = [item for item in asked if values.begins(item.cell.text) is not None]
    if worded:
        return " ".join(item.mark or item.cell.text for item in asked if not item.blank)
    typed = any(not has_box(item.cell.text) for item in bare)
    alone = len(marked) == 1 and plain_name(bare[0].head) in _ONE_BOX
    if not alone or (typed and (len(asked) > 1 or (line.page and not bare[0].head))):
        heads = ", ".join(shown(item.head) for item in bare if item.head) or "geen opschrift"
        raise Unreadable(f"niet te zeggen is wat het kruis of vakje betekent (erboven staat {heads})")
    return bare[0].mark


def _worded(asked: Sequence[_Placed]) -> str:
    """Words without any box."""
    filled = [item for item in asked if not item.blank]
    answers = [place for place, item in enumerate(filled) if values.begins(item.cell.text) is not None]
    if len(answers) != 1:
        return " / ".join(item.cell.text for item in filled)
    answer = filled[answers[0]]
    if answer.negative:
        raise Unreadable(f"onder {shown(answer.head)} staat {shown(answer.cell.text)}")
    after = " / ".join(item.cell.text for item in filled[answers[0] + 1 :])
    if after:
        raise Unreadable(f"naast {shown(answer.cell.text)} staat {shown(after)}")
    return answer.cell.text


def _placed(sheet: Sheet, number: int, cells: Sequence[Cell], header: Line | None) -> list[_Placed]:
    line = sheet.lines[number]
    return [_Placed(cell, "" if header is None else _head(sheet, header, cell, line)) for cell in cells]


def head_of(sheet: Sheet, number: int, cell: Cell, labels: Collection[str]) -> str:
    """The head of the column of a cell; "" where there is none, or more than one."""
    header = _header(sheet, number, labels)
    return "" if header is None else _head(sheet, header, cell, sheet.lines[number])


def _head(sheet: Sheet, header: Line, cell: Cell, line: Line) -> str:
    above = [item.text for item in header.cells if sheet.is_under(cell, item, line)]
    return above[0] if len(above) == 1 else ""


def _header(sheet: Sheet, number: int, labels: Collection[str]) -> Line | None:
    """The nearest row above with columns for yes and for no, else the first row of the table; None without any."""
    top, keys = sheet.top_of(number), frozenset(labels)
    heads = sheet.heads.get((top, keys))
    if heads is None:
        heads = sheet.heads[top, keys] = list(_headers(sheet, top, keys))
    return heads[number - top]


def _headers(sheet: Sheet, top: int, labels: frozenset[str]) -> Iterator[Line | None]:
    """For each row of a table the row with its heads."""
    head: Line | None = None
    for line in sheet.lines[top:]:
        if line is not sheet.lines[top] and (not line.table or line.table != sheet.lines[top].table):
            return
        yield head
        answered = any(has_box(cell.text) or label_key(cell.text) in labels for cell in line.cells)
        if not answered and (head is None or _has_both(line)):
            head = line


def _has_both(line: Line | None) -> bool:
    """Whether a row has a cell that says yes and one that says no."""
    cells = line.cells if line else ()
    return {values.yes_no(cell.text) for cell in cells if not is_cross(cell.text)} >= {True, False}
