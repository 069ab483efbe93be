"""Views over the assessment: matrix, submission, findings, tasks."""

import json
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.assessment.citing import NO_EDITIONS, Editions, cited
from inkoop_core.assessment.model import Assessed, Assessment, Effect, SubmissionAssessment
from inkoop_core.assessment.report import blocked_products, deciding_findings
from inkoop_core.desk.actions.checks import MANUAL
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.core_actions import CORE_ACTIONS
from inkoop_core.desk.editions import editions_of
from inkoop_core.desk.opened_bids import opening_is_missing
from inkoop_core.desk.review import decisions_to_review, under_another_definition
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.desk.verification_tasks import verification_tasks
from inkoop_core.desk.views.agreement import agreement_tasks
from inkoop_core.desk.views.complaints import complaint_tasks
from inkoop_core.desk.views.coverage import retender_tasks
from inkoop_core.desk.views.gates import gate_rows, gate_tasks
from inkoop_core.desk.views.interests import interest_tasks
from inkoop_core.desk.views.letter_tasks import letter_tasks
from inkoop_core.desk.views.lookups import lookup_rows, lookup_tasks
from inkoop_core.desk.views.proceedings import proceedings_tasks
from inkoop_core.desk.views.questions import question_tasks
from inkoop_core.desk.views.readings import reading_tasks
from inkoop_core.desk.views.task_actions import ACTION_OF
from inkoop_core.domain.decision import NoteChoice
from inkoop_core.domain.desk_records import Proposal
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Stage
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import Party, Tenderer
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import Offer


@frozen
class OfSubmission:
    """Of one submission, or of all."""

    submission: str = said("Inschrijving", "leeg: alle", default="", refers="submission")


@frozen
class OneSubmission:
    """Of one submission."""

    submission: str = said("Inschrijving", refers="submission")


def matrix(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Submissions by steps."""
    assessment: Assessment = reader.assessment()
    numbers = sorted({step.number for item in assessment.submissions for step in item.steps})
    return Table(
        (
            Column("submission", "Nr"),
            Column("tenderer", "Inschrijver"),
            *(Column(f"step{number}", f"Stap {number}", ColumnKind.STATE) for number in numbers),
            Column("total", "Punten", ColumnKind.NUMBER),
            Column("standing", "Stand"),
            Column("decision", "Besluit"),
            Column("deciding", "Bepalend"),
        ),
        tuple(
            Row(
                Ref("submission", item.submission),
                (
                    item.submission,
                    item.tenderer,
                    *(_step_cell(item, number) for number in numbers),
                    item.award.total if item.award else None,
                    item.standing.label,
                    _decision(item, as_reader(reader)),
                    told_deciding(item),
                ),
            )
            for item in assessment.submissions
        ),
        f"Inschrijvingen per stap: {reader.definition.procedure.title}",
    )


def _decision(item: SubmissionAssessment, state: ProcedureState) -> str:
    """The decision, with a mark where it was taken under another version of the definition."""
    if item.decision is None:
        return ""
    earlier = " (andere versie van de definitie)" if under_another_definition(item.decision, state) else ""
    return f"{item.decision.body.outcome.label}{earlier}"


def _step_cell(item: SubmissionAssessment, number: int) -> str:
    """The state of a step; "" where the submission did not come to it."""
    return next((f"{step.state.sign} {step.state.label}" for step in item.steps if step.number == number), "")


def told_deciding(item: SubmissionAssessment, most: int = 4, editions: Editions = NO_EDITIONS) -> str:
    """The deciding findings, by requirement and paragraph, without doubles."""
    names = dict.fromkeys(
        f"{found.finding.key.requirement} {cited(found.finding.source, editions)}"
        for found in deciding_findings(item)
    )
    told = "; ".join(list(names)[:most])
    return told + (f" en {len(names) - most} meer" if len(names) > most else "")


def submission(arguments: OneSubmission, reader: Reader, _moment: Moment) -> Table:
    """The main facts of one submission. Raises Unknown."""
    state = as_reader(reader)
    package = known_submission(reader, arguments.submission)
    rows = [*_package_rows(package.body), *_tenderer_rows(state, arguments.submission)]
    rows += lookup_rows(state, arguments.submission)
    item = reader.assessment().of(arguments.submission)
    if item is not None:
        rows.append(("Stand", item.standing.label))
        if deciding := told_deciding(item, editions=editions_of(state)):
            rows.append(("Bepalend", deciding))
        rows += [
            (f"Stap {step.number} {step.label}", f"{step.state.sign} {step.state.label}")
            for step in item.steps
        ]
        blocked = blocked_products(item)
        if blocked:
            left = ", ".join(item.products) or "geen enkel product kan worden gegund"
            rows.append(("Te gunnen producten", f"{left} (niet: {', '.join(blocked)})"))
        if item.award is not None:
            rows += [("Punten", str(item.award.total)), ("Toelichting", " ".join(item.award.reasons))]
        if item.decision is not None:
            body = item.decision.body
            rows.append(
                ("Besluit", f"{body.outcome.label} op {shown(item.decision.recorded_at)}: {body.reason}")
            )
            if earlier := under_another_definition(item.decision, state):
                rows.append(("Let op, besluit", earlier))
        rows += gate_rows(state, arguments.submission)
    return Table(
        (Column("name", "Gegeven"), Column("value", "Waarde")),
        tuple(Row(Ref("submission", arguments.submission), row) for row in rows),
        f"Inschrijving {arguments.submission}",
    )


def _package_rows(body: PackageReceived) -> Iterator[tuple[str, str]]:
    yield "Pakket", f"{body.name} ({body.size} bytes, sha256 {body.sha256})"
    yield "Ontvangen", f"{shown(body.received_at)} via {body.channel} {body.message_number}".rstrip()
    yield "Inhoud", f"{len(body.files)} bestanden" if body.content_read else "niet gelezen"


def _tenderer_rows(state: ProcedureState, submission: str) -> Iterator[tuple[str, str]]:
    for fact in state.facts(Tenderer, submission):
        body = fact.body
        yield "Inschrijver", f"{body.name}, KvK {body.trade_register_number}, {body.legal_form.label}"
        yield "Vorm", body.bid_form.label
        yield "AGB-code", body.agb_code or "niet ingevuld"
    for party in state.facts(Party):
        if party.submission == submission:
            share = f", {party.body.share}% van de opdracht" if party.body.share is not None else ""
            yield party.body.role.label.capitalize(), f"{party.body.name} ({party.body.id}){share}"
    for offer in state.facts(Offer, submission):
        yield (
            "Producten",
            ", ".join(
                f"{item.product} ({', '.join(item.variants)})" if item.variants else item.product
                for item in offer.body.products
            ),
        )
        yield "Aandachtsgebieden", ", ".join(offer.body.focus_areas) or "geen"


def findings(arguments: OfSubmission, reader: Reader, _moment: Moment) -> Table:
    """Every finding with source, facts, notes and ruling."""
    assessment: Assessment = reader.assessment()
    if arguments.submission:
        known_submission(reader, arguments.submission)
    requirements = reader.definition.requirement_by_id
    editions = editions_of(reader)
    late = {fact.body.note for fact in reader.facts(NoteChoice) if fact.body.after_opening}
    rows = [
        Row(
            Ref("finding", f"{item.submission}|{found.finding.key.requirement}|{found.finding.key.subject}"),
            (
                item.submission,
                requirements[found.finding.key.requirement].stage.step,
                found.finding.key.requirement,
                found.finding.key.subject,
                found.finding.verdict.label,
                _consequence(found),
                cited(found.finding.source, editions),
                found.finding.explanation,
                " ".join(
                    f"{note} (na de opening gekozen)" if note in late else note
                    for note in found.finding.notes
                ),
                " ".join(str(fact) for fact in found.finding.facts),
                _ruling(found),
            ),
        )
        for item in assessment.submissions
        if arguments.submission in ("", item.submission)
        for found in item.every_finding
    ]
    rows += [
        Row(
            Ref("finding", f"{failure.submission}|{failure.requirement}|"),
            (
                failure.submission or "alle",
                None,
                failure.requirement,
                "",
                "onbeslist",
                "",
                "",
                f"plugin {failure.plugin}: {failure.reason}",
                "",
                "",
                "",
            ),
        )
        for item in assessment.submissions
        if arguments.submission in ("", item.submission)
        for failure in (*item.failures, *item.verification_failures)
    ]
    return Table(
        (
            Column("submission", "Nr"),
            Column("step", "Stap", ColumnKind.NUMBER),
            Column("requirement", "Eis"),
            Column("subject", "Onderwerp"),
            Column("verdict", "Bevinding", ColumnKind.STATE),
            Column("consequence", "Gevolg"),
            Column("source", "Bron"),
            Column("explanation", "Toelichting"),
            Column("notes", "Noten"),
            Column("facts", "Feiten"),
            Column("ruling", "Oordeel"),
        ),
        tuple(rows),
        f"Bevindingen {arguments.submission}".rstrip(),
    )


def _consequence(item: Assessed) -> str:
    return "" if item.effect is Effect.FINE and item.ruling is None else item.finding.consequence.label


def _ruling(item: Assessed) -> str:
    if item.ruling is None:
        return ""
    stale = "VEROUDERD (de grondslag is veranderd, oordeel opnieuw): " if item.stale else ""
    return f"{stale}{item.ruling.body.outcome.label} ({item.ruling.by}): {item.ruling.body.reason}"


def tasks(_arguments: Any, reader: Reader, moment: Moment) -> Table:
    """What waits for somebody: proposals, decisions to review, readings, look-ups, rulings, missing facts, scores."""
    state = as_reader(reader)
    rows = [_proposal_row(fact, state) for fact in state.facts(Proposal)]
    rows += [
        Row(Ref("submission", submission), (submission, "herzien?", text))
        for submission, text in decisions_to_review(state)
    ]
    rows += reading_tasks(state)
    rows += lookup_tasks(state)
    rows += verification_tasks(state)
    rows += letter_tasks(state)
    rows += gate_tasks(state)
    rows += agreement_tasks(state)
    rows += retender_tasks(state)
    rows += [*question_tasks(state, moment), *complaint_tasks(state, moment), *proceedings_tasks(state)]
    rows += interest_tasks(state)
    # A finding that waits for a confirmation is no task beside that confirmation.
    readings = {fact.id for fact in state.facts(ReadFact)}
    for item in state.assessment().submissions:
        if item.decision is not None:
            continue
        deciding = [
            found
            for found in deciding_findings(item)
            if found.effect in _TASKS and readings.isdisjoint(found.finding.facts)
        ]
        unscored = [line.criterion for line in item.scores if line.value is None]
        to_score = [found for found in deciding if unscored and _waits_for_scores(found, reader)]
        rows += [
            Row(
                Ref(
                    "finding",
                    f"{item.submission}|{found.finding.key.requirement}|{found.finding.key.subject}",
                ),
                (
                    item.submission,
                    _TASKS[found.effect],
                    f"{found.finding.key.requirement} {found.finding.source}: {found.finding.explanation}",
                ),
            )
            for found in deciding
            if found not in to_score
        ]
        if to_score:
            rows.append(
                Row(
                    Ref("submission", item.submission),
                    (item.submission, "scoren", f"nog geen consensus op {', '.join(unscored)}"),
                )
            )
    if opening_is_missing(state):
        rows.append(Row(Ref("procedure", state.procedure), ("", "opening vastleggen", OPENING_TASK)))
    return Table(
        (
            Column("submission", "Nr"),
            Column("task", "Taak"),
            Column("about", "Waarover"),
            Column("with", "Met"),
        ),
        tuple(Row(row.ref, (*row.cells, ACTION_OF.get(row.cells[1], ""))) for row in rows),
        "Taken",
    )


OPENING_TASK = "de inschrijvingen zijn geopend door ten minste twee personen: leg vast wie en wanneer"
_TASKS = {Effect.TO_RULE: "oordelen", Effect.WAITING: "gegevens vragen"}


def _proposal_row(fact: Fact[Proposal], state: ProcedureState) -> Row:
    labels = {action.id: action.label for action in (*CORE_ACTIONS, *state.catalogue.actions)}
    about = json.loads(fact.body.command).get("submission", "")
    told = f"voorstel {fact.id}: {labels.get(fact.body.action, fact.body.action)}, van {fact.by}"
    return Row(
        Ref("proposal", str(fact.id)), (about if isinstance(about, str) else "", "voorstel bevestigen", told)
    )


def _waits_for_scores(found: Assessed, reader: Reader) -> bool:
    """A requirement of the award that is pending only because a consensus score is not there yet."""
    requirement = reader.definition.requirement_by_id[found.finding.key.requirement]
    by_rule = requirement.stage is Stage.AWARD and requirement.check != MANUAL
    return by_rule and found.effect is Effect.WAITING and found.ruling is None


MATRIX = View("matrix", "Matrix", "procedure", matrix)
SUBMISSION = View("inschrijving", "Inschrijving", "submission", submission, OneSubmission)
FINDINGS = View("bevindingen", "Bevindingen", "submission", findings, OfSubmission)
TASKS = View("taken", "Taken", "procedure", tasks)
