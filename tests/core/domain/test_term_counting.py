"""Working days, pauses, extension, counting backwards and other readings of a term."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.term import (
    EndRule,
    Interruption,
    Term,
    TermReading,
    TermUnit,
    day_after,
    day_before,
    end_of_quarter,
    extended,
    first_day,
    last_day,
    last_day_interrupted,
    latest_start,
    read_as,
    shifted,
    working_days,
)

SOURCE = SourceRef("inkoopdocument", "§5.7")
HOLIDAYS = frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)})
PLAIN_DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
WORKING = TermUnit.WORKING_DAYS


def term(length: int, unit: TermUnit = TermUnit.DAYS, **changes: object) -> Term:
    return Term(length, unit, "event", SOURCE, **changes)  # type: ignore[arg-type]


TERMS = st.builds(
    Term,
    st.integers(1, 60),
    st.sampled_from(TermUnit),
    st.just("event"),
    st.just(SOURCE),
    first_day_counts=st.booleans(),
    end_rule=st.sampled_from(EndRule),
    minimum_working_days=st.integers(0, 5),
)
PAUSES = st.lists(
    st.builds(
        lambda first, days: Interruption(first, first + timedelta(days=days)),
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.integers(0, 60),
    ),
    max_size=4,
)


@pytest.mark.parametrize(
    ("start", "length", "counts", "end"),
    [
        (date(2026, 12, 23), 1, False, date(2026, 12, 24)),
        (date(2026, 12, 24), 1, False, date(2026, 12, 28)),
        (date(2026, 12, 24), 5, False, date(2027, 1, 4)),
        (date(2026, 12, 24), 1, True, date(2026, 12, 24)),
        (date(2026, 12, 25), 1, True, date(2026, 12, 28)),
        (date(2026, 8, 1), 2, True, date(2026, 8, 4)),
    ],
)
def test_a_term_in_working_days_skips_weekends_and_holidays(
    start: date, length: int, counts: bool, end: date
) -> None:
    assert last_day(term(length, WORKING, first_day_counts=counts), start, HOLIDAYS) == end


def test_working_days_are_counted_backwards_too() -> None:
    assert shifted(date(2026, 12, 28), -1, WORKING, HOLIDAYS) == date(2026, 12, 24)
    assert shifted(date(2026, 12, 28), 0, WORKING, HOLIDAYS) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 12, 24), date(2026, 12, 28), 2),
        (date(2026, 12, 25), date(2026, 12, 27), 0),
        (date(2026, 12, 28), date(2026, 12, 27), 0),
    ],
)
def test_working_days_between_two_days_include_both(first: date, last: date, count: int) -> None:
    assert working_days(first, last, HOLIDAYS) == count


@pytest.mark.parametrize(
    ("start", "minimum", "end"),
    [
        (date(2026, 12, 24), 0, date(2026, 12, 26)),
        (date(2026, 12, 24), 2, date(2026, 12, 29)),
        (date(2026, 8, 3), 2, date(2026, 8, 5)),
    ],
)
def test_a_term_holds_the_working_days_that_it_asks_for_and_only_then(
    start: date, minimum: int, end: date
) -> None:
    assert last_day(term(2, minimum_working_days=minimum), start, HOLIDAYS) == end


@pytest.mark.parametrize(("counts", "first"), [(False, date(2026, 7, 14)), (True, date(2026, 7, 13))])
def test_the_first_day_is_the_day_after_unless_it_counts(counts: bool, first: date) -> None:
    assert first_day(term(14, first_day_counts=counts), date(2026, 7, 13)) == first


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        ([], date(2026, 7, 27)),
        ([Interruption(date(2026, 7, 20), date(2026, 7, 22))], date(2026, 7, 30)),
        ([Interruption(date(2026, 7, 27), date(2026, 7, 27))], date(2026, 7, 28)),
        ([Interruption(date(2026, 7, 28), date(2026, 8, 28))], date(2026, 7, 27)),
        ([Interruption(date(2026, 7, 1), date(2026, 7, 13))], date(2026, 7, 27)),
        ([Interruption(date(2026, 7, 1), date(2026, 7, 14))], date(2026, 7, 28)),
        (
            [
                Interruption(date(2026, 7, 20), date(2026, 7, 22)),
                Interruption(date(2026, 7, 21), date(2026, 7, 23)),
            ],
            date(2026, 7, 31),
        ),
        (
            [
                Interruption(date(2026, 7, 20), date(2026, 7, 22)),
                Interruption(date(2026, 7, 29), date(2026, 7, 29)),
            ],
            date(2026, 7, 31),
        ),
        ([Interruption(date(2026, 7, 20), None)], None),
        ([Interruption(date(2026, 7, 28), None)], date(2026, 7, 27)),
    ],
)
def test_no_day_counts_on_which_the_term_stands_still(pauses: list[Interruption], end: date | None) -> None:
    assert last_day_interrupted(term(14), date(2026, 7, 13), pauses) == end


def test_a_pause_of_a_term_in_working_days_takes_working_days_alone() -> None:
    weekend = [Interruption(date(2026, 7, 18), date(2026, 7, 19))]
    monday = [Interruption(date(2026, 7, 18), date(2026, 7, 20))]
    assert last_day_interrupted(term(5, WORKING), date(2026, 7, 14), weekend) == date(2026, 7, 21)
    assert last_day_interrupted(term(5, WORKING), date(2026, 7, 14), monday) == date(2026, 7, 22)


@given(TERMS, PLAIN_DAYS)
def test_no_term_ends_before_it_starts(rule: Term, start: date) -> None:
    assert last_day(rule, start, HOLIDAYS) >= first_day(rule, start)


@given(TERMS, st.dates(date(2026, 1, 1), date(2026, 12, 31)), PAUSES)
def test_a_pause_never_shortens_a_term(rule: Term, start: date, pauses: list[Interruption]) -> None:
    ended = last_day_interrupted(rule, start, pauses, HOLIDAYS)
    assert ended is not None
    assert ended >= last_day(rule, start, HOLIDAYS)


@given(TERMS, st.dates(date(2026, 1, 1), date(2026, 12, 31)), PAUSES, PAUSES)
def test_one_more_pause_never_shortens_a_term(
    rule: Term, start: date, pauses: list[Interruption], more: list[Interruption]
) -> None:
    ended = last_day_interrupted(rule, start, pauses, HOLIDAYS)
    later = last_day_interrupted(rule, start, [*pauses, *more], HOLIDAYS)
    assert ended is not None
    assert later is not None
    assert later >= ended


@given(PLAIN_DAYS, st.lists(PLAIN_DAYS, max_size=3))
def test_an_extension_never_shortens(last: date, until: list[date]) -> None:
    assert extended(last, *until) >= last


@given(TERMS, PLAIN_DAYS)
def test_the_latest_start_is_the_last_from_which_the_term_still_fits(rule: Term, end: date) -> None:
    start = latest_start(rule, end, HOLIDAYS)
    assert last_day(rule, start, HOLIDAYS) <= end < last_day(rule, day_after(start), HOLIDAYS)


def test_the_advice_must_be_asked_at_the_end_of_july_to_fit_before_the_validity_ends() -> None:
    assert latest_start(term(12, TermUnit.WEEKS), date(2026, 10, 23)) == date(2026, 7, 31)


def test_a_statutory_end_leaves_less_room_backwards() -> None:
    statutory = term(20, end_rule=EndRule.NEXT_WORKING_DAY)
    assert latest_start(term(20), date(2026, 8, 2)) == date(2026, 7, 13)
    assert latest_start(statutory, date(2026, 8, 2)) == date(2026, 7, 11)


def test_another_reading_changes_what_it_names_and_nothing_else() -> None:
    validity = term(130, notes=("N-17",))
    reading = TermReading("de sluitingsdag is dag 1", "N-17", "sluitingsdag", first_day_counts=True)
    other = read_as(validity, reading)
    assert last_day(other, date(2026, 6, 15)) == date(2026, 10, 22)
    assert (other.end_rule, other.starts, other.source) == (EndRule.LITERAL, "event", SOURCE)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_quarter_ends_with_the_last_day_of_its_third_month(day: date, end: date) -> None:
    assert end_of_quarter(day) == end


def test_the_days_around_the_turn_of_a_year() -> None:
    assert day_after(date(2026, 12, 31)) == date(2027, 1, 1)
    assert day_before(date(2027, 1, 1)) == date(2026, 12, 31)
