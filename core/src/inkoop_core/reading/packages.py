"""Reads submission packages: folders and zips, with or without an `inschrijving.toml`."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import Factory, evolve, field, frozen

from inkoop_core.api.actions import NewFile
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import FormCheckRow
from inkoop_core.api.letters import LetterFile
from inkoop_core.api.packages import (
    Appointed,
    Declaration,
    FileReading,
    PackageReading,
    PlatformEntry,
    ReadFile,
    Registered,
    VaultItem,
    VaultListing,
)
from inkoop_core.api.scoring_sheets import SheetReading
from inkoop_core.api.tables import TableFile
from inkoop_core.domain.package import Observation, PackageReceived, ReceivedFile
from inkoop_core.domain.party import OWN_PARTY, KnownParty
from inkoop_core.errors import PackageError
from inkoop_core.reading import declaration as toml
from inkoop_core.reading.archive import open_zip
from inkoop_core.reading.declared import problems as declared_problems
from inkoop_core.reading.folder import open_folder
from inkoop_core.reading.kept import kept_file
from inkoop_core.reading.limits import Limits
from inkoop_core.reading.observing import Observer
from inkoop_core.reading.pdf import pages_of, texts_of
from inkoop_core.reading.platform_table import PlatformRow, PlatformTable, read_table_file
from inkoop_core.reading.recognising import read_again, recognise
from inkoop_core.reading.signatures import Anchors, anchors
from inkoop_core.reading.sources import DECLARATION, Content, Source, refused
from inkoop_core.reading.unused_declaration import facts_beside_unused, recognised_unused
from inkoop_core.reading.vault import (
    TABLES,
    is_vault,
    open_vault,
    package_inside,
    require_one_bid,
    table_inside,
)
from inkoop_core.reading.vault_reading import listing, read_in_turn
from inkoop_core.reading.whose import tenderer_of

WORKERS = 2
"""More would need more memory than an officer's computer has to spare."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""A file that is read again is not checked for signatures again: its observation stands."""


def _reader(trust_anchors: tuple[bytes, ...], limits: Limits, workers: int) -> "FilePackageReader":
    return FilePackageReader(trust_anchors, limits=limits, workers=workers)


def _as_tuple(certificates: Iterable[bytes]) -> tuple[bytes, ...]:
    return tuple(certificates)


@frozen
class FilePackageReader:
    """The PackageReader for files. Reads in memory; writes nothing.

    trust_anchors  certificates (PEM or DER) to which a trusted signature must chain
    workers        processes that read the packages of a vault beside each other
    """

    trust_anchors: tuple[bytes, ...] = field(default=(), converter=_as_tuple)
    limits: Limits = field(factory=Limits, kw_only=True)
    workers: int = field(factory=lambda: min(WORKERS, os.cpu_count() or 1), kw_only=True, eq=False)
    _trust: Anchors = field(
        init=False,
        repr=False,
        eq=False,
        default=Factory(lambda self: anchors(self.trust_anchors), takes_self=True),
    )

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process go the bytes of the certificates: read ones lose there what they were read from."""
        return _reader, (self.trust_anchors, self.limits, self.workers)

    def read(
        self,
        path: Path,
        definition: TenderDefinition,
        admitted: bool = False,
        registered: Registered | None = None,
    ) -> PackageReading:
        """Read a folder or zip, or a package in a vault.

        Without `inschrijving.toml` the platform's entry comes from the row or the entry in `registered`.
        Of a package that is late or came by another route only the platform's entry is read, unless
        `admitted`; its files are hashed, not looked at. Raises PackageError with every problem found.
        """
        registered = registered or Registered()
        if not registered.inside and not admitted:
            require_one_bid(path, registered, definition, self.limits)
        if registered.inside:
            source: Source = package_inside(path, registered.inside, self.limits)
        else:
            source = _opened(path, self.limits)
        table, row = self._row(path, definition, registered)
        return self.read_source(source, definition, admitted, registered.entry, table, row)

    def read_source(
        self,
        source: Source,
        definition: TenderDefinition,
        admitted: bool = False,
        typed: PlatformEntry | None = None,
        table: PlatformTable | None = None,
        row: PlatformRow | None = None,
        taken: frozenset[str] = frozenset(),
    ) -> PackageReading:
        """Read a package that is open. `row` of `table` is what the platform says of it.

        Of a package whose hash is in `taken` only the receipt is given.
        """
        document, entry = self._registered(source, admitted, typed, row)
        unread = "" if admitted else toml.why_unread(entry, definition)
        if unread:
            closed = _received(source, entry, None)
            return PackageReading(closed, refused=unread, taken=closed.sha256 in taken)
        declaration, wrong = (None, ()) if document is None else toml.structured(document)
        if declaration is not None:
            wrong = declared_problems(declaration, definition)
        if source.problems or wrong or (document is not None and declaration is None):
            raise refused(source.name, (*source.problems, *wrong))
        contents = _contents(source)
        received = _received(source, entry, contents)
        if received.sha256 in taken:
            return PackageReading(received, taken=True)
        observer = Observer(self.limits, self._trust, entry.received_at)
        seen = [
            observer.looked(name, content)
            for name, content in contents.items()
            if declaration is None or name != DECLARATION
        ]
        known = _known(declaration) if declaration is not None else tenderer_of(row.facts if row else ())
        found = recognise(seen, definition, known)
        facts = (*(row.facts if row is not None else ()), *found.facts)
        files = found.files
        if declaration is None:
            facts, files = facts_beside_unused(facts), recognised_unused(files)
        missing = () if declaration is None else _missing(declaration, contents, observer)
        return PackageReading(
            received,
            declaration,
            (*(item.file for item in seen), *missing),
            contents[DECLARATION].data if declaration is not None else b"",
            read=facts,
            recognised=files,
            espd=found.espd,
            tables=() if table is None else ((table.name, table.data),),
        )

    def vault(self, path: Path, definition: TenderDefinition) -> VaultListing | None:
        """What lies in a vault; None when the path is one package. Raises PackageError."""
        if not is_vault(path, definition, self.limits):
            return None
        return listing(open_vault(path, definition, self.limits))

    def read_vault(
        self, vault: VaultListing, definition: TenderDefinition, taken: frozenset[str] = frozenset()
    ) -> Iterator[tuple[VaultItem, PackageReading | PackageError]]:
        """Each package of a vault in order, read or why not; of one whose hash is in `taken` only the receipt."""
        return read_in_turn(self, vault, definition, taken)

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
        observer = Observer(self.limits, Anchors(), NEVER)
        seen = [observer.looked(name, Content(content)) for name, content in files]
        return tuple(
            evolve(
                found,
                recognised=recognised_unused([found.recognised])[0],
                read=facts_beside_unused(found.read),
            )
            for found in read_again(seen, definition, appointed, known)
        )

    def observed(self, name: str, content: bytes, at: datetime) -> Observation:
        """What is seen in one file that came in by itself; at: when, so that signatures are judged by it."""
        return Observer(self.limits, self._trust, at).seen(name, Content(content)).observation

    def kept_file(self, path: Path) -> NewFile:
        """A single file, to be kept. Raises Refused when it is absent, empty, too large or no file."""
        return kept_file(path, self.limits.max_file_bytes)

    def pages(self, content: bytes, first: int, last: int) -> bytes:
        """A PDF with only those pages (1 is the first). Raises PackageError when there are none such."""
        return pages_of(content, first, last)

    def page_texts(self, content: bytes) -> tuple[str, ...]:
        """The text of each page of a PDF; empty texts where it has none. Raises PackageError."""
        return texts_of(content)

    def form_check(self, path: Path, definition: TenderDefinition, document: str) -> tuple[FormCheckRow, ...]:
        """A form held against the map of that kind of document. Raises Refused, saying why, when it cannot be."""
        from inkoop_core.reading.forms.checking import check_file

        return check_file(self.kept_file(path), definition, document)

    def scoring_sheet(self, path: Path) -> SheetReading:
        """The cells of a workbook. Raises SheetError when it is no sound XLSX file."""
        from inkoop_core.reading.scoring_sheet import read_scoring_sheet

        return read_scoring_sheet(path)

    def table(self, path: Path) -> TableFile:
        """A table of an officer, as texts. Raises Refused when it is none."""
        from inkoop_core.reading.table_file import read_table

        return read_table(path)

    def letter(self, path: Path) -> LetterFile:
        """A letter that was sent, with its text. Raises Refused when it is no readable Word or PDF file."""
        from inkoop_core.reading.letter_file import read_letter

        return read_letter(path)

    def _registered(
        self, source: Source, admitted: bool, typed: PlatformEntry | None, row: PlatformRow | None
    ) -> tuple[Mapping[str, Any] | None, PlatformEntry]:
        """The declaration where it counts, and when and how the package came.

        What lies in a package comes from the tenderer: beside a row of the platform or what an officer types, its
        `inschrijving.toml` does not count. A package that is admitted was registered by it when both say the same.
        Raises PackageError when nobody says it, or when an officer and a sound declaration both do.
        """
        if row is not None:
            return None, row.entry
        if typed is None:
            return self._entry(source)
        try:
            document, entry = self._entry(source)
        except PackageError:
            return None, typed
        if not admitted:
            raise refused(source.name, [_BOTH])
        return (document, entry) if entry == typed else (None, typed)

    def _entry(self, source: Source) -> tuple[Mapping[str, Any], PlatformEntry]:
        """The tables of the declaration, of which only the platform's entry was looked at."""
        size = source.sizes.get(DECLARATION)
        if size is None:
            raise refused(source.name, [*source.problems, _no_declaration(source)])
        if size > self.limits.max_declaration_bytes:
            line = f"{DECLARATION}: is {size} bytes; ten hoogste {self.limits.max_declaration_bytes}"
            raise refused(source.name, [line])
        content = source.content(DECLARATION)
        if content.problem is not None:
            line = f"{DECLARATION}: {content.problem.label} ({content.detail})"
            raise refused(source.name, [line])
        document, wrong = toml.parsed(content.data)
        entry = None
        if not wrong:
            entry, wrong = toml.platform_entry(document)
        if entry is None:
            raise refused(source.name, wrong)
        return document, entry

    def _row(
        self, path: Path, definition: TenderDefinition, registered: Registered
    ) -> tuple[PlatformTable | None, PlatformRow | None]:
        """The platform's table and the row of it that is about the package."""
        if registered.row is None:
            return None, None
        if registered.table is not None:
            table = read_table_file(registered.table, definition)
        else:
            table = table_inside(path, definition, self.limits)
        for row in table.rows:
            if row.number == registered.row:
                return table, row
        numbers = f"{table.rows[0].number} tot en met {table.rows[-1].number}"
        raise refused(path.name, [f"{table.name} heeft geen rij {registered.row}; rijen lopen van {numbers}"])


_BOTH = (
    f"{DECLARATION}: zegt zelf wanneer en hoe het pakket is ontvangen, en er is ook een tijd getypt. Maakte de "
    "gemeente dat bestand, laat dan tijd en route weg. Kwam het van de inschrijver, zet het dan in een submap van "
    "het pakket: dan is het een gewoon bestand"
)


def _known(declaration: Declaration) -> tuple[KnownParty, ...]:
    stated = (declaration.tenderer.name, declaration.tenderer.trade_register_number)
    others = (KnownParty(party.id, party.name, party.trade_register_number) for party in declaration.parties)
    return (KnownParty(OWN_PARTY, *stated), *others)


def _missing(
    declaration: Declaration, contents: Mapping[str, Content], observer: Observer
) -> tuple[ReadFile, ...]:
    named = {document.file for document in declaration.documents}
    return tuple(observer.missing(name) for name in sorted(named - contents.keys()))


def _opened(path: Path, limits: Limits) -> Source:
    if path.is_dir():
        return open_folder(path, limits)
    if path.is_file():
        return open_zip(path, limits)
    why = "is geen map en geen gewoon bestand" if path.exists() else "bestaat niet; controleer het pad"
    raise refused(path.name, [f"{path}: {why}"])


def _near(source: Source) -> list[str]:
    return [name for name in source.sizes if name.rpartition("/")[2].casefold() == DECLARATION]


def _no_declaration(source: Source) -> str:
    near = _near(source)
    if near:
        return f"{DECLARATION}: ontbreekt; {near[0]} staat er wel: zet het bovenaan onder precies deze naam"
    tables = [name for name in source.sizes if "/" not in name and name.casefold().endswith(TABLES)]
    vault = (
        f". Is dit een kluis? {', '.join(tables)} is niet als tabel van het platform te lezen"
        if tables
        else ""
    )
    return (
        f"{DECLARATION}: ontbreekt; zonder dit bestand is niet bekend wanneer en hoe het pakket is ontvangen. "
        f"Geef de tabel van het platform met de rij, of typ tijd en route{vault}"
    )


def _contents(source: Source) -> dict[str, Content]:
    """Every file, in the order of the names. Raises PackageError that names all that cannot be read."""
    contents: dict[str, Content] = {}
    lines: list[str] = []
    for name in source.sizes:
        try:
            contents[name] = source.content(name)
        except PackageError as error:
            lines += error.lines
    if lines:
        raise refused(source.name, lines)
    return contents


def _received(
    source: Source, entry: PlatformEntry, contents: Mapping[str, Content] | None
) -> PackageReceived:
    """The receipt; with the names and hashes of the files only when these were read."""
    files = tuple(
        ReceivedFile(name, content.sha256, len(content.data)) for name, content in (contents or {}).items()
    )
    return PackageReceived(
        name=source.name,
        sha256=source.sha256({file.name: file.sha256 for file in files}),
        size=source.size(),
        channel=entry.channel,
        received_at=entry.received_at,
        content_read=contents is not None,
        message_number=entry.message_number,
        files=files,
    )
