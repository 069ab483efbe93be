"""What is seen in a PDF form: fields to fill in, text in columns, ink and signatures."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from inkoop_core.api.forms import FieldType, FormField, FormOption
from inkoop_core.reading import media
from inkoop_core.reading.forms import FormContent, FormProblem, forms_content

Draw = Callable[[Any], None]


@pytest.fixture(scope="session")
def drawn() -> Callable[..., FormContent]:
    """The content of a PDF with a page for each function that draws."""

    def make(*pages: Draw) -> FormContent:
        from reportlab.pdfgen.canvas import Canvas

        made = BytesIO()
        canvas = Canvas(made, invariant=1)
        for page in pages:
            canvas.setFont("Helvetica", 10)
            page(canvas)
            canvas.showPage()
        canvas.save()
        content = forms_content(media.PDF, made.getvalue())
        assert content is not None
        return content

    return make


def rows(*lines: tuple[tuple[int, str], ...]) -> Draw:
    def draw(canvas: Any) -> None:
        for number, line in enumerate(lines):
            for x, text in line:
                canvas.drawString(x, 780 - 14 * number, text)

    return draw


def texts(content: FormContent) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in content.lines]


def test_columns_become_cells_and_lines_have_their_page(drawn: Any) -> None:
    content = drawn(rows(((60, "Naam"), (250, "Voorbeeld B.V."))), rows(((60, "Slot"),)))

    assert texts(content) == [["Naam", "Voorbeeld B.V."], ["Slot"]]
    assert [line.place for line in content.lines] == ["bladzijde 1, regel 1", "bladzijde 2, regel 1"]


def test_a_value_that_goes_on_in_the_next_line_is_one_value(drawn: Any) -> None:
    content = drawn(
        rows(((60, "Omschrijving"), (250, "een begin")), ((250, "en een slot"),), ((60, "Naam"), (250, "A")))
    )

    assert texts(content) == [["Omschrijving", "een begin en een slot"], ["Naam", "A"]]


def test_a_label_that_goes_on_in_the_next_line_is_known_by_the_map(drawn: Any, read: Any) -> None:
    content = drawn(rows(((60, "Naam van de"), (250, "A")), ((60, "inschrijver"),)))

    assert read(content, FormField("name", labels=("Naam van de inschrijver",)))[0].values == {"name": "A"}


def test_fields_of_a_pdf_give_text_boxes_choices_and_radio_buttons(drawn: Any) -> None:
    def fields(canvas: Any) -> None:
        form = canvas.acroForm
        canvas.drawString(50, 700, "Naam")
        form.textfield(name="naam", value="Voorbeeld B.V.", x=100, y=690)
        form.textfield(name="leeg", value="", x=100, y=660)
        form.checkbox(name="akkoord", checked=True, x=100, y=630)
        form.checkbox(name="anders", checked=False, x=100, y=600)
        form.choice(name="vorm", value="combinatie", options=["zelfstandig", "combinatie"], x=100, y=570)
        form.radio(name="keuze", value="een", selected=False, x=100, y=540)
        form.radio(name="keuze", value="twee", selected=True, x=140, y=540)

    found = {item.names[0]: item for item in drawn(fields).controls}

    assert found["naam"].text == "Voorbeeld B.V."
    assert found["naam"].place == "veld naam (bladzijde 1)"
    assert found["leeg"].text == ""
    assert (found["akkoord"].ticked, found["anders"].ticked) == (True, False)
    assert found["vorm"].text == "combinatie"
    assert found["keuze"].text == "twee"


def test_what_is_printed_beside_a_field_of_a_pdf_is_no_value(drawn: Any, read: Any) -> None:
    def page(canvas: Any) -> None:
        rows(((60, "Naam"), (250, "statutaire naam")))(canvas)
        canvas.acroForm.textfield(name="naam", value="", x=400, y=780)

    (found,) = read(drawn(page), FormField("name", labels=("Naam",), names=("naam",), required=True))

    assert found.values == {}
    assert found.doubts == ("Naam: is niet ingevuld (veld naam (bladzijde 1))",)


def test_ticks_of_a_flattened_pdf_are_boxes(drawn: Any, read: Any) -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(60, 780, "Vorm")
        canvas.drawString(250, 780, "[ ] zelfstandig [X] combinatie")

    field = FormField(
        "bid_form", FieldType.CHOICE, labels=("Vorm",),
        options=(FormOption("sole", ("zelfstandig",)), FormOption("consortium", ("combinatie",))),
    )  # fmt: skip

    assert read(drawn(page), field)[0].values == {"bid_form": "consortium"}


def test_curves_and_images_are_ink_on_their_page_and_rules_are_not(drawn: Any) -> None:
    def ruled(canvas: Any) -> None:
        canvas.grid([50, 100, 150], [50, 100, 150])

    def signed(canvas: Any) -> None:
        for place in range(5):
            canvas.bezier(10, 10, 20, 30 + place, 40, 5, 60, 20)

    assert [ink.page for ink in drawn(ruled, signed).inks] == [2]


def test_a_signed_field_is_told(pdf: Callable[..., bytes], sign: Callable[..., bytes]) -> None:
    plain, signed = forms_content(media.PDF, pdf("x")), forms_content(media.PDF, sign(pdf("x")))

    assert plain is not None
    assert signed is not None
    assert (plain.signed_digitally, signed.signed_digitally) == (False, True)


def test_a_pdf_with_a_password_is_not_read(pdf: Callable[..., bytes]) -> None:
    with pytest.raises(FormProblem, match="kan niet worden gelezen"):
        forms_content(media.PDF, pdf("x", password="geheim"))
