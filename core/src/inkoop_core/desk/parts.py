"""What a bid says, fact by fact: which classes, and what their subject fixes."""

import functools
import re
import typing
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from inkoop_core.domain.fact import Fact
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import Party, Tenderer
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import (
    EspdResponse,
    Offer,
    PlatformAnswers,
    Reference,
    Reservation,
    SanctionsDeclaration,
    Signature,
)

SAID_IN_A_BID: tuple[type, ...] = (
    Tenderer,
    Party,
    Offer,
    EspdResponse,
    Reference,
    SanctionsDeclaration,
    Signature,
    PlatformAnswers,
    Reservation,
    Document,
)
"""The only facts that a reading can become, in the order in which officers look at them."""
_NUMBERED = {Reference: "referentie", Reservation: "voorbehoud"}
_IDENTIFYING = {
    Party: ("id",),
    EspdResponse: ("party",),
    Reference: ("number",),
    Signature: ("document",),
    Document: ("file", "sha256"),
}


def identifying(body: type) -> tuple[str, ...]:
    """The fields that say what the fact is about; another value would be another fact."""
    return _IDENTIFYING.get(body, ())


@functools.cache
def hints_of(body: type) -> Mapping[str, Any]:
    """The type of each field of a fact's class."""
    return typing.get_type_hints(body)


def field_names(body: type | None) -> tuple[str, ...]:
    """The fields of a fact's class, in order; none where the class is not known."""
    return tuple(attribute.name for attribute in attrs.fields(body)) if body is not None else ()


def must_be_known(attribute: "attrs.Attribute[Any]") -> bool:
    """A field without a default, and one whose default is yes: nobody says yes by saying nothing."""
    return attribute.default is attrs.NOTHING or attribute.default is True


def fixed_by_part(body: type, part: str, readings: Iterable[Fact[ReadFact]] = ()) -> Mapping[str, Any]:
    """The value of each identifying field that the part of the subject fixes.

    The hash of a document is known where its own file was read.
    """
    if body is Reference:
        number = re.fullmatch(r"referentie-([1-9][0-9]*)", part)
        return {"number": int(number[1])} if number else {}
    found: dict[str, Any] = {name: part for name in identifying(body) if name != "sha256"}
    if body is Document:
        for reading in readings:
            if reading.body.file == part:
                found["sha256"] = reading.body.sha256
    return found


def part_problem(body: type, part: str) -> str:
    """What is wrong with the part of a subject, in Dutch; "" when nothing is."""
    if body in _NUMBERED:
        name = _NUMBERED[body]
        if not re.fullmatch(rf"{name}-[1-9][0-9]*", part):
            return f"part: {part!r} klopt niet; schrijf {name}-1, {name}-2 enzovoort"
        return ""
    if body in _IDENTIFYING and not part.strip():
        return "part: vul het onderdeel in: de partij, het stuk of het bestand waar het over gaat"
    if body not in _IDENTIFYING and part:
        return f"part: {part!r} kan hier niet; dit gegeven gaat over de hele inschrijving, laat het leeg"
    return ""
