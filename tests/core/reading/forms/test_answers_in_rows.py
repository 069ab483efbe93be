"""Answers in tables: which column an answer stands in, and when nothing may be read from it."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import FieldType, Form, FormField, FormOption, FormRecord
from inkoop_core.reading.forms import form_facts

Reading = Callable[..., list[Any]]
GROUNDS = FormField("answers", FieldType.GROUNDS)
GROUP = FormField("group_member", FieldType.YES_NO, labels=("Groep",))
FORM = FormField(
    "bid_form",
    FieldType.CHOICE,
    labels=("Vorm",),
    options=(FormOption("sole", ("zelfstandig",)), FormOption("consortium", ("combinatie",))),
)


def applies(read: Reading, content: Any) -> dict[str, bool]:
    (found,) = read(content, GROUNDS, fact="espd.response")
    return {answer["code"]: answer["applies"] for answer in found.values.get("answers", ())}


def doubts(read: Reading, content: Any, field: FormField = GROUNDS) -> str:
    (found,) = read(content, field, fact="espd.response" if field is GROUNDS else "tenderer")
    return " | ".join(found.doubts)


@pytest.mark.parametrize(
    ("head", "fraud", "misconduct"),
    [
        (("Grond", "Ja", "Nee"), ("☒", "☐"), ("☐", "☒")),
        (("Grond", "Nee", "Ja"), ("☐", "☒"), ("☒", "☐")),
        (("Grond", "Ja", "Nee"), ("x", ""), ("", "X")),
        (("", "Nee", "Ja"), ("", "v"), ("x", "")),
        (("Grond", "Ja", "Nee"), ("☒ ja", "☐ nee"), ("☐ ja", "☒ nee")),
        (("Grond", "Ja", "Nee"), ("ja", ""), ("", "nee")),
        (("Grond", "Van toepassing", ""), ("☒ ja", "☐ nee"), ("☐ ja", "☒ nee")),
    ],
)
def test_the_head_of_its_column_says_what_a_tick_means(
    word: Any, read: Reading, head: tuple[str, ...], fraud: tuple[str, ...], misconduct: tuple[str, ...]
) -> None:
    content = word.content(word.table(head, ("Fraude", *fraud), ("Ernstige beroepsfout", *misconduct)))

    assert applies(read, content) == {"fraud": True, "misconduct": False}
    assert doubts(read, content) == ""


def test_the_head_may_stand_under_a_title_and_other_grounds(word: Any, read: Reading) -> None:
    content = word.content(
        word.table(
            ("Verplichte gronden",),
            ("Grond", "Nee", "Ja"),
            ("Een grond die de kaart niet kent", "nee", ""),
            ("Fraude", "", "x"),
            ("Ernstige beroepsfout", "x", ""),
        )
    )

    assert applies(read, content) == {"fraud": True, "misconduct": False}


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (("Grond", "Ja", "Nee"), ("☒", "☒")),
        (("Grond", "Ja", "Nee"), ("☐", "☐")),
        (("Grond", "Ja", "Nee"), ("ja", "nee")),
        (("Grond", "Ja", "Nee"), ("", "ja")),
        (("Grond", "Ja", "Nee"), ("☐", "in 2011")),
        (("Grond", "Kolom 1", "Kolom 2"), ("☒", "☐")),
        (("Grond", "Kolom 1", "Kolom 2"), ("", "x")),
        (("Grond", "Nee", "Toelichting"), ("☒", "")),
        (("Grond", "Niet van toepassing", "Toelichting"), ("ja", "")),
        (("Grond", "Niet van toepassing", "Toelichting"), ("☒", "")),
        (("Grond", "Ja / Nee", "Toelichting"), ("☒", "")),
        (("Grond", "Antwoord", "Toelichting"), ("nee", "Ja, in 2011 veroordeeld")),
        (("Grond", "Antwoord", "Toelichting"), ("ja", "nee, was in 2011")),
        (("Grond", "Antwoord", "Jaar"), ("nee", "behalve in 2011")),
    ],
)
def test_an_answer_that_can_be_read_in_two_ways_is_a_doubt_with_its_place(
    word: Any, read: Reading, head: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    content = word.content(word.table(head, ("Fraude", *cells)))

    assert applies(read, content) == {}
    assert "answers: fraud: " in doubts(read, content)
    assert "(tabel 1, rij 2)" in doubts(read, content)


def test_two_bare_boxes_without_heads_are_no_answer(word: Any, read: Reading) -> None:
    content = word.content(word.table(("Fraude", "☒", "☐"), ("Ernstige beroepsfout", "☐", "☒")))

    assert applies(read, content) == {}
    assert "fraud: niet te zeggen is wat het kruis of vakje betekent" in doubts(read, content)


def test_words_in_a_column_for_remarks_are_no_answer(word: Any, read: Reading) -> None:
    content = word.content(
        word.table(
            ("Grond", "Antwoord", "Toelichting"),
            ("Fraude", "", "nee, nooit gebeurd"),
            ("Ernstige beroepsfout", "Ja", "gemeld in 2024"),
        )
    )

    assert applies(read, content) == {"misconduct": True}
    assert doubts(read, content) == "answers: geen antwoord gevonden bij fraud"


@pytest.mark.parametrize(
    "words",
    ["Ja / Nee", "ja/nee*", "Nee / Ja (doorhalen wat niet van toepassing is)", "Ja. Nee.", "true/false"],
)
def test_a_printed_yes_and_no_is_no_answer(word: Any, read: Reading, words: str) -> None:
    assert "zegt ja en nee" in doubts(read, word.content(word.table(("Fraude", words))))
    assert "zegt ja en nee" in doubts(read, word.content(word.table(("Groep", words))), GROUP)


@pytest.mark.parametrize(
    "words", ["Ja, onder voorbehoud", "Akkoord met uitzondering van artikel 3", "Nee, tenzij", "waar nodig"]
)
def test_a_yes_or_no_with_more_words_is_a_doubt_that_quotes_them(
    word: Any, read: Reading, words: str
) -> None:
    content = word.content(word.table(("Groep", words)))

    assert read(content, GROUP)[0].values == {}
    assert f"{words!r} zegt meer dan ja of nee" in doubts(read, content, GROUP)


def test_not_applicable_is_not_no(word: Any, read: Reading) -> None:
    content = word.content(word.table(("Fraude", "Niet van toepassing")))

    assert applies(read, content) == {}
    assert "is geen ja en geen nee" in doubts(read, content)


def test_words_after_boxes_that_stand_last_are_not_left_out(word: Any, read: Reading) -> None:
    content = word.content(word.table(("Groep", "Ja ☒ Nee ☐ onder voorbehoud")))

    assert read(content, GROUP)[0].values == {}
    assert "er staat meer bij de vakjes: 'onder voorbehoud'" in doubts(read, content, GROUP)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("○ ja ● nee", False),
        ("● ja ○ nee", True),
        ("◉ ja ○ nee", True),
        ("ja ■ nee □", True),
        ("( ) ja (x) nee", False),
        ("[v] ja [ ] nee", True),
    ],
)
def test_dots_squares_and_brackets_are_boxes(word: Any, read: Reading, words: str, value: bool) -> None:
    assert read(word.content(word.table(("Groep", words))), GROUP)[0].values == {"group_member": value}


def test_dots_before_the_lines_of_a_text_are_no_boxes(word: Any) -> None:
    cell = word.cell(word.paragraph("● scholing") + word.paragraph("● toezicht"))
    (line,) = word.content(word.table(("Maatregelen", cell))).lines

    assert line.cells[1].text == "● scholing\n● toezicht"


def test_yes_and_no_of_a_question_may_be_columns(word: Any, read: Reading) -> None:
    content = word.content(word.table(("", "Nee", "Ja"), ("Groep", "☒", "☐")))
    last = word.content(word.table(("", "Nee", "Ja"), ("Groep", "", "x")))
    neither = word.content(word.table(("Groep", "☒", "☐")))

    assert read(content, GROUP)[0].values == {"group_member": False}
    assert read(last, GROUP)[0].values == {"group_member": True}
    assert read(neither, GROUP)[0].values == {}
    assert "niet te zeggen is" in doubts(read, neither, GROUP)


def test_the_options_of_a_choice_may_be_columns(word: Any, read: Reading) -> None:
    heads = ("", "zelfstandig", "combinatie")
    boxes = word.content(word.table(heads, ("Vorm", "☐", "☒")))
    cross = word.content(word.table(heads, ("Vorm", "x", "")))
    both = word.content(word.table(heads, ("Vorm", "☒", "☒")))
    cells = word.content(word.table(("Vorm", "☒ zelfstandig", "☒ combinatie")))

    assert read(boxes, FORM)[0].values == {"bid_form": "consortium"}
    assert read(cross, FORM)[0].values == {"bid_form": "sole"}
    for content in (both, cells):
        assert read(content, FORM)[0].values == {}
        assert "er zijn twee keuzes aangekruist" in doubts(read, content, FORM)


@pytest.mark.parametrize("row", [("Vorm", "zelfstandig / combinatie"), ("Vorm", "zelfstandig", "combinatie")])
def test_a_choice_that_still_has_to_be_made_is_a_doubt(
    word: Any, read: Reading, row: tuple[str, ...]
) -> None:
    content = word.content(word.table(row))

    assert read(content, FORM)[0].values == {}
    assert "'zelfstandig / combinatie' is geen keuze van dit formulier" in doubts(read, content, FORM)


def test_two_competences_with_a_stroke_between_them_are_none_and_with_and_they_are_two(
    word: Any, read: Reading
) -> None:
    field = FormField(
        "competences",
        FieldType.CHOICES,
        labels=("Kerncompetentie",),
        options=(FormOption("KC1"), FormOption("KC2")),
    )
    untouched = read(word.content(word.table(("Kerncompetentie", "KC1 / KC2"))), field, fact="reference")[0]
    both = read(word.content(word.table(("Kerncompetentie", "KC1 en KC2"))), field, fact="reference")[0]

    assert untouched.values == {}
    assert "'KC1 / KC2' is geen keuze" in untouched.doubts[0]
    assert both.values == {"competences": ["KC1", "KC2"]}


def test_boxes_of_which_none_is_ticked_are_no_answers(word: Any, read: Reading) -> None:
    heads = ("Grond", "Van toepassing")
    untouched = word.content(word.table(heads, ("Fraude", "☐"), ("Ernstige beroepsfout", "☐")))
    one = word.content(word.table(heads, ("Fraude", "☐"), ("Ernstige beroepsfout", "☒")))

    assert applies(read, untouched) == {}
    assert "niet ingevuld: er is geen enkel vakje aangekruist (tabel 1, rij 2" in doubts(read, untouched)
    assert applies(read, one) == {"fraud": False, "misconduct": True}


def test_a_block_in_which_nothing_is_answered_is_one_doubt(word: Any, read: Reading) -> None:
    content = word.content(word.table(("Grond", "Antwoord"), ("Fraude", ""), ("Ernstige beroepsfout", "")))

    assert applies(read, content) == {}
    assert doubts(read, content) == (
        "answers: niet ingevuld: bij geen enkele grond staat een antwoord (tabel 1, rij 2; tabel 1, rij 3)"
    )


def test_a_block_that_nobody_filled_in_is_one_doubt_however_many_grounds_it_has(
    word: Any, tender: TenderDefinition
) -> None:
    grounds = tuple(
        attrs.evolve(tender.exclusion_grounds[0], code=f"grond-{n}", title=f"Grond nummer {n}")
        for n in range(1, 9)
    )
    definition = attrs.evolve(tender, exclusion_grounds=grounds)
    form = Form(
        "f", "formulier", "Formulier", grounds[0].source, ("Formulier",),
        (FormRecord("r", "espd.response", (GROUNDS,)),),
    )  # fmt: skip
    content = word.content(word.table(*((ground.title, "ja / nee") for ground in grounds)))
    (found,) = form_facts(content, form, definition, "f.docx", "0" * 64, "lezer", "1")

    assert found.values == ()
    assert found.doubts == (
        "answers: bij geen enkele grond is een antwoord te lezen, zoals grond-1: 'ja / nee' zegt ja en nee; "
        "niet te zien is wat is gekozen (tabel 1, rij 1)",
    )


def test_words_beside_a_period_are_told(word: Any, read: Reading) -> None:
    field = FormField("first_day", FieldType.PERIOD, labels=("Periode",), until="last_day")
    words = "1-1-2024 t/m 31-12-2024, niet aaneengesloten"
    (found,) = read(word.content(word.table(("Periode", words))), field, fact="reference")

    assert found.values == {"first_day": "2024-01-01", "last_day": "2024-12-31"}
    assert found.doubts == ("Periode: naast de datums staat 'niet aaneengesloten' (tabel 1, rij 1)",)
