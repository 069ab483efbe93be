"""A submission package as it was read, before anything is recorded."""

from datetime import datetime

from attrs import field, frozen

from inkoop_core.domain.package import Observation, PackageReceived
from inkoop_core.domain.party import Party, Tenderer
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import (
    EspdResponse,
    Offer,
    PlatformAnswers,
    Reference,
    Reservation,
    SanctionsDeclaration,
    Signature,
)


@frozen
class PlatformEntry:
    """How the platform registered the package. received_at is an instant (UTC)."""

    channel: str
    received_at: datetime
    message_number: str = ""


@frozen
class DeclaredDocument:
    """A file that `inschrijving.toml` names, and what it is."""

    kind: str
    file: str
    party: str = "tenderer"


@frozen
class Declaration:
    """`inschrijving.toml`: the structured facts of one submission (docs/submission-package.md)."""

    format: int
    platform: PlatformEntry
    tenderer: Tenderer
    parties: tuple[Party, ...] = ()
    offer: Offer | None = None
    espd: tuple[EspdResponse, ...] = ()
    references: tuple[Reference, ...] = ()
    sanctions: SanctionsDeclaration | None = None
    signatures: tuple[Signature, ...] = ()
    platform_answers: PlatformAnswers | None = None
    reservations: tuple[Reservation, ...] = ()
    documents: tuple[DeclaredDocument, ...] = ()


@frozen
class ReadFile:
    """A file of a package with what was observed in it."""

    name: str
    content: bytes = field(repr=False)
    observation: Observation


@frozen
class PackageReading:
    """A package that was looked at.

    received     name, hash, size, time and route
    declaration  None when the content was not read
    files        empty when the content was not read
    declared     the bytes of inschrijving.toml itself, empty when the content was not read
    refused      why the content was not read: late, other route; "" when it was
    read         what its files say, as proposals
    """

    received: PackageReceived
    declaration: Declaration | None = None
    files: tuple[ReadFile, ...] = ()
    declared: bytes = field(default=b"", repr=False)
    refused: str = ""
    read: tuple[ReadFact, ...] = ()
