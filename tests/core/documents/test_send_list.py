"""The list that goes out with the letters and comes back filled in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from inkoop_core.api.send_list import SEND_COLUMNS, ListRow
from inkoop_core.documents.send_list import send_list
from inkoop_core.errors import Refused
from inkoop_core.reading.table_file import read_table

MADE = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
ROWS = (
    ListRow("S-001", "=1+1", "afwijzing", "S-001 afwijzing.docx", "procedure"),
    ListRow("S-002", "Zorg Twee B.V.", "voorlopige-gunning", "S-002.docx", "procedure"),
)


def test_the_list_comes_back_as_it_went_out(tmp_path: Path) -> None:
    (tmp_path / "verzendlijst.xlsx").write_bytes(send_list(ROWS, MADE))
    found = read_table(tmp_path / "verzendlijst.xlsx")
    assert found.wrong == ()
    assert found.rows[0] == tuple(of.head for of in SEND_COLUMNS)
    assert found.rows[1][:5] == ("S-001", "=1+1", "afwijzing", "S-001 afwijzing.docx", "procedure")
    assert len(found.rows) == 3


def test_the_same_list_has_the_same_bytes() -> None:
    assert send_list(ROWS, MADE) == send_list(ROWS, MADE)


def test_days_and_times_of_excel_read_as_people_type_them(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(tmp_path / "lijst.xlsx", {"default_date_format": "dd-mm-yyyy hh:mm"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Over", "Bericht", "Aantal"])
        sheet.write_datetime(1, 0, datetime(2026, 7, 14, 9, 30))  # noqa: DTZ001 - a cell has no zone
        sheet.write_number(1, 1, 4711)
        sheet.write_boolean(1, 2, True)
    assert read_table(tmp_path / "lijst.xlsx").rows[1] == ("14-07-2026 09:30:00", "4711", "ja")


def test_a_csv_is_a_table_too(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text("Over;Brief\nS-001;afwijzing\n\n", "utf-8")
    assert read_table(tmp_path / "lijst.csv").rows == (("Over", "Brief"), ("S-001", "afwijzing"))


def test_what_is_no_table_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "lijst.xlsx").write_bytes(b"PK\x03\x04kapot")
    with pytest.raises(Refused, match=r"lijst.xlsx is geen leesbaar Excel-bestand"):
        read_table(tmp_path / "lijst.xlsx")
