"""A letter tells nothing of another tenderer, whatever is planted there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.api.letters import LetterContent
from inkoop_core.desk.letters import content_of
from inkoop_core.desk.letters.secret_texts import is_date
from inkoop_core.domain.agreement import SigningSet
from inkoop_core.domain.complaint import Complaint, ComplaintDecided, ComplaintOutcome
from inkoop_core.domain.course import CourseChange, CourseChanged
from inkoop_core.domain.decision import ConsensusScore, Incident, Score, SubjectMotivation
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.party import Party, PartyRole, Tenderer
from inkoop_core.domain.proceedings import Proceedings
from inkoop_core.domain.question import Question
from inkoop_core.domain.submission import OfferedProduct, Reservation
from inkoop_core.errors import Refused

Letters = Callable[..., LetterContent]


@pytest.fixture
def planted(office: Any, ready: Any, uphold: Any, record: Any) -> tuple[str, str]:
    """A winner and a loser, with markers in the facts of every other submission; nobody else is decided."""
    winner = ready()
    loser = ready(code="1")
    uphold(loser, "PROEF", "De code klopt niet.")
    for submission in (winner, loser):
        mark = f"MERK-2026-{submission}"
        record(Reservation("de prijs", f"{mark} voorbehoud"), f"{submission}/voorbehoud-1")
        record(Party("rit", PartyRole.PARENT, f"{mark} moeder"), f"{submission}/rit")
        for fact in office.desk.state(office.procedure).facts(ConsensusScore):
            if fact.submission == submission:
                motivations = tuple(
                    SubjectMotivation(item.subject, f"{mark} motivering") for item in fact.body.motivations
                )
                body = ConsensusScore(fact.body.criterion, fact.body.value, motivations)
                record(body, fact.subject, replaces=fact.id)
    return winner, loser


def test_no_marker_of_another_stands_in_any_letter(
    office: Any, planted: tuple[str, str], letter: Letters, text_of: Any
) -> None:
    winner, loser = planted
    office.decided(winner)
    office.decided(loser)
    award = text_of(letter(LetterKind.PROVISIONAL_AWARD, winner))
    refusal = text_of(letter(LetterKind.REJECTION, loser))
    assert f"MERK-2026-{winner} motivering" in award
    assert f"MERK-2026-{loser}" not in award
    assert f"MERK-2026-{loser} motivering" in refusal
    assert f"MERK-2026-{winner}" not in refusal


def test_an_award_names_no_other_tenderer(
    office: Any, planted: tuple[str, str], letter: Letters, text_of: Any
) -> None:
    winner, _ = planted
    office.decided(winner)
    assert "Verzonnen Zorg 2" not in text_of(letter(LetterKind.PROVISIONAL_AWARD, winner))


@pytest.mark.parametrize(
    "leak",
    [
        "besluit over MERK-2026-S-002 voorbehoud",
        "besluit na overleg met Verzonnen Zorg 2",
        "besluit 7, zie S-002",
    ],
)
def test_a_letter_that_would_tell_something_of_another_is_not_made(
    office: Any, planted: tuple[str, str], leak: str
) -> None:
    winner, _ = planted
    fields = {"reason": "voldoet", "mandate": leak, "submissions": (winner,)}
    office.agreed("anna", "els", "gunningsbeslissing-nemen", **fields)
    with pytest.raises(Refused, match="zou iets vertellen dat niet voor de geadresseerde is") as refused:
        content_of(
            office.desk.state(office.procedure),
            LetterKind.PROVISIONAL_AWARD,
            winner,
            office.clock.instant.date(),
        )
    assert "MERK" not in str(refused.value)


def test_the_score_of_one_assessor_is_never_told(office: Any, letter: Letters) -> None:
    submission = office.take_in()
    office.do(
        "anna", "toets-vastleggen", submission=submission, requirement="HAND", met=True, explanation="x"
    )
    for criterion in ("SG1", "SG2"):
        for person in ("bram", "carla"):
            office.score(person, submission, criterion, 8)
        subjects = office.desk.state(office.procedure).definition.criterion(criterion).subjects
        office.do(
            "dirk",
            "consensus-vastleggen",
            submission=submission,
            criterion=criterion,
            value=6,
            motivations=tuple(SubjectMotivation(subject, "grotendeels volledig") for subject in subjects),
        )
    office.decided()
    content = letter(LetterKind.PROVISIONAL_AWARD, submission)
    told = "\n".join(text for part in content.sections for text in (*part.paragraphs, *part.bullets))
    assert "want 8" not in told
    assert "8 van 8" not in told
    assert "bram" not in told


def test_what_is_told_to_all_is_no_secret_of_the_one_who_heard_it_first(
    office: Any, ready: Any, record: Any, letter: Letters, at: Any
) -> None:
    winner, other = ready(), office.take_in()
    mandate = "mandaatbesluit 2026-001 van het college"
    fields = {"reason": "voldoet", "mandate": mandate, "submissions": (winner,)}
    office.agreed("anna", "els", "gunningsbeslissing-nemen", **fields)
    record(CourseChanged(CourseChange.SUSPENDED, "De raad vergadert nog.", mandate), "verloop/1", at)
    content = letter(LetterKind.SUSPENSION, other)
    assert mandate in content.sections[0].paragraphs[0]


METHOD = "De methode Zwaluwstaart wordt per wijk door twee duo's gebracht"


def of_another(record: Any, kind: str, other: str) -> None:
    """Plants the method in a fact of somebody else than the reader."""
    planted: dict[str, tuple[str, Any]] = {
        "reservation": (f"{other}/voorbehoud-1", Reservation("de prijs", METHOD)),
        "assessor": (f"{other}/SG1/bram2", Score("SG1", "bram2", 8, (SubjectMotivation("hoe", METHOD),))),
        "complaint": ("klacht-1", Complaint("Iemand", "e-mail", "afwijzing", METHOD)),
        "decided": ("klacht-1/beslissing", ComplaintDecided(ComplaintOutcome.UNFOUNDED, METHOD)),
        "question": ("vraag-1", Question(1, "Iemand", "TenderNed", METHOD)),
        "proceedings": ("geding-1", Proceedings("S-002", "Een Ander", "rechtbank X", METHOD, ())),
        "incident": ("incident-1", Incident(METHOD, "Iemand")),
    }
    subject, body = planted[kind]
    record(body, subject)


@pytest.mark.parametrize("kind", ["reservation", "assessor"])
def test_what_an_officer_types_in_a_mandate_does_not_open_the_secret_of_another(
    office: Any, ready: Any, record: Any, kind: str
) -> None:
    winner, other = ready(), office.take_in()
    of_another(record, kind, other)
    fields = {"reason": "voldoet", "mandate": f"besluit over: {METHOD}", "submissions": (winner,)}
    office.agreed("anna", "els", "gunningsbeslissing-nemen", **fields)
    with pytest.raises(Refused, match="zou iets vertellen"):
        content_of(
            office.desk.state(office.procedure),
            LetterKind.PROVISIONAL_AWARD,
            winner,
            office.clock.instant.date(),
        )


@pytest.mark.parametrize("kind", ["reservation", "assessor"])
def test_what_an_officer_types_in_a_ruling_does_not_open_the_secret_of_another(
    office: Any, ready: Any, record: Any, uphold: Any, letter: Letters, kind: str
) -> None:
    loser, other = ready(code="1"), office.take_in()
    of_another(record, kind, other)
    uphold(loser, "PROEF", f"Een ander schreef: {METHOD}.")
    office.decided(loser)
    with pytest.raises(Refused, match="zou iets vertellen"):
        letter(LetterKind.REJECTION, loser)


@pytest.mark.parametrize(
    "kind", ["reservation", "complaint", "decided", "question", "proceedings", "incident"]
)
def test_a_reason_for_everybody_does_not_open_what_one_person_said(
    office: Any, ready: Any, record: Any, letter: Letters, at: Any, kind: str
) -> None:
    mine, other = ready(), office.take_in()
    of_another(record, kind, other)
    record(CourseChanged(CourseChange.SUSPENDED, METHOD, "mandaat"), "verloop/1", at)
    with pytest.raises(Refused, match="zou iets vertellen"):
        letter(LetterKind.SUSPENSION, mine)


def test_the_motivation_of_one_assessor_of_the_reader_himself_is_not_told(
    office: Any, ready: Any, record: Any, letter: Letters
) -> None:
    mine = ready()
    of_another(record, "assessor", mine)
    fields = {"reason": "voldoet", "mandate": f"volgens bram: {METHOD}", "submissions": (mine,)}
    office.agreed("anna", "els", "gunningsbeslissing-nemen", **fields)
    with pytest.raises(Refused, match="zou iets vertellen"):
        letter(LetterKind.PROVISIONAL_AWARD, mine)


def test_a_sentence_that_an_officer_used_for_several_is_no_secret_of_one(
    office: Any, ready: Any, uphold: Any, letter: Letters, text_of: Any
) -> None:
    reason = "De AGB-code in het formulier telt 1 cijfer en geen 8."
    first, second = ready(code="1"), ready(code="2")
    for loser in (first, second):
        uphold(loser, "PROEF", reason)
    office.decided(first, second)
    assert reason in text_of(letter(LetterKind.REJECTION, first))
    assert reason in text_of(letter(LetterKind.REJECTION, second))


@pytest.mark.parametrize(
    "named",
    [
        "Nergens\u00adhuis Begeleiding",
        "Nergenshuis Begeleiding",
        "Nergenshuis  Begeleiding BV",
        "Nergenshuis\nBegeleiding",
        "Verzonnen Zorg 2",
    ],
)
def test_another_is_not_named_without_his_legal_form_nor_by_the_name_he_had(
    office: Any, ready: Any, record: Any, letter: Letters, named: str
) -> None:
    winner, other = ready(), office.take_in()
    (fact,) = office.desk.state(office.procedure).facts(Tenderer, other)
    record(evolve(fact.body, name="Nergenshuis Begeleiding B.V."), other, replaces=fact.id)
    fields = {"reason": "voldoet", "mandate": f"na overleg met {named}", "submissions": (winner,)}
    office.agreed("anna", "els", "gunningsbeslissing-nemen", **fields)
    with pytest.raises(Refused, match=f"{other}: de naam van een andere inschrijver"):
        letter(LetterKind.PROVISIONAL_AWARD, winner)


@pytest.mark.parametrize("sent_on", [date(2026, 8, 6), date(2026, 8, 7)])
@pytest.mark.parametrize("day", ["2026-06-08", "6 augustus 2026", "donderdag 6 augustus 2026", "06-08-2026"])
def test_a_date_is_nobodys_secret(
    office: Any, ready: Any, record: Any, letter: Letters, sent_on: date, day: str
) -> None:
    mine, other = ready(), office.take_in()
    office.decided(mine)
    record(Reservation("datum", day), f"{other}/voorbehoud-1")
    first, last = date(2027, 1, 1), date(2029, 12, 31)
    record(SigningSet(1, (OfferedProduct("P1"),), first, first, last, ()), f"{other}/overeenkomst")
    assert letter(LetterKind.PROVISIONAL_AWARD, mine, sent_on).about == mine


@pytest.mark.parametrize(("told", "is_it"), [("6 augustus 2026", True), ("2026 06 08", True), ("2026 06", True),
    ("van 1 januari 2027 tot en met 31 december 2029", True), ("2026 06 08t10 30 00 000000z", True),
    ("00004711", False), ("wijk 4 en wijk 12", False), ("2 500 000", False)])  # fmt: skip
def test_only_a_date_alone_is_a_date(told: str, is_it: bool) -> None:
    assert is_date(told) is is_it


def test_a_secret_over_a_line_end_is_found_and_the_ends_of_two_paragraphs_are_no_secret(
    office: Any, ready: Any, record: Any, letter: Letters, at: Any
) -> None:
    mine, other = ready(), office.take_in()
    of_another(record, "reservation", other)
    broken = CourseChanged(CourseChange.SUSPENDED, METHOD.replace(" per ", "\nper "), "mandaat")
    changed = record(broken, "verloop/1", at)
    with pytest.raises(Refused, match="zou iets vertellen"):
        letter(LetterKind.SUSPENSION, mine)
    apart = evolve(broken, reason="Zie het inkoopdocument", mandate="besluit van het college")
    record(apart, "verloop/1", at, replaces=changed)
    record(Reservation("x", "inkoopdocument mandaat besluit van"), f"{other}/voorbehoud-2")
    assert letter(LetterKind.SUSPENSION, mine).about == mine
