"""An assessment as plain data: the documented output of `inkoop assess --json` (docs/json.md)."""

from typing import Any

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.assessment.citing import NO_EDITIONS, Editions, edition_report
from inkoop_core.assessment.model import Assessed, Assessment, Effect, Standing, SubmissionAssessment
from inkoop_core.domain.canonical import plain
from inkoop_core.domain.finding import Stage, Verdict

_OPEN = (Effect.REJECTS, Effect.TO_RULE, Effect.WAITING)


def assessment_report(
    assessment: Assessment, definition: TenderDefinition, editions: Editions = NO_EDITIONS
) -> dict[str, Any]:
    """The whole assessment: `{"procedure", "as_of", "known_at", "definition", "submissions": [...]}`.

    editions  the registered versions of the tender documents, which each source cites
    """
    return {
        "procedure": assessment.procedure,
        "as_of": plain(assessment.moment.as_of),
        "known_at": plain(assessment.moment.known_at),
        "definition": assessment.definition,
        "submissions": [
            {**_cited_report(item, definition, editions), "decision": _decision(item)}
            for item in assessment.submissions
        ],
    }


def _cited_report(
    item: SubmissionAssessment, definition: TenderDefinition, editions: Editions
) -> dict[str, Any]:
    """One submission with the version of each source; what a decision keeps has none, so a version changes nothing."""
    report = submission_report(item, definition)
    for found, told in zip(item.every_finding, report["findings"], strict=True):
        told["source"]["in_force"] = edition_report(found.finding.source, editions)
    return report


def submission_report(item: SubmissionAssessment, definition: TenderDefinition) -> dict[str, Any]:
    """One submission: id, tenderer, steps, findings, scores, outcome. Holds nothing about later decisions.

    Step 5 and its findings are there once a provisional decision stands.
    """
    return {
        "id": item.submission,
        "tenderer": item.tenderer,
        "steps": [
            {"number": step.number, "label": step.label, "state": step.state.value} for step in item.steps
        ],
        "findings": [_finding(found, definition) for found in item.every_finding],
        "undecided": [
            {"requirement": failure.requirement, "plugin": failure.plugin, "reason": failure.reason}
            for failure in (*item.failures, *item.verification_failures)
        ],
        "scores": {
            "criteria": {line.criterion: line.value for line in item.scores},
            "total": item.award.total if item.award else None,
            "passed": item.award.passed if item.award else None,
            "reasons": list(item.award.reasons) if item.award else [],
        },
        "outcome": item.standing.value,
        "products": list(item.products),
        "refused_parties": list(item.refused),
    }


def _finding(item: Assessed, definition: TenderDefinition) -> dict[str, Any]:
    finding = item.finding
    ruling = item.ruling
    return {
        "requirement": finding.key.requirement,
        "step": definition.requirement_by_id[finding.key.requirement].stage.step,
        "subject": finding.key.subject,
        "verdict": finding.verdict.value,
        "consequence": finding.consequence.value,
        "source": {"document": finding.source.document, "paragraph": finding.source.paragraph},
        "notes": list(finding.notes),
        "explanation": finding.explanation,
        "facts": list(finding.facts),
        "effect": item.effect.value,
        "ruling": None
        if ruling is None
        else {
            "outcome": ruling.body.outcome.value,
            "reason": ruling.body.reason,
            "by": ruling.by,
            "stale": item.stale,
        },
    }


def _decision(item: SubmissionAssessment) -> dict[str, Any] | None:
    if item.decision is None:
        return None
    body = item.decision.body
    return {
        "outcome": body.outcome.value,
        "products": list(body.products),
        "recorded_at": plain(item.decision.recorded_at),
        "by": item.decision.by,
    }


def deciding_findings(item: SubmissionAssessment) -> tuple[Assessed, ...]:
    """The findings that stand between the submission and a provisional award, by step, worst first.

    When a breach stands, what merely waits is left out.
    """
    indices = [
        index for step in item.steps if step.number != Stage.VERIFICATION.step for index in step.deciding
    ]
    found = [item.findings[index] for index in indices]
    breaches = [one for one in found if one.effect is not Effect.WAITING]
    chosen = breaches or [one for one in found if one.effect in _OPEN]
    rejecting = [one for one in chosen if one.effect is Effect.REJECTS]
    if rejecting:
        return tuple(rejecting)
    if item.standing is Standing.REJECTED:
        return tuple(one for one in found if one.effect is Effect.BLOCKS_PRODUCT)
    doubtful = (Verdict.NOT_MET, Verdict.CLARIFY)
    return tuple([one for one in chosen if one.finding.verdict in doubtful] or chosen)


def blocked_products(item: SubmissionAssessment) -> tuple[str, ...]:
    """The offered products that an upheld finding keeps from being awarded."""
    return tuple(
        dict.fromkeys(
            found.finding.key.subject.removeprefix("product:")
            for found in item.findings
            if found.effect is Effect.BLOCKS_PRODUCT
        )
    )
