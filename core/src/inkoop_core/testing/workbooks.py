"""Fills in workbooks as a spreadsheet program would: cell by cell in their XML."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DATE = (1980, 1, 1, 0, 0, 0)


@frozen
class Formula:
    """A formula in a cell, with the value that a spreadsheet last computed."""

    text: str
    value: str


def filled_in(content: bytes, page: int, cells: Mapping[str, Any]) -> bytes:
    """A workbook with other values: {"C5": 6, "E5": "tekst", "E6": None, "C8": Formula("=1+5", "6")}.

    page  its number, from 1
    """
    return changed_part(content, f"xl/worksheets/sheet{page}.xml", lambda data: _filled(data, cells))


def changed_part(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A zip of which one file is another."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, change(data) if name == part else data)
    return made.getvalue()


def _filled(data: bytes, cells: Mapping[str, Any]) -> bytes:
    from lxml import etree

    root = etree.fromstring(data)
    sheet = root.find(f"{{{MAIN}}}sheetData")
    assert sheet is not None
    for name, value in cells.items():
        _put(_cell(sheet, name), value)
    whole: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return whole


def _cell(sheet: Any, name: str) -> Any:
    from lxml import etree

    number = re.sub(r"[A-Z]", "", name)
    row = next((row for row in sheet if row.get("r") == number), None)
    if row is None:
        row = etree.SubElement(sheet, f"{{{MAIN}}}row", r=number)
    found = next((cell for cell in row if cell.get("r") == name), None)
    return found if found is not None else etree.SubElement(row, f"{{{MAIN}}}c", r=name)


def _put(cell: Any, value: Any) -> None:
    from lxml import etree

    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(value, Formula):
        cell.set("t", "n" if value.value.isdecimal() else "str")
        etree.SubElement(cell, f"{{{MAIN}}}f").text = value.text
        etree.SubElement(cell, f"{{{MAIN}}}v").text = value.value
    elif isinstance(value, str):
        cell.set("t", "inlineStr")
        held = etree.SubElement(cell, f"{{{MAIN}}}is")
        etree.SubElement(held, f"{{{MAIN}}}t").text = value
    elif isinstance(value, bool):
        cell.set("t", "b")
        etree.SubElement(cell, f"{{{MAIN}}}v").text = str(int(value))
    elif isinstance(value, int | Decimal):
        etree.SubElement(cell, f"{{{MAIN}}}v").text = str(value)
