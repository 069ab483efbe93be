"""What each file of a bid was taken for, and why."""

import json
from collections.abc import Iterator

from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.assessment.unconfirmed import subject_of
from inkoop_core.desk.state import as_reader
from inkoop_core.desk.views.assessment import OfSubmission
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import Document, FileProblem, Observation
from inkoop_core.domain.reading import ReadFact

CONFIRMED, TO_CONFIRM, ASKED, UNUSABLE = "bevestigd", "te bevestigen", "gevraagd", "onbruikbaar"
_UNUSABLE = (
    FileProblem.EMPTY,
    FileProblem.DAMAGED,
    FileProblem.ENCRYPTED,
    FileProblem.TOO_LARGE,
    FileProblem.MISSING,
)


def recognition(arguments: OfSubmission, reader: Reader, _moment: Moment) -> Table:
    """A row per file: the kind of document that it is or could be, why, whose, and whether an officer said so."""
    state = as_reader(reader)
    documents = {fact.subject: fact.body for fact in reader.facts(Document)}
    readings = {
        subject_of(fact): fact.body for fact in reader.facts(ReadFact) if fact.body.kind == "document"
    }
    titles = {kind: document.title for kind, document in state.document_kinds.items()}
    rows = [
        _row(fact, documents.get(fact.subject), readings.get(fact.subject), titles)
        for fact in reader.facts(Observation)
        if arguments.submission in ("", fact.submission)
    ]
    return Table(
        (
            Column("submission", "Inschrijving"),
            Column("file", "Bestand"),
            Column("kind", "Soort"),
            Column("title", "Stuk"),
            Column("why", "Waarom"),
            Column("party", "Van"),
            Column("state", "Toestand", ColumnKind.STATE),
            Column("doubts", "Twijfel"),
        ),
        tuple(rows),
        "Herkenning van bestanden",
        "Zeg met `document-aanwijzen` wat een bestand is; bevestig de andere met `gelezen-bevestigen`.",
    )


def _row(
    seen: Fact[Observation], document: Document | None, reading: ReadFact | None, titles: dict[str, str]
) -> Row:
    kind, party, why = _taken_for(document, reading)
    doubts = "; ".join(reading.doubts) if reading is not None else ""
    cells = (
        seen.submission,
        seen.body.file,
        kind,
        titles.get(kind, ""),
        why,
        party,
        _state(seen.body, document, kind),
        doubts,
    )
    return Row(Ref("document", seen.subject), cells)


def _taken_for(document: Document | None, reading: ReadFact | None) -> tuple[str, str, str]:
    """Kind, party and why; what was confirmed goes before what was read."""
    said = dict(_values(reading))
    why = said.get("why", "")
    if document is not None:
        same = said.get("kind") == document.kind
        return document.kind, document.party, why if same else "zo vastgelegd"
    return said.get("kind", ""), said.get("party", ""), why


def _values(reading: ReadFact | None) -> Iterator[tuple[str, str]]:
    if reading is None:
        return
    for value in reading.values:
        yield value.field, str(json.loads(value.value))
        if value.field == "kind":
            yield "why", value.words


def _state(seen: Observation, document: Document | None, kind: str) -> str:
    if document is not None:
        return CONFIRMED
    if kind:
        return TO_CONFIRM
    return UNUSABLE if seen.problem in _UNUSABLE else ASKED


RECOGNITION = View("herkenning", "Wat elk bestand is", "procedure", recognition, OfSubmission)
