"""When a platform received a bid, from a cell: an Excel date, or a date as Dutch people write it."""

import re
from datetime import date, datetime, time, timedelta

from inkoop_core.domain.moment import LocalTimeError, instant

_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DAY = re.compile(
    r"(?:(?:ma|di|wo|do|vr|za|zo)[a-z]*\.?,? )?(\d{1,2})(?:-| |/)(\d{1,2}|[a-z]{3,9})\.?(?:-| |/)(\d{4})(?:,? |$)",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)")
_TIME = re.compile(r"(?:om )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,6}))?)?(?: ?uur)?", re.IGNORECASE)
_SERIAL = timedelta(milliseconds=1)
"""An Excel time is a part of a day and not exact: nobody means less than this."""


class TimeProblem(ValueError):
    """Why a cell is no moment; the text says what is expected."""


def received_at(day: object, clock: object = None) -> datetime:
    """The instant (UTC) that a cell says, or that a cell with a day and one with a time say together.

    Texts and Excel cells are Dutch local time, unless a text has its own zone. Raises TimeProblem, also for a local
    time that the clock change makes impossible or double.
    """
    try:
        if clock is None:
            return instant(_moment(day))
        return instant(datetime.combine(_day_of(day), _time_of(clock)))
    except LocalTimeError as error:
        raise TimeProblem(str(error)) from None
    except OverflowError:
        raise TimeProblem(f"{day!s} is geen tijdstip") from None


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return _rounded(value)
    if isinstance(value, date):
        raise TimeProblem(f"{value:%d-%m-%Y} is een dag zonder tijd; er hoort een tijd bij")
    text = " ".join(str(value).split()) if isinstance(value, str) else ""
    if _ISO.match(text) and len(text) > 10:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            raise TimeProblem(f"{text!r} is geen tijdstip; bijvoorbeeld 15-06-2026 10:00:00") from None
    found = _DAY.match(text)
    if not found:
        raise TimeProblem(f"{_shown(value)} is geen tijdstip; bijvoorbeeld 15-06-2026 10:00:00")
    if not text[found.end() :].strip():
        raise TimeProblem(f"{text!r} is een dag zonder tijd; er hoort een tijd bij")
    return datetime.combine(_day_of(found[0].strip(", ")), _time_of(text[found.end() :]))


def _day_of(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = " ".join(value.split()) if isinstance(value, str) else ""
    found = _DAY.fullmatch(text)
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
        if found:
            day = date(int(found[3]), _month(found[2]), int(found[1]))
            _require_one_reading(text, day)
            return day
    except TimeProblem:
        raise
    except ValueError:
        pass
    raise TimeProblem(f"{_shown(value)} is geen datum; bijvoorbeeld 15-06-2026")


def _require_one_reading(text: str, day: date) -> None:
    """With strokes Americans put the month first: 06/11 is two days. Raises TimeProblem."""
    if "/" in text and day.day <= 12 and day.day != day.month:
        american = date(day.year, day.day, day.month)
        raise TimeProblem(
            f"{text!r} kan {day:%d-%m-%Y} zijn en {american:%d-%m-%Y}; schrijf de dag als 15-06-2026"
        )


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    short = text.casefold()[:3].replace("mrt", "maa")
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _time_of(value: object) -> time:
    if isinstance(value, datetime):
        return _rounded(value).time()
    if isinstance(value, time):
        return _rounded(datetime.combine(date(2000, 1, 1), value)).time()
    if isinstance(value, timedelta) and timedelta() <= value < timedelta(days=1):
        return (datetime.combine(date(2000, 1, 1), time()) + value).time()
    found = _TIME.fullmatch(" ".join(value.split())) if isinstance(value, str) else None
    if found:
        hour, minute, second, part = found.groups()
        try:
            return time(int(hour), int(minute), int(second or 0), int((part or "").ljust(6, "0")))
        except ValueError:
            pass
    raise TimeProblem(f"{_shown(value)} is geen tijd; bijvoorbeeld 10:00:00")


def _rounded(value: datetime) -> datetime:
    part = timedelta(microseconds=value.microsecond % 1000)
    return value - part if 2 * part < _SERIAL else value + (_SERIAL - part)


def _shown(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= 40 else f"{text[:37]}...")
