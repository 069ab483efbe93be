"""Whether the terms that are still to run fit before the bids are no longer valid (N-16, N-34).

Only the lengths of the terms are used, and facts that every member of the team may know: nothing of a screening.
"""

from collections.abc import Iterator
from datetime import date, datetime

from attrs import frozen

from inkoop_core.api.progress import Clock, ClockState
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.letter import DECISION_LETTERS
from inkoop_core.domain.moment import local_day
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.term import Term, day_after, day_before, extended, last_day, latest_start
from inkoop_core.progress.calendar import holidays_of
from inkoop_core.progress.clocks import clock_of
from inkoop_core.progress.clocks_award import STANDSTILL
from inkoop_core.progress.clocks_validity import VALIDITY, validity_clock
from inkoop_core.progress.counting import letter_start
from inkoop_core.progress.course import Course
from inkoop_core.progress.letters_sent import letter_of
from inkoop_core.progress.plugin_gates import plugin_gates
from inkoop_core.progress.signing import agreement_of

MILESTONE = "mijlpaal"
"""The unit of a parameter that is a day by which everything should be settled."""


@frozen
class PlanStep:
    """A term that must have ended before the bid is no longer valid.

    starts_on     the day of its event; assumed: it did not happen yet, and is taken to happen as soon as it can
    needed_until  the day on which its end leaves room for what must follow: its own end, or the day after it
    latest_start  the latest day of its event for it and what follows to fit; latest_safe: by the safe reading
    done          it need not be waited for any more
    """

    term: str
    label: str
    starts_on: date
    assumed: bool
    ends_on: date
    needed_until: date
    latest_start: date
    latest_safe: date
    done: bool
    source: SourceRef
    notes: tuple[str, ...]


@frozen
class Milestone:
    """A day by which the tender wants everything settled, and whether an agreement can be signed before it."""

    key: str
    day: date
    met: bool
    source: SourceRef
    notes: tuple[str, ...]


@frozen
class Plan:
    """The planning of one submission, or ("") of the procedure before its decisions.

    until, safe    the last day of validity as it is shown, and by the safe reading
    first_signing  the first day on which an agreement can be signed
    extend_to      the day to which an extension must be asked at least; None: everything fits
    lapsed         the bid is no longer valid by the safe reading
    """

    submission: str
    until: date
    safe: date
    steps: tuple[PlanStep, ...]
    milestones: tuple[Milestone, ...]
    first_signing: date
    extend_to: date | None
    lapsed: bool

    def late(self, step: PlanStep) -> bool:
        """Whether the step no longer fits, by either reading."""
        return not step.done and step.needed_until > self.safe


def plans_of(course: Course) -> tuple[Plan, ...]:
    """The plan of each submission that is to be awarded and has no agreement yet; of the procedure before that.

    Empty where the definition has no validity, or no term that must fit within it.
    """
    decisions = course.all(AwardDecision)
    about = sorted(
        fact.submission
        for fact in decisions
        if fact.body.outcome is DecisionOutcome.AWARD and agreement_of(course, fact.submission).since is None
    )
    plans = (plan_of(course, submission) for submission in (about if decisions else [""]))
    return tuple(plan for plan in plans if plan is not None)


def plan_of(course: Course, submission: str) -> Plan | None:
    """The plan of one submission, "" of the procedure; None where nothing must fit within a validity."""
    validity = validity_clock(course, submission)
    if validity is None or validity.last_day is None:
        return None
    until = validity.readings[0].last_day
    chains = tuple(_chains(course))
    open_gates = _open_gates(course, submission)
    steps = tuple(
        step
        for chain in chains
        for step in _steps(course, submission, chain, until, validity.last_day, open_gates)
    )
    if not steps:
        return None
    waited = [step.needed_until for step in steps if not step.done]
    needed = extended(_today(course), *waited)
    return Plan(
        submission,
        until,
        validity.last_day,
        steps,
        tuple(_milestones(course, needed)),
        first_signing=needed,
        extend_to=needed if needed > validity.last_day else None,
        lapsed=_today(course) > validity.last_day,
    )


def _chains(course: Course) -> Iterator[tuple[str, ...]]:
    """Terms that must fit within the validity, each with the terms that follow it."""
    terms = course.definition.terms
    following = {term.follows: name for name, term in terms.items() if term.follows}
    for name, term in terms.items():
        if term.fits_within == VALIDITY:
            chain = [name]
            while (after := following.get(chain[-1])) is not None and after not in chain:
                chain.append(after)
            yield tuple(chain)


def _steps(
    course: Course,
    submission: str,
    chain: tuple[str, ...],
    until: date,
    safe: date,
    open_gates: frozenset[str],
) -> Iterator[PlanStep]:
    holidays, today = holidays_of(course), _today(course)
    ended = date.min
    for number, name in enumerate(chain):
        term = course.definition.terms[name]
        clock = clock_of(course, name, submission) if not number else None
        started = _started(course, submission, term, clock) if not number else None
        starts_on = max(ended, today) if started is None else local_day(started)
        ended = clock.last_day if clock and clock.last_day else last_day(term, starts_on, holidays)
        yield PlanStep(
            term=name,
            label=term.title or name,
            starts_on=starts_on,
            assumed=started is None,
            ends_on=ended,
            needed_until=day_after(ended) if name == STANDSTILL else ended,
            latest_start=_latest(course, chain[number:], until),
            latest_safe=_latest(course, chain[number:], safe),
            done=term.gate in open_gates or (clock is not None and clock.state in _OVER),
            source=term.source,
            notes=term.notes,
        )


_OVER = (ClockState.DONE, ClockState.ENDED)


def _started(course: Course, submission: str, term: Term, clock: Clock | None) -> datetime | None:
    """When the event of a term was: its clock knows, or the letter with the award."""
    if clock is not None:
        return clock.started_at
    decision = course.last(AwardDecision, submission) if submission else None
    letter = letter_of(course, decision.id, DECISION_LETTERS) if decision else None
    if letter is None or not term.starts.startswith("award-"):
        return None
    return letter_start(letter)(term)


def _latest(course: Course, chain: tuple[str, ...], until: date) -> date:
    """The latest day of the event of the first term for all of the chain to end in time; counted backwards."""
    day = day_before(until) if chain[0] == STANDSTILL else until
    for name in reversed(chain):
        day = latest_start(course.definition.terms[name], day, holidays_of(course))
    return day


def _open_gates(course: Course, submission: str) -> frozenset[str]:
    """The gates of plugins that are open for the submission; before the decisions none is."""
    if not submission:
        return frozenset()
    return frozenset(gate.id for gate in plugin_gates(course, submission) if gate.open)


def _milestones(course: Course, first_signing: date) -> Iterator[Milestone]:
    for key, parameter in course.definition.parameters.items():
        value = parameter.value
        if parameter.unit == MILESTONE and isinstance(value, date) and not isinstance(value, datetime):
            yield Milestone(key, value, first_signing <= value, parameter.source, parameter.notes)


def _today(course: Course) -> date:
    return local_day(course.moment.as_of)
