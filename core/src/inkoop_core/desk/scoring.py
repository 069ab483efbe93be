"""Who may see whose scores, and which pages an assessor is offered."""

from inkoop_core.access import holders
from inkoop_core.api.definition import DocumentKind
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import ConsensusScore, Score, ScoresOpened, ScoringClosed
from inkoop_core.domain.package import Observation
from inkoop_core.domain.role import Role


def scores_are_open(state: ProcedureState, submission: str, criterion: str) -> bool:
    """Whether the individual scores of a criterion were opened: by the last score, the chair or a consensus.

    Asked of all that was recorded: what was opened stays open whoever becomes or ceases to be assessor, and
    looking at another moment opens or hides nothing.
    """
    subject = f"{submission}/{criterion}"
    return any(
        isinstance(fact.body, ScoringClosed)
        or (isinstance(fact.body, (ScoresOpened, ConsensusScore)) and fact.subject == subject)
        for fact in state.recorded
    )


def completes_scores(state: ProcedureState, submission: str, criterion: str, assessor: str) -> bool:
    """Whether with a score of this assessor every assessor has scored the criterion."""
    given = {
        fact.body.assessor
        for fact in state.facts(Score)
        if fact.submission == submission and fact.body.criterion == criterion
    }
    assessors = holders(Role.ASSESSOR, (*state.desk_facts, *state.current))
    return bool(assessors) and {assessor, *given}.issuperset(assessors)


def may_see(state: ProcedureState, submission: str, score: Score) -> bool:
    """One's own score always, another's once scores are open."""
    return score.assessor == state.actor or scores_are_open(state, submission, score.criterion)


def offered_pages(document: DocumentKind, observation: Observation) -> tuple[int, int] | None:
    """First and last page that an assessor is offered; None when there is no page to offer.

    Pages beyond the limit (cover excluded) are never offered: before a reading of the limit is chosen nobody
    knows whether they count (N-49), and no reading makes them count.
    """
    if observation.pages is None or observation.problem is not None:
        return None
    if document.max_pages is None:
        return 1, observation.pages
    return 1, min(observation.pages, document.max_pages + (1 if observation.cover else 0))
