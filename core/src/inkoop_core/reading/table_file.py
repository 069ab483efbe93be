"""A table of an officer, as texts."""

from datetime import date, datetime
from pathlib import Path

from inkoop_core.api.tables import TableFile
from inkoop_core.domain.moment import shown_day
from inkoop_core.errors import Refused
from inkoop_core.reading.grid import MAX_BYTES, GridProblem, Value, grids
from inkoop_core.reading.kept import kept_file


def read_table(path: Path) -> TableFile:
    """The first sheet. Raises Refused, naming the file, when it is no table."""
    file = kept_file(path, MAX_BYTES)
    try:
        sheets = grids(file.content)
    except GridProblem as problem:
        raise Refused(f"{file.name} {problem}.") from None
    if not sheets:
        raise Refused(f"{file.name} heeft geen zichtbaar blad.")
    sheet = sheets[0]
    rows = [tuple(_text(cell) for cell in row) for row in sheet.rows]
    while rows and not any(rows[-1]):
        rows.pop()
    wrong = tuple(f"cel {place} {reason}" for place, reason in sheet.wrong.items())
    return TableFile(file.name, file.sha256, file.content, tuple(rows), wrong)


def _text(cell: Value) -> str:
    """A cell as a person would type it."""
    if isinstance(cell, datetime):
        return f"{shown_day(cell.date())} {cell:%H:%M:%S}"
    if isinstance(cell, date):
        return shown_day(cell)
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip()
