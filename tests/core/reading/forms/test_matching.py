"""A form is known by what stands in it, and held against its map."""

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import FieldType, Form, FormField, FormRecord, Repeating
from inkoop_core.domain.source import SourceRef
from inkoop_core.errors import Refused
from inkoop_core.reading import FilePackageReader
from inkoop_core.reading.forms import best_form, check_form

SOURCE = SourceRef("inkoopdocument", "§1")


def form(id: str, mark: str, *fields: FormField) -> Form:
    return Form(id, "formulier", id, SOURCE, (mark,), (FormRecord("r", "tenderer", fields),))


NAME = FormField("name", labels=("Naam",), names=("naam",))
CODE = FormField("agb_code", labels=("AGB-code",))
SECOND = form("twee", "Bijlage II", NAME, CODE)
THIRD = form("drie", "Bijlage III", NAME, CODE)


def test_a_form_is_known_by_the_number_of_its_annex(word: Any) -> None:
    content = word.content(
        word.paragraph("BIJLAGE III – verklaring"), word.table(("Naam", ""), ("AGB-code", ""))
    )
    found = best_form(content, (SECOND, THIRD))

    assert found is not None
    assert found.form is THIRD
    assert (found.score, found.marks_found, found.rivals) == (100, ("Bijlage III",), ())
    assert found.labels_found == ("r.name", "r.agb_code")


def test_the_score_tells_what_is_missing(word: Any) -> None:
    content = word.content(word.paragraph("Bijlage II"), word.paragraph(word.control("naam", word.run("A"))))
    found = best_form(content, (SECOND,))

    assert found is not None
    assert (found.score, found.labels_missing) == (70, ("r.agb_code",))


def test_no_mark_is_no_form_and_a_mark_alone_is_none_either(word: Any) -> None:
    table = word.table(("Naam", "A"), ("AGB-code", "1"))

    assert best_form(word.content(table), (SECOND,)) is None
    assert best_form(word.content(word.paragraph("Zie bijlage II")), (SECOND,)) is None


def test_two_forms_that_fit_as_well_are_rivals(word: Any) -> None:
    content = word.content(
        word.paragraph("Bijlage II en Bijlage III"), word.table(("Naam", "A"), ("AGB-code", "1"))
    )
    found = best_form(content, (SECOND, THIRD))

    assert found is not None
    assert {found.form.id, *found.rivals} == {"twee", "drie"}


def test_the_check_tells_where_each_field_is_and_what_the_map_leaves_aside(
    word: Any, tender: TenderDefinition
) -> None:
    content = word.content(
        word.table(("Naam", "A"), ("Telefoon", "0000")), word.paragraph(word.control("extra", word.run("x")))
    )
    rows = [
        (row.record, row.field, row.searched, row.found, row.words)
        for row in check_form(content, SECOND, tender)
    ]

    assert rows == [
        ("", "kenmerk", "Bijlage II", "niet gevonden", ""),
        ("r", "name", "veld naam, Naam", "tabel 1, rij 1", "A"),
        ("r", "agb_code", "AGB-code", "niet gevonden", ""),
        ("", "", "veld extra", "niet in de veldenkaart: veld extra", "x"),
        ("", "", "Telefoon", "niet in de veldenkaart: tabel 1, rij 2", "0000"),
    ]


def test_the_check_names_a_repeated_record_that_is_not_there(word: Any, tender: TenderDefinition) -> None:
    fields = (FormField("number", FieldType.ORDER), FormField("client", labels=("Opdrachtgever",)))
    record = FormRecord(
        "ref", "reference", fields, part="referentie-{n}", repeating=Repeating.BLOCK, heading="Referentie {n}"
    )
    one = evolve(SECOND, records=(record,))
    absent = check_form(word.content(word.paragraph("x")), one, tender)
    there = check_form(
        word.content(word.paragraph("Referentie 1"), word.table(("Opdrachtgever", ""))), one, tender
    )

    assert [(row.record, row.searched, row.found) for row in absent[1:]] == [
        ("ref", "Referentie {n}", "niet gevonden")
    ]
    assert [(row.record, row.found, row.words) for row in there[1:]] == [
        ("ref 1", "tabel 1, rij 1", "(leeg)")
    ]


def test_a_file_is_checked_against_the_map_of_its_document(
    word: Any, tender: TenderDefinition, tmp_path: Path
) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(word.file(word.paragraph("Bijlage III"), word.table(("Naam", "A"))))
    definition = evolve(tender, forms=(SECOND, THIRD))

    rows = FilePackageReader().form_check(path, definition, "formulier")

    assert rows[0].searched == "Bijlage III"
    assert any(row.field == "name" and row.words == "A" for row in rows)


@pytest.mark.parametrize(
    ("data", "document", "why"),
    [
        (b"tekst", "uea", "heeft geen veldenkaart"),
        (b"tekst", "formulier", "geen Word-bestand"),
        (b"%PDF-1.4 kapot", "formulier", "kan niet worden gelezen"),
    ],
)
def test_what_cannot_be_checked_is_told(
    data: bytes, document: str, why: str, tender: TenderDefinition, tmp_path: Path
) -> None:
    path = tmp_path / "form"
    path.write_bytes(data)
    definition = evolve(tender, forms=(SECOND,))

    with pytest.raises(Refused, match=why):
        FilePackageReader().form_check(path, definition, document)
