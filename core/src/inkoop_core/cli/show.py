"""Tables as text, JSON or CSV."""

import csv
import json
import shutil
import textwrap
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from inkoop_core.api.views import ColumnKind, Row, Table
from inkoop_core.cli.terminal import harmless, harmless_json
from inkoop_core.domain.canonical import plain
from inkoop_core.domain.moment import shown, shown_day
from inkoop_core.domain.money import euros

PAGE = 500
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may read as the start of a formula, wide signs included (OWASP, CSV injection)."""


def rows_of(table: Table) -> Iterator[Row]:
    """Every row, page by page where there is a source."""
    if isinstance(table.source, tuple):
        yield from table.source
        return
    after = 0
    while page := table.source.page(after, PAGE):
        yield from page
        after += len(page)


def cell_text(value: Any, kind: ColumnKind) -> str:
    """A cell as officers read it."""
    if value is None:
        return ""
    if kind is ColumnKind.MONEY:
        return euros(value)
    if isinstance(value, datetime):
        return shown(value)
    if isinstance(value, date):
        return shown_day(value)
    return str(value)


def as_json(table: Table) -> str:
    """`{"title", "note", "columns": [{"id", "label", "kind"}], "rows": [{column id: value}]}`."""
    names = [column.id for column in table.columns]
    text = json.dumps(
        {
            "title": table.title,
            "note": table.note,
            "columns": [
                {"id": column.id, "label": column.label, "kind": column.kind.value}
                for column in table.columns
            ],
            "rows": [dict(zip(names, map(plain, row.cells), strict=True)) for row in rows_of(table)],
        },
        ensure_ascii=False,
        indent=2,
    )
    return harmless_json(text)


def write_csv(table: Table, file: Path) -> int:
    """Write a table as CSV (semicolon, UTF-8 with mark, as Dutch spreadsheets read it); returns its rows.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    count = 0
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow([column.label for column in table.columns])
        for row in rows_of(table):
            writer.writerow(
                [
                    _no_formula(value) if isinstance(value, str) else cell_text(value, column.kind)
                    for value, column in zip(row.cells, table.columns, strict=True)
                ]
            )
            count += 1
    return count


def _no_formula(text: str) -> str:
    return f"'{text}" if text[:1] in FORMULA_STARTS else text


def as_text(table: Table) -> str:
    """A table for a terminal, whose texts cannot drive it; long texts wrap within their column."""
    cells = [
        [
            harmless(cell_text(value, column.kind))
            for value, column in zip(row.cells, table.columns, strict=True)
        ]
        for row in rows_of(table)
    ]
    labels = [column.label for column in table.columns]
    widths = _widths(labels, cells)
    lines = [harmless(table.title), ""] if table.title else []
    lines += [_line(labels, widths), "  ".join("-" * width for width in widths)]
    for row in cells:
        lines += _wrapped(row, widths)
    if not cells:
        lines.append("(geen rijen)")
    if table.note:
        lines += ["", harmless(table.note)]
    return "\n".join(lines)


def _widths(labels: list[str], cells: list[list[str]]) -> list[int]:
    wanted = [
        max([len(label), *(max(map(len, row[index].splitlines()), default=0) for row in cells)])
        for index, label in enumerate(labels)
    ]
    room = shutil.get_terminal_size((160, 40)).columns - 2 * (len(labels) - 1)
    while sum(wanted) > room and max(wanted) > 24:
        wanted[wanted.index(max(wanted))] -= 1
    return wanted


def _wrapped(row: list[str], widths: list[int]) -> list[str]:
    columns = [
        [line for part in text.splitlines() for line in textwrap.wrap(part, width) or [""]] or [""]
        for text, width in zip(row, widths, strict=True)
    ]
    height = max(map(len, columns))
    padded = [column + [""] * (height - len(column)) for column in columns]
    return [_line([column[index] for column in padded], widths) for index in range(height)]


def _line(texts: list[str], widths: list[int]) -> str:
    return "  ".join(text.ljust(width) for text, width in zip(texts, widths, strict=True)).rstrip()
