"""What decisions would do to the coverage, and the decisions that were replaced."""

from collections.abc import Sequence

from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.progress.coverage import CoverageStage, coverage_among, told_coverage_change


def coverage_change(state: ProcedureState, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """New gaps and new single tenderers when these facts come, one line each; () when there are none."""
    after = state.supposing(*drafts)
    stage = CoverageStage.POSSIBLE
    return told_coverage_change(
        coverage_among(state.definition, state.current, stage),
        coverage_among(state.definition, after.current, stage),
    )


def replaced_decisions(state: ProcedureState) -> tuple[Fact[AwardDecision], ...]:
    """Decisions that were known at the moment and no longer stand, oldest first."""
    standing = {fact.id for fact in state.facts(AwardDecision)}
    return tuple(
        fact
        for fact in state.recorded
        if isinstance(fact.body, AwardDecision)
        and fact.id not in standing
        and fact.recorded_at <= state.moment.known_at
        and fact.happened_at <= state.moment.as_of
    )
