"""One answer: its value as text, and of what kind."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from inkoop_core.domain.espd import EspdKind
from inkoop_core.reading.espd import codes
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


def given(element: Any, names: Mapping[str, EspdKind], lot: str = "") -> Given | None:
    """The value among the children of an element; None when none of them is known as a value.

    Several texts are the same answer in several languages, or its lines; another second value is told.
    """
    found = [(kind, part) for part in element if (kind := names.get(local(part))) is not None]
    if not found:
        return None
    others = [(kind, part) for kind, part in found if kind is not EspdKind.TEXT]
    if not others:
        lines = [words(part) for _, part in found]
        return Given(EspdKind.TEXT, "\n".join(filter(None, lines)) or None, "", lot, _cut(found))
    kind, first = others[0]
    extra = tuple(f"naast het antwoord staat ook {local(part)} {words(part)!r}" for _, part in others[1:])
    value = words(first)
    if kind is EspdKind.INDICATOR and value:
        if value.lower() not in _YES_NO:
            extra = (*extra, f"{value!r} is geen ja of nee")
        value = _YES_NO.get(value.lower(), value)
    unit = first.get("currencyID") or first.get("unitCode") or ""
    return Given(kind, value or None, unit, lot, (*extra, *_cut(found)))


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
