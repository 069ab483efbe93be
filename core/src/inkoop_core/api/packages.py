"""A submission package as it was read, before anything is recorded."""

from datetime import datetime
from pathlib import Path

from attrs import field, frozen

from inkoop_core.domain.espd import EspdFile
from inkoop_core.domain.package import Observation, PackageReceived
from inkoop_core.domain.party import OWN_PARTY, Party, Tenderer
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
class Registered:
    """Where a package lies and how the platform registered it, as far as the package does not say so itself.

    inside  name of its folder or zip in the vault at the path; "": the path is the package
    table   the platform's table; None: the one in the vault
    row     of that table, as people count; None: no row
    entry   as an officer typed it, where there is no row
    """

    inside: str = ""
    table: Path | None = None
    row: int | None = None
    entry: PlatformEntry | None = None


@frozen
class DeclaredDocument:
    """A file that `inschrijving.toml` names, and what it is."""

    kind: str
    file: str
    party: str = OWN_PARTY


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
class Recognised:
    """What a file of a package was taken for.

    kind   of the checklist; "" where it was not recognised
    why    in Dutch: by what; or why not
    asked  an officer must look: it is not recognised, or something about it is not sure
    doubt  what is not sure, in Dutch
    """

    file: str
    kind: str
    party: str
    why: str
    asked: bool
    doubt: str = ""


@frozen
class Appointed:
    """What an officer says that a file is. kind: "" for no document of the list; party: "" where nobody said whose."""

    kind: str
    party: str = ""


@frozen
class FileReading:
    """One file that was read again: what it was taken for, what it says, and the ESPD as it stands in it."""

    recognised: Recognised
    read: tuple[ReadFact, ...] = ()
    espd: EspdFile | None = None


@frozen
class VaultItem:
    """A package in a vault.

    path, registered  how it is taken in
    tenderer          as the platform's table names him; "" without a row
    entry             how that table says that it was registered; None without a row
    matched           by what that row was found: kolom, berichtnummer, naam; "" without a row
    withdrawn         that table says that he withdrew: it is not to be taken in
    asked             why it is not to be taken in before an officer looked; ""
    unregistered      neither a row nor the package itself says when it was received
    """

    name: str
    path: Path
    registered: Registered
    tenderer: str = ""
    entry: PlatformEntry | None = None
    matched: str = ""
    withdrawn: bool = False
    asked: str = ""
    unregistered: bool = False


@frozen
class LoneRow:
    """A row of the platform's table of which the vault has no package. withdrawn: it says that he withdrew."""

    row: int
    tenderer: str
    message_number: str
    withdrawn: bool


@frozen
class VaultListing:
    """What lies in a vault.

    unmatched  rows without package, packages without row, loose files, what is odd in the table; one line each
    """

    path: Path
    items: tuple[VaultItem, ...]
    unmatched: tuple[str, ...] = ()
    lone_rows: tuple[LoneRow, ...] = ()


@frozen
class PackageReading:
    """A package that was looked at.

    received     name, hash, size, time and route
    declaration  None when the content was not read
    files        empty when the content was not read
    declared     the bytes of inschrijving.toml itself, empty when the content was not read
    refused      why the content was not read: late, other route; "" when it was
    read         what its files say, as proposals
    recognised   what each file was taken for, and why
    espd         the ESPD responses as they stand in their files
    tables       the platform's table that it was read with, by name
    taken        it was taken in before: nothing but the receipt is here
    """

    received: PackageReceived
    declaration: Declaration | None = None
    files: tuple[ReadFile, ...] = ()
    declared: bytes = field(default=b"", repr=False)
    refused: str = ""
    read: tuple[ReadFact, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    espd: tuple[EspdFile, ...] = ()
    tables: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    taken: bool = False
