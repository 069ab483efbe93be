"""What the types of `[[forms]]` cannot say: kinds, fields and options that exist."""

import typing
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum

import attrs

from inkoop_core.api.forms import (
    READABLE,
    TYPES_OF_RANGE,
    FieldType,
    Form,
    FormField,
    FormRecord,
    Repeating,
)
from inkoop_core.domain.submission import GroundAnswer
from inkoop_core.tender.file import TenderFile


def form_problems(file: TenderFile) -> Iterator[str]:
    """One line per problem, each starting with its path."""
    yield from _doubles("forms", (form.id for form in file.forms))
    kinds = {document.kind for document in file.documents}
    for form in file.forms:
        path = f"forms.{form.id}"
        if form.document not in kinds:
            yield f"{path}.document: {form.document!r} staat niet in [[documents]]"
        if not form.marks:
            yield f"{path}.marks: is leeg; zonder kenmerk wordt het formulier niet herkend"
        yield from _doubles(f"{path}.records", (record.id for record in form.records))
        for record in form.records:
            yield from _record(f"{path}.records.{record.id}", record, form, file)


def _record(path: str, record: FormRecord, form: Form, file: TenderFile) -> Iterator[str]:
    fact = READABLE.get(record.fact)
    if fact is None:
        yield f"{path}.fact: {record.fact!r} is geen soort gegeven; bekend zijn {', '.join(sorted(READABLE))}"
        return
    if record.repeating is Repeating.BLOCK and not record.heading:
        yield f"{path}.heading: ontbreekt; zonder is niet te zien waar elk blok begint"
    if record.repeating is not None and "{n}" not in record.part and "{party}" not in record.part:
        yield f"{path}.part: heeft geen {{n}} en geen {{party}}; elk gegeven heeft een eigen onderwerp"
    if "{party}" in record.part and record.party is None:
        yield f"{path}.party: ontbreekt; zeg waar de naam staat die {{party}} geeft"
    names = [field.id for field in record.fields]
    yield from _doubles(f"{path}.fields", names)
    if record.only_if and record.only_if not in names:
        yield f"{path}.only_if: {record.only_if!r} is geen veld van dit gegeven op het formulier"
    known = [attribute.name for attribute in attrs.fields(fact)]
    for field in record.fields:
        where = f"{path}.fields.{field.id}"
        for name in (field.id, field.until):
            if name and name not in known:
                yield f"{where}: {name!r} is geen veld van {record.fact}; bekend zijn {', '.join(known)}"
        yield from _field(where, fact, field, form, file)


def _field(path: str, fact: type, field: FormField, form: Form, file: TenderFile) -> Iterator[str]:
    if field.type is FieldType.PERIOD and not field.until:
        yield f"{path}.until: ontbreekt; een periode geeft twee velden"
    findable = field.names or field.labels or field.options or field.type in TYPES_OF_RANGE
    if not findable:
        yield f"{path}.labels: geef labels, names of options; zonder is het veld niet te vinden"
    if field.type is FieldType.CHOICE and not field.options:
        yield f"{path}.options: is leeg; noem waaruit gekozen kan worden"
    answer = [attribute.name for attribute in attrs.fields(GroundAnswer)]
    for part in field.parts:
        if part.id not in answer:
            yield f"{path}.parts: {part.id!r} is geen veld van een antwoord; bekend zijn {', '.join(answer)}"
    yield from _doubles(f"{path}.options", (option.id for option in field.options))
    known, what = _options(fact, field, form, file)
    for option in field.options if known else ():
        if option.id not in known:
            yield f"{path}.options.{option.id}: is geen {what}; bekend zijn {', '.join(sorted(known))}"


def _options(fact: type, field: FormField, form: Form, file: TenderFile) -> tuple[set[str], str]:
    """What an option may be, and what that is called; nothing where the tender does not say."""
    if field.type is FieldType.PRODUCTS:
        products = {product.id for product in file.products}
        return products | {
            item for product in file.products for item in product.variants
        }, "product of variant"
    if field.type is FieldType.GROUNDS:
        return {ground.code for ground in file.exclusion_grounds}, "uitsluitingsgrond"
    # An example form has example focus areas, which the officer's own replace.
    if field.id == "focus_areas" and not form.example:
        return set(file.focus_areas), "aandachtsgebied"
    kind = typing.get_type_hints(fact).get(field.id)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {str(member.value) for member in kind}, "keuze"
    return set(), ""


def _doubles(table: str, ids: Iterable[str]) -> Iterator[str]:
    for item, times in Counter(ids).items():
        if times > 1:
            yield f"{table}.{item}: komt {times} keer voor; een id is uniek"
