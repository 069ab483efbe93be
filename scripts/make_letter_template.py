"""Makes the neutral Word template of letters that comes with the program."""

import sys
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from inkoop_core.documents.letter import EXAMPLE

TARGET = Path(__file__).parents[1] / "core/src/inkoop_core/documents/templates/brief.docx"
_GREY = RGBColor(0x59, 0x59, 0x59)
_RED = RGBColor(0xB0, 0x00, 0x20)


def _styles(word: Word) -> None:
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    normal.element.rPr.append(language)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    for name, size in (("Title", 15), ("Heading 2", 11)):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.bold = "Arial", Pt(size), True
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.element.rPr.rFonts.attrib.clear()
        for part in ("ascii", "hAnsi", "eastAsia", "cs"):
            style.element.rPr.rFonts.set(qn(f"w:{part}"), "Arial")
        style.paragraph_format.keep_with_next = True
    title = word.styles["Title"]
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(12), Pt(12)
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    word.styles["Heading 2"].paragraph_format.space_before = Pt(12)
    word.styles["Heading 2"].paragraph_format.space_after = Pt(3)
    word.styles["List Bullet"].paragraph_format.space_after = Pt(3)


def _field(paragraph: object, code: str) -> None:
    """A number that Word keeps up to date."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()  # type: ignore[attr-defined]
        run.font.size, run.font.color.rgb = Pt(8), _GREY
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _small(paragraph: object, text: str) -> None:
    run = paragraph.add_run(text)  # type: ignore[attr-defined]
    run.font.size, run.font.color.rgb = Pt(8), _GREY


def _header_and_footer(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2)
    header = section.header.paragraphs[0]
    _small(header, "{{ afzender }}, kenmerk {{ kenmerk }}")
    mark = header.add_run(f"{{% if voorbeeld %}}  {EXAMPLE}: verzonnen gegevens{{% endif %}}")
    mark.font.size, mark.font.bold, mark.font.color.rgb = Pt(8), True, _RED
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _small(footer, "{{ onderwerp }}, pagina ")
    _field(footer, "PAGE")
    _small(footer, " van ")
    _field(footer, "NUMPAGES")


def _facts(word: Word) -> None:
    rows = (
        ("Aan", "{{ geadresseerde }}"),
        ("Via", "{{ via }}"),
        ("Datum", "{{ datum }}"),
        ("Kenmerk", "{{ kenmerk }}"),
        ("Procedure", "{{ procedure }}"),
        ("Onderwerp", "{{ onderwerp }}"),
    )
    table = word.add_table(rows=0, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, (Cm(3), Cm(13)), strict=True):
        column.width = width
    for label, value in rows:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, (label, value), (Cm(3), Cm(13)), strict=True):
            cell.width = width
            cell.paragraphs[0].add_run(text).bold = text == label
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _table(word: Word) -> None:
    table = word.add_table(rows=2, cols=3)
    table.style = "Table Grid"
    for row, loop, value in ((0, "kop in deel.tabel.koppen", "kop"), (1, "cel in rij.cellen", "cel")):
        texts = (f"{{%tc for {loop} %}}", f"{{{{ {value} }}}}", "{%tc endfor %}")
        for cell, text in zip(table.rows[row].cells, texts, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(8.5), row == 0
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    for cell in table._cells:
        cell._tc.get_or_add_tcPr().remove(cell._tc.tcPr.tcW)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    whole = OxmlElement("w:cantSplit")
    table.rows[1]._tr.get_or_add_trPr().append(whole)
    for at, command in ((1, "{%tr for rij in deel.tabel.rijen %}"), (3, "{%tr endfor %}")):
        added = table.add_row()
        added.cells[0].paragraphs[0].add_run(command)
        table._tbl.remove(added._tr)
        table._tbl.insert(list(table._tbl).index(table.rows[0]._tr) + at, added._tr)


def _body(word: Word) -> None:
    word.add_paragraph("{{ afzender }}").runs[0].bold = True
    _facts(word)
    word.add_paragraph("{{ onderwerp }}", style="Title")
    word.add_paragraph("{%p for deel in delen %}")
    word.add_paragraph("{{ deel.kop }}", style="Heading 2")
    word.add_paragraph("{%p for alinea in deel.alineas %}")
    word.add_paragraph("{{ alinea }}")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p for punt in deel.punten %}")
    word.add_paragraph("{{ punt }}", style="List Bullet")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p if deel.tabel %}")
    _table(word)
    word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p endfor %}")
    closing = word.add_paragraph("Met vriendelijke groet,")
    closing.paragraph_format.space_before = Pt(18)
    closing.paragraph_format.keep_with_next = True
    word.add_paragraph("namens {{ afzender }}")


def main(target: Path = TARGET) -> None:
    """Writes the template."""
    word = Document()
    _styles(word)
    _header_and_footer(word)
    _body(word)
    word.core_properties.author = word.core_properties.last_modified_by = ""
    word.core_properties.comments = ""
    word.save(str(target))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
