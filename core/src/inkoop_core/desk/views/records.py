"""The view over records that were established, and whether they can be made again."""

from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.records_of.frame import versions_told
from inkoop_core.desk.records_of.made import current_template, made_again
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.record_made import RecordMade
from inkoop_core.errors import InkoopError

SAME = "zelfde bytes"


@frozen
class OfRecords:
    """Whether each record is made again and compared."""

    check: bool = said("Opnieuw maken en vergelijken", default=True)


def records(arguments: OfRecords, reader: Reader, moment: Moment) -> Table:
    """Every record that was established, superseded ones too, newest last."""
    state = as_reader(reader)
    made = [
        fact
        for fact in state.recorded
        if isinstance(fact.body, RecordMade) and fact.recorded_at <= moment.known_at
    ]
    return Table(
        (
            Column("record", "Verslag"),
            Column("number", "Nota", ColumnKind.NUMBER),
            Column("recorded_at", "Vastgesteld", ColumnKind.INSTANT),
            Column("by", "Door"),
            Column("file", "Bestand"),
            Column("sha256", "SHA-256"),
            Column("head", "Journaalregel", ColumnKind.NUMBER),
            Column("again", "Nu opnieuw gemaakt", ColumnKind.STATE),
            Column("replaced", "Vervangen"),
        ),
        tuple(
            Row(
                Ref("fact", str(fact.id)),
                (
                    fact.body.kind.label,
                    fact.body.number or None,
                    fact.recorded_at,
                    fact.by,
                    fact.body.file_name,
                    fact.body.sha256,
                    fact.body.head,
                    compared(state, fact) if arguments.check else "niet nagegaan",
                    _replaced(fact, made),
                ),
            )
            for fact in made
        ),
        "Vastgestelde verslagen",
        "Een vastgesteld verslag verandert niet; een nieuw verslag vervangt het en zegt dat. De bestanden haalt u op "
        "met `inkoop report --kept`.",
    )


def compared(state: ProcedureState, fact: Fact[RecordMade]) -> str:
    """Whether the record, made again now of its own moment, has the same bytes; else why not, in Dutch."""
    try:
        again = made_again(state, fact)
    except InkoopError as error:
        return f"niet te maken: {error}"
    if again.sha256 == fact.body.sha256:
        return SAME
    if fact.body.template != current_template():
        return "andere bytes: het sjabloon is veranderd"
    if fact.body.versions != versions_told(state):
        used = ", ".join(f"{item.name} {item.version}" for item in fact.body.versions)
        return f"andere bytes: gemaakt met {used}"
    return "ANDERE BYTES, met hetzelfde sjabloon en dezelfde versies: laat het dossier natrekken (`inkoop verify`)"


def _replaced(fact: Fact[RecordMade], made: list[Fact[Any]]) -> str:
    for later in made:
        if later.replaces == fact.id:
            return f"op {shown(later.recorded_at)}: {later.reason}"
    return ""


RECORDS = View("verslagen", "Vastgestelde verslagen", "procedure", records, OfRecords)
