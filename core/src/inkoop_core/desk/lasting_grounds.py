"""Grounds of a rejection that stand outside the assessment: until they fall, the assessment cannot award again."""

from collections.abc import Callable, Mapping

from inkoop_core.assessment.model import Effect, SubmissionAssessment
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import AwardDecision, DecisionGround, DecisionOutcome, NewDecisionGround
from inkoop_core.domain.request import Answer
from inkoop_core.progress.pauses import judgment_of
from inkoop_core.progress.plugin_gates import plugin_gates
from inkoop_core.progress.validity import extensions_of

Stands = Callable[[SubmissionAssessment, AwardDecision, DecisionGround, ProcedureState], bool]


def standing_grounds(item: SubmissionAssessment, state: ProcedureState) -> tuple[DecisionGround, ...]:
    """What keeps a rejected submission out whatever is corrected in its bid (§5.3 step 5, §5.7, §5.8.2, 7.7)."""
    return tuple(ground for ground, stands in _lasting(item, state) if stands)


def fallen_grounds(item: SubmissionAssessment, state: ProcedureState) -> tuple[DecisionGround, ...]:
    """What the rejection rests on and is no longer so: a reason to look at the decision again."""
    return tuple(ground for ground, stands in _lasting(item, state) if not stands)


def _lasting(item: SubmissionAssessment, state: ProcedureState) -> list[tuple[DecisionGround, bool]]:
    if item.decision is None or item.decision.body.outcome is not DecisionOutcome.REJECT:
        return []
    decision: AwardDecision = item.decision.body
    return [
        (ground, _STANDS[ground.kind](item, decision, ground, state))
        for ground in decision.grounds
        if ground.kind in _STANDS
    ]


def _still_upheld(
    item: SubmissionAssessment, _: AwardDecision, __: DecisionGround, ___: ProcedureState
) -> bool:
    return any(found.effect is Effect.REJECTS for found in item.verification)


def _still_ordered(
    _: SubmissionAssessment, decision: AwardDecision, ground: DecisionGround, state: ProcedureState
) -> bool:
    """The judgment that ordered it is still the one that counts, and not one on appeal after it."""
    judgment = judgment_of(state.course, decision.ordered_by)
    return judgment is not None and judgment.id in ground.facts


def _for_good(_: SubmissionAssessment, __: AwardDecision, ___: DecisionGround, ____: ProcedureState) -> bool:
    """A bid that its tenderer took back does not come back."""
    return True


def _still_refused(
    item: SubmissionAssessment, _: AwardDecision, __: DecisionGround, state: ProcedureState
) -> bool:
    asked = extensions_of(state.course, item.submission)
    return not asked or asked[-1].answer is not Answer.YES


def _still_objected(
    item: SubmissionAssessment, _: AwardDecision, __: DecisionGround, state: ProcedureState
) -> bool:
    return any(gate.objection for gate in plugin_gates(state.course, item.submission))


_STANDS: Mapping[NewDecisionGround, Stands] = {
    NewDecisionGround.VERIFICATION: _still_upheld,
    NewDecisionGround.COURT_ORDER: _still_ordered,
    NewDecisionGround.WITHDRAWN: _for_good,
    NewDecisionGround.EXTENSION_REFUSED: _still_refused,
    NewDecisionGround.OBJECTION: _still_objected,
}


def told_standing(grounds: tuple[DecisionGround, ...]) -> str:
    """Why somebody stays out, in Dutch."""
    return "; ".join(f"{ground.kind.label} ({ground.what})" for ground in grounds)
