"""Spreadsheets: the assessment of a procedure, and any view."""

import csv
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from inkoop_core.access import Actor
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table
from inkoop_core.bootstrap import open_desk
from inkoop_core.cli.show import write_csv
from inkoop_core.desk.spreadsheet import SHEETS

Inkoop = Callable[..., Any]
TENDER = "dalfsen-wmo-2027"
FORMULA = "=1+1"
HAPPENED = datetime(2026, 6, 1, 8, tzinfo=UTC)


@pytest.fixture
def with_formula(changed: Path) -> Path:
    """A desk on which somebody reported an incident that starts as a formula does."""
    desk = open_desk(changed, user="anna")
    command = desk.commands()["incident-melden"][1](
        submission="S-001", what=FORMULA, by_whom=FORMULA, happened_at=HAPPENED, timing_reason="voorbeeld"
    )
    desk.for_actor(Actor("anna", stated=True)).perform("incident-melden", TENDER, command)
    desk.store.close()
    return changed


def test_the_assessment_is_written_as_a_spreadsheet(
    inkoop: Inkoop, with_formula: Path, tmp_path: Path
) -> None:
    out = tmp_path / "beoordeling.xlsx"
    ran = inkoop("--db", with_formula, "--user", "anna", "export", TENDER, "--format", "xlsx", "--out", out)
    assert (ran.code, ran.err) == (0, "")
    book = CalamineWorkbook.from_path(out)
    assert book.sheet_names[:3] == ["Overzicht", "Matrix", "Bevindingen"]
    assert {"Oordelen", "Scores", "Beslissingen", "Dekking"} <= set(book.sheet_names)
    head = {str(label): str(text) for label, text, *_ in book.get_sheet_by_name("Overzicht").to_python()}
    assert head["Procedure"] == TENDER
    assert re.fullmatch(r"regel \d+, hash [0-9a-f]{64}", head["Journaal tot en met"])
    assert re.fullmatch(r"\d\d-\d\d-\d{4} \d\d:\d\d:\d\d", head["Stand op"])
    matrix = book.get_sheet_by_name("Matrix").to_python()
    assert [row[0] for row in matrix[1:5]] == ["S-001", "S-002", "S-003", "S-004"]
    with ZipFile(out) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name), name


def test_an_earlier_moment_gives_the_same_bytes_twice(
    inkoop: Inkoop, looked_at: Path, tmp_path: Path
) -> None:
    files = [tmp_path / "een.xlsx", tmp_path / "twee.xlsx"]
    for file in files:
        at = ("--as-of", "2026-06-16 12:00", "--known-at", "2026-06-16 12:00")
        assert inkoop("--db", looked_at, *at, "export", TENDER, "--format", "xlsx", "--out", file).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_an_earlier_moment_names_the_line_of_the_journal_that_was_known_then(
    inkoop: Inkoop, with_formula: Path, tmp_path: Path
) -> None:
    lines = []
    for number, at in enumerate(((), ("--known-at", "2026-06-16 12:00"))):
        out = tmp_path / f"{number}.xlsx"
        ran = inkoop("--db", with_formula, *at, "export", TENDER, "--format", "xlsx", "--out", out)
        assert (ran.code, ran.err) == (0, "")
        rows = CalamineWorkbook.from_path(out).get_sheet_by_name("Overzicht").to_python()
        head = {str(label): str(text) for label, text, *_ in rows}
        lines.append(int(head["Journaal tot en met"].removeprefix("regel ").partition(",")[0]))
    now, then = lines
    assert 0 < then < now


def test_a_file_that_is_there_is_not_overwritten(inkoop: Inkoop, looked_at: Path, tmp_path: Path) -> None:
    out = tmp_path / "beoordeling.xlsx"
    out.write_bytes(b"van mij")
    arguments = ("--db", looked_at, "export", TENDER, "--format", "xlsx", "--out", out)
    ran = inkoop(*arguments)
    assert (ran.code, out.read_bytes()) == (1, b"van mij")
    assert "bestaat al" in ran.err
    assert inkoop(*arguments, "--force").code == 0
    assert out.read_bytes()[:2] == b"PK"


def test_without_a_role_nothing_is_exported(inkoop: Inkoop, looked_at: Path, tmp_path: Path) -> None:
    out = tmp_path / "beoordeling.xlsx"
    ran = inkoop("--db", looked_at, "--user", "niemand", "export", TENDER, "--format", "xlsx", "--out", out)
    assert (ran.code, out.exists()) == (1, False)


def test_any_view_is_saved_as_a_spreadsheet(inkoop: Inkoop, with_formula: Path, tmp_path: Path) -> None:
    file = tmp_path / "feiten.xlsx"
    ran = inkoop("--db", with_formula, "view", "feiten", "--xlsx", file, "--kind", "incident")
    assert (ran.code, ran.out) == (0, f"1 rijen naar {file}\n")
    (_, row) = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert f"what: {FORMULA}" in str(row[-1])


def test_every_view_of_the_spreadsheet_exists(looked_at: Path) -> None:
    desk = open_desk(looked_at)
    assert set(SHEETS) <= set(desk.views)
    desk.store.close()


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1"])
def test_no_cell_of_a_csv_file_is_a_formula(text: str, tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    table = Table((Column("a", "A"), Column("b", "B", ColumnKind.NUMBER)), (Row(Ref("x", "1"), (text, -1)),))
    write_csv(table, file)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        _, row = csv.reader(stream, delimiter=";")
    assert row == [f"'{text}", "-1"]
