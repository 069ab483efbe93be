"""Sheets of cells from an Excel or CSV file of strangers. Nothing is unpacked or laid out before it was measured."""

import csv
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import Any

from attrs import field, frozen

from inkoop_core.reading.safe_xml import XmlProblem, parsed

MAX_BYTES = 16 * 2**20
MAX_UNPACKED = 64 * 2**20
MAX_ROWS = 10_000
MAX_COLUMNS = 200
_MAX_PARTS = 500
_MAX_RATIO = 200
_CELL = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")
_SEPARATORS = (";", ",", "\t")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Value = str | int | float | bool | date | datetime | time | timedelta


class GridProblem(Exception):
    """Why a file is no table, in Dutch, as part of a sentence that names the file."""


@frozen
class Grid:
    """The cells of one sheet, from A1.

    name    of the sheet; "" of a CSV file
    wrong   what is wrong with a cell by its place: an error value, a formula without a value
    merged  ranges of cells that are one, as (first row, first column, last row, last column), from 0
    """

    name: str
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)
    wrong: Mapping[str, str] = field(factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()


def place_of(row: int, column: int) -> str:
    """A cell as people name it; row and column count from 0: `place_of(4, 3)` is "D5"."""
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def grids(data: bytes) -> tuple[Grid, ...]:
    """The visible sheets of an XLSX file, or the one of a CSV file. Raises GridProblem."""
    if len(data) > MAX_BYTES:
        raise GridProblem(f"is groter dan {MAX_BYTES // 2**20} MiB")
    if not data.strip():
        raise GridProblem("is leeg")
    return _excel(data) if data.startswith(b"PK") else (_separated(data),)


def _excel(data: bytes) -> tuple[Grid, ...]:
    parts = _parts(data)
    if "xl/workbook.xml" not in parts:
        raise GridProblem("is geen Excel-bestand (xlsx)")
    try:
        looks = {name: _look(part) for name, part in parts.items() if name.startswith("xl/worksheets/")}
        where = _sheet_parts(parts)
    except XmlProblem as problem:
        raise GridProblem(f"is beschadigd: {problem}") from None
    try:
        return tuple(_laid_out(data, looks, where))
    except GridProblem:
        raise
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        raise GridProblem("is beschadigd: de bladen kunnen niet worden gelezen") from error


def _laid_out(
    data: bytes, looks: Mapping[str, Mapping[str, str]], where: Mapping[str, str]
) -> Iterator[Grid]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_object(BytesIO(data))
    for sheet in book.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet or sheet.visible != SheetVisibleEnum.Visible:
            continue
        found = book.get_sheet_by_name(sheet.name)
        merged = tuple((*first, *last) for first, last in found.merged_cell_ranges or ())
        rows = tuple(tuple(row) for row in found.to_python(skip_empty_area=False))
        yield Grid(sheet.name, rows, looks.get(where.get(sheet.name, ""), {}), merged)


def _parts(data: bytes) -> dict[str, bytes]:
    """The XML parts, unpacked to what the directory says and no byte more."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _measured(members)
            return {
                member.filename: _unpacked(archive, member, data)
                for member in members
                if member.filename.endswith((".xml", ".rels"))
            }
    except GridProblem:
        raise
    except Exception as error:  # a hostile zip can make zipfile raise anything
        raise GridProblem("is geen leesbaar Excel-bestand: de zip is kapot of afgekapt") from error


def _measured(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > _MAX_PARTS:
        raise GridProblem(f"bestaat uit {len(members)} delen; ten hoogste {_MAX_PARTS}")
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED or any(_is_bomb(member) for member in members):
        raise GridProblem(
            f"pakt uit tot meer dan {MAX_UNPACKED // 2**20} MiB of {_MAX_RATIO} keer zo groot (zipbom)"
        )
    if len({member.filename for member in members}) != len(members):
        raise GridProblem("noemt een deel twee keer")
    if any(member.flag_bits & 0x1 for member in members):
        raise GridProblem("is versleuteld met een wachtwoord")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise GridProblem("is op een vreemde wijze ingepakt")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > 2**20 and member.file_size > _MAX_RATIO * member.compress_size


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, data: bytes) -> bytes:
    """A part whose packed bytes hold what the directory says: the next reader trusts no directory."""
    content = archive.read(member)
    if member.compress_type == zipfile.ZIP_DEFLATED:
        name, extra = data[member.header_offset + 26 :][:2], data[member.header_offset + 28 :][:2]
        start = member.header_offset + 30 + int.from_bytes(name, "little") + int.from_bytes(extra, "little")
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        inflater.decompress(data[start : start + member.compress_size], member.file_size + 1)
        if not inflater.eof:
            raise GridProblem(f"deel {member.filename!r} pakt uit tot meer dan de zip opgeeft (zipbom)")
    return content


def _look(part: bytes) -> dict[str, str]:
    """What is wrong in the cells of a sheet. Raises GridProblem for a sheet that is too large to lay out."""
    wrong: dict[str, str] = {}
    for cell in _named(parsed(part), "row", "c"):
        place = str(cell.get("r", ""))
        _fits(place, _local(cell))
        if _local(cell) != "c":
            continue
        inside = {_local(child): child.text or "" for child in cell if isinstance(child.tag, str)}
        if cell.get("t") == "e":
            wrong[place] = f"bevat de foutwaarde {inside.get('v', '')}"
        elif "f" in inside and not inside.get("v") and cell.get("t") != "str":
            wrong[place] = "is een formule zonder waarde; bewaar het bestand opnieuw in Excel"
    return wrong


def _fits(place: str, kind: str) -> None:
    found = _CELL.fullmatch(place)
    row = int(found[2]) if found else int(place) if kind == "row" and place.isdecimal() else 1
    column = 0
    for letter in found[1] if found else "":
        column = column * 26 + ord(letter) - 64
    if row > MAX_ROWS or column > MAX_COLUMNS or (place and not found and kind == "c"):
        raise GridProblem(
            f"cel {place}: een tabel telt ten hoogste {MAX_ROWS} rijen en {MAX_COLUMNS} kolommen"
        )


def _sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    relations = parts.get("xl/_rels/workbook.xml.rels")
    targets = (
        {item.get("Id"): str(item.get("Target", "")) for item in _named(parsed(relations), "Relationship")}
        if relations
        else {}
    )
    return {
        str(sheet.get("name", "")): "xl/" + targets.get(sheet.get(_RELATION), "").removeprefix("/xl/")
        for sheet in _named(parsed(parts["xl/workbook.xml"]), "sheet")
    }


def _named(root: Any, *names: str) -> Iterable[Any]:
    return (item for item in root.iter() if isinstance(item.tag, str) and _local(item) in names)


def _local(item: Any) -> str:
    return str(item.tag).rpartition("}")[2]


def _separated(data: bytes) -> Grid:
    text = _decoded(data)
    found = max((_rows(text, separator) for separator in _SEPARATORS), key=_width)
    if not found:
        raise GridProblem("is geen tabel: de tekst kan niet in kolommen worden verdeeld")
    if len(found) > MAX_ROWS or max(map(len, found)) > MAX_COLUMNS:
        raise GridProblem(f"telt meer dan {MAX_ROWS} rijen of {MAX_COLUMNS} kolommen")
    return Grid("", found)


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise GridProblem("is geen tekst in UTF-8, UTF-16 of Windows-1252")


def _rows(text: str, separator: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a CSV text; none where this separator does not fit it."""
    try:
        found = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
        return tuple(
            tuple(cell.strip() for cell in row) for row, _ in zip(found, range(MAX_ROWS + 1), strict=False)
        )
    except csv.Error:
        return ()


def _width(rows: Sequence[Sequence[str]]) -> int:
    """In how many columns a separator divides most rows: with the right one, nearly all are equally wide."""
    wide = [len(row) for row in rows if len(row) > 1]
    return len(wide)
