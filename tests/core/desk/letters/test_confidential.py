"""A letter tells nothing of another tenderer, whatever is planted there."""

from collections.abc import Callable
from typing import Any

import pytest

from inkoop_core.api.letters import LetterContent
from inkoop_core.desk.letters import content_of
from inkoop_core.domain.course import CourseChange, CourseChanged
from inkoop_core.domain.decision import ConsensusScore, SubjectMotivation
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.submission import Reservation
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
