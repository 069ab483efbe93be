"""What the desk needs from storage and from the reading of files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from attrs import frozen

from inkoop_core.api.actions import NewFile
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import PackageReading
from inkoop_core.domain.fact import Draft, Fact

Clock = Callable[[], datetime]
"""The time now, as an aware UTC instant."""


@frozen
class EntryDraft:
    """What the journal is to say of one action.

    chain           procedure id, "" for the desk itself
    action          id of the action
    command_digest  SHA-256 of its command's canonical JSON
    actor           who did it; second: who confirmed it ("" when nobody had to)
    stated          the actor said who he is, the desk did not establish it
    refused         why the attempt was refused; "" for what was carried out
    """

    chain: str
    action: str
    command_digest: str
    actor: str
    second: str = ""
    stated: bool = False
    refused: str = ""


@frozen
class JournalEntry:
    """An entry of the journal, as stored.

    facts  ids and digests of the facts it recorded; files: SHA-256 of the files it kept
    hash   SHA-256 over the previous hash and the canonical JSON of everything else
    """

    chain: str
    seq: int
    previous: str
    hash: str
    recorded_at: datetime
    action: str
    command_digest: str
    actor: str
    second: str
    stated: bool
    refused: str
    facts: tuple[tuple[int, str], ...]
    files: tuple[str, ...]


@frozen
class Head:
    """The last entry of a chain: seq 0 and hash "" when it has none."""

    seq: int
    hash: str


@frozen
class Appended:
    """What an append recorded."""

    entry: int
    hash: str
    recorded_at: datetime
    facts: tuple[int, ...]


@frozen
class ChainReport:
    """What the verification of one chain found. problems: in Dutch, each naming entry, fact or file."""

    chain: str
    entries: int
    head: str
    problems: tuple[str, ...]


class HeadMoved(Exception):  # noqa: N818 - an outcome that the desk handles, never shown
    """Somebody else appended to the chain since it was read; read again and decide again."""


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

    def facts(self, chain: str) -> tuple[Fact[Any], ...]:
        """Every fact of a procedure ("" the desk's own), replaced ones too, in the order of their ids."""

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

    def read(self, path: Path, definition: TenderDefinition, admitted: bool = False) -> PackageReading:
        """Read a folder or zip.

        A package that is late or came by another route than the procedure's channel is not read beyond
        name, size, hash, time and route, unless `admitted`.
        Raises PackageError when it cannot be taken in at all.
        """

    def pages(self, content: bytes, first: int, last: int) -> bytes:
        """A PDF with only those pages (1 is the first)."""

    def page_texts(self, content: bytes) -> tuple[str, ...]:
        """The text of each page of a PDF; empty texts where it has none."""
