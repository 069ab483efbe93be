"""A fact recorded after a decision that it would have changed is a task, never a silent change."""

import json
from collections.abc import Iterator

from inkoop_core.assessment.changes import verdicts
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import AwardDecision


def decisions_to_review(state: ProcedureState) -> Iterator[tuple[str, str]]:
    """Submissions whose decision rests on findings that have turned since, and what turned."""
    assessment = state.assessment()
    for fact in state.facts(AwardDecision):
        item = assessment.of(fact.submission)
        if item is None:
            continue
        seen = {
            (found["requirement"], found["subject"]): (found["verdict"], found["consequence"])
            for found in json.loads(fact.body.assessment)["findings"]
        }
        now = {
            (key.requirement, key.subject): (verdict.value, consequence.value)
            for key, (verdict, consequence) in verdicts(item).items()
        }
        turned = sorted(key for key in {**seen, **now} if seen.get(key) != now.get(key))
        if turned:
            names = ", ".join(
                f"{requirement}{f' ({subject})' if subject else ''}" for requirement, subject in turned
            )
            yield (
                fact.submission,
                f"sinds de beslissing ({fact.body.outcome.label}) is veranderd: {names}. "
                "Beoordeel of de beslissing moet worden herzien.",
            )
