"""Reads submission packages: folders and zips with an `inschrijving.toml`."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import Factory, field, frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import PackageReading, PlatformEntry, ReadFile
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.package import PackageReceived, ReceivedFile
from inkoop_core.errors import PackageError
from inkoop_core.reading import declaration as toml
from inkoop_core.reading.archive import open_zip
from inkoop_core.reading.declared import problems as declared_problems
from inkoop_core.reading.folder import open_folder
from inkoop_core.reading.limits import Limits
from inkoop_core.reading.observing import Observer
from inkoop_core.reading.pdf import pages_of, texts_of
from inkoop_core.reading.signatures import Anchors, anchors
from inkoop_core.reading.sources import DECLARATION, Content, Source, refused


def _as_tuple(certificates: Iterable[bytes]) -> tuple[bytes, ...]:
    return tuple(certificates)


@frozen
class FilePackageReader:
    """The PackageReader for files. Reads in memory; writes nothing.

    trust_anchors  certificates (PEM or DER) to which a trusted signature must chain
    """

    trust_anchors: tuple[bytes, ...] = field(default=(), converter=_as_tuple)
    limits: Limits = field(factory=Limits, kw_only=True)
    _trust: Anchors = field(
        init=False,
        repr=False,
        eq=False,
        default=Factory(lambda self: anchors(self.trust_anchors), takes_self=True),
    )

    def read(self, path: Path, definition: TenderDefinition, admitted: bool = False) -> PackageReading:
        """Read a folder or zip.

        Of a package that is late or came by another route only the platform's entry is read, unless
        `admitted`; its files are hashed, not looked at. Raises PackageError with every problem found.
        """
        source = _opened(path, self.limits)
        document, entry = self._entry(source)
        unread = "" if admitted else toml.why_unread(entry, definition)
        if unread:
            return PackageReading(_received(source, entry, None), refused=unread)
        declaration, wrong = toml.structured(document)
        if declaration is not None:
            wrong = declared_problems(declaration, definition)
        if declaration is None or wrong or source.problems:
            raise refused(source.name, (*source.problems, *wrong))
        contents = _contents(source)
        named = {document.file for document in declaration.documents}
        return PackageReading(
            _received(source, entry, contents),
            declaration,
            self._files(contents, named - contents.keys(), entry),
            contents[DECLARATION].data,
        )

    def pages(self, content: bytes, first: int, last: int) -> bytes:
        """A PDF with only those pages (1 is the first). Raises PackageError when there are none such."""
        return pages_of(content, first, last)

    def page_texts(self, content: bytes) -> tuple[str, ...]:
        """The text of each page of a PDF; empty texts where it has none. Raises PackageError."""
        return texts_of(content)

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

    def _files(
        self, contents: Mapping[str, Content], missing: set[str], entry: PlatformEntry
    ) -> tuple[ReadFile, ...]:
        observer = Observer(self.limits, self._trust, entry.received_at)
        seen = [observer.seen(name, content) for name, content in contents.items() if name != DECLARATION]
        return (*seen, *(observer.missing(name) for name in sorted(missing)))


def _opened(path: Path, limits: Limits) -> Source:
    if path.is_dir():
        return open_folder(path, limits)
    if path.is_file():
        return open_zip(path, limits)
    why = "is geen map en geen gewoon bestand" if path.exists() else "bestaat niet; controleer het pad"
    raise refused(path.name, [f"{path}: {why}"])


def _no_declaration(source: Source) -> str:
    near = [name for name in source.sizes if name.rpartition("/")[2].casefold() == DECLARATION]
    if near:
        return f"{DECLARATION}: ontbreekt; {near[0]} staat er wel: zet het bovenaan onder precies deze naam"
    return (
        f"{DECLARATION}: ontbreekt; zonder dit bestand is niet bekend wanneer en hoe het pakket is ontvangen"
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
        ReceivedFile(name, digest(content.data), len(content.data))
        for name, content in (contents or {}).items()
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
