"""Take packages in: what came, when, by which route, and what is in it."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.channels import PROCEDURE_CHANNEL
from inkoop_core.api.fields import said
from inkoop_core.api.packages import Declaration, PackageReading, PlatformEntry, Recognised, Registered
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.fact import Draft, Withdrawn
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.package import SUBMISSION_PREFIX, Document, PackageAdmitted, PackageReceived
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused, Unknown

DECLARATION = "inschrijving.toml"


@frozen
class TakeIn:
    """Take in one package.

    A package with `inschrijving.toml` needs nothing but its path. Of any other the platform's table says when and how
    it came (row, and table or inside), or an officer types it.
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
    earlier = _same_package(reader, reading.received.sha256)
    if earlier:
        raise Refused(
            f"pakket {reading.received.name!r} is al ingenomen als {earlier}; er is niets vastgelegd. "
            "Een gewijzigd pakket heeft een andere hash."
        )
    submission = _next_submission(reader)
    twin = _same_tenderer(reader, reading)
    return Outcome(
        facts=tuple(_drafts(submission, reading)),
        files=_files(reading),
        text=_told(submission, reading) + (f"\nLet op: {twin}" if twin else ""),
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
    others = [
        evolve(draft, happened_at=None)
        for draft in _drafts(command.submission, reading)
        if not _is_package(draft)
    ]
    return Outcome(
        facts=(Draft(PackageAdmitted(command.reason), command.submission), replaced, *others),
        files=_files(reading),
        text=f"{command.submission}: de inhoud is toegelaten en gelezen. De bevinding over tijd of route blijft.",
    )


def _is_package(draft: Draft) -> bool:
    return isinstance(draft.body, PackageReceived)


def _same_package(reader: Reader, sha256: str) -> str:
    return next((fact.subject for fact in reader.facts(PackageReceived) if fact.body.sha256 == sha256), "")


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
    return problems


def _said_by(command: TakeIn, reading: PackageReading) -> str:
    if reading.declared or (command.row is None and command.received_at is None):
        return DECLARATION
    return "de opgave" if command.row is None else f"rij {command.row} van de tabel"


def _same_tenderer(reader: Reader, reading: PackageReading) -> str:
    number = _trade_register_number(reading)
    others = [(fact.submission, fact.body.trade_register_number) for fact in reader.facts(Tenderer)]
    others += [(fact.submission, _read_number(fact.body)) for fact in reader.facts(ReadFact)]
    for submission, other in others:
        if number and other == number:
            return (
                f"KvK-nummer {number} staat ook bij {submission}; "
                "ga na of een van beide inschrijvingen is ingetrokken."
            )
    return ""


def _trade_register_number(reading: PackageReading) -> str:
    if reading.declaration is not None:
        return reading.declaration.tenderer.trade_register_number
    return next(filter(None, map(_read_number, reading.read)), "")


def _read_number(fact: ReadFact) -> str:
    if fact.kind != "tenderer":
        return ""
    found = (value.value for value in fact.values if value.field == "trade_register_number")
    return str(json.loads(next(found, '""')))


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
    return "\n".join(lines)


def _recognised(item: Recognised) -> str:
    asked = "  GEVRAAGD" if item.asked else ""
    return f"{item.file}: {item.kind or 'niet herkend'}{_of(item.party)}, {item.why}{asked}"


def _of(party: str) -> str:
    return "" if party == "tenderer" else f" van {party}"


def _files(reading: PackageReading) -> tuple[NewFile, ...]:
    kept = [
        NewFile(item.name, item.observation.sha256, item.content) for item in reading.files if item.content
    ]
    if reading.declared:
        kept.append(NewFile(DECLARATION, digest(reading.declared), reading.declared))
    kept += [NewFile(name, digest(content), content) for name, content in reading.tables]
    return tuple(kept)


def _drafts(submission: str, reading: PackageReading) -> Iterator[Draft]:
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
        return
    yield from (about(part, body) for part, body in _declared(declaration))
    named = {document.file: document for document in declaration.documents}
    for item in reading.files:
        document = named.get(item.name)
        kind, party = (document.kind, document.party) if document else ("", "tenderer")
        yield about(item.name, Document(kind, item.name, item.observation.sha256, party))


def reading_part(fact: ReadFact) -> str:
    """The subject of a reading after its submission: one chain for what one file says of one fact."""
    return f"{fact.file}#{fact.kind}/{fact.part}"


def _declared(declaration: Declaration) -> Iterator[tuple[str, Any]]:
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
        yield signature.document, signature
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
