"""What differs from what a decision rests on."""

import json
from typing import Any

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.assessment.model import SubmissionAssessment
from inkoop_core.assessment.report import submission_report
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.finding import Stage

MOST_NAMED = 8
"""Findings that are named one by one; the rest is counted."""


def changed_since(item: SubmissionAssessment, definition: TenderDefinition) -> str:
    """What differs from what the decision rests on, in words; "" when nothing does or nothing was decided."""
    if item.decision is None:
        return ""
    decided: AwardDecision = item.decision.body
    seen = json.loads(decided.assessment)
    now = submission_report(item, definition)
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
    """What a provisional decision rests on; evidence comes in after it, so step 5 does not count."""
    return {
        (found["requirement"], found["subject"]): (found["verdict"], found["consequence"])
        for found in report["findings"]
        if found["step"] != Stage.VERIFICATION.step
    }


def _list(report: dict[str, Any], name: str) -> list[str]:
    return sorted(report[name])
