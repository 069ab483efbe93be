"""Carrying actions out from the command line."""

import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Inkoop = Callable[..., Any]
TENDER = "dalfsen-wmo-2027"
RULING = ("--submission", "S-002", "--requirement", "PRO-13", "--outcome", "uphold", "--reason", "te laat")


def as_anna(inkoop: Inkoop, file: Path, *words: str) -> Any:
    return inkoop("--db", file, "--user", "anna", "do", *words)


def test_an_action_is_carried_out(inkoop: Inkoop, changed: Path) -> None:
    ran = as_anna(
        inkoop, changed, "toets-vastleggen", "--submission", "S-001", "--requirement", "INT-13", "--met", "ja",
        "--explanation", "goed leesbaar",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "S-001 INT-13: voldoet. goed leesbaar\n"


def test_a_dry_run_records_nothing(inkoop: Inkoop, looked_at: Path) -> None:
    before = looked_at.read_bytes()
    ran = as_anna(inkoop, looked_at, "oordeel-vastleggen", *RULING, "--dry-run")
    assert ran.code == 0
    assert ran.out.startswith("Proef, er is niets vastgelegd.")
    assert looked_at.read_bytes() == before


def test_a_proposal_is_made_and_confirmed_by_another(inkoop: Inkoop, changed: Path) -> None:
    ran = as_anna(inkoop, changed, "oordeel-vastleggen", *RULING)
    assert ran.code == 0
    number = ran.out.split()[1]
    own = as_anna(inkoop, changed, "voorstel-bevestigen", "--proposal", number)
    assert own.code == 1
    assert "van anna zelf" in own.err
    done = inkoop("--db", changed, "do", "voorstel-bevestigen", "--proposal", number)
    assert done.code == 0
    assert "S-002 PRO-13" in done.out


def test_a_refused_action_ends_with_1_and_is_journaled(inkoop: Inkoop, changed: Path) -> None:
    ran = inkoop("--db", changed, "--user", "gijs", "do", "oordeel-vastleggen", *RULING)
    assert (ran.code, ran.out) == (1, "")
    assert "gijs heeft hier" in ran.err
    assert "gijs heeft hier" in inkoop("--db", changed, "--json", "view", "journaal").out


def test_fields_come_from_a_file(inkoop: Inkoop, changed: Path, tmp_path: Path) -> None:
    file = tmp_path / "oordeel.toml"
    file.write_text(
        'submission = "S-002"\nrequirement = "PRO-13"\noutcome = "uphold"\nreason = "te laat"\n', "utf-8"
    )
    assert as_anna(inkoop, changed, "oordeel-vastleggen", "--from", str(file), "--dry-run").code == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'submission = 1\nrequirement = "X"\nonzin = 2', "onzin"),
        (b"geen toml", "geen geldige TOML"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    inkoop: Inkoop, looked_at: Path, tmp_path: Path, content: bytes, told: str
) -> None:
    file = tmp_path / "velden.toml"
    file.write_bytes(content)
    ran = as_anna(inkoop, looked_at, "oordeel-vastleggen", "--from", str(file))
    assert (ran.code, ran.out) == (1, "")
    assert "velden.toml" in ran.err
    assert told in ran.err


def test_a_file_that_is_not_there_is_wrong_use_and_a_folder_is_told(
    inkoop: Inkoop, looked_at: Path, tmp_path: Path
) -> None:
    assert as_anna(inkoop, looked_at, "oordeel-vastleggen", "--from", str(tmp_path / "weg")).code == 2
    ran = as_anna(inkoop, looked_at, "oordeel-vastleggen", "--from", str(tmp_path))
    assert ran.code in (1, 2)
    assert "Traceback" not in ran.err


def test_every_problem_with_the_options_is_told_at_once(inkoop: Inkoop, looked_at: Path) -> None:
    ran = as_anna(
        inkoop, looked_at, "oordeel-vastleggen", "--outcome", "weg", "--onzin=1", "--submission", "S-002"
    )
    assert ran.code == 1
    lines = ran.err.splitlines()
    assert any("--outcome: 'weg' is geen keuze" in line for line in lines)
    assert any("--onzin: dit veld bestaat niet" in line for line in lines)
    assert any("--requirement: vul dit veld in" in line for line in lines)
    assert any("--reason: vul dit veld in" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "told"), [(("los",), "hoort bij geen veld"), (("--reason",), "waarde ontbreekt")]
)
def test_options_that_cannot_be_read_are_told(
    inkoop: Inkoop, looked_at: Path, words: tuple[str, ...], told: str
) -> None:
    ran = as_anna(inkoop, looked_at, "oordeel-vastleggen", *words)
    assert ran.code == 1
    assert told in ran.err


def test_the_help_of_an_action_tells_its_fields_without_a_desk(
    inkoop: Inkoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INKOOP_DB", "/niet/hier/desk.db")
    ran = inkoop("do", "oordeel-vastleggen", "--help")
    assert ran.code == 0
    assert "--outcome  Oordeel (verplicht)" in ran.out
    assert "set-aside: terzijde stellen" in ran.out
    assert "--proposal" in inkoop("do", "voorstel-bevestigen", "-h").out
    assert "Usage: inkoop do" in inkoop("do", "--help").out
    assert "--submission" in inkoop("view", "bevindingen", "--help").out


def test_an_action_that_is_not_there_is_told(inkoop: Inkoop, looked_at: Path) -> None:
    for words in (("onzin",), ("onzin", "--help")):
        ran = as_anna(inkoop, looked_at, *words)
        assert ran.code == 1
        assert "actie 'onzin' bestaat niet; zie `inkoop actions`" in ran.err
    assert as_anna(inkoop, looked_at).code == 2


def test_a_procedure_that_is_not_there_is_told_with_the_known_ones(inkoop: Inkoop, looked_at: Path) -> None:
    ran = as_anna(inkoop, looked_at, "scoreronde-sluiten", "--procedure", "tikfout", "--reason", "x")
    assert ran.code == 1
    assert f"bekend: {TENDER}" in ran.err


def test_the_installed_command_ends_as_told() -> None:
    """The console script itself: 0 done, 1 refused in words on the error output, 2 wrong use."""
    script = Path(sysconfig.get_path("scripts")) / "inkoop"

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([script, *words], capture_output=True, text=True, check=False)

    assert run("--help").returncode == 0
    refused = run("--db", "/niet/hier/desk.db", "assess", TENDER)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Traceback" not in refused.stderr
    assert run("onzin").returncode == 2
