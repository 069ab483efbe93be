"""Boxes and radio buttons of a PDF: what is chosen, and when that cannot be told."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from inkoop_core.api.forms import FieldType, FormField, FormOption
from inkoop_core.reading import media
from inkoop_core.reading.forms import FormContent, forms_content

Reading = Callable[..., list[Any]]
Fields = Callable[..., FormContent]
RADIO = 1 << 15
GROUP = FormField("group_member", FieldType.YES_NO, names=("groep",), required=True)
GROUNDS = FormField("answers", FieldType.GROUNDS, names=("grond_{option}",))


def button(name: str, **details: Any) -> dict[str, Any]:
    return {"T": TextStringObject(name), "FT": NameObject("/Btn"), **details}


def radio(name: str, **details: Any) -> dict[str, Any]:
    return button(name, Ff=NumberObject(RADIO), **details)


def state(name: str) -> NameObject:
    return NameObject(f"/{name}")


def words(*texts: str) -> ArrayObject:
    return ArrayObject(TextStringObject(text) for text in texts)


def states(*names: str) -> DictionaryObject:
    """The looks of a widget."""
    return DictionaryObject(
        {state("N"): DictionaryObject({state(name): DictionaryObject() for name in names})}
    )


@pytest.fixture
def fields(pdf: Callable[..., bytes]) -> Fields:
    """The content of a PDF with these fields."""

    def make(*dictionaries: dict[str, Any]) -> FormContent:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("Formulier"))))
        made = [
            writer._add_object(DictionaryObject({state(key): value for key, value in item.items()}))
            for item in dictionaries
        ]
        writer.root_object[state("AcroForm")] = DictionaryObject({state("Fields"): ArrayObject(made)})
        out = BytesIO()
        writer.write(out)
        content = forms_content(media.PDF, out.getvalue())
        assert content is not None
        return content

    return make


def applies(read: Reading, content: FormContent) -> dict[str, bool]:
    (found,) = read(content, GROUNDS, fact="espd.response")
    return {answer["code"]: answer["applies"] for answer in found.values.get("answers", ())}


def doubts(read: Reading, content: FormContent, field: FormField = GROUNDS) -> str:
    return " | ".join(
        read(content, field, fact="espd.response" if field is GROUNDS else "tenderer")[0].doubts
    )


def test_a_radio_button_is_told_by_the_words_of_its_option(fields: Fields, read: Reading) -> None:
    no = fields(radio("groep", V=state("1"), Opt=words("ja", "nee")))
    yes = fields(radio("groep", V=state("0"), Opt=words("ja", "nee")))

    assert read(no, GROUP)[0].values == {"group_member": False}
    assert read(yes, GROUP)[0].values == {"group_member": True}


@pytest.mark.parametrize("chosen", ["1", "0", "Keuze2", "Ja_Nee"])
def test_a_radio_button_of_which_the_words_are_not_known_is_a_doubt(
    fields: Fields, read: Reading, chosen: str
) -> None:
    content = fields(radio("groep", V=state(chosen)), radio("grond_fraud", V=state(chosen)))

    assert read(content, GROUP)[0].values == {}
    assert doubts(read, content, GROUP).startswith("groep: ")
    assert applies(read, content) == {}
    assert "fraud: " in doubts(read, content)


def test_boxes_of_one_name_with_different_states_are_radio_buttons(fields: Fields, read: Reading) -> None:
    kids = ArrayObject(DictionaryObject({state("AP"): states(name, "Off")}) for name in ("1", "2"))

    assert read(fields(button("groep", V=state("2"), Kids=kids)), GROUP)[0].values == {}
    labelled = fields(button("groep", V=state("1"), Kids=kids, Opt=words("ja", "nee")))
    assert read(labelled, GROUP)[0].values == {"group_member": False}


def test_an_untouched_radio_button_is_not_answered(fields: Fields, read: Reading) -> None:
    content = fields(radio("groep"), radio("grond_fraud"), radio("grond_misconduct", V=state("Off")))

    assert read(content, GROUP)[0].doubts == ("groep: is niet ingevuld (veld groep)",)
    assert applies(read, content) == {}
    assert "niet ingevuld: bij geen enkele grond staat een antwoord" in doubts(read, content)


def test_a_radio_button_may_be_a_choice(fields: Fields, read: Reading) -> None:
    field = FormField(
        "bid_form", FieldType.CHOICE, names=("vorm",), options=(FormOption("sole", ("zelfstandig",)),)
    )

    assert read(fields(radio("vorm", V=state("zelfstandig"))), field)[0].values == {"bid_form": "sole"}
    assert "'Keuze2' is geen keuze" in doubts(read, fields(radio("vorm", V=state("Keuze2"))), field)


def test_a_box_that_only_the_page_shows_as_ticked_is_ticked(fields: Fields, read: Reading) -> None:
    content = fields(button("grond_fraud", AS=state("Ja")), button("grond_misconduct", AS=state("Off")))

    assert applies(read, content) == {"fraud": True, "misconduct": False}


@pytest.mark.parametrize(("value", "shown"), [("Off", "Ja"), ("Ja", "Off"), ("Ja", "Nee")])
def test_a_value_that_differs_from_what_the_page_shows_is_a_doubt(
    fields: Fields, read: Reading, value: str, shown: str
) -> None:
    wrong = {"V": state(value), "AS": state(shown)}
    content = fields(button("groep", **wrong), button("grond_fraud", **wrong), button("product_V", **wrong))
    products = FormField("products", FieldType.PRODUCTS, names=("product_{option}",))

    assert read(content, GROUP)[0].values == {}
    assert applies(read, content) == {}
    assert "wat de bladzijde aangekruist laat zien verschillen" in doubts(read, content)
    (offer,) = read(content, products, fact="offer")
    assert offer.values == {"products": []}
    assert "verschillen (veld product_V)" in offer.doubts[0]


def test_a_choice_of_boxes_with_such_a_difference_is_a_doubt(fields: Fields, read: Reading) -> None:
    options = (FormOption("een", names=("vak_een",)), FormOption("twee", names=("vak_twee",)))
    field = FormField("focus_areas", FieldType.CHOICES, options=options)
    content = fields(button("vak_een", V=state("On")), button("vak_twee", V=state("Off"), AS=state("On")))

    assert read(content, field, fact="offer")[0].values == {}
    assert "verschillen (veld vak_twee)" in read(content, field, fact="offer")[0].doubts[0]


def test_boxes_of_which_none_is_ticked_are_no_answers(fields: Fields, read: Reading) -> None:
    content = fields(button("grond_fraud"), button("grond_misconduct"))

    assert applies(read, content) == {}
    assert "niet ingevuld: er is geen enkel vakje aangekruist" in doubts(read, content)


def test_two_fields_of_one_ground_that_differ_are_a_doubt(fields: Fields, read: Reading) -> None:
    content = fields(
        button("grond_misconduct", V=state("nee")),
        button("grond_beroepsfout-oud", V=state("ja")),
        button("grond_fraud", V=state("nee")),
    )

    assert applies(read, content) == {"fraud": False}
    assert "misconduct: staat er twee keer en anders" in doubts(read, content)


@pytest.mark.parametrize("printed", ["ja/nee", "Kies"])
def test_a_field_with_the_text_of_a_blank_form_is_no_answer(
    fields: Fields, read: Reading, printed: str
) -> None:
    content = fields(
        {
            "T": TextStringObject("grond_fraud"), "FT": NameObject("/Tx"), "V": TextStringObject(printed),
        }
    )  # fmt: skip

    assert applies(read, content) == {}
    assert f"fraud: {printed!r}" in doubts(read, content)


@pytest.fixture
def page() -> Callable[..., FormContent]:
    """The content of a PDF with texts at these places."""

    def make(*texts: tuple[int, int, str]) -> FormContent:
        from reportlab.pdfgen.canvas import Canvas

        made = BytesIO()
        canvas = Canvas(made, invariant=1)
        for x, y, text in texts:
            canvas.drawString(x, y, text)
        canvas.showPage()
        canvas.save()
        content = forms_content(media.PDF, made.getvalue())
        assert content is not None
        return content

    return make


HEADS = ((50, 800, "Grond"), (300, 800, "Ja"), (400, 800, "Nee"))


@pytest.mark.parametrize(("tick", "empty"), [("X", ""), ("[X]", "[ ]"), ("(x)", "( )")])
def test_a_tick_on_a_page_stands_under_the_head_of_its_column(
    page: Callable[..., FormContent], read: Reading, tick: str, empty: str
) -> None:
    content = page(
        *HEADS,
        (50, 780, "Fraude"), (302, 780, tick), (402, 780, empty),
        (50, 760, "Ernstige beroepsfout"), (298, 760, empty), (398, 760, tick),
    )  # fmt: skip

    assert applies(read, content) == {"fraud": True, "misconduct": False}


@pytest.mark.parametrize(
    "texts",
    [
        ((50, 780, "Fraude"), (300, 780, "X")),
        ((50, 780, "Fraude"), (300, 780, "[X]"), (400, 780, "[ ]")),
        (*HEADS, (50, 780, "Fraude"), (350, 780, "X")),
        (*HEADS[:1], (300, 800, "Ja"), (312, 800, "Nee"), (50, 780, "Fraude"), (306, 780, "X")),
        ((50, 780, "Fraude"), (300, 780, "Nee"), (300, 766, "Ja")),
    ],
)
def test_a_tick_on_a_page_of_which_the_column_is_not_known_is_a_doubt(
    page: Callable[..., FormContent], read: Reading, texts: tuple[tuple[int, int, str], ...]
) -> None:
    content = page(*texts)

    assert applies(read, content) == {}
    assert ": fraud: " in doubts(read, content)
    assert "(bladzijde 1, regel" in doubts(read, content)
