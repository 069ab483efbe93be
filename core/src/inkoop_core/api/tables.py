"""A table that an officer hands over, as texts."""

from attrs import field, frozen


@frozen
class TableFile:
    """The first sheet of an Excel file, or a CSV file.

    rows   cells as a person would type them: days as 03-08-2026, instants as 03-08-2026 14:05:09 local time;
           empty rows at the end are left out; the first row holds the heads
    wrong  what is wrong with a cell, with its place; one line each, in Dutch
    """

    name: str
    sha256: str
    content: bytes = field(repr=False)
    rows: tuple[tuple[str, ...], ...] = ()
    wrong: tuple[str, ...] = ()
