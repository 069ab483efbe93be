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


def test_a_text_in_boxes_within_boxes_is_read_once(tmp_path: Path) -> None:
    deep, each = 30, 200
    box = "<w:p><w:r><w:t>" + "a" * each + "</w:t></w:r><w:r><w:txbxContent>"
    body = box * deep + "</w:txbxContent></w:r></w:p>" * deep
    lines = read_letter(a_raw_word_file(tmp_path / "brief.docx", body)).text.splitlines()
    assert lines == ["a" * each] * deep


def test_a_box_in_a_hidden_run_is_as_hidden_as_its_own_runs(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:txbxContent><w:p><w:r><w:t>zichtbaar</w:t></w:r></w:p>"
        "</w:txbxContent><w:t>reden</w:t></w:r><w:del><w:r><w:t>weg</w:t></w:r></w:del></w:p>"
    )
    assert read_letter(a_raw_word_file(tmp_path / "brief.docx", body)).text.split() == ["zichtbaar"]


STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="weg"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="ook" ><w:basedOn w:val="weg"/></w:style></w:styles>'
)


@pytest.mark.parametrize(
    "run",
    [
        '<w:pPr><w:pStyle w:val="weg"/></w:pPr><w:r>',
        '<w:pPr><w:pStyle w:val="ook"/></w:pPr><w:r>',
        '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>',
        '<w:r><w:rPr><w:color w:val="000000" w:themeColor="background1"/></w:rPr>',
        '<w:r><w:rPr><w:sz w:val="2"/></w:rPr>',
    ],
)
def test_what_a_style_a_colour_or_a_size_hides_is_not_read(tmp_path: Path, run: str) -> None:
    body = f"<w:p>{run}<w:t>reden</w:t></w:r></w:p><w:p><w:r><w:t>zichtbaar</w:t></w:r></w:p>"
    made = a_raw_word_file(tmp_path / "brief.docx", body, styles=STYLES)
    assert read_letter(made).text.strip() == "zichtbaar"


def test_white_on_a_coloured_ground_is_read(tmp_path: Path) -> None:
    cell = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr><w:p><w:r><w:rPr>'
        '<w:color w:val="FFFFFF"/></w:rPr><w:t>kop</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    assert read_letter(a_raw_word_file(tmp_path / "brief.docx", cell)).text.strip() == "kop"


@pytest.mark.parametrize("switched_on", [False, True])
def test_a_header_of_even_pages_is_read_where_they_are_switched_on(tmp_path: Path, switched_on: bool) -> None:
    document = docx.Document()
    document.sections[0].even_page_header.is_linked_to_previous = False
    document.sections[0].even_page_header.paragraphs[0].text = "even"
    document.settings.odd_and_even_pages_header_footer = switched_on
    document.save(str(tmp_path / "brief.docx"))
    assert ("even" in read_letter(tmp_path / "brief.docx").text) is switched_on


def test_the_body_is_found_by_the_relations_of_the_file(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document2.xml"/></Relationships>'
    )
    made = a_raw_word_file(
        tmp_path / "brief.docx",
        "<w:p><w:r><w:t>oud</w:t></w:r></w:p>",
        document2=f"<w:document {W}><w:body><w:p><w:r><w:t>zo is het</w:t></w:r></w:p></w:body></w:document>",
    )
    with ZipFile(made, "a") as archive:
        archive.writestr("_rels/.rels", relations)
    assert read_letter(made).text.strip() == "zo is het"


def test_a_strict_word_file_is_read(tmp_path: Path) -> None:
    made = tmp_path / "brief.docx"
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    with ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f"<w:document {strict}><w:body><w:p><w:r><w:t>strikt</w:t></w:r></w:p></w:body></w:document>",
        )
    assert read_letter(made).text.strip() == "strikt"


def test_the_foot_of_a_page_does_not_break_a_sentence(tmp_path: Path) -> None:
    made = BytesIO()
    canvas: Any = Canvas(made)
    for number, text in enumerate(("De termijn eindigt op", "3 augustus 2026."), 1):
        canvas.drawString(72, 700, text)
        canvas.drawString(72, 40, f"pagina {number} van 2")
        canvas.showPage()
    canvas.save()
    (tmp_path / "brief.pdf").write_bytes(made.getvalue())
    assert [line.strip() for line in read_letter(tmp_path / "brief.pdf").text.splitlines()] == [
        "De termijn eindigt op",
        "3 augustus 2026.",
        "pagina 1 van 2",
        "pagina 2 van 2",
    ]
