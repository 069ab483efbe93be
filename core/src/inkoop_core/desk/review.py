"""A fact recorded after a decision that it would have changed is a task, never a silent change."""

from collections.abc import Iterable, Iterator

from inkoop_core.assessment.model import SubmissionAssessment
from inkoop_core.assessment.since_decision import changed_since
from inkoop_core.desk.lasting_grounds import fallen_grounds
from inkoop_core.desk.scoring_rounds import round_of
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.decision import Amendment, AwardDecision
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import shown

NEW_ROUND = "de scores (nieuwe beoordelingsronde)"
"""What a decision of before a round rests on no more, also where its verdicts come out the same."""


def decisions_to_review(state: ProcedureState) -> Iterator[tuple[str, str]]:
    """Submissions whose decision rests on what has changed since, and what changed, in Dutch."""
    for item in state.assessment().submissions:
        changed = changed_since_decision(item, state)
        if changed and item.decision is not None:
            yield (
                item.submission,
                f"sinds de beslissing ({item.decision.body.outcome.label}) is veranderd: {changed}. "
                "Beoordeel of de beslissing moet worden herzien; een nieuwe gunningsbeslissing over deze "
                "inschrijving vervangt de oude.",
            )


def changed_since_decision(item: SubmissionAssessment, state: ProcedureState) -> str:
    """What differs from what the decision rests on, in words; "" when nothing does or nothing was decided."""
    changed = changed_since(item, state.definition)
    if item.decision is None:
        return changed
    found = round_of(state, item.submission)
    rescored = NEW_ROUND if found is not None and item.decision.id < found.id else ""
    fallen = [f"de grond '{ground.kind.label}' geldt niet meer" for ground in fallen_grounds(item, state)]
    return ", ".join(part for part in (rescored, *fallen, changed) if part)


def told_decided(state: ProcedureState, *submissions: str) -> Iterable[str]:
    """That submissions were decided on already, and that the decision stays as it is, a line each; for an outcome."""
    for submission in dict.fromkeys(submissions):
        for decision in state.facts(AwardDecision, submission):
            definitive = state.facts(DefinitiveAward, f"{submission}/definitief")
            what = "definitief gegund" if definitive else f"beslist ({decision.body.outcome.label})"
            when = shown((definitive or (decision,))[-1].recorded_at)
            yield (
                f"Let op: over {submission} is op {when} al {what}. Die beslissing verandert hier niet door; wat zij "
                "raakt, staat daarna bij de taken als 'herzien?'."
            )


def under_another_definition(decision: Fact[AwardDecision], state: ProcedureState) -> str:
    """That a decision was taken under another definition than the one in force, and what was amended since; "" if not.

    A note of information or a mended transcription error makes a new version; what was decided stays as it was.
    """
    if decision.body.definition == state.definition.sha256:
        return ""
    since = [fact.body.path for fact in state.facts(Amendment) if fact.recorded_at > decision.recorded_at]
    changed = f"; sindsdien gewijzigd: {', '.join(dict.fromkeys(since))}" if since else ""
    return f"genomen onder een andere versie van de aanbestedingsdefinitie ({decision.body.definition[:8]}…){changed}"
