"""Step 5: the evidence of a provisional winner, beside the steps that led to the decision."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.rules import Case
from inkoop_core.assessment.model import (
    Assessed,
    Effect,
    RuleFailure,
    Step,
    StepState,
    SubmissionAssessment,
)
from inkoop_core.assessment.standing import worst_of
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.finding import Stage
from inkoop_core.domain.party import Party
from inkoop_core.domain.request import Request, RequestKind


def is_verified(case: Case) -> bool:
    """Whether evidence is looked at: the bid is awarded provisionally, or was when evidence was asked (§5.3 step 5).

    A decision that rejects it later may rest on that evidence: what changes in it must be seen.
    """
    decisions = case.recorded(AwardDecision)
    if not decisions:
        return False
    awarded = decisions[-1].body.outcome is DecisionOutcome.AWARD
    return awarded or any(fact.body.kind is RequestKind.EVIDENCE for fact in case.recorded(Request))


def parted(
    definition: TenderDefinition, failures: Sequence[RuleFailure]
) -> tuple[tuple[RuleFailure, ...], tuple[RuleFailure, ...]]:
    """Failures of rules of step 5, and the others."""
    requirements = definition.requirement_by_id
    later = tuple(
        failure
        for failure in failures
        if failure.requirement in requirements
        and requirements[failure.requirement].stage is Stage.VERIFICATION
    )
    return later, tuple(failure for failure in failures if failure not in later)


def with_verification(
    case: Case,
    item: SubmissionAssessment,
    findings: tuple[Assessed, ...],
    failures: tuple[RuleFailure, ...],
) -> SubmissionAssessment:
    """The submission with step 5. Its standing stays: that is about the provisional decision."""
    failures = (*failures, *_aimless(case, findings))
    if not findings and not failures:
        return item
    state, deciding = worst_of(findings)
    step = Step(
        Stage.VERIFICATION.step,
        Stage.VERIFICATION.label,
        StepState.UNDECIDED if failures else state,
        deciding,
    )
    return evolve(item, steps=(*item.steps, step), verification=findings, verification_failures=failures)


def _aimless(case: Case, findings: Sequence[Assessed]) -> Iterator[RuleFailure]:
    """Upheld refusals of a party that is not there: they may not pass as if they had refused one."""
    parties = [fact.body.id for fact in case.recorded(Party)]
    for item in findings:
        key = item.finding.key
        if item.effect is Effect.REFUSES_PARTY and party_of(key.subject) not in parties:
            reason = f"het gevolg 'partij weigeren' noemt geen partij van de inschrijving ({key.subject})"
            yield RuleFailure(key.requirement, "?", reason, case.submission)


def party_of(subject: str) -> str:
    """The party in the subject of a finding about evidence: `gva/lid-1`; "" for the tenderer's own."""
    return subject.partition("/")[2]
