"""What a court ordered is there, or it is said what is not."""

import pytest

from inkoop_core.domain.course import CourseChange, CourseChanged
from inkoop_core.domain.decision import DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.proceedings import Judgment, RulingOfCourt
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.domain.retender import RetenderDecided
from inkoop_core.progress.carrying_out import lacking, not_known
from inkoop_core.testing.courses import Story, an_award, local

RULED = "2026-08-20T09:00"
END = "2026-12-31T12:00"
ORDERS = (
    RulingOfCourt.NEW_MOTIVATION,
    RulingOfCourt.REASSESSMENT_SAME,
    RulingOfCourt.REASSESSMENT_OTHER,
    RulingOfCourt.EXCLUSION_OF_WINNER,
    RulingOfCourt.RETENDER,
)


def ruled(outcome: RulingOfCourt, *submissions: str) -> tuple[Story, Fact[Judgment]]:
    """Two were decided on before the ruling."""
    story = Story(submissions=("S-001", "S-002"))
    story.decide("S-001")
    story.decide("S-002")
    return story, story.add(Judgment(outcome, "opnieuw", submissions), "geding-1/uitspraak", RULED)


def a_round(*submissions: str, same: bool = False) -> ScoringRound:
    return ScoringRound(submissions, ("SG1",), ("hanna",), "joke", "vonnis", "besluit 3", same, "geding-1")


def missing(story: Story, judgment: Fact[Judgment]) -> str:
    return "; ".join(lacking(story.course(END), judgment))


def test_a_decision_of_the_instant_of_the_ruling_does_not_follow_from_it() -> None:
    story, judgment = ruled(RulingOfCourt.NEW_MOTIVATION, "S-001")
    story.decide("S-001", at=RULED)
    assert "over S-001 is na de uitspraak geen nieuwe beslissing" in missing(story, judgment)
    story.decide("S-001", at="2026-08-20T09:00:01")
    assert missing(story, judgment) == ""


def test_an_order_that_names_nobody_is_about_all_who_were_decided_on() -> None:
    story, judgment = ruled(RulingOfCourt.NEW_MOTIVATION)
    story.decide("S-001", at="2026-08-21T09:00")
    assert missing(story, judgment).startswith("over S-002 is na de uitspraak")
    story.decide("S-002", at="2026-08-21T09:00")
    assert missing(story, judgment) == ""


@pytest.mark.parametrize("outcome", [RulingOfCourt.REASSESSMENT_SAME, RulingOfCourt.REASSESSMENT_OTHER])
def test_a_reassessment_asks_a_round_after_the_ruling_and_a_decision_after_that_round(
    outcome: RulingOfCourt,
) -> None:
    story, judgment = ruled(outcome, "S-001")
    story.decide("S-001", at="2026-08-21T09:00")
    assert "S-001 is na de uitspraak niet opnieuw beoordeeld" in missing(story, judgment)
    story.add(a_round("S-002"), "beoordelingsronde-1", "2026-08-22T09:00")
    assert "S-001 is na de uitspraak niet opnieuw beoordeeld" in missing(story, judgment)
    story.add(a_round("S-001"), "beoordelingsronde-2", "2026-08-22T09:00")
    assert "over S-001 is na die beoordeling geen nieuwe beslissing" in missing(story, judgment)
    story.decide("S-001", at="2026-08-23T09:00")
    assert missing(story, judgment) == ""


def test_the_same_committee_is_no_new_one() -> None:
    story, judgment = ruled(RulingOfCourt.REASSESSMENT_OTHER, "S-001")
    story.add(a_round("S-001", same=True), "beoordelingsronde-1", "2026-08-22T09:00")
    story.decide("S-001", at="2026-08-23T09:00")
    assert "nieuwe commissie" in missing(story, judgment)


def test_a_winner_that_is_excluded_is_rejected_and_not_awarded_again() -> None:
    story, judgment = ruled(RulingOfCourt.EXCLUSION_OF_WINNER, "S-001")
    story.decide("S-001", at="2026-08-23T09:00")
    assert missing(story, judgment) == "de nieuwe beslissing over S-001 is geen afwijzing"
    story.add(an_award(DecisionOutcome.REJECT), "S-001", "2026-08-24T09:00")
    assert missing(story, judgment) == ""


@pytest.mark.parametrize(
    ("change", "done"),
    [(CourseChange.STOPPED, True), (CourseChange.WITHDRAWN, True), (CourseChange.SUSPENDED, False)],
)
def test_a_retender_asks_that_this_procedure_ended(change: CourseChange, done: bool) -> None:
    story, judgment = ruled(RulingOfCourt.RETENDER)
    story.add(CourseChanged(change, "vonnis", "besluit 3"), "verloop/1", "2026-08-25T09:00")
    assert (missing(story, judgment) == "") is done


@pytest.mark.parametrize(("at", "done"), [("2026-08-19T09:00", False), ("2026-08-21T09:00", True)])
def test_a_retender_that_was_decided_before_the_ruling_does_not_follow_from_it(at: str, done: bool) -> None:
    story, judgment = ruled(RulingOfCourt.RETENDER)
    body = RetenderDecided("proef-h1", ("ib1",), (), local("2026-11-02T10:00"), "V-1", "vonnis", "besluit 3")
    story.add(body, "heraanbesteding/proef-h1", at)
    assert (missing(story, judgment) == "") is done


@pytest.mark.parametrize("outcome", ORDERS)
def test_of_every_order_it_is_told_what_the_desk_cannot_see(outcome: RulingOfCourt) -> None:
    assert not_known(ruled(outcome)[1])
