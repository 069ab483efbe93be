"""A fact recorded after a decision that it would have changed is a task, never a silent change."""

import json
from collections.abc import Iterator
from typing import Any

from inkoop_core.assessment.model import SubmissionAssessment
from inkoop_core.assessment.report import submission_report
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import AwardDecision


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


MOST_NAMED = 8
"""Findings that are named one by one; the rest is counted."""


def changed_since_decision(item: SubmissionAssessment, state: ProcedureState) -> str:
    """What differs from what the decision rests on, in words; "" when nothing does or nothing was decided."""
    if item.decision is None:
        return ""
    decided: AwardDecision = item.decision.body
    seen = json.loads(decided.assessment)
    now = submission_report(item, state.definition)
    names = _turned(seen, now)
    changed = names[:MOST_NAMED]
    if len(names) > MOST_NAMED:
        changed.append(f"en nog {len(names) - MOST_NAMED} bevindingen")
    if _list(seen, "products") != _list(now, "products"):
        changed.append("de producten die te gunnen zijn")
    if _list(seen, "refused_parties") != _list(now, "refused_parties"):
        changed.append("de partijen die worden geweigerd")
    if not changed and seen["outcome"] != now["outcome"]:
        changed.append("de stand van de inschrijving")
    return ", ".join(changed)


def _turned(seen: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """The findings whose verdict or consequence differs, by requirement and subject."""
    was, is_now = _verdicts(seen), _verdicts(now)
    return [
        f"{requirement}{f' ({subject})' if subject else ''}"
        for requirement, subject in sorted({**was, **is_now})
        if was.get((requirement, subject)) != is_now.get((requirement, subject))
    ]


def _verdicts(report: dict[str, Any]) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (found["requirement"], found["subject"]): (found["verdict"], found["consequence"])
        for found in report["findings"]
    }


def _list(report: dict[str, Any], name: str) -> list[str]:
    return sorted(report[name])
