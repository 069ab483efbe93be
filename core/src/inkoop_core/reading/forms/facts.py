"""What a form says, as proposals: one for each fact to be."""

import re
from collections.abc import Callable, Iterator

from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import FieldType, Form, FormField, FormRecord
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.party import party_id
from inkoop_core.domain.reading import ReadFact, ReadValue
from inkoop_core.domain.submission import SigningMethod
from inkoop_core.reading.forms import answers
from inkoop_core.reading.forms.answers import MAX_WORDS, Answer, Asked
from inkoop_core.reading.forms.content import FormContent, shown
from inkoop_core.reading.forms.finding import Scope, Sheet
from inkoop_core.reading.forms.grounds import grounds, party_name
from inkoop_core.reading.forms.leftover import left_over, told_left_over
from inkoop_core.reading.forms.products import products
from inkoop_core.reading.forms.scopes import scopes_of
from inkoop_core.reading.forms.values import Unreadable

MOST_DOUBTS = 10
"""Of one kind in one reading."""
EIGHT_DIGITS = frozenset({"trade_register_number", "agb_code"})
"""Fields with a number of eight digits, in every tender."""
UNKNOWN_PARTY = "onbekende-partij"
"""The id of a party of which the name is not found; there is a doubt with it."""


@frozen
class _Made:
    """A record of the form with the answers of its fields."""

    record: FormRecord
    scope: Scope
    answers: tuple[tuple[FormField, Answer], ...]
    party: str

    @property
    def empty(self) -> bool:
        return all(answer.empty for field, answer in self.answers if field.type not in _GIVEN)


_GIVEN = (FieldType.FIXED, FieldType.ORDER)


def form_facts(
    content: FormContent,
    form: Form,
    definition: TenderDefinition,
    file: str,
    sha256: str,
    reader: str,
    reader_version: str,
    sheet: Sheet | None = None,
) -> tuple[ReadFact, ...]:
    """One reading for each fact that the form tells, in the order of its map and, of repeated ones, of entry.

    sheet: its index, where it was made already. A value stands there only when it can be read in one way; else there
    is a doubt that names the place.
    """
    facts = []
    for made in _records(sheet or Sheet(content, form), form, definition):
        values: list[ReadValue] = []
        doubts: list[str] = []
        if made.party == UNKNOWN_PARTY:
            doubts.append("naam van de partij: niet gevonden; zo is niet te zeggen over wie dit gaat")
        for field, answer in made.answers:
            values += [
                ReadValue(name, canonical_json(value).decode(), answer.place, answer.words[:MAX_WORDS])
                for name, value in answer.values
            ]
            doubts += answer.doubts
            if field.required and answer.empty:
                doubts.append(_missing(field, answer, made.scope))
        doubts += _unread(content, made.scope)
        part = _filled(made.record.part, made.scope, made.party)
        facts.append(
            ReadFact(
                made.record.fact, part, file, sha256, reader, reader_version, tuple(values),
                tuple(dict.fromkeys(doubts)),
            )
        )  # fmt: skip
    return tuple(facts)


def _unread(content: FormContent, scope: Scope) -> list[str]:
    """What stands in a part of the form and gives no value, such as struck words."""
    pages = {line.page for line in content.lines[scope.start : scope.stop]} if content.unread else set()
    return some(
        [item.doubt for item in content.unread if scope.holds(item.row) or (item.page and item.page in pages)]
    )


def some(doubts: list[str]) -> list[str]:
    """The first of them, and how many more there are."""
    more = len(doubts) - MOST_DOUBTS
    return [*doubts[:MOST_DOUBTS], f"en nog {more} van zulke plaatsen"] if more > 0 else doubts


def answers_of(
    sheet: Sheet, form: Form, definition: TenderDefinition
) -> Iterator[tuple[FormRecord, Scope, FormField, Answer]]:
    """Every field of every record of the map with its answer, also where nothing is filled in."""
    for record in form.records:
        for scope in scopes_of(sheet, form, record):
            for field in record.fields:
                yield record, scope, field, _answer(Asked(field, sheet, scope, definition), "")


def document_doubts(sheet: Sheet, form: Form, definition: TenderDefinition) -> tuple[str, ...]:
    """What stands in a form and is in none of its facts, once these were read from the same sheet."""
    left = told_left_over(left_over(sheet, form, definition), MOST_DOUBTS)
    unread = some([item.doubt for item in sheet.content.unread])
    return tuple(dict.fromkeys((*unread, *sheet.cut.values(), *([left] if left else ()))))


def _missing(field: FormField, answer: Answer, scope: Scope) -> str:
    name = (*field.labels, *field.names, field.id)[0].replace("{n}", str(scope.n))
    if answer.seen:
        return f"{name}: is niet ingevuld" + (f" ({answer.place})" if answer.place else "")
    return f"{name}: niet gevonden op het formulier"


def _records(sheet: Sheet, form: Form, definition: TenderDefinition) -> Iterator[_Made]:
    for record in form.records:
        number = 0
        for scope in scopes_of(sheet, form, record):
            counted = Scope(scope.start, scope.stop, scope.n, scope.header)
            party = ""
            if record.party is not None:
                where = scope if record.repeating else Scope(0, len(sheet.lines))
                name = party_name(record.party, sheet, where, definition)
                party = (party_id(name) if name else "") or UNKNOWN_PARTY
            asked = tuple(
                (field, _answer(Asked(field, sheet, counted, definition), party)) for field in record.fields
            )
            made = _Made(record, scope, asked, party)
            if record.repeating is not None and made.empty:
                continue
            if record.only_if and all(answer.empty for field, answer in asked if field.id == record.only_if):
                continue
            number += 1
            yield made if record.repeating is None else _numbered(made, number)


def _numbered(made: _Made, number: int) -> _Made:
    """With its number in the order of entry: empty ones before it do not count (N-26)."""
    scope = Scope(made.scope.start, made.scope.stop, number, made.scope.header)
    again = tuple(
        (
            field,
            Answer(((field.id, number),), f"nummer {number} in volgorde")
            if field.type is FieldType.ORDER
            else answer,
        )
        for field, answer in made.answers
    )
    return _Made(made.record, scope, again, made.party)


def _filled(text: str, scope: Scope, party: str) -> str:
    return text.replace("{n}", str(scope.n)).replace("{party}", party)


def _answer(asked: Asked, party: str) -> Answer:
    if asked.field.type is FieldType.FIXED:
        return _fixed(asked, party)
    try:
        answer = _KINDS[asked.field.type](asked)
    except Unreadable as wrong:
        return Answer(doubts=(asked.doubt(str(wrong)),))
    return _of_eight(asked, answer) if asked.field.id in EIGHT_DIGITS else answer


def _of_eight(asked: Asked, answer: Answer) -> Answer:
    """A number of eight digits, else a doubt without value: what stands there is then of another label."""
    if not answer.values:
        return answer
    ((name, value),) = answer.values
    digits = "".join(str(value).split())
    if len(digits) == 8 and digits.isascii() and digits.isdigit():
        return Answer(((name, digits),), answer.place, answer.words, answer.doubts)
    return Answer(doubts=(asked.doubt(f"{shown(str(value))} is geen nummer van acht cijfers", answer.place),))


def _fixed(asked: Asked, party: str) -> Answer:
    value = _filled(asked.field.value, asked.scope, party)
    return Answer(((asked.field.id, value),), "volgt uit het formulier", "")


def _order(asked: Asked) -> Answer:
    return Answer(((asked.field.id, asked.scope.n),), f"nummer {asked.scope.n} in volgorde", "")


_LINE_FOR_NAME = re.compile(r"[_.\s]*")


def ink(asked: Asked) -> Answer:
    """How it is signed, by what the page with the label shows. Ink is always for the officer to look at."""
    content = asked.sheet.content
    if content.signed_digitally:
        return Answer(((asked.field.id, SigningMethod.DIGITAL),), "handtekeningveld van de PDF", "")
    found = asked.sheet.labelled(asked.field.labels, asked.scope)
    lines = {number for label in asked.field.labels for number in asked.sheet.lines_with(label, asked.scope)}
    lines |= {item.line for item in found}
    if not lines:
        return Answer(seen=False)
    pages = {asked.sheet.lines[line].page for line in lines}
    near = [
        item
        for item in content.inks
        if (item.page and item.page in pages)
        or (not item.page and any(0 <= item.row - line <= 3 for line in lines))
    ]
    place = asked.sheet.lines[min(lines)].place
    if not near:
        return Answer(((asked.field.id, SigningMethod.NONE),), place, "niets getekend")
    text = f"te zien: {near[0].place}; kijk of dat een handtekening is, en van wie"
    return Answer(
        ((asked.field.id, SigningMethod.WET_SCAN),), place, near[0].place, (asked.doubt(text, place),)
    )


_KINDS: dict[FieldType, Callable[[Asked], Answer]] = {
    FieldType.TEXT: answers.single,
    FieldType.WHOLE: answers.single,
    FieldType.EUROS: answers.single,
    FieldType.PERCENT: answers.single,
    FieldType.DATE: answers.single,
    FieldType.PERIOD: answers.single,
    FieldType.TEXTS: answers.texts,
    FieldType.YES_NO: answers.yes_no,
    FieldType.CHOICE: answers.choice,
    FieldType.CHOICES: answers.choices,
    FieldType.PRODUCTS: products,
    FieldType.GROUNDS: grounds,
    FieldType.INK: ink,
    FieldType.ORDER: _order,
}
