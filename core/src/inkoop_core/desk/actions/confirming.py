"""The drafts with which a fact to be becomes a fact, and what is told of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.assessment.changes import told_changes
from inkoop_core.desk.making import Made, otherwise, side_by_side, told_values
from inkoop_core.desk.parts import SAID_IN_A_BID, field_names
from inkoop_core.desk.readings import FieldSaid, Target, targets
from inkoop_core.desk.records import CORE_RECORDS
from inkoop_core.desk.said import label_of, said_value
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.moment import shown
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.reading import Confirmed

KINDS = ", ".join(record.kind for record in CORE_RECORDS if record.body in SAID_IN_A_BID)
"""What can be read of a bid, as it is typed."""
Ends = Mapping[tuple[type, str], Fact[Any]]
"""The last fact of each class and subject, or the withdrawal that ended it."""


def targets_of(state: ProcedureState) -> tuple[Target, ...]:
    """Everything that was read of the submissions that are on the list.

    What an officer had before him counts as of every moment at which the fact stands, also one that lies before
    his confirmation.
    """
    received = {fact.submission for fact in state.facts(PackageReceived)}
    known = [
        fact
        for fact in state.recorded
        if isinstance(fact.body, Confirmed) and fact.recorded_at <= state.moment.known_at
    ]
    found = targets((*state.current, *known), state.bodies, state.recorded)
    return tuple(item for item in found if item.submission in received)


def ends_of(recorded: Iterable[Fact[Any]]) -> Ends:
    """Where each chain of facts of a bid stands now; pass every fact that was recorded, in order."""
    found: dict[tuple[type, str], Fact[Any]] = {}
    key_of: dict[int, tuple[type, str]] = {}
    for fact in recorded:
        if isinstance(fact.body, SAID_IN_A_BID):
            key = (type(fact.body), fact.subject)
        elif isinstance(fact.body, Withdrawn) and fact.replaces in key_of:
            key = key_of[fact.replaces]
        else:
            continue
        found[key] = fact
        key_of[fact.id] = key
    return found


@frozen
class Confirming:
    """A target that is confirmed, with the body that it gets.

    typed  fields that the officer filled in or changed
    """

    target: Target
    made: Made
    typed: tuple[str, ...] = ()

    def drafts(self, ends: Ends, happened_at: datetime, reason: str) -> tuple[Draft, Draft]:
        """The fact and its confirmation. After a withdrawal the fact goes on where the chain ended."""
        target, body = self.target, self.made.body
        ended = ends.get((type(body), target.subject))
        readings = tuple(reading.id for reading in target.readings)
        fact = Draft(
            body,
            target.subject,
            happened_at=happened_at,
            replaces=ended.id if ended else None,
            reason=reason,
        )
        return fact, Draft(Confirmed(target.kind, readings, self.typed), target.subject, reason=reason)


def happened_at(target: Target) -> datetime:
    """When the bid that says it came in."""
    return min(reading.happened_at for reading in target.readings if reading.body.of_the_bid)


def turned(reader: Reader, drafts: Sequence[Draft]) -> str:
    """The findings that turn, in Dutch."""
    return told_changes(reader.assessment(), reader.assessment(with_facts=tuple(drafts)))


def named(target: Target, state: ProcedureState) -> str:
    """A target as officers call it: `S-001 referentie (referentie-1)`."""
    record = state.records.get(target.kind)
    part = f" ({target.part})" if target.part else ""
    return f"{target.submission} {record.label if record else target.kind}{part}"


def counted(found: Iterable[Target], state: ProcedureState) -> str:
    """How many of each kind: `2 × aanbod, 1 × inschrijver`."""
    counts = Counter(target.kind for target in found)
    return ", ".join(
        f"{count} × {state.records[kind].label if kind in state.records else kind}"
        for kind, count in counts.items()
    )


def told_standing(target: Target) -> str:
    """Who recorded the fact that stands, and when."""
    fact = target.standing
    return f"{fact.by} legde op {shown(fact.recorded_at)} feit {fact.id} vast" if fact else ""


def told_fields(item: Confirming, definition: TenderDefinition) -> list[str]:
    """Each field that was read or typed, in words, with its sources; and what holds because nobody says it."""
    lines = []
    sources = {
        field.name: "; ".join(str(one) for said in field.said for one in said.sources)
        for field in item.target.fields
    }
    for name in field_names(item.target.body):
        if name not in item.made.defaulted:
            origin = "ingevuld" if name in item.typed else sources.get(name, "")
            told = _told_field(item, name, definition)
            lines.append(f"  {label_of(name)}: {told}" + (f" ({origin})" if origin else ""))
    defaults = told_defaults(item, definition)
    return [*lines, f"  Niet gelezen en niet ingevuld, dus: {defaults}."] if defaults else lines


def told_defaults(item: Confirming, definition: TenderDefinition) -> str:
    """What is recorded of the fields that nobody names, with what was looked up of them; "" when all were named."""
    said = {field.name: told_values(item.target.body, field, definition) for field in item.target.fields}
    told = []
    for name in item.made.defaulted:
        looked_up = f" (opgezocht: {', '.join(said[name])})" if said.get(name) else ""
        told.append(f"{label_of(name)} {_told_field(item, name, definition)}{looked_up}")
    return ", ".join(told)


def _told_field(item: Confirming, name: str, definition: TenderDefinition) -> str:
    value = canonical_json(getattr(item.made.body, name)).decode()
    return said_value(item.target.body, name, value, definition)


def kind_of(text: str, state: ProcedureState) -> str:
    """The kind that a person names by its id or by its label; what is neither stays as it is."""
    wanted = text.strip().casefold()
    for record in state.records.values():
        if record.body in SAID_IN_A_BID and wanted in (record.kind.casefold(), record.label.casefold()):
            return record.kind
    return text


def told_unsettled(target: Target, state: ProcedureState) -> list[str]:
    """How what was read differs from the fact that stands or no longer carries it, and what can be done."""
    if target.standing is None:
        return []
    fact, about = target.standing.id, named(target, state)
    differences = [
        f"{about}: {label_of(field.name)}: gelezen is {told_otherwise(target, field, state)}; vast staat "
        f"{told_standing_value(target, field, state)}. Corrigeer feit {fact} (feit-corrigeren), aanvaard de "
        "afwijking (afwijking-aanvaarden) of verwerp wat verkeerd is gelezen (gelezen-verwerpen)"
        for field in target.contradictions
    ]
    if not target.lapsed:
        return differences
    return [
        *differences,
        f"{about}: bron vervallen van {told_lapsed(target, state)}. Ga het opnieuw na: corrigeer feit {fact} "
        "(feit-corrigeren), houd het erop (afwijking-aanvaarden) of trek het in (feit-intrekken)",
    ]


def told_lapsed(target: Target, state: ProcedureState) -> str:
    """The fields of which the source is gone with what stands, and where that was read."""
    fields = ", ".join(
        f"{label_of(field.name)} {told_standing_value(target, field, state)}" for field in target.lapsed
    )
    files = ", ".join(dict.fromkeys(reading.body.file for reading in target.lost if reading.body.of_the_bid))
    return f"{fields} (was gelezen in {files})"


def told_otherwise(target: Target, field: FieldSaid, state: ProcedureState) -> str:
    """What was read and is not what stands, with where it stands."""
    return side_by_side(target.body, otherwise(target.body, field), state.definition)


def told_standing_value(target: Target, field: FieldSaid, state: ProcedureState) -> str:
    """What the fact that stands says of a field, in words; a field that its class does not have: nothing."""
    return said_value(target.body, field.name, field.standing or "null", state.definition)


def told_open(state: ProcedureState) -> Mapping[str, tuple[str, ...]]:
    """What must still be settled of what was read, line by line, by submission."""
    found: dict[str, list[str]] = {}
    for target in targets_of(state):
        lines = told_unsettled(target, state)
        if target.standing is None:
            lines = [
                f"{named(target, state)}: {target.status.label}, en niet bevestigd. Bevestig het "
                "(gelezen-bevestigen), vul het aan (gegevens-vastleggen) of verwerp het (gelezen-verwerpen)"
            ]
        if lines:
            found.setdefault(target.submission, []).extend(lines)
    return {submission: tuple(lines) for submission, lines in found.items()}


def told_losing(state: ProcedureState, drafts: Sequence[Draft]) -> list[str]:
    """The facts that stand and lose their source with these facts, one line each."""
    before = {
        (target.kind, target.subject, field.name) for target in targets_of(state) for field in target.lapsed
    }
    lines = []
    for target in targets_of(state.supposing(*drafts)):
        new = [field for field in target.lapsed if (target.kind, target.subject, field.name) not in before]
        if new and target.standing is not None:
            told = ", ".join(label_of(field.name) for field in new)
            lines.append(
                f"  - feit {target.standing.id}, {named(target, state)}: {told}; het blijft gelden tot u het "
                "opnieuw nagaat, en de inschrijving wordt zolang niet gegund"
            )
    return lines
