from collections.abc import Iterable
from datetime import date

import pytest

from inkoop_core.api.definition import Parameter
from inkoop_core.api.progress import Clock, ClockState, DeadlineRule
from inkoop_core.api.rules import Case
from inkoop_core.domain.complaint import (
    Complaint,
    ComplaintDecided,
    ComplaintOutcome,
    ComplaintSupplemented,
)
from inkoop_core.domain.course import CourseChange, CourseChanged
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.question import NotaPublished, QuestionRoundPlanned
from inkoop_core.progress.clocks import clock_of, clocks_about, clocks_of
from inkoop_core.testing.builders import CLOSING, SOURCE, a_definition, a_package
from inkoop_core.testing.courses import AGREEMENT, TERMS, Story, local

ROUNDS = {"question_rounds": Parameter("question_rounds", 2, SOURCE)}


def found(story: Story, as_of: str, id: str, about: str = "") -> Clock:
    clock = clock_of(story.course(as_of), id, about)
    assert clock is not None
    return clock


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2026-06-15T09:59:59", ClockState.RUNNING),
        ("2026-06-15T10:00:00", ClockState.RUNNING),
        ("2026-06-15T10:00:01", ClockState.ENDED),
    ],
)
def test_the_closing_is_an_instant_that_is_itself_in_time(as_of: str, state: ClockState) -> None:
    clock = found(Story(), as_of, "closing")
    assert clock.state is state
    assert clock.ends_at == local("2026-06-15T10:00") == CLOSING
    assert clock.last_day == date(2026, 6, 15)


def test_a_round_of_questions_has_no_dates_before_the_planning_was_taken_over() -> None:
    story = Story(a_definition(parameters=ROUNDS))
    ids = [clock.id for clock in clocks_about(story.course("2026-05-01T09:00"), "")]
    assert ids[1:] == ["question-round-1", "question-answers-1", "question-round-2", "question-answers-2"]
    clock = found(story, "2026-05-01T09:00", "question-round-2")
    assert (clock.state, clock.starts) == (ClockState.NOT_RUNNING, "de planning op het platform")


def test_a_round_ends_at_the_instant_of_the_planning_and_its_answers_when_they_are_published() -> None:
    story = Story(a_definition(parameters=ROUNDS))
    plan = QuestionRoundPlanned(1, local("2026-04-28T12:00"), date(2026, 5, 8), "planning op TenderNed")
    story.add(plan, "vragenronde-1", "2026-04-01T09:00")
    asking = found(story, "2026-04-28T12:00:01", "question-round-1")
    answering = found(story, "2026-04-28T12:00:01", "question-answers-1")
    story.add(NotaPublished(1, 1, 1, "TenderNed"), "nota-1/publicatie", "2026-05-07T09:00")
    assert asking.state is ClockState.ENDED
    assert (answering.state, answering.last_day) == (ClockState.RUNNING, date(2026, 5, 8))
    assert found(story, "2026-05-07T10:00", "question-answers-1").state is ClockState.DONE


def test_a_changed_planning_replaces_the_round_and_leaves_one_clock() -> None:
    story = Story(a_definition(parameters=ROUNDS))
    plan = QuestionRoundPlanned(1, local("2026-04-28T12:00"), date(2026, 5, 8), "planning op TenderNed")
    first = story.add(plan, "vragenronde-1", "2026-04-01T09:00")
    later = QuestionRoundPlanned(1, local("2026-04-30T12:00"), date(2026, 5, 11), "wijziging")
    story.add(later, "vragenronde-1", "2026-04-10T09:00", replaces=first.id)
    assert found(story, "2026-04-11T09:00", "question-round-1").last_day == date(2026, 4, 30)


def complained(story: Story, complete: bool = True) -> None:
    complaint = Complaint("Voorbeeldzorg", "klacht@voorbeeld.example", "planning", "te kort", "", complete)
    story.add(complaint, "klacht-1", "2026-06-15T09:00")


def test_a_complaint_is_decided_within_six_weeks_of_its_receipt() -> None:
    story = Story()
    complained(story)
    clock = found(story, "2026-07-01T09:00", "complaint", "klacht-1")
    assert clock.last_day == date(2026, 7, 27)
    assert clock.remarks == ()


@pytest.mark.parametrize(
    ("at", "state"),
    [("2026-07-27T23:00", ClockState.DONE), ("2026-07-28T00:00", ClockState.ENDED)],
)
def test_a_decision_in_time_ends_the_wait(at: str, state: ClockState) -> None:
    story = Story()
    complained(story)
    story.add(ComplaintDecided(ComplaintOutcome.UNFOUNDED, "want"), "klacht-1/beslissing", at)
    assert found(story, "2026-07-29T09:00", "complaint", "klacht-1").state is state


def test_an_incomplete_complaint_counts_from_its_receipt_and_says_so_until_it_is_complete() -> None:
    story = Story()
    complained(story, complete=False)
    remarks = found(story, "2026-06-16T09:00", "complaint", "klacht-1").remarks
    supplement = ComplaintSupplemented("meer", "klacht@voorbeeld.example", complete=True)
    story.add(supplement, "klacht-1/aanvulling-1", "2026-06-17T09:00")
    assert remarks == ("De klacht is nog niet volledig; de termijn is toch vanaf de ontvangst geteld.",)
    assert found(story, "2026-06-18T09:00", "complaint", "klacht-1").remarks == ()


def turned(change: CourseChange) -> Story:
    story = Story()
    story.send([story.decide()], "2026-07-13T09:00")
    complained(story)
    story.add(CourseChanged(change, "heroverweging", "college"), "verloop/1", "2026-07-20T09:00")
    return story


def test_a_stopped_procedure_leaves_nothing_to_do_but_complaints_and_court() -> None:
    story = turned(CourseChange.STOPPED)
    states = {clock.id: clock.state for clock in clocks_of(story.course("2026-07-21T09:00"))}
    assert states["standstill"] is ClockState.DONE
    assert states["validity"] is ClockState.DONE
    assert states["evidence"] is ClockState.DONE
    assert states["forfeiture"] is ClockState.RUNNING
    assert states["complaint"] is ClockState.RUNNING


def test_a_suspension_stops_no_clock_and_each_clock_says_that_it_runs_on() -> None:
    story = turned(CourseChange.SUSPENDED)
    before = found(story, "2026-07-19T09:00", "standstill", "S-001")
    after = found(story, "2026-07-21T09:00", "standstill", "S-001")
    assert after.last_day == before.last_day
    assert after.remarks[-1] == "De procedure is op 20-07-2026 opgeschort; deze termijn loopt door."


def a_clock(about: str, id: str = "proef") -> Clock:
    return Clock(id, "proeftermijn", about, ClockState.RUNNING, "begin", SOURCE, None, "iets")


def rule(check: object) -> DeadlineRule:
    return DeadlineRule("proef-regel", check)  # type: ignore[arg-type]


def test_a_plugin_brings_clocks_of_submissions_and_of_the_procedure() -> None:
    def check(case: Case) -> Iterable[Clock]:
        if not case.submission or case.one(PackageReceived):
            yield a_clock(case.submission)

    story = Story(submissions=("S-001", "S-002"), deadline_rules=(rule(check),))
    story.add(a_package(), "S-001", "2026-06-12T09:00")
    brought = [clock.about for clock in clocks_of(story.course("2026-07-01T09:00")) if clock.id == "proef"]
    assert brought == ["", "S-001"]


@pytest.mark.parametrize(
    ("check", "why"),
    [
        (lambda _: 1 / 0, "Niet te bepalen: de regel liep vast (ZeroDivisionError: division by zero)."),
        (lambda _: ["iets"], "Niet te bepalen: de regel gaf geen termijn."),
        (lambda _: [a_clock("S-009")], "Niet te bepalen: de regel gaf een termijn over 'S-009'."),
        (
            lambda case: [a_clock(case.submission, "validity" if case.submission else "closing")],
            "Niet te bepalen: de regel gaf een termijn {id!r}, die van het bureau zelf is.",
        ),
    ],
)
def test_what_a_plugin_gets_wrong_is_told_in_place_of_its_clock(check: object, why: str) -> None:
    story = Story(deadline_rules=(rule(check),))
    course = story.course("2026-07-01T09:00")
    for about, own in (("", "closing"), ("S-001", "validity")):
        broken = clock_of(course, "proef-regel", about)
        kept = clock_of(course, own, about)
        assert broken is not None
        assert kept is not None
        assert broken.remarks == (why.format(id=own),)
        assert broken.state is ClockState.NOT_RUNNING
        assert kept.label != "proeftermijn"


def test_every_clock_of_a_procedure_is_there_once() -> None:
    story = Story(a_definition(terms=TERMS, agreement=AGREEMENT, parameters=ROUNDS), ("S-001", "S-002"))
    complained(story)
    keys = [(clock.id, clock.about) for clock in clocks_of(story.course("2026-07-01T09:00"))]
    assert len(keys) == len(set(keys))
    assert ("standstill", "") in keys
    assert ("complaint", "klacht-1") in keys
    assert ("extension-option-3", "") in keys
