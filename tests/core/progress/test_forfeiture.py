"""Whether a summons came within twenty days is told by every reading and never decided."""

from datetime import date

import pytest
from attrs import evolve

from inkoop_core.api.progress import Clock, ClockReading, ClockState
from inkoop_core.progress.clocks import clock_of
from inkoop_core.progress.forfeiture import told_forfeiture
from inkoop_core.testing.builders import SOURCE
from inkoop_core.testing.courses import Story

LITERAL = date(2026, 8, 2)
STATUTORY = date(2026, 8, 3)


def clocks() -> tuple[Clock | None, Clock | None]:
    """Told on Monday 13 July: the twentieth day is a Sunday."""
    story = Story()
    story.send([story.decide(at="2026-07-10T09:00")], "2026-07-13T09:00")
    course = story.course("2026-07-20T09:00")
    return clock_of(course, "forfeiture", "S-001"), clock_of(course, "standstill", "S-001")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (LITERAL, "Vervaltermijn: op tijd"),
        (STATUTORY, "te laat naar de letter van §5.8.2, maar betwist (N-19"),
        (date(2026, 8, 4), "te laat naar de letter van §5.8.2 (laatste dag"),
    ],
)
def test_the_twentieth_day_is_in_time_and_the_next_is_contested_or_late(day: date, told: str) -> None:
    forfeiture, standstill = clocks()
    text = told_forfeiture(forfeiture, standstill, day)
    assert told in text
    assert "02-08-2026" in text
    assert "03-08-2026" in text
    assert ("aan de rechter" in text) is (day > LITERAL)


def test_the_term_of_the_law_makes_it_contested_where_the_tender_has_one_reading() -> None:
    reading = ClockReading("letterlijk", LITERAL, SOURCE)
    forfeiture = Clock(
        "forfeiture",
        "x",
        "S-001",
        ClockState.RUNNING,
        "x",
        SOURCE,
        None,
        "x",
        last_day=LITERAL,
        readings=(reading,),
    )
    standstill = evolve(forfeiture, id="standstill", last_day=STATUTORY)
    assert "betwist" in told_forfeiture(forfeiture, standstill, STATUTORY)
    assert "betwist" not in told_forfeiture(forfeiture, None, STATUTORY)


def test_without_a_letter_nothing_is_said_about_it() -> None:
    clock = clock_of(Story().course("2026-07-20T09:00"), "forfeiture", "S-001")
    for given in (clock, None):
        assert "kan niet zeggen" in told_forfeiture(given, None, LITERAL)
