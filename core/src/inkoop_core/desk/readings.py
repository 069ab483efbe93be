"""What was read, gathered by the fact that it would become."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import Any

import attrs
from attrs import frozen

from inkoop_core.assessment.unconfirmed import said_after_all, subject_of
from inkoop_core.desk.comparing import Seen, sameness, scattered_over, values_in_bid
from inkoop_core.desk.parts import SAID_IN_A_BID, field_names, fixed_by_part, identifying, must_be_known
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.domain.submission import NONE_STATED, kind_of_none


class Status(Enum):
    """How far a fact to be is."""

    TO_CONFIRM = "to-confirm"
    INCOMPLETE = "incomplete"
    CONTRADICTORY = "contradictory"
    CONFIRMED = "confirmed"
    DIFFERS = "differs"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    Status.TO_CONFIRM: "te bevestigen",
    Status.INCOMPLETE: "onvolledig",
    Status.CONTRADICTORY: "tegenstrijdig",
    Status.CONFIRMED: "bevestigd",
    Status.DIFFERS: "wijkt af",
    Status.LAPSED: "bron vervallen",
}


@frozen
class Source:
    """Where a value was read: the reading, its file, the place in it and the words that stand there.

    of_the_bid  false for what was looked up: it can contradict the bid and never speaks for it
    """

    reading: int
    file: str
    place: str
    words: str
    of_the_bid: bool = True

    def __str__(self) -> str:
        return f"{self.file}, {self.place}" if self.place else self.file


@frozen
class Said:
    """A value as canonical JSON, and every source that says it, oldest first."""

    value: str
    sources: tuple[Source, ...]

    @property
    def in_bid(self) -> bool:
        """Whether the bid itself says it."""
        return any(source.of_the_bid for source in self.sources)


@frozen
class FieldSaid:
    """One field of a fact to be.

    said         each value that was read, with its sources; () when no reading names the field
    standing     what the fact that stands says, as canonical JSON; None when none stands
    contradicts  the readings, or a reading that no officer saw and the fact that stands, say different things
    lapsed       what stands was confirmed from a reading that no longer stands, and nothing else says it
    """

    name: str
    said: tuple[Said, ...]
    standing: str | None = None
    contradicts: bool = False
    lapsed: bool = False

    @property
    def in_bid(self) -> bool:
        """Whether the bid itself says something of it."""
        return any(item.in_bid for item in self.said)


@frozen
class Target:
    """One fact to be, with all that was read of it.

    body       its class; None for a kind that cannot be confirmed
    fields     those of the class in their order, then those that were read and that the class does not have
    missing    fields that must be known and that the bid does not give
    scattered  what each file gives, where only several together give what one document must state; else ()
    doubts     of every reading, each after its file
    standing   the fact that stands; confirmed: the newest confirmation of it
    lost       the readings that it names and that no longer stand
    """

    kind: str
    submission: str
    part: str
    body: type | None
    readings: tuple[Fact[ReadFact], ...] = ()
    fields: tuple[FieldSaid, ...] = ()
    missing: tuple[str, ...] = ()
    scattered: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    status: Status = Status.TO_CONFIRM
    standing: Fact[Any] | None = None
    confirmed: Fact[Confirmed] | None = None
    lost: tuple[Fact[ReadFact], ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """The readings by which it is named: those that stand, then those that were lost."""
        return tuple(reading.id for reading in (*self.readings, *self.lost))

    @property
    def subject(self) -> str:
        """The subject of the fact to be."""
        return f"{self.submission}/{self.part}" if self.part else self.submission

    @property
    def contradictions(self) -> tuple[FieldSaid, ...]:
        """The fields of which different things are said."""
        return tuple(field for field in self.fields if field.contradicts)

    @property
    def lapsed(self) -> tuple[FieldSaid, ...]:
        """The fields of which the source is gone."""
        return tuple(field for field in self.fields if field.lapsed)


def targets(
    facts: Iterable[Fact[Any]], bodies: Mapping[str, type], recorded: Iterable[Fact[Any]] = ()
) -> tuple[Target, ...]:
    """Every fact of which the bid says something, by submission, kind and first reading. Pass current facts.

    What was looked up makes no fact to be; it stands beside one that the bid says or that was recorded. A fact whose
    source is gone stays.

    bodies    the class of each kind of fact
    recorded  every reading, those too that no longer stand: without them no source can be missed
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
    _leave_out_said(read, standing, bodies)
    known = {fact.id: fact for fact in recorded if isinstance(fact.body, ReadFact)}
    found = []
    for kind, subject in dict.fromkeys([*read, *confirmed]):
        body = bodies.get(kind)
        body = body if body in SAID_IN_A_BID else None
        stands = standing.get((body, subject)) if body else None
        readings, confirmation = tuple(read.get((kind, subject), ())), confirmed.get((kind, subject))
        kept = {reading.id for reading in readings}
        named = confirmation.body.readings if confirmation and stands else ()
        lost = tuple(known[one] for one in named if one in known and one not in kept)
        if not (any(reading.body.of_the_bid for reading in readings) or (stands and (readings or lost))):
            continue
        target = target_of(kind, body, readings, stands, confirmation, lost)
        if readings or target.status is Status.LAPSED:
            found.append(target)
    return tuple(sorted(found, key=_place))


def _leave_out_said(
    read: dict[tuple[str, str], list[Fact[ReadFact]]],
    standing: Mapping[tuple[type, str], Fact[Any]],
    bodies: Mapping[str, type],
) -> None:
    """That there is none of a kind is nothing to confirm where the bid states something of that kind."""
    facts = [*(fact for readings in read.values() for fact in readings), *standing.values()]
    for key in [key for key in read if key[0] == NONE_STATED]:
        kind = kind_of_none(read[key][0].body.part)
        if said_after_all(read[key][0], kind, facts, bodies):
            del read[key]


def _place(target: Target) -> tuple[str, int, int]:
    rank = SAID_IN_A_BID.index(target.body) if target.body else len(SAID_IN_A_BID)
    return target.submission, rank, target.ids[0]


def target_of(
    kind: str,
    body: type | None,
    readings: tuple[Fact[ReadFact], ...],
    standing: Fact[Any] | None,
    confirmed: Fact[Confirmed] | None,
    lost: tuple[Fact[ReadFact], ...] = (),
) -> Target:
    """The fact to be of which these are all the readings that stand, and that were lost: at least one together."""
    first = (*readings, *lost)[0]
    seen = confirmed.body.readings if confirmed and standing else ()
    fields = _fields(body, readings, standing, Seen(body, seen, lost))
    if standing is not None and confirmed is not None:
        fields = _with_lapsed(body, fields, readings, lost, confirmed.body.typed)
    missing = _missing(body, first.body.part, readings, fields)
    scattered = scattered_over(body, first.body.part, readings)
    doubts = dict.fromkeys(f"{item.body.file}: {doubt}" for item in readings for doubt in item.body.doubts)
    return Target(
        kind,
        first.submission,
        first.body.part,
        body,
        readings,
        fields,
        missing,
        scattered,
        tuple(doubts),
        _status(body, fields, bool(missing or scattered), standing),
        standing,
        confirmed if standing else None,
        lost,
    )


def _status(
    body: type | None, fields: tuple[FieldSaid, ...], incomplete: bool, standing: Fact[Any] | None
) -> Status:
    contradictory = any(field.contradicts for field in fields)
    if standing is not None and not contradictory:
        return Status.LAPSED if any(field.lapsed for field in fields) else Status.CONFIRMED
    if contradictory:
        return Status.CONTRADICTORY if standing is None else Status.DIFFERS
    return Status.INCOMPLETE if incomplete or body is None else Status.TO_CONFIRM


def _fields(
    body: type | None,
    readings: tuple[Fact[ReadFact], ...],
    standing: Fact[Any] | None,
    seen: Seen,
) -> tuple[FieldSaid, ...]:
    said: dict[str, dict[str, Said]] = {name: {} for name in field_names(body)}
    differing: set[str] = set()
    for reading in readings:
        for value in reading.body.values:
            of_the_bid = reading.body.of_the_bid
            source = Source(reading.id, reading.body.file, value.place, value.words, of_the_bid)
            same, values = sameness(body, value.field, value.value), said.setdefault(value.field, {})
            earlier = values.get(same, Said(value.value, ()))
            values[same] = Said(earlier.value, (*earlier.sources, source))
            if standing is not None and not seen.saw(reading, value.field, same):
                stands = _standing_value(standing, value.field)
                if stands is None or sameness(body, value.field, stands) != same:
                    differing.add(value.field)
    return tuple(
        FieldSaid(
            name,
            tuple(values.values()),
            _standing_value(standing, name) if standing is not None else None,
            name in differing
            if standing is not None
            else len(values) > 1 and any(item.in_bid for item in values.values()),
        )
        for name, values in said.items()
    )


def _with_lapsed(
    body: type | None,
    fields: tuple[FieldSaid, ...],
    readings: Iterable[Fact[ReadFact]],
    lost: Iterable[Fact[ReadFact]],
    typed: Collection[str],
) -> tuple[FieldSaid, ...]:
    """The same fields, those marked that stand as only a lost reading of the bid gave them."""
    now, before = values_in_bid(body, readings), values_in_bid(body, lost)
    own = (*typed, *(identifying(body) if body else ()))

    def lapsed(field: FieldSaid) -> bool:
        if field.standing is None or field.name in own:
            return False
        stands = field.name, sameness(body, field.name, field.standing)
        return stands in before and stands not in now

    return tuple(attrs.evolve(field, lapsed=True) if lapsed(field) else field for field in fields)


def _standing_value(standing: Fact[Any], name: str) -> str | None:
    if name not in field_names(type(standing.body)):
        return None
    return canonical_json(getattr(standing.body, name)).decode()


def _missing(
    body: type | None, part: str, readings: tuple[Fact[ReadFact], ...], fields: tuple[FieldSaid, ...]
) -> tuple[str, ...]:
    if body is None:
        return ()
    known = {field.name for field in fields if field.in_bid} | set(fixed_by_part(body, part, readings))
    return tuple(
        attribute.name
        for attribute in attrs.fields(body)
        if must_be_known(body, attribute) and attribute.name not in known
    )
