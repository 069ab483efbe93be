"""How long a bid stays valid: its term, proceedings that extend it, and what the tenderer agreed to."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from inkoop_core.api.progress import Clock, ClockReading
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.proceedings import Judgment, Proceedings, RulingOfCourt
from inkoop_core.domain.request import Answer
from inkoop_core.domain.role import Role
from inkoop_core.domain.term import Term, extended, first_day, last_day
from inkoop_core.progress.calendar import holidays_of
from inkoop_core.progress.counting import (
    Kind,
    ids_of,
    not_running,
    readings_of,
    running,
    safe_day,
    warning_of,
)
from inkoop_core.progress.course import Course
from inkoop_core.progress.pauses import judgment_of
from inkoop_core.progress.signing import agreement_of
from inkoop_core.progress.validity import extensions_of

VALIDITY, AFTER_JUDGMENT = "validity", "validity_after_judgment"


@frozen
class Extension:
    """Something that extends the validity of a bid, or keeps it from ending.

    since     the day on which it came
    until     the last day that it gives; of pending proceedings the earliest that can come out
    pending   proceedings without a judgment
    revives   whether it also holds for a bid that was no longer valid: a tenderer may agree to that
    """

    since: date
    until: date
    revives: bool
    told: str
    facts: tuple[int, ...]
    pending: bool = False


def validity_clock(course: Course, submission: str) -> Clock | None:
    """How long the bid is valid; None where the definition has no term for it.

    By the safe reading it ends on the earliest day (N-17). Pending proceedings make it run on: were they decided
    now, it would still be valid so long (§5.7); nothing ever shortens it (N-18).
    """
    term = course.definition.terms.get(VALIDITY)
    if term is None:
        return None
    closing = course.definition.procedure.closing_at
    readings = readings_of(course, term, lambda _: closing)
    safe = safe_day(course, term, readings, min)
    came = extensions(course, submission)
    last, used = extended_by(safe, came)
    kind = Kind(
        VALIDITY,
        "gestanddoening",
        submission,
        Role.ADVISER,
        "Gun en teken voor het einde, of vraag op tijd om verlenging.",
        term.source,
        term.notes,
    )
    shown = tuple(
        ClockReading(item.label, extended_by(item.last_day, came)[0], item.source, item.notes)
        for item in readings
    )
    return running(
        course,
        kind,
        starts="sluiting van de inschrijving",
        started_at=closing,
        first=first_day(term, local_day(closing)),
        last=last,
        readings=_different(shown),
        warn_days=warning_of(term),
        done=agreement_of(course, submission).since is not None,
        facts=tuple(dict.fromkeys(fact for item in used for fact in item.facts)),
        remarks=tuple(item.told for item in used),
    )


def extended_by(last: date, came: tuple[Extension, ...]) -> tuple[date, tuple[Extension, ...]]:
    """The last day with everything that extended it in time, and what did or still can."""
    used = []
    for item in sorted(came, key=lambda one: (one.since, not one.revives, one.until)):
        if item.revives or item.since <= last:
            if item.pending or item.until > last:
                used.append(item)
            last = extended(last, item.until)
    return last, tuple(used)


def extensions(course: Course, submission: str) -> tuple[Extension, ...]:
    """What extends the validity of this bid: its own consent, and every proceeding about the procedure."""
    return (*_agreed(course, submission), *_by_proceedings(course))


def _agreed(course: Course, submission: str) -> Iterator[Extension]:
    """Extensions to which this tenderer said yes; they hold for it alone (§5.7)."""
    for asked in extensions_of(course, submission):
        if asked.answer is Answer.YES:
            yield Extension(
                since=local_day(asked.fact.happened_at),
                until=asked.until,
                revives=True,
                told=f"Verlengd met instemming van de inschrijver tot en met {shown_day(asked.until)}.",
                facts=(asked.fact.id,),
            )


def _by_proceedings(course: Course) -> Iterator[Extension]:
    """Summary proceedings extend by themselves until so long after the judgment (§5.7)."""
    term = course.definition.terms.get(AFTER_JUDGMENT)
    if term is None:
        return
    for fact in course.all(Proceedings):
        rulings = sorted(course.all(Judgment, fact.subject), key=lambda one: (one.happened_at, one.id))
        if not rulings:
            yield _while_pending(course, fact, term)
        for number, ruling in enumerate(rulings):
            yield _by_judgment(course, fact, ruling, term, first=number == 0)


def _while_pending(course: Course, fact: Fact[Proceedings], term: Term) -> Extension:
    until = last_day(term, local_day(course.moment.as_of), holidays_of(course))
    told = (
        f"{fact.subject} loopt: de gestanddoening eindigt {term.length} dagen na de uitspraak, "
        f"dus niet voor {shown_day(until)}."
    )
    return Extension(local_day(fact.happened_at), until, False, told, (fact.id,), pending=True)


def _by_judgment(
    course: Course, fact: Fact[Proceedings], ruling: Fact[Judgment], term: Term, first: bool
) -> Extension:
    """The first judgment ends what the summons began; a later one extends only a bid that is still valid then.

    Where the case was withdrawn nobody ruled: the bid was kept valid until that day, by the safe reading no longer.
    """
    day = local_day(ruling.happened_at)
    withdrawn = ruling.body.outcome is RulingOfCourt.WITHDRAWN
    until = day if withdrawn else last_day(term, day, holidays_of(course))
    how = "de intrekking van" if withdrawn else "de uitspraak in"
    told = f"Verlengd door {how} {fact.subject} tot en met {shown_day(until)}."
    since = local_day(fact.happened_at) if first else day
    return Extension(since, until, False, told, ids_of(fact, ruling))


def proceedings_clock(course: Course, proceedings: Fact[Proceedings]) -> Clock | None:
    """How long after the judgment bids stay valid; None where the definition has no term for it."""
    term = course.definition.terms.get(AFTER_JUDGMENT)
    if term is None:
        return None
    kind = Kind(
        "proceedings",
        "gestanddoening na de uitspraak",
        proceedings.subject,
        Role.LEGAL_COUNSEL,
        "Voer de uitspraak uit en beslis over het vervolg.",
        term.source,
        term.notes,
    )
    judgment = judgment_of(course, proceedings.subject)
    if judgment is None:
        return not_running(kind, "de uitspraak", facts=(proceedings.id,))
    day = judgment.happened_at
    readings = readings_of(course, term, lambda _: day)
    return running(
        course,
        kind,
        starts=f"uitspraak: {judgment.body.outcome.label}",
        started_at=day,
        first=first_day(term, local_day(day)),
        last=safe_day(course, term, readings, min),
        readings=readings,
        warn_days=warning_of(term),
        facts=ids_of(proceedings, judgment),
    )


def _different(readings: tuple[ClockReading, ...]) -> tuple[ClockReading, ...]:
    by_day: dict[date, ClockReading] = {}
    for reading in readings:
        by_day.setdefault(reading.last_day, reading)
    return tuple(by_day.values())
