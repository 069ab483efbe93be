from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop_core.domain.moment import (
    AMSTERDAM,
    LocalTimeError,
    Moment,
    end_of_day,
    instant,
    local,
    local_day,
    shown,
    shown_apart,
    shown_day,
)


def wall(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A time as it stands on the clock, without a zone."""
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - local Dutch time is meant


@pytest.mark.parametrize(
    ("dutch", "utc"),
    [
        (wall(2026, 6, 15, 10), datetime(2026, 6, 15, 8, tzinfo=UTC)),
        (wall(2026, 1, 15, 10), datetime(2026, 1, 15, 9, tzinfo=UTC)),
        (wall(2026, 3, 29, 1, 59, 59), datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)),
        (wall(2026, 3, 29, 3), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (wall(2026, 10, 25, 1, 59, 59), datetime(2026, 10, 24, 23, 59, 59, tzinfo=UTC)),
        (wall(2026, 10, 25, 3), datetime(2026, 10, 25, 2, tzinfo=UTC)),
    ],
)
def test_a_dutch_time_is_one_instant(dutch: datetime, utc: datetime) -> None:
    assert instant(dutch) == utc
    assert instant(dutch).tzinfo is UTC


@pytest.mark.parametrize(
    "time", [wall(2026, 3, 29, 2), wall(2026, 3, 29, 2, 30), wall(2026, 3, 29, 2, 59, 59)]
)
def test_a_time_that_the_clock_skips_is_refused(time: datetime) -> None:
    with pytest.raises(LocalTimeError, match=r"29-03-2026 02:\d\d bestaat niet: de klok gaat dan vooruit"):
        instant(time)


@pytest.mark.parametrize(
    "time", [wall(2026, 10, 25, 2), wall(2026, 10, 25, 2, 30), wall(2026, 10, 25, 2, 59, 59)]
)
def test_a_time_that_comes_twice_is_refused_and_asks_for_the_zone(time: datetime) -> None:
    with pytest.raises(
        LocalTimeError, match=r"komt twee keer voor.*geef de tijdzone erbij, \+02:00 of \+01:00"
    ):
        instant(time)


@pytest.mark.parametrize(("hours", "utc_hour"), [(2, 0), (1, 1)])
def test_with_its_zone_the_double_time_is_one_instant(hours: int, utc_hour: int) -> None:
    given_zone = wall(2026, 10, 25, 2, 30).replace(tzinfo=timezone(timedelta(hours=hours)))
    assert instant(given_zone) == datetime(2026, 10, 25, utc_hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "beyond",
    [
        wall(1, 1, 1),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2))),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=-5))),
        datetime(9999, 12, 31, 23, 30, tzinfo=UTC),
    ],
)
def test_an_instant_beyond_the_calendar_is_refused(beyond: datetime) -> None:
    with pytest.raises(LocalTimeError, match="valt buiten de jaren 1 tot en met 9999"):
        instant(beyond)


@given(st.datetimes(timezones=st.just(UTC), min_value=wall(1940, 1, 1), max_value=wall(2100, 1, 1)))
def test_an_instant_shown_in_dutch_time_with_its_zone_is_the_same_instant(value: datetime) -> None:
    assert instant(local(value)) == value


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (datetime(2026, 6, 14, 21, 59, 59, tzinfo=UTC), date(2026, 6, 14)),
        (datetime(2026, 6, 14, 22, tzinfo=UTC), date(2026, 6, 15)),
        (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_of_an_instant_is_the_dutch_one(value: datetime, day: date) -> None:
    assert local_day(value) == day


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 6, 15), datetime(2026, 6, 15, 21, 59, 59, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 21, 59, 59, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_its_last_dutch_second(day: date, last: datetime) -> None:
    assert end_of_day(day) == last
    assert local_day(last + timedelta(seconds=1)) == day + timedelta(days=1)


def test_the_moment_of_an_instant_knows_and_sees_the_same() -> None:
    now = datetime(2026, 6, 15, 8, tzinfo=UTC)
    assert Moment.at(now) == Moment(as_of=now, known_at=now)


def test_officers_read_dutch_time() -> None:
    assert shown(datetime(2026, 6, 15, 8, 0, 1, tzinfo=UTC)) == "15-06-2026 10:00:01"
    assert shown_day(date(2026, 6, 5)) == "05-06-2026"
    assert local(datetime(2026, 6, 15, 8, tzinfo=UTC)).tzinfo is AMSTERDAM


@pytest.mark.parametrize(
    ("later", "text"),
    [
        (timedelta(0), "15-06-2026 10:00:00"),
        (timedelta(microseconds=1), "15-06-2026 10:00:00,000001"),
        (timedelta(microseconds=-1), "15-06-2026 09:59:59,999999"),
        (timedelta(milliseconds=250), "15-06-2026 10:00:00,25"),
        (timedelta(seconds=1), "15-06-2026 10:00:01"),
        (timedelta(seconds=1, milliseconds=250), "15-06-2026 10:00:01"),
        (timedelta(seconds=-1, milliseconds=-250), "15-06-2026 09:59:58"),
    ],
)
def test_instants_less_than_a_second_apart_can_be_told_apart(later: timedelta, text: str) -> None:
    closing = datetime(2026, 6, 15, 8, tzinfo=UTC)
    assert shown_apart(closing + later, closing) == text
