from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop_core.api.progress import Clock, ClockState
from inkoop_core.domain.decision import NoteChoice
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.proceedings import Judgment, Proceedings, RulingOfCourt
from inkoop_core.domain.request import Answer, Reply, Request, RequestItem, RequestKind
from inkoop_core.progress.clocks import clock_of, clocks_about
from inkoop_core.testing.builders import CLOSING, a_definition
from inkoop_core.testing.courses import Story

TWO = ("S-001", "S-002")


def validity(story: Story, as_of: str | datetime, about: str = "S-001") -> Clock:
    clock = clock_of(story.course(as_of), "validity", about)
    assert clock is not None
    return clock


def summons(story: Story, at: str | datetime, number: int = 1, claimant: str = "S-002") -> None:
    body = Proceedings(claimant, "Voorbeeldzorg", "rechtbank Overijssel", "gunning verbieden", ())
    story.add(body, f"geding-{number}", at)


def judgment(story: Story, at: str | datetime, number: int = 1) -> None:
    story.add(Judgment(RulingOfCourt.DISMISSED, "vorderingen afgewezen"), f"geding-{number}/uitspraak", at)


def asked_to_extend(story: Story, until: date, answer: Answer, about: str = "S-001") -> None:
    body = Request(RequestKind.VALIDITY, (RequestItem(""),), "planning", days=7, until=until)
    request = story.add(body, f"{about}/verzoek-1", "2026-10-01T09:00")
    story.send([request], "2026-10-01T10:00", kind=LetterKind.VALIDITY_EXTENSION)
    reply = Reply(request.id, "procedure", "akkoord", answer=answer)
    story.add(reply, f"{about}/verzoek-1/antwoord-1", "2026-10-05T09:00")


def test_a_bid_is_valid_for_130_days_and_both_readings_are_shown() -> None:
    clock = validity(Story(), "2026-07-01T09:00")
    assert [reading.last_day for reading in clock.readings] == [date(2026, 10, 23), date(2026, 10, 22)]
    assert clock.last_day == date(2026, 10, 22), "een poort neemt de vroegste dag"
    assert clock.first_day == date(2026, 6, 16)
    assert clock.warn_on == date(2026, 10, 15)
    assert clock.notes == ("N-17",)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2026-10-22T23:59:59", ClockState.RUNNING), ("2026-10-23T00:00:00", ClockState.ENDED)],
)
def test_by_the_safe_reading_the_validity_ends_a_day_earlier(as_of: str, state: ClockState) -> None:
    assert validity(Story(), as_of).state is state


@pytest.mark.parametrize(
    ("reading", "last"), [("dag-erna", date(2026, 10, 23)), ("sluitingsdag", date(2026, 10, 22))]
)
def test_the_reading_that_the_officer_chose_holds(reading: str, last: date) -> None:
    story = Story()
    choice = NoteChoice("N-17", reading, "overleg met de jurist", after_opening=False)
    story.add(choice, "N-17", "2026-06-01T09:00")
    clock = validity(story, "2026-07-01T09:00")
    assert clock.last_day == last
    assert clock.readings[0].last_day == last
    assert len(clock.readings) == 2


def test_a_judgment_near_the_end_gives_fourteen_more_days() -> None:
    story = Story()
    summons(story, "2026-07-30T09:00")
    judgment(story, "2026-10-20T14:00")
    clock = validity(story, "2026-10-21T09:00")
    own = clock_of(story.course("2026-10-21T09:00"), "proceedings", "geding-1")
    assert clock.last_day == date(2026, 11, 3)
    assert clock.remarks == ("Verlengd door de uitspraak in geding-1 tot en met 03-11-2026.",)
    assert own is not None
    assert (own.first_day, own.last_day) == (date(2026, 10, 21), date(2026, 11, 3))


def test_an_early_judgment_shortens_nothing() -> None:
    story = Story()
    summons(story, "2026-07-30T09:00")
    judgment(story, "2026-08-20T14:00")
    pending, ruled = validity(story, "2026-08-19T09:00"), validity(story, "2026-08-21T09:00")
    for clock in (pending, ruled):
        assert clock.readings[0].last_day == date(2026, 10, 23)
        assert clock.last_day == date(2026, 10, 22)
    assert pending.remarks == (
        "geding-1 loopt: de gestanddoening eindigt 14 dagen na de uitspraak, dus niet voor 02-09-2026.",
    )
    assert ruled.remarks == ()


def test_while_proceedings_are_pending_the_bid_stays_valid() -> None:
    story = Story()
    summons(story, "2026-10-01T09:00")
    late = validity(story, "2027-02-01T09:00")
    own = clock_of(story.course("2027-02-01T09:00"), "proceedings", "geding-1")
    assert late.state is ClockState.RUNNING
    assert late.last_day == date(2027, 2, 15)
    assert own is not None
    assert (own.state, own.starts) == (ClockState.NOT_RUNNING, "de uitspraak")


def test_proceedings_that_came_too_late_revive_no_bid() -> None:
    story = Story()
    summons(story, "2026-10-24T09:00")
    assert validity(story, "2026-11-02T09:00").state is ClockState.ENDED


def test_who_agrees_to_an_extension_is_bound_longer_and_nobody_else() -> None:
    story = Story(submissions=TWO)
    asked_to_extend(story, date(2026, 12, 31), Answer.YES)
    assert validity(story, "2026-11-01T09:00").last_day == date(2026, 12, 31)
    assert validity(story, "2026-11-01T09:00", "S-002").last_day == date(2026, 10, 22)


def test_who_declines_an_extension_is_not_bound_longer() -> None:
    story = Story()
    asked_to_extend(story, date(2026, 12, 31), Answer.NO)
    assert validity(story, "2026-10-06T09:00").last_day == date(2026, 10, 22)


def test_an_extension_to_an_earlier_day_shortens_nothing() -> None:
    story = Story()
    asked_to_extend(story, date(2026, 10, 10), Answer.YES)
    assert validity(story, "2026-10-06T09:00").last_day == date(2026, 10, 22)


def test_a_signed_agreement_needs_no_validity_any_more() -> None:
    story = Story()
    story.sign("S-001", "2026-09-01T09:00", "2026-09-01T10:00")
    assert validity(story, "2026-09-02T09:00").state is ClockState.DONE


def test_without_a_term_there_is_no_validity_and_no_clock_of_proceedings() -> None:
    story = Story(a_definition(terms={}))
    summons(story, "2026-07-30T09:00")
    course = story.course("2026-08-01T09:00")
    assert clock_of(course, "validity", "S-001") is None
    assert clocks_about(course, "geding-1") == ()


CASES = st.lists(
    st.tuples(st.integers(0, 200), st.one_of(st.none(), st.integers(0, 200))), min_size=1, max_size=4
)


@given(CASES, st.integers(0, 400), st.sampled_from([None, date(2026, 10, 25), date(2026, 12, 31)]))
def test_one_more_proceeding_never_shortens_the_validity(
    cases: list[tuple[int, int | None]], as_of: int, agreed: date | None
) -> None:
    story, shorter = Story(), Story()
    for number, (brought, ruled) in enumerate(cases, start=1):
        for told in (story, shorter) if number < len(cases) else (story,):
            summons(told, CLOSING + timedelta(days=brought), number)
            if ruled is not None:
                judgment(told, CLOSING + timedelta(days=brought + ruled), number)
    if agreed:
        asked_to_extend(story, agreed, Answer.YES)
        asked_to_extend(shorter, agreed, Answer.YES)
    moment = CLOSING + timedelta(days=as_of)
    longer, before = validity(story, moment), validity(shorter, moment)
    assert longer.last_day is not None
    assert before.last_day is not None
    assert longer.last_day >= before.last_day
    for with_it, without_it in zip(longer.readings, before.readings, strict=False):
        assert with_it.last_day >= without_it.last_day
