"""The packages of a vault, read one after another."""

import pickle
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import LoneRow, PackageReading, PlatformEntry, VaultItem, VaultListing
from inkoop_core.errors import PackageError
from inkoop_core.reading.limits import Limits
from inkoop_core.reading.platform_table import PlatformRow, PlatformTable
from inkoop_core.reading.reading_process import Fell, reading_processes
from inkoop_core.reading.sources import Source, refused
from inkoop_core.reading.vault import Vault, open_vault

Read = PackageReading | PackageError
WORTH_IT = 6
"""With fewer packages, starting processes takes longer than they save."""
_FELL = (
    "het lezen is afgebroken: een bestand bracht het leesprogramma ten val of hield het te lang op; neem de kluis nog "
    "eens in, en laat het pakket nakijken als dit zo blijft"
)


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
                package.row.entry if package.row else None,
                package.matched,
                package.withdrawn,
                package.row.asked if package.row else "",
                package.row is None and not package.own,
            )
            for package in vault.packages
        ),
        vault.unmatched,
        tuple(_lone_rows(vault)),
    )


def _lone_rows(vault: Vault) -> Iterator[LoneRow]:
    found = {package.row.number for package in vault.packages if package.row}
    for row in vault.table.rows if vault.table else ():
        if row.number not in found:
            yield LoneRow(row.number, row.name, row.entry.message_number, row.withdrawn)


def read_in_turn(
    reader: SourceReader, vault: VaultListing, definition: TenderDefinition, taken: frozenset[str]
) -> Iterator[tuple[VaultItem, Read]]:
    """Each package that is to be taken in, read or why not; what is wrong with one stops no other."""
    items = [item for item in vault.items if not (item.withdrawn or item.asked or item.unregistered)]
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


Answer = PackageReading | tuple[str, tuple[str, ...]]
"""An error goes back as its words: exceptions with two arguments do not travel."""


def opened_there(
    reader: SourceReader, path: Path, definition: TenderDefinition, taken: frozenset[str]
) -> Callable[[str], Answer]:
    """In a process that reads: how a package of the vault is read."""
    opened = _Opened(reader, path, definition, taken)

    def read(name: str) -> Answer:
        found = opened.read(name)
        return (found.what, found.lines) if isinstance(found, PackageError) else found

    return read


def _read_beside(
    reader: SourceReader,
    vault: VaultListing,
    definition: TenderDefinition,
    taken: frozenset[str],
    items: Sequence[VaultItem],
) -> Iterator[tuple[VaultItem, Read]]:
    """By several processes, in order, a few packages ahead; a file that brings a process down costs its package."""
    told = pickle.dumps((reader, vault.path, definition, taken))
    left = deque(items)
    ahead: deque[tuple[VaultItem, Future[Answer]]] = deque()
    with reading_processes(reader.workers, opened_there, told) as ask:
        while left or ahead:
            while left and len(ahead) <= reader.workers:
                item = left.popleft()
                ahead.append((item, ask(item.name)))
            item, asked = ahead.popleft()
            try:
                found = asked.result()
            except Fell:
                yield item, refused(item.name, [_FELL])
            else:
                yield item, PackageError(*found) if isinstance(found, tuple) else found
