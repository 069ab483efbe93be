"""Take in evidence that came: which piece, whose, when and by which route (§1.2, §3.3, §3.4)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from attrs import frozen

from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.channels import PROCEDURE_CHANNEL, is_procedure_channel
from inkoop_core.api.evidence_status import EvidenceItem, evidence_subject
from inkoop_core.api.fields import said
from inkoop_core.api.packages import Recognised
from inkoop_core.assessment.changes import told_changes
from inkoop_core.desk.actions.documents import known_parties
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.evidence import next_receipt
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, shown, shown_day
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.request import EvidenceReceived, KeptFile
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused
from inkoop_core.progress.verification import evidence_statuses

CANNOT = "Dit bewijs kan zo niet worden ingenomen:"
SUBCONTRACTOR = "onderaannemer"
_OF_ONE = ("issued", "valid_until", "route", "certificate")
"""What is said of one piece of evidence, not of several at once."""


@frozen
class TakeInEvidence:
    """Record files that came as evidence of one tenderer."""

    submission: str = said("Inschrijving", refers="submission")
    paths: tuple[Path, ...] = said("Bestanden", "worden bewaard")
    received_at: datetime = said("Ontvangen op", "tijdstip van het platform, bijvoorbeeld 27-07-2026 16:05")
    channel: str = said("Langs welke weg", "leeg: het platform", default="")
    message_number: str = said("Berichtnummer", default="")
    kind: str = said(
        "Bewijsmiddel", "van al deze bestanden, bijvoorbeeld gva; leeg: herkennen aan de inhoud", default=""
    )
    party: str = said("Van wie", "tenderer of het id van een partij; leeg: zo herkend", default="")
    issued: date | None = said("Dag van afgifte", "zoals op het stuk", default=None)
    valid_until: date | None = said("Geldig tot en met", "als het stuk dat zegt", default=None)
    route: str = said("Weg", "bij kwaliteit: A of B", default="")
    certificate: str = said("Certificaat", "naam zoals op de lijst van het inkoopdocument", default="")
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


def problems(command: TakeInEvidence) -> list[str]:
    wrong = [] if command.paths else ["paths: noem ten minste één bestand"]
    if command.issued and command.valid_until and command.valid_until < command.issued:
        wrong.append("valid_until: ligt voor de dag van afgifte")
    return wrong


def take_in(command: TakeInEvidence, reader: Reader, moment: Moment) -> Outcome:
    """One receipt per piece of evidence and party, with its files.

    What came by another route than the procedure's channel is recorded and does not count (§1.2).

    Raises Unknown, Refused for a moment to come and for a file that cannot be read, CommandError naming each file of
    which it is not sure what it is, and what was taken in before.
    """
    state = as_reader(reader)
    known_submission(state, command.submission)
    if command.received_at > moment.as_of:
        raise Refused(
            f"{shown(command.received_at)} ligt in de toekomst; leg bewijs vast nadat het binnenkwam."
        )
    files = tuple(reader.kept_file(path) for path in command.paths)
    items = {
        (status.item.kind.id, status.item.party): status.item
        for status in evidence_statuses(state.course, command.submission)
    }
    placed, wrong = _placed(command, state, files, tuple(items.values()))
    wrong += _doubles(files)
    wrong += _said_of_several(command, placed)
    wrong += _known_before(state, command, placed)
    wrong += [line for item in placed for line in _route_problems(command, item)]
    if wrong:
        raise CommandError(CANNOT, list(dict.fromkeys(wrong)))
    channel = command.channel.strip() or _platform(state)
    drafts = tuple(_draft(command, state, item, mine, channel) for item, mine in placed.items())
    lines = [_told(command, state, item, mine, channel) for item, mine in placed.items()]
    turned = told_changes(reader.assessment(), reader.assessment(with_facts=drafts))
    return Outcome(drafts, "\n".join([*lines, turned]), files)


def _platform(state: ProcedureState) -> str:
    channel = state.definition.channel_by_id.get(PROCEDURE_CHANNEL)
    return channel.address if channel else state.definition.procedure.platform


Placed = Mapping[EvidenceItem, Sequence[NewFile]]


def _placed(
    command: TakeInEvidence, state: ProcedureState, files: Sequence[NewFile], items: Sequence[EvidenceItem]
) -> tuple[dict[EvidenceItem, list[NewFile]], list[str]]:
    """Which piece of evidence each file is; what is not sure is asked, one line per file."""
    placed: dict[EvidenceItem, list[NewFile]] = {}
    wrong: list[str] = []
    if command.kind:
        item = _named(command.kind, command.party or OWN_PARTY, items)
        if item is not None:
            return {item: list(files)}, wrong
        about = evidence_subject(command.kind, command.party or OWN_PARTY)
        known = ", ".join(one.subject for one in items) or "geen"
        return placed, [f"kind: {about!r} is geen bewijsmiddel van {command.submission}; wel: {known}"]
    for file, found in zip(files, _recognised(command, state, files), strict=True):
        party = command.party or found.party
        item = _named(found.kind, party, items) if found.kind else None
        if item is None:
            wrong.append(
                f"{file.name}: {_why_unknown(found, party)}; zeg met kind (en party) welk bewijsmiddel het is"
            )
        elif (
            doubt := found.doubt
            or (found.why if found.asked else "")
            or _whose(command, state, file, item, items)
        ):
            wrong.append(
                f"{file.name}: lijkt {item.subject}, maar dat is niet zeker ({doubt}); bevestig het "
                "met kind (en party)"
            )
        else:
            placed.setdefault(item, []).append(file)
    return placed, wrong


def _recognised(
    command: TakeInEvidence, state: ProcedureState, files: Sequence[NewFile]
) -> tuple[Recognised, ...]:
    """What the reader of packages takes each file for; each by itself: two parts of one piece are no rivals."""
    known = known_parties(state, command.submission)
    return tuple(
        state.packages.read_files([(file.name, file.content)], state.definition, {}, known)[0].recognised
        for file in files
    )


def _named(kind: str, party: str, items: Iterable[EvidenceItem]) -> EvidenceItem | None:
    """The piece of evidence by its id, or by the kind of document that it is on the checklist."""
    own = [item for item in items if item.party == party]
    by_id = [item for item in own if item.kind.id == kind]
    found = by_id or [item for item in own if item.kind.document_kind == kind]
    return found[0] if len(found) == 1 else None


def _whose(
    command: TakeInEvidence,
    state: ProcedureState,
    file: NewFile,
    item: EvidenceItem,
    items: Iterable[EvidenceItem],
) -> str:
    """Why it is not sure that a file is the tenderer's own, in Dutch; "" when it is, or is somebody else's.

    A declaration of a subcontractor looks the same as the tenderer's: only a name in its text tells them apart.
    """
    if item.party != OWN_PARTY or command.party:
        return ""
    text = " ".join(f"{file.name} {_first_page(state, file)}".casefold().split())
    if SUBCONTRACTOR in text:
        return "het stuk spreekt van een onderaannemer; van wie is het?"
    fitting = [one.subject for one in items if one.kind.document_kind == item.kind.document_kind]
    own = [party.name for party in known_parties(state, command.submission) if party.id == OWN_PARTY]
    if len(fitting) > 1 and not any(
        " ".join(name.casefold().split()) in text for name in own if name.strip()
    ):
        return f"het past bij {', '.join(fitting)}, en de tekst noemt niet van wie het is"
    return ""


def _first_page(state: ProcedureState, file: NewFile) -> str:
    if not file.content.startswith(b"%PDF"):
        return ""
    return next(iter(state.packages.page_texts(file.content)), "")


def _why_unknown(found: Recognised, party: str) -> str:
    if not found.kind:
        return f"niet herkend ({found.why})"
    return f"herkend als {found.kind}, en dat is hier geen bewijsmiddel van {party}"


def _doubles(files: Sequence[NewFile]) -> list[str]:
    seen: set[str] = set()
    wrong = []
    for file in files:
        if file.sha256 in seen:
            wrong.append(f"{file.name}: hetzelfde bestand staat er twee keer bij")
        seen.add(file.sha256)
    return wrong


def _said_of_several(command: TakeInEvidence, placed: Placed) -> list[str]:
    if len(placed) < 2:
        return []
    named = ", ".join(item.subject for item in placed)
    return [
        f"{name}: geldt voor één bewijsmiddel, en dit zijn er {len(placed)} ({named}); neem ze apart in"
        for name in _OF_ONE
        if getattr(command, name)
    ]


def _known_before(state: ProcedureState, command: TakeInEvidence, placed: Placed) -> list[str]:
    stands = {
        (fact.body.evidence, fact.body.party, file.sha256): fact
        for fact in state.facts(EvidenceReceived)
        if fact.submission == command.submission
        for file in fact.body.files
    }
    return [
        f"{file.name}: is al ingenomen als {item.subject} (feit {fact.id}, {shown(fact.happened_at)})"
        for item, files in placed.items()
        for file in files
        if (fact := stands.get((item.kind.id, item.party, file.sha256))) is not None
    ]


def _route_problems(command: TakeInEvidence, item: EvidenceItem) -> list[str]:
    if command.route and item.kind.route(command.route) is None:
        known = ", ".join(route.id for route in item.kind.routes) or "geen"
        return [f"route: {command.route!r} is geen weg voor {item.kind.id}; wel: {known}"]
    return certificate_problems(command.certificate, command.route, item)


def certificate_problems(certificate: str, route: str, item: EvidenceItem) -> list[str]:
    """That a certificate is named where none is asked."""
    listed = [one for one in item.kind.routes if one.listed and route in ("", one.id)]
    if certificate and not listed:
        return [f"certificate: bij {item.subject} hoort geen certificaat van een lijst"]
    return []


def _draft(
    command: TakeInEvidence,
    state: ProcedureState,
    item: EvidenceItem,
    files: Sequence[NewFile],
    channel: str,
) -> Draft:
    body = EvidenceReceived(
        evidence=item.kind.id,
        party=item.party,
        channel=channel,
        files=tuple(KeptFile(file.name, file.sha256) for file in files),
        message_number=command.message_number,
        issued=command.issued,
        valid_until=command.valid_until,
        route=command.route,
        certificate=command.certificate.strip(),
    )
    return Draft(
        body,
        next_receipt(state, command.submission, item.kind.id, item.party),
        happened_at=command.received_at,
        timing_reason=command.timing_reason,
    )


def _told(
    command: TakeInEvidence,
    state: ProcedureState,
    item: EvidenceItem,
    files: Sequence[NewFile],
    channel: str,
) -> str:
    names = ", ".join(file.name for file in files)
    parts = [
        f"{command.submission} {item.subject}: {names}, ontvangen {shown(command.received_at)} via {channel}"
    ]
    if command.issued:
        parts.append(f"afgegeven {shown_day(command.issued)}")
    if command.valid_until:
        parts.append(f"geldig tot en met {shown_day(command.valid_until)}")
    told = f"{'; '.join(parts)}."
    if not is_procedure_channel(channel, state.definition):
        told += (
            f" Let op: dit telt niet als ontvangen; bewijs komt via {state.definition.procedure.platform} (§1.2, "
            "§5.3 stap 5)."
        )
    return told


TAKE_IN_EVIDENCE = Action(
    "bewijs-innemen",
    "Ontvangen bewijsmiddelen innemen",
    TakeInEvidence,
    (Role.ADVISER,),
    "submission",
    take_in,
    problems=problems,
)
