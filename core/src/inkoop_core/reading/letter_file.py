"""A letter that was sent, as text: Word or PDF, from whoever edited it last."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inkoop_core.api.letters import LetterFile
from inkoop_core.errors import PackageError, Refused
from inkoop_core.reading.archive import ZipSource, open_zip
from inkoop_core.reading.kept import kept_file
from inkoop_core.reading.limits import Limits
from inkoop_core.reading.pdf import texts_of
from inkoop_core.reading.safe_xml import XmlProblem, parsed

LIMITS = Limits(max_files=2_000, max_file_bytes=32 * 2**20, max_package_bytes=64 * 2**20)
"""Of a Word file, zipped and unpacked: a letter with a logo stays under one MiB."""
_BODY = "word/document.xml"
_BESIDE = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_GONE = ("del", "moveFrom")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_EMPTY_PAGE = "bladzijde {page} heeft geen tekst (een scan of plaatje); die is niet vergeleken"


def read_letter(path: Path) -> LetterFile:
    """The file and its text. Raises Refused, naming the file, when it is no readable Word or PDF file."""
    file = kept_file(path, LIMITS.max_file_bytes)
    if file.content.startswith(b"%PDF-"):
        text, remarks = _pdf(file.name, file.content)
    elif file.content.startswith(b"PK"):
        text, remarks = _docx(path)
    else:
        raise Refused(
            f"{file.name} is geen Word- (.docx) of PDF-bestand; leg het bestand vast zoals het is verzonden."
        )
    return LetterFile(file.name, file.sha256, file.content, text, remarks)


def _pdf(name: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        pages = texts_of(content)
    except PackageError as error:
        raise Refused(f"{name} kan niet worden gelezen: {error}") from None
    if not any(page.strip() for page in pages):
        raise Refused(
            f"{name} heeft geen tekst (een scan); leg de PDF vast die uit Word is gemaakt, of het Word-bestand."
        )
    remarks = (
        _EMPTY_PAGE.format(page=number) for number, page in enumerate(pages, start=1) if not page.strip()
    )
    return "\n".join(pages), tuple(remarks)


def _docx(path: Path) -> tuple[str, tuple[str, ...]]:
    try:
        source = open_zip(path, LIMITS)
        if source.problems or _BODY not in source.sizes:
            reasons = "; ".join(source.problems) or "het is geen Word-bestand (.docx)"
            raise Refused(f"{path.name} kan niet worden gelezen: {reasons}")
        parts = [_BODY, *sorted(name for name in source.sizes if name.startswith(_BESIDE))]
        roots = [_root(source, part) for part in parts if part.endswith(".xml")]
    except (PackageError, XmlProblem) as problem:
        raise Refused(f"{path.name} kan niet worden gelezen: {problem}") from None
    tracked = any(root.find(f".//{_WORD}{name}") is not None for root in roots for name in _TRACKED)
    remarks = ["het bestand heeft bijgehouden wijzigingen; zij zijn gelezen als aanvaard"] if tracked else []
    if "word/comments.xml" in source.sizes:
        remarks.append("het bestand heeft opmerkingen in de kantlijn; die hoorden er niet bij te zijn")
    return "\n".join(line for root in roots for line in _lines(root)), tuple(remarks)


def _root(source: ZipSource, part: str) -> Any:
    content = source.content(part)
    if content.problem is not None:
        raise XmlProblem(f"{part}: {content.problem.label} ({content.detail})")
    return parsed(content.data)


def _lines(root: Any) -> Iterator[str]:
    """The paragraphs; what is struck out by tracked changes is not there, what is hidden is not seen."""
    for paragraph in root.iter(f"{_WORD}p"):
        yield "".join(
            _said(element)
            for element in paragraph.iter()
            if isinstance(element.tag, str) and _is_own(element, paragraph) and not _is_gone(element)
        )


def _said(element: Any) -> str:
    name = element.tag.removeprefix(_WORD)
    return element.text or "" if name == "t" else _BREAKS.get(name, "")


def _is_own(element: Any, paragraph: Any) -> bool:
    """Whether it stands in this paragraph, and not in one within it: a text box."""
    return next(element.iterancestors(f"{_WORD}p"), None) is paragraph


def _is_gone(element: Any) -> bool:
    if any(str(up.tag).removeprefix(_WORD) in _GONE for up in element.iterancestors()):
        return True
    run = next(element.iterancestors(f"{_WORD}r"), None)
    settings = None if run is None else run.find(f"{_WORD}rPr/{_WORD}vanish")
    return settings is not None and settings.get(f"{_WORD}val") not in ("0", "false")
