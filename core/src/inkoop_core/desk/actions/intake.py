"""Take packages in: what came, when, by which route, and what is in it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.channels import PROCEDURE_CHANNEL
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.fields import said
from inkoop_core.api.packages import Declaration, PackageReading, PlatformEntry, Recognised, Registered
from inkoop_core.desk.actions.confirming import Ends, ends_of
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.none_stated import none_stated
from inkoop_core.desk.same_bid import equal_bid, maybe_same_bid, same_bid, told_entry
from inkoop_core.desk.same_tenderer import same_tenderer
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.fact import Draft, Withdrawn
from inkoop_core.domain.lookup import document_of
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.package import SUBMISSION_PREFIX, Document, PackageAdmitted, PackageReceived
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused, Unknown

DECLARATION = "inschrijving.toml"
TYPED = "een getypte tijd en route beslissen of een inschrijving te laat is; dat vraagt een tweede persoon"
NO_FILES = "het pakket bevat geen enkel bestand; exporteer het opnieuw, of ga na wat er is ingediend"
TABLE_PREFIX = "platformtabel:"


@frozen
class TakeIn:
    """Take in one package.

    A package with `inschrijving.toml` needs nothing but its path. Of any other the platform's table says when and how
    it came (row, and table or inside), or an officer types it and a second person confirms that: it decides whether
    the bid is too late.
    """

    path: Path = said("Pakket", "map of zip-bestand zoals het platform het geeft")
    table: Path | None = said("Tabel", "tabel van het platform (xlsx of csv)", default=None)
    row: int | None = said(
        "Rij", "rij van de inschrijver in die tabel, zoals het rekenblad telt", default=None
    )
    inside: str = said("Binnen de kluis", "map of zip in de zip van het platform", default="")
    received_at: datetime | None = said(
        "Ontvangen op", "als er geen tabel is: wanneer het platform ontving", default=None
    )
    channel: str = said("Route", "als er geen tabel is: waarlangs; leeg is het platform", default="")
    message_number: str = said(
        "Berichtnummer", "als er geen tabel is: het nummer van het platform", default=""
    )
    reason: str = said("Reden", "als er geen tabel is: waar tijd en route uit blijken", default="", long=True)


@frozen
class Admit:
    """Let a package be read that is late or came by another route."""

    submission: str = said("Inschrijving", refers="submission")
    path: Path = said("Pakket", "hetzelfde pakket als bij de inname; de hash moet gelijk zijn")
    reason: str = said("Reden", "waarom de inhoud toch wordt gelezen", long=True)
    inside: str = said("Binnen de kluis", "map of zip in de zip van het platform", default="")
    table: Path | None = said("Tabel", "tabel van het platform, als het pakket daarmee kwam", default=None)
    row: int | None = said("Rij", "rij van de inschrijver in die tabel", default=None)


@frozen
class WithdrawSubmission:
    """Take a submission off the list: the tenderer withdrew it, or it was taken in by mistake."""

    submission: str = said("Inschrijving", refers="submission")
    reason: str = said("Reden", "wie trok in, wanneer en hoe; of wat er bij de inname misging", long=True)


def reason_given(command: Admit | WithdrawSubmission) -> list[str]:
    """A reason must be there."""
    return [] if command.reason.strip() else ["reason: geef een reden"]


def withdraw(command: WithdrawSubmission, reader: Reader, _moment: Moment) -> Outcome:
    """The package no longer stands; everything recorded about it stays in the file.

    Raises Unknown, Refused when a decision was taken on it.
    """
    package = known_submission(reader, command.submission)
    if reader.facts(AwardDecision, command.submission):
        raise Refused(f"over {command.submission} is al beslist; intrekken vraagt dan een nieuwe beslissing.")
    # Taken off the list now, not when the package came in: until now it was on it.
    draft = Draft(Withdrawn(command.reason), command.submission, replaces=package.id, reason=command.reason)
    return Outcome(
        (draft,),
        f"{command.submission} ({package.body.name}) wordt niet meer beoordeeld. Reden: {command.reason}",
        second_person="een inschrijving van de lijst halen vraagt een tweede persoon",
    )


def take_in(command: TakeIn, reader: Reader, moment: Moment) -> Outcome:
    """Everything in the package as facts; of a late one or one by another route only that it came.

    Raises Refused until the closing, for a package that was taken in before or would still have to come in,
    PackageError when it cannot be read at all.
    """
    require_closed(reader, moment)
    reading = reader.package(command.path, registered=_registered(command, reader))
    if reading.received.received_at > moment.as_of:
        raise Refused(
            f"pakket {reading.received.name!r} is volgens {_said_by(command, reading)} ontvangen op "
            f"{shown(reading.received.received_at)}; dat ligt in de toekomst. Er is niets vastgelegd; "
            f"controleer {'platform.received_at' if reading.declared else 'dat'} en de klok van deze computer."
        )
    equal = _require_new(reading.received, reader)
    submission = _next_submission(reader)
    twins = [*equal, *same_tenderer(reader, reading)]
    typed = command.received_at is not None
    facts = [
        evolve(draft, reason=command.reason) if typed and _is_package(draft) else draft
        for draft in _drafts(submission, reading, reader.definition)
    ]
    return Outcome(
        facts=tuple(facts),
        files=_files(reading),
        text="".join([_told(submission, reading), *(f"\nLet op: {twin}" for twin in twins)]),
        second_person=TYPED if typed else "",
    )


def require_closed(reader: Reader, moment: Moment) -> None:
    """Bids stay in the vault until the closing has passed (§5.2). Raises Refused."""
    closing = as_reader(reader).in_force.closing_at
    if moment.as_of <= closing:
        raise Refused(
            f"de procedure sluit op {shown(closing)}; tot dan blijft de kluis dicht en wordt geen inschrijving "
            "geopend. Er is niets gelezen of vastgelegd; neem de pakketten in na de sluiting."
        )


def admit(command: Admit, reader: Reader, moment: Moment) -> Outcome:
    """The content of a package that was kept unread. It stays late: the finding remains.

    What is in it counts from now on, not from the moment at which it came in.
    Raises Unknown, Refused until the closing, when it was read already or is another package.
    """
    found = reader.facts(PackageReceived, command.submission)
    if not found:
        raise Unknown(f"inschrijving {command.submission!r} bestaat niet in deze procedure.")
    require_closed(reader, moment)
    (received,) = found
    if received.body.content_read:
        raise Refused(f"{command.submission} is al gelezen.")
    before = received.body
    entry = PlatformEntry(before.channel, before.received_at, before.message_number)
    registered = Registered(command.inside, command.table, command.row, entry)
    reading = reader.package(command.path, admitted=True, registered=registered)
    if reading.received.sha256 != received.body.sha256:
        raise Refused(
            f"{command.path.name} is een ander pakket dan is ingenomen als {command.submission}: "
            f"hash {reading.received.sha256[:12]}… in plaats van {received.body.sha256[:12]}…"
        )
    replaced = Draft(evolve(reading.received, content_read=True), received.subject, replaces=received.id)
    ends = ends_of(as_reader(reader).recorded)
    others = [
        _following(ends, evolve(draft, happened_at=None), command.reason)
        for draft in _drafts(command.submission, reading, reader.definition)
        if not _is_package(draft)
    ]
    return Outcome(
        facts=(Draft(PackageAdmitted(command.reason), command.submission), replaced, *others),
        files=_files(reading),
        text=f"{command.submission}: de inhoud is toegelaten en gelezen. De bevinding over tijd of route blijft.",
    )


def _following(ends: Ends, draft: Draft, reason: str) -> Draft:
    """What was typed while the package was still closed gives way to what is in it."""
    end = ends.get((type(draft.body), draft.subject))
    return evolve(draft, replaces=end.id, reason=reason) if end else draft


def _is_package(draft: Draft) -> bool:
    return isinstance(draft.body, PackageReceived)


def _require_new(received: PackageReceived, reader: Reader) -> list[str]:
    """A note when another bid has equal content. Raises Refused for a bid that is in, or that may be."""
    standing = reader.facts(PackageReceived)
    earlier = same_bid(received, standing)
    if earlier is not None:
        raise Refused(
            f"pakket {received.name!r} is al ingenomen als {earlier.subject}; er is niets vastgelegd. "
            "Een gewijzigd pakket heeft een andere hash."
        )
    doubtful = maybe_same_bid(received, standing)
    if doubtful is not None:
        raise Refused(
            f"pakket {received.name!r} heeft dezelfde inhoud als {doubtful.subject} ({doubtful.body.name!r}, "
            f"{told_entry(doubtful.body)}); er is niets vastgelegd. Ga na of het dezelfde inschrijving is. Zo niet, "
            "geef dan van beide het berichtnummer van het platform."
        )
    equal = equal_bid(received, standing)
    if equal is None:
        return []
    return [f"{equal.subject} heeft precies dezelfde inhoud; ga na of dit echt een andere inschrijving is."]


def _next_submission(reader: Reader) -> str:
    used = [
        int(fact.subject.removeprefix(SUBMISSION_PREFIX))
        for fact in as_reader(reader).recorded
        if isinstance(fact.body, PackageReceived)
    ]
    return f"{SUBMISSION_PREFIX}{max(used, default=0) + 1:03d}"


def _registered(command: TakeIn, reader: Reader) -> Registered:
    """How the platform registered the package, as the command says it. Raises CommandError."""
    entry = None
    if command.received_at is not None:
        channel = command.channel.strip() or _own_channel(reader)
        entry = PlatformEntry(channel, command.received_at, command.message_number.strip())
    return Registered(command.inside, command.table, command.row, entry)


def _own_channel(reader: Reader) -> str:
    channel = reader.definition.channel_by_id.get(PROCEDURE_CHANNEL)
    return channel.address if channel else reader.definition.procedure.platform


def take_in_problems(command: TakeIn) -> list[str]:
    """A table goes with a row, and either of them not with what is typed."""
    problems = []
    if command.table is not None and command.row is None:
        problems.append("row: noem de rij van de inschrijver in de tabel")
    if command.row is not None and command.table is None and not command.inside:
        problems.append("table: noem de tabel waar de rij in staat")
    if command.row is not None and command.received_at is not None:
        problems.append("received_at: de rij zegt al wanneer is ontvangen; geef het een of het ander")
    if command.received_at is None and (command.channel.strip() or command.message_number.strip()):
        problems.append("received_at: bij een getypte route of een berichtnummer hoort wanneer is ontvangen")
    if command.received_at is not None and not command.reason.strip():
        problems.append("reason: noem waar de tijd en de route uit blijken")
    return problems


def _said_by(command: TakeIn, reading: PackageReading) -> str:
    if reading.declared or (command.row is None and command.received_at is None):
        return DECLARATION
    return "de opgave" if command.row is None else f"rij {command.row} van de tabel"


def _told(submission: str, reading: PackageReading) -> str:
    received = reading.received
    head = f"{submission}: pakket {received.name!r}, ontvangen {shown(received.received_at)} via {received.channel}."
    if reading.refused:
        return f"{head} Niet gelezen: {reading.refused} Alleen naam, omvang, hash, tijd en route zijn vastgelegd."
    flagged = [item.observation for item in reading.files if item.observation.problem]
    lines = [f"{head} {len(reading.files)} bestanden gelezen."]
    lines += [
        f"  - {seen.file}: {seen.problem.label}"
        + (f" ({seen.problem_detail})" if seen.problem_detail else "")
        for seen in flagged
        if seen.problem
    ]
    lines += [f"  {_recognised(item)}" for item in reading.recognised]
    lines += [] if reading.files else [f"  Let op: {NO_FILES}."]
    return "\n".join(lines)


def _recognised(item: Recognised) -> str:
    asked = "  GEVRAAGD" if item.asked else ""
    return f"{item.file}: {item.kind or 'niet herkend'}{_of(item.party)}, {item.why}{asked}"


def _of(party: str) -> str:
    return "" if party == OWN_PARTY else f" van {party}"


def _files(reading: PackageReading) -> tuple[NewFile, ...]:
    kept = [
        NewFile(item.name, item.observation.sha256, item.content) for item in reading.files if item.content
    ]
    if reading.declared:
        kept.append(NewFile(DECLARATION, digest(reading.declared), reading.declared))
    kept += [NewFile(name, digest(content), content) for name, content in reading.tables]
    return tuple(kept)


def _drafts(submission: str, reading: PackageReading, definition: TenderDefinition) -> Iterator[Draft]:
    happened = reading.received.received_at

    def about(part: str, body: Any) -> Draft:
        return Draft(body, f"{submission}/{part}" if part else submission, happened_at=happened)

    yield about("", reading.received)
    for item in reading.files:
        yield about(item.name, item.observation)
    yield from (about(file.file, file) for file in reading.espd)
    yield from (about(reading_part(fact), fact) for fact in reading.read)
    declaration = reading.declaration
    if declaration is None:
        if not reading.refused:
            yield from (about(reading_part(fact), fact) for fact in none_stated(reading, definition))
        return
    yield from (about(part, body) for part, body in _declared(declaration, _hashes(reading, declaration)))
    named = {document.file: document for document in declaration.documents}
    for item in reading.files:
        document = named.get(item.name)
        kind, party = (document.kind, document.party) if document else ("", OWN_PARTY)
        yield about(item.name, Document(kind, item.name, item.observation.sha256, party))


def reading_part(fact: ReadFact) -> str:
    """The subject of a reading after its submission: one chain for what one file says of one fact.

    The platform's table is no file of the package, and one of those may have its name.
    """
    if fact.from_table:
        return f"{TABLE_PREFIX}{fact.file}#{fact.kind}/{fact.part}"
    return f"{fact.file}#{fact.kind}/{fact.part}"


def _hashes(reading: PackageReading, declaration: Declaration) -> Mapping[str, str]:
    """The hash of the file that is each document, as a signature calls it."""
    found = {item.name: item.observation.sha256 for item in reading.files}
    return {
        document_of(document.kind, document.party): found.get(document.file, "")
        for document in declaration.documents
    }


def _declared(declaration: Declaration, hashes: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    yield "", declaration.tenderer
    if declaration.offer is not None:
        yield "", declaration.offer
    if declaration.sanctions is not None:
        yield "", declaration.sanctions
    if declaration.platform_answers is not None:
        yield "", declaration.platform_answers
    for party in declaration.parties:
        yield party.id, party
    for response in declaration.espd:
        yield response.party, response
    for reference in declaration.references:
        yield f"referentie-{reference.number}", reference
    for signature in declaration.signatures:
        document = signature.document.removesuffix(f":{OWN_PARTY}")
        yield signature.document, evolve(signature, sha256=hashes.get(document, ""))
    for number, reservation in enumerate(declaration.reservations, 1):
        yield f"voorbehoud-{number}", reservation


INTAKE = Action(
    "inschrijving-innemen",
    "Inschrijving innemen",
    TakeIn,
    (Role.ADVISER,),
    "procedure",
    take_in,
    problems=take_in_problems,
    second_roles=(Role.ADVISER, Role.DECISION_MAKER),
)
WITHDRAW_SUBMISSION = Action(
    "inschrijving-intrekken",
    "Inschrijving intrekken",
    WithdrawSubmission,
    (Role.ADVISER,),
    "submission",
    withdraw,
    problems=reason_given,
    second_roles=(Role.ADVISER, Role.DECISION_MAKER),
)
ADMIT = Action(
    "pakket-toelaten",
    "Te laat of langs andere weg ontvangen pakket toelaten",
    Admit,
    (Role.DECISION_MAKER,),
    "submission",
    admit,
    irreversible=True,
    problems=reason_given,
)
