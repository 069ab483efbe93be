"""`inkoop report` and `inkoop dossier`: files for people outside the desk."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TENDER = "dalfsen-wmo-2027"
AWARD = "gunningsverslag-23.D.202.pdf"
Command = Callable[..., Any]


def test_report_writes_a_record_and_prints_its_hash(inkoop: Command, looked_at: Path, tmp_path: Path) -> None:
    out = tmp_path / "verslagen"
    ran = inkoop("--db", looked_at, "--user", "anna", "report", TENDER, "--out", out, "--kind", "gunning")
    content = (out / AWARD).read_bytes()
    assert (ran.code, ran.err) == (0, "")
    assert hashlib.sha256(content).hexdigest() in ran.out
    assert content.startswith(b"%PDF-")


def test_two_processes_of_one_moment_write_the_same_bytes(
    inkoop: Command, looked_at: Path, tmp_path: Path
) -> None:
    for name in ("een", "twee"):
        options = ("--as-of", "2026-06-20T12:00:00", "--known-at", "2026-06-20T12:00:00")
        inkoop("--db", looked_at, "--user", "anna", *options, "report", TENDER, "--out", tmp_path / name)
    for name in ("beoordelingsrapport-23.D.202.pdf", AWARD):
        assert (tmp_path / "een" / name).read_bytes() == (tmp_path / "twee" / name).read_bytes()


def test_without_a_kind_it_says_which_record_cannot_be_made_and_why(
    inkoop: Command, looked_at: Path, tmp_path: Path
) -> None:
    ran = inkoop("--db", looked_at, "--user", "anna", "report", TENDER, "--out", tmp_path)
    assert "proces-verbaal van opening: er is geen opening vastgelegd" in ran.out
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_a_file_that_is_there_is_not_overwritten_unasked(
    inkoop: Command, looked_at: Path, tmp_path: Path
) -> None:
    (tmp_path / AWARD).write_bytes(b"van mij")
    command = ("--db", looked_at, "--user", "anna", "report", TENDER, "--out", tmp_path, "--kind", "gunning")
    ran = inkoop(*command)
    assert ran.code == 1
    assert "--force" in ran.err
    assert (tmp_path / AWARD).read_bytes() == b"van mij"
    assert inkoop(*command, "--force").code == 0


def test_what_was_established_is_given_as_it_was_kept(inkoop: Command, changed: Path, tmp_path: Path) -> None:
    base = ("--db", changed, "--user", "anna")
    none = inkoop(*base, "report", TENDER, "--out", tmp_path, "--kept")
    assert "verslag-vaststellen" in none.err
    done = inkoop(*base, "do", "verslag-vaststellen", "--kind", "gunning")
    inkoop(*base, "report", TENDER, "--out", tmp_path, "--kept")
    kept = hashlib.sha256((tmp_path / AWARD).read_bytes()).hexdigest()
    assert kept in done.out
    assert "zelfde bytes" in inkoop(*base, "view", "verslagen").out


def test_a_note_without_a_round_is_refused(inkoop: Command, looked_at: Path, tmp_path: Path) -> None:
    ran = inkoop("--db", looked_at, "--user", "anna", "report", TENDER, "--out", tmp_path, "--kind", "nota")
    assert ran.code == 1
    assert "vragenronde" in ran.err


def test_dossier_writes_a_zip_that_opens(inkoop: Command, looked_at: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier.zip"
    ran = inkoop("--db", looked_at, "--user", "anna", "dossier", TENDER, "--out", out)
    assert (ran.code, ran.err) == (0, "")
    assert hashlib.sha256(out.read_bytes()).hexdigest() in ran.out
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        assert {"LEESMIJ.txt", "index.csv", "journaal.json", "weggelaten.csv"} <= set(archive.namelist())
    again = inkoop("--db", looked_at, "--user", "anna", "dossier", TENDER, "--out", out)
    assert "--force" in again.err


def test_dossier_leaves_no_half_file(
    inkoop: Command, looked_at: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("schijf vol")

    monkeypatch.setattr("inkoop_core.documents.archive.write_archive", full)
    with pytest.raises(OSError, match="schijf vol"):
        inkoop("--db", looked_at, "--user", "anna", "dossier", TENDER, "--out", tmp_path / "d.zip")
    assert list(tmp_path.iterdir()) == []


def test_an_auditor_makes_no_dossier_for_a_tenderer(inkoop: Command, looked_at: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(looked_at, tmp_path / "desk.db"))
    ran = inkoop(
        *("--db", copy, "--user", "gijs", "dossier", TENDER, "--out", tmp_path / "d.zip"),
        *("--for", "inschrijver", "--submission", "S-001"),
    )
    assert ran.code == 1
    assert "dossier uitvoeren voor de inschrijver" in ran.err
