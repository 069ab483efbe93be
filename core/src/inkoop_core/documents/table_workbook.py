"""Writes tables as a workbook in which no cell is a formula. The same tables always give the same bytes."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from attrs import frozen

from inkoop_core.api.views import Column, ColumnKind, Row
from inkoop_core.domain.moment import local

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""A spreadsheet holds no more on one page, heads included."""
MOST_CHARACTERS = 32_767
"""A cell holds no more."""
FIRST_YEAR = 1900
"""A spreadsheet knows no day before it."""
_NAME = 31
"""Characters of the name of a page."""
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_GREY, _LINES = "#E7E6E6", "#A6A6A6"
_TOP = {"valign": "top", "text_wrap": True}
_LOOKS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "bg_color": _GREY, "border": 1, "border_color": _LINES, **_TOP},
    "label": {"bold": True, "valign": "top"},
    "text": {"num_format": "@", **_TOP},
    "number": {"valign": "top"},
    "money": {"num_format": '"€" #,##0.00', "valign": "top"},
    "day": {"num_format": "dd-mm-yyyy", "align": "left", "valign": "top"},
    "instant": {"num_format": "dd-mm-yyyy hh:mm:ss", "align": "left", "valign": "top"},
}
_WIDTHS = {ColumnKind.NUMBER: 10, ColumnKind.MONEY: 16, ColumnKind.DAY: 12, ColumnKind.INSTANT: 20}
_WIDEST = 60
_NARROWEST = 8


@frozen
class Page:
    """A page of the workbook: a table with what stands below it."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    note: str = ""


def table_workbook(
    pages: Iterable[Page], created: datetime, head: Sequence[tuple[str, str]] = (), title: str = ""
) -> bytes:
    """The pages as XLSX: texts as texts, whatever they begin with, days as days, money in euros with cents.

    created  the moment that is shown (UTC): the only time in the file
    head     what stands on a first page of its own, by label; () no such page
    Instants are shown in Dutch time. Raises ValueError, naming the page, when a table has too many rows.
    """
    from xlsxwriter import Workbook

    made = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(made, options) as book:
        book.set_properties({"title": title, "created": created.replace(tzinfo=None, microsecond=0)})
        looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
        names: list[str] = []
        if head:
            _write_head(_sheet(book, "Overzicht", names), head, looks)
        for page in pages:
            if len(page.rows) + 3 > MOST_ROWS:
                raise ValueError(
                    f"{page.name} heeft {len(page.rows)} rijen; een werkblad kan er {MOST_ROWS} hebben"
                )
            _write_page(_sheet(book, page.name, names), page, looks)
    return made.getvalue()


def _sheet(book: "Workbook", name: str, names: list[str]) -> "Worksheet":
    """A page with a name that a spreadsheet takes, and that no other page has."""
    plain = name.translate(_NOT_IN_NAMES).strip()[:_NAME] or "Blad"
    number, chosen = 1, plain
    while chosen.casefold() in names:
        number += 1
        chosen = f"{plain[: _NAME - len(str(number)) - 1]} {number}"
    names.append(chosen.casefold())
    return book.add_worksheet(chosen)


def _write_head(sheet: "Worksheet", head: Sequence[tuple[str, str]], looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    for row, (label, text) in enumerate(head):
        sheet.write_string(row, 0, label, looks["label"])
        sheet.write_string(row, 1, _fitting(text), looks["text"])


def _write_page(sheet: "Worksheet", page: Page, looks: dict[str, Any]) -> None:
    for place, column in enumerate(page.columns):
        sheet.write_string(0, place, column.label, looks["head"])
        sheet.set_column(place, place, _width(place, column, page.rows))
    for number, row in enumerate(page.rows, 1):
        for place, (value, column) in enumerate(zip(row.cells, page.columns, strict=True)):
            _write_cell(sheet, number, place, value, column.kind, looks)
    if page.note:
        sheet.write_string(len(page.rows) + 2, 0, _fitting(page.note), looks["label"])
    sheet.freeze_panes(1, 0)
    if page.rows:
        sheet.autofilter(0, 0, len(page.rows), len(page.columns) - 1)


def _write_cell(
    sheet: "Worksheet", row: int, place: int, value: Any, kind: ColumnKind, looks: dict[str, Any]
) -> None:
    if value is None:
        return
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        money = kind is ColumnKind.MONEY
        # Decimal to the last cent: a division of whole cents would make a binary fraction.
        shown = Decimal(value).scaleb(-2) if money else value
        sheet.write_number(row, place, shown, looks["money" if money else "number"])
    elif isinstance(value, datetime) and local(value).year >= FIRST_YEAR:
        here = local(value).replace(tzinfo=None, microsecond=0)
        sheet.write_datetime(row, place, here, looks["instant"])
    elif isinstance(value, date) and not isinstance(value, datetime) and value.year >= FIRST_YEAR:
        sheet.write_datetime(row, place, value, looks["day"])
    else:
        sheet.write_string(row, place, _fitting(_text(value)), looks["text"])


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)


def _fitting(text: str) -> str:
    """A text that a cell can hold; of a longer one the beginning, and that it goes on."""
    if len(text) <= MOST_CHARACTERS:
        return text
    told = f"… (afgekapt: {len(text)} tekens; de hele tekst staat op het bureau)"
    return f"{text[: MOST_CHARACTERS - len(told)]}{told}"


def _width(place: int, column: Column, rows: Sequence[Row]) -> int:
    if column.kind in _WIDTHS:
        return max(_WIDTHS[column.kind], len(column.label) + 2)
    longest = max((len(_text(row.cells[place])) for row in rows if row.cells[place] is not None), default=0)
    return min(max(longest + 2, len(column.label) + 2, _NARROWEST), _WIDEST)
