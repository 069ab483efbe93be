"""Why a submission cannot go on to a definitive award: suspension, stop, proceedings, a judgment not carried out.

Sources: Wijzigingen en stoppen (PRO-11), §5.8.2 (DEF-04, CMP-05). The facts alone decide, not the order in which they
were recorded; where they leave room, the submission stays closed.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from attrs import evolve, frozen

from inkoop_core.domain.course import CourseChange, CourseChanged
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.proceedings import (
    ON_APPEAL,
    Joined,
    Judgment,
    JudgmentCarriedOut,
    PauseChosen,
    PauseScope,
    Proceedings,
    RulingOfCourt,
)
from inkoop_core.domain.source import SourceRef
from inkoop_core.progress.course import Course

PROCEEDINGS_SOURCE = SourceRef("inkoopdocument", "§5.8.2")
COURSE_SOURCE = SourceRef("inkoopdocument", "Wijzigingen en stoppen")
FREEING = (RulingOfCourt.DISMISSED, RulingOfCourt.WITHDRAWN, RulingOfCourt.OVERTURNED)
"""Rulings after which nothing is left to be done."""
LETS_STAND = (RulingOfCourt.UPHELD, RulingOfCourt.DISMISSED, RulingOfCourt.WITHDRAWN)
"""How an appeal ends that leaves the first judgment as it is."""
FOR_GOOD = (CourseChange.STOPPED, CourseChange.WITHDRAWN)


@frozen
class Pause:
    """Why a submission cannot go on.

    about       `geding-1`, `verloop/1`
    why         in Dutch; since: the instant of the fact that made it (UTC)
    facts       ids of the facts that it rests on
    opens_when  the fact that would end it, in Dutch
    for_good    nothing ends it: the procedure was stopped or withdrawn
    """

    about: str
    why: str
    since: datetime
    facts: tuple[int, ...]
    opens_when: str
    source: SourceRef
    for_good: bool = False


def pauses_of(course: Course, submission: str) -> tuple[Pause, ...]:
    """Everything that pauses a submission; () when it is free."""
    return (*_of_course(course), *_of_proceedings(course, submission))


def proceedings_touch(course: Course, submission: str) -> tuple[Fact[Proceedings], ...]:
    """The proceedings, pending or not, whose outcome can touch a submission; those that name nobody touch all."""
    return tuple(fact for fact in course.all(Proceedings) if _concern(course, fact, submission))


def judgment_of(course: Course, proceedings: str) -> Fact[Judgment] | None:
    """The ruling that counts: the last one, of the court or on appeal. None: the proceedings are pending.

    An appeal that was withdrawn or rejected lets the first judgment stand: that one counts again.
    """
    summons = course.last(Proceedings, proceedings)
    rulings = [
        item
        for item in course.all(Judgment, proceedings)
        if summons is None or item.happened_at >= summons.happened_at
    ]
    last = _latest(rulings)
    if last is None or not on_appeal(last) or last.body.outcome not in LETS_STAND:
        return last
    return _latest(item for item in rulings if not on_appeal(item))


def on_appeal(judgment: Fact[Judgment]) -> bool:
    """Whether a ruling is the one on appeal."""
    return ON_APPEAL in judgment.subject.split("/")


def course_then(course: Course, instant: datetime) -> Course:
    """The course as it stood at an instant: only what had happened by then, whenever that was recorded."""
    return evolve(course, facts=tuple(fact for fact in course.facts if fact.happened_at <= instant))


def scope_of(course: Course, proceedings: str) -> PauseScope:
    """How far proceedings pause: the whole procedure until the decision-maker chose otherwise (§5.8.2)."""
    chosen = _latest(course.all(PauseChosen, proceedings))
    return chosen.body.scope if chosen else PauseScope.WHOLE


def unexecuted(course: Course, proceedings: str, submission: str) -> Fact[Judgment] | None:
    """The ruling of these proceedings that still waits to be carried out for a submission; None when none does."""
    judgment = judgment_of(course, proceedings)
    if judgment is None or judgment.body.outcome in FREEING:
        return None
    if judgment.body.submissions and submission not in judgment.body.submissions:
        return None
    return None if _carried_out(course, proceedings, judgment, submission) else judgment


def suspension_of(course: Course) -> Fact[CourseChanged] | None:
    """What suspends the procedure now; None when it is not suspended."""
    turns = [
        fact
        for fact in course.all(CourseChanged)
        if fact.body.change in (CourseChange.SUSPENDED, CourseChange.RESUMED)
    ]
    # Of one instant the suspension counts: the order in which they were recorded says nothing of it.
    last = max(
        turns,
        key=lambda fact: (fact.happened_at, fact.body.change is CourseChange.SUSPENDED, fact.id),
        default=None,
    )
    return last if last is not None and last.body.change is CourseChange.SUSPENDED else None


def _of_course(course: Course) -> Iterator[Pause]:
    for fact in course.all(CourseChanged):
        if fact.body.change in FOR_GOOD:
            yield _course_pause(fact, "niets: er komt in deze procedure geen gunning meer", for_good=True)
    suspended = suspension_of(course)
    if suspended is not None:
        yield _course_pause(suspended, "de hervatting van de procedure is vastgelegd")


def _course_pause(fact: Fact[CourseChanged], opens_when: str, for_good: bool = False) -> Pause:
    why = f"de procedure is op {_day(fact)} {fact.body.change.label}: {fact.body.reason}"
    return Pause(fact.subject, why, fact.happened_at, (fact.id,), opens_when, COURSE_SOURCE, for_good)


def _of_proceedings(course: Course, submission: str) -> Iterator[Pause]:
    for fact in course.all(Proceedings):
        if judgment_of(course, fact.subject) is None:
            yield from _pending(course, fact, submission)
            continue
        open_judgment = unexecuted(course, fact.subject, submission)
        if open_judgment is not None:
            yield _waiting(open_judgment, fact, submission)


def _pending(course: Course, fact: Fact[Proceedings], submission: str) -> Iterator[Pause]:
    """Pending proceedings pause the procedure; the award waits for the ruling (§5.8.2, DEF-04)."""
    chosen = _latest(course.all(PauseChosen, fact.subject))
    scope = scope_of(course, fact.subject)
    if scope is PauseScope.TOUCHED and not _concern(course, fact, submission):
        return
    yield Pause(
        fact.subject,
        f"{fact.subject} van {fact.body.claimant_name} loopt sinds {_day(fact)} en pauzeert {scope.label}",
        fact.happened_at,
        (fact.id, *((chosen.id,) if chosen else ())),
        f"de uitspraak in {fact.subject}, of de intrekking ervan, is vastgelegd",
        PROCEEDINGS_SOURCE,
    )


def _waiting(judgment: Fact[Judgment], fact: Fact[Proceedings], submission: str) -> Pause:
    if judgment.body.outcome is RulingOfCourt.PROHIBITED:
        opens_when = f"na de uitspraak is een nieuwe beslissing over {submission} vastgelegd"
    else:
        opens_when = f"de uitvoering van de uitspraak in {fact.subject} is vastgelegd"
    return Pause(
        fact.subject,
        f"de uitspraak van {_day(judgment)} in {fact.subject} ({judgment.body.outcome.label}) is niet uitgevoerd",
        judgment.happened_at,
        (fact.id, judgment.id),
        opens_when,
        PROCEEDINGS_SOURCE,
    )


def _carried_out(course: Course, proceedings: str, judgment: Fact[Judgment], submission: str) -> bool:
    """A prohibition ends with the new decision that follows from it; another order when it was carried out."""
    if judgment.body.outcome is RulingOfCourt.PROHIBITED:
        decisions = [fact for fact in course.all(AwardDecision, submission) if fact.subject == submission]
        return any(
            fact.happened_at > judgment.happened_at and fact.body.ordered_by == proceedings
            for fact in decisions
        )
    done = course.all(JudgmentCarriedOut, proceedings)
    return any(
        fact.happened_at >= judgment.happened_at and fact.body.judgment in (0, judgment.id) for fact in done
    )


def _concern(course: Course, fact: Fact[Proceedings], submission: str) -> bool:
    """Whether the outcome can touch a submission: of the claimant, named, or of who joined; nobody named is all."""
    if not fact.body.concerns:
        return True
    joined = (item.body.submission for item in course.all(Joined, fact.subject))
    return submission in (fact.body.claimant, *fact.body.concerns, *joined)


def _latest(facts: Iterable[Fact[Any]]) -> Fact[Any] | None:
    return max(facts, key=lambda fact: (fact.happened_at, fact.id), default=None)


def _day(fact: Fact[Any]) -> str:
    return shown_day(local_day(fact.happened_at))
