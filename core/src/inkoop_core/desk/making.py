"""The body of a fact, made of what was read of it and of what an officer says."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import attrs
from attrs import frozen
from cattrs.errors import BaseValidationError

from inkoop_core.api.checks import problems_of_body
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.desk.comparing import sameness, scattered_over, written
from inkoop_core.desk.parts import field_names, fixed_by_part, hints_of, must_be_known
from inkoop_core.desk.readings import FieldSaid, Target
from inkoop_core.desk.said import said_value
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.structure import plain


def value_of(body: type, name: str, value: str) -> Any:
    """A field's value from what was read. Raises ValueError when it is no value of that field."""
    try:
        data = json.loads(value)
        found = plain(hints_of(body)[name], data)
        if canonical_json(found).decode() == written(data):
            return found
    except (BaseValidationError, ArithmeticError, ValueError, TypeError, KeyError, AttributeError):
        pass
    raise ValueError(f"{value} is geen waarde van {name}")


@frozen
class Made:
    """The body of a fact, or why it cannot be made: one line per problem, beginning with the field.

    defaulted  fields that nobody names, so that they hold what the class says
    """

    body: Any | None
    problems: tuple[str, ...] = ()
    defaulted: tuple[str, ...] = ()


def body_of(
    target: Target, definition: TenderDefinition, given: Mapping[str, Any], left_out: Collection[str] = ()
) -> Made:
    """The fact to be, from the values on which its readings agree.

    given     values that the officer chose or typed, by field: they go before what was read
    left_out  fields of which he says that nothing was filled in
    """
    if target.body is None:
        return Made(None, (f"soort {target.kind!r} kan hier niet worden bevestigd",))
    fixed = fixed_by_part(target.body, target.part, target.readings)
    said = {field.name: field for field in target.fields if field.name not in left_out}
    values: dict[str, Any] = dict(fixed)
    problems = [*_about_sources(target, said, (*given, *left_out))]
    defaulted: list[str] = []
    for attribute in attrs.fields(target.body):
        name = attribute.name
        try:
            found = given[name] if name in given else _agreed(target.body, said.get(name), definition)
        except ValueError as error:
            problems.append(f"{name}: {error}")
            continue
        if found is not _NOTHING and name in fixed and found != fixed[name]:
            problems.append(f"{name}: {found!r} past niet bij {target.subject}; daar hoort {fixed[name]!r}")
        elif found is not _NOTHING:
            values[name] = found
        elif name not in fixed and must_be_known(target.body, attribute):
            problems.append(f"{name}: ontbreekt")
        elif name not in fixed:
            defaulted.append(name)
    if problems:
        return Made(None, tuple(problems))
    body = target.body(**values)
    wrong = problems_of_body(body, definition)
    return Made(None, tuple(wrong)) if wrong else Made(body, (), tuple(defaulted))


def _about_sources(target: Target, said: Iterable[str], given: Collection[str]) -> Iterator[str]:
    """Fields that the fact does not have, and that no file gives what one document must state."""
    for name in said:
        if name not in field_names(target.body):
            yield f"{name}: is gelezen, maar dit veld bestaat niet; verwerp het gelezen gegeven"
    scattered = scattered_over(target.body, target.part, target.readings, given)
    if scattered:
        yield f"bronnen: geen enkel bestand geeft dit heel ({'; '.join(scattered)})"


_NOTHING = object()


def _agreed(body: type, field: FieldSaid | None, definition: TenderDefinition) -> Any:
    """The one value that the bid gives, or _NOTHING. Raises ValueError for two values, and for none of that field."""
    if field is None or not field.in_bid:
        return _NOTHING
    if len(field.said) > 1:
        raise ValueError(side_by_side(body, field, definition))
    return value_of(body, field.name, field.said[0].value)


def otherwise(body: type | None, field: FieldSaid) -> FieldSaid:
    """The field with only the values that say something else than the fact that stands."""
    if field.standing is None:
        return field
    stands = sameness(body, field.name, field.standing)
    said = tuple(item for item in field.said if sameness(body, field.name, item.value) != stands)
    return attrs.evolve(field, said=said)


def told_values(body: type | None, field: FieldSaid, definition: TenderDefinition) -> tuple[str, ...]:
    """Each value that was read of a field, in words.

    Of values that are told in the same words the difference is in the details: there they stand in full.
    """
    told = tuple(said_value(body, field.name, item.value, definition) for item in field.said)
    return told if len(set(told)) == len(told) else tuple(item.value for item in field.said)


def side_by_side(body: type | None, field: FieldSaid, definition: TenderDefinition) -> str:
    """Different values with where each stands: `a (form.docx, tabel 1, rij 3) tegenover b (uea.xml)`."""
    told = told_values(body, field, definition)
    sides = [
        f"{value} ({'; '.join(map(str, item.sources))})" for value, item in zip(told, field.said, strict=True)
    ]
    return " tegenover ".join(sides)
