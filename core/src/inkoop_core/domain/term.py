"""Terms: the only place with date arithmetic.

A term counts calendar days, weeks, months or years from an event. Months and years keep the day number, or
end on the last day of a shorter month (domain rules, terms 3.1).
"""

from calendar import monthrange
from collections.abc import Set
from datetime import date, timedelta
from enum import Enum

from attrs import frozen

from inkoop_core.domain.source import SourceRef


class TermUnit(Enum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class EndRule(Enum):
    """What happens when the last day is a Saturday, a Sunday or a holiday."""

    LITERAL = "literal"
    NEXT_WORKING_DAY = "next-working-day"


@frozen
class Term:
    """A period of so many units from a start event.

    starts            the event, by name, that starts it
    first_day_counts  whether the day of the event is day 1
    """

    length: int
    unit: TermUnit
    starts: str
    source: SourceRef
    first_day_counts: bool = False
    end_rule: EndRule = EndRule.LITERAL
    notes: tuple[str, ...] = ()


def last_day(term: Term, start: date, holidays: Set[date] = frozenset()) -> date:
    """The last day of the term when its event falls on `start`."""
    end = shifted(start, term.length, term.unit)
    if term.first_day_counts:
        end -= timedelta(days=1)
    return next_working_day(end, holidays) if term.end_rule is EndRule.NEXT_WORKING_DAY else end


def shifted(day: date, length: int, unit: TermUnit) -> date:
    """The day so many units later; earlier for a negative length."""
    if unit is TermUnit.DAYS:
        return day + timedelta(days=length)
    if unit is TermUnit.WEEKS:
        return day + timedelta(weeks=length)
    months = length if unit is TermUnit.MONTHS else length * 12
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def next_working_day(day: date, holidays: Set[date]) -> date:
    """The day itself, or the first one after it that is no weekend day and no holiday."""
    while day.weekday() >= 5 or day in holidays:
        day += timedelta(days=1)
    return day


@frozen
class Window:
    """A closed period of days."""

    first: date
    last: date

    def holds(self, first: date, last: date) -> bool:
        """Whether the whole period lies within the window."""
        return self.first <= first and last <= self.last

    def touches(self, first: date, last: date) -> bool:
        """Whether any day of the period lies within the window."""
        return first <= self.last and self.first <= last


def window_before(reference: date, length: int, unit: TermUnit) -> Window:
    """The window that ends the day before `reference` and starts `length` units before it."""
    return Window(first=shifted(reference, -length, unit), last=reference - timedelta(days=1))


def within_lookback(event: date, reference: date, length: int, unit: TermUnit) -> bool:
    """Whether an event lies in the look-back period that ends on `reference`, both days included."""
    return shifted(reference, -length, unit) <= event <= reference


def not_older_than(issued: date, received: date, length: int, unit: TermUnit) -> bool:
    """Whether a document issued on one day is still young enough on the day it is received."""
    return received <= shifted(issued, length, unit)


def lasts_at_least(first: date, last: date, length: int, unit: TermUnit) -> bool:
    """Whether the closed period from `first` to `last` is at least so long (a full year: 1 Jan to 31 Dec)."""
    return last >= shifted(first, length, unit) - timedelta(days=1)


def days_between(first: date, last: date) -> int:
    """Calendar days from the one to the other; negative when the second is earlier."""
    return (last - first).days
