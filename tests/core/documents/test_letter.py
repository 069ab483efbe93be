"""A letter as a Word file: as typed, the same bytes every time, by a template that is checked first."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document

from inkoop_core.api.letters import LetterContent, LetterTable, Section
from inkoop_core.documents.letter import (
    TemplateError,
    docx_text,
    letter_bytes,
    shipped_template,
    template_problems,
)
from inkoop_core.domain.letter import LetterKind


@pytest.fixture
def content() -> Callable[..., LetterContent]:
    def make(**changes: Any) -> LetterContent:
        values: dict[str, Any] = {
            "kind": LetterKind.REJECTION,
            "about": "S-001",
            "addressee": "Verzonnen Zorg",
            "channel": "procedure",
            "reference": "V-1",
            "title": "Afwijzing",
            "sections": (
                Section("Kop", ("Alinea een.", "Alinea twee."), ("punt een",)),
                Section(
                    "Tabel",
                    table=LetterTable(("a", "b", "c", "d"), (("1", "2", "3", "4"), ("5", "6", "7", "8"))),
                ),
            ),
            "statements": (),
            "facts": (1,),
            "sent_on": date(2026, 7, 14),
            "sender": "Gemeente Voorbeeld",
        }
        return LetterContent(**(values | changes))

    return make


@pytest.fixture
def template() -> Callable[..., bytes]:
    """A template with these lines in its body."""

    def make(*lines: str) -> bytes:
        document, made = Document(), BytesIO()
        for line in lines:
            document.add_paragraph(line)
        document.save(made)
        return made.getvalue()

    return make


def test_every_part_of_the_content_stands_in_the_letter(content: Any) -> None:
    lines = docx_text(letter_bytes(content())).splitlines()
    for text in (
        "Verzonnen Zorg",
        "V-1",
        "Afwijzing",
        "14 juli 2026",
        "Kop",
        "Alinea twee.",
        "punt een",
        "Tabel",
        *"12345678",
    ):
        assert text in lines
    assert not any("VOORBEELD" in line for line in lines)


@pytest.mark.parametrize(
    "name",
    [
        "{{ 7*7 }}",
        "{% for x in delen %}x{% endfor %}",
        "A & B <b>vet</b> \"C\" 'D'",
        "{_{ 7*7 }_} {%_ x _%}",
        "{{r naam }} {%p if x %}",
        "Ünïcode — ﬁ 漢字 🙂",
        "</w:t><w:t>",
        "&amp; &#65;",
    ],
)
def test_a_text_comes_out_as_it_was_typed(content: Any, name: str) -> None:
    lines = docx_text(
        letter_bytes(content(addressee=name, sections=(Section(name, (name,), (name,)),)))
    ).splitlines()
    assert lines.count(name) == 4


def test_signs_that_word_cannot_hold_become_a_space(content: Any) -> None:
    lines = docx_text(letter_bytes(content(addressee="a\x00b\x0cc\x07d\te\nf\ud800g"))).splitlines()
    assert "a b c d e f g" in lines


def test_the_same_letter_gives_the_same_bytes_without_a_clock_or_a_person(content: Any) -> None:
    made = letter_bytes(content())
    assert made == letter_bytes(content())
    properties = Document(BytesIO(made)).core_properties
    assert (properties.author, properties.last_modified_by) == ("Gemeente Voorbeeld", "Gemeente Voorbeeld")
    assert properties.created.date() == date(2026, 7, 14)
    with ZipFile(BytesIO(made)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_long_title_fits_the_properties(content: Any) -> None:
    assert letter_bytes(content(title="x" * 400, procedure="y" * 400))


def test_a_letter_of_a_sample_desk_is_marked_in_its_header(content: Any) -> None:
    document = Document(BytesIO(letter_bytes(content(example=True))))
    assert "VOORBEELD" in document.sections[0].header.paragraphs[0].text


def test_the_shipped_template_is_sound() -> None:
    assert template_problems(shipped_template()) == ()


def test_a_template_is_told_every_place_that_it_misses(template: Any) -> None:
    problems = template_problems(
        template("{{ geadresseerde }} {{ kenmerk }} {{ datum }}", "{{ delen[0].kop }}")
    )
    assert problems == (
        "{{ onderwerp }} ontbreekt",
        "{{ alinea }} in een lus over deel.alineas ontbreekt",
        "{{ punt }} in een lus over deel.punten ontbreekt",
        "{{ kop }} in een lus over deel.tabel.koppen ontbreekt",
        "{{ cel }} in een lus over rij.cellen ontbreekt",
        "{% if voorbeeld %}VOORBEELD{% endif %} ontbreekt: brieven van een voorbeeldbureau dragen dat",
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "{{ naam_van_de_wethouder }}",
            "vraagt iets dat een brief niet heeft: 'naam_van_de_wethouder' is undefined",
        ),
        ("{% for deel in delen %}", "een opdracht in het sjabloon klopt niet"),
        ("{{ kenmerk.__class__.__mro__ }}", "sjabloon"),
        ("{{ 1 / 0 }}", "sjabloon"),
    ],
)
def test_a_template_that_asks_for_something_else_is_refused(
    content: Any, template: Any, line: str, told: str
) -> None:
    with pytest.raises(TemplateError, match=told):
        letter_bytes(content(), template(line))


@pytest.mark.parametrize("file", [b"", b"geen zip", b"PK\x03\x04 kapot"])
def test_what_is_no_word_file_is_no_template(content: Any, file: bytes) -> None:
    with pytest.raises(TemplateError, match=r"\.docx"):
        letter_bytes(content(), file)


def test_a_zip_without_word_in_it_is_no_template(content: Any) -> None:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("los.txt", "niets")
    with pytest.raises(TemplateError, match="geen bruikbaar Word-bestand"):
        letter_bytes(content(), made.getvalue())


def test_a_template_that_unpacks_too_large_is_refused(content: Any) -> None:
    made = BytesIO()
    with ZipFile(made, "w", 8) as archive:
        archive.writestr("groot.xml", b" " * 50_000_001)
    with pytest.raises(TemplateError, match="uitgepakt 50000001 bytes"):
        letter_bytes(content(), made.getvalue())
