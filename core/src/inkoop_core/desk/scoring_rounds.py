"""Rounds of scoring: what counts since a re-assessment, and who sees what was before it."""

from typing import Any

from inkoop_core.access import roles_now
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import AwardDecision, ConsensusScore, Ruling, Score, ScoresOpened
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Stage
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.domain.role import Role

SEES_EARLIER = (Role.ADVISER, Role.DECISION_MAKER, Role.AUDITOR, Role.LEGAL_COUNSEL)
"""Who sees the scores of before a round, unless he scores in it."""
HIDDEN = "(van een eerdere ronde; niet zichtbaar)"


def round_of(state: ProcedureState, submission: str, criterion: str = "") -> Fact[ScoringRound] | None:
    """The last round of a submission, on one criterion or on any; None while there was none.

    Asked of all that was recorded: looking at another moment opens or hides nothing.
    """
    rounds = [
        fact
        for fact in state.recorded
        if isinstance(fact.body, ScoringRound)
        and submission in fact.body.submissions
        and criterion in ("", *fact.body.criteria)
    ]
    return rounds[-1] if rounds else None


def since(state: ProcedureState, submission: str, criterion: str = "") -> int:
    """The id of the fact after which scores count; 0 where all of them do."""
    found = round_of(state, submission, criterion)
    return found.id if found else 0


def is_of_earlier_round(state: ProcedureState, fact: Fact[Any]) -> bool:
    """Whether a fact says how a submission was scored before its last round."""
    if isinstance(fact.body, (Score, ConsensusScore, ScoresOpened)):
        return fact.id < since(state, fact.submission, fact.body.criterion)
    if isinstance(fact.body, AwardDecision) or is_ruling_on_award(state, fact):
        return fact.id < since(state, fact.submission)
    return False


def is_ruling_on_award(state: ProcedureState, fact: Fact[Any]) -> bool:
    """Whether a fact is a ruling on a finding about the scores."""
    if not isinstance(fact.body, Ruling):
        return False
    requirement = state.definition.requirement_by_id.get(fact.body.requirement)
    return requirement is not None and requirement.stage is Stage.AWARD


def is_hidden(state: ProcedureState, fact: Fact[Any]) -> bool:
    """Whether the actor may not see a fact because it is of before a round: who scores in that round never does."""
    if not is_of_earlier_round(state, fact):
        return False
    found = round_of(state, fact.submission, getattr(fact.body, "criterion", ""))
    if found is not None and state.actor in (*found.body.assessors, found.body.chair):
        return True
    held = roles_now(state.actor, (*state.recorded_on_desk, *state.recorded))
    return not held.intersection(SEES_EARLIER)
