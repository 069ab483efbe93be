"""The map of a form is held against the tender and against what a fact has."""

from collections.abc import Sequence
from typing import Any

import pytest

from inkoop_core.errors import TenderFileError
from inkoop_core.tender.amend import amended
from inkoop_core.tender.load import load_definition, tables_of

FORM = """
[[forms]]
id = "formulier"
document = "DOCUMENT"
title = "Formulier"
marks = ["Bijlage II"]
source = { document = "inkoopdocument", paragraph = "§1" }

[[forms.records]]
id = "inschrijver"
fact = "tenderer"
fields = [
    { id = "name", labels = ["Naam"], required = true },
    { id = "bid_form", type = "choice", labels = ["Vorm"], options = [{ id = "sole", labels = ["alleen"] }] },
]

[[forms.records]]
id = "aanbod"
fact = "offer"
fields = [
    { id = "products", type = "products", options = [{ id = "PRODUCT", labels = ["Begeleiding"] }] },
    { id = "focus_areas", type = "choices", options = [{ id = "ggz", labels = ["GGZ"] }] },
]

[[forms.records]]
id = "referentie"
fact = "reference"
part = "referentie-{n}"
repeating = "block"
heading = "Referentie {n}"
fields = [
    { id = "first_day", type = "period", until = "last_day", labels = ["Periode"] },
]
"""


@pytest.fixture
def text(sound: str) -> str:
    """A sound tender with a map of a form."""
    tables = tables_of(sound, "klein.toml")
    form = FORM.replace("DOCUMENT", tables["documents"][0]["kind"]).replace(
        "PRODUCT", tables["products"][0]["id"]
    )
    return f"{sound}\n{form}"


def lines_of(text: str) -> Sequence[str]:
    with pytest.raises(TenderFileError) as raised:
        load_definition(text, name="klein.toml")
    return raised.value.lines


def test_a_sound_map_is_loaded(text: str) -> None:
    (form,) = load_definition(text).forms

    assert [record.id for record in form.records] == ["inschrijver", "aanbod", "referentie"]
    assert form.records[0].fields[0].required


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ('fact = "tenderer"', 'fact = "inschrijver"', "records.inschrijver.fact: 'inschrijver' is geen soort"),
        ('{ id = "name"', '{ id = "naam"', "records.inschrijver.fields.naam: 'naam' is geen veld van tenderer"),
        ('until = "last_day"', 'until = "last"', "records.referentie.fields.first_day: 'last' is geen veld"),
        ('until = "last_day", ', "", "records.referentie.fields.first_day.until: ontbreekt"),
        ('heading = "Referentie {n}"', "", "records.referentie.heading: ontbreekt"),
        ('part = "referentie-{n}"', 'part = "ref"', "records.referentie.part: heeft geen {n}"),
        ('part = "referentie-{n}"', 'part = "{party}"', "records.referentie.party: ontbreekt"),
        ('marks = ["Bijlage II"]', "marks = []", "marks: is leeg"),
        (', options = [{ id = "sole", labels = ["alleen"] }]', "", "records.inschrijver.fields.bid_form.options"),
        ('id = "sole"', 'id = "samen"', "records.inschrijver.fields.bid_form.options.samen: is geen keuze"),
        ('id = "ggz"', 'id = "onbekend"', "records.aanbod.fields.focus_areas.options.onbekend: is geen"),
        ('labels = ["Naam"], ', "", "records.inschrijver.fields.name.labels: geef labels, names of options"),
        ('fact = "tenderer"', 'fact = "tenderer"\nonly_if = "agb_code"', "records.inschrijver.only_if: 'agb_code'"),
        ('id = "aanbod"', 'id = "inschrijver"', "records.inschrijver: komt 2 keer voor"),
        ('type = "choice"', 'type = "keuze"', "[0].records[0].fields[1].type: 'keuze' is geen keuze"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_path(text: str, before: str, after: str, line: str) -> None:
    assert before in text
    path = f"forms{line}" if line.startswith("[") else f"forms.formulier.{line}"
    assert [told for told in lines_of(text.replace(before, after, 1)) if told.startswith(path)]


def test_an_unknown_document_and_an_unknown_product_are_told(sound: str) -> None:
    lines = lines_of(f"{sound}\n{FORM}")

    assert any(
        line.startswith("forms.formulier.document: 'DOCUMENT' staat niet in [[documents]]") for line in lines
    )
    where = "forms.formulier.records.aanbod.fields.products.options.PRODUCT: is geen product of variant"
    assert any(line.startswith(where) for line in lines)


def test_an_example_form_may_have_focus_areas_of_its_own(text: str) -> None:
    example = text.replace('id = "ggz"', 'id = "voorbeeld"').replace(
        'title = "Formulier"', 'title = "F"\nexample = true'
    )

    assert load_definition(example).forms[0].example


def test_a_map_is_amended_by_its_path(text: str) -> None:
    path = "forms.formulier.records.inschrijver.fields.name.labels"
    tables: Any = amended(tables_of(text, "klein.toml"), path, '["Statutaire naam"]')

    assert tables["forms"][0]["records"][0]["fields"][0]["labels"] == ["Statutaire naam"]
