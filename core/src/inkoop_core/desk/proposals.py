"""What waits for a second person: kept as proposed, confirmed by digest."""

import copy
from typing import Any

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, Outcome
from inkoop_core.api.fields import said
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.canonical import canonical_json, digest
from inkoop_core.domain.desk_records import Proposal, ProposalClosed
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import shown
from inkoop_core.errors import Conflict

CONFIRM = "voorstel-bevestigen"
TURN_DOWN = "voorstel-afwijzen"


@frozen
class ConfirmProposal:
    """Confirm a proposal as the second person."""

    proposal: int = said("Voorstel", "nummer, zie het overzicht voorstellen", refers="proposal")


@frozen
class TurnDownProposal:
    """Turn a proposal down, or withdraw one's own."""

    proposal: int = said("Voorstel", "nummer, zie het overzicht voorstellen", refers="proposal")
    reason: str = said("Reden", long=True)


def outcome_digest(outcome: Outcome) -> str:
    """The hash of what a second person confirms: facts, files and text.

    Not why a fact is recorded late: that reason is kept or dropped by the day of the confirmation.
    """
    facts = [evolve(draft, timing_reason="") for draft in outcome.facts]
    return digest(canonical_json([facts, [item.sha256 for item in outcome.files], outcome.text]))


def proposal_draft(action: Action[Any], command: Any, outcome: Outcome, why: str) -> Draft:
    """The fact that keeps a proposal."""
    return Draft(
        Proposal(
            action=action.id,
            command=canonical_json(command).decode(),
            outcome_digest=outcome_digest(outcome),
            text=outcome.text,
            why_second_person=why,
        ),
        subject=f"voorstel/{action.id}",
    )


def require_open(state: ProcedureState, proposal: int) -> None:
    """Raises Conflict for a proposal that was closed: how, by whom and when."""
    for fact in state.recorded:
        if fact.replaces == proposal and isinstance(fact.body, ProposalClosed):
            (entry,) = state.store.journal(state.procedure, fact.entry - 1, 1)
            how = "bevestigd" if fact.body.confirmed else "afgewezen"
            why = f" ({fact.body.reason})" if fact.body.reason else ""
            raise Conflict(
                f"voorstel {proposal} is al {how} door {entry.second or entry.actor} op "
                f"{shown(fact.recorded_at)}{why}; er is niets meer te doen."
            )


def of_proposer(state: ProcedureState, proposer: str) -> ProcedureState:
    """The same state, read as the proposer: what he proposed stays his."""
    same = copy.copy(state)
    same._actor = proposer
    return same
