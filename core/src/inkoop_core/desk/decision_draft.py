"""An award decision as it is recorded, with everything that it rests on."""

from collections.abc import Iterable

from attrs import frozen

from inkoop_core.assessment.model import SubmissionAssessment
from inkoop_core.assessment.report import submission_report
from inkoop_core.desk.review import changed_since_decision
from inkoop_core.desk.state import ProcedureState
from inkoop_core.desk.versions import versions_used
from inkoop_core.domain.canonical import canonical_json, digest
from inkoop_core.domain.decision import AwardDecision, DecisionGround, DecisionOutcome, NewDecisionGround
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.submission import Offer, OfferedProduct


@frozen
class Decided:
    """What is decided on one submission.

    products, refused  of an award; grounds: the new facts of a new decision; ordered_by: `geding-1`
    """

    outcome: DecisionOutcome
    reason: str
    mandate: str
    products: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    grounds: tuple[DecisionGround, ...] = ()
    ordered_by: str = ""


def decision_draft(item: SubmissionAssessment, decided: Decided, state: ProcedureState) -> Draft:
    """The decision with the assessment it rests on; it replaces the one that stands on the submission."""
    kept = canonical_json(submission_report(item, state.definition))
    awarded = decided.outcome is DecisionOutcome.AWARD
    products = decided.products if awarded else ()
    return Draft(
        AwardDecision(
            outcome=decided.outcome,
            products=products,
            refused=decided.refused if awarded else (),
            reason=decided.reason,
            mandate=decided.mandate,
            assessment=kept.decode(),
            assessment_digest=digest(kept),
            definition=state.definition.sha256,
            versions=versions_used(state),
            awarded=_with_variants(item.submission, products, state),
            grounds=decided.grounds,
            ordered_by=decided.ordered_by or (item.decision.body.ordered_by if item.decision else ""),
        ),
        item.submission,
        replaces=item.decision.id if item.decision else None,
        reason=decided.reason if item.decision else "",
    )


def reassessed(item: SubmissionAssessment, state: ProcedureState) -> tuple[DecisionGround, ...]:
    """The ground of a decision that is taken again because what it rests on changed."""
    changed = changed_since_decision(item, state)
    return (DecisionGround(NewDecisionGround.REASSESSED, f"veranderd is: {changed}"),) if changed else ()


def _with_variants(
    submission: str, products: Iterable[str], state: ProcedureState
) -> tuple[OfferedProduct, ...]:
    chosen = set(products)
    return tuple(
        offered
        for offer in state.facts(Offer, submission)
        for offered in offer.body.products
        if offered.product in chosen
    )
