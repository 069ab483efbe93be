"""What a tenderer wrote becomes a value or a doubt, wherever in the form it stands."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import FieldType, Form, FormField, FormOption, FormRecord, Repeating
from inkoop_core.reading import media
from inkoop_core.reading.forms import FormContent, document_doubts, form_facts, forms_content
from inkoop_core.reading.forms.content import Cell, Line, Unread
from inkoop_core.reading.forms.finding import Sheet
from inkoop_core.reading.forms.leftover import left_over
from inkoop_core.reading.forms.scopes import MAX_RECORDS

Reading = Callable[..., list[Any]]
TEXT = FormField("text", labels=("Opmerking of voorbehoud",), empty=("geen", "niet van toepassing"))
ABOUT = FormField("about", labels=("Waarover",))
RESERVATION = FormRecord("v", "reservation", (ABOUT, TEXT), under=("Voorbehouden",), only_if="text")
GROUP = FormField("group_member", FieldType.YES_NO, labels=("Groep",))
TOGETHER = "staat in meer dan één vak of regel, die hier samen zijn genomen"


@pytest.fixture
def told(tender: TenderDefinition, a_form: Callable[..., Form]) -> Callable[..., tuple[str, ...]]:
    """The doubts on the document, once it was read."""

    def make(content: FormContent, *records: FormRecord, aside: tuple[str, ...] = ()) -> tuple[str, ...]:
        form = evolve(a_form(*records), aside=aside)
        sheet = Sheet(content, form)
        form_facts(content, form, tender, "f.docx", "0" * 64, "lezer", "1", sheet)
        return document_doubts(sheet, form, tender)

    return make


@pytest.mark.parametrize("words", ["behalve artikel 3", "Artikel 3 aanvaarden wij niet."])
def test_a_text_is_read_over_every_cell_of_its_row(word: Any, read: Reading, words: str) -> None:
    (found,) = read(word.content(word.table(("Opmerking of voorbehoud", "Geen", words))), TEXT)

    assert found.values == {"text": f"Geen {words}"}
    assert found.doubts == (f"Opmerking of voorbehoud: {TOGETHER} (tabel 1, rij 1)",)


@pytest.mark.parametrize(("first", "text"), [("Geen", "Geen tenzij het stijgt"), ("", "tenzij het stijgt")])
def test_a_text_beside_a_label_over_two_rows_is_read_in_both(
    word: Any, read: Reading, first: str, text: str
) -> None:
    content = word.content(
        word.table(
            (word.cell("Opmerking of voorbehoud", '<w:vMerge w:val="restart"/>'), first),
            (word.cell("", "<w:vMerge/>"), "tenzij het stijgt"),
            ("Waarover", "tarief"),
        )
    )

    assert read(content, TEXT, ABOUT)[0].values == {"text": text, "about": "tarief"}


def test_the_paragraphs_after_a_label_are_one_text_up_to_the_next_label(word: Any, read: Reading) -> None:
    content = word.content(
        word.paragraph("Opmerking of voorbehoud"),
        word.paragraph("Geen"),
        word.paragraph("behalve dat wij artikel 3 niet aanvaarden."),
        word.paragraph("Waarover: tarief"),
    )

    assert read(content, TEXT, ABOUT)[0].values == {
        "text": "Geen behalve dat wij artikel 3 niet aanvaarden.",
        "about": "tarief",
    }


def test_what_follows_a_text_after_its_label_belongs_to_it(word: Any, read: Reading) -> None:
    inner = word.paragraph("Opmerking of voorbehoud: Geen") + word.paragraph("behalve artikel 3")
    content = word.content(word.table((word.cell(inner),)))

    assert read(content, TEXT)[0].values == {"text": "Geen behalve artikel 3"}


def test_a_table_in_the_cell_of_a_text_is_read(word: Any, read: Reading) -> None:
    inner = word.paragraph("Geen") + word.table(("Artikel 3", "aanvaarden wij niet"))
    content = word.content(word.table(("Opmerking of voorbehoud", word.cell(inner)), ("Slot", "x")))

    assert read(content, TEXT)[0].values == {"text": "Geen Artikel 3 aanvaarden wij niet"}


def test_a_word_for_nothing_followed_by_much_else_is_not_nothing(word: Any, read: Reading) -> None:
    words = f"geen{' .' * 60} behalve artikel 3"

    assert read(word.content(word.table(("Opmerking of voorbehoud", words))), TEXT)[0].values == {
        "text": words
    }


def test_a_row_with_more_cells_has_a_label_of_its_own_and_is_no_value(word: Any, read: Reading) -> None:
    code = FormField("agb_code", labels=("AGB-code",))
    content = word.content(word.table(("AGB-code",), ("Iets anders", "00000002")))

    assert read(content, code)[0].values == {}


@pytest.mark.parametrize(("words", "value"), [("00000002", "00000002"), (" 0000 0002", "00000002")])
@pytest.mark.parametrize("name", ["agb_code", "trade_register_number"])
def test_a_number_of_eight_digits_is_read(
    word: Any, read: Reading, name: str, words: str, value: str
) -> None:
    (found,) = read(word.content(word.table(("Nummer", words))), FormField(name, labels=("Nummer",)))

    assert (found.values, found.doubts) == ({name: value}, ())


@pytest.mark.parametrize("words", ["Tel 06", "0000002", "000000002", "Iets anders", "00000002 (voorbeeld)"])
def test_what_is_no_number_of_eight_digits_is_a_doubt_without_value(
    word: Any, read: Reading, words: str
) -> None:
    (found,) = read(word.content(word.table(("AGB", words))), FormField("agb_code", labels=("AGB",)))

    assert found.values == {}
    assert found.doubts == (f"AGB: {words!r} is geen nummer van acht cijfers (tabel 1, rij 1)",)


def struck(words: str, kind: str = "strike") -> str:
    return f"<w:r><w:rPr><w:{kind}/></w:rPr><w:t>{words}</w:t></w:r>"


@pytest.mark.parametrize("kind", ["strike", "dstrike"])
@pytest.mark.parametrize(("gone", "left", "value"), [("Ja / ", "Nee", False), ("Nee / ", "Ja", True)])
def test_struck_words_are_no_answer_and_are_told(
    word: Any, read: Reading, kind: str, gone: str, left: str, value: bool
) -> None:
    content = word.content(word.table(("Groep", word.paragraph(struck(gone, kind), left))))
    (found,) = read(content, GROUP)

    assert found.values == {"group_member": value}
    gone = gone.strip()
    assert found.doubts == (f"doorgehaald en niet als antwoord gelezen: {gone!r} (tabel 1, rij 1)",)


def test_a_struck_caption_does_not_give_its_box_to_another(word: Any, read: Reading) -> None:
    content = word.content(word.table(("Groep", word.paragraph(struck("Ja"), " ☒ Nee ☐"))))
    (found,) = read(content, GROUP)

    assert found.values == {}
    assert "er zijn woorden doorgehaald bij de vakjes" in found.doubts[0]


def test_a_strike_that_is_off_strikes_nothing_and_a_deleted_cell_is_not_there(
    word: Any, read: Reading
) -> None:
    off = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>nee</w:t></w:r>'
    gone = word.cell("ja", '<w:cellDel w:id="1"/>')
    content = word.content(word.table(("Groep", gone, word.cell(word.paragraph(off)))))
    (found,) = read(content, GROUP)

    assert (found.values, found.doubts) == ({"group_member": False}, ())


def test_a_reservation_that_is_struck_out_is_told_on_the_document(word: Any, told: Any) -> None:
    content = word.content(
        word.paragraph("Voorbehouden"),
        word.table(("Opmerking of voorbehoud", word.paragraph(struck("Artikel 3 niet"), "geen"))),
    )

    assert told(content, RESERVATION) == (
        "doorgehaald en niet als antwoord gelezen: 'Artikel 3 niet' (tabel 1, rij 1)",
    )


def test_what_the_map_does_not_use_is_one_doubt_with_its_places(word: Any, told: Any) -> None:
    content = word.content(
        word.paragraph("Wat hier staat, is de inleiding."),
        word.paragraph("Voorbehouden"),
        word.table(
            ("Waarover", "tarief"), ("Opmerking of voorbehoud", "geen"), ("Overige", "artikel 3 niet")
        ),
        word.paragraph("Wij gaan uit van een andere prijs."),
    )

    assert told(content, RESERVATION) == (
        "niet gelezen, maar wel ingevuld: 'Overige artikel 3 niet' (tabel 1, rij 3); "
        "'Wij gaan uit van een andere prijs.' (alinea 3)",
    )


def test_a_remark_beside_an_answer_and_a_ticked_box_without_option_are_told(word: Any, told: Any) -> None:
    areas = FormField("areas", FieldType.CHOICES, options=(FormOption("a", ("Een",)),))
    content = word.content(
        word.table(("Groep", "ja", "tot en met 2024")),
        word.paragraph("☒ Een"),
        word.paragraph("☐ Twee"),
        word.paragraph("☒ Overig: rouw"),
    )
    (doubt,) = told(content, FormRecord("r", "tenderer", (GROUP, areas)))

    assert doubt == (
        "niet gelezen, maar wel ingevuld: 'tot en met 2024' (tabel 1, rij 1); '☒ Overig: rouw' (alinea 3)"
    )


def test_a_control_that_the_map_does_not_name_is_told(word: Any, told: Any) -> None:
    named = word.control("naam", word.run("Voorbeeld"))
    other = word.control("overig", word.run("artikel 3 niet"))
    record = FormRecord("r", "tenderer", (FormField("name", names=("naam",)),))
    content = word.content(word.table(("Naam", word.paragraph(named)), ("Anders", word.paragraph(other))))

    assert told(content, record, aside=("Naam",)) == (
        "niet gelezen, maar wel ingevuld: 'Anders artikel 3 niet' (tabel 1, rij 2)",
    )


@pytest.mark.parametrize(
    "aside",
    [
        ("Let op, vul alles in.", "Plaats en datum {}", "Namens {} verklaart de inschrijver dit"),
        ("LET OP, VUL ALLES IN.", "plaats en datum {}", "Namens {} verklaart de inschrijver dit"),
    ],
)
def test_what_the_form_prints_itself_is_left_aside(word: Any, told: Any, aside: tuple[str, ...]) -> None:
    content = word.content(
        word.paragraph("Let op, vul alles in."),
        word.table(("Groep", "ja")),
        word.table(("Plaats en datum", "Nergenshuizen, 9 juni 2026")),
        word.paragraph("Namens Voorbeeldzorg verklaart de inschrijver dit"),
    )

    assert told(content, FormRecord("r", "tenderer", (GROUP,)), aside=aside) == ()


def test_of_many_places_the_first_ten_are_named(word: Any, told: Any) -> None:
    content = word.content(word.table(("Groep", "ja"), *((f"Vraag {n}", "antwoord") for n in range(13))))
    (doubt,) = told(content, FormRecord("r", "tenderer", (GROUP,)))

    assert doubt.count("antwoord") == 10
    assert doubt.endswith("en nog 3 van zulke plaatsen")


def test_notes_and_comments_of_a_word_file_are_told(word: Any, told: Any) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    data = BytesIO(word.file(word.table(("Groep", "ja"))))
    with zipfile.ZipFile(data, "a") as archive:
        for part, name in (("footnotes", "footnote"), ("comments", "comment")):
            note = f"<w:{name}><w:p><w:r><w:t>niet {part}</w:t></w:r></w:p></w:{name}>"
            archive.writestr(f"word/{part}.xml", f"<w:{part} {space}><w:{name}/>{note}</w:{part}>")
    content = forms_content(media.DOCX, data.getvalue())

    assert told(content, FormRecord("r", "tenderer", (GROUP,))) == (
        "voetnoot die niet is gelezen: 'niet footnotes' (voetnoot 2)",
        "opmerking in de kantlijn die niet is gelezen: 'niet comments' (opmerking in de kantlijn 2)",
    )


def test_what_a_page_has_beside_its_lines_is_told_with_the_facts_of_that_page_and_the_document(
    read: Reading, told: Any
) -> None:
    lines = (Line((Cell("Groep", 0), Cell("ja", 20)), 1001, 1, "bladzijde 1, regel 1", 1),)
    content = FormContent(
        lines, unread=(Unread("aantekening die niet is gelezen: 'nee'", "bladzijde 1", page=1),)
    )
    doubt = "aantekening die niet is gelezen: 'nee' (bladzijde 1)"

    assert read(content, GROUP)[0].doubts == (doubt,)
    assert told(content, FormRecord("r", "tenderer", (GROUP,))) == (doubt,)


CLIENT = FormField("client", labels=("Opdrachtgever",))
BLOCKS = FormRecord(
    "referentie", "reference", (FormField("number", FieldType.ORDER), CLIENT), part="referentie-{n}",
    repeating=Repeating.BLOCK, heading="Referentie {n}",
)  # fmt: skip


def test_more_records_than_are_read_are_told(word: Any, told: Any) -> None:
    blocks = [
        word.paragraph(f"Referentie {n}") + word.table(("Opdrachtgever", f"k{n}"))
        for n in range(1, MAX_RECORDS + 3)
    ]
    doubts = told(word.content(*blocks), BLOCKS)

    assert doubts[0] == (
        f"er zijn meer dan {MAX_RECORDS} van referentie; wat na het laatste daarvan komt is niet gelezen "
        f"(alinea {MAX_RECORDS + 1})"
    )
    assert f"k{MAX_RECORDS + 1}" in doubts[1]


def test_a_sentence_that_begins_as_a_heading_begins_no_record(word: Any, read: Reading, told: Any) -> None:
    content = word.content(
        word.paragraph("Referentie 1"),
        word.table(("Opdrachtgever", "een")),
        word.paragraph("Referentie 1 betreft de Wmo en loopt nog"),
    )

    assert [item.values for item in read(content, BLOCKS)] == [{"number": 1, "client": "een"}]
    assert "'Referentie 1 betreft de Wmo en loopt nog' (alinea 2)" in told(content, BLOCKS)[0]


def test_a_form_of_many_rows_is_read_in_steps_that_grow_with_its_rows(
    word: Any, tender: TenderDefinition, a_form: Callable[..., Form]
) -> None:
    record = FormRecord("r", "offer", (FormField("products", FieldType.PRODUCTS), GROUP))
    steps = 0

    class Counted(tuple[Line, ...]):
        def __getitem__(self, index: Any) -> Any:
            nonlocal steps
            steps += 1
            return super().__getitem__(index)

    def read_of(rows: int) -> int:
        nonlocal steps
        steps = 0
        content = word.content(word.table(*(("P1", "☒ ontwikkelgericht") for _ in range(rows))))
        form = a_form(record)
        sheet = Sheet(evolve(content, lines=Counted(content.lines)), form)
        form_facts(sheet.content, form, tender, "f.docx", "0" * 64, "lezer", "1", sheet)
        left_over(sheet, form, tender)
        return steps

    assert read_of(1600) < 6 * read_of(400)
