"""The register of tender documents: letter, version, hash, published when, in force or not."""

from typing import Any

from inkoop_core.api.actions import Reader
from inkoop_core.api.tender_documents import TenderDocument
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.tender_document import TenderDocumentIssued, in_force


def tender_documents(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Every document of the tender by letter, with each version; also those that nobody registered yet."""
    issued = reader.facts(TenderDocumentIssued)
    closing = reader.definition.procedure.closing_at
    rows: list[Row] = []
    for document in reader.definition.tender_documents:
        versions = [fact for fact in issued if fact.body.letter == document.letter]
        stands = in_force(issued, document.letter, closing)
        rows += [_version(document, fact, fact == stands, fact.happened_at > closing) for fact in versions]
        if not versions:
            rows.append(_absent(document))
    return Table(
        (
            Column("letter", "Letter"),
            Column("title", "Titel"),
            Column("version", "Versie"),
            Column("sha256", "Hash"),
            Column("file", "Bestand"),
            Column("published_at", "Gepubliceerd", ColumnKind.INSTANT),
            Column("where", "Waar"),
            Column("in_force", "Geldt", ColumnKind.STATE),
            Column("remark", "Opmerking"),
            Column("source", "Bron"),
            Column("fact", "Feit", ColumnKind.NUMBER),
        ),
        tuple(rows),
        "Aanbestedingsdocumenten",
        f"geldend: laatst gepubliceerd bij de sluiting ({shown(closing)}) of daarvoor",
    )


def _version(document: TenderDocument, fact: Fact[TenderDocumentIssued], stands: bool, late: bool) -> Row:
    body = fact.body
    remark = "na de sluiting gepubliceerd; telt niet voor de beoordeling" if late else ""
    return Row(
        Ref("fact", str(fact.id)),
        (
            document.letter,
            document.title,
            body.version,
            body.short_hash,
            body.file_name,
            fact.happened_at,
            body.where,
            "ja" if stands else "nee",
            _joined(remark, *document.notes),
            body.source,
            fact.id,
        ),
    )


def _absent(document: TenderDocument) -> Row:
    supplied = "" if document.supplied else "inhoud niet in het inkoopdocument"
    return Row(
        Ref("tender-document", document.id),
        (
            document.letter,
            document.title,
            "",
            "",
            "",
            None,
            "",
            "nog niet geregistreerd",
            _joined(supplied, *document.notes),
            str(document.source),
            None,
        ),
    )


def _joined(*texts: str) -> str:
    return "; ".join(text for text in texts if text)


TENDER_DOCUMENTS = View("aanbestedingsdocumenten", "Aanbestedingsdocumenten", "procedure", tender_documents)
