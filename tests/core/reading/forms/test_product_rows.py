"""Products and focus areas: what is ticked or written in their rows, and what is not an offer."""

from collections.abc import Callable
from typing import Any

import pytest

from inkoop_core.api.forms import FieldType, FormField, FormOption

Reading = Callable[..., list[Any]]
PRODUCTS = FormField("products", FieldType.PRODUCTS)
AREAS = FormField(
    "focus_areas",
    FieldType.CHOICES,
    options=(FormOption("ggz", ("Psychische kwetsbaarheid",)), FormOption("nah", ("NAH",))),
)


def offered(read: Reading, content: Any) -> dict[str, list[str]]:
    (found,) = read(content, PRODUCTS, fact="offer")
    return {item["product"]: item["variants"] for item in found.values["products"]}


def doubts(read: Reading, content: Any, field: FormField = PRODUCTS) -> str:
    return " | ".join(read(content, field, fact="offer")[0].doubts)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("P1", "behoudgericht", "ja"), {"P1": ["behoudgericht"]}),
        (("P1", "behoudgericht", "x"), {"P1": ["behoudgericht"]}),
        (("P1", "ontwikkelgericht en behoudgericht", "ja"), {"P1": ["ontwikkelgericht", "behoudgericht"]}),
        (("P1", "● ontwikkelgericht ○ behoudgericht"), {"P1": ["ontwikkelgericht"]}),
        (("P1", "■ ontwikkelgericht □ behoudgericht"), {"P1": ["ontwikkelgericht"]}),
        (("P1", "Ontwikkelgericht ☐ Behoudgericht ☒ *"), {"P1": ["behoudgericht"]}),
        (("V", "", "x"), {"V": []}),
        (("V", "Ja ☒ Nee ☐ *"), {"V": []}),
        (("V", "Nee ☒ Ja ☐"), {}),
        (("V", "", "nee"), {}),
        (("P1", "behoudgericht", "nee"), {}),
        (("P1", "nee, alleen ontwikkelgericht niet"), {}),
        (("P2", "nee", "P1"), {}),
        (("P2", "nee", "alleen samen met P1, ontwikkelgericht"), {}),
    ],
)
def test_a_product_is_offered_by_a_box_a_yes_or_an_x(
    word: Any, read: Reading, row: tuple[str, ...], found: dict[str, list[str]]
) -> None:
    assert offered(read, word.content(word.table(("Product", "Variant", "Aangeboden"), row))) == found


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("P1", "ontwikkelgericht / behoudgericht", ""), "staat geen ja en geen kruis"),
        (("P1", "behoudgericht", ""), "staat geen ja en geen kruis"),
        (("P1", "☒ geen"), "het aangekruiste vakje 'geen' is geen keuze"),
        (("V", "☒ niet aangeboden"), "het aangekruiste vakje 'niet aangeboden' is geen keuze"),
        (("V", "ja / nee"), "zegt ja en nee"),
        (("V", "ja", "nee"), "er staat ja en nee in de rij"),
        (("V", "ja, onder voorbehoud"), "'ja, onder voorbehoud' zegt meer dan ja"),
        (("V", "☒ ja ☒ nee"), "er staat ja en nee"),
    ],
)
def test_a_row_that_is_not_clear_offers_nothing_and_is_a_doubt(
    word: Any, read: Reading, row: tuple[str, ...], why: str
) -> None:
    content = word.content(word.table(("Product", "Variant", "Opmerking"), row))

    assert offered(read, content) == {}
    assert why in doubts(read, content)


def test_which_of_two_variants_is_meant_is_a_doubt(word: Any, read: Reading) -> None:
    content = word.content(word.table(("P1", "ontwikkelgericht / behoudgericht", "ja")))

    assert offered(read, content) == {"P1": []}
    assert "niet te zeggen is welke variant is bedoeld" in doubts(read, content)


def test_a_product_may_be_refused_in_a_column(word: Any, read: Reading) -> None:
    heads = ("Product", "Nee", "Ja")
    boxes = word.content(word.table(heads, ("V", "☒", "☐"), ("P1", "☒", "☐")))
    crosses = word.content(word.table(heads, ("V", "", "x"), ("P2", "x", "")))

    assert offered(read, boxes) == {}
    assert offered(read, crosses) == {"V": []}


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        (("Product", "Variant", "Ja", "Nee"), ("☒", "☐"), ("☐", "☒")),
        (("Product", "Variant", "Ja", "Nee"), ("x", ""), ("", "x")),
        (("Product", "Variant", "Aangeboden", ""), ("☒ ja", "☐ nee"), ("☐ ja", "☒ nee")),
        (("Product", "Variant", "Aangeboden", ""), ("ja", ""), ("nee", "")),
    ],
)
def test_each_variant_may_have_a_row_of_its_own(
    word: Any, read: Reading, head: tuple[str, ...], first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    rows = (("P1", "ontwikkelgericht", *first), ("P1", "behoudgericht", *second))
    content = word.content(word.table(head, *rows))

    assert offered(read, content) == {"P1": ["ontwikkelgericht"]}
    assert doubts(read, content) == ""


def test_a_row_above_without_head_gives_a_box_no_meaning(word: Any, read: Reading) -> None:
    assert offered(read, word.content(word.table(("P1", "nee"), ("V", "x")))) == {"V": []}


@pytest.mark.parametrize("code", ["F078", "F0FE", "F0FD", "F052"])
def test_symbols_of_wingdings_are_ticks(word: Any, read: Reading, code: str) -> None:
    font = "Wingdings 2" if code == "F052" else "Wingdings"
    tick = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    empty = '<w:r><w:sym w:font="Wingdings" w:char="F06F"/></w:r>'
    cell = word.cell(word.paragraph(tick, " ontwikkelgericht ", empty, " behoudgericht"))

    assert offered(read, word.content(word.table(("P1", cell)))) == {"P1": ["ontwikkelgericht"]}


def test_a_ticked_box_that_is_no_option_is_a_doubt_that_names_it(word: Any, read: Reading) -> None:
    content = word.content(word.paragraph("☒ Psychische kwetsbaarheid"), word.paragraph("☒ Overig: rouw"))
    (found,) = read(content, AREAS, fact="offer")

    assert found.values == {}
    assert found.doubts == ("focus_areas: 'Overig: rouw' is geen keuze van dit formulier (alinea 2)",)


def test_an_empty_box_that_is_no_option_and_a_box_of_a_product_are_no_doubt(word: Any, read: Reading) -> None:
    content = word.content(
        word.table(("P1", "☒ ontwikkelgericht")),
        word.paragraph("☒ Psychische kwetsbaarheid"),
        word.paragraph("☐ Overig:"),
    )

    assert read(content, AREAS, fact="offer")[0].values == {"focus_areas": ["ggz"]}
    assert doubts(read, content, AREAS) == ""


def test_a_caption_with_words_in_brackets_is_its_option_when_no_other_fits(word: Any, read: Reading) -> None:
    content = word.content(word.paragraph("☒ NAH (niet-aangeboren hersenletsel)"))
    more = word.content(word.paragraph("☐ Psychische kwetsbaarheid"), word.paragraph("☒ NAH niet bij jeugd"))

    assert read(content, AREAS, fact="offer")[0].values == {"focus_areas": ["nah"]}
    assert read(more, AREAS, fact="offer")[0].values == {}
    assert "'NAH niet bij jeugd' is geen keuze" in doubts(read, more, AREAS)


def test_a_second_box_of_the_same_option_is_not_dropped(word: Any, read: Reading) -> None:
    content = word.content(
        word.paragraph("☐ NAH"), word.paragraph("☒ Psychische kwetsbaarheid"), word.paragraph("☒ NAH")
    )

    assert read(content, AREAS, fact="offer")[0].values == {}
    assert "'nah' is op de ene plaats aangekruist en op de andere niet (alinea 1; alinea 3)" in doubts(
        read, content, AREAS
    )
