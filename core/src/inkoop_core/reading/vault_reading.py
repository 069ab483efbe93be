"""The packages of a vault, read one after another."""

import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import PackageReading, PlatformEntry, VaultItem, VaultListing
from inkoop_core.errors import PackageError
from inkoop_core.reading.limits import Limits
from inkoop_core.reading.platform_table import PlatformRow, PlatformTable
from inkoop_core.reading.sources import Source, refused
from inkoop_core.reading.vault import Vault, open_vault

Read = PackageReading | PackageError
WORTH_IT = 6
"""With fewer packages, starting processes takes longer than they save."""


class SourceReader(Protocol):
    """Reads a package that is open. workers: processes that read beside each other."""

    @property
    def limits(self) -> Limits: ...

    @property
    def workers(self) -> int: ...

    def read_source(
        self,
        source: Source,
        definition: TenderDefinition,
        admitted: bool = False,
        typed: PlatformEntry | None = None,
        table: PlatformTable | None = None,
        row: PlatformRow | None = None,
        taken: frozenset[str] = frozenset(),
    ) -> PackageReading: ...


def listing(vault: Vault) -> VaultListing:
    """A vault as the desk sees it."""
    return VaultListing(
        vault.path,
        tuple(
            VaultItem(
                package.name,
                package.path,
                package.registered,
                package.row.name if package.row else "",
                package.withdrawn,
                package.row is None and not package.own,
            )
            for package in vault.packages
        ),
        vault.unmatched,
    )


def read_in_turn(
    reader: SourceReader, vault: VaultListing, definition: TenderDefinition, taken: frozenset[str]
) -> Iterator[tuple[VaultItem, Read]]:
    """Each package that is to be taken in, read or why not; what is wrong with one stops no other."""
    items = [item for item in vault.items if not item.withdrawn and not item.unregistered]
    if reader.workers > 1 and len(items) >= WORTH_IT:
        yield from _read_beside(reader, vault, definition, taken, items)
        return
    opened = _Opened(reader, vault.path, definition, taken)
    yield from ((item, opened.read(item.name)) for item in items)


class _Opened:
    """A vault that is open, and how its packages are read."""

    def __init__(
        self, reader: SourceReader, path: Path, definition: TenderDefinition, taken: frozenset[str]
    ) -> None:
        self._reader = reader
        self._definition = definition
        self._taken = taken
        vault = open_vault(path, definition, reader.limits)
        self._table = vault.table
        self._packages = {package.name: package for package in vault.packages}

    def read(self, name: str) -> Read:
        package = self._packages.get(name)
        if package is None:
            return refused(name, ["lag in de kluis en is er niet meer; neem de kluis opnieuw in"])
        try:
            return self._reader.read_source(
                package.opened(),
                self._definition,
                table=self._table if package.row else None,
                row=package.row,
                taken=self._taken,
            )
        except PackageError as error:
            return error


_here: dict[bytes, _Opened] = {}
"""In a process that reads: the vault that it reads from, by what it was told of it."""


def _read_here(told: bytes, name: str) -> PackageReading | tuple[str, tuple[str, ...]]:
    """One package. An error goes back as its words: exceptions with two arguments do not travel.

    told  reader, path, definition and hashes; with each package and not at the start, where the desk would wait for it
    """
    if told not in _here:
        _here[told] = _Opened(*pickle.loads(told))
    found = _here[told].read(name)
    return (found.what, found.lines) if isinstance(found, PackageError) else found


def _read_beside(
    reader: SourceReader,
    vault: VaultListing,
    definition: TenderDefinition,
    taken: frozenset[str],
    items: Sequence[VaultItem],
) -> Iterator[tuple[VaultItem, Read]]:
    """By several processes, in order, a few packages ahead; a file that brings a process down costs its package."""
    left = deque(items)
    told = pickle.dumps((reader, vault.path, definition, taken))
    while left:
        with ProcessPoolExecutor(reader.workers, get_context("spawn")) as pool:
            ahead: deque[Future[PackageReading | tuple[str, tuple[str, ...]]]] = deque()
            while left:
                for item in list(left)[len(ahead) : reader.workers + 1]:
                    ahead.append(pool.submit(_read_here, told, item.name))
                try:
                    found = ahead.popleft().result()
                except BrokenProcessPool:
                    line = "het lezen is afgebroken: een bestand bracht het leesprogramma ten val, of het is gestopt"
                    item = left.popleft()
                    yield item, refused(item.name, [line])
                    break
                yield left.popleft(), PackageError(*found) if isinstance(found, tuple) else found
