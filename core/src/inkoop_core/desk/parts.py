"""What a bid says, fact by fact: which classes, and what their subject fixes."""

import functools
import re
import typing
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from inkoop_core.domain.fact import Fact
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import Party, Tenderer, party_id
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import (
    KINDS_OF_NONE,
    EspdResponse,
    NoneStated,
    Offer,
    PlatformAnswers,
    Reference,
    Reservation,
    SanctionsDeclaration,
    Signature,
    kind_of_none,
    none_part,
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
    NoneStated,
    Document,
)
"""The only facts that a reading can become, in the order in which officers look at them."""
_NUMBERED = {Reference: "referentie", Reservation: "voorbehoud"}
_NEVER_BY_SILENCE = ((Tenderer, "group_member"), (PlatformAnswers, "unanswered"))
"""Fields with a default that rules take for an answer: the bid or an officer must say it."""
STATED_AS_A_WHOLE = (Offer, EspdResponse, Reference, SanctionsDeclaration)
"""Facts that one document states: halves from two files are no fact that anybody gave."""
_IDENTIFYING = {
    Party: ("id",),
    EspdResponse: ("party",),
    Reference: ("number",),
    Signature: ("document",),
    NoneStated: ("kind",),
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


def must_be_known(body: type, attribute: "attrs.Attribute[Any]") -> bool:
    """A field without a default, and one whose default is yes: nobody says yes by saying nothing."""
    silent = attribute.default is attrs.NOTHING or attribute.default is True
    return silent or (body, attribute.name) in _NEVER_BY_SILENCE


def needed_in_one_source(body: type) -> tuple[str, ...]:
    """The fields that one file must give together; every field where none must be known."""
    if body not in STATED_AS_A_WHOLE:
        return ()
    needed = [attribute.name for attribute in attrs.fields(body) if must_be_known(body, attribute)]
    own = [name for name in needed if name not in identifying(body)]
    return tuple(own or [name for name in field_names(body) if name not in identifying(body)])


def fixed_by_part(body: type, part: str, readings: Iterable[Fact[ReadFact]] = ()) -> Mapping[str, Any]:
    """The value of each identifying field that the part of the subject fixes.

    The hash of a document is known where its own file was read, that of a signature where one file shows it.
    """
    if body is Reference:
        number = re.fullmatch(r"referentie-([1-9][0-9]*)", part)
        return {"number": int(number[1])} if number else {}
    if body is NoneStated:
        return {"kind": kind_of_none(part)} if kind_of_none(part) else {}
    found: dict[str, Any] = {name: part for name in identifying(body) if name != "sha256"}
    if body is Document:
        for reading in readings:
            if reading.body.file == part:
                found["sha256"] = reading.body.sha256
    if body is Signature:
        files = {reading.body.sha256 for reading in readings if reading.body.of_the_bid}
        found["sha256"] = files.pop() if len(files) == 1 else ""
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
    if body is NoneStated and not kind_of_none(part):
        return f"part: {part!r} klopt niet; schrijf {' of '.join(map(none_part, KINDS_OF_NONE))}"
    if body is Party and part != party_id(part):
        return f"part: {part!r} kan geen partij zijn; schrijf haar naam zoals {party_id(part)!r}"
    if body not in _IDENTIFYING and part:
        return f"part: {part!r} kan hier niet; dit gegeven gaat over de hele inschrijving, laat het leeg"
    return ""
