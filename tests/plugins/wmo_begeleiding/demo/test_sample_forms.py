"""Reading the sample forms gives what their declarations say, whatever the forms were made with."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import attrs
import pytest

import inkoop_wmo_begeleiding
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import Declaration, DeclaredDocument
from inkoop_core.desk.offered import installed_catalogue
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import SigningMethod
from inkoop_core.reading import media
from inkoop_core.reading.forms import (
    FormContent,
    FormProblem,
    best_form,
    document_doubts,
    form_facts,
    forms_content,
)
from inkoop_core.structure import strict
from inkoop_core.tender.load import load_definition, with_law

PLUGIN = Path(inkoop_wmo_begeleiding.__file__).parent
PACKAGES = PLUGIN / "demo" / "packages"
NAMES = sorted(path.name for path in PACKAGES.iterdir() if path.name != "README.md")
FORMS = {"uea", "bijlage-2", "bijlage-3", "bijlage-4"}
WITH_EXPLANATION = {"08-precies-genoeg", "15-haartje-erover"}
"""Samples that explain an answer of Annex IV in words, for which the fact has no field."""
UNREADABLE = {("20-gekreukt-vel", "machtiging.pdf"): "the file is damaged on purpose"}
"""Files that cannot be read as a form, with the reason."""


@pytest.fixture(scope="module")
def definition() -> TenderDefinition:
    text = (PLUGIN / "tender.toml").read_text(encoding="utf-8")
    text = text.replace("[procedure]\n", '[procedure]\ncontact_person = "V. Voorbeeld"\n', 1)
    return load_definition(with_law(text), (), installed_catalogue().clause_types)


def files_of(name: str) -> Mapping[str, bytes]:
    path = PACKAGES / name
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir()}
    with ZipFile(path) as archive:
        return {member: archive.read(member) for member in archive.namelist()}


def declared(files: Mapping[str, bytes]) -> Declaration:
    text = files["inschrijving.toml"].decode()
    found, problems = strict(Declaration, tomllib.loads(text, parse_float=Decimal))
    assert found is not None, problems
    return found


def facts_of(declaration: Declaration) -> dict[tuple[str, str], Any]:
    """What the forms have to tell, by kind and part."""
    return {
        ("tenderer", ""): declaration.tenderer,
        ("offer", ""): declaration.offer,
        ("sanctions.declaration", ""): declaration.sanctions,
        **{("party", party.id): party for party in declaration.parties},
        **{("espd.response", answered.party): answered for answered in declaration.espd},
        **{("reference", f"referentie-{item.number}"): item for item in declaration.references},
        **{("signature", item.document): item for item in declaration.signatures},
        **{("reservation", f"voorbehoud-{n}"): item for n, item in enumerate(declaration.reservations, 1)},
    }


def content_of(data: bytes) -> FormContent | None:
    return forms_content(media.PDF if data.startswith(b"%PDF") else media.DOCX, data)


def main_part(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def readings(
    declaration: Declaration, files: Mapping[str, bytes], definition: TenderDefinition
) -> Iterator[tuple[DeclaredDocument, ReadFact]]:
    for document in declaration.documents:
        if document.kind in FORMS and not document.file.endswith(".xml"):
            content = content_of(files[document.file])
            assert content is not None
            match = best_form(content, definition.forms)
            assert match is not None, document.file
            assert match.form.document == document.kind
            assert match.rivals == ()
            for fact in form_facts(content, match.form, definition, document.file, "0" * 64, "lezer", "1"):
                yield document, fact


@pytest.mark.parametrize("name", NAMES)
def test_the_forms_of_a_sample_say_exactly_what_its_declaration_says(
    name: str, definition: TenderDefinition
) -> None:
    files = files_of(name)
    declaration = declared(files)
    wanted = facts_of(declaration)
    read = list(readings(declaration, files, definition))

    assert Counter((fact.kind, fact.part) for _, fact in read) == Counter(list(wanted))
    for _, fact in read:
        body = wanted[fact.kind, fact.part]
        values = {value.field: value.value for value in fact.values}
        for field in attrs.fields(type(body)):
            if field.name not in values:
                assert getattr(body, field.name) == field.default, (fact.kind, fact.part, field.name)
            else:
                assert values[field.name] == canonical_json(getattr(body, field.name)).decode()
        by_hand = fact.kind == "signature" and body.method is SigningMethod.WET_SCAN
        assert len(fact.doubts) == by_hand, fact.doubts


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_filled_in_on_the_form_of_a_sample_goes_unread(
    name: str, definition: TenderDefinition
) -> None:
    files = files_of(name)
    unread: dict[str, tuple[str, ...]] = {}
    for document in declared(files).documents:
        if document.kind in FORMS and not document.file.endswith(".xml"):
            content = content_of(files[document.file])
            assert content is not None
            match = best_form(content, definition.forms)
            assert match is not None
            assert match.sheet is not None
            form_facts(content, match.form, definition, document.file, "0" * 64, "lezer", "1", match.sheet)
            doubts = document_doubts(match.sheet, match.form, definition)
            unread |= {document.kind: doubts} if doubts else {}

    assert set(unread) == ({"bijlage-4"} if name in WITH_EXPLANATION else set()), unread
    for doubts in unread.values():
        assert ["Een verzonnen leverancier van software levert 10,0" in doubt for doubt in doubts] == [True]


@pytest.mark.parametrize("name", NAMES)
def test_no_other_file_of_a_sample_is_taken_for_a_form(name: str, definition: TenderDefinition) -> None:
    files = files_of(name)
    for document in declared(files).documents:
        if document.kind in FORMS or document.file.endswith(".xml"):
            continue
        if (name, document.file) in UNREADABLE:
            with pytest.raises(FormProblem):
                content_of(files[document.file])
            continue
        content = content_of(files[document.file])
        assert content is not None
        assert best_form(content, definition.forms) is None


def test_the_samples_use_every_means_that_a_real_form_could() -> None:
    means: Counter[str] = Counter()
    for name in NAMES:
        files = files_of(name)
        file = next(item.file for item in declared(files).documents if item.kind == "bijlage-2")
        content = content_of(files[file])
        assert content is not None
        with_fields = bool(content.controls)
        means[f"{file.rpartition('.')[2]} {'fields' if with_fields else 'text'}"] += 1
        means["older fields"] += file.endswith(".docx") and b"FORMTEXT" in main_part(files[file])
    assert means["pdf fields"] == 1
    assert means["pdf text"] == 2
    assert means["docx text"] >= 4
    assert means["docx fields"] >= 8
    assert means["older fields"] >= 4


def test_every_map_of_the_demo_says_that_it_is_of_an_example(definition: TenderDefinition) -> None:
    assert {form.document for form in definition.forms} == FORMS
    assert all(form.example for form in definition.forms)
