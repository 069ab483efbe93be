"""A letter that was sent, as text: Word or PDF, from whoever edited it last."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from inkoop_core.api.letters import LetterFile
from inkoop_core.errors import PackageError, Refused
from inkoop_core.reading.archive import ZipSource, open_zip
from inkoop_core.reading.kept import kept_file
from inkoop_core.reading.limits import Limits
from inkoop_core.reading.pdf import texts_of
from inkoop_core.reading.safe_xml import XmlProblem, parsed
from inkoop_core.reading.word_parts import WORD, Sight, parts_of, with_one_namespace

LIMITS = Limits(max_files=2_000, max_file_bytes=32 * 2**20, max_package_bytes=64 * 2**20)
"""Of a Word file, zipped and unpacked: a letter with a logo stays under one MiB."""
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_GONE = ("del", "moveFrom")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DIGITS = re.compile(r"\d+")
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
    return _run_on([page for page in pages if page.strip()]), tuple(remarks)


def _run_on(pages: Sequence[str]) -> str:
    """The pages as one text. What stands on top or at the foot of each page comes last: no sentence is broken by it."""
    lines = [page.strip().splitlines() for page in pages]
    if len(lines) == 1:
        return pages[0]
    top = _alike(lines)
    foot = _alike([page[top:][::-1] for page in lines])
    body = [line for page in lines for line in page[top : len(page) - foot]]
    around = [line for page in lines for line in (*page[:top], *page[len(page) - foot :])]
    return "\n".join((*body, *around))


def _alike(pages: Sequence[Sequence[str]]) -> int:
    """How many first lines all pages have, but for the numbers in them."""
    count = 0
    for line in zip(*pages, strict=False):
        if len({_DIGITS.sub("0", text.strip()) for text in line}) > 1:
            break
        count += 1
    return count


def _docx(path: Path) -> tuple[str, tuple[str, ...]]:
    try:
        source = open_zip(path, LIMITS)
        parts = None if source.problems else parts_of(source.sizes, lambda part: _root(source, part))
        if parts is None:
            reasons = "; ".join(source.problems) or "het is geen Word-bestand (.docx)"
            raise Refused(f"{path.name} kan niet worden gelezen: {reasons}")
        roots = [_root(source, part) for part in parts.shown]
        sight = Sight(_root(source, parts.styles) if parts.styles else None)
    except (PackageError, XmlProblem) as problem:
        raise Refused(f"{path.name} kan niet worden gelezen: {problem}") from None
    tracked = any(root.find(f".//{WORD}{name}") is not None for root in roots for name in _TRACKED)
    remarks = ["het bestand heeft bijgehouden wijzigingen; zij zijn gelezen als aanvaard"] if tracked else []
    if parts.comments:
        remarks.append("het bestand heeft opmerkingen in de kantlijn; die hoorden er niet bij te zijn")
    return "\n".join(line for root in roots for line in _lines(root, sight)), tuple(remarks)


def _root(source: ZipSource, part: str) -> Any:
    content = source.content(part)
    if content.problem is not None:
        raise XmlProblem(f"{part}: {content.problem.label} ({content.detail})")
    return with_one_namespace(parsed(content.data))


def _lines(root: Any, sight: Sight) -> Iterator[str]:
    """The paragraphs; what is struck out by tracked changes is not there, what is hidden is not seen.

    Read in one pass: what stands in a paragraph within another, a text box, is read once and is a line of its own.
    """
    from lxml import etree

    lines: list[list[str]] = []
    within: list[list[str]] = []
    hidden = [False]
    gone = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag.removeprefix(WORD)
        step = 1 if event == "start" else -1
        if name in _GONE:
            gone += step
        elif name == "p" and step > 0:
            lines.append([])
            within.append(lines[-1])
        elif name == "p":
            within.pop()
        elif name == "r" and step > 0:
            hidden.append(sight.is_hidden(element))
        elif name == "r":
            hidden.pop()
        elif step > 0 and within and not gone and not hidden[-1]:
            within[-1].append(_said(element, name))
    return map("".join, lines)


def _said(element: Any, name: str) -> str:
    return element.text or "" if name == "t" else _BREAKS.get(name, "")
