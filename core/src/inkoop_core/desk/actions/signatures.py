"""Record who signed which document, with what and by what power (tender document §5.3, Annex I)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import fields, frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.changes import told_changes
from inkoop_core.desk.actions.lookups import (
    about_problems,
    known_lookup,
    lookup_drafts,
    require_past,
)
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.lookups import OWN, known_parts
from inkoop_core.desk.readings import sameness
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.lookup import LookUp
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import Party
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import Signature, SigningMethod, SigningPower
from inkoop_core.errors import CommandError, Refused

WET_SEEN = "natte-handtekening-gezien"
ORIGINAL_SHOWN = "origineel-getoond"
CANNOT = "De ondertekening kan zo niet worden vastgelegd:"


@frozen
class RecordSignature:
    """Record or replace who signed a document."""

    submission: str = said("Inschrijving", refers="submission")
    document: str = said("Stuk", "soort uit de checklist: uea")
    method: SigningMethod = said("Waarmee")
    signatories: tuple[str, ...] = said("Wie hebben ondertekend", "elke naam apart", default=())
    power: SigningPower = said("Bevoegdheid", default=SigningPower.UNKNOWN)
    party: str = said("Van wie", "tenderer of het id van een partij", default=OWN)
    wet_seen: datetime | None = said("Natte handtekening gezien op", "leeg: niet gezien", default=None)
    original_shown: datetime | None = said("Origineel getoond op", "leeg: niet getoond", default=None)
    reason: str = said("Reden", "bij vervangen: waarom, met de bron", default="", long=True)
    timing_reason: str = said("Reden van late vastlegging", "als het zien langer geleden is", default="")


def problems(command: RecordSignature) -> list[str]:
    """What does not go together."""
    names = [" ".join(name.split()).casefold() for name in command.signatories]
    wrong = []
    if "" in names:
        wrong.append("signatories: een naam is leeg")
    if len(set(names)) < len(names):
        wrong.append("signatories: een naam staat er twee keer")
    if command.method is SigningMethod.NONE and names:
        wrong.append("signatories: zonder handtekening heeft niemand ondertekend")
    if command.method is not SigningMethod.WET_SCAN and command.wet_seen is not None:
        wrong.append("wet_seen: er is geen natte handtekening vastgelegd (method)")
    return wrong


def sign(command: RecordSignature, reader: Reader, moment: Moment) -> Outcome:
    """The signature; that readings of it are confirmed with it; what was seen of the paper.

    Raises Unknown for a submission that is not there, CommandError for an unknown document or party and when an
    earlier record would be replaced without a reason, Refused when nothing changes.
    """
    package = known_submission(reader, command.submission)
    state = as_reader(reader)
    _require_known(state, command)
    document = command.document if command.party == OWN else f"{command.document}:{command.party}"
    body = Signature(document, command.method, command.signatories, command.power)
    signature = _signature_drafts(state, command, body, package)
    seen = tuple(_seen_drafts(state, command, document, moment))
    if not signature and not seen:
        raise Refused(f"{command.submission} {document}: zo is het al vastgelegd; er verandert niets.")
    drafts = (*signature, *seen)
    turned = told_changes(reader.assessment(), reader.assessment(with_facts=drafts))
    return Outcome(drafts, f"{_told(command, document, seen)} {turned}")


def _require_known(state: ProcedureState, command: RecordSignature) -> None:
    wrong = []
    if command.document not in state.document_kinds:
        known = ", ".join(sorted(state.document_kinds))
        wrong.append(f"document: {command.document!r} staat niet op de checklist; wel: {known}")
    parties = known_parts(state, command.submission, "party", Party)
    if command.party not in (OWN, *parties):
        known = ", ".join((OWN, *parties))
        wrong.append(f"party: {command.party!r} is bij {command.submission} niet bekend; wel: {known}")
    if wrong:
        raise CommandError(CANNOT, wrong)


def _signature_drafts(
    state: ProcedureState, command: RecordSignature, body: Signature, package: Fact[PackageReceived]
) -> tuple[Draft, ...]:
    """The signature with its confirmation; () when it stands so already and nothing waits."""
    subject = f"{command.submission}/{body.document}"
    earlier = last_of(state.recorded, Signature, subject)
    readings = [
        fact
        for fact in state.facts(ReadFact)
        if (fact.submission, fact.body.kind, fact.body.part)
        == (command.submission, "signature", body.document)
    ]
    stands = earlier is not None and not isinstance(earlier.body, Withdrawn)
    if earlier is not None and stands:
        if earlier.body == body:
            return ()
        if not command.reason.strip():
            raise CommandError(
                CANNOT, [f"reason: dit vervangt feit {earlier.id} ({_said(earlier.body)}); geef een reden"]
            )
    draft = Draft(
        body,
        subject,
        happened_at=package.body.received_at if earlier is None else earlier.happened_at,
        replaces=earlier.id if earlier else None,
        timing_reason=command.reason if earlier else "",
        reason=(command.reason or "opnieuw vastgelegd na intrekken") if earlier else "",
    )
    if not readings:
        return (draft,)
    confirmed = Confirmed("signature", tuple(fact.id for fact in readings), _typed(body, readings))
    return (draft, Draft(confirmed, subject))


def _typed(body: Signature, readings: Iterable[Fact[ReadFact]]) -> tuple[str, ...]:
    """The fields that no reading says so, and that are not what the class says by itself."""
    read = {
        (value.field, sameness(Signature, value.field, value.value))
        for fact in readings
        for value in fact.body.values
    }
    typed = []
    for attribute in fields(Signature):
        value = getattr(body, attribute.name)
        own = sameness(Signature, attribute.name, canonical_json(value).decode())
        if attribute.name != "document" and (attribute.name, own) not in read and value != attribute.default:
            typed.append(attribute.name)
    return tuple(typed)


def _seen_drafts(
    state: ProcedureState, command: RecordSignature, document: str, moment: Moment
) -> Iterator[Draft]:
    for lookup, seen_on, what in (
        (WET_SEEN, command.wet_seen, "natte handtekening gezien bij het vastleggen van de ondertekening"),
        (ORIGINAL_SHOWN, command.original_shown, "origineel getoond"),
    ):
        if seen_on is None:
            continue
        kind = known_lookup(state, lookup)
        require_past(seen_on, moment)
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


def _told(command: RecordSignature, document: str, seen: tuple[Draft, ...]) -> str:
    body = Signature(document, command.method, command.signatories, command.power)
    observed = [
        f" {draft.body.lookup} op {shown(draft.happened_at)} vastgelegd."
        for draft in seen
        if isinstance(draft.body, LookUp) and draft.happened_at is not None
    ]
    return f"{command.submission} {document}: {_said(body)}.{''.join(observed)}"


SIGN = Action(
    "ondertekening-vastleggen",
    "Ondertekening vastleggen",
    RecordSignature,
    (Role.ADVISER,),
    "submission",
    sign,
    problems=problems,
)
