"""The clocks that plugins bring; what a plugin gets wrong is told in place of its clock."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from inkoop_core.api.progress import Clock, DeadlineRule
from inkoop_core.domain.source import SourceRef
from inkoop_core.progress.cases import case_of
from inkoop_core.progress.counting import Kind, not_running
from inkoop_core.progress.course import Course

MEND = "de plugin antwoordt weer zonder fout (zie `inkoop view plugins`)"


def plugin_clocks(course: Course, about: str, taken: Collection[str]) -> Iterator[Clock]:
    """The clocks of every plugin for one submission, "" for the procedure.

    taken  ids of core's own clocks about the same, which no plugin may give
    """
    for rule in course.deadline_rules:
        try:
            given = tuple(rule.check(case_of(course, about)))
        except Exception as error:  # noqa: BLE001 - whatever a rule raises, the other clocks stand
            yield _broken(rule, about, f"de regel liep vast ({type(error).__name__}: {error})")
            continue
        for clock in given:
            wrong = _wrong(clock, about, taken)
            yield _broken(rule, about, wrong) if wrong else clock


def _wrong(clock: object, about: str, taken: Collection[str]) -> str:
    if not isinstance(clock, Clock):
        return "de regel gaf geen termijn"
    if clock.about.partition("/")[0] != about:
        return f"de regel gaf een termijn over {clock.about!r}"
    if clock.id in taken:
        return f"de regel gaf een termijn {clock.id!r}, die van het bureau zelf is"
    days = (clock.first_day, clock.last_day, clock.warn_on)
    if any(day is not None and (not isinstance(day, date) or isinstance(day, datetime)) for day in days):
        return "de regel gaf een dag die geen dag is"
    instants = (clock.started_at, clock.ends_at)
    if any(at is not None and (not isinstance(at, datetime) or at.tzinfo is None) for at in instants):
        return "de regel gaf een tijdstip zonder tijdzone"
    return ""


def _broken(rule: DeadlineRule, about: str, why: str) -> Clock:
    kind = Kind(rule.id, f"termijn van een plugin ({rule.id})", about, None, "", SourceRef("plugin", rule.id))
    return not_running(kind, MEND, f"Niet te bepalen: {why}.")
