"""Whether a submission can be decided on, and what the decision would be."""

from collections.abc import Mapping

from inkoop_core.assessment.model import Standing, SubmissionAssessment
from inkoop_core.desk.equal_position import open_questions
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import DecisionOutcome
from inkoop_core.progress.definitive import definitive_of

Unsettled = Mapping[str, tuple[str, ...]]
"""What is still open of what was read, line by line, by submission."""
OUTCOMES = {Standing.AWARDABLE: DecisionOutcome.AWARD, Standing.REJECTED: DecisionOutcome.REJECT}


def why_undecidable(item: SubmissionAssessment, state: ProcedureState, unsettled: Unsettled) -> str:
    """What keeps a submission from being decided on by its assessment, in Dutch; "" when nothing does."""
    if definitive_of(state.course, item.submission) is not None:
        return (
            f"  - {item.submission}: al definitief gegund; trek eerst de definitieve gunning in "
            "(definitieve-gunning-intrekken)"
        )
    if asked := open_questions(state, item.submission):
        why = "; ".join(why for _, why in asked)
        return (
            f"  - {item.submission}: {why}. Wacht het antwoord of de termijn af, of trek het verzoek met een reden in "
            "(feit-intrekken)"
        )
    if item.failures:
        first = item.failures[0]
        return f"  - {item.submission}: {first.requirement} is onbeslist ({first.reason})"
    if item.standing not in OUTCOMES:
        open_steps = ", ".join(
            f"stap {step.number} {step.state.label}" for step in item.steps if step.deciding
        )
        return f"  - {item.submission}: {item.standing.label} ({open_steps})"
    if item.standing is Standing.AWARDABLE and not item.products:
        return f"  - {item.submission}: er is geen product aangeboden om te gunnen; corrigeer het aanbod"
    if item.standing is Standing.AWARDABLE and unsettled.get(item.submission):
        lines = [f"      - {line}" for line in unsettled[item.submission]]
        return "\n".join([f"  - {item.submission}: van wat is gelezen staat nog iets open", *lines])
    return ""
