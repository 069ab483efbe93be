"""Assess a procedure."""

import json
from typing import Any

import click

from inkoop_core.cli.app import Session


@click.command("assess")
@click.argument("procedure")
@click.option("--submission", help="Alleen deze inschrijving.")
@click.option("--json", "as_json", is_flag=True, help="Uitvoer als JSON (docs/json.md).")
@click.pass_obj
def assess_command(session: Session, procedure: str, submission: str | None, as_json: bool) -> None:
    """Inschrijvingen beoordelen: stappen, bepalende bevindingen en stand."""
    from inkoop_core.assessment.report import assessment_report
    from inkoop_core.cli.terminal import harmless_json
    from inkoop_core.desk.actions.subjects import known_submission
    from inkoop_core.desk.editions import editions_of
    from inkoop_core.desk.scoring_rounds import shown_to_actor

    state = session.desk().opened(procedure, "de beoordeling zien")
    if submission:
        known_submission(state, submission)
    assessment = shown_to_actor(state).assessment()
    editions = editions_of(state)
    if as_json or session.as_json:
        report = assessment_report(assessment, state.definition, editions)
        if submission:
            report["submissions"] = [one for one in report["submissions"] if one["id"] == submission]
        click.echo(harmless_json(json.dumps(report, ensure_ascii=False, indent=2)))
        return
    for item in assessment.submissions:
        if submission in (None, item.submission):
            click.echo(submission_text(item, editions))


def submission_text(item: Any, editions: Any = None) -> str:
    """One submission for a terminal: steps, deciding findings with paragraph, outcome.

    editions  the registered versions of the tender documents (assessment.citing)
    """
    from inkoop_core.assessment.citing import NO_EDITIONS, cited
    from inkoop_core.assessment.report import blocked_products, deciding_findings
    from inkoop_core.cli.terminal import harmless

    lines = [f"{item.submission}  {item.tenderer}"]
    lines.append(
        "  " + "   ".join(f"{step.number} {step.state.sign} {step.state.label}" for step in item.steps)
    )
    for found in deciding_findings(item):
        finding = found.finding
        about = f" [{finding.key.subject}]" if finding.key.subject else ""
        notes = f" ({' '.join(finding.notes)})" if finding.notes else ""
        lines.append(
            f"  - {finding.key.requirement}{about} {cited(finding.source, editions or NO_EDITIONS)}: "
            f"{finding.verdict.label}, {finding.consequence.label}. {finding.explanation}{notes}"
        )
        if found.ruling is not None:
            stale = " (verouderd)" if found.stale else ""
            lines.append(f"      oordeel{stale}: {found.ruling.body.outcome.label} ({found.ruling.by})")
    lines += [
        f"  ! {failure.requirement} onbeslist: {failure.reason}"
        for failure in (*item.failures, *item.verification_failures)
    ]
    if item.award is not None:
        lines.append(f"  score: {', '.join(f'{line.criterion} {line.value}' for line in item.scores)}")
        lines += [f"    {reason}" for reason in item.award.reasons]
    blocked = blocked_products(item)
    if blocked:
        left = ", ".join(item.products) or "geen"
        lines.append(f"  te gunnen producten: {left} (niet: {', '.join(blocked)})")
    decided = f"; beslist: {item.decision.body.outcome.label}" if item.decision is not None else ""
    lines.append(f"  uitkomst: {item.standing.label}{decided}")
    return harmless("\n".join(lines) + "\n")
