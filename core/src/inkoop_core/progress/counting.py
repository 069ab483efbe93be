"""From a term and the event that starts it to a clock."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from attrs import evolve, frozen

from inkoop_core.api.progress import Clock, ClockReading, ClockState
from inkoop_core.domain.decision import NoteChoice
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterSent
from inkoop_core.domain.moment import end_of_day, local_day
from inkoop_core.domain.role import Role
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.term import (
    EndRule,
    Term,
    TermUnit,
    first_day,
    is_working_day,
    last_day,
    read_as,
    shifted,
)
from inkoop_core.progress.calendar import holidays_of
from inkoop_core.progress.course import Course
from inkoop_core.progress.letters_sent import receipt_known, received_at, told_at

Safe = Callable[[Iterable[date]], date]
"""Which of several last days is the safe one: `max` where something may happen only after it, `min` where
something must happen before it."""

SHORT, LONG = 3, 7
"""Days of warning for a term shorter than a month, and for a longer one."""


@frozen
class Kind:
    """What a clock is, apart from when it runs."""

    id: str
    label: str
    about: str
    who: Role | None
    does: str
    source: SourceRef
    notes: tuple[str, ...] = ()


def not_running(kind: Kind, waits_for: str, *remarks: str, facts: tuple[int, ...] = ()) -> Clock:
    """A clock that nothing has started yet; it says what it waits for."""
    return Clock(
        id=kind.id,
        label=kind.label,
        about=kind.about,
        state=ClockState.NOT_RUNNING,
        starts=waits_for,
        source=kind.source,
        who=kind.who,
        does=kind.does,
        notes=kind.notes,
        remarks=remarks,
        facts=facts,
    )


def running(
    course: Course,
    kind: Kind,
    *,
    starts: str,
    started_at: datetime,
    first: date,
    last: date,
    readings: tuple[ClockReading, ...],
    ends_at: datetime | None = None,
    warn_days: int = SHORT,
    done: bool = False,
    facts: tuple[int, ...] = (),
    remarks: tuple[str, ...] = (),
) -> Clock:
    """A clock that something started. last: the safe last day; ends_at None: the end of that day."""
    ends = end_of_day(last) if ends_at is None else ends_at
    ended = ClockState.ENDED if course.moment.as_of > ends else ClockState.RUNNING
    return Clock(
        id=kind.id,
        label=kind.label,
        about=kind.about,
        state=ClockState.DONE if done else ended,
        starts=starts,
        source=kind.source,
        who=kind.who,
        does=kind.does,
        started_at=started_at,
        first_day=first,
        last_day=last,
        ends_at=ends,
        warn_on=min(max(shifted(last, -warn_days, TermUnit.DAYS), first), last),
        readings=readings,
        notes=kind.notes,
        remarks=remarks,
        facts=facts,
    )


def by_term(
    course: Course,
    kind: Kind,
    term: Term,
    *,
    starts: str,
    start_of: Callable[[Term], datetime],
    safe: Safe,
    done: Callable[[datetime], bool] = lambda _: False,
    facts: tuple[int, ...] = (),
    remarks: tuple[str, ...] = (),
) -> Clock:
    """A clock by its term.

    start_of  the instant that starts the term, by what it says that it starts with
    done      whether what it waits for came, given the last instant
    """
    readings = readings_of(course, term, start_of)
    last = safe_day(course, term, readings, safe)
    started_at = start_of(term)
    return running(
        course,
        kind,
        starts=starts,
        started_at=started_at,
        first=first_day(term, local_day(started_at)),
        last=last,
        readings=readings,
        warn_days=warning_of(term),
        done=done(end_of_day(last)),
        facts=facts,
        remarks=(*remarks, *_ends_on_no_working_day(course, readings[0].last_day)),
    )


def readings_of(course: Course, term: Term, start_of: Callable[[Term], datetime]) -> tuple[ClockReading, ...]:
    """Each way to count the term that gives another last day, first the one that the term itself is."""
    holidays = holidays_of(course)
    counted = [(term.reading, ClockReading(_own_label(term), _last(term, start_of, holidays), term.source))]
    for other in term.readings:
        as_other = read_as(term, other)
        last = _last(as_other, start_of, holidays)
        notes = (other.note,) if other.note else ()
        counted.append((other.reading, ClockReading(other.label, last, as_other.source, notes)))
    chosen = _chosen(course, term)
    counted.sort(key=lambda item: bool(chosen) and item[0] != chosen)
    by_day: dict[date, ClockReading] = {}
    for _, reading in counted:
        by_day.setdefault(reading.last_day, reading)
    return tuple(by_day.values())


def safe_day(course: Course, term: Term, readings: tuple[ClockReading, ...], safe: Safe) -> date:
    """The safe one of the last days; the one of the officer's reading where the officer chose."""
    return readings[0].last_day if _chosen(course, term) else safe(item.last_day for item in readings)


def _chosen(course: Course, term: Term) -> str:
    """The reading that an officer chose for a note by which the term can be counted otherwise."""
    notes = {other.note for other in term.readings if other.note and other.reading}
    ids = {term.reading, *(other.reading for other in term.readings)}
    for choice in reversed(course.all(NoteChoice)):
        if choice.body.note in notes and choice.body.reading in ids:
            return choice.body.reading
    return ""


def _own_label(term: Term) -> str:
    literal = term.end_rule is EndRule.LITERAL
    return "letterlijk geteld" if literal else "tot en met de eerstvolgende werkdag"


def _last(term: Term, start_of: Callable[[Term], datetime], holidays: frozenset[date]) -> date:
    return last_day(term, local_day(start_of(term)), holidays)


def warning_of(term: Term) -> int:
    """So many days before its end the clock is near."""
    if term.warn_days is not None:
        return term.warn_days
    short = term.unit in (TermUnit.DAYS, TermUnit.WORKING_DAYS) and term.length < 30
    return SHORT if short else LONG


def letter_start(letter: Fact[LetterSent]) -> Callable[[Term], datetime]:
    """The start of a term that a letter starts: `...-sent` when it was sent, else when it was received."""
    return lambda term: told_at(letter) if term.starts.endswith("-sent") else received_at(letter)


def receipt_remark(letter: Fact[LetterSent], term: Term) -> tuple[str, ...]:
    """That the receipt is not known, where the term counts from it."""
    if term.starts.endswith("-sent") or receipt_known(letter):
        return ()
    return ("De ontvangst op het platform is niet bekend: geteld is vanaf de dag van verzending.",)


def _ends_on_no_working_day(course: Course, last: date) -> tuple[str, ...]:
    """A literal end on a day that is no working day: nothing says that it moves, so it is flagged."""
    if is_working_day(last, holidays_of(course)):
        return ()
    return (
        f"De laatste dag is een {WEEKDAYS[last.weekday()]}"
        f"{'' if last.weekday() >= 5 else ' en een algemeen erkende feestdag'}; of de termijn dan doorloopt, "
        "is niet geregeld.",
    )


WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def with_remarks(clock: Clock, *remarks: str) -> Clock:
    """The clock with more to know about it."""
    return evolve(clock, remarks=(*clock.remarks, *remarks))


def ids_of(*facts: Fact[Any] | None) -> tuple[int, ...]:
    """The ids of the facts that are there."""
    return tuple(fact.id for fact in facts if fact is not None)
