"""Reads a filled-in workbook to plain cells. It is a stranger's file: bounded, and nothing in it is computed."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from inkoop_core.api.scoring_sheets import CellValue, Place, SheetReading
from inkoop_core.domain.canonical import digest
from inkoop_core.errors import PackageError, SheetError
from inkoop_core.reading.archive import ZipSource, open_zip
from inkoop_core.reading.limits import Limits
from inkoop_core.reading.safe_xml import XmlProblem, parsed
from inkoop_core.reading.sources import shown_name

LIMITS = Limits(max_files=200, max_file_bytes=16 * 2**20, max_package_bytes=16 * 2**20)
"""Of the workbook, zipped and unpacked: forty bids with pages of motivation stay under one MiB."""
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_BOOK, _LINKS, _TEXTS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MAX_DIGITS = 400


class _Unreadable(Exception):
    """Why a workbook cannot be read, in Dutch."""


def read_scoring_sheet(path: Path) -> SheetReading:
    """The cells of a workbook. Raises SheetError, with every reason, for what is no sound XLSX file."""
    if path.exists() and not path.is_file():
        raise _refused(path, ["is geen gewoon bestand"])
    try:
        source = open_zip(path, LIMITS)
        if source.problems:
            raise _refused(path, source.problems)
        data = bytes(source.data)
        return SheetReading(path.name, digest(data), data, *_read(source))
    except PackageError as error:
        raise _refused(path, error.lines) from None
    except (_Unreadable, XmlProblem) as problem:
        raise _refused(path, [str(problem)]) from None


def _refused(path: Path, lines: Any) -> SheetError:
    return SheetError(
        f"Scoreformulier {shown_name(path.name)} kan niet worden gelezen; bewaar het in het "
        "rekenprogramma opnieuw als .xlsx:",
        tuple(lines),
    )


def _read(
    source: ZipSource,
) -> tuple[Mapping[str, Mapping[Place, CellValue]], frozenset[tuple[str, Place]]]:
    texts = _shared_texts(source)
    pages: dict[str, Mapping[Place, CellValue]] = {}
    computed: set[tuple[str, Place]] = set()
    for name, part in _pages(source):
        if name in pages:
            raise _Unreadable(f"het blad {name!r} komt twee keer voor")
        cells: dict[Place, CellValue] = {}
        for place, element in _cells(_xml(source, part)):
            if _is_computed(element):
                computed.add((name, place))
            value = _value(element, texts)
            if place in cells:
                raise _Unreadable(f"een cel van het blad {name!r} komt twee keer voor")
            if value not in (None, ""):
                cells[place] = value
        pages[name] = cells
    return pages, frozenset(computed)


def _xml(source: ZipSource, part: str) -> Any:
    if part not in source.sizes:
        raise _Unreadable(f"het onderdeel {part} ontbreekt: dit is geen .xlsx-bestand")
    content = source.content(part)
    if content.problem is not None:
        raise _Unreadable(f"{part}: {content.problem.label} ({content.detail})")
    try:
        return parsed(content.data)
    except XmlProblem as problem:
        raise _Unreadable(f"{part}: {problem}") from None


def _named(element: Any, name: str) -> Iterator[Any]:
    """The direct parts of that name, in whatever edition of the namespace."""
    return (child for child in element if isinstance(child.tag, str) and _local(child) == name)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _pages(source: ZipSource) -> Iterator[tuple[str, str]]:
    """Name and part of each page."""
    targets = {
        link.get("Id"): str(link.get("Target")) for link in _named(_xml(source, _LINKS), "Relationship")
    }
    for group in _named(_xml(source, _BOOK), "sheets"):
        for page in _named(group, "sheet"):
            link = next((page.get(key) for key in page.attrib if _is_relation(key)), None)
            target = targets.get(link)
            if not page.get("name") or target is None:
                raise _Unreadable("een blad heeft geen naam of geen inhoud")
            yield _unescaped(page.get("name")), target[1:] if target.startswith("/") else f"xl/{target}"


def _is_relation(key: str) -> bool:
    return key == _RELATION or key.endswith("/officeDocument/relationships}id")


def _shared_texts(source: ZipSource) -> list[str]:
    if _TEXTS not in source.sizes:
        return []
    return [_text(item) for item in _named(_xml(source, _TEXTS), "si")]


def _text(element: Any) -> str:
    """A text, also one with several looks; without the reading aids of Asian scripts."""
    parts = []
    for child in element:
        if isinstance(child.tag, str) and _local(child) == "t":
            parts.append(child.text or "")
        elif isinstance(child.tag, str) and _local(child) == "r":
            parts += [part.text or "" for part in _named(child, "t")]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _cells(page: Any) -> Iterator[tuple[Place, Any]]:
    for data in _named(page, "sheetData"):
        for row in _named(data, "row"):
            for cell in _named(row, "c"):
                yield _place(cell.get("r", "")), cell


def _place(name: str) -> Place:
    found = _CELL.fullmatch(name)
    if not found:
        raise _Unreadable(f"een cel heeft geen plaats: {name[:20]!r}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    if row > MAX_ROWS or column > MAX_COLUMNS:
        raise _Unreadable(f"cel {name} ligt buiten het blad")
    return row - 1, column - 1


def _is_computed(cell: Any) -> bool:
    return cell.get("t") == "e" or any(True for _ in _named(cell, "f"))


def _value(cell: Any, texts: list[str]) -> CellValue | None:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(part) for part in _named(cell, "is"))
    said = next((part.text or "" for part in _named(cell, "v")), "")
    if kind in ("str", "e", "d"):
        return _unescaped(said)
    if not said:
        return None
    if kind == "b":
        return said == "1"
    if kind == "s":
        if not said.isascii() or not said.isdecimal() or len(said) > 9 or int(said) >= len(texts):
            raise _Unreadable(f"een cel verwijst naar tekst {said[:20]!r}, die er niet is")
        return texts[int(said)]
    return _number(said)


def _number(said: str) -> CellValue:
    """A number without decimals as int: a spreadsheet writes 6 as 6, 6.0 or 6E0."""
    try:
        number = Decimal(said)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > _MAX_DIGITS:
        raise _Unreadable(f"een cel houdt een getal in dat er geen is: {said[:20]!r}")
    return int(number) if number == number.to_integral_value() else number
