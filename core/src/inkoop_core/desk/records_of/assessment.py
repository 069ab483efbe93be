"""The assessment report: committee, documents used, steps, scores, rulings, per tenderer and for all alike."""

from collections.abc import Iterator

from inkoop_core.api.record_content import Block, Bullets, Paragraph, Part, Record, RecordTable, Signatory
from inkoop_core.assessment.model import Assessed, Effect, Step, SubmissionAssessment
from inkoop_core.assessment.report import deciding_findings
from inkoop_core.desk.editions import editions_of
from inkoop_core.desk.records_of.asked import requests_told
from inkoop_core.desk.records_of.frame import framed
from inkoop_core.desk.records_of.scoring import scores_told
from inkoop_core.desk.records_of.telling import (
    filled,
    named,
    people_with,
    plainly_fine,
    taken_by,
    told_findings,
    told_ruling,
    told_subject,
)
from inkoop_core.desk.sealed import names_it
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.conduct import ConflictDeclared
from inkoop_core.domain.decision import NoteChoice, Ruling
from inkoop_core.domain.finding import Stage, Verdict
from inkoop_core.domain.moment import local_day, shown, shown_day
from inkoop_core.domain.record_made import RecordKind
from inkoop_core.domain.request import Request, RequestKind
from inkoop_core.domain.role import Role

_COMMITTEE = (Role.CHAIR, Role.ASSESSOR, Role.ADVISER)
_OF_PART = (Role.CHAIR, Role.ASSESSOR)


def assessment_record(state: ProcedureState) -> Record:
    """The assessment report of the steps 0 to 4 and, where there is evidence, of the verification."""
    items = state.assessment().submissions
    parts = (
        Part("Beoordelingscommissie", tuple(_committee(state))),
        Part("Gebruikte documenten", tuple(_documents(state))),
        Part("Gekozen lezingen van onduidelijke plaatsen", tuple(_choices(state))),
        Part("Overzicht", tuple(_overview(items))),
        Part("Afvallers", tuple(_knocked_out(items, state))),
        Part("Per inschrijver", (Paragraph(_how_told()),)),
        *(part for item in items for part in _submission(item, state)),
        Part("Verduidelijking en herstel", tuple(_asked(state))),
        Part("Gelijke behandeling", tuple(_equal(state))),
        Part("Bijlage: de getoetste eisen", tuple(_requirements(items, state))),
    )
    signatories = tuple(
        Signatory(fact.body.role.label, fact.body.person) for fact in people_with(state, _OF_PART)
    )
    return framed(state, RecordKind.ASSESSMENT, parts, signatories)


def _committee(state: ProcedureState) -> Iterator[Block]:
    people = people_with(state, _COMMITTEE)
    if not people:
        yield Paragraph("Er is nog niemand aangewezen.")
        return
    declared = {fact.body.person: fact for fact in state.facts(ConflictDeclared)}
    rows = []
    for fact in people:
        own = declared.get(fact.body.person)
        interest = "niet afgelegd"
        if own is not None:
            about = ", ".join(named(state, submission) for submission in own.body.submissions)
            told = f"belang bij {about}: {own.body.reason}" if about else "geen belang"
            interest = f"{told} ({shown_day(local_day(own.happened_at))})"
        rows.append(
            (fact.body.person, fact.body.role.label, shown_day(local_day(fact.happened_at)), interest)
        )
    yield RecordTable(("Persoon", "Rol", "Sinds", "Verklaring over belangen"), tuple(rows), (5, 6, 3, 8))


def _documents(state: ProcedureState) -> Iterator[Block]:
    yield Paragraph(
        "Getoetst is aan de documenten zoals die golden op het tijdstip van sluiting, "
        f"{shown(state.definition.procedure.closing_at)}."
    )
    editions = editions_of(state)
    rows = tuple(
        (
            document.name,
            edition.body.version,
            shown(edition.happened_at),
            edition.body.short_hash or "niet bewaard",
        )
        for document in state.definition.tender_documents
        if (edition := editions.get(document.id.casefold())) and not names_it(document.title)
    )
    if rows:
        yield RecordTable(("Document", "Versie", "Gepubliceerd", "SHA-256"), rows, (9, 3, 5, 4))
    else:
        yield Paragraph("Van geen enkel document is een gepubliceerde versie geregistreerd.")


def _choices(state: ProcedureState) -> Iterator[Block]:
    rows = []
    for fact in state.facts(NoteChoice):
        note = state.definition.notes.get(fact.body.note)
        if note is None or names_it(f"{note.where} {note.finding}"):
            continue
        reading = next((one.text for one in note.readings if one.id == fact.body.reading), fact.body.reading)
        late = "\n(gekozen na de opening)" if fact.body.after_opening else ""
        rows.append((f"{note.id}, {note.where}", note.finding, f"{reading}{late}", fact.body.reason))
    if not rows:
        yield Paragraph("Er is geen keuze gemaakt: overal geldt de lezing van het inkoopdocument zelf.")
        return
    yield RecordTable(
        ("Noot en plaats", "Wat onduidelijk is", "Gekozen lezing", "Reden"), tuple(rows), (4, 6, 5, 6)
    )


def _overview(items: tuple[SubmissionAssessment, ...]) -> Iterator[Block]:
    if not items:
        yield Paragraph("Er zijn geen inschrijvingen.")
        return
    steps = [step for step in items[0].steps if step.number != Stage.VERIFICATION.step]
    legend = "; ".join(f"stap {step.number}: {step.label.lower()}" for step in steps)
    yield Paragraph(f"{len(items)} inschrijvingen. De stappen: {legend}.")
    yield RecordTable(
        ("Nr", "Inschrijver", *(f"Stap {step.number}" for step in steps), "Punten", "Stand"),
        tuple(
            (
                item.submission,
                item.tenderer,
                *(step.state.label for step in item.steps if step.number != Stage.VERIFICATION.step),
                "" if item.award is None or item.award.total is None else str(item.award.total),
                item.decision.body.outcome.label if item.decision else item.standing.label,
            )
            for item in items
        ),
        (5, 13, *(7 for _ in steps), 5, 9),
    )


def _knocked_out(items: tuple[SubmissionAssessment, ...], state: ProcedureState) -> Iterator[Block]:
    """Who does not go on, and by which finding (every minimum and every MUST of the tender)."""
    rows = tuple(
        (
            item.submission,
            item.tenderer,
            f"{_requirement(found, state)} ({found.finding.source})",
            found.finding.explanation,
        )
        for item in items
        for found in told_findings(deciding_findings(item))
        if found.effect in (Effect.REJECTS, Effect.BLOCKS_PRODUCT)
    )
    if rows:
        yield RecordTable(("Nr", "Inschrijver", "Eis", "Bevinding"), rows, (2, 5, 7, 9))
    else:
        yield Paragraph("Geen enkele inschrijving valt af op een bevinding.")


def _how_told() -> str:
    return (
        "Per stap staan de bevindingen waarover iets te zeggen valt, met de eis, de vindplaats, de feiten waarop zij "
        "rust en het oordeel met wie het gaf. Van eisen waaraan is voldaan staat alleen het nummer; wat zij inhouden "
        "staat in de bijlage. De nummers onder 'Feiten' zijn die van het dossier; daar staat ook op welke feiten rust "
        "dat aan een eis is voldaan."
    )


def _submission(item: SubmissionAssessment, state: ProcedureState) -> Iterator[Part]:
    decided = item.standing.label
    if item.decision is not None:
        decision = item.decision
        decided = (
            f"{decision.body.outcome.label}, {taken_by(state, decision)} op {shown(decision.recorded_at)}"
        )
    yield Part(f"{item.submission} {item.tenderer}", (Paragraph(f"Stand: {decided}."),), level=2)
    findings = tuple(told_findings(item.every_finding))
    for step in item.steps:
        blocks = tuple(_step(step, findings, item.submission, state))
        yield Part(f"Stap {step.number} {step.label}: {step.state.label}", blocks, level=3)
        if step.number == Stage.AWARD.step:
            yield from scores_told(item, state)
    failed = (*item.failures, *item.verification_failures)
    if failed:
        lines = tuple(f"{one.requirement}: {one.reason}" for one in failed if not names_it(one.requirement))
        yield Part("Niet uit te voeren regels", (Bullets(lines),), level=3)


def _step(
    step: Step, findings: tuple[Assessed, ...], submission: str, state: ProcedureState
) -> Iterator[Block]:
    requirements = state.definition.requirement_by_id
    own = [item for item in findings if requirements[item.finding.key.requirement].stage.step == step.number]
    odd = [item for item in own if not plainly_fine(item)]
    if odd:
        yield filled(
            RecordTable(
                ("Eis", "Over", "Bevinding en gevolg", "Toelichting", "Feiten", "Oordeel"),
                tuple(_row(item, submission, state) for item in odd),
                (6, 4, 4, 9, 3, 8),
            )
        )
    for verdict, told in ((Verdict.MET, "Voldoet"), (Verdict.NOT_APPLICABLE, "Niet van toepassing")):
        ids = dict.fromkeys(
            item.finding.key.requirement
            for item in own
            if item not in odd and item.finding.verdict is verdict
        )
        if ids:
            yield Paragraph(f"{told}: {', '.join(ids)}.")
    if not own:
        yield Paragraph("Geen bevindingen.")


def _row(item: Assessed, submission: str, state: ProcedureState) -> tuple[str, ...]:
    finding = item.finding
    consequence = f"\n{finding.consequence.label}" if item.effect is not Effect.FINE else ""
    notes = f" ({' '.join(finding.notes)})" if finding.notes else ""
    return (
        f"{_requirement(item, state)} ({finding.source})",
        told_subject(state, submission, finding.key.subject),
        f"{finding.verdict.label}{consequence}",
        f"{finding.explanation}{notes}",
        " ".join(map(str, finding.facts)),
        told_ruling(item, state),
    )


def _requirement(item: Assessed, state: ProcedureState) -> str:
    requirement = state.definition.requirement_by_id[item.finding.key.requirement]
    return f"{requirement.id} {requirement.title}"


def _asked(state: ProcedureState) -> Iterator[Block]:
    told = requests_told(state, (RequestKind.CLARIFICATION, RequestKind.REPAIR))
    yield told or Paragraph("Er is niets ter verduidelijking of herstel gevraagd.")


def _equal(state: ProcedureState) -> Iterator[Block]:
    """Where tenderers in the same position were treated differently, and why (domain rules 7.6)."""
    told = [
        f"{named(state, fact.submission)}, {fact.body.requirement}: {fact.body.difference}"
        for fact in state.facts(Ruling)
        if fact.body.difference
    ]
    told += [
        f"{named(state, fact.submission)}, {fact.body.kind.label}: {fact.body.difference}"
        for fact in state.facts(Request)
        if fact.body.difference
    ]
    if told:
        yield Paragraph("Verschil in behandeling bij een gelijke bevinding, met de reden:")
        yield Bullets(tuple(told))
    else:
        yield Paragraph("Er is geen verschil in behandeling bij een gelijke bevinding vastgelegd.")


def _requirements(items: tuple[SubmissionAssessment, ...], state: ProcedureState) -> Iterator[Block]:
    used = {item.finding.key.requirement for one in items for item in told_findings(one.every_finding)}
    rows = tuple(
        (requirement.id, requirement.title, str(requirement.source), requirement.consequence.label)
        for requirement in state.definition.requirements
        if requirement.id in used
    )
    if rows:
        yield RecordTable(("Eis", "Inhoud", "Vindplaats", "Gevolg"), rows, (2, 9, 4, 4))
    else:
        yield Paragraph("Er is geen eis getoetst.")
