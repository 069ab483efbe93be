"""Take packages in: what came, when, by which route, and what is in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.api.packages import Declaration, PackageReading
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.fact import Draft, Withdrawn
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.package import SUBMISSION_PREFIX, Document, PackageAdmitted, PackageReceived
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused, Unknown

DECLARATION = "inschrijving.toml"


@frozen
class TakeIn:
    """Take in one package."""

    path: Path = said("Pakket", "map of zip-bestand zoals het platform het geeft")


@frozen
class Admit:
    """Let a package be read that is late or came by another route."""

    submission: str = said("Inschrijving", refers="submission")
    path: Path = said("Pakket", "hetzelfde pakket als bij de inname; de hash moet gelijk zijn")
    reason: str = said("Reden", "waarom de inhoud toch wordt gelezen", long=True)


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
    _require_closed(reader, moment)
    reading = reader.package(command.path)
    if reading.received.received_at > moment.as_of:
        raise Refused(
            f"pakket {reading.received.name!r} is volgens {DECLARATION} ontvangen op "
            f"{shown(reading.received.received_at)}; dat ligt in de toekomst. Er is niets vastgelegd; "
            "controleer platform.received_at en de klok van deze computer."
        )
    earlier = _same_package(reader, reading.received.sha256)
    if earlier:
        raise Refused(
            f"pakket {reading.received.name!r} is al ingenomen als {earlier}; er is niets vastgelegd. "
            "Een gewijzigd pakket heeft een andere hash."
        )
    submission = _next_submission(reader)
    twin = _same_tenderer(reader, reading.declaration)
    return Outcome(
        facts=tuple(_drafts(submission, reading)),
        files=_files(reading),
        text=_told(submission, reading) + (f"\nLet op: {twin}" if twin else ""),
    )


def _require_closed(reader: Reader, moment: Moment) -> None:
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
    _require_closed(reader, moment)
    (received,) = found
    if received.body.content_read:
        raise Refused(f"{command.submission} is al gelezen.")
    reading = reader.package(command.path, admitted=True)
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


def _same_tenderer(reader: Reader, declaration: Declaration | None) -> str:
    if declaration is None or not declaration.tenderer.trade_register_number:
        return ""
    for fact in reader.facts(type(declaration.tenderer)):
        if fact.body.trade_register_number == declaration.tenderer.trade_register_number:
            return (
                f"KvK-nummer {declaration.tenderer.trade_register_number} staat ook bij {fact.submission}; "
                "ga na of een van beide inschrijvingen is ingetrokken."
            )
    return ""


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
    return "\n".join(lines)


def _files(reading: PackageReading) -> tuple[NewFile, ...]:
    kept = [
        NewFile(item.name, item.observation.sha256, item.content) for item in reading.files if item.content
    ]
    if reading.declared:
        kept.append(NewFile(DECLARATION, digest(reading.declared), reading.declared))
    return tuple(kept)


def _drafts(submission: str, reading: PackageReading) -> Iterator[Draft]:
    happened = reading.received.received_at

    def about(part: str, body: Any) -> Draft:
        return Draft(body, f"{submission}/{part}" if part else submission, happened_at=happened)

    yield about("", reading.received)
    for item in reading.files:
        yield about(item.name, item.observation)
    declaration = reading.declaration
    if declaration is None:
        return
    yield from (about(part, body) for part, body in _declared(declaration))
    named = {document.file: document for document in declaration.documents}
    for item in reading.files:
        document = named.get(item.name)
        kind, party = (document.kind, document.party) if document else ("", "tenderer")
        yield about(item.name, Document(kind, item.name, item.observation.sha256, party))


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


INTAKE = Action("inschrijving-innemen", "Inschrijving innemen", TakeIn, (Role.ADVISER,), "procedure", take_in)
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
