from datetime import date

import pytest

from inkoop_core.api.calendar import BridgeDay
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.term import EndRule, last_day
from inkoop_core.progress.calendar import general_holidays, holidays_of
from inkoop_core.testing.builders import a_definition
from inkoop_core.testing.courses import AGREEMENT, Story, a_term


def test_the_general_holidays_of_2026() -> None:
    assert sorted(general_holidays(2026, 2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_the_general_holidays_of_2027() -> None:
    assert sorted(general_holidays(2027, 2027)) == [
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 4, 27),
        date(2027, 5, 5),
        date(2027, 5, 6),
        date(2027, 5, 17),
        date(2027, 12, 25),
        date(2027, 12, 26),
    ]


@pytest.mark.parametrize(
    ("year", "day"), [(2025, date(2025, 4, 26)), (2026, date(2026, 4, 27)), (2031, date(2031, 4, 26))]
)
def test_kings_day_moves_to_the_day_before_a_sunday(year: int, day: date) -> None:
    april = [found for found in general_holidays(year, year) if found.month == 4 and found.day in (26, 27)]
    assert april == [day]


@pytest.mark.parametrize("year", range(2024, 2041))
def test_the_fifth_of_may_and_good_friday_count_every_year(year: int) -> None:
    found = general_holidays(year, year)
    assert date(year, 5, 5) in found
    assert any(day.weekday() == 4 and day.month in (3, 4) for day in found)
    assert len(found - {date(year, 5, 5)}) in (7, 8), "Hemelvaart kan op 5 mei vallen"


@pytest.mark.parametrize(
    ("start", "end"), [(date(2027, 4, 15), date(2027, 5, 7)), (date(2027, 3, 6), date(2027, 3, 30))]
)
def test_a_statutory_term_runs_on_over_several_holidays(start: date, end: date) -> None:
    rule = a_term(20, "award-letter-sent", end_rule=EndRule.NEXT_WORKING_DAY)
    assert last_day(rule, start, general_holidays(2027, 2027)) == end


def test_no_bridge_day_counts_that_no_decree_named() -> None:
    assert date(2026, 5, 15) not in general_holidays(2026, 2026)


def test_bridge_days_are_data_of_the_definition() -> None:
    decree = BridgeDay(date(2026, 5, 15), SourceRef("Staatscourant (voorbeeld)", "art. 1"))
    with_decree = Story(a_definition(bridge_days=(decree,)))
    assert date(2026, 5, 15) in holidays_of(with_decree.course("2026-06-15T09:00"))
    assert date(2026, 5, 15) not in holidays_of(Story().course("2026-06-15T09:00"))


def test_the_holidays_reach_as_far_as_the_options_of_the_agreement() -> None:
    found = holidays_of(Story(a_definition(agreement=AGREEMENT)).course("2026-06-15T09:00"))
    assert date(2032, 12, 25) in found
    assert date(2025, 12, 25) in found
