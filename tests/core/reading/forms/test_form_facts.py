"""From a filled form to proposals: every kind of field, and every doubt."""

from collections.abc import Callable
from typing import Any

import pytest

from inkoop_core.api.forms import FieldType, FormField, FormOption, FormPart

Reading = Callable[..., list[Any]]
FORMS = (FormOption("sole", ("zelfstandig",)), FormOption("consortium", ("combinatie",), ("vorm_combi",)))
NAME = FormField("name", labels=("Naam",), names=("naam",), required=True)
FORM = FormField(
    "bid_form", FieldType.CHOICE, labels=("Vorm",), names=("vorm",), options=FORMS, required=True
)
GROUP = FormField("group_member", FieldType.YES_NO, ("groep", "groep_{option}"), ("Groep",), required=True)
STAFF = FormField("employees", FieldType.WHOLE, labels=("Medewerkers",))


def test_the_first_value_of_a_table_becomes_a_reading_with_its_place(word: Any, read: Reading) -> None:
    (found,) = read(word.content(word.table(("Naam", "Voorbeeld B.V."))), NAME)

    assert (found.fact.kind, found.fact.part, found.fact.file) == ("tenderer", "", "f.docx")
    assert found.values == {"name": "Voorbeeld B.V."}
    assert found.place("name") == "tabel 1, rij 1"
    assert found.doubts == ()


@pytest.mark.parametrize("label", ["Naam", "NAAM:", "1. Naam", "a) Naam *", "Naam ?"])
def test_a_label_is_known_whatever_its_capitals_signs_and_number(
    word: Any, read: Reading, label: str
) -> None:
    (found,) = read(word.content(word.table((label, "A"))), NAME)

    assert found.values == {"name": "A"}


def test_a_value_may_stand_under_its_label_or_after_it_on_the_line(word: Any, read: Reading) -> None:
    below = word.content(word.table(("Medewerkers", "Naam"), ("12", "A")))
    after = word.content(word.paragraph("Naam: A"), word.paragraph("Medewerkers:\t12"))
    next_line = word.content(word.paragraph("Naam"), word.paragraph("A"), word.paragraph("Medewerkers: 12"))

    for content in (below, after, next_line):
        assert read(content, NAME, STAFF)[0].values == {"name": "A", "employees": 12}


def test_the_next_label_is_no_value(word: Any, read: Reading) -> None:
    (found,) = read(word.content(word.table(("Naam", "Medewerkers", "12"))), NAME, STAFF)

    assert found.values == {"employees": 12}
    assert found.doubts == ("Naam: is niet ingevuld (tabel 1, rij 1)",)


def test_an_empty_optional_field_is_left_out_and_a_required_one_is_a_doubt(word: Any, read: Reading) -> None:
    (found,) = read(word.content(word.table(("Naam", "........"), ("Medewerkers", ""))), NAME, STAFF)

    assert found.values == {}
    assert found.doubts == ("Naam: is niet ingevuld (tabel 1, rij 1)",)


def test_a_required_field_that_is_not_there_is_a_doubt(word: Any, read: Reading) -> None:
    (found,) = read(word.content(word.paragraph("Iets anders")), NAME)

    assert found.doubts == ("Naam: niet gevonden op het formulier",)


def test_a_number_that_cannot_be_read_is_a_doubt_with_its_place(word: Any, read: Reading) -> None:
    (found,) = read(word.content(word.table(("Medewerkers", "ongeveer 12"))), STAFF)

    assert found.values == {}
    assert found.doubts == ("Medewerkers: 'ongeveer 12' is geen geheel getal (tabel 1, rij 1)",)


def test_a_date_that_cannot_be_read_is_a_doubt(word: Any, read: Reading) -> None:
    field = FormField("first_day", FieldType.PERIOD, labels=("Periode",), until="last_day")
    good = read(word.content(word.table(("Periode", "1-1-2024 t/m 31-1-2024"))), field, fact="reference")
    bad = read(word.content(word.table(("Periode", "heel 2024"))), field, fact="reference")

    assert good[0].values == {"first_day": "2024-01-01", "last_day": "2024-01-31"}
    assert bad[0].doubts == ("Periode: 'heel 2024' is geen periode van twee datums (tabel 1, rij 1)",)


def test_the_same_field_filled_twice_and_differently_is_a_doubt(word: Any, read: Reading) -> None:
    (found,) = read(word.content(word.table(("Naam", "A"), ("Naam", "B"))), NAME)

    assert found.values == {}
    assert (
        found.doubts[0] == "Naam: staat er twee keer en anders: 'A' en 'B' (tabel 1, rij 1; tabel 1, rij 2)"
    )


def test_a_control_and_the_text_beside_the_label_that_differ_are_a_doubt(word: Any, read: Reading) -> None:
    control = word.paragraph(word.control("naam", word.run("A")))
    (found,) = read(word.content(control, word.table(("Naam", "B"))), NAME)

    assert "name" not in found.values
    assert "'A' en 'B'" in found.doubts[0]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("zelfstandig", "sole"),
        ("☒ zelfstandig ☐ combinatie", "sole"),
        ("zelfstandig ☐  combinatie ☒", "consortium"),
        ("☐ zelfstandig\n☒ Combinatie", "consortium"),
    ],
)
def test_a_choice_is_a_text_or_a_ticked_box(word: Any, read: Reading, words: str, value: str) -> None:
    inner = "".join(word.paragraph(line) for line in words.split("\n"))
    (found,) = read(word.content(word.table(("Vorm", word.cell(inner)))), FORM)

    assert found.values == {"bid_form": value}


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        (
            "☒ zelfstandig ☒ combinatie",
            "Vorm: er zijn twee keuzes aangekruist: sole en consortium (tabel 1, rij 1)",
        ),
        ("☐ zelfstandig ☐ combinatie", "Vorm: er is geen keuze aangekruist (tabel 1, rij 1)"),
        ("met anderen", "Vorm: 'met anderen' is geen keuze van dit formulier (tabel 1, rij 1)"),
        ("☒ anders", "Vorm: 'anders' is geen keuze van dit formulier (tabel 1, rij 1)"),
    ],
)
def test_a_choice_that_is_not_clear_is_a_doubt(word: Any, read: Reading, words: str, doubt: str) -> None:
    (found,) = read(word.content(word.table(("Vorm", words))), FORM)

    assert found.values == {}
    assert doubt in found.doubts


def test_a_list_and_the_words_beside_it_that_differ_are_a_doubt(word: Any, read: Reading) -> None:
    control = word.paragraph(word.control("vorm", word.run("zelfstandig"), "<w:dropDownList/>"))
    (found,) = read(word.content(control, word.table(("Vorm", "combinatie"))), FORM)

    assert found.values == {}
    assert found.doubts[0].startswith(
        "Vorm: vakjes en tekst spreken elkaar tegen: 'zelfstandig' tegenover 'combinatie'"
    )


def test_boxes_with_a_name_of_their_own_are_a_choice(word: Any, read: Reading) -> None:
    (found,) = read(word.content(word.paragraph(word.box("vorm_combi", "1"), " samen")), FORM)

    assert found.values == {"bid_form": "consortium"}


@pytest.mark.parametrize(
    ("words", "value"), [("ja", True), ("☒ ja ☐ nee", True), ("☐ ja ☒ nee", False), ("☒", True), ("☐", False)]
)
def test_yes_or_no_is_a_word_or_a_box(word: Any, read: Reading, words: str, value: bool) -> None:
    (found,) = read(word.content(word.table(("Groep", words))), GROUP)

    assert found.values == {"group_member": value}


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("☒ ja ☒ nee", "twee vakjes aangekruist"),
        ("☐ ja ☐ nee", "geen vakje aangekruist"),
        ("wellicht", "is geen ja en geen nee"),
        ("☒ wellicht ☐ nee", "zegt geen ja en geen nee"),
    ],
)
def test_yes_or_no_that_is_not_clear_is_a_doubt(word: Any, read: Reading, words: str, doubt: str) -> None:
    (found,) = read(word.content(word.table(("Groep", words))), GROUP)

    assert found.values == {}
    assert doubt in found.doubts[0]


@pytest.mark.parametrize(
    ("words", "value"),
    [("Ja ☒ Nee ☐ *", True), ("Nee ☒ Ja ☐ (zie de toelichting)", False), ("Antwoord: ☐ ja ☒ nee", False)],
)
def test_words_before_the_first_or_after_the_last_box_do_not_turn_the_answer_round(
    word: Any, read: Reading, words: str, value: bool
) -> None:
    (found,) = read(word.content(word.table(("Groep", words))), GROUP)

    assert (found.values, found.doubts) == ({"group_member": value}, ())


@pytest.mark.parametrize("words", ["Ja ☒ Nee ☐ Ja", "antwoord ☒ anders ☐ zie bijlage"])
def test_boxes_of_which_the_words_can_be_before_or_after_them_are_a_doubt(
    word: Any, read: Reading, words: str
) -> None:
    (found,) = read(word.content(word.table(("Groep", words))), GROUP)

    assert found.values == {}
    assert f"bij {words!r} is niet te zeggen welke woorden bij welk vakje horen" in found.doubts[0]
    assert "(tabel 1, rij 1)" in found.doubts[0]


def test_a_choice_with_an_instruction_after_its_boxes_is_read_by_its_options(
    word: Any, read: Reading
) -> None:
    clear = word.content(word.table(("Vorm", "zelfstandig ☒ combinatie ☐ (kruis aan)")))
    unclear = word.content(word.table(("Vorm", "zelfstandig ☒ combinatie ☐ zelfstandig")))

    assert read(clear, FORM)[0].values == {"bid_form": "sole"}
    assert read(unclear, FORM)[0].values == {}
    assert "welke woorden bij welk vakje horen (tabel 1, rij 1)" in read(unclear, FORM)[0].doubts[0]


def test_boxes_of_a_product_are_read_by_its_variants_and_else_a_doubt(word: Any, read: Reading) -> None:
    field = FormField("products", FieldType.PRODUCTS)
    clear = word.content(
        word.table(("P1", "Ontwikkelgericht ☐ Behoudgericht ☒ *"), ("V", "Nee ☒ Ja ☐ (zie toelichting)"))
    )
    unclear = word.content(word.table(("V", "vandaag ☒ morgen ☐ later")))

    assert read(clear, field, fact="offer")[0].values == {
        "products": [{"product": "P1", "variants": ["behoudgericht"]}]
    }
    assert "V: bij 'vandaag ☒ morgen ☐ later'" in read(unclear, field, fact="offer")[0].doubts[0]


def test_loose_boxes_are_read_by_the_options_of_their_field(word: Any, read: Reading) -> None:
    field = FormField(
        "areas", FieldType.CHOICES, options=(FormOption("a", ("Een",)), FormOption("b", ("Twee",)))
    )
    clear = word.content(word.paragraph("Een ☒ Twee ☐ (kruis aan)"), word.paragraph("Ja ☒ Nee ☐ *"))
    unclear = word.content(word.paragraph("Een ☒ Twee ☐ Drie ☐ (kruis aan)"))

    assert read(clear, field)[0].values == {"areas": ["a"]}
    assert read(unclear, field)[0].values == {}
    assert "(alinea 1)" in read(unclear, field)[0].doubts[0]


def test_two_named_boxes_are_a_yes_and_a_no(word: Any, read: Reading) -> None:
    boxes = word.paragraph(word.box("groep_ja", "0"), word.box("groep_nee", "1"))
    both = word.paragraph(word.box("groep_ja", "1"), word.box("groep_nee", "1"))

    assert read(word.content(boxes), GROUP)[0].values == {"group_member": False}
    assert "twee vakjes" in read(word.content(both), GROUP)[0].doubts[0]


def test_products_come_with_the_variants_that_are_ticked(word: Any, read: Reading) -> None:
    field = FormField("products", FieldType.PRODUCTS)
    content = word.content(
        word.table(
            ("P1", "Begeleiding een", "☒ ontwikkelgericht ☐ behoudgericht"),
            ("P2", "Begeleiding twee", "☒ ontwikkelgericht en behoudgericht"),
            ("V", "Vervoer", "☐"),
        )
    )
    (found,) = read(content, field, fact="offer")

    assert found.values == {
        "products": [
            {"product": "P1", "variants": ["ontwikkelgericht"]},
            {"product": "P2", "variants": ["ontwikkelgericht", "behoudgericht"]},
        ]
    }
    assert found.doubts == ()


def test_products_may_be_a_grid_with_the_variants_above_it(word: Any, read: Reading) -> None:
    field = FormField("products", FieldType.PRODUCTS)
    content = word.content(
        word.table(
            ("Product", "ontwikkelgericht", "behoudgericht"), ("P1", "☐", "☒"), ("Begeleiding twee", "☐", "☐")
        )
    )

    assert read(content, field, fact="offer")[0].values == {
        "products": [{"product": "P1", "variants": ["behoudgericht"]}]
    }


def test_products_may_be_named_boxes_or_a_list_with_yes_and_no(word: Any, read: Reading) -> None:
    field = FormField("products", FieldType.PRODUCTS, names=("p_{option}", "p_{option}_{variant}"))
    named = word.content(
        word.paragraph(
            word.box("p_P1_behoudgericht", "1"), word.box("p_P1_ontwikkelgericht", "0"), word.box("p_V", "1")
        )
    )
    words = word.content(word.table(("Vervoer", "ja"), ("P1", "behoudgericht", "ja"), ("P2", "nee")))

    for content in (named, words):
        assert read(content, field, fact="offer")[0].values == {
            "products": [
                {"product": "P1", "variants": ["behoudgericht"]},
                {"product": "V", "variants": []},
            ]
        }


def test_a_product_without_variant_and_an_offer_of_nothing_are_doubts(word: Any, read: Reading) -> None:
    field = FormField("products", FieldType.PRODUCTS, labels=("Producten",))
    bare = read(word.content(word.table(("P1", "☒"))), field, fact="offer")[0]
    nothing = read(word.content(word.table(("P1", "☐"), ("V", "☐"))), field, fact="offer")[0]

    assert bare.doubts == ("Producten: P1 is aangeboden zonder variant (tabel 1, rij 1)",)
    assert nothing.values == {"products": []}
    assert nothing.doubts == ("Producten: er is geen product aangekruist",)


GROUNDS = FormField(
    "answers",
    FieldType.GROUNDS,
    block="Toelichting bij {option}",
    parts=(
        FormPart("happened_on", FieldType.DATE, labels=("Datum",)),
        FormPart("self_cleaning", labels=("Maatregelen",)),
    ),
)


def test_exclusion_grounds_are_answered_by_code_title_or_alias(word: Any, read: Reading) -> None:
    content = word.content(
        word.table(("Fraude", "☐ ja ☒ nee"), ("beroepsfout-oud", "JA, zie toelichting")),
        word.paragraph("Toelichting bij ernstige beroepsfout"),
        word.table(("Datum", "5-11-2024"), ("Maatregelen", "Scholing")),
    )
    (found,) = read(content, GROUNDS, fact="espd.response")
    fraud, misconduct = found.values["answers"]

    assert (fraud["code"], fraud["applies"]) == ("fraud", False)
    assert (misconduct["code"], misconduct["applies"]) == ("misconduct", True)
    assert (misconduct["happened_on"], misconduct["self_cleaning"]) == ("2024-11-05", "Scholing")
    assert found.doubts == ()


def test_a_ground_without_answer_or_with_two_is_a_doubt(word: Any, read: Reading) -> None:
    (none,) = read(
        word.content(word.table(("Fraude", "nee"), ("misconduct", ""))), GROUNDS, fact="espd.response"
    )
    (two,) = read(
        word.content(word.table(("Fraude", "nee"), ("fraud", "ja"), ("misconduct", "nee"))),
        GROUNDS,
        fact="espd.response",
    )

    assert none.doubts == ("answers: geen antwoord gevonden bij misconduct",)
    assert "fraud: staat er twee keer en anders" in two.doubts[0]
    assert [answer["code"] for answer in two.values["answers"]] == ["misconduct"]
