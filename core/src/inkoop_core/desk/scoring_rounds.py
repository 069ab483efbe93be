"""Rounds of scoring: what counts since a re-assessment, and who sees what was before it."""

from typing import Any

from inkoop_core.access import roles_now, same_person
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import AwardDecision, ConsensusScore, Ruling, Score, ScoresOpened
from inkoop_core.domain.desk_records import Proposal
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Stage
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused

SEES_EARLIER = (Role.ADVISER, Role.DECISION_MAKER, Role.AUDITOR, Role.LEGAL_COUNSEL)
"""Who sees the scores of before a round, unless he scores in it."""
HIDDEN = "(van een eerdere ronde; niet zichtbaar)"


def round_of(state: ProcedureState, submission: str, criterion: str = "") -> Fact[ScoringRound] | None:
    """The last round of a submission, on one criterion or on any; None while there was none.

    Asked of all that was recorded: looking at another moment opens or hides nothing.
    """
    rounds = [
        fact
        for fact in state.scoring_rounds
        if submission in fact.body.submissions and criterion in ("", *fact.body.criteria)
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
    """Whether the actor may not see a fact because it is of before a round.

    Who scores in a round sees nothing of step 4 of its submissions from before it, whatever his roles and whatever
    moment he looks at: scores, rulings on them, decisions, and what was proposed about them.
    """
    if isinstance(fact.body, Proposal):
        return any(
            fact.id < found.id and any(_mentions(fact.body, one) for one in found.body.submissions)
            for found in own_rounds(state)
        )
    if any(
        fact.id < found.id and fact.submission in found.body.submissions and _of_award(state, fact)
        for found in own_rounds(state)
    ):
        return True
    if not is_of_earlier_round(state, fact):
        return False
    held = roles_now(state.actor, (*state.recorded_on_desk, *state.recorded))
    return not held.intersection(SEES_EARLIER)


def own_rounds(state: ProcedureState) -> tuple[Fact[ScoringRound], ...]:
    """The rounds in which the actor scores or gives the consensus, and that no later round took the place of."""
    return tuple(
        fact
        for fact in state.scoring_rounds
        if any(same_person(state.actor, one) for one in (*fact.body.assessors, fact.body.chair))
        and any(
            round_of(state, submission, criterion) == fact
            for submission in fact.body.submissions
            for criterion in fact.body.criteria
        )
    )


def _of_award(state: ProcedureState, fact: Fact[Any]) -> bool:
    kinds = (Score, ConsensusScore, ScoresOpened, AwardDecision)
    return isinstance(fact.body, kinds) or is_ruling_on_award(state, fact)


def _mentions(proposal: Proposal, submission: str) -> bool:
    return submission in proposal.text or submission in proposal.command


def shown_to_actor(state: ProcedureState) -> ProcedureState:
    """The procedure as the actor may see it: what views and assessments are made of.

    Actions are decided on everything; only what is looked at leaves out what is hidden.
    """
    if not own_rounds(state):
        return state
    shown = state.beside(state.procedure)
    shown.recorded = state.recorded
    shown.current = tuple(fact for fact in state.current if not is_hidden(state, fact))
    return shown


def told_hidden(state: ProcedureState) -> str:
    """That the actor does not see everything, and why; "" where he does."""
    rounds = own_rounds(state)
    if not rounds:
        return ""
    names = ", ".join(f"{fact.subject} ({', '.join(fact.body.submissions)})" for fact in rounds)
    return f"U scoort in {names}: wat daarover bij stap 4 eerder is vastgelegd, ziet u hier niet."


def require_sees_all(state: ProcedureState, what: str) -> None:
    """Raises Refused for who scores in a round: what he would make tells of before it, or leaves it out unseen."""
    if told := told_hidden(state):
        raise Refused(f"{what} kan niet door {state.actor} worden gemaakt. {told} Laat een ander het maken.")
