"""Two times: what day it is for the rules, and what the desk knew."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from attrs import frozen

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@frozen
class Moment:
    """The moment a question is asked for; both instants are aware (UTC).

    as_of     "today" for terms; what happens later is not seen
    known_at  what was recorded later is not seen
    """

    as_of: datetime
    known_at: datetime

    @classmethod
    def at(cls, instant: datetime) -> "Moment":
        """The moment at which nothing later had happened or was recorded."""
        return cls(as_of=instant, known_at=instant)


class LocalTimeError(ValueError):
    """A local time that is no instant, or two: at a clock change, or beyond the calendar."""


def instant(local: datetime) -> datetime:
    """The UTC instant of a Dutch local time, or of a time that has its own zone.

    Raises LocalTimeError where the clock change makes the local time impossible or double, and for an
    instant that falls outside the calendar in UTC or in the Netherlands.
    """
    try:
        found = local.astimezone(UTC) if local.tzinfo is not None else _dutch(local)
        found.astimezone(AMSTERDAM)
    except OverflowError:
        raise LocalTimeError(f"{local.isoformat()} valt buiten de jaren 1 tot en met 9999") from None
    return found


def _dutch(local: datetime) -> datetime:
    here = local.replace(tzinfo=AMSTERDAM)
    if here.astimezone(UTC).astimezone(AMSTERDAM).replace(tzinfo=None) != local:
        raise LocalTimeError(f"{local:%d-%m-%Y %H:%M} bestaat niet: de klok gaat dan vooruit")
    if here.utcoffset() != here.replace(fold=1).utcoffset():
        raise LocalTimeError(
            f"{local:%d-%m-%Y %H:%M} komt twee keer voor (de klok gaat terug): geef de tijdzone erbij, "
            "+02:00 of +01:00"
        )
    return here.astimezone(UTC)


def local(value: datetime) -> datetime:
    """An instant as Dutch local time."""
    return value.astimezone(AMSTERDAM)


def local_day(value: datetime) -> date:
    """The Dutch calendar day of an instant."""
    return local(value).date()


def end_of_day(day: date) -> datetime:
    """The last second of a Dutch calendar day, as UTC instant."""
    return datetime.combine(day, time(23, 59, 59), AMSTERDAM).astimezone(UTC)


def shown(value: datetime) -> str:
    """An instant as officers read it: local, to the second."""
    here = local(value)
    return f"{shown_day(here)} {here.hour:02}:{here.minute:02}:{here.second:02}"


def shown_apart(value: datetime, other: datetime) -> str:
    """An instant as `shown`; with its fraction of a second where the other is less than a second away."""
    apart = abs(value - other)
    near = apart.days == apart.seconds == 0 and value != other
    fraction = f"{value.microsecond:06}".rstrip("0") if near else ""
    return f"{shown(value)},{fraction}" if fraction else shown(value)


def shown_day(day: date) -> str:
    """A day as officers read it."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def written_day(day: date) -> str:
    """A day as a letter writes it: `3 augustus 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
