"""Which form a file is, by what stands in it and not by its name."""

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen
from attrs import field as attribute

from inkoop_core.api.forms import FieldType, Form, FormField
from inkoop_core.domain.naming import holds, plain_name
from inkoop_core.reading.forms.content import FormContent
from inkoop_core.reading.forms.finding import Sheet

ENOUGH = 50
"""A form is recognised from this score on."""
_MARKS = 40
_MARKED_TEXT = 200_000
_OF_TENDER = (FieldType.PRODUCTS, FieldType.GROUNDS)


@frozen
class FormMatch:
    """A form of the tender that a file could be.

    score   0 to 100: 40 for its marks, 60 for its fields; 50 is enough
    labels_found, labels_missing  ids of fields as `record.field`
    rivals  other forms that fit as well
    sheet   the file with its index for this form; None where it has no mark of it
    """

    form: Form
    score: int
    marks_found: tuple[str, ...]
    marks_missing: tuple[str, ...]
    labels_found: tuple[str, ...]
    labels_missing: tuple[str, ...]
    rivals: tuple[str, ...] = ()
    sheet: Sheet | None = attribute(default=None, repr=False, eq=False)


def best_form(content: FormContent, forms: Sequence[Form]) -> FormMatch | None:
    """The form that fits best, None when none fits. No mark at all: it is not that form, whatever its fields."""
    text = plain_name("\n".join(line.text for line in content.lines)[:_MARKED_TEXT])
    fitting = [match for form in forms if (match := match_form(content, form, text)).score >= ENOUGH]
    if not fitting:
        return None
    best = max(fitting, key=lambda match: match.score)
    rivals = [match.form.id for match in fitting if match is not best and match.score == best.score]
    return evolve(best, rivals=tuple(rivals))


def match_form(content: FormContent, form: Form, text: str) -> FormMatch:
    """How well a form fits. text: all of the file's words as `plain_name` gives them."""
    marks = [mark for mark in form.marks if holds(text, plain_name(mark))]
    if not marks:
        return FormMatch(form, 0, (), form.marks, (), ())
    sheet = Sheet(content, form)
    wanted = [(f"{record.id}.{one.id}", one) for record in form.records for one in record.fields]
    wanted = [(name, one) for name, one in wanted if one.names or one.labels or one.options]
    # What the tender itself names, its products and grounds, counts when it is there.
    found = [name for name, one in wanted if has_field(sheet, one)]
    wanted = [(name, one) for name, one in wanted if name in found or one.type not in _OF_TENDER]
    score = _MARKS * len(marks) // len(form.marks) + (
        (100 - _MARKS) * len(found) // len(wanted) if wanted else 0
    )
    return FormMatch(
        form,
        score,
        tuple(marks),
        tuple(mark for mark in form.marks if mark not in marks),
        tuple(found),
        tuple(name for name, _ in wanted if name not in found),
        sheet=sheet,
    )


def has_field(sheet: Sheet, field: FormField) -> bool:
    """Whether a field stands in the form, by a name or a label of itself or of an option."""
    options = [option.id for option in field.options]
    names = [*field.names, *(name for option in field.options for name in option.names)]
    if field.type in _OF_TENDER:
        return _any_option(sheet, names, options) or any(
            sheet.has_label(label) for option in field.options for label in (option.id, *option.labels)
        )
    if any(sheet.has_label(label) for label in field.labels) or _any_option(sheet, names, options):
        return True
    return any(sheet.has_label(label) for option in field.options for label in option.labels)


def _any_option(sheet: Sheet, names: Iterable[str], options: Sequence[str]) -> bool:
    for name in names:
        first = name.replace("{n}", "1")
        for option in options if "{option}" in first else ("",):
            if sheet.has_name(first.replace("{option}", option)):
                return True
    return False
