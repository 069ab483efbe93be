"""The text of plain PDF pages by PDFium, which takes a tenth of the time that pypdf does.

It is native code with few limits of its own. So it gets a page only after pypdf read, within its limits, everything
that PDFium will read of it: the content and the fonts. A page with anything more is left to pypdf.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_SIGNS = 400_000
"""Of a page, far beyond what can be printed on it; the rest is left out."""
_MAX_CONTENT = 300_000
_MAX_FONTS = 100
_PLAIN_RESOURCES = frozenset(("/Font", "/XObject", "/ProcSet", "/ExtGState", "/Properties"))
_PLAIN_FONTS = frozenset(("/Type1", "/MMType1", "/TrueType", "/Type0"))
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_INLINE_IMAGE = re.compile(rb"(?:^|\s)BI[\s/]")
_HYPHENS = str.maketrans({"\x02": "-\n", "\ufffe": "-\n", "\0": None})
"""How PDFium writes a hyphen with the end of its line."""
_one_at_a_time = Lock()
"""PDFium may be used by one thread at a time, whatever the file."""


class NotPlain(Exception):
    """The text of a page is to be read by pypdf."""


class PageTexts:
    """A PDF that PDFium opened."""

    def __init__(self, document: Any, raw: Any) -> None:
        self._document, self._raw = document, raw

    def text(self, index: int, page: "PageObject") -> str:
        """The text of a page, 0 the first; `page` is the same one of pypdf. Raises NotPlain, and what pypdf raises."""
        _require_plain(page)
        raw = self._raw
        shown = raw.FPDF_LoadPage(self._document, index)
        if not shown:
            raise NotPlain
        try:
            letters = raw.FPDFText_LoadPage(shown)
            if not letters:
                raise NotPlain
            try:
                return self._letters(letters)
            finally:
                raw.FPDFText_ClosePage(letters)
        finally:
            raw.FPDF_ClosePage(shown)

    def _letters(self, letters: Any) -> str:
        from ctypes import c_ushort

        count = min(self._raw.FPDFText_CountChars(letters), MAX_SIGNS)
        if count <= 0:
            return ""
        # A sign outside the basic plane takes two places.
        units = (c_ushort * (2 * count + 1))()
        written = self._raw.FPDFText_GetText(letters, 0, count, units)
        text = bytes(units)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        return text.translate(_HYPHENS).replace("\r\n", "\n")


@contextmanager
def page_texts(data: bytes, pages: int) -> Iterator[PageTexts | None]:
    """A PDF opened by PDFium; None when it cannot, or counts other pages than pypdf: then only pypdf is to be used."""
    import pypdfium2
    from pypdfium2 import raw

    with _one_at_a_time:
        document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        try:
            same = bool(document) and raw.FPDF_GetPageCount(document) == pages
            yield PageTexts(document, pypdfium2.raw) if same else None
        finally:
            if document:
                raw.FPDF_CloseDocument(document)


def _require_plain(page: "PageObject") -> None:
    """Whether all that PDFium reads of a page is within limits: each stream is unpacked by pypdf, which has these."""
    content = page.get_contents()
    data = content.get_data() if content is not None else b""
    if len(data) > _MAX_CONTENT or _INLINE_IMAGE.search(data):
        raise NotPlain
    resources: Any = page.get("/Resources")
    if resources is None:
        return
    resources = resources.get_object()
    if not _PLAIN_RESOURCES.issuperset(resources):
        raise NotPlain
    for picture in _values(resources.get("/XObject")):
        if picture.get("/Subtype") != "/Image":
            raise NotPlain
    fonts = _values(resources.get("/Font"))
    if len(fonts) > _MAX_FONTS:
        raise NotPlain
    for font in fonts:
        _require_plain_font(font)


def _require_plain_font(font: Any) -> None:
    if font.get("/Subtype") not in _PLAIN_FONTS:
        raise NotPlain
    parts = [font, *_items(font.get("/DescendantFonts"))]
    for part in parts:
        described: Any = part.get("/FontDescriptor")
        described = described.get_object() if described is not None else {}
        streams = [part.get(name) for name in ("/ToUnicode", "/Encoding", "/CIDToGIDMap")]
        streams += [described.get(name) for name in _FONT_FILES]
        for stream in streams:
            found: Any = stream.get_object() if stream is not None else None
            if hasattr(found, "get_data"):
                found.get_data()


def _values(table: Any) -> list[Any]:
    return [value.get_object() for value in table.get_object().values()] if table is not None else []


def _items(table: Any) -> list[Any]:
    return [value.get_object() for value in table.get_object()][:2] if table is not None else []
