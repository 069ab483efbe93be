"""The answers to the exclusion grounds: a row or a field for each, with what goes with a yes."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import attrs

from inkoop_core.api.definition import ExclusionGround
from inkoop_core.api.forms import FieldType, FormField, FormPart
from inkoop_core.domain.naming import plain_name
from inkoop_core.domain.submission import GroundAnswer
from inkoop_core.reading.forms import answers
from inkoop_core.reading.forms.answers import Answer, Asked
from inkoop_core.reading.forms.content import TICKED, UNTICKED, Cell, places_of
from inkoop_core.reading.forms.finding import Found, Scope, label_key
from inkoop_core.reading.forms.rows import yes_no_in_row
from inkoop_core.reading.forms.saying import said
from inkoop_core.reading.forms.values import Unreadable

_REFERRING = re.compile(r"\s*ja\W+zie (?:de )?(?:toelichting|bijlage|onder|hieronder)\W*", re.I)
"""A yes that points to what is told about it is a yes."""


def grounds(asked: Asked) -> Answer:
    """An answer for every ground that the form asks about; one without an answer is a doubt.

    Boxes for yes of which none is ticked are no answer: nobody may have filled them in.
    """
    own = {option.id: option.labels for option in asked.field.options}
    texts_of = {
        ground.code: (ground.code, ground.title, *ground.aliases, *own.get(ground.code, ()))
        for ground in asked.definition.exclusion_grounds
    }
    labels = frozenset(label_key(text) for texts in texts_of.values() for text in texts)
    given: list[GroundAnswer] = []
    places: list[str] = []
    doubts: list[str] = []
    missing: list[str] = []
    by_box: list[str] = []
    ticked = False
    for ground in asked.definition.exclusion_grounds:
        texts = texts_of[ground.code]
        try:
            found = _answer(asked, ground, texts, labels)
            applies = None if found is None else said(found)
        except Unreadable as wrong:
            doubts.append(asked.doubt(f"{ground.code}: {wrong}"))
            continue
        if found is None or applies is None:
            missing.append(ground.code)
            continue
        places.append(found.place)
        ticked = ticked or found.ticked is True or TICKED in found.text
        if found.ticked is False or found.text == UNTICKED:
            by_box.append(ground.code)
        answer = GroundAnswer(ground.code, applies=applies)
        if applies:
            answer, wrong_parts = _with_parts(asked, ground, texts, answer)
            doubts += wrong_parts
        given.append(answer)
    if by_box and not ticked:
        doubts.append(asked.doubt("niet ingevuld: er is geen enkel vakje aangekruist", places_of(places)))
        given = [answer for answer in given if answer.code not in by_box]
    if not given and not doubts:
        return _nothing(asked, texts_of.values())
    if missing:
        doubts.append(asked.doubt(f"geen antwoord gevonden bij {', '.join(missing)}"))
    if not given:
        return Answer(place=places_of(places), doubts=_told(asked, doubts, by_box))
    words = ", ".join(answer.code for answer in given if answer.applies) or "nergens ja"
    return Answer(((asked.field.id, tuple(given)),), places_of(places), words, tuple(doubts))


def _nothing(asked: Asked, texts_of: Iterable[tuple[str, ...]]) -> Answer:
    """A form that asks about grounds and has no answer to any of them; else it asks about none."""
    codes = [spelling for texts in texts_of for spelling in texts]
    names = [name.replace("{option}", code) for name in asked.names for code in codes]
    controls = asked.sheet.named(names, asked.scope)
    lines = [line for text in codes for line in asked.sheet.lines_with(text, asked.scope)]
    places = [item.place for item in controls] + [
        asked.sheet.lines[line].place for line in sorted(set(lines))
    ]
    if not places:
        return Answer(seen=False)
    text = "niet ingevuld: bij geen enkele grond staat een antwoord"
    return Answer(place=places_of(places), doubts=(asked.doubt(text, places_of(places)),))


_MOST = 3


def _told(asked: Asked, doubts: list[str], by_box: list[str]) -> tuple[str, ...]:
    """One doubt for a block in which no ground can be read."""
    if by_box or len(doubts) <= _MOST:
        return tuple(doubts)
    first = doubts[0].removeprefix(asked.doubt(""))
    return (asked.doubt(f"bij geen enkele grond is een antwoord te lezen, zoals {first}"),)


def _answer(
    asked: Asked, ground: ExclusionGround, texts: tuple[str, ...], labels: Collection[str]
) -> Found | None:
    """By its field, else by what stands in its row. Raises Unreadable when the form says two things."""
    names = [
        name.replace("{option}", spelling)
        for name in asked.names
        for spelling in (ground.code, *ground.aliases)
    ]
    found = [
        item for item in asked.sheet.named(names, asked.scope) if item.ticked is not None or not item.blank
    ]
    if not any(item.line < 0 for item in found):
        found += _in_rows(asked, texts, labels)
    if len({said(item) for item in found}) > 1:
        raise Unreadable(f"staat er twee keer en anders ({places_of(item.place for item in found)})")
    return found[0] if found else None


def _in_rows(asked: Asked, texts: tuple[str, ...], labels: Collection[str]) -> Iterator[Found]:
    """Every row with the ground; one in which nothing is filled in does not count."""
    keys = {label_key(text) for text in texts}
    lines = dict.fromkeys(line for text in texts for line in asked.sheet.lines_with(text, asked.scope))
    for number in lines:
        line = asked.sheet.lines[number]
        if _heading(asked.field, line.text):
            continue
        others = [cell for cell in line.cells if label_key(cell.text) not in keys]
        plain = [Cell("ja", cell.column) if _REFERRING.fullmatch(cell.text[:80]) else cell for cell in others]
        found = yes_no_in_row(asked.sheet, number, plain, labels)
        if found.doubt:
            raise Unreadable(f"{found.doubt} ({found.place})")
        if not found.blank:
            yield found


def _heading(field: FormField, text: str) -> bool:
    begin = plain_name(field.block.partition("{option}")[0])
    return bool(begin) and plain_name(text[:200]).startswith(f"{begin} ")


def _with_parts(
    asked: Asked, ground: ExclusionGround, texts: tuple[str, ...], answer: GroundAnswer
) -> tuple[GroundAnswer, list[str]]:
    scope = _block(asked, texts)
    changes: dict[str, Any] = {}
    doubts: list[str] = []
    for part in asked.field.parts:
        field = FormField(
            part.id, part.type, tuple(name.replace("{option}", ground.code) for name in part.names),
            part.labels if scope else (),
        )  # fmt: skip
        found = part_answer(Asked(field, asked.sheet, scope or asked.scope, asked.definition))
        changes |= dict(found.values)
        doubts += [f"{ground.code}: {doubt}" for doubt in found.doubts]
    return attrs.evolve(answer, **changes), doubts


def _block(asked: Asked, texts: tuple[str, ...]) -> Scope | None:
    """The lines under the heading of a ground, up to the next such heading or heading of the map."""
    if not asked.field.block:
        return asked.scope
    heads = {plain_name(asked.field.block.replace("{option}", text)) for text in texts}
    start = -1
    for number in range(asked.scope.start, asked.scope.stop):
        text = asked.sheet.lines[number].text
        if start >= 0 and (_heading(asked.field, text) or _is_end(asked, number)):
            return Scope(start, number)
        if start < 0 and plain_name(text[:300]) in heads:
            start = number + 1
    return Scope(start, asked.scope.stop) if start >= 0 else None


def _is_end(asked: Asked, number: int) -> bool:
    """A line of one cell that the map knows is a heading of what comes next."""
    line = asked.sheet.lines[number]
    own = {label_key(label) for part in asked.field.parts for label in part.labels}
    return len(line.cells) == 1 and asked.sheet.is_known(line.text) and label_key(line.text) not in own


def part_answer(asked: Asked) -> Answer:
    """A value that goes with another one: a date, a yes or no, or a text."""
    return answers.yes_no(asked) if asked.field.type is FieldType.YES_NO else answers.single(asked)


def party_name(part: FormPart, sheet: Any, scope: Scope, definition: Any) -> str:
    """The name that gives {party}; "" when it is not there."""
    field = FormField(part.id, part.type, part.names, part.labels)
    found = answers.single(Asked(field, sheet, scope, definition))
    return str(found.values[0][1]) if found.values else ""
