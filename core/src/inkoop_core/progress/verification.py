"""Step 5 of one provisional winner: what was asked, what came, what is still open (§5.3 steps 5 and 7)."""

from collections.abc import Iterator
from datetime import date, datetime

from attrs import frozen

from inkoop_core.api.evidence_status import EvidenceFile, EvidenceStatus, items_for, status_of
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.assessment.model import Assessed, Effect, SubmissionAssessment
from inkoop_core.assessment.verifying import party_of
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome, NoteChoice
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Stage
from inkoop_core.domain.letter import LetterSent
from inkoop_core.domain.party import Party
from inkoop_core.domain.request import EvidenceJudged, EvidenceReceived, Request
from inkoop_core.progress.course import Course
from inkoop_core.progress.subcontractors import refused


@frozen
class VerificationItem:
    """One piece of evidence of one party.

    evidence, title  its kind; party: OWN_PARTY or the id of a party
    asked            when the letter that asks it was sent (UTC); None: not asked yet
    last_day         the last day of its term; None while it was not asked
    received         what came in, in time or not, oldest first
    in_time          whether something came in that may count
    judged           the last judgement
    accepted         nothing about it stands in the way any more: in order, let pass by a ruling, or of a party refused
    finding          what the rule says; None where there is no provisional decision
    """

    evidence: str
    title: str
    party: str
    asked: datetime | None
    last_day: date | None
    received: tuple[Fact[EvidenceReceived], ...]
    in_time: bool
    judged: Fact[EvidenceJudged] | None
    accepted: bool
    finding: Assessed | None
    status: EvidenceStatus


@frozen
class VerificationStatus:
    """open: what still stands in the way, one Dutch line each; complete: nothing does."""

    items: tuple[VerificationItem, ...]
    complete: bool
    open: tuple[str, ...]


def verification_of(course: Course, submission: str) -> VerificationStatus:
    """The verification of one submission as it stands; never complete without a provisional award."""
    item = course.assessment.of(submission)
    gone = refused(course, submission)
    items = tuple(_items(course, submission, item, gone))
    lines = tuple(_open(course, item, gone))
    return VerificationStatus(items, not lines, lines)


def evidence_file(course: Course, submission: str) -> EvidenceFile:
    """Everything that stands about the evidence of one submission."""
    return EvidenceFile(
        definition=course.definition,
        choices=readings_in_force(course.definition, course.all(NoteChoice)),
        requests=course.all(Request, submission),
        letters=course.all(LetterSent, submission),
        received=course.all(EvidenceReceived, submission),
        judged=course.all(EvidenceJudged, submission),
    )


def evidence_statuses(course: Course, submission: str) -> tuple[EvidenceStatus, ...]:
    """Every piece of evidence that the bid needs, also before anything is decided: early evidence counts (N-02)."""
    decisions = course.all(AwardDecision, submission)
    file = evidence_file(course, submission)
    needed = items_for(
        course.definition.evidence,
        [fact.body for fact in course.all(Party, submission)],
        file.choices,
        decisions[-1].body.refused if decisions else (),
    )
    return tuple(status_of(item, file) for item in needed)


def _items(
    course: Course, submission: str, item: SubmissionAssessment | None, gone: tuple[str, ...]
) -> Iterator[VerificationItem]:
    judged_by = {
        proof: requirement.id
        for requirement in course.definition.requirements
        if requirement.stage is Stage.VERIFICATION
        for proof in requirement.evidence
    }
    found = {
        (one.finding.key.requirement, one.finding.key.subject): one
        for one in (item.verification if item else ())
    }
    for status in evidence_statuses(course, submission):
        kind = status.item.kind
        finding = found.get((judged_by.get(kind.id, ""), status.item.subject))
        yield VerificationItem(
            evidence=kind.id,
            title=kind.title,
            party=status.item.party,
            asked=status.asked.letter.happened_at if status.asked else None,
            last_day=status.asked.last_day if status.asked else None,
            received=status.all_received,
            in_time=bool(status.usable),
            judged=status.judged,
            accepted=finding is not None and _settled(finding, gone),
            finding=finding,
            status=status,
        )


def _settled(found: Assessed, gone: tuple[str, ...]) -> bool:
    """In order, let pass by a ruling, or about a party that is refused: it takes no part any more."""
    return found.effect is Effect.FINE or party_of(found.finding.key.subject) in gone


def _open(course: Course, item: SubmissionAssessment | None, gone: tuple[str, ...]) -> Iterator[str]:
    if item is None or item.decision is None or item.decision.body.outcome is not DecisionOutcome.AWARD:
        yield "er is geen voorlopige gunning; zonder die wordt geen bewijs gevraagd"
        return
    stages = [requirement.stage for requirement in course.definition.requirements]
    if course.definition.evidence and Stage.VERIFICATION not in stages:
        yield "de aanbestedingsdefinitie heeft bewijsmiddelen, maar geen eis van stap 5 die ze beoordeelt"
    for failure in item.verification_failures:
        yield f"{failure.requirement} is onbeslist: {failure.reason}"
    for found in item.verification:
        if not _settled(found, gone):
            yield f"{found.finding.explanation} ({_WAITS.get(found.effect, _UPHELD)})"


_WAITS = {Effect.WAITING: "wacht op gegevens", Effect.TO_RULE: "oordeel nodig"}
_UPHELD = "gehandhaafd: daarop volgt een nieuwe beslissing"
