"""Cells as officers read them, cut to the width there is."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from rich.cells import cell_len, set_cell_size

from inkoop_core.api.views import Column, ColumnKind, Row
from inkoop_core.cli.terminal import harmless
from inkoop_core.domain.moment import shown, shown_day
from inkoop_core.domain.money import euros

GAP = 2
"""Blank cells between two columns."""

WIDEST = 400
FLOORS = {ColumnKind.STATE: 16, ColumnKind.TEXT: 14}
"""How narrow a column may be made before the table scrolls sideways instead."""
SIGN_ALONE = 11
"""Below this width of a state only its sign is shown: half a word says nothing."""
SMALL = 140
"""Below this width a table of many states shows their signs alone, so that all of them are in sight."""
COMFORT = 24
"""How wide a text column stays that scrolls along where there is little room."""
SPARE = 100
"""Below this width there is less for every text."""
WHOLE = 34
"""How wide a text column stays that scrolls along where there is room: a standing is read whole."""
STAYING = 20
"""How wide a text column stays that does not scroll along where there is room."""
TIGHT = 18
"""How wide a text column stays that does not scroll along where there is little room."""

SIGNS = {"✓": "good", "…": "wait", "?": "ask", "✗": "bad", "!": "doubt", "–": "quiet", "·": "quiet"}
"""The first character of a state, and the style that goes with it; the sign alone says it already."""


def cell_text(value: Any, kind: ColumnKind) -> str:
    """A cell as text on one line."""
    return " ".join(whole_text(value, kind).split())


def whole_text(value: Any, kind: ColumnKind) -> str:
    """A cell as text, with its own lines."""
    if value is None:
        return ""
    if kind is ColumnKind.MONEY:
        return euros(value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return shown(value)
    if isinstance(value, date):
        return shown_day(value)
    return harmless(str(value))


def row_texts(row: Row, columns: Sequence[Column]) -> list[str]:
    """Every cell of a row as text."""
    return [cell_text(value, column.kind) for value, column in zip(row.cells, columns, strict=True)]


def sign_of(text: str, kind: ColumnKind) -> str:
    """The name of the style of a state, "" for anything else."""
    return SIGNS.get(text[:1], "") if kind is ColumnKind.STATE else ""


def cut(text: str, width: int, kind: ColumnKind = ColumnKind.TEXT) -> str:
    """The text in exactly `width` cells: padded, or cut with an ellipsis; a state is cut between words."""
    if cell_len(text) <= width:
        padded = set_cell_size(text, width)
        right = kind in (ColumnKind.NUMBER, ColumnKind.MONEY)
        return " " * (width - cell_len(text)) + text if right else padded
    if kind is ColumnKind.STATE and width < SIGN_ALONE and text[:1] in SIGNS:
        return set_cell_size(text[:1], width)
    kept = set_cell_size(text, width - 1)
    if kind is ColumnKind.STATE and " " in kept[2:]:
        kept = kept[: kept.rindex(" ")] if text[len(kept) : len(kept) + 1] != " " else kept
    return set_cell_size(f"{kept.rstrip()}…", width)


def column_widths(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int, fixed: int = 0
) -> tuple[int, ...]:
    """Widths from some rows: as wide as needed where there is room, else narrowed evenly.

    Where even the narrowest widths do not fit, columns stay readable and the table scrolls sideways; the first
    `fixed` columns, which stay in sight, then give room to the others.
    """
    wanted = [
        min(WIDEST, max([cell_len(column.label), *(cell_len(row[index]) for row in rows)]))
        for index, column in enumerate(columns)
    ]
    free = room - GAP * (len(columns) - 1)
    narrow = _narrowed(wanted, columns, free, FLOORS)
    if sum(narrow) <= free:
        return tuple(narrow)
    signs_alone = room < SMALL and sum(column.kind is ColumnKind.STATE for column in columns) > 2
    state = 1 if signs_alone else FLOORS[ColumnKind.STATE]
    staying = {ColumnKind.TEXT: TIGHT if room < SPARE else STAYING, ColumnKind.STATE: state}
    moving = {ColumnKind.TEXT: COMFORT if room < SPARE else WHOLE, ColumnKind.STATE: state}
    return (
        *_narrowed(wanted[:fixed], columns[:fixed], 0, staying),
        *_narrowed(wanted[fixed:], columns[fixed:], 0, moving),
    )


def _narrowed(
    wanted: Sequence[int], columns: Sequence[Column], free: int, floors: Mapping[ColumnKind, int]
) -> list[int]:
    widths = list(wanted)
    floor = [
        min(width, max(floors.get(column.kind, width), cell_len(column.label)))
        for width, column in zip(wanted, columns, strict=True)
    ]
    while sum(widths) > free:
        spare = [width if width > least else 0 for width, least in zip(widths, floor, strict=True)]
        if not any(spare):
            break
        widest = spare.index(max(spare))
        widths[widest] -= 1
    return widths
