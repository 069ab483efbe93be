"""Write tables to a spreadsheet file."""

from pathlib import Path

from inkoop_core.api.views import Table
from inkoop_core.cli.show import rows_of
from inkoop_core.desk.spreadsheet import Spreadsheet
from inkoop_core.documents.table_workbook import Page, table_workbook
from inkoop_core.domain.moment import Moment
from inkoop_core.errors import Refused


def write_workbook(name: str, table: Table, file: Path, moment: Moment) -> int:
    """Write one table as a workbook; returns its rows. Raises Refused when it has too many."""
    page = _page(name, table)
    _write(file, [page], moment, (), table.title or name)
    return len(page.rows)


def write_spreadsheet(sheet: Spreadsheet, file: Path) -> int:
    """Write a spreadsheet of several pages; returns how many. Raises Refused when one has too many rows."""
    pages = [_page(page.name, page.table) for page in sheet.pages]
    _write(file, pages, sheet.moment, sheet.head, sheet.title)
    return len(pages)


def _page(name: str, table: Table) -> Page:
    return Page(name, table.columns, tuple(rows_of(table)), table.note)


def _write(
    file: Path, pages: list[Page], moment: Moment, head: tuple[tuple[str, str], ...], title: str
) -> None:
    try:
        content = table_workbook(pages, moment.as_of, head, title)
    except ValueError as error:
        raise Refused(f"{error}. Bewaar dat overzicht als CSV (`inkoop view ... --csv BESTAND`).") from None
    file.write_bytes(content)
