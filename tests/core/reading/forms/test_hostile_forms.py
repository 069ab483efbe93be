"""Forms that are damaged or made to do harm: read, or refused with a reason; never anything else."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from inkoop_core.api.forms import FieldType, FormField
from inkoop_core.reading import media
from inkoop_core.reading.forms import FormProblem, forms_content
from inkoop_core.reading.forms.content import MAX_ROWS
from inkoop_core.reading.forms.docx import MAX_XML

FIELDS = (
    FormField("name", labels=("Naam",), names=("naam",)),
    FormField("employees", FieldType.WHOLE, labels=("Medewerkers",)),
    FormField("group_member", FieldType.YES_NO, labels=("Groep",), names=("groep_{option}",)),
)


def a_form(word: Any) -> bytes:
    made: bytes = word.file(
        word.paragraph("Formulier"),
        word.table(
            ("Naam", word.paragraph(word.control("naam", word.run("Voorbeeld")))),
            ("Medewerkers", word.paragraph(word.field("m", "<w:textInput/>", "12"))),
            ("Groep", word.paragraph(word.box("groep_ja", "1"), " ja ", word.box("groep_nee", "0"), " nee")),
        ),
    )
    return made


def a_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    made = BytesIO()
    canvas = Canvas(made, invariant=1, pageCompression=0)
    for number, (label, value) in enumerate(
        (("Naam", "Voorbeeld"), ("Medewerkers", "12"), ("Groep", "[X] ja [ ] nee"))
    ):
        canvas.drawString(60, 780 - 14 * number, label)
        canvas.drawString(250, 780 - 14 * number, value)
    canvas.acroForm.textfield(name="naam", value="Voorbeeld", x=100, y=690)
    canvas.acroForm.checkbox(name="groep_ja", checked=True, x=100, y=660)
    canvas.save()
    return made.getvalue()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, taken out or doubled, or the end cut off."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(changed))
        kind = chance.randrange(4)
        if kind == 0:
            changed[place] = chance.randrange(256)
        elif kind == 1:
            del changed[place : place + chance.randint(1, 40)]
        elif kind == 2:
            changed[place:place] = changed[place : place + chance.randint(1, 40)]
        else:
            changed[place : place + 3] = bytes(chance.randrange(256) for _ in range(3))
        if len(changed) < 10:
            break
    return bytes(changed[: chance.randrange(len(changed))] if chance.random() < 0.1 else changed)


def read_or_refused(kind: str, data: bytes, read: Callable[..., Any]) -> bool:
    """Whether it was read; a refusal is fine, another exception is not."""
    try:
        content = forms_content(kind, data)
    except FormProblem:
        return False
    assert content is not None
    read(content, *FIELDS)
    return True


def test_three_hundred_damaged_forms_are_read_or_refused(word: Any, read: Callable[..., Any]) -> None:
    chance = random.Random(48)
    packed, pdf = a_form(word), a_pdf()
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        xml = archive.read("word/document.xml")
    outcomes = []
    for _ in range(100):
        outcomes.append(read_or_refused(media.DOCX, mutated(packed, chance), read))
        outcomes.append(read_or_refused(media.DOCX, word.packed(mutated(xml, chance)), read))
        outcomes.append(read_or_refused(media.PDF, mutated(pdf, chance), read))

    assert len(outcomes) == 300
    assert any(outcomes)
    assert not all(outcomes)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"geen zip", b"PK\x05\x06" + bytes(18)],
    ids=["leeg", "begin", "tekst", "lege zip"],
)
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(FormProblem, match="kapot of versleuteld"):
        forms_content(media.DOCX, data)


def test_a_doctype_is_refused(word: Any) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><document>&a;</document>'

    with pytest.raises(FormProblem, match="DOCTYPE"):
        forms_content(media.DOCX, word.packed(bomb))


def test_a_main_part_that_unpacks_too_large_is_refused(word: Any) -> None:
    with pytest.raises(FormProblem, match="pakt uit tot meer"):
        forms_content(media.DOCX, word.packed(b" " * (MAX_XML + 1)))


def test_a_file_without_body_is_refused(word: Any) -> None:
    with pytest.raises(FormProblem, match="geen tekst"):
        forms_content(media.DOCX, word.packed(b"<document/>"))


def test_too_many_rows_or_too_much_text_is_refused(word: Any) -> None:
    with pytest.raises(FormProblem, match="regels"):
        forms_content(media.DOCX, word.file(word.paragraph("x") * (MAX_ROWS + 1)))
    with pytest.raises(FormProblem, match="tekens"):
        forms_content(media.DOCX, word.file(word.paragraph("x" * 60_000)))


def test_too_many_controls_are_refused(word: Any) -> None:
    with pytest.raises(FormProblem, match="velden"):
        forms_content(media.DOCX, word.file(f"<w:p>{word.control('n', '') * 5_001}</w:p>"))


def test_deep_nesting_is_refused(word: Any) -> None:
    with pytest.raises(FormProblem, match="genest"):
        forms_content(media.DOCX, word.file("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60))


def test_fields_that_are_not_closed_do_no_harm(word: Any, read: Callable[..., Any]) -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="naam"/></w:ffData></w:fldChar></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

    assert read_or_refused(media.DOCX, word.file(f"<w:p>{begin}</w:p><w:p>x{end}{end}</w:p>"), read)
