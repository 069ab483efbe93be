"""`inkoop sheets`: forms for assessors in a folder, and back with `scoreformulier-innemen`."""

from pathlib import Path
from typing import Any

import pytest

from inkoop_core.testing.workbooks import filled_in

TENDER = "dalfsen-wmo-2027"
NAME = f"scoreformulier-{TENDER}-SG1-bram.xlsx"


@pytest.fixture
def desk(changed: Path, inkoop: Any) -> Path:
    for person, role in (("bram", "assessor"), ("carla", "assessor"), ("dirk", "chair")):
        ran = inkoop("--db", changed, "do", "rol-toekennen", "--person", person, "--role", role)
        assert ran.code == 0, ran.err
    return changed


def test_an_assessor_gets_his_own_sheets(inkoop: Any, desk: Path, tmp_path: Path) -> None:
    ran = inkoop("--db", desk, "--user", "bram", "sheets", TENDER, "--out", tmp_path / "uit")
    assert ran.code == 0, ran.err
    assert f"{NAME}: SG1 van bram, 3 inschrijvingen" in ran.out
    names = sorted(file.name for file in (tmp_path / "uit").iterdir())
    assert names == [NAME, f"scoreformulier-{TENDER}-SG2-bram.xlsx"]


def test_the_chair_gets_one_of_each_or_of_whom_he_names(inkoop: Any, desk: Path, tmp_path: Path) -> None:
    ran = inkoop("--db", desk, "--user", "dirk", "sheets", TENDER, "--out", tmp_path / "uit")
    assert (ran.code, len(ran.out.splitlines())) == (0, 4)
    words = ("--out", tmp_path / "een", "--assessor", "bram", "--criterion", "SG1")
    assert inkoop("--db", desk, "--user", "dirk", "sheets", TENDER, *words).code == 0
    assert [file.name for file in (tmp_path / "een").iterdir()] == [NAME]


def test_a_sheet_that_may_be_filled_in_is_not_overwritten(inkoop: Any, desk: Path, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"ingevuld")
    words = ("--db", desk, "--user", "bram", "sheets", TENDER, "--out", tmp_path)
    ran = inkoop(*words)
    assert ran.code == 1
    assert NAME in ran.err
    assert [file.name for file in tmp_path.glob("*.xlsx")] == [NAME]
    assert inkoop(*words, "--force").code == 0
    assert (tmp_path / NAME).read_bytes().startswith(b"PK")


def test_sheets_belong_to_now(inkoop: Any, desk: Path, tmp_path: Path) -> None:
    ran = inkoop(
        "--db", desk, "--user", "bram", "--as-of", "20-06-2026", "sheets", TENDER, "--out", tmp_path / "uit"
    )
    assert ran.code == 1
    assert "laat --as-of en --known-at weg" in ran.err


def test_a_sheet_comes_back_by_the_action(inkoop: Any, desk: Path, tmp_path: Path) -> None:
    inkoop("--db", desk, "--user", "bram", "sheets", TENDER, "--out", tmp_path, "--criterion", "SG1")
    file = tmp_path / NAME
    file.write_bytes(filled_in(file.read_bytes(), 2, {"C5": 8}))
    ran = inkoop("--db", desk, "--user", "bram", "do", "scoreformulier-innemen", "--path", file)
    assert ran.code == 1
    assert "Scores!E5: motiveer het onderwerp" in ran.err
