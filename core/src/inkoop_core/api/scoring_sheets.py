"""A scoring sheet that goes out, and a workbook as it was read back."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from attrs import field, frozen

from inkoop_core.api.award import AwardCriterion, ScaleValue
from inkoop_core.api.definition import ProcedureInfo

Place = tuple[int, int]
"""Row and column of a cell, from 0."""
CellValue = str | int | Decimal | bool
"""What a cell holds; a number without decimals is an int."""

MAX_TEXT = 32_767
"""Characters that a cell of a workbook can hold."""


@frozen
class SheetRow:
    """A submission on a scoring sheet. value, texts: the assessor's own earlier score, one text per subject."""

    submission: str
    tenderer: str
    value: int | None = None
    texts: tuple[str, ...] = ()


@frozen
class ScoringSheet:
    """A form on which one assessor scores one criterion.

    definition  SHA-256 of the tender definition that its texts come from
    head        the desk's journal when it was made: `<seq> <hash>`
    """

    procedure: ProcedureInfo
    criterion: AwardCriterion
    scale: tuple[ScaleValue, ...]
    assessor: str
    definition: str
    made_at: datetime
    head: str
    rows: tuple[SheetRow, ...]


@frozen
class SheetReading:
    """A workbook as it was read: every cell that holds something, by the name of its page.

    computed  pages and cells that hold a formula or the error of one
    """

    name: str
    sha256: str
    content: bytes = field(repr=False)
    pages: Mapping[str, Mapping[Place, CellValue]] = field(hash=False)
    computed: frozenset[tuple[str, Place]] = frozenset()


def cell_name(page: str, place: Place) -> str:
    """A cell as spreadsheets name it: `Scores!C5`."""
    row, column = place
    letters = ""
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{page}!{letters}{row + 1}"
