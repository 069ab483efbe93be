"""Terms: the only place with date arithmetic.

A term counts calendar days, weeks, months, years or working days from an event. Months and years keep the day
number, or end on the last day of a shorter month (domain rules, terms 3.1). A working day is no Saturday, no
Sunday and no general holiday.
"""

from calendar import monthrange
from collections.abc import Iterable, Set
from datetime import date, timedelta
from enum import Enum

from attrs import evolve, frozen

from inkoop_core.domain.source import SourceRef

ONE_DAY = timedelta(days=1)


class TermUnit(Enum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    WORKING_DAYS = "working-days"


class EndRule(Enum):
    """What happens when the last day is a Saturday, a Sunday or a holiday."""

    LITERAL = "literal"
    NEXT_WORKING_DAY = "next-working-day"


@frozen
class TermReading:
    """Another way to count a term whose text or law is contested; None: as the term itself says.

    label          why one could count so, in Dutch
    note, reading  the unclear place and the id of its reading; "" where there is none
    """

    label: str
    note: str = ""
    reading: str = ""
    starts: str | None = None
    first_day_counts: bool | None = None
    end_rule: EndRule | None = None
    source: SourceRef | None = None


@frozen
class Term:
    """A period of so many units from a start event.

    starts                the event, by name, that starts it
    first_day_counts      whether the day of the event is day 1
    minimum_working_days  so many working days lie in it at least (2: Regulation 1182/71 art. 3(5)); 0: no minimum
    warn_days             so many days before its end it is near; None: as long as fits its length
    reading               the id of the reading of its notes that the term itself is
    readings              other ways to count it
    title                 what it is a term for, in Dutch
    fits_within           the term before whose end it must have ended
    follows               the term after whose end it starts, in the longest planning
    gate                  the gate of a plugin that, once open, makes it needless
    """

    length: int
    unit: TermUnit
    starts: str
    source: SourceRef
    first_day_counts: bool = False
    end_rule: EndRule = EndRule.LITERAL
    notes: tuple[str, ...] = ()
    minimum_working_days: int = 0
    warn_days: int | None = None
    reading: str = ""
    readings: tuple[TermReading, ...] = ()
    title: str = ""
    fits_within: str = ""
    follows: str = ""
    gate: str = ""


def read_as(term: Term, reading: TermReading) -> Term:
    """The term as that reading counts it."""
    return evolve(
        term,
        starts=term.starts if reading.starts is None else reading.starts,
        first_day_counts=(
            term.first_day_counts if reading.first_day_counts is None else reading.first_day_counts
        ),
        end_rule=term.end_rule if reading.end_rule is None else reading.end_rule,
        source=reading.source or term.source,
        readings=(),
    )


@frozen
class Interruption:
    """Days on which a term stands still, both included. last None: it still stands still."""

    first: date
    last: date | None


def first_day(term: Term, start: date) -> date:
    """The first day that counts when the event of the term falls on `start`."""
    return start if term.first_day_counts else start + ONE_DAY


def last_day(term: Term, start: date, holidays: Set[date] = frozenset()) -> date:
    """The last day of the term when its event falls on `start`."""
    return _ended(term, start, _counted(term, start, holidays), holidays)


def last_day_interrupted(
    term: Term, start: date, interruptions: Iterable[Interruption], holidays: Set[date] = frozenset()
) -> date | None:
    """The last day of a term that stood still at times: no day of an interruption counts.

    None while it stands still: then no last day can be told.
    """
    end, counted_to = _counted(term, start, holidays), first_day(term, start) - ONE_DAY
    unit = TermUnit.WORKING_DAYS if term.unit is TermUnit.WORKING_DAYS else TermUnit.DAYS
    for pause in sorted(interruptions, key=lambda one: one.first):
        first = max(pause.first, counted_to + ONE_DAY)
        if first > end:
            continue
        if pause.last is None:
            return None
        if pause.last < first:
            continue
        lost = days_between(first, pause.last) + 1
        if unit is TermUnit.WORKING_DAYS:
            lost = working_days(first, pause.last, holidays)
        end = max(shifted(end, lost, unit, holidays), end)
        counted_to = pause.last
    return _ended(term, start, end, holidays)


def _counted(term: Term, start: date, holidays: Set[date]) -> date:
    """The last day by the length alone."""
    if term.first_day_counts and term.unit is TermUnit.WORKING_DAYS:
        return shifted(start - ONE_DAY, term.length, term.unit, holidays)
    end = shifted(start, term.length, term.unit, holidays)
    return end - ONE_DAY if term.first_day_counts else end


def _ended(term: Term, start: date, end: date, holidays: Set[date]) -> date:
    """The last day with the working days that the term must hold, and its end rule."""
    first = first_day(term, start)
    while term.minimum_working_days and working_days(first, end, holidays) < term.minimum_working_days:
        end += ONE_DAY
    return next_working_day(end, holidays) if term.end_rule is EndRule.NEXT_WORKING_DAY else end


def latest_start(term: Term, end: date, holidays: Set[date] = frozenset()) -> date:
    """The latest day on which the event may fall for the term to end on `end` or before: counted backwards."""
    start = shifted(end, -term.length, term.unit, holidays)
    while last_day(term, start + ONE_DAY, holidays) <= end:
        start += ONE_DAY
    while last_day(term, start, holidays) > end:
        start -= ONE_DAY
    return start


def extended(last: date, *until: date) -> date:
    """The last day of a term that was extended: an extension never shortens it."""
    return max((last, *until))


def shifted(day: date, length: int, unit: TermUnit, holidays: Set[date] = frozenset()) -> date:
    """The day so many units later; earlier for a negative length."""
    if unit is TermUnit.WORKING_DAYS:
        return _working_day(day, length, holidays)
    if unit is TermUnit.DAYS:
        return day + timedelta(days=length)
    if unit is TermUnit.WEEKS:
        return day + timedelta(weeks=length)
    months = length if unit is TermUnit.MONTHS else length * 12
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def _working_day(day: date, length: int, holidays: Set[date]) -> date:
    """The working day that comes so many working days after the day, or before it for a negative length."""
    step = ONE_DAY if length > 0 else -ONE_DAY
    for _ in range(abs(length)):
        day += step
        while not is_working_day(day, holidays):
            day += step
    return day


def is_working_day(day: date, holidays: Set[date]) -> bool:
    """Whether the day is no Saturday, no Sunday and no holiday."""
    return day.weekday() < 5 and day not in holidays


def next_working_day(day: date, holidays: Set[date]) -> date:
    """The day itself, or the first one after it that is no weekend day and no holiday."""
    while not is_working_day(day, holidays):
        day += ONE_DAY
    return day


def working_days(first: date, last: date, holidays: Set[date] = frozenset()) -> int:
    """How many working days there are from `first` to `last`, both included; 0 when the last is earlier."""
    days = (first + timedelta(days=ahead) for ahead in range(days_between(first, last) + 1))
    return sum(is_working_day(day, holidays) for day in days)


def day_after(day: date) -> date:
    """The next calendar day."""
    return day + ONE_DAY


def day_before(day: date) -> date:
    """The calendar day before."""
    return day - ONE_DAY


def end_of_quarter(day: date) -> date:
    """The last day of the calendar quarter in which the day lies."""
    month = (day.month + 2) // 3 * 3
    return date(day.year, month, monthrange(day.year, month)[1])


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


def whole_months(first: date, last: date) -> tuple[int, bool]:
    """How many calendar months fit from the one day to the other, and whether they fit exactly.

    What fits exactly is no older than so many months; one day more is.
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    if shifted(first, months, TermUnit.MONTHS) > last:
        months -= 1
    return months, shifted(first, months, TermUnit.MONTHS) == last
