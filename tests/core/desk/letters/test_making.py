"""Letters that are due, made, kept and written; templates that are kept."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document

from inkoop_core.cli import letters as command_line
from inkoop_core.cli.app import Session
from inkoop_core.documents.letter import docx_text, shipped_template
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.letter import LetterKind, LetterMade, LetterTemplate
from inkoop_core.domain.request import Request, RequestItem, RequestKind
from inkoop_core.errors import CommandError, NotPermitted, Refused
from inkoop_core.progress.letters_due import due_letters
from inkoop_core.reading.table_file import read_table

SENT = date(2026, 7, 14)


def due(office: Any) -> list[tuple[LetterKind, str]]:
    return [(item.kind, item.about) for item in due_letters(office.desk.state(office.procedure).course)]


@pytest.fixture
def decided(office: Any, ready: Any, uphold: Any) -> tuple[str, str]:
    """A winner and a loser, both decided."""
    winner, loser = ready(), ready(code="1")
    uphold(loser, "PROEF")
    office.decided()
    return winner, loser


def test_a_decision_is_due_until_a_letter_tells_it(office: Any, decided: tuple[str, str], sent: Any) -> None:
    winner, loser = decided
    assert due(office) == [(LetterKind.PROVISIONAL_AWARD, winner), (LetterKind.REJECTION, loser)]
    sent(winner, LetterKind.PROVISIONAL_AWARD, office.fact(winner, AwardDecision).id)
    office.clock.instant = office.clock.instant.replace(month=7, day=15)
    assert due(office) == [(LetterKind.REJECTION, loser)]


def test_requests_of_one_kind_go_together(office: Any, record: Any) -> None:
    submission = office.take_in()
    kinds = (RequestKind.CLARIFICATION, RequestKind.REPAIR, RequestKind.EVIDENCE)
    first, second, third = (
        record(Request(kind, (RequestItem("gva"),), "want"), f"{submission}/verzoek-{number}")
        for number, kind in enumerate(kinds)
    )
    assert due_letters(office.desk.state(office.procedure).course) == (
        (LetterKind.EVIDENCE_REQUEST, submission, (third,)),
        (LetterKind.CLARIFICATION_REQUEST, submission, (first, second)),
    )


def test_letters_are_made_and_kept_for_all_that_are_due(office: Any, decided: tuple[str, str]) -> None:
    winner, loser = decided
    done = office.do("anna", "brief-maken", sent_on=SENT)
    assert done.text.splitlines() == [
        "2 brieven, te verzenden op 14-07-2026:",
        f"  klein-2026-{winner}-voorlopige-gunning.docx: mededeling voorlopige gunning aan Verzonnen Zorg 1, "
        "via TenderNed",
        f"  klein-2026-{loser}-afwijzing.docx: mededeling afwijzing aan Verzonnen Zorg 2, via TenderNed",
    ]
    made = office.fact(winner, LetterMade)
    assert made.subject == f"{winner}/brief/voorlopige-gunning"
    assert made.body.facts == (office.fact(winner, AwardDecision).id,)
    assert made.body.template == digest(shipped_template())
    assert "Verzonnen Zorg 1" in docx_text(office.desk.store.file(made.body.sha256))


def test_a_letter_that_is_made_again_replaces_the_earlier_one(office: Any, decided: tuple[str, str]) -> None:
    winner, _ = decided
    office.do("anna", "brief-maken", sent_on=SENT, submissions=(winner,))
    first = office.fact(winner, LetterMade)
    office.do("anna", "brief-maken", sent_on=date(2026, 7, 15), kind=LetterKind.PROVISIONAL_AWARD)
    again = office.fact(winner, LetterMade)
    assert again.replaces == first.id
    assert again.body.stated != first.body.stated


@pytest.mark.usefixtures("decided")
def test_a_day_that_is_over_is_said(office: Any) -> None:
    done = office.do("anna", "brief-maken", sent_on=date(2026, 6, 1), dry_run=True)
    assert "Let op: die dag is voorbij." in done.text


def test_nothing_due_is_refused_by_name(office: Any, decided: tuple[str, str]) -> None:
    winner, _ = decided
    with pytest.raises(Refused, match=f"geen brief 'mededeling afwijzing' te maken over {winner}"):
        office.do("anna", "brief-maken", sent_on=SENT, kind=LetterKind.REJECTION, submissions=(winner,))
    with pytest.raises(Refused, match="er is geen brief 'definitieve gunning' te maken"):
        office.do("anna", "brief-maken", sent_on=SENT, kind=LetterKind.DEFINITIVE_AWARD)


@pytest.mark.usefixtures("decided")
def test_an_auditor_makes_no_letters(office: Any) -> None:
    with pytest.raises(NotPermitted):
        office.do("gijs", "brief-maken", sent_on=SENT)


def test_when_one_letter_cannot_be_made_none_is(office: Any, record: Any) -> None:
    submission = office.take_in()
    record(Request(RequestKind.EVIDENCE, (RequestItem("gva"),), "want"), f"{submission}/verzoek-1")
    record(Request(RequestKind.REPAIR, (RequestItem("PROEF"),), "want"), f"{submission}/verzoek-2")
    with pytest.raises(CommandError, match=r"S-001: .*vraag 1 van het verzoek \(feit \d+\) heeft geen tekst"):
        office.do("anna", "brief-maken", sent_on=SENT)
    assert office.desk.state(office.procedure).facts(LetterMade) == ()


@pytest.fixture
def house_style(tmp_path: Path) -> Path:
    """The shipped template with a line of the house."""
    document = Document(BytesIO(shipped_template()))
    document.paragraphs[0].insert_paragraph_before("Huisstijl van de gemeente")
    file = tmp_path / "huisstijl.docx"
    document.save(str(file))
    return file


def test_a_kept_template_makes_the_letters(office: Any, decided: tuple[str, str], house_style: Path) -> None:
    winner, loser = decided
    office.do("anna", "briefsjabloon-vastleggen", path=house_style, kind=LetterKind.REJECTION)
    (kept,) = office.desk.state(office.procedure).facts(LetterTemplate)
    assert (kept.subject, kept.body.sha256) == ("briefsjabloon/afwijzing", digest(house_style.read_bytes()))
    office.do("anna", "brief-maken", sent_on=SENT)
    texts = [
        docx_text(office.desk.store.file(office.fact(one, LetterMade).body.sha256)) for one in (winner, loser)
    ]
    assert ["Huisstijl" in text for text in texts] == [False, True]
    office.do("anna", "brief-maken", sent_on=SENT, template=house_style, submissions=(winner,))
    assert "Huisstijl" in docx_text(office.desk.store.file(office.fact(winner, LetterMade).body.sha256))


def test_a_template_that_misses_a_place_is_not_kept(office: Any, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{ geadresseerde }}")
    document.save(str(tmp_path / "half.docx"))
    with pytest.raises(CommandError, match=r"\{\{ kenmerk \}\} ontbreekt \(zie docs/brieven.md\)"):
        office.do("anna", "briefsjabloon-vastleggen", path=tmp_path / "half.docx")


def test_an_earlier_template_is_replaced_for_a_reason(office: Any, house_style: Path, tmp_path: Path) -> None:
    (tmp_path / "neutraal.docx").write_bytes(shipped_template())
    office.do("anna", "briefsjabloon-vastleggen", path=house_style)
    with pytest.raises(Refused, match="al vastgelegd"):
        office.do("anna", "briefsjabloon-vastleggen", path=house_style)
    with pytest.raises(Refused, match="geef een reden"):
        office.do("anna", "briefsjabloon-vastleggen", path=tmp_path / "neutraal.docx")
    office.do("anna", "briefsjabloon-vastleggen", path=tmp_path / "neutraal.docx", reason="terug")
    (kept,) = office.desk.state(office.procedure).facts(LetterTemplate)
    assert kept.body.file_name == "neutraal.docx"


@pytest.fixture
def run(office: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`inkoop letters` on this desk."""

    def call(*options: str, as_json: bool = False) -> Any:
        session = Session(None, None, None, None, as_json)
        monkeypatch.setattr(Session, "desk", lambda _session: office.of("anna"))
        return CliRunner().invoke(command_line.letters_command, ["klein-2026", *options], obj=session)

    return call


@pytest.mark.usefixtures("decided")
def test_the_command_writes_what_is_due_and_no_letter_twice(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "brieven"
    dry = run("--out", str(out), "--sent-on", "14-07-2026", "--dry-run")
    assert dry.exit_code == 0
    assert not out.exists()
    done = run("--out", str(out), "--sent-on", "2026-07-14")
    assert done.output.splitlines()[0] == "2 brieven, te verzenden op 14-07-2026:"
    assert sorted(file.name for file in out.iterdir()) == [
        "klein-2026-S-001-voorlopige-gunning.docx",
        "klein-2026-S-002-afwijzing.docx",
        "verzendlijst.xlsx",
    ]
    again = run("--out", str(out), "--sent-on", "14-07-2026")
    assert isinstance(again.exception, Refused)
    assert "misschien bewerkt" in str(again.exception)
    assert run("--out", str(out), "--sent-on", "14-07-2026", "--force").exit_code == 0


@pytest.mark.usefixtures("decided")
def test_the_list_beside_the_letters_has_a_row_for_each_and_is_never_overwritten_unasked(
    run: Any, tmp_path: Path
) -> None:
    done = run("--out", str(tmp_path), "--sent-on", "14-07-2026", "--kind", "afwijzing")
    assert "brieven-verzonden --list" in done.output
    table = read_table(tmp_path / "verzendlijst.xlsx")
    assert table.rows[1:] == (
        ("S-002", "Verzonnen Zorg 2", "afwijzing", "klein-2026-S-002-afwijzing.docx", "procedure")
        + ("",) * 4,
    )
    other = run("--out", str(tmp_path), "--sent-on", "14-07-2026", "--kind", "voorlopige-gunning")
    assert "verzendlijst.xlsx" in str(other.exception)
    assert run("--out", str(tmp_path), "--sent-on", "14-07-2026", "--force").exit_code == 0
    assert len(read_table(tmp_path / "verzendlijst.xlsx").rows) == 3


@pytest.mark.usefixtures("decided")
def test_the_list_that_was_written_registers_the_letters_when_it_is_filled_in(
    run: Any, office: Any, tmp_path: Path
) -> None:
    run("--out", str(tmp_path), "--sent-on", "14-07-2026")
    head, *rows = read_table(tmp_path / "verzendlijst.xlsx").rows
    filled = [
        dict(zip(head, row, strict=True)) | {"Verzonden op": "14-07-2026 09:30", "Berichtnummer": f"B-{n}"}
        for n, row in enumerate(rows, start=1)
    ]
    lines = [";".join(head), *(";".join(row.values()) for row in filled)]
    (tmp_path / "ingevuld.csv").write_text("\n".join(lines), "utf-8")
    office.clock.instant = office.clock.instant.replace(month=7, day=15)
    office.do("anna", "brieven-verzonden", list=tmp_path / "ingevuld.csv")
    assert due(office) == []


@pytest.mark.usefixtures("decided")
def test_the_command_tells_as_json_which_letters_it_made(run: Any, tmp_path: Path) -> None:
    done = run("--out", str(tmp_path), "--sent-on", "14-07-2026", "--kind", "afwijzing", as_json=True)
    told = json.loads(done.output)
    (one,) = told["letters"]
    assert (told["procedure"], told["sent_on"], told["dry_run"]) == ("klein-2026", "2026-07-14", False)
    assert (one["file"], one["kind"], one["about"]) == (
        "klein-2026-S-002-afwijzing.docx",
        "afwijzing",
        "S-002",
    )
    assert one["sha256"] == digest((tmp_path / one["file"]).read_bytes())


@pytest.mark.usefixtures("decided")
def test_the_command_says_which_option_is_wrong(run: Any, tmp_path: Path) -> None:
    done = run("--out", str(tmp_path), "--kind", "liefdesbrief")
    assert "--kind: 'liefdesbrief' is geen keuze" in str(done.exception)
