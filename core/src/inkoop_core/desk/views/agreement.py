"""Views over the signing sets and the agreements."""

from collections.abc import Iterator

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.agreement import AgreementSigned, AwardNotice, SigningSet
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment, shown, shown_day
from inkoop_core.domain.money import euros
from inkoop_core.progress.signing import AgreementState, agreements_of
from inkoop_core.progress.signing_set import prepared_set

EXAMPLE = "voorbeeldtarief"


@frozen
class OfWinner:
    """Of one winner, or of all."""

    submission: str = said("Inschrijving", "leeg: alle winnaars", default="", refers="submission")


def agreements(arguments: OfWinner, reader: Reader, _moment: Moment) -> Table:
    """Per winner how far the agreement is, since when it exists, and alarms."""
    state = as_reader(reader)
    notice = state.course.last(AwardNotice)
    rows = []
    for status in agreements_of(state.course):
        if arguments.submission not in ("", status.submission):
            continue
        body = status.set.body if status.set else None
        item = state.assessment().of(status.submission)
        rows.append(
            Row(
                Ref("submission", status.submission),
                (
                    status.submission,
                    item.tenderer if item else "",
                    ", ".join(one.product for one in body.awarded) if body else "",
                    status.state.label,
                    status.since,
                    body.first_day if body else None,
                    body.last_day if body else None,
                    "; ".join(map(_told_signature, status.signed)),
                    "; ".join(status.open),
                    "; ".join(status.alarms),
                ),
            )
        )
    return Table(
        (
            Column("submission", "Nr"),
            Column("tenderer", "Opdrachtnemer"),
            Column("products", "Producten"),
            Column("state", "Stand", ColumnKind.STATE),
            Column("since", "Gesloten op", ColumnKind.INSTANT),
            Column("first_day", "Eerste dag", ColumnKind.DAY),
            Column("last_day", "Laatste dag", ColumnKind.DAY),
            Column("signed", "Ondertekend door"),
            Column("open", "Nog nodig"),
            Column("alarm", "Alarm", ColumnKind.STATE),
        ),
        tuple(rows),
        "Overeenkomsten",
        f"Aankondiging van de gegunde opdracht: {notice.body.number}, {notice.body.where}, {shown(notice.happened_at)}."
        if notice
        else "De aankondiging van de gegunde opdracht is nog niet vastgelegd.",
    )


def _told_signature(fact: Fact[AgreementSigned]) -> str:
    body = fact.body
    return f"{body.signatory} ({body.side.label}, {body.power.label}) {shown(fact.happened_at)}"


def signing_set(arguments: OfWinner, reader: Reader, _moment: Moment) -> Table:
    """Everything that is signed with each winner: as determined, or as it would be now; and what is missing."""
    state = as_reader(reader)
    awarded = dict.fromkeys(fact.submission for fact in state.facts(DefinitiveAward))
    return Table(
        (
            Column("submission", "Nr"),
            Column("part", "Onderdeel"),
            Column("what", "Wat"),
            Column("version", "Versie of dag"),
            Column("remark", "Opmerking"),
            Column("state", "Stand", ColumnKind.STATE),
        ),
        tuple(
            Row(Ref("submission", submission), (submission, *cells))
            for submission in awarded
            if arguments.submission in ("", submission)
            for cells in _cells(state, submission)
        ),
        "Ondertekenset",
        "Wat nog niet is vastgesteld, staat er zoals het nu zou worden.",
    )


Cells = tuple[str, str, str, str, str]


def _cells(state: ProcedureState, submission: str) -> Iterator[Cells]:
    stands = state.course.last(SigningSet, submission)
    prepared = prepared_set(state.course, submission)
    body = stands.body if stands else prepared.body
    how = f"vastgesteld {shown(stands.happened_at)}" if stands else "nog niet vastgesteld"
    if body is not None:
        yield from _parts(state, body, how)
    if stands is not None:
        for text in stands.body.missing:
            yield "ontbreekt", text, "", f"aanvaard: {stands.body.accepted}", "! aanvaard"
    else:
        for item in prepared.missing:
            need = "kan met een reden worden aanvaard" if item.implied else "verplicht"
            yield "ontbreekt", item.text, "", f"{item.source} {' '.join(item.notes)}".rstrip(), f"✗ {need}"


def _parts(state: ProcedureState, body: SigningSet, how: str) -> Iterator[Cells]:
    for party in body.signatories:
        yield "partij", f"{party.name}, KvK {party.trade_register_number}", "", party.id, how
    titles = state.definition.product_titles
    for item in body.awarded:
        yield "product", titles((item.product,)), "", ", ".join(item.variants), how
    for tariff in body.tariffs:
        code = f"{tariff.product_code} " if tariff.product_code else ""
        yield (
            "tarief",
            f"{tariff.product} {code}{euros(tariff.amount)} per {tariff.unit}",
            shown_day(tariff.valid_from),
            EXAMPLE if tariff.example else "",
            how,
        )
    for document in body.documents:
        without = f"zonder de artikelen {', '.join(document.excluded)}" if document.excluded else ""
        hashed = f" ({document.sha256[:8]}…)" if document.sha256 else ""
        yield "stuk", document.title, f"{document.version}{hashed}", without, how
    for party_id in body.parties:
        yield "onderaannemer", party_id, "", "toestemming gegeven", how


def agreement_tasks(state: ProcedureState) -> Iterator[Row]:
    """Alarms, sets to determine, signatures that are still needed."""
    for status in agreements_of(state.course):
        for alarm in status.alarms:
            yield _task(status.submission, "ALARM: te vroeg getekend", alarm)
        if status.state is AgreementState.NOT_PREPARED:
            if state.course.last(DefinitiveAward, status.submission) is not None:
                yield _task(status.submission, "ondertekenset vaststellen", "; ".join(status.open))
        elif status.state is not AgreementState.EXISTS:
            yield _task(status.submission, "ondertekenen", "; ".join(status.open))


def _task(submission: str, task: str, about: str) -> Row:
    return Row(Ref("submission", submission), (submission, task, about))


AGREEMENTS = View("overeenkomsten", "Overeenkomsten", "procedure", agreements, OfWinner)
SIGNING_SET = View("ondertekenset", "Ondertekenset", "submission", signing_set, OfWinner)
