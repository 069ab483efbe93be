"""What every record has: which procedure, which moment, which journal, who made it, with what."""

import re

from inkoop_core.access import roles_of
from inkoop_core.api.record_content import Part, Record, Signatory
from inkoop_core.desk.journal_head import last_known
from inkoop_core.desk.sealed import names_it, unsealed_record
from inkoop_core.desk.state import ProcedureState
from inkoop_core.desk.versions import versions_used
from inkoop_core.domain.decision import VersionUsed
from inkoop_core.domain.desk_records import DeskFounded
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.journal import Head
from inkoop_core.domain.moment import shown
from inkoop_core.domain.record_made import RecordKind, RecordMade

_SHORT = 16


def record_subject(kind: RecordKind, number: int = 0) -> str:
    """The subject of the fact that a record was made."""
    return f"verslag/{kind.value}-{number}" if number else f"verslag/{kind.value}"


def record_name(state: ProcedureState, kind: RecordKind, number: int = 0) -> str:
    """The name of the file: `beoordelingsrapport-23.D.202.pdf`."""
    parts = [kind.label, *([str(number)] if number else []), state.definition.procedure.reference]
    return "-".join(re.sub(r"[^\w.]+", "-", part).strip("-.") for part in parts) + ".pdf"


def journal_head(state: ProcedureState) -> Head:
    """The last entry of the procedure's journal at the moment of the record."""
    return last_known(state.store, state.procedure, state.moment.known_at)


def versions_told(state: ProcedureState) -> tuple[VersionUsed, ...]:
    """Core and the plugins by which the content was made, without those that no record may tell of."""
    return tuple(item for item in versions_used(state) if not names_it(item.name))


def framed(
    state: ProcedureState,
    kind: RecordKind,
    parts: tuple[Part, ...],
    signatories: tuple[Signatory, ...] = (),
    number: int = 0,
) -> Record:
    """A record with its frame, without anything that is sealed."""
    info = state.definition.procedure
    head = journal_head(state)
    title = kind.label.capitalize() + (f" {number}" if number else "")
    return unsealed_record(
        Record(
            kind=kind,
            title=title,
            subject=info.title,
            client=info.client,
            reference=info.reference,
            frame=(
                ("Procedure", f"{info.id}, kenmerk {info.reference}"),
                ("Opdrachtgever", info.client),
                ("Uitvoering", info.service_centre),
                ("Regime", info.regime),
                ("Stand op", f"{shown(state.moment.as_of)} (Nederlandse tijd)"),
                ("Met wat bekend was op", f"{shown(state.moment.known_at)} (Nederlandse tijd)"),
                ("Journaal", f"keten {state.procedure}, tot en met regel {head.seq}"),
                ("Hash van die regel", head.hash or "geen"),
                ("Aanbestedingsdefinitie", state.definition.sha256),
                ("Opgemaakt door", _maker(state)),
                ("Versies", ", ".join(f"{item.name} {item.version}" for item in versions_told(state))),
                *_superseded(state, kind, number),
            ),
            journal=f"Journaal {state.procedure}, regel {head.seq}, hash {head.hash[:_SHORT]}…",
            moment=state.moment,
            maker=state.actor,
            parts=parts,
            signatories=signatories,
            example=is_example(state),
        )
    )


def is_example(state: ProcedureState) -> bool:
    """Whether this is a sample desk: everything that leaves it is marked."""
    return any(isinstance(fact.body, DeskFounded) and fact.body.sample for fact in state.recorded_on_desk)


def earlier_record(state: ProcedureState, kind: RecordKind, number: int = 0) -> Fact[RecordMade] | None:
    """The record of this kind that stands; None when none was made yet."""
    found = state.facts(RecordMade, record_subject(kind, number))
    return found[-1] if found else None


def _superseded(state: ProcedureState, kind: RecordKind, number: int) -> tuple[tuple[str, str], ...]:
    earlier = earlier_record(state, kind, number)
    if earlier is None:
        return ()
    told = (
        f"het {kind.label} dat {earlier.by} op {shown(earlier.recorded_at)} vaststelde"
        f" (SHA-256 {earlier.body.sha256})"
    )
    return (("Vervangt", told),)


def _maker(state: ProcedureState) -> str:
    held = roles_of(state.actor, (*state.desk_facts, *state.current))
    return ", ".join([state.actor, *sorted(role.label for role in held if not names_it(role.label))])
