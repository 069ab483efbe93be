"""Establish a record: its file is kept, with the head of the journal that it prints."""

from attrs import frozen

from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.records_of.frame import earlier_record, journal_head, versions_told
from inkoop_core.desk.records_of.made import RecordFile, record_file
from inkoop_core.desk.records_of.readers import require_reader
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.record_made import RecordKind, RecordMade
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError

WITHHELD = "Let op: een tekst over het Bibob-onderzoek is weggelaten bij: "


@frozen
class EstablishRecord:
    """Make a record of this moment and keep it."""

    kind: RecordKind = said("Verslag")
    round: int = said("Vragenronde", "alleen bij een nota van inlichtingen", default=0)
    reason: str = said(
        "Reden van een nieuw verslag", "als er al een is: waarom dit het vervangt", default="", long=True
    )


def problems(command: EstablishRecord) -> list[str]:
    """A round belongs to a note of information, and only to that."""
    if command.kind is RecordKind.NOTE and command.round < 1:
        return ["round: zeg van welke vragenronde de nota is, bijvoorbeeld 1"]
    if command.kind is not RecordKind.NOTE and command.round:
        return [f"round: een {command.kind.label} hoort niet bij een vragenronde; laat dit veld leeg"]
    return []


def establish(command: EstablishRecord, reader: Reader, _moment: Moment) -> Outcome:
    """The file and the fact that it was made. One that stands is never changed: the new one says that it replaces it.

    Raises Refused where what it must tell is not there yet, CommandError when it replaces one without a reason,
    NotPermitted for who may not see what stands in it.
    """
    state = as_reader(reader)
    require_reader(state, command.kind)
    file = record_file(state, command.kind, command.round)
    earlier = earlier_record(state, command.kind, file.number)
    if earlier is not None and not command.reason.strip():
        raise CommandError(
            "Een verslag vaststellen kan zo niet:",
            [
                f"reason: er is al een {command.kind.label}, vastgesteld door {earlier.by} op "
                f"{shown(earlier.recorded_at)}; zeg waarom een nieuw dat vervangt"
            ],
        )
    made = Draft(
        _made(file, command.round, state),
        file.subject,
        replaces=earlier.id if earlier else None,
        reason=command.reason.strip() if earlier else "",
    )
    kept = NewFile(file.name, file.sha256, file.content)
    return Outcome((made,), _told(file, earlier, state), (kept,))


def _made(file: RecordFile, round: int, state: ProcedureState) -> RecordMade:
    head = journal_head(state)
    return RecordMade(
        kind=file.kind,
        sha256=file.sha256,
        file_name=file.name,
        as_of=state.moment.as_of,
        known_at=state.moment.known_at,
        head=head.seq,
        head_hash=head.hash,
        template=file.template,
        versions=versions_told(state),
        round=round,
        number=file.number,
    )


def _told(file: RecordFile, earlier: Fact[RecordMade] | None, state: ProcedureState) -> str:
    head = journal_head(state)
    lines = [
        f"{file.kind.label.capitalize()} vastgesteld: {file.name}, {len(file.content)} bytes, SHA-256 {file.sha256}.",
        f"Het vertelt het dossier tot en met journaalregel {head.seq} ({head.hash[:16]}…); het bestand blijft bewaard.",
    ]
    if file.withheld:
        lines.append(WITHHELD + ", ".join(file.withheld) + ".")
    if earlier is not None:
        lines.append(
            f"Het vervangt het {file.kind.label} van {shown(earlier.recorded_at)}, dat in het dossier blijft, en zegt "
            "dat."
        )
    return "\n".join(lines)


ESTABLISH_RECORD = Action(
    "verslag-vaststellen",
    "Verslag vaststellen",
    EstablishRecord,
    (Role.ADVISER, Role.CHAIR, Role.DECISION_MAKER),
    "procedure",
    establish,
    problems=problems,
)
