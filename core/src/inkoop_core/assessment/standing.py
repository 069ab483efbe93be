"""From findings to steps, scores and what can be decided about a submission."""

from collections.abc import Iterator, Mapping, Sequence

from inkoop_core.api.rules import Case, Facts
from inkoop_core.api.tenders import AwardMethod, AwardResult
from inkoop_core.assessment.model import (
    AWARD_METHOD,
    Assessed,
    Effect,
    RuleFailure,
    ScoreLine,
    Standing,
    Step,
    StepState,
    SubmissionAssessment,
)
from inkoop_core.domain.decision import AwardDecision, ConsensusScore
from inkoop_core.domain.finding import Consequence, Stage, Verdict
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import Party, Tenderer
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import Offer

_STATE_OF_EFFECT = {
    Effect.REJECTS: StepState.REJECTED,
    Effect.TO_RULE: StepState.TO_RULE,
    Effect.WAITING: StepState.WAITING,
    Effect.FINE: StepState.CLEAR,
    Effect.BLOCKS_PRODUCT: StepState.CLEAR,
    Effect.REFUSES_PARTY: StepState.CLEAR,
}
_WORST_FIRST = (
    StepState.UNDECIDED,
    StepState.REJECTED,
    StepState.TO_RULE,
    StepState.WAITING,
    StepState.CLEAR,
)
_RANK = {state: rank for rank, state in enumerate(_WORST_FIRST)}
_STEP_LABELS = {stage.step: stage.label for stage in Stage if stage is not Stage.VERIFICATION}


def concluded(
    case: Case,
    findings: tuple[Assessed, ...],
    failures: tuple[RuleFailure, ...],
    award_method: AwardMethod | None,
) -> SubmissionAssessment:
    """Everything about one submission, from its findings."""
    scores = scores_of(case)
    try:
        award = award_of(case, scores, award_method)
    except Exception as error:  # noqa: BLE001 - whatever an award method raises leaves the award undecided
        award = None
        reason = f"{type(error).__name__}: {error}"
        failures = (*failures, RuleFailure(AWARD_METHOD, "?", reason, case.submission))
    failures = (*failures, *aimless(case, findings))
    steps = steps_of(case, findings, failures, award)
    blocked = blocked_by(findings)
    refused = [
        item.finding.key.subject.partition("/")[0] for item in findings if item.effect is Effect.REFUSES_PARTY
    ]
    offered = offered_in(case)
    left = tuple(product for product in offered if product not in blocked and in_scope(case, product))
    decisions = case.recorded(AwardDecision)
    return SubmissionAssessment(
        submission=case.submission,
        tenderer=tenderer_named(case.facts) or case.submission,
        findings=findings,
        steps=steps,
        scores=tuple(ScoreLine(criterion, value) for criterion, value in scores.items()),
        award=award,
        standing=standing_of(findings, failures, award, nothing_left=bool(offered) and not left),
        products=left,
        refused=tuple(dict.fromkeys(refused)),
        failures=failures,
        decision=decisions[-1] if decisions else None,
    )


def tenderer_named(facts: Facts) -> str:
    """The tenderer of one submission: as recorded, else as read in the bid, marked; else the name of the package."""
    for fact in reversed(facts.get(Tenderer, ())):
        return str(fact.body.name)
    for reading in facts.get(ReadFact, ()):
        if reading.body.kind == "tenderer" and reading.body.of_the_bid and reading.body.text("name"):
            return f"{reading.body.text('name')} (gelezen)"
    packages = facts.get(PackageReceived, ())
    return packages[-1].body.name if packages else ""


def offered_in(case: Case) -> tuple[str, ...]:
    """The ids of the offered products, in their order."""
    offers = case.recorded(Offer)
    return tuple(product.product for product in offers[-1].body.products) if offers else ()


def in_scope(case: Case, product: str) -> bool:
    """Whether a product can be awarded here; a re-tender of the missing part is for that part alone (§2.1.3)."""
    scope = case.definition.retender
    return scope is None or product in scope.products


def blocked_by(findings: Sequence[Assessed]) -> set[str]:
    """The products that upheld findings keep from being awarded."""
    return {
        item.finding.key.subject.removeprefix("product:")
        for item in findings
        if item.effect is Effect.BLOCKS_PRODUCT
    }


def aimless(case: Case, findings: Sequence[Assessed]) -> Iterator[RuleFailure]:
    """Upheld findings that block or refuse nothing that is there: they may not pass as if they had."""
    for item in findings:
        key = item.finding.key
        if item.effect is Effect.BLOCKS_PRODUCT and key.subject.removeprefix("product:") not in offered_in(
            case
        ):
            reason = (
                f"het gevolg 'product niet gunnen' noemt geen aangeboden product ({key.subject or 'leeg'})"
            )
        elif item.effect is Effect.REFUSES_PARTY and not _is_party(case, key.subject):
            reason = f"het gevolg 'partij weigeren' noemt geen partij van de inschrijving ({key.subject or 'leeg'})"
        else:
            continue
        yield RuleFailure(key.requirement, "?", reason, case.submission)


def _is_party(case: Case, subject: str) -> bool:
    return subject.partition("/")[0] in [fact.body.id for fact in case.recorded(Party)]


def steps_of(
    case: Case,
    findings: Sequence[Assessed],
    failures: Sequence[RuleFailure],
    award: AwardResult | None = None,
) -> tuple[Step, ...]:
    """Steps 0 to 4: the worst finding decides; a rule that could not be run leaves its step undecided.

    A score that does not pass keeps step 4 from being clear, whatever was ruled on its findings.
    """
    requirements = case.definition.requirement_by_id
    states: dict[int, list[tuple[int, int]]] = {number: [] for number in _STEP_LABELS}
    for index, item in enumerate(findings):
        if item.effect is not Effect.FINE:
            number = requirements[item.finding.key.requirement].stage.step
            states[number].append((_RANK[_STATE_OF_EFFECT[item.effect]], index))
    undecided = {
        requirements[failure.requirement].stage.step
        for failure in failures
        if failure.requirement in requirements
    }
    if any(failure.requirement == AWARD_METHOD for failure in failures):
        undecided.add(Stage.AWARD.step)
    steps = []
    for number, label in _STEP_LABELS.items():
        ranked = sorted(states[number])
        worst = _WORST_FIRST[ranked[0][0]] if ranked else StepState.CLEAR
        if number == Stage.AWARD.step and worst is StepState.CLEAR:
            worst = _award_state(award)
        state = StepState.UNDECIDED if number in undecided else worst
        steps.append(Step(number, label, state, tuple([index for _, index in ranked])))
    return tuple(steps)


def worst_of(findings: Sequence[Assessed]) -> tuple[StepState, tuple[int, ...]]:
    """The state that findings give their step, and which of them decide it, worst first."""
    ranked = sorted(
        (_RANK[_STATE_OF_EFFECT[item.effect]], index)
        for index, item in enumerate(findings)
        if item.effect is not Effect.FINE
    )
    state = _WORST_FIRST[ranked[0][0]] if ranked else StepState.CLEAR
    return state, tuple(index for _, index in ranked)


def _award_state(award: AwardResult | None) -> StepState:
    if award is None:
        return StepState.WAITING
    return StepState.CLEAR if award.passed else StepState.TO_RULE


def scores_of(case: Case) -> Mapping[str, int | None]:
    """The consensus score per criterion, None where there is none."""
    given = {fact.body.criterion: fact.body.value for fact in case.recorded(ConsensusScore)}
    return {criterion.id: given.get(criterion.id) for criterion in case.definition.award.criteria}


def award_of(case: Case, scores: Mapping[str, int | None], method: AwardMethod | None) -> AwardResult | None:
    """What the award method says, once every criterion has its score. Raises TypeError when it says nothing."""
    given = {criterion: value for criterion, value in scores.items() if value is not None}
    if method is None or len(given) < len(scores):
        return None
    result: object = method(case.definition.award, given)
    if not isinstance(result, AwardResult):
        raise TypeError(f"de gunningsmethode gaf {type(result).__name__} in plaats van een uitkomst")
    return result


def standing_of(
    findings: Sequence[Assessed],
    failures: Sequence[RuleFailure],
    award: AwardResult | None,
    *,
    nothing_left: bool = False,
) -> Standing:
    """What can be decided now; nothing passes an undecided rule, and nothing is rejected without a ruling.

    Nothing is awarded without an award result that passes (§4: a knock-out cannot be set aside).

    nothing_left  every product of the offer is blocked by an upheld finding: there is nothing to award
    """
    if failures:
        return Standing.UNDECIDED
    effects = [item.effect for item in findings]
    if Effect.REJECTS in effects:
        return Standing.REJECTED
    if Effect.TO_RULE in effects:
        proposed = any(
            item.effect is Effect.TO_RULE
            and item.finding.verdict is Verdict.NOT_MET
            and item.finding.consequence is Consequence.MUST_REJECT
            for item in findings
        )
        return Standing.REJECTION_PROPOSED if proposed else Standing.TO_RULE
    if Effect.WAITING in effects:
        return Standing.WAITING
    if nothing_left:
        return Standing.REJECTED
    if award is None:
        return Standing.WAITING
    return Standing.AWARDABLE if award.passed else Standing.TO_RULE
