"""Who may see whose scores, and which pages an assessor is offered."""

from inkoop_core.access import holders
from inkoop_core.api.definition import DocumentKind
from inkoop_core.desk.interests import has_conflict, why_interested
from inkoop_core.desk.scoring_rounds import round_of, since
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import ConsensusScore, Score, ScoresOpened, ScoringClosed
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.package import Observation
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.domain.role import Role


def scores_are_open(state: ProcedureState, submission: str, criterion: str) -> bool:
    """Whether the individual scores of a criterion were opened: by the last score, the chair or a consensus.

    In a new round they are closed again until they are opened in that round.
    Asked of all that was recorded: what was opened stays open whoever becomes or ceases to be assessor, and
    looking at another moment opens or hides nothing.
    """
    subject = f"{submission}/{criterion}"
    start = since(state, submission, criterion)
    return any(
        (isinstance(fact.body, ScoringClosed) and _closes(fact.body, submission, criterion))
        or (isinstance(fact.body, (ScoresOpened, ConsensusScore)) and fact.subject == subject)
        for fact in state.recorded
        if fact.id > start
    )


def _closes(closed: ScoringClosed, submission: str, criterion: str) -> bool:
    return submission in (closed.submissions or (submission,)) and criterion in (
        closed.criteria or (criterion,)
    )


def scorers_of(state: ProcedureState, submission: str, criterion: str) -> frozenset[str]:
    """Who scores a criterion of a submission: the assessors, in a new round those of it; not who has a conflict."""
    found = round_of(state, submission, criterion)
    people = found.body.assessors if found else holders(Role.ASSESSOR, (*state.desk_facts, *state.current))
    return frozenset(person for person in people if not has_conflict(state, person, submission))


def why_not_by(state: ProcedureState, person: str, submission: str, criterion: str) -> str:
    """Why a person may not give a score, in Dutch without a full stop; "" when he may."""
    found = round_of(state, submission, criterion)
    if found is not None and person not in found.body.assessors:
        names = ", ".join(found.body.assessors)
        return (
            f"{submission} wordt op {criterion} opnieuw beoordeeld door {names}; {person} hoort daar niet bij"
        )
    return why_interested(state, person, submission)


def why_no_consensus_by(state: ProcedureState, person: str, submission: str, criterion: str) -> str:
    """Why a person may not give the consensus, in Dutch without a full stop; "" when he may."""
    found = round_of(state, submission, criterion)
    if found is not None and person != found.body.chair:
        return f"{submission} wordt op {criterion} opnieuw beoordeeld; de consensus is dan aan {found.body.chair}"
    return why_interested(state, person, submission)


def completes_scores(state: ProcedureState, submission: str, criterion: str, assessor: str) -> bool:
    """Whether with a score of this assessor everybody who scores the criterion has done so."""
    scorers = scorers_of(state, submission, criterion)
    return bool(scorers) and {assessor, *scored_by(state, submission, criterion)}.issuperset(scorers)


def running_rounds(state: ProcedureState) -> tuple[Fact[ScoringRound], ...]:
    """The rounds in which some scores are not open yet."""
    return tuple(
        fact
        for fact in state.scoring_rounds
        if any(
            round_of(state, submission, criterion) == fact
            and not scores_are_open(state, submission, criterion)
            for submission in fact.body.submissions
            for criterion in fact.body.criteria
        )
    )


def scored_by(state: ProcedureState, submission: str, criterion: str) -> frozenset[str]:
    """Who gave a score that stands."""
    return frozenset(
        fact.body.assessor
        for fact in state.facts(Score)
        if fact.submission == submission and fact.body.criterion == criterion
    )


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
