"""What came in: packages, their files, and what was read from a file."""

from datetime import datetime
from enum import Enum

from attrs import frozen

from inkoop_core.domain.party import OWN_PARTY

SUBMISSION_PREFIX = "S-"
"""How the id of a submission starts: S-001."""


@frozen
class ReceivedFile:
    """A file of a package: name as received, size in bytes, SHA-256."""

    name: str
    sha256: str
    size: int


@frozen
class PackageReceived:
    """A package came in.

    sha256    of the zip; of a folder, of the sorted list of its names and hashes
    content_read  False for a package that is late or came by another route: then no file is kept
    """

    name: str
    sha256: str
    size: int
    channel: str
    received_at: datetime
    content_read: bool
    message_number: str = ""
    files: tuple[ReceivedFile, ...] = ()


@frozen
class PackageAdmitted:
    """The decision-maker lets a late or otherwise refused package be read, with a reason."""

    reason: str


@frozen
class Document:
    """A file of the bid and what it is. Subject `<submission>/<file name>`.

    kind   of the checklist ("uea", "sg1"); "" where it is not recognised
    party  whose document it is: "tenderer" or the id of a party
    """

    kind: str
    file: str
    sha256: str
    party: str = OWN_PARTY


class FileProblem(Enum):
    """Why a file cannot be used as it is."""

    EMPTY = "empty"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    MISNAMED = "misnamed"
    TOO_LARGE = "too-large"
    MISSING = "missing"

    @property
    def label(self) -> str:
        return {
            FileProblem.EMPTY: "leeg bestand",
            FileProblem.DAMAGED: "beschadigd, kan niet worden geopend",
            FileProblem.ENCRYPTED: "versleuteld met een wachtwoord",
            FileProblem.MISNAMED: "de naam past niet bij de inhoud",
            FileProblem.TOO_LARGE: "groter dan toegestaan",
            FileProblem.MISSING: "genoemd, maar niet in het pakket",
        }[self]


@frozen
class ReadSignature:
    """A digital signature found in a file.

    intact         the signed bytes are unchanged
    trusted        the signer's certificate chains to a trust anchor that the desk was given
    changed_after  something was added or changed after signing
    """

    signer: str
    intact: bool
    trusted: bool
    changed_after: bool
    signed_at: datetime | None = None


@frozen
class Observation:
    """What a reader saw in a file. Subject `<submission>/<file name>`.

    file, sha256     which file
    reader, version  what read it
    media_type       by content, not by name
    pages, cover     of a PDF: number of pages, and whether the first page is a cover; None: not read
    trust_anchors    what the check of the signatures relied on
    """

    file: str
    sha256: str
    reader: str
    reader_version: str
    media_type: str
    size: int
    problem: FileProblem | None = None
    problem_detail: str = ""
    pages: int | None = None
    cover: bool | None = None
    signatures: tuple[ReadSignature, ...] = ()
    trust_anchors: str = ""
