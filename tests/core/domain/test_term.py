from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.term import (
    EndRule,
    Term,
    TermUnit,
    Window,
    days_between,
    last_day,
    lasts_at_least,
    next_working_day,
    not_older_than,
    shifted,
    whole_months,
    window_before,
    within_lookback,
)

DAYS, WEEKS, MONTHS, YEARS = TermUnit.DAYS, TermUnit.WEEKS, TermUnit.MONTHS, TermUnit.YEARS
CALENDAR = st.sampled_from([DAYS, WEEKS, MONTHS, YEARS])
SOURCE = SourceRef("inkoopdocument", "§5.7")
PLAIN_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
UNITS = st.sampled_from(TermUnit)
LENGTHS = st.integers(0, 200)


def term(length: int, unit: TermUnit = DAYS, *, counts: bool = False, working: bool = False) -> Term:
    rule = EndRule.NEXT_WORKING_DAY if working else EndRule.LITERAL
    return Term(length, unit, "event", SOURCE, first_day_counts=counts, end_rule=rule)


@pytest.mark.parametrize(
    ("start", "rule", "end"),
    [
        (date(2026, 6, 15), term(130), date(2026, 10, 23)),
        (date(2026, 6, 15), term(130, counts=True), date(2026, 10, 22)),
        (date(2026, 7, 14), term(20, working=True), date(2026, 8, 3)),
        (date(2026, 7, 13), term(20), date(2026, 8, 2)),
        (date(2026, 7, 13), term(20, working=True), date(2026, 8, 3)),
        (date(2026, 7, 13), term(14), date(2026, 7, 27)),
        (date(2026, 7, 17), term(14), date(2026, 7, 31)),
        (date(2026, 6, 15), term(6, WEEKS), date(2026, 7, 27)),
        (date(2026, 7, 31), term(8, WEEKS), date(2026, 9, 25)),
        (date(2026, 7, 31), term(12, WEEKS), date(2026, 10, 23)),
        (date(2026, 8, 3), term(12, WEEKS), date(2026, 10, 26)),
        (date(2026, 10, 20), term(14), date(2026, 11, 3)),
    ],
)
def test_the_worked_examples_of_the_domain_rules_come_out(start: date, rule: Term, end: date) -> None:
    assert last_day(rule, start) == end


def test_the_advice_and_its_extension_together_end_where_one_long_term_does() -> None:
    first = last_day(term(8, WEEKS), date(2026, 7, 31))
    assert last_day(term(4, WEEKS), first) == date(2026, 10, 23)


def test_references_count_from_three_years_before_closing_to_the_day_before() -> None:
    assert window_before(date(2026, 6, 15), 3, YEARS) == Window(date(2023, 6, 15), date(2026, 6, 14))


def test_a_statutory_term_that_ends_on_good_friday_runs_to_after_easter() -> None:
    holidays = {date(2026, 4, 3), date(2026, 4, 6)}
    assert last_day(term(20, working=True), date(2026, 3, 14), holidays) == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 7, 31), date(2026, 7, 31)),
        (date(2026, 8, 1), date(2026, 8, 3)),
        (date(2026, 8, 2), date(2026, 8, 3)),
        (date(2026, 8, 3), date(2026, 8, 3)),
        (date(2026, 12, 25), date(2026, 12, 28)),
    ],
)
def test_a_working_day_is_no_weekend_and_no_holiday(day: date, expected: date) -> None:
    assert next_working_day(day, {date(2026, 12, 25), date(2026, 12, 26)}) == expected


@pytest.mark.parametrize(
    ("day", "length", "unit", "expected"),
    [
        (date(2026, 1, 31), 1, MONTHS, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, MONTHS, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, MONTHS, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, MONTHS, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, MONTHS, date(2025, 12, 15)),
        (date(2028, 2, 29), 1, YEARS, date(2029, 2, 28)),
        (date(2028, 2, 29), 4, YEARS, date(2032, 2, 29)),
        (date(2028, 2, 29), -3, YEARS, date(2025, 2, 28)),
        (date(2026, 3, 28), 1, DAYS, date(2026, 3, 29)),
        (date(2026, 10, 24), 2, DAYS, date(2026, 10, 26)),
        (date(2026, 6, 15), -2, WEEKS, date(2026, 6, 1)),
        (date(2026, 6, 15), 0, MONTHS, date(2026, 6, 15)),
    ],
)
def test_a_day_is_shifted_to_the_same_number_or_the_last_of_a_shorter_month(
    day: date, length: int, unit: TermUnit, expected: date
) -> None:
    assert shifted(day, length, unit) == expected


@given(PLAIN_DAYS, LENGTHS, UNITS)
def test_a_longer_shift_is_never_earlier(day: date, length: int, unit: TermUnit) -> None:
    assert shifted(day, length, unit) <= shifted(day, length + 1, unit)


@given(PLAIN_DAYS, LENGTHS, CALENDAR)
def test_shifting_forth_and_back_loses_at_most_the_days_that_the_month_lacks(
    day: date, length: int, unit: TermUnit
) -> None:
    back = shifted(shifted(day, length, unit), -length, unit)
    assert 0 <= days_between(back, day) <= 3
    if day.day <= 28 or unit in (DAYS, WEEKS):
        assert back == day


@given(PLAIN_DAYS, LENGTHS)
def test_a_year_is_twelve_months_and_a_week_seven_days(day: date, length: int) -> None:
    assert shifted(day, length, YEARS) == shifted(day, 12 * length, MONTHS)
    assert shifted(day, length, WEEKS) == shifted(day, 7 * length, DAYS)


@given(PLAIN_DAYS, st.integers(1, 200), CALENDAR)
def test_when_the_first_day_counts_the_term_ends_a_day_earlier(
    day: date, length: int, unit: TermUnit
) -> None:
    later, earlier = last_day(term(length, unit), day), last_day(term(length, unit, counts=True), day)
    assert days_between(earlier, later) == 1


@given(PLAIN_DAYS, st.integers(1, 200), UNITS)
def test_a_statutory_term_is_never_shorter_and_ends_on_a_working_day(
    day: date, length: int, unit: TermUnit
) -> None:
    statutory = last_day(term(length, unit, working=True), day)
    assert 0 <= days_between(last_day(term(length, unit), day), statutory) <= 2
    assert statutory.weekday() < 5


WINDOW = Window(date(2023, 6, 15), date(2026, 6, 14))


@pytest.mark.parametrize(
    ("first", "last", "holds", "touches"),
    [
        (date(2023, 6, 15), date(2026, 6, 14), True, True),
        (date(2023, 6, 14), date(2026, 6, 14), False, True),
        (date(2023, 6, 15), date(2026, 6, 15), False, True),
        (date(2022, 6, 15), date(2023, 6, 15), False, True),
        (date(2022, 6, 15), date(2023, 6, 14), False, False),
        (date(2026, 6, 14), date(2027, 6, 14), False, True),
        (date(2026, 6, 15), date(2027, 6, 14), False, False),
        (date(2020, 1, 1), date(2030, 1, 1), False, True),
    ],
)
def test_a_window_holds_a_whole_period_and_touches_a_part_of_it(
    first: date, last: date, holds: bool, touches: bool
) -> None:
    assert (WINDOW.holds(first, last), WINDOW.touches(first, last)) == (holds, touches)


@pytest.mark.parametrize(
    ("event", "inside"),
    [
        (date(2021, 6, 14), False),
        (date(2021, 6, 15), True),
        (date(2026, 6, 15), True),
        (date(2026, 6, 16), False),
    ],
)
def test_a_look_back_takes_in_its_first_and_its_last_day(event: date, inside: bool) -> None:
    assert within_lookback(event, date(2026, 6, 15), 5, YEARS) is inside


@pytest.mark.parametrize(
    ("issued", "received", "length", "young"),
    [
        (date(2024, 7, 20), date(2026, 7, 19), 24, True),
        (date(2024, 7, 20), date(2026, 7, 20), 24, True),
        (date(2024, 7, 20), date(2026, 7, 21), 24, False),
        (date(2025, 8, 31), date(2026, 2, 28), 6, True),
        (date(2025, 8, 31), date(2026, 3, 1), 6, False),
    ],
)
def test_the_age_of_a_document_is_measured_in_calendar_months(
    issued: date, received: date, length: int, young: bool
) -> None:
    assert not_older_than(issued, received, length, MONTHS) is young


@pytest.mark.parametrize(
    ("first", "last", "enough"),
    [
        (date(2025, 1, 1), date(2025, 12, 30), False),
        (date(2025, 1, 1), date(2025, 12, 31), True),
        (date(2025, 1, 1), date(2026, 1, 1), True),
        (date(2023, 3, 1), date(2024, 2, 28), False),
        (date(2023, 3, 1), date(2024, 2, 29), True),
    ],
)
def test_a_full_year_runs_from_the_first_of_january_to_the_last_of_december(
    first: date, last: date, enough: bool
) -> None:
    assert lasts_at_least(first, last, 12, MONTHS) is enough


@given(PLAIN_DAYS, st.integers(-1000, 1000))
def test_days_between_counts_calendar_days_both_ways(day: date, days: int) -> None:
    assert days_between(day, day + timedelta(days=days)) == days


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2024, 7, 20), date(2026, 7, 20), (24, True)),
        (date(2024, 7, 20), date(2026, 7, 21), (24, False)),
        (date(2024, 7, 20), date(2026, 7, 19), (23, False)),
        (date(2025, 8, 31), date(2026, 2, 28), (6, True)),
        (date(2026, 7, 20), date(2026, 7, 20), (0, True)),
    ],
)
def test_whole_months_say_whether_a_day_is_left_over(
    first: date, last: date, months: tuple[int, bool]
) -> None:
    assert whole_months(first, last) == months
