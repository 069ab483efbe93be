"""Evidence that came in: what it is, whose, when, by which route."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from click.testing import CliRunner

from inkoop_core.assessment.report import assessment_report
from inkoop_core.cli.app import cli
from inkoop_core.domain.finding import Consequence, Verdict
from inkoop_core.domain.request import EvidenceReceived
from inkoop_core.errors import CommandError, Refused, Unknown

LAST_SECOND = datetime(2026, 7, 27, 21, 59, 59, tzinfo=UTC)
NEXT_SECOND = datetime(2026, 7, 27, 22, 0, tzinfo=UTC)
LATER = datetime(2026, 7, 30, 8, tzinfo=UTC)
DECLARATION = ("Gedragsverklaring aanbesteden", "Verzonnen Zorg 1")


@pytest.fixture
def asked(room: Any) -> str:
    submission: str = room.awarded("onderaannemer-1")
    room.ask()
    room.tell(submission)
    return submission


def test_a_file_is_recognised_and_kept(room: Any, asked: str) -> None:
    done = room.take(asked, LAST_SECOND, room.file("stuk.pdf", *DECLARATION), issued=date(2026, 7, 1))
    fact = room.office.fact(asked, EvidenceReceived)
    assert (fact.body.evidence, fact.body.party, fact.body.channel) == ("gva", "tenderer", "TenderNed")
    assert fact.subject == f"{asked}/bewijs/gva/tenderer/1"
    assert room.office.desk.store.file(fact.body.files[0].sha256).startswith(b"%PDF")
    assert "ontvangen 27-07-2026 23:59:59 via TenderNed; afgegeven 01-07-2026" in done.text
    assert room.finding(asked, "gva").finding.verdict is Verdict.PENDING


def test_of_a_party_that_it_names_it_is_that_party_s(room: Any, asked: str) -> None:
    text = ("Gedragsverklaring aanbesteden", "Voorbeeld onderaannemer-1 B.V.")
    room.take(asked, LAST_SECOND, room.file("stuk.pdf", *text))
    fact = room.office.fact(asked, EvidenceReceived)
    assert (fact.body.evidence, fact.body.party) == ("gva-onderaannemer", "onderaannemer-1")


def test_several_files_are_told_apart(room: Any, asked: str) -> None:
    room.take(asked, LAST_SECOND, room.file("a.pdf", *DECLARATION), room.file("b.pdf", "Polisblad"))
    facts = room.office.desk.state("klein-2026").facts(EvidenceReceived)
    assert [fact.body.evidence for fact in facts] == ["gva", "polis"]


def test_what_is_not_sure_is_asked_and_nothing_is_recorded(room: Any, asked: str) -> None:
    by_name = room.file("gva.pdf", "Verzonnen tekst")
    paths = (room.file("b.pdf", "Polisblad"), room.file("foto.pdf", "Iets"), by_name)
    with pytest.raises(CommandError) as problems:
        room.take(asked, LAST_SECOND, *paths)
    assert "foto.pdf: niet herkend" in str(problems.value)
    assert "gva.pdf: lijkt gva, maar dat is niet zeker" in str(problems.value)
    assert "b.pdf" not in str(problems.value)
    assert room.office.desk.state("klein-2026").facts(EvidenceReceived) == ()


def test_a_kind_that_is_given_goes_before_what_is_recognised(room: Any, asked: str) -> None:
    room.take(asked, LAST_SECOND, room.file("foto.pdf"), kind="gva", party="onderaannemer-1")
    fact = room.office.fact(asked, EvidenceReceived)
    assert (fact.body.evidence, fact.body.party) == ("gva-onderaannemer", "onderaannemer-1")


def test_a_kind_that_the_bid_does_not_need_is_named(room: Any, asked: str) -> None:
    with pytest.raises(CommandError, match="kind: 'kvk' is geen bewijsmiddel van S-001; wel: gva, "):
        room.take(asked, LAST_SECOND, room.file("foto.pdf"), kind="kvk")


def test_by_another_route_it_is_kept_and_does_not_count(room: Any, asked: str) -> None:
    done = room.take(
        asked, LAST_SECOND, room.file("stuk.pdf", *DECLARATION), channel="info@voorbeeld.example"
    )
    assert "Let op: dit telt niet als ontvangen" in done.text
    room.on(LATER)
    assert room.finding(asked, "gva").finding.verdict is Verdict.NOT_MET
    (row,) = room.office.rows("bewijsstukken", submission=asked)
    assert row["counts"] == "nee: andere weg"


def test_on_day_15_it_is_too_late_and_the_text_says_so(room: Any, asked: str) -> None:
    done = room.take(asked, NEXT_SECOND, room.file("stuk.pdf", *DECLARATION), issued=date(2026, 7, 1))
    assert "S-001 VER-03 (gva): voldoet niet" in done.text or "te laat" in done.text.lower()
    found = room.finding(asked, "gva").finding
    assert (found.verdict, found.consequence) == (Verdict.NOT_MET, Consequence.MUST_REJECT)
    assert room.finding(asked, "polis").finding.consequence is Consequence.MAY_REJECT


def test_the_same_file_is_not_taken_in_twice(room: Any, asked: str) -> None:
    path = room.file("stuk.pdf", *DECLARATION)
    room.take(asked, LAST_SECOND, path)
    with pytest.raises(CommandError, match=r"stuk\.pdf: is al ingenomen als gva"):
        room.take(asked, LAST_SECOND, path)
    with pytest.raises(CommandError, match="staat er twee keer bij"):
        room.take(asked, LAST_SECOND, *[room.file("b.pdf", "Polisblad")] * 2)


def test_a_day_of_issue_is_of_one_piece(room: Any, asked: str) -> None:
    paths = (room.file("a.pdf", *DECLARATION), room.file("b.pdf", "Polisblad"))
    with pytest.raises(CommandError, match="issued: geldt voor één bewijsmiddel"):
        room.take(asked, LAST_SECOND, *paths, issued=date(2026, 7, 1))


def test_what_is_still_to_come_is_refused(room: Any, asked: str) -> None:
    fields = {"submission": asked, "paths": (room.file("a.pdf"),), "received_at": LATER}
    with pytest.raises(Refused, match="ligt in de toekomst"):
        room.office.do("anna", "bewijs-innemen", **fields)
    with pytest.raises(Unknown, match="S-404"):
        room.take("S-404", LAST_SECOND, room.file("a.pdf"))


def test_a_dry_run_of_the_command_line_reads_a_folder_and_records_nothing(
    room: Any, asked: str, database: str, database_engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = room.file("a.pdf", *DECLARATION).parent
    room.on(LATER)
    monkeypatch.setattr("inkoop_core.cli.app.Session.desk", lambda _: room.office.of("anna"))
    words = ["evidence", "klein-2026", asked, str(folder), "--received-at", "27-07-2026 23:59:59"]
    result = CliRunner().invoke(cli, ["--db", database, *words, "--dry-run"])
    assert result.exit_code == 0, (database_engine, result.output)
    assert "Proef, er is niets vastgelegd" in result.output
    assert f"{asked} gva: a.pdf" in result.output
    assert room.office.desk.state("klein-2026").facts(EvidenceReceived) == ()
    result = CliRunner().invoke(cli, ["--db", database, *words])
    assert result.exit_code == 0, result.output
    assert len(room.office.desk.state("klein-2026").facts(EvidenceReceived)) == 1


def test_a_value_that_cannot_be_read_is_named_by_its_option(room: Any, asked: str) -> None:
    words = ["evidence", "klein-2026", asked, str(room.file("a.pdf")), "--received-at", "gisteren"]
    result = CliRunner().invoke(cli, words)
    assert isinstance(result.exception, CommandError)
    assert "received_at: 'gisteren' is geen tijdstip" in str(result.exception)


def test_the_report_has_step_5_and_its_findings(room: Any, asked: str) -> None:
    state = room.office.desk.state("klein-2026")
    report = json.loads(json.dumps(assessment_report(state.assessment(), state.definition)))
    (one,) = report["submissions"]
    assert one["id"] == asked
    assert one["steps"][-1] == {"number": 5, "label": "Verificatie van bewijsmiddelen", "state": "waiting"}
    assert {found["requirement"] for found in one["findings"] if found["step"] == 5} == {"VER-03", "SUB-05"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("stuk.pdf", ("Gedragsverklaring aanbesteden van een onderaannemer",)),
        ("gva-onderaannemer.pdf", DECLARATION),
        ("stuk.pdf", ("Gedragsverklaring aanbesteden",)),
    ],
)
def test_a_declaration_that_may_be_of_a_subcontractor_is_not_the_tenderer_s_own(
    room: Any, asked: str, name: str, text: tuple[str, ...]
) -> None:
    path = room.file(name, *text)
    with pytest.raises(CommandError, match="lijkt gva, maar dat is niet zeker"):
        room.take(asked, LAST_SECOND, path)
    room.take(asked, LAST_SECOND, path, kind="gva", party="onderaannemer-1")
    assert room.office.fact(asked, EvidenceReceived).body.evidence == "gva-onderaannemer"
