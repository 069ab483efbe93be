"""Making a desk, adding a tender, taking packages in, verifying."""

import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Inkoop = Callable[..., Any]
TENDER = "dalfsen-wmo-2027"


@pytest.fixture
def new(inkoop: Inkoop, tmp_path: Path) -> Path:
    """A new sample desk."""
    file = tmp_path / "bureau" / "desk.db"
    assert inkoop("--db", file, "init", "--sample").code == 0
    return file


@pytest.fixture
def with_tender(inkoop: Inkoop, new: Path) -> Path:
    assert inkoop("--db", new, "procedure", "add", TENDER, "--contact-person", "A. Voorbeeld").code == 0
    return new


def test_init_makes_a_desk_for_its_owner_alone(inkoop: Inkoop, tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    ran = inkoop("--db", file, "init")
    assert (ran.code, ran.err) == (0, "")
    assert "Oprichter: " in ran.out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_init_refuses_where_a_desk_is(inkoop: Inkoop, new: Path) -> None:
    ran = inkoop("--db", new, "init")
    assert (ran.code, ran.out) == (1, "")
    assert "bestaat al" in ran.err


def test_a_desk_that_is_not_there_is_told(inkoop: Inkoop, tmp_path: Path) -> None:
    ran = inkoop("--db", tmp_path / "niets.db", "assess", TENDER)
    assert (ran.code, ran.out) == (1, "")
    assert "niets.db" in ran.err
    assert "inkoop init" in ran.err


def test_the_desk_of_the_environment_is_used_without_db(
    inkoop: Inkoop, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INKOOP_DB", str(new))
    assert inkoop("procedure", "list").code == 0


def test_a_tender_without_a_contact_person_is_refused_with_the_path(inkoop: Inkoop, new: Path) -> None:
    ran = inkoop("--db", new, "procedure", "add", TENDER)
    assert (ran.code, ran.out) == (1, "")
    first, line = ran.err.strip().splitlines()
    assert "kan niet worden gelezen" in first
    assert line.startswith("  - procedure.contact_person: ")
    assert "--contact-person" in line


def test_a_tender_is_added_listed_and_shown(inkoop: Inkoop, with_tender: Path) -> None:
    listed = inkoop("--db", with_tender, "procedure", "list")
    assert TENDER in listed.out
    assert "gemeente Dalfsen" in listed.out
    shown = inkoop("--db", with_tender, "procedure", "show", TENDER)
    assert shown.code == 0
    assert "(geen rijen)" in shown.out


def test_a_tender_is_added_with_do_as_well(inkoop: Inkoop, new: Path) -> None:
    ran = inkoop(
        "--db", new, "do", "procedure-toevoegen", "--tender", TENDER, "--contact-person", "A. Voorbeeld"
    )
    assert (ran.code, ran.err) == (0, "")
    again = inkoop("--db", new, "do", "procedure-toevoegen", "--tender", TENDER, "--contact-person", "A.")
    assert again.code == 1
    assert "staat al op dit bureau" in again.err


def test_a_tender_that_is_not_known_is_told(inkoop: Inkoop, new: Path) -> None:
    ran = inkoop("--db", new, "procedure", "add", "onzin")
    assert (ran.code, ran.out) == (1, "")
    assert f"bekend: {TENDER}" in ran.err


def test_intake_goes_on_after_a_bad_package_and_ends_with_1(
    inkoop: Inkoop, with_tender: Path, package: Callable[[str], Path], tmp_path: Path
) -> None:
    first, second = package("een"), package("twee")
    broken = package("stuk")
    (broken / "inschrijving.toml").write_text("format = 1\n[platform", "utf-8")
    ran = inkoop("--db", with_tender, "intake", TENDER, first, broken, tmp_path / "weg", first, second)
    assert ran.code == 1
    assert [line[:5] for line in ran.out.splitlines() if line.startswith("S-")] == ["S-001", "S-002"]
    assert f"{broken}: " in ran.err
    assert f"{tmp_path / 'weg'}: " in ran.err
    assert "al ingenomen als S-001" in ran.err
    assert "Traceback" not in ran.err


def test_intake_of_sound_packages_ends_with_0(
    inkoop: Inkoop, with_tender: Path, package: Callable[[str], Path]
) -> None:
    ran = inkoop("--db", with_tender, "intake", TENDER, package("een"), package("twee"))
    assert (ran.code, ran.err) == (0, "")


def test_intake_of_a_package_of_tomorrow_is_refused(
    inkoop: Inkoop, with_tender: Path, package: Callable[[str], Path]
) -> None:
    folder = package("later")
    file = folder / "inschrijving.toml"
    file.write_text(file.read_text("utf-8").replace("2026-01-05", "2999-01-05"), "utf-8")
    ran = inkoop("--db", with_tender, "intake", TENDER, folder)
    assert (ran.code, ran.out) == (1, "")
    assert "in de toekomst" in ran.err


def test_intake_without_a_path_is_wrong_use(inkoop: Inkoop, with_tender: Path) -> None:
    assert inkoop("--db", with_tender, "intake", TENDER).code == 2


def test_intake_into_a_procedure_that_is_not_there_is_told(
    inkoop: Inkoop, new: Path, package: Callable[[str], Path]
) -> None:
    ran = inkoop("--db", new, "intake", "tikfout", package("een"))
    assert ran.code == 1
    assert "'tikfout' bestaat niet" in ran.err


def test_verify_says_how_far_and_with_which_hash(inkoop: Inkoop, looked_at: Path) -> None:
    ran = inkoop("--db", looked_at, "verify", "--recompute")
    assert ran.code == 0
    bureau, procedure, last = ran.out.splitlines()
    assert bureau.startswith("bureau: compleet tot en met regel 1, hash ")
    assert procedure.startswith(f"{TENDER}: compleet tot en met regel 7, hash ")
    assert last == "Alles klopt."


def test_verify_ends_with_1_when_a_body_was_changed(inkoop: Inkoop, changed: Path) -> None:
    with sqlite3.connect(changed) as connection:
        connection.execute("UPDATE fact_body SET body = replace(body, 'Papieren', 'Houten')")
    connection.close()
    ran = inkoop("--db", changed, "verify")
    assert ran.code == 1
    assert "  FOUT " in ran.out
    assert "fouten gevonden" in ran.out


def test_upgrade_of_a_desk_of_this_version_does_nothing(inkoop: Inkoop, changed: Path) -> None:
    ran = inkoop("--db", changed, "upgrade")
    assert ran.code == 0
    assert "Al op versie" in ran.out


@pytest.mark.parametrize("options", [(), ("--shared-account",)])
def test_user_is_for_sample_and_shared_desks(
    inkoop: Inkoop, tmp_path: Path, options: tuple[str, ...]
) -> None:
    file = tmp_path / "desk.db"
    inkoop("--db", file, "init", *options)
    ran = inkoop("--db", file, "--user", "anna", "procedure", "list")
    assert ran.code == 1
    expected = "een inkoopadviseur" if options else "--user kan alleen op een voorbeeldbureau"
    assert expected in ran.err
