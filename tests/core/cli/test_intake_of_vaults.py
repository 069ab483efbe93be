"""`inkoop intake` of a vault: a line per package, a table at the end, JSON, and the exit code."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.cli.demo import installed_demo

TENDER = "dalfsen-wmo-2027"
HEAD = (
    "Naam inschrijver;KvK-nummer;Ontvangen op;Berichtnummer;Pakket;Akkoord met de voorwaarden;"
    "Akkoord met de gestanddoeningstermijn\n"
)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Two packages of the demo without their declarations, and a row for each."""
    top = tmp_path / "kluis"
    for name in ("08-precies-genoeg", "12-onzichtbare-inkt"):
        shutil.copytree(installed_demo().packages / name, top / name)
        (top / name / "inschrijving.toml").unlink()
    rows = (
        "Voorbeeld Acht;00001008;11-06-2026 14:20:00;VB-1008;08-precies-genoeg;ja;ja\n"
        "Voorbeeld Twaalf;00001012;11-06-2026 14:20:00;VB-1012;12-onzichtbare-inkt;ja;\n"
    )
    (top / "tabel.csv").write_text(HEAD + rows, "utf-8")
    return top


def test_a_vault_is_shown_as_a_table_and_skipped_the_second_time(
    inkoop: Callable[..., Any], changed: Path, vault: Path
) -> None:
    ran = inkoop("--db", changed, "--user", "anna", "intake", TENDER, vault, "--files")
    assert ran.code == 0, ran.err
    assert "[1/2] 08-precies-genoeg: ingenomen S-005" in ran.err
    assert "kluis: 2 van 2 pakketten zijn ingenomen" in ran.out
    assert "sg1-samenwerking.pdf" in ran.out
    again = inkoop("--db", changed, "--user", "anna", "intake", TENDER, vault)
    assert again.code == 0
    assert "al ingenomen" in again.out
    table = vault / "tabel.csv"
    table.write_text(
        table.read_text("utf-8").replace("11-06-2026 14:20:00;VB-1008", "11-06-2026 15:20:00;VB-1008")
    )
    newer = inkoop("--db", changed, "--user", "anna", "intake", TENDER, vault)
    assert newer.code == 1
    assert "08-precies-genoeg: staat nog als S-005" in newer.err


def test_the_report_is_json_and_a_package_left_out_ends_with_one(
    inkoop: Callable[..., Any], changed: Path, vault: Path
) -> None:
    (vault / "13-zonder-rij").mkdir()
    (vault / "13-zonder-rij" / "a.txt").write_text("VOORBEELD", "utf-8")
    ran = inkoop("--db", changed, "--user", "anna", "--json", "intake", TENDER, vault)
    assert ran.code == 1
    (told,) = json.loads(ran.out)["intake"]
    assert (told["path"], told["complete"]) == (str(vault), False)
    first, _, last = told["packages"]
    assert (first["package"], first["taken"], first["submission"]) == (
        "08-precies-genoeg",
        "taken-in",
        "S-005",
    )
    assert first["matched"] == "kolom"
    assert set(first["files"][0]) == {"file", "kind", "party", "why", "asked", "doubt"}
    assert (last["taken"], last["files"]) == ("refused", [])
    assert "13-zonder-rij: geen rij" in told["unmatched"][0]
    assert "neem het apart in" in ran.err


def test_a_single_package_is_told_as_before(
    inkoop: Callable[..., Any], changed: Path, package: Callable[[str], Path]
) -> None:
    ran = inkoop("--db", changed, "--user", "anna", "intake", TENDER, package("pakket"))
    assert ran.code == 0, ran.err
    assert ran.out.startswith("S-005: pakket 'pakket', ontvangen 05-01-2026 10:00:00 via TenderNed.")
    assert ran.err == ""


def test_breaking_off_says_what_stays_and_what_to_do(
    inkoop: Callable[..., Any], changed: Path, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("inkoop_core.desk.vault.take_in_path", stopped)
    ran = inkoop("--db", changed, "--user", "anna", "intake", TENDER, vault)
    assert ran.code == 130
    assert "afgebroken. Wat binnen is, blijft binnen; geef dezelfde opdracht nog eens." in ran.err
