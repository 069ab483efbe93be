"""What is seen in one file of a package."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.metadata import version

import attrs
from attrs import frozen

from inkoop_core.api.packages import ReadFile
from inkoop_core.domain.package import FileProblem, Observation
from inkoop_core.reading import media
from inkoop_core.reading.limits import Limits, shown_size
from inkoop_core.reading.office import Look, look_into_ole, look_into_zip
from inkoop_core.reading.pdf import PdfLook, look_into_pdf
from inkoop_core.reading.signatures import Anchors, signatures_in
from inkoop_core.reading.sources import DECLARATION, Content

READER = "inkoop-reading"
VERSION = "1"
"""Raised when the same file could be seen differently than by the version before."""
_CONTAINERS: dict[str, Callable[[bytes], Look]] = {media.ZIP: look_into_zip, media.OLE: look_into_ole}


@cache
def reader_version() -> str:
    """The version of this reader and of the libraries whose judgement it passes on."""
    return (
        f"{VERSION} (pypdf {version('pypdf')}, pdfium {version('pypdfium2')}, pyhanko {version('pyhanko')})"
    )


@frozen
class Seen:
    """A file that was looked at.

    texts  of the first pages of a PDF
    form   a PDF with fields to fill in
    """

    file: ReadFile
    texts: tuple[str, ...] = ()
    form: bool = False


@frozen
class Observer:
    """Looks at files. `at`: the moment at which a signer's certificate must be valid."""

    limits: Limits
    trust: Anchors
    at: datetime

    def seen(self, name: str, content: Content) -> ReadFile:
        """A file with its observation."""
        return self.looked(name, content).file

    def looked(self, name: str, content: Content) -> Seen:
        """A file with its observation and the text of its first pages."""
        data = content.data
        plain = Observation(
            file=name,
            sha256=content.sha256,
            reader=READER,
            reader_version=reader_version(),
            media_type=media.UNKNOWN,
            size=len(data),
        )
        observation, texts, form = self._looked(plain, content)
        return Seen(ReadFile(name, data, observation), texts, form)

    def missing(self, name: str) -> ReadFile:
        """A file that is named and not there: no bytes, so no hash."""
        observation = Observation(
            file=name,
            sha256="",
            reader=READER,
            reader_version=reader_version(),
            media_type="",
            size=0,
            problem=FileProblem.MISSING,
            problem_detail=f"{DECLARATION} noemt {name}, in het pakket staat het niet",
        )
        return ReadFile(name, b"", observation)

    def _looked(self, plain: Observation, content: Content) -> tuple[Observation, tuple[str, ...], bool]:
        data = content.data
        if content.problem is not None:
            return attrs.evolve(plain, problem=content.problem, problem_detail=content.detail), (), False
        if not data:
            return attrs.evolve(plain, problem=FileProblem.EMPTY, problem_detail="0 bytes"), (), False
        kind = media.media_type(data)
        if len(data) > self.limits.max_file_bytes:
            allowed = shown_size(self.limits.max_file_bytes)
            detail = f"{shown_size(len(data))}, ten hoogste {allowed}; bewaard, niet geopend"
            large = attrs.evolve(plain, media_type=kind, problem=FileProblem.TOO_LARGE, problem_detail=detail)
            return large, (), False
        if kind == media.PDF:
            look = look_into_pdf(data)
            return _named(self._pdf(plain, data, look)), look.texts, look.form
        inside = _CONTAINERS[kind](data) if kind in _CONTAINERS else Look(kind)
        seen = attrs.evolve(
            plain, media_type=inside.media_type, problem=inside.problem, problem_detail=inside.detail
        )
        return _named(seen), (), False

    def _pdf(self, plain: Observation, data: bytes, look: PdfLook) -> Observation:
        return attrs.evolve(
            plain,
            media_type=media.PDF,
            problem=look.problem,
            problem_detail=look.detail,
            pages=look.pages,
            cover=look.cover,
            signatures=signatures_in(data, self.trust, self.at),
            trust_anchors=self.trust.described,
        )


def _named(seen: Observation) -> Observation:
    """A name that promises another content is the problem where there is no graver one, else it is added."""
    detail = media.misnamed(seen.file, seen.media_type)
    if not detail or seen.problem is FileProblem.ENCRYPTED:  # an encrypted docx is an OLE file
        return seen
    if seen.problem is None:
        return attrs.evolve(seen, problem=FileProblem.MISNAMED, problem_detail=detail)
    return attrs.evolve(seen, problem_detail=f"{seen.problem_detail}; {detail}")
