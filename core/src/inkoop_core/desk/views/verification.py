"""Step 5: what was asked of whom, what came in, how old it was, what was judged."""

from collections.abc import Iterator
from datetime import date

from inkoop_core.api.actions import Reader
from inkoop_core.api.channels import is_procedure_channel
from inkoop_core.api.evidence_status import EvidenceStatus, evidence_subject
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.assessment.citing import cited
from inkoop_core.assessment.model import Assessed, Effect
from inkoop_core.desk.editions import editions_of
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.desk.views.assessment import OfSubmission
from inkoop_core.desk.views.words import party_name
from inkoop_core.domain.moment import Moment, local_day
from inkoop_core.domain.party import Party
from inkoop_core.domain.request import EvidenceReceived
from inkoop_core.domain.term import whole_months
from inkoop_core.progress.verification import VerificationItem, verification_of


def verification(arguments: OfSubmission, reader: Reader, _moment: Moment) -> Table:
    """Per provisional winner and piece of evidence: asked, last day, received, age, judged, finding."""
    state = as_reader(reader)
    return Table(
        (
            Column("submission", "Nr"),
            Column("evidence", "Bewijsmiddel"),
            Column("party", "Van"),
            Column("verdict", "Bevinding", ColumnKind.STATE),
            Column("judged", "Beoordeeld"),
            Column("asked", "Gevraagd", ColumnKind.INSTANT),
            Column("last_day", "Laatste dag", ColumnKind.DAY),
            Column("received", "Ontvangen", ColumnKind.INSTANT),
            Column("issued", "Afgegeven", ColumnKind.DAY),
            Column("age_receipt", "Oud bij ontvangst"),
            Column("age_closing", "Oud bij sluiting"),
            Column("consequence", "Gevolg"),
            Column("source", "Bron"),
            Column("explanation", "Toelichting"),
            Column("notes", "Noten"),
        ),
        tuple(
            _row(state, item.submission, one)
            for item in state.assessment().submissions
            if arguments.submission in ("", item.submission) and item.verification
            for one in verification_of(state.course, item.submission).items
        ),
        f"Verificatie {arguments.submission}".rstrip(),
    )


def _row(state: ProcedureState, submission: str, item: VerificationItem) -> Row:
    found = item.finding
    newest = item.received[-1] if item.received else None
    shown = item.status.proof[-1] if item.status.proof else newest
    issued = shown.body.issued if shown else None
    closing = local_day(state.definition.procedure.closing_at)
    key = found.finding.key if found else None
    ref = (
        Ref("finding", f"{submission}|{key.requirement}|{key.subject}")
        if key
        else Ref("submission", submission)
    )
    return Row(
        ref,
        (
            submission,
            item.evidence,
            party_name(item.party),
            found.finding.verdict.label if found else "",
            _judged(state, submission, item.status),
            item.asked,
            item.last_day,
            shown.happened_at if shown else None,
            issued,
            _age(issued, local_day(shown.happened_at)) if shown else "",
            _age(issued, closing),
            found.finding.consequence.label if found and _has_consequence(found) else "",
            cited(found.finding.source, editions_of(state)) if found else "",
            found.finding.explanation if found else "",
            " ".join(found.finding.notes) if found else "",
        ),
    )


def _has_consequence(found: Assessed) -> bool:
    """What is in order has none."""
    return found.effect is not Effect.FINE or found.ruling is not None


def _age(issued: date | None, on: date) -> str:
    """Whole calendar months from the day of issue; one more day is shown as more than that."""
    if issued is None:
        return ""
    if issued > on:
        return "nog niet afgegeven"
    months, exact = whole_months(issued, on)
    return f"{months} mnd" if exact else f"meer dan {months} mnd"


def _judged(state: ProcedureState, submission: str, status: EvidenceStatus) -> str:
    if status.judged is None:
        return ""
    body = status.judged.body
    absent = ", ".join(point.point for point in body.points if not point.present)
    outcome = "akkoord" if body.accepted else "niet akkoord"
    if body.original_wanted:
        outcome = "eerst origineel tonen"
    missing = f"; ontbreekt: {absent}" if absent else ""
    newer = "; daarna kwam nog iets binnen" if status.unjudged else ""
    parties = state.facts(Party, f"{submission}/{body.party}")
    changed = any(fact.replaces is not None and fact.id > status.judged.id for fact in parties)
    other = "; daarna is de partij gewijzigd" if changed else ""
    return f"{outcome} ({status.judged.by}){missing}{newer}{other}"


def received(arguments: OfSubmission, reader: Reader, _moment: Moment) -> Table:
    """Every piece of evidence that came in, by whatever route."""
    state = as_reader(reader)
    return Table(
        (
            Column("submission", "Nr"),
            Column("fact", "Feit", ColumnKind.NUMBER),
            Column("evidence", "Bewijsmiddel"),
            Column("party", "Van"),
            Column("received", "Ontvangen", ColumnKind.INSTANT),
            Column("channel", "Weg"),
            Column("message_number", "Bericht"),
            Column("counts", "Telt"),
            Column("files", "Bestanden"),
            Column("issued", "Afgegeven", ColumnKind.DAY),
            Column("valid_until", "Geldig tot en met", ColumnKind.DAY),
            Column("route", "Langs"),
            Column("by", "Ingenomen door"),
        ),
        tuple(_received_rows(state, arguments.submission)),
        f"Bewijsstukken {arguments.submission}".rstrip(),
    )


def _received_rows(state: ProcedureState, submission: str) -> Iterator[Row]:
    for fact in state.facts(EvidenceReceived):
        if submission not in ("", fact.submission):
            continue
        body = fact.body
        own = is_procedure_channel(body.channel, state.definition)
        proof = " ".join(part for part in (body.route, body.certificate) if part)
        yield Row(
            Ref("fact", str(fact.id)),
            (
                fact.submission,
                fact.id,
                evidence_subject(body.evidence, body.party),
                party_name(body.party),
                fact.happened_at,
                body.channel,
                body.message_number,
                "ja" if own else "nee: andere weg",
                ", ".join(f"{file.name} ({file.sha256[:12]})" for file in body.files),
                body.issued,
                body.valid_until,
                proof,
                fact.by,
            ),
        )


VERIFICATION = View("verificatie", "Verificatie", "submission", verification, OfSubmission)
RECEIVED = View("bewijsstukken", "Ontvangen bewijsstukken", "submission", received, OfSubmission)
