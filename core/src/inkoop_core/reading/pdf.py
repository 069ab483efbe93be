"""PDF files: pages, cover, text. Every error of the library becomes a finding or a PackageError.

The library is imported when the first PDF is read; it takes a moment.
"""

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING

from attrs import frozen

from inkoop_core.domain.package import FileProblem
from inkoop_core.errors import PackageError
from inkoop_core.reading.page_text import NotPlain, PageTexts, page_texts

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

COVER_WORDS = 60
"""A cover has fewer words than this, and less than a third of the average of the other pages."""
TEXT_PAGES = 50
"""The cover is judged by the text of so many pages at most."""
TELLING_PAGES = 2
"""What a document is stands on its first pages: a cover and a first page."""
MAX_PAGES = 5000
_MAX_STREAM = 20_000_000
_MAX_PAGE_STREAM = 4_000_000
_MAX_OPERATIONS = 100_000
_COVER_EFFORT = (300_000, 3)
_ALL_EFFORT = (50_000_000, 50)
"""Characters, and pages given up, after which no further page is read: far beyond what people write."""
_SHOWN = re.compile(rb"[)>\]]\s*(?:Tj|TJ|'|\")")
_END = re.compile(rb"%%EOF\s*\Z")
_UNOPENED = "het PDF-bestand kan niet worden geopend"


@frozen
class PdfLook:
    """What was seen in a PDF. cover None: not known.

    texts  of the first pages, as many as were needed; the one or two that tell what it is are always there
    form   it has fields to fill in
    """

    pages: int | None = None
    cover: bool | None = None
    problem: FileProblem | None = None
    detail: str = ""
    texts: tuple[str, ...] = ()
    form: bool = False


class _Locked(Exception):
    """The PDF does not open without a password."""


def look_into_pdf(data: bytes) -> PdfLook:
    """Pages and cover, or why it cannot be read. Never raises."""
    with quiet():
        try:
            reader = opened(data)
            pages = len(reader.pages)
            if not 0 < pages <= MAX_PAGES:
                detail = f"er zijn {pages} bladzijden gevonden" if pages else "er is geen bladzijde te vinden"
                return PdfLook(problem=FileProblem.DAMAGED, detail=detail)
            for page in reader.pages:
                page.get("/Contents")
        except _Locked as reason:
            return PdfLook(problem=FileProblem.ENCRYPTED, detail=str(reason))
        except Exception:  # noqa: BLE001 - a hostile PDF can make the library raise anything
            return PdfLook(problem=FileProblem.DAMAGED, detail=_truncated(data) or _UNOPENED)
        with page_texts(data, pages) as quick:
            cover, texts = _told_by_text(reader, min(pages, TEXT_PAGES), quick)
        form = _has_form(reader)
    detail = _truncated(data)
    problem = FileProblem.DAMAGED if detail else None
    return PdfLook(pages, cover, problem, detail, tuple(text or "" for text in texts), form)


def _told_by_text(
    reader: "PdfReader", count: int, quick: PageTexts | None
) -> tuple[bool | None, list[str | None]]:
    """Whether the first page is a cover, and the text of as many of the first pages as that took.

    Reading text is by far the longest part of the work. A first page with many words is no cover as soon as any other
    shows text at all; one without words cannot be judged; only few words must be held against all pages.
    """
    texts = _texts(reader, 1, *_COVER_EFFORT, quick)
    words = len((texts[0] or "").split())
    if count == 1:
        return False, texts
    if words >= COVER_WORDS and any(_shows_text(reader, page) for page in range(1, count)):
        return False, texts
    if not words:
        return None, _texts(reader, min(count, TELLING_PAGES), *_COVER_EFFORT, quick)
    texts = _texts(reader, count, *_COVER_EFFORT, quick)
    return has_cover(texts), texts


def _shows_text(reader: "PdfReader", page: int) -> bool:
    """Whether a page has an operator that shows text; reading that text takes ten times as long."""
    try:
        content = reader.pages[page].get_contents()
        return content is not None and _SHOWN.search(content.get_data()) is not None
    except Exception:  # noqa: BLE001 - a hostile PDF can make the library raise anything
        return False


def _has_form(reader: "PdfReader") -> bool:
    try:
        root = reader.trailer["/Root"].get_object()
        return isinstance(root, dict) and "/AcroForm" in root
    except Exception:  # noqa: BLE001 - a hostile PDF can make the library raise anything
        return False


def has_cover(texts: Sequence[str | None]) -> bool | None:
    """Whether the first page is a cover, judged by the number of words on each page.

    It is when it has fewer than COVER_WORDS and less than a third of the average of the other pages. A
    single page is never a cover. None: the first page, or all the others, have no text that can be read
    (a scan, a drawing), so nobody can tell but a person who looks.
    """
    if len(texts) == 1:
        return False
    words = [len(text.split()) if text else 0 for text in texts]
    first, others = words[0], [count for count in words[1:] if count]
    if not first or not others:
        return None
    return first < COVER_WORDS and 3 * first * len(others) < sum(others)


def pages_of(content: bytes, first: int, last: int) -> bytes:
    """A PDF with the pages `first` to `last` (1 is the first). Raises PackageError."""
    what = f"De bladzijden {first} tot en met {last} kunnen niet worden getoond:"
    with quiet():
        try:
            from pypdf import PdfWriter

            reader = opened(content)
            count = len(reader.pages)
            if not 1 <= first <= last <= count:
                raise PackageError(what, [f"het bestand heeft {count} bladzijden"])
            writer = PdfWriter()
            for page in reader.pages[first - 1 : last]:
                writer.add_page(page)
            made = BytesIO()
            writer.write(made)
            return made.getvalue()
        except PackageError:
            raise
        except Exception as error:  # a hostile PDF can make the library raise anything
            raise PackageError(what, [_why(error)]) from error


def texts_of(content: bytes) -> tuple[str, ...]:
    """The text of each page, "" where it has none. Raises PackageError when the PDF does not open."""
    with quiet():
        try:
            reader = opened(content)
            count = len(reader.pages)
        except Exception as error:  # a hostile PDF can make the library raise anything
            raise PackageError("De tekst kan niet worden gelezen:", [_why(error)]) from error
        return tuple(text or "" for text in _texts(reader, min(count, MAX_PAGES), *_ALL_EFFORT))


@contextmanager
def quiet() -> Iterator[None]:
    """Limits for the library, and silence: what it mutters about a file is not for the officer."""
    from pypdf import apply_configuration

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    with (
        warnings.catch_warnings(),
        apply_configuration(
            zlib_maximum_output_length=_MAX_STREAM,
            lzw_maximum_output_length=_MAX_STREAM,
            run_length_maximum_output_length=_MAX_STREAM,
            brotli_maximum_output_length=_MAX_STREAM,
            array_based_stream_maximum_output_length=_MAX_STREAM,
            stream_decoding_work_maximum_length=4 * _MAX_STREAM,
            stream_parsing_work_maximum_count=_MAX_OPERATIONS,
            xform_maximum_invocations_per_extraction=200,
            page_tree_maximum_entries=4 * MAX_PAGES,
            jbig2dec_binary=None,
        ),
    ):
        warnings.simplefilter("ignore")
        yield


def opened(data: bytes) -> "PdfReader":
    """The library's reader of a PDF. Raises what the library raises; to be used inside `quiet`."""
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise _Locked("het PDF-bestand vraagt een wachtwoord")
    except (NotImplementedError, DependencyError):
        raise _Locked("het PDF-bestand is versleuteld op een wijze die niet kan worden gelezen") from None
    return reader


def _texts(
    reader: "PdfReader", count: int, budget: int, failures: int, quick: PageTexts | None = None
) -> list[str | None]:
    """The text of the first pages; None where it cannot be extracted.

    A page made to cost much time is given up, and after `failures` of these, or `budget` characters, the rest is.
    """
    from pypdf import apply_configuration

    texts: list[str | None] = []
    with apply_configuration(
        zlib_maximum_output_length=_MAX_PAGE_STREAM, array_based_stream_maximum_output_length=_MAX_PAGE_STREAM
    ):
        for page in range(count):
            if texts.count(None) >= failures or budget <= 0:
                texts += [None] * (count - page)
                break
            try:
                text = _text(reader.pages[page], page, quick)
            except Exception:  # noqa: BLE001 - text is a help; a page without it is counted all the same
                texts.append(None)
            else:
                texts.append(text)
                budget -= len(text)
    return texts


def _text(page: "PageObject", index: int, quick: PageTexts | None) -> str:
    if quick is not None:
        with suppress(NotPlain):
            return quick.text(index, page)
    return page.extract_text()


def _truncated(data: bytes) -> str:
    if _END.search(data[-1024:].rstrip(b"\0")):
        return ""
    return "het PDF-bestand is afgekapt: het slot ontbreekt"


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, _Locked) else _UNOPENED
