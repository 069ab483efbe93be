"""A workbook of a stranger: plain cells, or one refusal that names the file."""

import zipfile
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from inkoop_core.errors import SheetError
from inkoop_core.reading.scoring_sheet import LIMITS, read_scoring_sheet
from inkoop_core.testing.workbooks import Formula, changed_part, filled_in

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def sound() -> bytes:
    made = BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet("Blad")
        page.write_string(0, 0, "_x0041_ =1+1")
        page.write_rich_string(1, 0, "half ", book.add_format({"bold": True}), "vet")
        page.write_number(2, 0, 6)
    return made.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], Any]:
    def reading(content: bytes) -> Any:
        path = tmp_path / "blad.xlsx"
        path.write_bytes(content)
        return read_scoring_sheet(path)

    return reading


def test_cells_are_read_as_they_are(sound: bytes, read: Any) -> None:
    cells = {"B1": "regel\nregel", "B2": Decimal("6.50"), "B3": True, "C1": Decimal("6E0"), "C2": 10**20}
    reading = read(filled_in(sound, 1, cells))
    assert reading.pages == {
        "Blad": {
            (0, 0): "_x0041_ =1+1",
            (1, 0): "half vet",
            (2, 0): 6,
            (0, 1): "regel\nregel",
            (1, 1): Decimal("6.50"),
            (2, 1): True,
            (0, 2): 6,
            (1, 2): 10**20,
        }
    }
    assert reading.computed == frozenset()


def test_a_formula_is_never_taken_for_what_somebody_typed(sound: bytes, read: Any) -> None:
    reading = read(filled_in(sound, 1, {"B1": Formula("1+5", "6"), "B2": Formula("A1", "x")}))
    assert reading.computed == {("Blad", (0, 1)), ("Blad", (1, 1))}


def test_a_far_cell_takes_no_more_memory_than_a_near_one(sound: bytes, read: Any) -> None:
    assert read(filled_in(sound, 1, {"XFD1048576": 1})).pages["Blad"][(1_048_575, 16_383)] == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data.replace(b'r="A3"', b'r="A1"'), "komt twee keer voor"),
        (lambda data: data.replace(b'r="A3"', b""), "heeft geen plaats"),
        (lambda data: data.replace(b'r="A3"', b'r="XFE3"'), "ligt buiten het blad"),
        (lambda data: data.replace(b"<v>6</v>", b"<v>1E999999999</v>"), "een getal in dat er geen is"),
        (lambda data: data.replace(b"<v>6</v>", b"<v>NaN</v>"), "een getal in dat er geen is"),
        (lambda data: data.replace(b"<v>0</v>", b"<v>99</v>"), "verwijst naar tekst '99'"),
        (lambda data: data.replace(b"<v>0</v>", b"<v>-1</v>"), "verwijst naar tekst '-1'"),
        (lambda data: data[:-20], f"{SHEET}: de XML is kapot of afgekapt"),
        (
            lambda data: data.replace(b"<worksheet ", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet ', 1),
            f"{SHEET}: de XML heeft een DOCTYPE",
        ),
        (lambda data: data.replace(b"<sheetData>", b"<a>" * 200, 1), f"{SHEET}: de XML"),
    ],
)
def test_what_is_not_sound_is_refused_by_name(sound: bytes, read: Any, change: Any, told: str) -> None:
    with pytest.raises(SheetError) as error:
        read(changed_part(sound, SHEET, change))
    assert "Scoreformulier blad.xlsx" in str(error.value)
    assert told in str(error.value)


def test_a_zip_without_a_workbook_is_refused(read: Any) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "b")
    with pytest.raises(SheetError, match=r"xl/sharedStrings.xml|xl/_rels/workbook.xml.rels ontbreekt"):
        read(made.getvalue())


def test_a_bomb_is_not_unpacked(sound: bytes, read: Any) -> None:
    bomb = b" " * (LIMITS.max_package_bytes + 1)
    with pytest.raises(SheetError, match="zipbom"):
        read(changed_part(sound, SHEET, lambda data: data + bomb))


def test_a_file_that_is_too_large_is_not_read(read: Any) -> None:
    with pytest.raises(SheetError, match="groter dan 16 MiB"):
        read(b"PK" + b" " * LIMITS.max_package_bytes)


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="is geen gewoon bestand"):
        read_scoring_sheet(tmp_path)
