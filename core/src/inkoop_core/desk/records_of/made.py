"""Records by their kind, and the bytes of them."""

from collections.abc import Callable

from attrs import field, frozen

from inkoop_core.api.record_content import Record
from inkoop_core.desk.records_of.assessment import assessment_record
from inkoop_core.desk.records_of.award import award_record
from inkoop_core.desk.records_of.frame import record_name, record_subject
from inkoop_core.desk.records_of.nota import nota_of_round, nota_record
from inkoop_core.desk.records_of.opening import opening_record
from inkoop_core.desk.sealed import told_withheld
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.record_made import RecordKind, RecordMade

CONTENT: dict[RecordKind, Callable[[ProcedureState], Record]] = {
    RecordKind.OPENING: opening_record,
    RecordKind.ASSESSMENT: assessment_record,
    RecordKind.AWARD: award_record,
}
"""The records that a procedure has one of."""


@frozen
class RecordFile:
    """A record as it was made.

    sha256    of its bytes; template: SHA-256 of the template
    withheld  headings under which a text was left out, because it tells of the screening
    """

    kind: RecordKind
    subject: str
    number: int
    name: str
    sha256: str
    template: str
    content: bytes = field(repr=False)
    withheld: tuple[str, ...] = ()


def record_file(state: ProcedureState, kind: RecordKind, round: int = 0) -> RecordFile:
    """A record of the moment of the state. round: of a note of information.

    Raises Refused where what it must tell is not there yet.
    """
    # Loaded when a record is made: the library takes longer to load than most commands to run.
    from inkoop_core.documents.record import record_bytes

    number = nota_of_round(state, round).body.number if kind is RecordKind.NOTE else 0
    record = nota_record(state, round) if kind is RecordKind.NOTE else CONTENT[kind](state)
    content = record_bytes(record)
    name = record_name(state, kind, number)
    subject = record_subject(kind, number)
    return RecordFile(
        kind, subject, number, name, digest(content), current_template(), content, told_withheld(record)
    )


def current_template() -> str:
    """SHA-256 of the template by which records are made now."""
    from inkoop_core.documents.record import record_template

    return digest(record_template())


def made_again(state: ProcedureState, fact: Fact[RecordMade]) -> RecordFile:
    """The same record made now, of the same moment and by the same person. Raises Refused."""
    then = ProcedureState(
        state.procedure,
        fact.by,
        Moment(fact.body.as_of, fact.body.known_at),
        state.store,
        state.catalogue,
        state.packages,
        state.records,
    )
    return record_file(then, fact.body.kind, fact.body.round)


def kept_records(state: ProcedureState) -> tuple[RecordFile, ...]:
    """The records that stand, as they were kept."""
    return tuple(
        RecordFile(
            fact.body.kind,
            fact.subject,
            fact.body.number,
            fact.body.file_name,
            fact.body.sha256,
            fact.body.template,
            state.store.file(fact.body.sha256),
        )
        for fact in state.facts(RecordMade)
    )
