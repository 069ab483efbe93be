"""The forms of a bid as Word files, the same bytes on every run.

Three ways in which real forms are made: with content controls, with the older form fields, and with plain
tables in which people type.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from samples.archive import packed, unpacked
from samples.case import CONTRACT, EXAMPLE, EXAMPLE_FORM, Means, SampleCase
from samples.sheets import SHEETS, Boxes, Choice, Entry, Grid, Heading, Text

MADE_AT = datetime(2026, 6, 1, 9, 0, 0)  # noqa: DTZ001 - Word keeps this time without a zone
SPARE_PARTS = ("thumbnail", "stylesWithEffects", "customXml")
"""Parts of the standard template that a form can do without."""
_SPACES = nsdecls("w") + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def word_form(case: SampleCase, kind: str) -> bytes:
    """The form of a kind of document, made and filled in by the means of this sample."""
    sheet = SHEETS[kind](case)
    form = _form(sheet.title, case.declaration.tenderer.name)
    write = _WRITERS[case.means]
    for part in sheet.parts:
        if isinstance(part, Heading):
            form.add_heading(part.text, level=2)
        elif isinstance(part, Grid):
            _table(form, part.rows, write)
    return _bytes(form)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _with_controls(entry: Entry) -> str:
    """Content controls: texts, lists and boxes, each with a tag."""
    if isinstance(entry, Text):
        return _control(entry.name, "<w:text/>", entry.value)
    if isinstance(entry, Choice):
        items = "".join(
            f'<w:listItem w:displayText="{escape(item)}" w:value="{escape(item)}"/>' for item in entry.options
        )
        return _control(entry.name, f"<w:dropDownList>{items}</w:dropDownList>", entry.chosen)
    if isinstance(entry, Boxes):
        return "".join(_box_control(*box) for box in entry.boxes)
    return _run(entry)


def _control(name: str, kind: str, value: str) -> str:
    shown = _run(value or "Klik om tekst in te voeren.")
    placeholder = "" if value else "<w:showingPlcHdr/>"
    tag = f'<w:alias w:val="{name.replace("_", " ")}"/><w:tag w:val="{name}"/>'
    return f"<w:sdt><w:sdtPr>{tag}{placeholder}{kind}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"


def _box_control(name: str, words: str, ticked: bool) -> str:
    state = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    box = _run("☒" if ticked else "☐")
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{name}"/>{state}</w:sdtPr><w:sdtContent>{box}</w:sdtContent></w:sdt>'
        + _run(f" {words}  " if words else "")
    )


def _with_fields(entry: Entry) -> str:
    """Form fields of older versions of Word: a bookmark name, settings and a result."""
    if isinstance(entry, Text):
        return _field(entry.name, "<w:textInput/>", "FORMTEXT", entry.value or "\u2002" * 5)
    if isinstance(entry, Choice):
        items = "".join(f'<w:listEntry w:val="{escape(item)}"/>' for item in entry.options)
        result = f'<w:result w:val="{entry.options.index(entry.chosen)}"/>'
        return _field(entry.name, f"<w:ddList>{result}{items}</w:ddList>", "FORMDROPDOWN", "")
    if isinstance(entry, Boxes):
        return "".join(
            _field(
                name,
                f'<w:checkBox><w:sizeAuto/><w:checked w:val="{int(ticked)}"/></w:checkBox>',
                "FORMCHECKBOX",
                "",
            )
            + _run(f" {words}  " if words else "")
            for name, words, ticked in entry.boxes
        )
    return _run(entry)


def _field(name: str, settings: str, kind: str, result: str) -> str:
    def mark(state: str, inner: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{state}">{inner}</w:fldChar></w:r>'

    data = f'<w:ffData><w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>{settings}</w:ffData>'
    instruction = f'<w:r><w:instrText xml:space="preserve"> {kind} </w:instrText></w:r>'
    shown = mark("separate") + _run(result) if result else ""
    return mark("begin", data) + instruction + shown + mark("end")


def _typed(entry: Entry) -> str:
    """Plain text, with signs for the boxes; a list becomes boxes."""
    if isinstance(entry, Text):
        return _run(entry.value)
    if isinstance(entry, Choice):
        return _run("  ".join(f"{_sign(item == entry.chosen)} {item}" for item in entry.options))
    if isinstance(entry, Boxes):
        return _run("  ".join(f"{_sign(ticked)} {words}".strip() for _, words, ticked in entry.boxes))
    return _run(entry)


def _sign(ticked: bool) -> str:
    return "☒" if ticked else "☐"


_WRITERS: dict[Means, Callable[[Entry], str]] = {
    Means.CONTROLS: _with_controls,
    Means.FIELDS: _with_fields,
    Means.TYPED: _typed,
}


def _form(title: str, name: str) -> Any:
    form = docx.Document()
    for section in form.sections:
        top = section.header.paragraphs[0]
        top.text = EXAMPLE_FORM
        top.alignment = WD_ALIGN_PARAGRAPH.CENTER
        section.footer.paragraphs[0].text = EXAMPLE
    normal = form.styles["Normal"].font
    normal.name, normal.size = "Arial", Pt(10)
    form.add_heading(title, level=1)
    form.add_paragraph(f"{CONTRACT}. Ingevuld door: {name}")
    properties = form.core_properties
    properties.title, properties.author, properties.subject = title, name, EXAMPLE
    properties.comments, properties.last_modified_by, properties.language = EXAMPLE_FORM, name, "nl-NL"
    properties.created = properties.modified = MADE_AT
    return form


def _table(form: Any, rows: Iterable[tuple[Entry, ...]], write: Callable[[Entry], str]) -> None:
    """A table, with some air below it."""
    filled = list(rows)
    table = form.add_table(rows=len(filled), cols=len(filled[0]), style="Table Grid")
    for row, values in zip(table.rows, filled, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            made = parse_xml(f"<w:p {_SPACES}>{write(value)}</w:p>")
            for child in list(made):
                cell.paragraphs[0]._p.append(child)
    form.add_paragraph().paragraph_format.space_after = Pt(2)


def _bytes(form: Any) -> bytes:
    for part in (form.part.package, form.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(SPARE_PARTS):
                del part.rels[key]
    out = BytesIO()
    form.save(out)
    return packed(unpacked(out.getvalue()))
