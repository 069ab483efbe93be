"""Hold a real form against its map: what is found where, what is not, and what the map leaves aside."""

from collections.abc import Iterator

from inkoop_core.api.actions import NewFile
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import FieldType, Form, FormCheckRow, FormField
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.naming import holds, plain_name
from inkoop_core.errors import Refused
from inkoop_core.reading import media
from inkoop_core.reading.forms.content import FormContent, FormProblem
from inkoop_core.reading.forms.facts import answers_of
from inkoop_core.reading.forms.finding import Sheet, label_key
from inkoop_core.reading.forms.mapped import option_keys, used_names
from inkoop_core.reading.forms.matching import match_form
from inkoop_core.reading.forms.opening import forms_content
from inkoop_core.reading.office import look_into_zip

NOT_FOUND = "niet gevonden"


def check_form(content: FormContent, form: Form, definition: TenderDefinition) -> tuple[FormCheckRow, ...]:
    """Rows for the marks, for every field of the map, and for named controls and labels that it does not use."""
    sheet = Sheet(content, form)
    return (*_marks(content, form), *_fields(sheet, form, definition), *_unused(sheet, form, definition))


def _marks(content: FormContent, form: Form) -> Iterator[FormCheckRow]:
    text = plain_name("\n".join(line.text for line in content.lines))
    for mark in form.marks:
        yield FormCheckRow("", "kenmerk", mark, "gevonden" if holds(text, plain_name(mark)) else NOT_FOUND)


def _fields(sheet: Sheet, form: Form, definition: TenderDefinition) -> Iterator[FormCheckRow]:
    told: set[str] = set()
    for record, scope, field, answer in answers_of(sheet, form, definition):
        if field.type in (FieldType.FIXED, FieldType.ORDER):
            continue
        told.add(record.id)
        name = record.id if record.repeating is None else f"{record.id} {scope.n}"
        if answer.values:
            words = answer.words or ", ".join(canonical_json(value).decode() for _, value in answer.values)
        else:
            words = "; ".join(answer.doubts)
        found = answer.place or ("gevonden" if answer.seen or answer.doubts else NOT_FOUND)
        if found != NOT_FOUND and not words:
            words = "(leeg)"
        yield FormCheckRow(name, field.id, searched(field), found, words)
    for record in form.records:
        if record.repeating is not None and record.id not in told:
            yield FormCheckRow(record.id, "", record.heading or record.repeating.value, NOT_FOUND)


def searched(field: FormField) -> str:
    """The names and labels of a field, as the check shows them."""
    names = [f"veld {name}" for name in field.names]
    options = [label for option in field.options for label in (option.labels or (option.id,))]
    return ", ".join((*names, *field.labels, *options[:12]))


def _unused(sheet: Sheet, form: Form, definition: TenderDefinition) -> Iterator[FormCheckRow]:
    used = used_names(form, definition)
    for control in sheet.content.controls:
        if not any(name.casefold() in used for name in control.names):
            value = control.text or (
                "" if control.ticked is None else "aangekruist" if control.ticked else "leeg vakje"
            )
            yield FormCheckRow(
                "", "", f"veld {control.names[0]}", f"niet in de veldenkaart: {control.place}", value
            )
    known = sheet.known | option_keys(form, definition)
    for number, line in enumerate(sheet.lines):
        label = line.cells[0].text if len(line.cells) > 1 and number not in sheet.wrapped else ""
        if label and len(label) <= 120 and label_key(label) and not _mapped(line.text, label, known):
            words = " | ".join(cell.text for cell in line.cells[1:])
            yield FormCheckRow("", "", label, f"niet in de veldenkaart: {line.place}", words[:200])


def _mapped(text: str, label: str, known: set[str]) -> bool:
    return label_key(label) in known or any(
        label_key(cell) in known for cell in text.split("\t") if len(cell) < 250
    )


def check_file(file: NewFile, definition: TenderDefinition, document: str) -> tuple[FormCheckRow, ...]:
    """The check of one file against the map of a kind of document; of several maps the one that fits best.

    Raises Refused, saying why, for a document without a map and for a file that is not read as a form.
    """
    forms = [form for form in definition.forms if form.document == document]
    if not forms:
        known = ", ".join(dict.fromkeys(form.document for form in definition.forms)) or "geen enkel document"
        raise Refused(f"document {document!r} heeft geen veldenkaart ([[forms]]); een kaart hebben: {known}.")
    kind = media.media_type(file.content)
    if kind == media.ZIP:
        kind = look_into_zip(file.content).media_type
    try:
        content = forms_content(kind, file.content)
    except FormProblem as problem:
        raise Refused(f"{file.name} wordt niet gelezen: {problem}.") from None
    if content is None:
        raise Refused(
            f"{file.name} is geen Word-bestand (docx) en geen PDF; andere bestanden worden niet gelezen."
        )
    text = plain_name("\n".join(line.text for line in content.lines))
    form = max(forms, key=lambda form: match_form(content, form, text).score)
    return check_form(content, form, definition)
