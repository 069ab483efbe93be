"""A look-up as facts: the look-up itself, and what it found as a reading beside those of the bid."""

import json
import typing
from collections.abc import Iterable, Mapping
from typing import Any

from inkoop_core.api.fields import FieldProblem, fields_of, typed
from inkoop_core.api.lookups import LookUpAbout, LookUpKind, Shows
from inkoop_core.assessment.model import Effect
from inkoop_core.desk.state import ProcedureState, last_of
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.lookup import (
    FoundValue,
    Identity,
    LookUp,
    LookUpSettled,
    document_of,
    identity_among,
)
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.party import OWN_PARTY, Party, Tenderer
from inkoop_core.domain.reading import LOOKED_UP, ReadFact, ReadValue
from inkoop_core.domain.submission import Reference


def lookup_subject(submission: str, lookup: str, about: str) -> str:
    """The subject of a look-up."""
    return f"{submission}/naslag/{lookup}/{about}"


def fact_about(state: ProcedureState, submission: str, about: str) -> tuple[str, type[Any], str] | None:
    """Kind, class and part of the fact that a look-up says something about; None when there is no such fact."""
    if about == OWN_PARTY:
        return "tenderer", Tenderer, ""
    return ("party", Party, about) if about in known_parts(state, submission, "party", Party) else None


def identity_now(state: ProcedureState, submission: str, about: str) -> Identity:
    """What stands under the subject of a look-up: what is recorded, and before that what was read."""
    found = identity_among([fact.body for fact in state.current if fact.submission == submission], about)
    return found if found != Identity() else _identity_read(state, submission, about)


def _identity_read(state: ProcedureState, submission: str, about: str) -> Identity:
    sort = sort_of(state, submission, about)
    kind, name, part = {
        LookUpAbout.TENDERER: ("tenderer", "name", ""),
        LookUpAbout.REFERENCE: ("reference", "client", about),
        LookUpAbout.DOCUMENT: ("document", "", None),
    }.get(sort or LookUpAbout.PARTY, ("party", "name", about))
    readings = [
        fact.body
        for fact in state.facts(ReadFact)
        if (fact.submission, fact.body.kind) == (submission, kind)
        and part in (None, fact.body.part)
        and fact.body.of_the_bid
    ]
    if sort is LookUpAbout.DOCUMENT:
        found = [item for item in readings if _document_read(item) == about]
        return Identity(sha256=found[-1].sha256 if found else "")
    return Identity(_all_read(readings, name), _all_read(readings, "trade_register_number"))


def _document_read(reading: ReadFact) -> str:
    said = {value.field: json.loads(value.value) for value in reading.values}
    return document_of(str(said.get("kind", "")), str(said.get("party", OWN_PARTY)))


def _all_read(readings: Iterable[ReadFact], field: str) -> str:
    """The value of a field; where different ones were read all of them, which none that is confirmed later equals."""
    said = {value.value: None for read in readings for value in read.values if value.field == field}
    return " / ".join(str(json.loads(value)) for value in said)


def known_parts(state: ProcedureState, submission: str, kind: str, body: type[Any]) -> tuple[str, ...]:
    """The parts of a bid that are of one kind, such as its parties: recorded, or read and not confirmed yet."""
    recorded = [fact.subject.partition("/")[2] for fact in state.facts(body) if fact.submission == submission]
    read = [
        fact.body.part
        for fact in state.facts(ReadFact)
        if (fact.submission, fact.body.kind) == (submission, kind)
    ]
    return tuple(dict.fromkeys([*recorded, *read]))


def sort_of(state: ProcedureState, submission: str, about: str) -> LookUpAbout | None:
    """What sort of thing the subject of a look-up is; None when the submission does not have it."""
    if about == OWN_PARTY:
        return LookUpAbout.TENDERER
    parties = known_parts(state, submission, "party", Party)
    if about in parties:
        return LookUpAbout.PARTY
    if about in known_parts(state, submission, "reference", Reference):
        return LookUpAbout.REFERENCE
    document, colon, party = about.partition(":")
    known_party = party in parties if colon else True
    return LookUpAbout.DOCUMENT if document in state.document_kinds and known_party else None


def open_lookups(state: ProcedureState) -> Mapping[str, tuple[str, ...]]:
    """By submission each look-up that does not confirm and that nobody has weighed, in one Dutch line."""
    return {
        submission: tuple(told_lookup(state, fact) for fact in facts)
        for submission, facts in unweighed(state).items()
    }


def unweighed(state: ProcedureState) -> Mapping[str, tuple[Fact[LookUp], ...]]:
    """By submission the look-ups that do not confirm and that nobody has weighed.

    Weighed: settled by an officer, or named in a finding that has an effect or on which was ruled. One that is made
    again takes the place of the earlier one.
    """
    doubtful = [fact for fact in state.facts(LookUp) if shows_of(state, fact.body) is not Shows.CONFIRMS]
    if not doubtful:
        return {}
    settled = {fact.body.lookup for fact in state.facts(LookUpSettled)}
    found: dict[str, tuple[Fact[LookUp], ...]] = {}
    for item in state.assessment().submissions:
        named = {
            number
            for one in item.every_finding
            if one.effect is not Effect.FINE or one.ruling is not None
            for number in one.finding.facts
        }
        own = [fact for fact in doubtful if fact.submission == item.submission]
        if left := tuple(fact for fact in own if fact.id not in settled | named):
            found[item.submission] = left
    return found


def shows_of(state: ProcedureState, body: LookUp) -> Shows:
    """What the result means; a result that the tender does not know is no answer."""
    for kind in state.definition.lookups:
        result = kind.result(body.result) if kind.id == body.lookup else None
        if result is not None:
            return result.shows
    return Shows.INCONCLUSIVE


def told_lookup(state: ProcedureState, fact: Fact[LookUp]) -> str:
    """A look-up in one line: what, about whom, what came out, when, and its number."""
    body = fact.body
    kind = next((kind for kind in state.definition.lookups if kind.id == body.lookup), None)
    result = kind.result(body.result) if kind else None
    about = "de inschrijver" if body.about == OWN_PARTY else body.about
    return (
        f"{kind.title if kind else body.lookup} over {about}: {result.label if result else body.result} "
        f"({shows_of(state, body).label}; {shown_day(local_day(fact.happened_at))}, feit {fact.id})"
    )


def reading_draft(
    state: ProcedureState, submission: str, kind: LookUpKind, draft: Draft, reason: str
) -> tuple[Draft, ...]:
    """The reading that goes with a look-up, in the place of that of an earlier one; () when it noted nothing.

    Raises ValueError in Dutch, naming the field, for a value that the fact could not have.
    """
    lookup: LookUp = draft.body
    target = fact_about(state, submission, lookup.about)
    if target is None:
        return ()
    fact_kind, body, part = target
    assert draft.happened_at is not None
    place = f"{lookup.source}, {shown_day(local_day(draft.happened_at))}"
    file = f"{kind.id} (naslag)"
    values = tuple(_value(body, found, place) for found in lookup.found if _of_fact(body, found.field))
    subject = f"{submission}/{file}#{fact_kind}/{part}"
    earlier = last_of(state.recorded, ReadFact, subject)
    if not values:
        return _ended(earlier, reason)
    reading = ReadFact(fact_kind, part, file, lookup.printout_sha256, LOOKED_UP, "", values)
    return (
        Draft(
            reading,
            subject,
            happened_at=draft.happened_at,
            replaces=earlier.id if earlier else None,
            reason=reason if earlier else "",
        ),
    )


def reading_withdrawn(state: ProcedureState, fact: Fact[Any], reason: str) -> tuple[Draft, ...]:
    """What goes with the withdrawal of a look-up: the reading that it gave is taken back too."""
    if not isinstance(fact.body, LookUp):
        return ()
    target = fact_about(state, fact.submission, fact.body.about)
    if target is None:
        return ()
    subject = f"{fact.submission}/{fact.body.lookup} (naslag)#{target[0]}/{target[2]}"
    return _ended(last_of(state.recorded, ReadFact, subject), reason)


def _ended(earlier: Fact[Any] | None, reason: str) -> tuple[Draft, ...]:
    if earlier is None or isinstance(earlier.body, Withdrawn):
        return ()
    return (
        Draft(
            Withdrawn(reason),
            earlier.subject,
            happened_at=earlier.happened_at,
            replaces=earlier.id,
            timing_reason=earlier.timing_reason or reason,
            reason=reason,
        ),
    )


def _of_fact(body: type[Any], field: str) -> bool:
    return field in typing.get_type_hints(body)


def _value(body: type[Any], found: FoundValue, place: str) -> ReadValue:
    (spec,) = [spec for spec in fields_of(body) if spec.name == found.field]
    try:
        value = typed(spec, found.value)
    except FieldProblem as problem:
        raise ValueError(f"found: {found.field}: {problem}") from None
    return ReadValue(found.field, canonical_json(value).decode(), place, found.value)
