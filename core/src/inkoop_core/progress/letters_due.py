"""Letters that have to be sent: what was decided, asked or received and not told yet."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from inkoop_core.domain.complaint import Complaint, ComplaintDecided
from inkoop_core.domain.course import CourseChange, CourseChanged, DefinitiveAward
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import DECISION_LETTERS, LetterKind, LetterSent
from inkoop_core.domain.question import QuestionRefused
from inkoop_core.domain.request import Request, RequestKind
from inkoop_core.progress.course import Course

_OF_REQUEST = {
    RequestKind.EVIDENCE: LetterKind.EVIDENCE_REQUEST,
    RequestKind.CLARIFICATION: LetterKind.CLARIFICATION_REQUEST,
    RequestKind.REPAIR: LetterKind.CLARIFICATION_REQUEST,
    RequestKind.VALIDITY: LetterKind.VALIDITY_EXTENSION,
}
_OF_CHANGE = {
    CourseChange.SUSPENDED: LetterKind.SUSPENSION,
    CourseChange.RESUMED: LetterKind.RESUMPTION,
    CourseChange.STOPPED: LetterKind.STOP,
    CourseChange.WITHDRAWN: LetterKind.WITHDRAWAL,
}
_OF_OUTCOME = {
    DecisionOutcome.AWARD: LetterKind.PROVISIONAL_AWARD,
    DecisionOutcome.REJECT: LetterKind.REJECTION,
}


class DueLetter(NamedTuple):
    """A letter that has to be sent. about: a submission, `klacht-1`, `vraag-3`; facts: ids of what it tells."""

    kind: LetterKind
    about: str
    facts: tuple[int, ...]


def due_letters(course: Course) -> tuple[DueLetter, ...]:
    """Every decision, request, change of course, complaint and refusal that no letter told, by whom it is about."""
    due: dict[tuple[str, LetterKind], list[int]] = {}
    for kind, about, fact in _tellable(course):
        if not is_told(course, fact.id, about):
            due.setdefault((about, kind), []).append(fact.id)
    order = list(LetterKind)
    keys = sorted(due, key=lambda key: (key[0], order.index(key[1])))
    return tuple(DueLetter(kind, about, tuple(due[about, kind])) for about, kind in keys)


def facts_to_tell(course: Course, kind: LetterKind, about: str) -> tuple[Fact[Any], ...]:
    """What a letter of this kind tells: everything that was not told yet, else the last that was; () nothing."""
    known = [fact for found, whom, fact in _tellable(course) if (found, whom) == (kind, about)]
    return tuple(fact for fact in known if not is_told(course, fact.id, about)) or tuple(known[-1:])


def is_told(course: Course, fact: int, about: str) -> bool:
    """Whether a letter to this one told it."""
    return any(letter.submission == about and fact in letter.body.facts for letter in course.all(LetterSent))


def earlier_decision_letter(course: Course, decision: Fact[AwardDecision]) -> Fact[LetterSent] | None:
    """The last letter that told the tenderer another decision than this one; None when there was none."""
    told = [
        letter
        for letter in course.all(LetterSent, decision.submission)
        if letter.body.kind in DECISION_LETTERS and decision.id not in letter.body.facts
    ]
    return max(told, key=lambda letter: letter.happened_at, default=None)


def _tellable(course: Course) -> Iterator[tuple[LetterKind, str, Fact[Any]]]:
    for decision in course.all(AwardDecision):
        new = earlier_decision_letter(course, decision) is not None
        kind = LetterKind.NEW_DECISION if new else _OF_OUTCOME[decision.body.outcome]
        yield kind, decision.submission, decision
    for request in course.all(Request):
        yield _OF_REQUEST[request.body.kind], request.submission, request
    for award in course.all(DefinitiveAward):
        yield LetterKind.DEFINITIVE_AWARD, award.submission, award
    for change in course.all(CourseChanged):
        for item in course.assessment.submissions:
            yield _OF_CHANGE[change.body.change], item.submission, change
    for complaint in course.all(Complaint):
        yield LetterKind.COMPLAINT_RECEIPT, complaint.submission, complaint
    for answer in course.all(ComplaintDecided):
        yield LetterKind.COMPLAINT_DECISION, answer.submission, answer
    for refused in course.all(QuestionRefused):
        yield LetterKind.QUESTION_REFUSED, refused.submission, refused
