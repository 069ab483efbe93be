"""Dutch general holidays, by which statutory terms end on a working day (Algemene termijnenwet art. 3)."""

import functools
from collections.abc import Iterable
from datetime import date

from inkoop_core.progress.course import Course

_SUNDAYS = ("Easter Sunday", "Pentecost")
"""Sundays by nature, which art. 3 does not name: no working day all the same."""


def general_holidays(first_year: int, last_year: int, bridge_days: Iterable[date] = ()) -> frozenset[date]:
    """The general holidays of these years, both included, with the bridge days that a decree equated.

    5 May counts every year and Good Friday is equated (art. 3(1) and (2)); King's Day is 26 April where the
    27th is a Sunday.
    """
    return _by_law(first_year, last_year) | frozenset(bridge_days)


@functools.lru_cache(maxsize=16)
def _by_law(first_year: int, last_year: int) -> frozenset[date]:
    # Imported here: the library takes its time to load.
    from holidays import country_holidays

    years = range(first_year, last_year + 1)
    # OPTIONAL brings 5 May of every year and Good Friday: PUBLIC alone has 5 May once in five years.
    found = country_holidays("NL", years=years, categories=("public", "optional"), language="en_US")
    return frozenset(day for day, name in found.items() if name not in _SUNDAYS)


def holidays_of(course: Course) -> frozenset[date]:
    """The general holidays of every year in which a clock of the procedure can end."""
    years = [course.definition.procedure.closing_at.year, course.moment.as_of.year]
    agreement = course.definition.agreement
    if agreement is not None:
        years += [agreement.first_day.year, agreement.last_day.year + agreement.extensions]
    bridge = frozenset(day.day for day in course.definition.bridge_days)
    return _with_bridge_days(min(years) - 1, max(years) + 2, bridge)


@functools.lru_cache(maxsize=16)
def _with_bridge_days(first_year: int, last_year: int, bridge_days: frozenset[date]) -> frozenset[date]:
    return general_holidays(first_year, last_year, bridge_days)
