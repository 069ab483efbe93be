"""Record who signed which document, with what and by what power (tender document §5.3, Annex I)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import evolve, fields, frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.changes import told_changes
from inkoop_core.desk.actions.lookups import (
    about_problems,
    known_lookup,
    lookup_drafts,
    require_of_this_bid,
    require_past,
)
from inkoop_core.desk.actions.subjects import known_read_submission, readable_since
from inkoop_core.desk.comparing import sameness
from inkoop_core.desk.lookups import identity_now, known_parts
from inkoop_core.desk.said import label_of, said_value
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.lookup import LookUp, document_of
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import OWN_PARTY, Party
from inkoop_core.domain.reading import Confirmed, ReadFact, ReadValue
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import Signature, SigningMethod, SigningPower, persons
from inkoop_core.errors import CommandError, Refused

WET_SEEN = "natte-handtekening-gezien"
ORIGINAL_SHOWN = "origineel-getoond"
_ASKED = ("method", "signatories", "power")
"""The fields that the officer says; the rest follows from the document."""
CANNOT = "De ondertekening kan zo niet worden vastgelegd:"


@frozen
class RecordSignature:
    """Record or replace who signed a document."""

    submission: str = said("Inschrijving", refers="submission")
    document: str = said("Stuk", "soort uit de checklist: uea")
    method: SigningMethod = said("Waarmee")
    signatories: tuple[str, ...] = said("Wie hebben ondertekend", "elke naam apart", default=())
    power: SigningPower = said("Bevoegdheid", default=SigningPower.UNKNOWN)
    party: str = said("Van wie", "tenderer of het id van een partij", default=OWN_PARTY)
    wet_seen: datetime | None = said("Natte handtekening gezien op", "leeg: niet gezien", default=None)
    original_shown: datetime | None = said("Origineel getoond op", "leeg: niet getoond", default=None)
    reason: str = said("Reden", "bij vervangen: waarom, met de bron", default="", long=True)
    timing_reason: str = said("Reden van late vastlegging", "als het zien langer geleden is", default="")


def problems(command: RecordSignature) -> list[str]:
    """What does not go together."""
    names = command.signatories
    wrong = []
    if not all(name.strip() for name in names):
        wrong.append("signatories: een naam is leeg")
    elif len(persons(names)) < len(names):
        wrong.append("signatories: een naam staat er twee keer")
    if command.method is SigningMethod.NONE and names:
        wrong.append("signatories: zonder handtekening heeft niemand ondertekend")
    if command.method is not SigningMethod.WET_SCAN and command.wet_seen is not None:
        wrong.append("wet_seen: er is geen natte handtekening vastgelegd (method)")
    return wrong


def sign(command: RecordSignature, reader: Reader, moment: Moment) -> Outcome:
    """The signature; that readings of it are confirmed with it; what was seen of the paper.

    Raises Unknown for a submission that is not there, CommandError for an unknown document or party and when an
    earlier record would be replaced or a reading contradicted without a reason, Refused for content that was not
    read, for an observation of before the bid and when nothing changes.
    """
    package = known_read_submission(reader, command.submission)
    state = as_reader(reader)
    _require_known(state, command)
    document = document_of(command.document, command.party)
    file = identity_now(state, command.submission, document).sha256
    body = Signature(document, command.method, command.signatories, command.power, file)
    signature = _signature_drafts(state, command, body, package)
    seen = tuple(_seen_drafts(state, command, document, package, moment))
    if not signature and not seen:
        raise Refused(f"{command.submission} {document}: zo is het al vastgelegd; er verandert niets.")
    drafts = (*signature, *seen)
    turned = told_changes(reader.assessment(), reader.assessment(with_facts=drafts))
    text = "\n".join(
        [_told(body, command.submission, seen), *_told_otherwise(state, body, command.submission), turned]
    )
    return Outcome(drafts, text)


def _require_known(state: ProcedureState, command: RecordSignature) -> None:
    wrong = []
    if command.document not in state.document_kinds:
        known = ", ".join(sorted(state.document_kinds))
        wrong.append(f"document: {command.document!r} staat niet op de checklist; wel: {known}")
    parties = known_parts(state, command.submission, "party", Party)
    if command.party not in (OWN_PARTY, *parties):
        known = ", ".join((OWN_PARTY, *parties))
        wrong.append(f"party: {command.party!r} is bij {command.submission} niet bekend; wel: {known}")
    if wrong:
        raise CommandError(CANNOT, wrong)


def _signature_drafts(
    state: ProcedureState, command: RecordSignature, body: Signature, package: Fact[PackageReceived]
) -> tuple[Draft, ...]:
    """The signature with its confirmation; () when it stands so already and nothing waits."""
    subject = f"{command.submission}/{body.document}"
    earlier = last_of(state.recorded, Signature, subject)
    stands = earlier is not None and not isinstance(earlier.body, Withdrawn)
    wrong = []
    if earlier is not None and stands:
        if _same(earlier.body, body):
            return ()
        wrong.append(f"reason: dit vervangt feit {earlier.id} ({_said(earlier.body)}); geef een reden")
    wrong += [f"reason: {line}; geef een reden" for line in _told_otherwise(state, body, command.submission)]
    if wrong and not command.reason.strip():
        raise CommandError(CANNOT, wrong)
    readings = _readings(state, command.submission, body.document)
    draft = Draft(
        body,
        subject,
        happened_at=readable_since(state, package) if earlier is None else earlier.happened_at,
        replaces=earlier.id if earlier else None,
        timing_reason=command.reason if earlier else "",
        reason=command.reason or ("opnieuw vastgelegd na intrekken" if earlier else ""),
    )
    if not readings:
        return (draft,)
    confirmed = Confirmed("signature", tuple(fact.id for fact in readings), _typed(body, readings))
    return (draft, Draft(confirmed, subject, reason=command.reason))


def _same(stands: Signature, body: Signature) -> bool:
    """Whether an earlier record says the same of the same file; an old one does not say of which file it was."""
    return evolve(stands, sha256=stands.sha256 or body.sha256) == body


def _readings(state: ProcedureState, submission: str, document: str) -> list[Fact[ReadFact]]:
    return [
        fact
        for fact in state.facts(ReadFact)
        if (fact.submission, fact.body.kind, fact.body.part) == (submission, "signature", document)
    ]


def _values_read(readings: Iterable[Fact[ReadFact]]) -> Iterator[tuple[str, str, Fact[ReadFact], ReadValue]]:
    """Each value that was read of who signed: its field, its sameness, and where it stands."""
    for fact in readings:
        for value in fact.body.values:
            if value.field in _ASKED:
                yield value.field, sameness(Signature, value.field, value.value), fact, value


def _own(body: Signature, name: str) -> str:
    return sameness(Signature, name, canonical_json(getattr(body, name)).decode())


def _typed(body: Signature, readings: Iterable[Fact[ReadFact]]) -> tuple[str, ...]:
    """The fields that hold by the officer's word: no reading says so, and if none says anything, it was not left."""
    read: dict[str, set[str]] = {}
    for name, same, _, _ in _values_read(readings):
        read.setdefault(name, set()).add(same)
    return tuple(
        attribute.name
        for attribute in fields(Signature)
        if attribute.name in _ASKED
        and (
            _own(body, attribute.name) not in read[attribute.name]
            if attribute.name in read
            else getattr(body, attribute.name) != attribute.default
        )
    )


def _told_otherwise(state: ProcedureState, body: Signature, submission: str) -> list[str]:
    """Where a reading says something else than what is recorded: both, in Dutch, with the place."""
    lines = []
    for name, same, fact, value in _values_read(_readings(state, submission, body.document)):
        own = _own(body, name)
        if same != own:
            read = said_value(Signature, name, value.value, state.definition)
            recorded = said_value(Signature, name, own, state.definition)
            lines.append(
                f"{label_of(name)}: gelezen is {read} ({fact.body.file}, {value.place}), vastgelegd wordt {recorded}"
            )
    return lines


def _seen_drafts(
    state: ProcedureState,
    command: RecordSignature,
    document: str,
    package: Fact[PackageReceived],
    moment: Moment,
) -> Iterator[Draft]:
    for lookup, seen_on, what in (
        (WET_SEEN, command.wet_seen, "natte handtekening gezien bij het vastleggen van de ondertekening"),
        (ORIGINAL_SHOWN, command.original_shown, "origineel getoond"),
    ):
        if seen_on is None:
            continue
        kind = known_lookup(state, lookup)
        require_past(seen_on, moment)
        require_of_this_bid(state, kind, package, seen_on)
        wrong = about_problems(state, command.submission, kind, document)
        result = kind.confirming()
        if wrong or result is None:
            raise CommandError(CANNOT, wrong or [f"{lookup}: geen enkele uitkomst bevestigt"])
        body = LookUp(kind.id, document, result.id, "eigen waarneming", what)
        yield from lookup_drafts(
            state, command.submission, kind, body, seen_on, command.timing_reason, command.reason
        )


def _said(body: Signature) -> str:
    who = f", door {' en '.join(body.signatories)}" if body.signatories else ""
    return f"{body.method.label}{who}, {body.power.label}"


def _told(body: Signature, submission: str, seen: tuple[Draft, ...]) -> str:
    observed = [
        f" {draft.body.lookup} op {shown(draft.happened_at)} vastgelegd."
        for draft in seen
        if isinstance(draft.body, LookUp) and draft.happened_at is not None
    ]
    return f"{submission} {body.document}: {_said(body)}.{''.join(observed)}"


SIGN = Action(
    "ondertekening-vastleggen",
    "Ondertekening vastleggen",
    RecordSignature,
    (Role.ADVISER,),
    "submission",
    sign,
    problems=problems,
)
