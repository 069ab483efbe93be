"""What is seen in a Word form: each way in which something can be filled in."""

from typing import Any

import pytest

from inkoop_core.reading import media
from inkoop_core.reading.forms import FormContent, forms_content
from inkoop_core.reading.forms.content import TICKED, UNTICKED

STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def texts(content: FormContent) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in content.lines]


def test_paragraphs_and_tables_come_in_the_order_of_the_form_with_their_place(word: Any) -> None:
    content = word.content(
        word.paragraph("Kop"),
        word.table(("Naam", "A"), ("Plaats", "B")),
        word.paragraph(""),
        word.paragraph("Slot"),
    )

    assert texts(content) == [["Kop"], ["Naam", "A"], ["Plaats", "B"], ["Slot"]]
    assert [line.place for line in content.lines] == [
        "alinea 1",
        "tabel 1, rij 1",
        "tabel 1, rij 2",
        "alinea 3",
    ]


def test_a_content_control_gives_its_text_by_tag_and_title(word: Any) -> None:
    control = word.control("naam", word.run("Voorbeeld"), '<w:alias w:val="Naam van de zorgaanbieder"/>')
    content = word.content(word.table(("Naam", word.paragraph(control))))

    assert content.controls[0].names == ("naam", "Naam van de zorgaanbieder")
    assert (content.controls[0].text, content.controls[0].row) == ("Voorbeeld", 0)
    assert texts(content) == [["Naam", "Voorbeeld"]]


def test_a_placeholder_is_no_value(word: Any) -> None:
    control = word.control("naam", word.run("Klik om tekst in te voeren."), "<w:showingPlcHdr/>")
    content = word.content(word.table(("Naam", word.paragraph(control))))

    assert content.controls[0].text == ""
    assert texts(content) == [["Naam", ""]]


def test_a_control_around_paragraphs_and_one_around_a_cell_give_all_of_their_text(word: Any) -> None:
    block = word.control("lang", word.paragraph("Een") + word.paragraph("Twee"))
    cell = f"<w:tr>{word.cell('Naam')}{word.control('naam', word.cell('Voorbeeld'))}</w:tr>"
    content = word.content(block, f"<w:tbl>{cell}</w:tbl>")

    assert [(control.names, control.text) for control in content.controls] == [
        (("lang",), "Een\nTwee"),
        (("naam",), "Voorbeeld"),
    ]
    assert texts(content) == [["Een"], ["Twee"], ["Naam", "Voorbeeld"]]


@pytest.mark.parametrize(("state", "ticked"), [("1", True), ("true", True), ("0", False), ("false", False)])
def test_a_box_control_is_ticked_by_its_state_and_not_by_its_sign(
    word: Any, state: str, ticked: bool
) -> None:
    content = word.content(word.paragraph(word.box("ja", state), " ja"))

    assert content.controls[0].ticked is ticked
    assert content.lines[0].text == f"{TICKED if ticked else UNTICKED} ja"


def test_older_form_fields_give_text_box_and_list_by_their_bookmark(word: Any) -> None:
    entries = '<w:listEntry w:val="een"/><w:listEntry w:val="twee"/>'
    content = word.content(
        word.paragraph(word.field("naam", "<w:textInput/>", "Voorbeeld")),
        word.paragraph(word.field("akkoord", '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')),
        word.paragraph(word.field("standaard", '<w:checkBox><w:default w:val="1"/></w:checkBox>')),
        word.paragraph(word.field("keuze", f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>')),
        word.paragraph(word.field("eerste", f"<w:ddList>{entries}</w:ddList>")),
        word.paragraph(word.field("kapot", f'<w:ddList><w:result w:val="99"/>{entries}</w:ddList>')),
    )

    assert [(item.names[0], item.text, item.ticked) for item in content.controls] == [
        ("naam", "Voorbeeld", None),
        ("akkoord", "", True),
        ("standaard", "", True),
        ("keuze", "twee", None),
        ("eerste", "een", None),
        ("kapot", "een", None),
    ]
    assert texts(content)[0] == ["Voorbeeld"]


def test_a_field_of_five_spaces_is_empty_and_one_over_two_paragraphs_is_whole(word: Any) -> None:
    begin, end = word.field("lang", "<w:textInput/>", "Een").rsplit("<w:r>", 1)
    content = word.content(
        word.paragraph(word.field("leeg", "<w:textInput/>", "\u2002" * 5)),
        word.paragraph(begin),
        f"<w:p>{word.run('Twee')}<w:r>{end}</w:p>",
    )

    assert [item.text for item in content.controls] == ["", "Een\nTwee"]


@pytest.mark.parametrize("sign", ["☒", "☑", "✓", "✔", "\uf0fe", "[X]", "[ x ]"])
def test_every_sign_for_a_ticked_box_is_one(word: Any, sign: str) -> None:
    assert word.content(word.paragraph(f"{sign} ja")).lines[0].text == f"{TICKED} ja"


@pytest.mark.parametrize("sign", ["☐", "□", "\uf0a8", "[ ]", "[]"])
def test_every_sign_for_an_empty_box_is_one(word: Any, sign: str) -> None:
    assert word.content(word.paragraph(f"{sign} ja")).lines[0].text == f"{UNTICKED} ja"


@pytest.mark.parametrize(
    ("font", "code", "text"),
    [
        ("Wingdings", "F0FE", TICKED),
        ("Wingdings", "F0A8", UNTICKED),
        ("Wingdings 2", "0052", TICKED),
        ("Symbol", "F061", "\uf061"),
        ("Wingdings", "zz", ""),
        ("Arial", "FFFFFF", ""),
    ],
)
def test_a_symbol_is_a_box_by_its_font_and_code(word: Any, font: str, code: str, text: str) -> None:
    sign = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    assert word.content(word.paragraph("x", sign)).lines[0].text == f"x{text}"


def test_merged_cells_keep_their_columns_and_are_told_once(word: Any) -> None:
    content = word.content(
        word.table(
            (word.cell("Kop", '<w:gridSpan w:val="2"/>'), "C"),
            (word.cell("A", '<w:vMerge w:val="restart"/>'), "1", "2"),
            (word.cell("", "<w:vMerge/>"), "3", "4"),
        )
    )

    assert [[(cell.text, cell.column) for cell in line.cells] for line in content.lines] == [
        [("Kop", 0), ("C", 2)],
        [("A", 0), ("1", 1), ("2", 2)],
        [("3", 1), ("4", 2)],
    ]


def test_a_table_in_a_cell_comes_after_the_row_that_it_stands_in(word: Any) -> None:
    inner = word.paragraph("Zie onder") + word.table(("KvK", "00000001"))
    content = word.content(word.table(("Buiten", word.cell(inner)), ("Naam", "A")))

    assert texts(content) == [["Buiten", "Zie onder"], ["KvK", "00000001"], ["Naam", "A"]]
    assert [line.table for line in content.lines] == [1, 2, 1]


def test_a_text_box_is_read_once_though_it_stands_there_twice(word: Any) -> None:
    box = f"<wps:txbx><w:txbxContent>{word.paragraph('In een kader')}</w:txbxContent></wps:txbx>"
    old = f"<v:textbox><w:txbxContent>{word.paragraph('In een kader')}</w:txbxContent></v:textbox>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert texts(word.content(word.paragraph("Tekst", both))) == [["Tekst"], ["In een kader"]]


def test_what_was_inserted_counts_and_what_was_deleted_does_not(word: Any) -> None:
    runs = f"<w:ins>{word.run('nieuw')}</w:ins><w:del><w:r><w:delText>oud</w:delText></w:r></w:del>"
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{word.cell('weg')}</w:tr>"
    moved = f"<w:moveFrom>{word.run('daar')}</w:moveFrom><w:moveTo>{word.run('hier')}</w:moveTo>"
    content = word.content(
        f"<w:p>{runs}</w:p>", f"<w:tbl>{row}<w:tr>{word.cell('blijft')}</w:tr></w:tbl>", f"<w:p>{moved}</w:p>"
    )

    assert texts(content) == [["nieuw"], ["blijft"], ["hier"]]


def test_hidden_text_is_not_read(word: Any) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r>"

    assert texts(word.content(word.paragraph("zichtbaar", hidden))) == [["zichtbaar"]]


def test_an_image_is_told_with_its_row(word: Any) -> None:
    image = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
    content = word.content(word.paragraph("Handtekening"), f"<w:p>{image}</w:p>")

    assert [(ink.page, ink.row) for ink in content.inks] == [(0, 1)]


def test_the_strict_form_of_the_standard_is_read_as_well(word: Any) -> None:
    content = forms_content(media.DOCX, word.file(word.paragraph("Strikt"), spaces=STRICT))

    assert content is not None
    assert texts(content) == [["Strikt"]]


def test_a_file_of_another_kind_is_no_form() -> None:
    assert forms_content(media.XLSX, b"x") is None
