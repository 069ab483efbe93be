"""A real form held against the map of its fields."""

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.forms import FormCheckRow
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.domain.moment import Moment


@frozen
class CheckForm:
    """Which form; without a file the map itself."""

    document: str = said("Document", "soort van de documentenlijst: bijlage-2", default="")
    path: Path | None = said("Bestand", "het formulier, Word (docx) of PDF", default=None)


def form_check(arguments: CheckForm, reader: Reader, _moment: Moment) -> Table:
    """What is searched and where it is found, what is not found, and what the map does not use."""
    if arguments.path is None:
        rows = tuple(_map(reader, arguments.document))
        note = "dit is de veldenkaart; met --document en --path wordt er een formulier naast gehouden"
    else:
        rows = reader.form_check(arguments.path, arguments.document)
        note = "controleer wat niet is gevonden, en wat het formulier heeft en de kaart niet"
    return Table(
        (
            Column("record", "Gegeven"),
            Column("field", "Veld"),
            Column("searched", "Gezocht naar"),
            Column("found", "Gevonden", ColumnKind.STATE),
            Column("words", "Wat er staat"),
        ),
        tuple(
            Row(
                Ref("procedure", reader.procedure),
                (row.record, row.field, row.searched, row.found, row.words),
            )
            for row in rows
        ),
        "Controle van een formulier",
        note,
    )


def _map(reader: Reader, document: str) -> Iterator[FormCheckRow]:
    for form in reader.definition.forms:
        if document not in ("", form.document):
            continue
        for record in form.records:
            for field in record.fields:
                names = [f"veld {name}" for name in field.names]
                yield FormCheckRow(
                    f"{form.id}: {record.id}", field.id, ", ".join((*names, *field.labels)), ""
                )


FORM_CHECK = View("formulier-controle", "Controle van een formulier", "procedure", form_check, CheckForm)
