"""What was sent is what counts: registering the letter that really went out, one and in bulk."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from attrs import evolve

from inkoop_core.api.letters import LetterContent
from inkoop_core.api.send_list import SEND_COLUMNS, ListRow
from inkoop_core.documents.letter import letter_bytes
from inkoop_core.documents.send_list import send_list
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.errors import CommandError, Refused
from inkoop_core.progress.clocks import clock_of

Ready = Callable[..., str]
Letters = Callable[..., LetterContent]
SENT_AT = datetime(2026, 7, 14, 7, 30, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def awarded(office: Any, ready: Ready) -> str:
    submission = ready()
    office.decided()
    return submission


@pytest.fixture
def made(letter: Letters, tmp_path: Path) -> Callable[..., Path]:
    """The letter as the desk makes it, in a file; `without` takes a paragraph out, `added` puts one in."""

    def make(kind: LetterKind, about: str, without: str = "", added: str = "") -> Path:
        path = tmp_path / f"{about} {kind.value}.docx"
        path.write_bytes(letter_bytes(letter(kind, about), None))
        document = docx.Document(str(path))
        if without:
            (found,) = [one for one in document.paragraphs if without in one.text]
            found._element.getparent().remove(found._element)
        if added:
            document.add_paragraph(added)
        document.save(str(path))
        return path

    return make


def register(office: Any, about: str, file: Path, **changes: Any) -> Any:
    fields: dict[str, Any] = {
        "kind": LetterKind.PROVISIONAL_AWARD,
        "about": about,
        "file": file,
        "sent_at": SENT_AT,
        "message_number": "B-1",
    }
    return office.do("anna", "brief-verzonden", **(fields | changes))


def test_the_letter_as_it_was_made_is_registered_and_tells_its_decision(
    office: Any, awarded: str, made: Callable[..., Path]
) -> None:
    file = made(LetterKind.PROVISIONAL_AWARD, awarded)
    done = register(office, awarded, file, received_at=SENT_AT + A_MINUTE)
    assert "verzonden 14-07-2026 09:30:00 via TenderNed, bericht B-1." in done.text
    (sent,) = office.desk.state(office.procedure).facts(LetterSent)
    assert sent.subject == f"{awarded}/brief/voorlopige-gunning/1"
    assert sent.happened_at == SENT_AT
    assert sent.body.differences == ()
    assert sent.body.facts == (office.desk.assessment(office.procedure).of(awarded).decision.id,)
    assert office.desk.store.file(sent.body.sha256) == file.read_bytes()


def test_a_letter_that_differs_is_not_registered_until_somebody_says_why(
    office: Any, awarded: str, made: Callable[..., Path]
) -> None:
    file = made(LetterKind.PROVISIONAL_AWARD, awarded, added="Bel ons op 4 augustus 2026.")
    with pytest.raises(CommandError) as refusal:
        register(office, awarded, file)
    assert list(refusal.value.lines) == [
        "file: staat in de brief en niet in de feiten: de datum 04-08-2026",
        "accept: zeg waarom de brief zo klopt, of verstuur een verbeterde brief",
    ]
    register(office, awarded, file, accept="afspraak over de ondertekening")
    (sent,) = office.desk.state(office.procedure).facts(LetterSent)
    assert sent.body.differences == ("staat in de brief en niet in de feiten: de datum 04-08-2026",)
    assert sent.body.accepted == "afspraak over de ondertekening"


def test_a_score_that_was_changed_by_hand_is_found(
    office: Any, awarded: str, made: Callable[..., Path]
) -> None:
    file = made(
        LetterKind.PROVISIONAL_AWARD, awarded, without="8 van 8 punten", added="SG1: 6 van 8 punten (§4)."
    )
    with pytest.raises(CommandError) as refusal:
        register(office, awarded, file)
    assert any("ontbreekt of is anders: " in line and "SG1" in line for line in refusal.value.lines)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"sent_at": datetime(2027, 7, 14, tzinfo=UTC)}, "sent_at: 14-07-2027 02:00:00 ligt in de toekomst"),
        ({"received_at": SENT_AT - A_MINUTE}, "received_at: 14-07-2026 09:29:00 ligt voor de verzending"),
        ({"message_number": " "}, "message_number: een bericht op het platform heeft een nummer"),
        ({"channel": "onbekend"}, "channel: 'onbekend' is geen kanaal van deze procedure"),
    ],
)
def test_what_cannot_be_is_refused_with_the_field(
    office: Any, awarded: str, made: Callable[..., Path], changes: dict[str, Any], line: str
) -> None:
    file = made(LetterKind.PROVISIONAL_AWARD, awarded)
    with pytest.raises(CommandError) as refusal:
        register(office, awarded, file, accept="x", **changes)
    assert any(found.startswith(line) for found in refusal.value.lines), refusal.value.lines
    assert office.desk.state(office.procedure).facts(LetterSent) == ()


def test_a_letter_from_before_the_decision_is_refused(
    office: Any, awarded: str, made: Callable[..., Path]
) -> None:
    file = made(LetterKind.PROVISIONAL_AWARD, awarded)
    decided = office.desk.assessment(office.procedure).of(awarded).decision.happened_at
    with pytest.raises(CommandError, match="voordat feit"):
        register(office, awarded, file, sent_at=decided - A_MINUTE, accept="x")


def test_one_letter_is_registered_once(office: Any, awarded: str, made: Callable[..., Path]) -> None:
    file = made(LetterKind.PROVISIONAL_AWARD, awarded)
    register(office, awarded, file)
    with pytest.raises(
        CommandError, match="deze brief is al vastgelegd als verzonden op 14-07-2026 09:30:00"
    ):
        register(office, awarded, file, message_number="B-2")


def test_a_decision_that_nobody_took_has_no_letter(office: Any, ready: Ready, tmp_path: Path) -> None:
    submission = ready()
    (tmp_path / "brief.docx").write_bytes(b"PK")
    with pytest.raises(Refused, match="is er niets voor een brief"):
        register(office, submission, tmp_path / "brief.docx")


def test_the_moment_of_receipt_can_come_later(office: Any, awarded: str, made: Callable[..., Path]) -> None:
    register(office, awarded, made(LetterKind.PROVISIONAL_AWARD, awarded))
    (sent,) = office.desk.state(office.procedure).facts(LetterSent)
    office.do(
        "anna", "brief-ontvangen", letter=sent.id, received_at=SENT_AT + A_MINUTE, reason="leesbevestiging"
    )
    (after,) = office.desk.state(office.procedure).facts(LetterSent)
    assert after.body.received_at == SENT_AT + A_MINUTE
    assert after.happened_at == SENT_AT
    with pytest.raises(CommandError, match="ligt voor de verzending"):
        office.do("anna", "brief-ontvangen", letter=after.id, received_at=SENT_AT - A_MINUTE, reason="x")


def a_list(folder: Path, *rows: dict[str, str]) -> Path:
    """A list that was filled in, as CSV."""
    lines = [";".join(of.head for of in SEND_COLUMNS)]
    lines += [";".join(row.get(of.field, "") for of in SEND_COLUMNS) for row in rows]
    path = folder / "lijst.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture
def two(office: Any, ready: Ready, made: Callable[..., Path]) -> list[dict[str, str]]:
    """Two winners with their letters, as rows of the list."""
    submissions = [ready(), ready()]
    office.decided()
    return [
        {
            "about": submission,
            "kind": "voorlopige-gunning",
            "file": made(LetterKind.PROVISIONAL_AWARD, submission).name,
            "sent_at": "14-07-2026 09:30",
            "message_number": f"B-{number}",
        }
        for number, submission in enumerate(submissions, start=1)
    ]


def test_a_round_is_registered_in_one_go_each_with_its_own_times(
    office: Any, two: list[dict[str, str]], tmp_path: Path
) -> None:
    two[1]["sent_at"] = "14-07-2026 09:31"
    done = office.do("anna", "brieven-verzonden", list=a_list(tmp_path, *two))
    sent = office.desk.state(office.procedure).facts(LetterSent)
    assert {fact.entry for fact in sent} == {done.entry}
    assert [fact.happened_at for fact in sent] == [SENT_AT, SENT_AT + A_MINUTE]
    assert [fact.body.message_number for fact in sent] == ["B-1", "B-2"]
    assert "niet alle brieven van deze lijst zijn op hetzelfde moment verzonden" in done.text


def test_a_row_without_a_time_was_not_sent_and_is_told(
    office: Any, two: list[dict[str, str]], tmp_path: Path
) -> None:
    two[1]["sent_at"] = two[1]["message_number"] = ""
    done = office.do("anna", "brieven-verzonden", list=a_list(tmp_path, *two))
    assert "Overgeslagen, zonder tijdstip van verzending: 1." in done.text
    assert len(office.desk.state(office.procedure).facts(LetterSent)) == 1


def test_one_wrong_row_keeps_the_whole_list_out_and_every_wrong_cell_is_named(
    office: Any, two: list[dict[str, str]], tmp_path: Path
) -> None:
    two[0]["sent_at"] = "31-02-2026"
    two[1]["file"] = "bestaat-niet.docx"
    with pytest.raises(CommandError) as refusal:
        office.do("anna", "brieven-verzonden", list=a_list(tmp_path, *two))
    first, second = refusal.value.lines
    assert first.startswith("rij 2: sent_at: ")
    assert second.startswith("rij 3: ")
    assert "bestaat-niet.docx" in second
    assert office.desk.state(office.procedure).facts(LetterSent) == ()


def test_one_message_number_is_of_one_letter(office: Any, two: list[dict[str, str]], tmp_path: Path) -> None:
    two[1]["message_number"] = "B-1"
    with pytest.raises(CommandError, match="berichtnummer B-1 staat bij 2 inschrijvers"):
        office.do("anna", "brieven-verzonden", list=a_list(tmp_path, *two))


def test_the_list_that_goes_out_comes_back_in(office: Any, two: list[dict[str, str]], tmp_path: Path) -> None:
    rows = [ListRow(row["about"], "wie", row["kind"], row["file"], "procedure") for row in two]
    (tmp_path / "verzendlijst.xlsx").write_bytes(send_list(rows, SENT_AT))
    with pytest.raises(Refused, match="staat bij geen enkele brief wanneer zij is verzonden"):
        office.do("anna", "brieven-verzonden", list=tmp_path / "verzendlijst.xlsx")


def test_another_table_is_no_list(office: Any, two: list[dict[str, str]], tmp_path: Path) -> None:  # noqa: ARG001
    (tmp_path / "iets.csv").write_text("Naam;Bedrag\nA;1\n", "utf-8")
    with pytest.raises(Refused, match=r"iets.csv is geen verzendlijst: de kolom Over en Brief"):
        office.do("anna", "brieven-verzonden", list=tmp_path / "iets.csv")


@pytest.mark.parametrize("without", ["want 4", "Een 4 is een knock-out."])
def test_a_rejection_without_its_finding_or_motivation_is_never_registered(
    office: Any, ready: Ready, made: Callable[..., Path], uphold: Any, without: str
) -> None:
    ready()
    loser = ready(sg1=4)
    uphold(loser, "MINIMUM-SG1", "Een 4 is een knock-out.")
    uphold(loser, "SOM")
    office.decided()
    file = made(LetterKind.REJECTION, loser)
    document = docx.Document(str(file))
    found = [one for one in document.paragraphs if without in one.text]
    assert found
    for one in found:
        one._element.getparent().remove(one._element)
    document.save(str(file))
    with pytest.raises(CommandError) as refusal:
        register(office, loser, file, kind=LetterKind.REJECTION, accept="zo is het ook goed")
    assert all("zonder dit mag de brief niet uit" in line for line in refusal.value.lines)


def test_two_columns_of_one_head_are_refused(office: Any, two: list[dict[str, str]], tmp_path: Path) -> None:
    made = a_list(tmp_path, *two)
    heads, *rows = made.read_text("utf-8").splitlines()
    made.write_text(
        "\n".join([f"{heads};verzonden op", *(f"{row};14-07-2026 23:50" for row in rows)]), "utf-8"
    )
    with pytest.raises(CommandError, match="de kolom 'verzonden op' staat er meer dan één keer"):
        office.do("anna", "brieven-verzonden", list=made)


def test_a_row_with_a_number_and_no_time_is_not_passed_over(
    office: Any, two: list[dict[str, str]], tmp_path: Path
) -> None:
    two[1]["sent_at"] = ""
    with pytest.raises(CommandError, match="rij 3: sent_at: Berichtnummer is ingevuld"):
        office.do("anna", "brieven-verzonden", list=a_list(tmp_path, *two))


def test_a_message_number_that_was_used_before_is_refused(
    office: Any, two: list[dict[str, str]], tmp_path: Path
) -> None:
    register(office, two[0]["about"], tmp_path / two[0]["file"])
    with pytest.raises(CommandError, match="message_number: bericht B-1 is al vastgelegd bij"):
        register(office, two[1]["about"], tmp_path / two[1]["file"])


def test_a_receipt_that_was_known_is_changed_by_two(
    office: Any, awarded: str, made: Callable[..., Path]
) -> None:
    register(office, awarded, made(LetterKind.PROVISIONAL_AWARD, awarded), received_at=SENT_AT + A_MINUTE)
    (sent,) = office.desk.state(office.procedure).facts(LetterSent)
    later = SENT_AT + timedelta(hours=3)
    done = office.do("anna", "brief-ontvangen", letter=sent.id, received_at=later, reason="zo was het")
    (stands,) = office.desk.state(office.procedure).facts(LetterSent)
    assert stands.body.received_at == SENT_AT + A_MINUTE
    office.of("fatima").confirm(office.procedure, done.proposal)
    (after,) = office.desk.state(office.procedure).facts(LetterSent)
    assert after.body.received_at == later


def test_a_letter_that_was_sent_is_taken_back_by_two(
    office: Any, awarded: str, made: Callable[..., Path]
) -> None:
    register(office, awarded, made(LetterKind.PROVISIONAL_AWARD, awarded))
    (sent,) = office.desk.state(office.procedure).facts(LetterSent)
    assert office.do("anna", "feit-intrekken", fact=sent.id, reason="niet verzonden").proposal is not None


def test_a_letter_is_held_against_the_facts_of_when_it_was_sent(
    office: Any, awarded: str, made: Callable[..., Path], record: Callable[..., int]
) -> None:
    file = made(LetterKind.PROVISIONAL_AWARD, awarded)
    told = office.fact(awarded, AwardDecision)
    office.clock.instant = datetime(2026, 7, 16, 8, tzinfo=UTC)
    record(
        evolve(told.body, mandate="een ander besluit"), told.subject, office.clock.instant, replaces=told.id
    )
    register(office, awarded, file)
    (sent,) = office.desk.state(office.procedure).facts(LetterSent)
    assert (sent.body.facts, sent.body.differences) == ((told.id,), ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Wij wijzen uw inschrijving af", "Wij gunnen u de opdracht"),
        ("duurt 20 kalenderdagen", "duurt 7 kalenderdagen"),
        (
            "Zij begint op woensdag 15 juli 2026 en eindigt op maandag 3 augustus 2026",
            "Zij begint op maandag 3 augustus 2026 en eindigt op woensdag 15 juli 2026",
        ),
        ("U kunt een kort geding beginnen", "U kunt ons bellen"),
        ("Bevoegd is de rechtbank Voorbeeld", "Bevoegd is de gemeente"),
        ("Verzonnen Zorg 1", "Een ander"),
    ],
)
def test_a_rejection_with_another_outcome_winner_or_standstill_is_never_registered(
    office: Any, ready: Ready, made: Callable[..., Path], uphold: Any, old: str, new: str
) -> None:
    ready()
    loser = ready(code="1")
    uphold(loser, "PROEF", "De code klopt niet.")
    office.decided()
    file = made(LetterKind.REJECTION, loser)
    document = docx.Document(str(file))
    found = [one for one in document.paragraphs if old in one.text]
    assert found
    for one in found:
        one.text = one.text.replace(old, new)
    document.save(str(file))
    with pytest.raises(CommandError, match="zonder dit mag de brief niet uit"):
        register(office, loser, file, kind=LetterKind.REJECTION, accept="zo is het ook goed")


def test_a_corrected_letter_starts_the_standstill_again(
    office: Any, awarded: str, made: Callable[..., Path]
) -> None:
    file = made(LetterKind.PROVISIONAL_AWARD, awarded)
    register(office, awarded, file)
    office.clock.instant = max(office.clock.instant, datetime(2026, 7, 16, 8, tzinfo=UTC))
    later = {"sent_at": datetime(2026, 7, 15, 7, 30, tzinfo=UTC), "message_number": "B-2"}
    with pytest.raises(CommandError, match="stuurde u daarna een verbeterde brief"):
        register(office, awarded, file, accept="verbeterd", **later)
    register(office, awarded, file, accept="verbeterd: bijlage toegevoegd", corrects=True, **later)
    clock = clock_of(office.desk.state(office.procedure).course, "standstill", awarded)
    assert clock is not None
    assert clock.last_day == date(2026, 8, 4)
