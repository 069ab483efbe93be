"""The sample desk as a whole: what was told at each moment, and that all of it can be shown again."""

from datetime import UTC, datetime, timedelta

import pytest

from inkoop_core.access import Actor
from inkoop_core.assessment.model import Standing
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.documents import offered_content
from inkoop_core.desk.recompute import recomputed
from inkoop_core.domain.decision import AwardDecision, RulingOutcome, Score
from inkoop_core.domain.moment import Moment
from inkoop_core.errors import NotPermitted, Refused

TENDER = "dalfsen-wmo-2027"


def at(desk: Desk, instant: datetime) -> Desk:
    return Desk(desk.store, desk.catalogue, desk.packages, desk.actor, desk.clock, Moment.at(instant))


def standing(desk: Desk, submission: str) -> Standing:
    found = desk.assessment(TENDER).of(submission)
    assert found is not None
    return found.standing


def test_every_decision_recomputed_is_equal(sample_desk: Desk) -> None:
    lines = list(recomputed(sample_desk))
    taken = [fact for fact in sample_desk.state(TENDER).recorded if isinstance(fact.body, AwardDecision)]
    assert len(lines) == len(taken)
    assert [line for line, sound in lines if not sound] == []


def test_journal_facts_and_files_are_sound(sample_desk: Desk) -> None:
    reports = list(sample_desk.store.verify())
    assert [report.chain for report in reports] == ["", TENDER]
    assert [report.problems for report in reports] == [(), ()]


def test_nobody_is_ranked_and_everybody_above_the_minima_is_awarded(after_assessment: Desk) -> None:
    items = after_assessment.assessment(TENDER).submissions
    awarded = [item for item in items if item.decision and item.decision.body.outcome.value == "award"]
    totals = [item.award.total for item in awarded if item.award]
    assert len(awarded) > 5
    assert totals != sorted(totals, reverse=True), "de volgorde is die van de inname, niet die van de punten"
    assert min(totals) == 12


def test_before_and_after_a_ruling_the_desk_shows_what_stood(sample_desk: Desk) -> None:
    """The rejection of S-009 was proposed and confirmed on 17-06-2026."""
    (before, after) = (datetime(2026, 6, day, 22, tzinfo=UTC) for day in (16, 17))
    assert standing(at(sample_desk, before), "S-009") is Standing.REJECTION_PROPOSED
    assert standing(at(sample_desk, after), "S-009") is Standing.REJECTED


def test_before_the_closing_there_are_no_submissions(sample_desk: Desk) -> None:
    assert at(sample_desk, datetime(2026, 6, 15, 7, tzinfo=UTC)).assessment(TENDER).submissions == ()


def test_what_was_decided_shows_from_the_decision_on(sample_desk: Desk) -> None:
    (decision,) = sample_desk.state(TENDER).facts(AwardDecision, "S-001")
    moment = decision.recorded_at
    item = at(sample_desk, moment - timedelta(seconds=1)).assessment(TENDER).of("S-001")
    assert item is not None
    assert item.decision is None
    item = at(sample_desk, moment).assessment(TENDER).of("S-001")
    assert item is not None
    assert item.decision is not None


def test_every_must_was_upheld_by_two_persons(sample_desk: Desk) -> None:
    second = {
        fact: entry.second
        for entry in sample_desk.store.journal(TENDER)
        for fact, _ in entry.facts
        if entry.second
    }
    actors = {fact: entry.actor for entry in sample_desk.store.journal(TENDER) for fact, _ in entry.facts}
    rejecting = [
        found.ruling
        for item in sample_desk.assessment(TENDER).submissions
        for found in item.findings
        if found.ruling is not None
        and found.ruling.body.outcome is RulingOutcome.UPHOLD
        and found.finding.consequence.value == "must-reject"
    ]
    assert rejecting
    for ruling in rejecting:
        assert second[ruling.id] not in ("", actors[ruling.id])


def test_every_decision_was_confirmed_by_the_decision_maker(sample_desk: Desk) -> None:
    decisions = {fact.id for fact in sample_desk.state(TENDER).facts(AwardDecision)}
    entries = [
        entry for entry in sample_desk.store.journal(TENDER) if decisions & {fact for fact, _ in entry.facts}
    ]
    assert {entry.second for entry in entries} == {"beslisser.els"}
    assert {entry.actor for entry in entries} == {"adviseur.anna"}


def test_nothing_of_a_late_package_was_read_or_can_be_shown(sample_desk: Desk) -> None:
    for submission in ("S-009", "S-010"):
        facts = [fact for fact in sample_desk.state(TENDER).recorded if fact.submission == submission]
        kinds = {fact.kind for fact in facts}
        assert kinds <= {"package.received", "ruling", "award.decision", "letter.sent"}


def test_pages_beyond_the_limit_are_not_offered(sample_desk: Desk) -> None:
    content, text = offered_content(sample_desk, TENDER, "S-020", "sg1")
    assert "pagina 1 tot en met 2 van 3" in text
    assert len(sample_desk.packages.page_texts(content)) == 2


def test_scores_stand_after_the_decision(sample_desk: Desk) -> None:
    bram = sample_desk.for_actor(Actor("beoordelaar.bram", stated=True))
    score = sample_desk.state(TENDER).facts(Score)[0].body
    command = bram.action("score-vastleggen").command("S-001", "SG1", 6, score.motivations)
    before = sample_desk.store.head(TENDER)
    with pytest.raises(Refused, match="de scores liggen vast"):
        bram.perform("score-vastleggen", TENDER, command, dry_run=True)
    with pytest.raises(NotPermitted):
        sample_desk.for_actor(Actor("niemand", stated=True)).view("matrix", TENDER)
    assert sample_desk.store.head(TENDER) == before
