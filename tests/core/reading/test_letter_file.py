"""What a reader of the letter that was sent would see."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from inkoop_core.errors import Refused
from inkoop_core.reading.letter_file import read_letter

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def a_word_file(path: Path, *paragraphs: str, footer: str = "") -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].footer.paragraphs[0].text = footer
    document.save(str(path))
    return path


def a_raw_word_file(path: Path, body: str, **more: str) -> Path:
    with ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in more.items():
            archive.writestr(f"word/{name}.xml", text)
    return path


def a_pdf(path: Path, *pages: str) -> Path:
    made = BytesIO()
    canvas: Any = Canvas(made)
    for page in pages:
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    path.write_bytes(made.getvalue())
    return path


def test_a_word_letter_is_read_with_its_tables_and_footers(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("De termijn eindigt op 3 augustus 2026.")
    document.add_table(1, 2).cell(0, 1).text = "8 punten"
    document.sections[0].footer.paragraphs[0].text = "kenmerk 23.D.202"
    document.save(str(tmp_path / "brief.docx"))
    text = read_letter(tmp_path / "brief.docx").text
    assert "3 augustus 2026." in text
    assert "8 punten" in text.splitlines()
    assert "kenmerk 23.D.202" in text


def test_what_was_struck_out_by_tracked_changes_is_not_read_and_the_officer_hears_of_it(
    tmp_path: Path,
) -> None:
    body = (
        "<w:p><w:r><w:t>Wij gunnen </w:t></w:r>"
        "<w:del><w:r><w:delText>IB1</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>IB2</w:t></w:r></w:ins></w:p>"
    )
    letter = read_letter(a_raw_word_file(tmp_path / "brief.docx", body))
    assert letter.text.strip() == "Wij gunnen IB2"
    assert letter.remarks == ("het bestand heeft bijgehouden wijzigingen; zij zijn gelezen als aanvaard",)


def test_hidden_text_is_not_told(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>reden</w:t></w:r><w:r><w:t>zichtbaar</w:t></w:r></w:p>"
    assert read_letter(a_raw_word_file(tmp_path / "brief.docx", body)).text.strip() == "zichtbaar"


def test_remarks_in_the_margin_are_told(tmp_path: Path) -> None:
    made = a_raw_word_file(tmp_path / "brief.docx", "<w:p/>", comments=f"<w:comments {W}/>")
    assert read_letter(made).remarks == (
        "het bestand heeft opmerkingen in de kantlijn; die hoorden er niet bij te zijn",
    )


def test_text_in_a_box_is_a_line_of_its_own(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>buiten</w:t><w:txbxContent><w:p><w:r><w:t>binnen</w:t></w:r></w:p></w:txbxContent>"
        "</w:r></w:p>"
    )
    assert read_letter(a_raw_word_file(tmp_path / "brief.docx", body)).text.splitlines() == [
        "buiten",
        "binnen",
    ]


def test_a_pdf_is_read_and_a_page_without_text_is_told(tmp_path: Path) -> None:
    letter = read_letter(a_pdf(tmp_path / "brief.pdf", "Afwijzing", ""))
    assert "Afwijzing" in letter.text
    assert letter.remarks == ("bladzijde 2 heeft geen tekst (een scan of plaatje); die is niet vergeleken",)


def test_a_scan_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        Refused, match=r"brief.pdf heeft geen tekst \(een scan\); leg de PDF vast die uit Word"
    ):
        read_letter(a_pdf(tmp_path / "brief.pdf", ""))


@pytest.mark.parametrize("content", [b"PK\x03\x04kapot", b"PK", b"gewone tekst"])
def test_what_is_no_letter_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "brief.docx").write_bytes(content)
    with pytest.raises(Refused, match=r"brief.docx"):
        read_letter(tmp_path / "brief.docx")


def test_entities_in_a_word_letter_are_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "brief.docx", "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(Refused, match=r"brief.docx kan niet worden gelezen"):
        read_letter(tmp_path / "brief.docx")
