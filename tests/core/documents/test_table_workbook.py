import re
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from inkoop_core.api.views import Column, ColumnKind, Ref, Row
from inkoop_core.documents import table_workbook as module
from inkoop_core.documents.table_workbook import MOST_CHARACTERS, Page, table_workbook

MADE = datetime(2026, 9, 20, 7, 30, 0, tzinfo=UTC)
NAMES = ("text", "number", "money", "day", "instant")
COLUMNS = tuple(Column(name, name.capitalize(), ColumnKind[name.upper()]) for name in NAMES)


def a_page(*cells: tuple[Any, ...], name: str = "Blad", note: str = "") -> Page:
    return Page(name, COLUMNS, tuple(Row(Ref("x", "1"), row) for row in cells), note)


def read(content: bytes, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python()


def parts(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+31",
        "-5",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1",
        "{=1}",
        "'=1",
        '=HYPERLINK("http://x")',
        "http://x.example",
    ],
)
def test_no_text_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    content = table_workbook([a_page((text, None, None, None, None), note=text)], MADE, [("Kop", text)])
    found = parts(content)
    for name, xml in found.items():
        if name.startswith("xl/worksheets/"):
            assert "<f" not in xml, name
            assert "<hyperlink" not in xml, name
    assert not [name for name in found if "calcChain" in name]
    assert read(content, 1)[1][0].replace("\r", "\n").strip() == text.replace("\r", "\n").strip()
    cell = re.search(r'<c r="A2"[^>]*>', found["xl/worksheets/sheet2.xml"])
    assert cell is not None
    assert 't="s"' in cell[0]


def test_a_text_that_looks_like_a_number_stays_a_text() -> None:
    content = table_workbook([a_page(("00012", None, None, None, None))], MADE)
    assert read(content)[1][0] == "00012"


@pytest.mark.parametrize(
    ("cents", "euros"), [(0, 0), (1, 0.01), (-1, -0.01), (1_999, 19.99), (2_350_000_000, 23_500_000)]
)
def test_money_is_a_number_in_euros_with_cents(cents: int, euros: float) -> None:
    content = table_workbook([a_page(("", None, cents, None, None))], MADE)
    assert read(content)[1][2] == euros
    assert "#,##0.00" in parts(content)["xl/styles.xml"]


def test_an_instant_is_shown_in_dutch_time_in_summer_and_in_winter() -> None:
    summer, winter = datetime(2026, 7, 1, 22, 30, tzinfo=UTC), datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    other = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=9)))
    content = table_workbook(
        [a_page(*((None, None, None, None, one) for one in (summer, winter, other)))], MADE
    )
    assert [row[4] for row in read(content)[1:]] == [
        datetime(2026, 7, 2, 0, 30),  # noqa: DTZ001 - a spreadsheet knows no zone
        datetime(2027, 1, 1, 0, 30),  # noqa: DTZ001
        datetime(2026, 7, 1, 5, 0),  # noqa: DTZ001
    ]


def test_a_day_is_a_day_and_one_before_1900_is_a_text() -> None:
    content = table_workbook(
        [a_page((None, None, None, date(2027, 1, 1), None), (None, None, None, date(1899, 12, 31), None))],
        MADE,
    )
    assert [row[3] for row in read(content)[1:]] == [date(2027, 1, 1), "1899-12-31"]


def test_the_same_tables_give_the_same_bytes_and_hold_no_other_moment_than_the_given_one() -> None:
    pages = [a_page(("tekst", 1, 2, date(2027, 1, 1), MADE), note="noot")]
    first, second = (table_workbook(pages, MADE, [("Kop", "tekst")], "titel") for _ in range(2))
    assert first == second
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", parts(first)["docProps/core.xml"])) == {
        "2026-09-20T07:30:00Z"
    }


@pytest.mark.parametrize(("length", "cut"), [(MOST_CHARACTERS, False), (MOST_CHARACTERS + 1, True)])
def test_a_text_that_no_cell_holds_is_cut_and_says_so(length: int, cut: bool) -> None:
    text = read(table_workbook([a_page(("x" * length, None, None, None, None))], MADE))[1][0]
    assert len(text) <= MOST_CHARACTERS
    assert ("afgekapt" in text) is cut


def test_pages_get_names_that_a_spreadsheet_takes_and_that_differ() -> None:
    names = ["Eén/twee: [drie]", "X" * 40, "x" * 40, "", "'"]
    content = table_workbook([a_page(name=name) for name in names], MADE)
    found = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names
    assert found == ["Eén twee   drie", "X" * 31, f"{'x' * 29} 2", "Blad", "Blad 2"]


def test_too_many_rows_are_refused_and_not_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 4)
    table_workbook([a_page(*[(None,) * 5])], MADE)
    with pytest.raises(ValueError, match="Blad heeft 2 rijen"):
        table_workbook([a_page(*[(None,) * 5] * 2)], MADE)


def test_a_note_stands_below_the_table() -> None:
    assert (
        read(table_workbook([a_page(("a", None, None, None, None), note="let op")], MADE))[3][0] == "let op"
    )


def test_yes_and_no_are_written_in_dutch() -> None:
    assert read(table_workbook([a_page((True, None, None, None, None))], MADE))[1][0] == "ja"
