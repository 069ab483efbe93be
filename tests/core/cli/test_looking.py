"""Looking: assess, views, lists and documents; outputs, exit codes, and what goes wrong in words."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

Inkoop = Callable[..., Any]
TENDER = "dalfsen-wmo-2027"


def test_assess_tells_steps_deciding_findings_and_outcome(inkoop: Inkoop, looked_at: Path) -> None:
    ran = inkoop("--db", looked_at, "assess", TENDER, "--submission", "S-002")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "S-002  09-trage-zandloper.zip"
    assert "0 ? oordeel nodig" in lines[1]
    assert "- PRO-13 §5.2: voldoet niet, moet afwijzen. Te laat" in lines[2]
    assert lines[-2] == "  uitkomst: voorstel: afwijzen (oordeel nodig)"


def test_assess_of_all_tells_each_submission(inkoop: Inkoop, looked_at: Path) -> None:
    out = inkoop("--db", looked_at, "assess", TENDER).out
    assert [line[:5] for line in out.splitlines() if line.startswith("S-")] == [
        "S-001",
        "S-002",
        "S-003",
        "S-004",
    ]


def test_assess_of_what_is_not_there_is_told(inkoop: Inkoop, looked_at: Path) -> None:
    assert "bekend: S-001" in inkoop("--db", looked_at, "assess", TENDER, "--submission", "S-9").err
    ran = inkoop("--db", looked_at, "assess", "tikfout")
    assert (ran.code, ran.out) == (1, "")
    assert "'tikfout' bestaat niet" in ran.err


@pytest.mark.parametrize("command", [("assess", TENDER), ("view", "matrix"), ("procedure", "show", TENDER)])
def test_without_a_role_nothing_is_shown(inkoop: Inkoop, looked_at: Path, command: tuple[str, ...]) -> None:
    ran = inkoop("--db", looked_at, "--user", "niemand", *command)
    assert (ran.code, ran.out) == (1, "")
    assert "niemand heeft hier" in ran.err


def test_without_a_role_no_document_is_written(inkoop: Inkoop, looked_at: Path, tmp_path: Path) -> None:
    ran = inkoop(
        "--db",
        looked_at,
        "--user",
        "niemand",
        "document",
        TENDER,
        "S-001",
        "uea",
        "--out",
        tmp_path / "x.pdf",
    )
    assert ran.code == 1
    assert not (tmp_path / "x.pdf").exists()


def test_global_options_stand_before_the_command(inkoop: Inkoop, looked_at: Path) -> None:
    ran = inkoop("assess", TENDER, "--db", looked_at)
    assert ran.code == 2
    assert "--db" in ran.err


def test_a_view_is_shown_as_text(inkoop: Inkoop, looked_at: Path) -> None:
    ran = inkoop("--db", looked_at, "view", "matrix")
    assert ran.code == 0
    assert "S-004" in ran.out
    assert "Stap 0" in ran.out


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_view_is_shown_as_json(inkoop: Inkoop, looked_at: Path, place: str) -> None:
    words = ["--json", "view", "matrix"] if place == "before" else ["view", "matrix", "--json"]
    table = json.loads(inkoop("--db", looked_at, *words).out)
    assert [row["submission"] for row in table["rows"]] == ["S-001", "S-002", "S-003", "S-004"]


def test_a_view_is_saved_as_csv_for_dutch_spreadsheets(
    inkoop: Inkoop, looked_at: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bevindingen.csv"
    ran = inkoop("--db", looked_at, "view", "bevindingen", "--csv", file, "--submission", "S-002")
    assert ran.code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream, delimiter=";")
    assert header[:4] == ["Nr", "Stap", "Eis", "Onderwerp"]
    assert f"{len(rows)} rijen naar {file}" in ran.out
    assert {row[0] for row in rows} == {"S-002"}


def test_a_csv_file_that_cannot_be_written_is_told(inkoop: Inkoop, looked_at: Path, tmp_path: Path) -> None:
    ran = inkoop("--db", looked_at, "view", "matrix", "--csv", tmp_path / "weg" / "x.csv")
    assert ran.code == 1
    assert "x.csv" in ran.err
    assert "Traceback" not in ran.err


def test_an_option_that_a_view_does_not_have_is_told(inkoop: Inkoop, looked_at: Path) -> None:
    ran = inkoop("--db", looked_at, "view", "matrix", "--onzin", "1")
    assert ran.code == 1
    assert "--onzin: dit veld bestaat niet" in ran.err
    assert "onbekend" in inkoop("--db", looked_at, "view", "onbekend").err
    assert inkoop("--db", looked_at, "view").code == 2


def test_views_and_actions_are_listed_without_a_desk(inkoop: Inkoop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKOOP_DB", "/niet/hier/desk.db")
    assert "tijdsverschillen" in inkoop("views").out
    actions = inkoop("actions").out
    assert "oordeel-vastleggen" in actions
    assert "voorstel-bevestigen" in actions
    assert "--submission*" in actions


@pytest.mark.parametrize("what", ["actions", "views", "plugins"])
def test_lists_are_given_as_json(inkoop: Inkoop, what: str) -> None:
    assert json.loads(inkoop("--json", what).out)["rows"]


def test_every_view_listed_can_be_shown(inkoop: Inkoop, looked_at: Path) -> None:
    for row in json.loads(inkoop("--json", "views").out)["rows"]:
        extra = ["--submission", "S-001"] if row["id"] == "inschrijving" else []
        ran = inkoop("--db", looked_at, "view", row["id"], *extra)
        assert (ran.code, ran.err) == (0, ""), row["id"]


def test_plugins_are_listed_and_checked_without_a_desk(inkoop: Inkoop) -> None:
    ran = inkoop("plugins", "check")
    assert ran.code == 0
    assert "wmo-begeleiding" in ran.out
    assert TENDER in ran.out
    assert inkoop("plugins", "onzin").code == 2


def test_only_the_chosen_plugins_are_loaded(inkoop: Inkoop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKOOP_PLUGINS", "standard")
    names = [row["name"] for row in json.loads(inkoop("--json", "plugins").out)["rows"]]
    assert names == ["standard"]


def test_a_procedure_whose_plugin_is_missing_says_so_and_can_be_read(
    inkoop: Inkoop, looked_at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INKOOP_PLUGINS", "standard")
    ran = inkoop("--db", looked_at, "assess", TENDER)
    assert (ran.code, ran.out) == (1, "")
    assert "plugin 'wmo-begeleiding' is niet geïnstalleerd" in ran.err
    assert "Journaal, feiten en bestanden blijven leesbaar" in ran.err
    for view in ("journaal", "feiten", "documenten", "procedures"):
        assert inkoop("--db", looked_at, "view", view).code == 0
    assert inkoop("--db", looked_at, "verify").code == 0
    done = inkoop("--db", looked_at, "do", "scoreronde-sluiten", "--reason", "x")
    assert done.code == 1
    assert "er kan niet in worden gehandeld" in done.err


def test_a_document_is_written_without_the_pages_beyond_the_limit(
    inkoop: Inkoop, looked_at: Path, tmp_path: Path
) -> None:
    out = tmp_path / "sg1.pdf"
    ran = inkoop("--db", looked_at, "document", TENDER, "S-004", "sg1", "--out", out)
    assert ran.code == 0
    assert "pagina 1 tot en met 2 van 3" in ran.out
    assert len(pypdf.PdfReader(out).pages) == 2


def test_a_document_that_is_not_there_or_not_asked_well_is_told(
    inkoop: Inkoop, looked_at: Path, tmp_path: Path
) -> None:
    ran = inkoop("--db", looked_at, "document", TENDER, "S-001", "polis", "--out", tmp_path / "x")
    assert ran.code == 1
    assert "heeft geen stuk 'polis'" in ran.err
    assert inkoop("--db", looked_at, "document", TENDER, "S-001", "uea").code == 2
    elsewhere = inkoop("--db", looked_at, "document", TENDER, "S-001", "uea", "--out", tmp_path / "a" / "b")
    assert elsewhere.code == 1
    assert "Traceback" not in elsewhere.err


# --- other moments


def test_as_of_before_the_intake_shows_nothing(inkoop: Inkoop, looked_at: Path) -> None:
    ran = inkoop("--db", looked_at, "--known-at", "15-06-2026 14:30", "--json", "assess", TENDER)
    report = json.loads(ran.out)
    assert report["submissions"] == []
    assert report["known_at"] == "2026-06-15T12:30:00.000000Z"
    later = inkoop(
        "--db", looked_at, "--as-of", "2026-06-15T16:00", "--known-at", "15-06-2026", "assess", TENDER
    )
    assert "S-004" in later.out


def test_a_moment_that_cannot_be_read_is_wrong_use(inkoop: Inkoop, looked_at: Path) -> None:
    ran = inkoop("--db", looked_at, "--as-of", "ooit", "assess", TENDER)
    assert ran.code == 2
    assert "--as-of: 'ooit' is geen tijdstip" in ran.err


def test_a_moment_does_not_go_with_an_action(inkoop: Inkoop, looked_at: Path) -> None:
    ran = inkoop(
        "--db", looked_at, "--as-of", "15-06-2026 16:00", "do", "scoreronde-sluiten", "--reason", "x"
    )
    assert (ran.code, ran.out) == (1, "")
    assert "--as-of of --known-at" in ran.err


def test_a_document_is_never_written_over_another_file(
    inkoop: Inkoop, looked_at: Path, tmp_path: Path
) -> None:
    file = tmp_path / "sg1.pdf"
    file.write_text("van iemand anders", "utf-8")
    ran = inkoop("--db", looked_at, "document", TENDER, "S-001", "sg1", "--out", file)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.strip().endswith("bestaat al en wordt niet overschreven; kies met --out een andere naam.")
    assert file.read_text("utf-8") == "van iemand anders"


DRIVING = "rood \x1b[31m, om \u202e en \x9b"


def test_a_stored_text_cannot_drive_the_terminal(inkoop: Inkoop, changed: Path) -> None:
    given = ("--submission", "S-001", "--by_whom", "directeur", "--happened_at", "15-06-2026 15:00")
    told = ("--timing_reason", "pas nu gehoord", "--what", DRIVING)
    done = inkoop("--db", changed, "--user", "anna", "do", "incident-melden", *given, *told)
    assert done.code == 0
    asked = ("--submission", "S-001", "--requirement", "PRO-05", "--subject", "incident-1")
    ruling = ("--outcome", "handhaven", "--reason", DRIVING, "--dry-run")
    assert (
        "rood �[31m, om � en �"
        in inkoop("--db", changed, "--user", "anna", "do", "oordeel-vastleggen", *asked, *ruling).out
    )
    for command in (("view", "feiten"), ("assess", TENDER), ("view", "journaal")):
        out = inkoop("--db", changed, *command).out
        assert not {"\x1b", "\u202e", "\x9b"}.intersection(out)
    assert "rood �[31m, om � en �" in " ".join(inkoop("--db", changed, "view", "feiten").out.split())


def test_json_gives_a_stored_text_back_as_it_is_without_driving_the_terminal(
    inkoop: Inkoop, changed: Path
) -> None:
    given = ("--submission", "S-001", "--by_whom", "directeur", "--happened_at", "15-06-2026 15:00")
    told = ("--timing_reason", "pas nu gehoord", "--what", DRIVING)
    inkoop("--db", changed, "--user", "anna", "do", "incident-melden", *given, *told)
    out = inkoop("--db", changed, "--json", "view", "feiten").out
    assert not {"\x1b", "\u202e", "\x9b"}.intersection(out)
    assert any(
        DRIVING in str(row) or DRIVING in " ".join(map(str, row.values())) for row in json.loads(out)["rows"]
    )
