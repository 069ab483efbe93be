"""What the desk needs from storage and from the reading of files."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from inkoop_core.api.actions import NewFile
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import FormCheckRow
from inkoop_core.api.letters import LetterFile
from inkoop_core.api.packages import (
    Appointed,
    FileReading,
    PackageReading,
    Registered,
    VaultItem,
    VaultListing,
)
from inkoop_core.api.scoring_sheets import SheetReading
from inkoop_core.api.tables import TableFile
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.journal import Appended, ChainReport, EntryDraft, Head, HeadMoved, JournalEntry
from inkoop_core.domain.package import Observation
from inkoop_core.domain.party import KnownParty
from inkoop_core.errors import PackageError

__all__ = [
    "Appended",
    "ChainReport",
    "Clock",
    "EntryDraft",
    "Head",
    "HeadMoved",
    "JournalEntry",
    "PackageReader",
    "Store",
]

Clock = Callable[[], datetime]
"""The time now, as an aware UTC instant."""


class Store(Protocol):
    """Facts, files and journal of one desk."""

    def append(
        self,
        entry: EntryDraft,
        facts: Sequence[Draft] = (),
        files: Sequence[NewFile] = (),
        expected: Head | None = None,
    ) -> Appended:
        """Record one journal entry with its facts and files, in one transaction.

        `happened_at` None becomes the recorded time. The recorded time is the clock's, but always later
        than that of every earlier entry of the desk.
        Raises HeadMoved when the chain's head is not `expected`, Conflict when a fact that is to be
        replaced already was (names the fact, who did it and when) or when a single kind gets a second chain.
        """

    def facts(self, chain: str, after: int = 0) -> tuple[Fact[Any], ...]:
        """Every fact of a procedure ("" the desk's own), replaced ones too, in the order of their ids.

        after  only those with a higher id; of one procedure a later fact always has one
        """

    def head(self, chain: str) -> Head:
        """The head of a chain."""

    def chains(self) -> tuple[str, ...]:
        """The chains that have entries, sorted; "" is the desk's own."""

    def journal(self, chain: str, after: int = 0, limit: int | None = None) -> Iterator[JournalEntry]:
        """Entries of a chain in order, from the one after `after`."""

    def file(self, sha256: str) -> bytes:
        """A kept file. Raises Unknown when there is none, IntegrityError when its bytes have changed."""

    def verify(self) -> Iterable[ChainReport]:
        """Recompute every chain: hashes, sequence, time order, digests of facts and files."""

    def close(self) -> None:
        """Release the store."""


class PackageReader(Protocol):
    """Reads submission packages and parts of their files."""

    def read(
        self,
        path: Path,
        definition: TenderDefinition,
        admitted: bool = False,
        registered: Registered | None = None,
    ) -> PackageReading:
        """Read a folder or zip, or a package in a vault (`registered`).

        A package that is late or came by another route than the procedure's channel is not read beyond
        name, size, hash, time and route, unless `admitted`.
        Raises PackageError when it cannot be taken in at all.
        """

    def vault(self, path: Path, definition: TenderDefinition) -> VaultListing | None:
        """What lies in a vault; None when the path is a single package. Raises PackageError."""

    def read_vault(
        self, vault: VaultListing, definition: TenderDefinition, taken: frozenset[str] = frozenset()
    ) -> Iterator[tuple[VaultItem, PackageReading | PackageError]]:
        """Each package of a vault in order, read or why not; of one whose hash is in `taken` only the receipt."""

    def read_files(
        self,
        files: Iterable[tuple[str, bytes]],
        definition: TenderDefinition,
        appointed: Mapping[str, Appointed],
        known: Sequence[KnownParty],
    ) -> tuple[FileReading, ...]:
        """Files of one bid, read again together.

        appointed  by file, as an officer confirmed it; known  the tenderer and the other parties, so far as known
        """

    def observed(self, name: str, content: bytes, at: datetime) -> Observation:
        """What is seen in one file that came in by itself; at: when, so that signatures are judged by it."""

    def kept_file(self, path: Path) -> NewFile:
        """A single file, to be kept. Raises Refused when it is absent, empty, too large or no file."""

    def pages(self, content: bytes, first: int, last: int) -> bytes:
        """A PDF with only those pages (1 is the first)."""

    def page_texts(self, content: bytes) -> tuple[str, ...]:
        """The text of each page of a PDF; empty texts where it has none."""

    def form_check(self, path: Path, definition: TenderDefinition, document: str) -> tuple[FormCheckRow, ...]:
        """A form held against the map of that kind of document. Raises Refused, saying why, when it cannot be."""

    def table(self, path: Path) -> TableFile:
        """A table of an officer, as texts. Raises Refused when it is none."""

    def letter(self, path: Path) -> LetterFile:
        """A letter that was sent, with its text. Raises Refused when it is no readable Word or PDF file."""

    def scoring_sheet(self, path: Path) -> SheetReading:
        """The cells of a workbook. Raises SheetError when it is no sound XLSX file."""
