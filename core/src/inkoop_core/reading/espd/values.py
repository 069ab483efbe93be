"""One answer: its value as text, and of what kind."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from inkoop_core.domain.espd import EspdKind
from inkoop_core.reading.espd import codes
from inkoop_core.reading.espd.main_question import means_yes
from inkoop_core.reading.espd.nodes import MAX_TEXT, children, local, text, words

_YES_NO = {"true": "true", "1": "true", "false": "false", "0": "false"}


@frozen
class Given:
    """What was answered. value: None when the element is there and holds nothing."""

    kind: EspdKind
    value: str | None
    unit: str = ""
    lot: str = ""
    unread: tuple[str, ...] = ()


def given(element: Any, names: Mapping[str, EspdKind], lot: str = "") -> tuple[Given, ...]:
    """The value among the children of an element; nothing when none of them is known as a value.

    Several texts are the same answer in several languages, or its lines; another second value is told. A yes or
    no goes before anything else, wherever it stands; every yes beside it is an answer too.
    """
    found = [(kind, part) for part in element if (kind := names.get(local(part))) is not None]
    if not found:
        return ()
    yes_no = [part for kind, part in found if kind is EspdKind.INDICATOR]
    others = [(kind, part) for kind, part in found if kind is not EspdKind.TEXT]
    if yes_no:
        return _indicators(found, yes_no, lot)
    if not others:
        lines = [words(part) for _, part in found]
        return (Given(EspdKind.TEXT, "\n".join(filter(None, lines)) or None, "", lot, _cut(found)),)
    kind, first = others[0]
    extra = tuple(_beside(part) for _, part in others[1:])
    unit = first.get("currencyID") or first.get("unitCode") or ""
    return (Given(kind, words(first) or None, unit, lot, (*extra, *_cut(found))),)


def _indicators(found: list[tuple[EspdKind, Any]], yes_no: list[Any], lot: str) -> tuple[Given, ...]:
    """Every yes or no of one value, and what else there means yes; the rest is told with the first."""
    beside = [(kind, part) for kind, part in found if kind is not EspdKind.INDICATOR and words(part)]
    told = (*(_beside(part) for _, part in beside), *_cut(found))
    answers = []
    for number, part in enumerate(yes_no):
        value = words(part)
        unread = () if number else told
        if value and value.lower() not in _YES_NO:
            unread = (*unread, f"{value!r} is geen ja of nee")
        answers.append(Given(EspdKind.INDICATOR, _YES_NO.get(value.lower(), value) or None, "", lot, unread))
    also = (Given(kind, words(part), "", lot) for kind, part in beside if means_yes(words(part)))
    return (*answers, *also)


def _beside(part: Any) -> str:
    return f"naast het antwoord staat ook {local(part)} {words(part)!r}"


def _cut(found: list[tuple[EspdKind, Any]]) -> tuple[str, ...]:
    long = any(len(part.text or "") > MAX_TEXT for _, part in found)
    return (f"het antwoord is langer dan {MAX_TEXT} tekens; de rest is niet overgenomen",) if long else ()


def period(element: Any, lot: str = "") -> Given:
    """A period: `start/end`, else its duration, else its words."""
    start, end = text(element, "StartDate"), text(element, "EndDate")
    if start or end:
        return Given(EspdKind.PERIOD, f"{start}/{end}", lot=lot)
    measure = next(children(element, "DurationMeasure"), None)
    if measure is not None and words(measure):
        return Given(EspdKind.PERIOD, words(measure), measure.get("unitCode", ""), lot)
    return Given(
        EspdKind.PERIOD, "\n".join(words(line) for line in children(element, "Description")) or None, lot=lot
    )


def kind_of(value: Given, datatype: str) -> EspdKind:
    """The kind of an answer; of an open one what the question asks for, text where that is not known."""
    if value.value is None:
        return codes.DATATYPES.get(datatype, EspdKind.TEXT)
    if value.kind is EspdKind.QUANTITY and datatype == "PERCENTAGE":
        return EspdKind.PERCENTAGE
    return value.kind


OPEN = Given(EspdKind.TEXT, None)
