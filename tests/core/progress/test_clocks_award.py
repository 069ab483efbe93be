from datetime import date

import pytest

from inkoop_core.api.progress import ClockState
from inkoop_core.domain.decision import DecisionOutcome
from inkoop_core.domain.letter import LetterKind
from inkoop_core.progress.clocks import clock_of
from inkoop_core.testing.builders import a_definition
from inkoop_core.testing.courses import Story, an_award

TWO = ("S-001", "S-002")


@pytest.mark.parametrize(
    ("sent", "literal", "statutory", "signing"),
    [
        ("2026-07-14T09:00", date(2026, 8, 3), date(2026, 8, 3), "04-08-2026"),
        ("2026-07-13T09:00", date(2026, 8, 2), date(2026, 8, 3), "04-08-2026"),
    ],
)
def test_the_worked_examples_of_the_standstill_come_out(
    sent: str, literal: date, statutory: date, signing: str
) -> None:
    story = Story()
    story.send([story.decide(at="2026-07-10T09:00")], sent)
    course = story.course("2026-07-20T09:00")
    standstill, forfeiture = clock_of(course, "standstill", "S-001"), clock_of(course, "forfeiture", "S-001")
    assert standstill is not None
    assert forfeiture is not None
    assert standstill.last_day == statutory
    assert standstill.remarks == (f"Op zijn vroegst tekenen op {signing}.",)
    assert forfeiture.readings[0].last_day == literal
    assert forfeiture.last_day == statutory, "de veilige lezing is de laatste dag"


def test_no_clock_runs_before_the_letter_was_sent() -> None:
    story = Story()
    before = clock_of(story.course("2026-07-10T09:00"), "standstill", "S-001")
    story.decide(at="2026-07-10T09:00")
    decided = clock_of(story.course("2026-07-20T09:00"), "standstill", "S-001")
    assert before is not None
    assert decided is not None
    assert (before.state, before.starts) == (ClockState.NOT_RUNNING, "de gunningsbeslissing")
    assert (decided.state, decided.last_day) == (ClockState.NOT_RUNNING, None)
    assert decided.starts == "verzending van de brief met de beslissing"


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2026-08-03T23:59:59", ClockState.RUNNING),
        ("2026-08-04T00:00:00", ClockState.ENDED),
    ],
)
def test_a_standstill_ends_with_the_last_second_of_its_last_day(as_of: str, state: ClockState) -> None:
    story = Story()
    story.send([story.decide()], "2026-07-14T09:00")
    clock = clock_of(story.course(as_of), "standstill", "S-001")
    assert clock is not None
    assert clock.state is state


def test_the_forfeiture_counts_from_the_receipt_and_the_standstill_from_the_sending() -> None:
    story = Story()
    story.send([story.decide()], "2026-07-14T23:58", received="2026-07-15T00:01")
    course = story.course("2026-07-20T09:00")
    standstill, forfeiture = clock_of(course, "standstill", "S-001"), clock_of(course, "forfeiture", "S-001")
    assert standstill is not None
    assert forfeiture is not None
    assert standstill.last_day == date(2026, 8, 3)
    assert forfeiture.last_day == date(2026, 8, 4)


def test_an_unknown_receipt_takes_the_day_of_sending_and_says_so() -> None:
    story = Story()
    story.send([story.decide()], "2026-07-14T09:00", received=None)
    clock = clock_of(story.course("2026-07-20T09:00"), "forfeiture", "S-001")
    assert clock is not None
    assert clock.last_day == date(2026, 8, 3)
    assert clock.remarks == (
        "De ontvangst op het platform is niet bekend: geteld is vanaf de dag van verzending.",
    )


def test_the_letter_to_another_tenderer_starts_no_clock_of_this_one() -> None:
    story = Story(submissions=TWO)
    dropped = story.decide("S-002")
    story.send([dropped], "2026-07-14T09:00", to="S-001", kind=LetterKind.NEW_DECISION)
    clock = clock_of(story.course("2026-07-20T09:00"), "standstill", "S-002")
    assert clock is not None
    assert clock.state is ClockState.NOT_RUNNING


def test_the_standstill_of_the_procedure_waits_for_every_letter_and_ends_with_the_latest() -> None:
    story = Story(submissions=TWO)
    first, second = story.decide("S-001"), story.decide("S-002")
    story.send([first], "2026-07-14T09:00")
    waiting = clock_of(story.course("2026-07-20T09:00"), "standstill")
    story.send([second], "2026-07-15T09:00", kind=LetterKind.REJECTION)
    latest = clock_of(story.course("2026-07-20T09:00"), "standstill")
    own = clock_of(story.course("2026-07-20T09:00"), "standstill", "S-001")
    assert waiting is not None
    assert latest is not None
    assert own is not None
    assert (waiting.state, waiting.starts) == (
        ClockState.NOT_RUNNING,
        "verzending van de brieven aan S-002",
    )
    assert latest.last_day == date(2026, 8, 4)
    assert own.last_day == date(2026, 8, 3)


def test_a_new_decision_has_its_own_standstill_and_leaves_that_of_the_procedure() -> None:
    story = Story(submissions=TWO)
    first, second = story.decide("S-001"), story.decide("S-002")
    story.send([first], "2026-07-14T09:00")
    story.send([second], "2026-07-14T09:00")
    new = story.add(an_award(DecisionOutcome.REJECT), "S-002", "2026-08-05T09:00", replaces=second.id)
    untold = clock_of(story.course("2026-08-06T09:00"), "standstill", "S-002")
    story.send([new], "2026-08-06T10:00", kind=LetterKind.NEW_DECISION)
    course = story.course("2026-08-07T09:00")
    own, all_of_them = clock_of(course, "standstill", "S-002"), clock_of(course, "standstill")
    assert untold is not None
    assert own is not None
    assert all_of_them is not None
    assert untold.state is ClockState.NOT_RUNNING
    assert own.last_day == date(2026, 8, 26)
    assert all_of_them.last_day == date(2026, 8, 3)
    assert all_of_them.state is ClockState.ENDED


def test_a_tender_without_the_term_has_no_such_clock() -> None:
    story = Story(a_definition(terms={}))
    assert clock_of(story.course("2026-07-20T09:00"), "standstill", "S-001") is None
