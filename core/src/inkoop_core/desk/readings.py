"""What was read, gathered by the fact that it would become.

Two values agree only when they are exactly equal as the desk keeps them: "1.0" is not "1", and a name with
another capital is another name. The order of a list counts, but in the fields of UNORDERED it says nothing:
there the same values in another order agree.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import Any

import attrs
from attrs import frozen

from inkoop_core.assessment.unconfirmed import subject_of
from inkoop_core.desk.parts import SAID_IN_A_BID, field_names, fixed_by_part, must_be_known
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.domain.submission import EspdResponse, Offer, PlatformAnswers, Signature

UNORDERED = (
    (Offer, "products"),
    (Offer, "focus_areas"),
    (EspdResponse, "answers"),
    (Signature, "signatories"),
    (PlatformAnswers, "unanswered"),
)
"""Lists whose order says nothing. The competences of a reference are not among them."""


class Status(Enum):
    """How far a fact to be is."""

    TO_CONFIRM = "to-confirm"
    INCOMPLETE = "incomplete"
    CONTRADICTORY = "contradictory"
    CONFIRMED = "confirmed"
    DIFFERS = "differs"

    @property
    def label(self) -> str:
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    Status.TO_CONFIRM: "te bevestigen",
    Status.INCOMPLETE: "onvolledig",
    Status.CONTRADICTORY: "tegenstrijdig",
    Status.CONFIRMED: "bevestigd",
    Status.DIFFERS: "wijkt af",
}


@frozen
class Source:
    """Where a value was read: the reading, its file, the place in it and the words that stand there."""

    reading: int
    file: str
    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.file}, {self.place}" if self.place else self.file


@frozen
class Said:
    """A value as canonical JSON, and every source that says it, oldest first."""

    value: str
    sources: tuple[Source, ...]


@frozen
class FieldSaid:
    """One field of a fact to be.

    said         each value that was read, with its sources; () when no reading names the field
    standing     what the fact that stands says, as canonical JSON; None when none stands
    contradicts  the readings, or a reading that no officer saw and the fact that stands, say different things
    """

    name: str
    said: tuple[Said, ...]
    standing: str | None = None
    contradicts: bool = False


@frozen
class Target:
    """One fact to be, with all that was read of it.

    body       its class; None for a kind that cannot be confirmed
    fields     those of the class in their order, then those that were read and that the class does not have
    missing    fields that must be known and that no reading gives
    doubts     of every reading, each after its file
    standing   the fact that stands; confirmed: the newest confirmation of it
    """

    kind: str
    submission: str
    part: str
    body: type | None
    readings: tuple[Fact[ReadFact], ...] = ()
    fields: tuple[FieldSaid, ...] = ()
    missing: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    status: Status = Status.TO_CONFIRM
    standing: Fact[Any] | None = None
    confirmed: Fact[Confirmed] | None = None

    @property
    def subject(self) -> str:
        """The subject of the fact to be."""
        return f"{self.submission}/{self.part}" if self.part else self.submission

    @property
    def contradictions(self) -> tuple[FieldSaid, ...]:
        """The fields of which different things are said."""
        return tuple(field for field in self.fields if field.contradicts)


def targets(facts: Iterable[Fact[Any]], bodies: Mapping[str, type]) -> tuple[Target, ...]:
    """Every fact of which something was read, by submission, kind and first reading. Pass current facts.

    bodies  the class of each kind of fact
    """
    read: dict[tuple[str, str], list[Fact[ReadFact]]] = defaultdict(list)
    standing: dict[tuple[type, str], Fact[Any]] = {}
    confirmed: dict[tuple[str, str], Fact[Confirmed]] = {}
    for fact in facts:
        if isinstance(fact.body, ReadFact):
            read[fact.body.kind, subject_of(fact)].append(fact)
        elif isinstance(fact.body, Confirmed):
            confirmed[fact.body.kind, fact.subject] = fact
        elif isinstance(fact.body, SAID_IN_A_BID):
            standing[type(fact.body), fact.subject] = fact
    found = []
    for (kind, subject), readings in read.items():
        body = bodies.get(kind)
        body = body if body in SAID_IN_A_BID else None
        stands = standing.get((body, subject)) if body else None
        found.append(target_of(kind, body, tuple(readings), stands, confirmed.get((kind, subject))))
    return tuple(sorted(found, key=_place))


def _place(target: Target) -> tuple[str, int, int]:
    rank = SAID_IN_A_BID.index(target.body) if target.body else len(SAID_IN_A_BID)
    return target.submission, rank, target.readings[0].id


def target_of(
    kind: str,
    body: type | None,
    readings: tuple[Fact[ReadFact], ...],
    standing: Fact[Any] | None,
    confirmed: Fact[Confirmed] | None,
) -> Target:
    """The fact to be of which these are all the readings, at least one."""
    seen = confirmed.body.readings if confirmed and standing else ()
    unseen = {reading.id for reading in readings if reading.id not in seen}
    fields = _fields(body, readings, standing, unseen)
    missing = _missing(body, readings, fields)
    doubts = dict.fromkeys(f"{item.body.file}: {doubt}" for item in readings for doubt in item.body.doubts)
    return Target(
        kind,
        readings[0].submission,
        readings[0].body.part,
        body,
        readings,
        fields,
        missing,
        tuple(doubts),
        _status(body, fields, missing, standing),
        standing,
        confirmed if standing else None,
    )


def _status(
    body: type | None, fields: tuple[FieldSaid, ...], missing: tuple[str, ...], standing: Fact[Any] | None
) -> Status:
    contradictory = any(field.contradicts for field in fields)
    if standing is not None:
        return Status.DIFFERS if contradictory else Status.CONFIRMED
    if contradictory:
        return Status.CONTRADICTORY
    return Status.INCOMPLETE if missing or body is None else Status.TO_CONFIRM


def _fields(
    body: type | None,
    readings: tuple[Fact[ReadFact], ...],
    standing: Fact[Any] | None,
    unseen: Collection[int],
) -> tuple[FieldSaid, ...]:
    said: dict[str, dict[str, Said]] = {name: {} for name in field_names(body)}
    differing: set[str] = set()
    for reading in readings:
        for value in reading.body.values:
            source = Source(reading.id, reading.body.file, value.place, value.words)
            same, values = sameness(body, value.field, value.value), said.setdefault(value.field, {})
            earlier = values.get(same, Said(value.value, ()))
            values[same] = Said(earlier.value, (*earlier.sources, source))
            if standing is not None and reading.id in unseen:
                stands = _standing_value(standing, value.field)
                if stands is None or sameness(body, value.field, stands) != same:
                    differing.add(value.field)
    return tuple(
        FieldSaid(
            name,
            tuple(values.values()),
            _standing_value(standing, name) if standing is not None else None,
            name in differing if standing is not None else len(values) > 1,
        )
        for name, values in said.items()
    )


def _standing_value(standing: Fact[Any], name: str) -> str | None:
    if name not in field_names(type(standing.body)):
        return None
    return canonical_json(getattr(standing.body, name)).decode()


def _missing(
    body: type | None, readings: tuple[Fact[ReadFact], ...], fields: tuple[FieldSaid, ...]
) -> tuple[str, ...]:
    if body is None:
        return ()
    known = {field.name for field in fields if field.said} | set(
        fixed_by_part(body, readings[0].body.part, readings)
    )
    return tuple(
        attribute.name
        for attribute in attrs.fields(body)
        if must_be_known(attribute) and attribute.name not in known
    )


def sameness(body: type | None, name: str, value: str) -> str:
    """Two values of a field, as canonical JSON, agree when this is the same text."""
    if (body, name) not in UNORDERED:
        return value
    try:
        return written(_sorted(json.loads(value)))
    except ValueError:
        return value


def _sorted(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _sorted(item) for key, item in data.items()}
    return sorted(map(_sorted, data), key=written) if isinstance(data, list) else data


def written(data: Any) -> str:
    """Plain data as canonical JSON."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
