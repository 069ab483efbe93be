"""What waits because somebody declared an interest after he had judged."""

from inkoop_core.api.views import Ref, Row
from inkoop_core.desk.interests import declaration_of, doubtful_scores
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import AwardDecision, ConsensusScore


def interest_tasks(state: ProcedureState) -> list[Row]:
    """A score of who has an interest is a task of the chair until a consensus is given, or a decision, after that."""
    rows = []
    for fact in doubtful_scores(state):
        declared = declaration_of(state, fact.body.assessor)
        later = [one.id for one in state.facts(ConsensusScore, f"{fact.submission}/{fact.body.criterion}")]
        later += [one.id for one in state.facts(AwardDecision, fact.submission)]
        if declared is not None and max(later, default=0) < declared.id:
            told = (
                f"{fact.body.assessor} scoorde {fact.body.criterion} en gaf daarna een belang op "
                f"({declared.body.reason}); geef de consensus zonder die score"
            )
            rows.append(Row(Ref("score", fact.subject), (fact.submission, "score met belang", told)))
    return rows
