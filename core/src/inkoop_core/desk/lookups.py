"""A look-up as facts: the look-up itself, and what it found as a reading beside those of the bid."""

import typing
from typing import Any

from inkoop_core.api.fields import FieldProblem, fields_of, typed
from inkoop_core.api.lookups import LookUpKind
from inkoop_core.desk.state import ProcedureState, last_of
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.lookup import FoundValue, LookUp
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.party import Party, Tenderer
from inkoop_core.domain.reading import ReadFact, ReadValue

OWN = "tenderer"
READER = "medewerker"
"""Who read it, where no program did."""


def lookup_subject(submission: str, lookup: str, about: str) -> str:
    """The subject of a look-up."""
    return f"{submission}/naslag/{lookup}/{about}"


def target_of(state: ProcedureState, submission: str, about: str) -> tuple[str, type[Any], str] | None:
    """Kind, class and part of the fact that a look-up says something about; None when there is no such fact."""
    if about == OWN:
        return "tenderer", Tenderer, ""
    return ("party", Party, about) if about in known_parts(state, submission, "party", Party) else None


def known_parts(state: ProcedureState, submission: str, kind: str, body: type[Any]) -> tuple[str, ...]:
    """The parts of a bid that are of one kind, such as its parties: recorded, or read and not confirmed yet."""
    recorded = [fact.subject.partition("/")[2] for fact in state.facts(body) if fact.submission == submission]
    read = [
        fact.body.part
        for fact in state.facts(ReadFact)
        if (fact.submission, fact.body.kind) == (submission, kind)
    ]
    return tuple(dict.fromkeys([*recorded, *read]))


def reading_draft(
    state: ProcedureState, submission: str, kind: LookUpKind, draft: Draft, reason: str
) -> tuple[Draft, ...]:
    """The reading that goes with a look-up, in the place of that of an earlier one; () when it noted nothing.

    Raises ValueError in Dutch, naming the field, for a value that the fact could not have.
    """
    lookup: LookUp = draft.body
    target = target_of(state, submission, lookup.about)
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
    reading = ReadFact(fact_kind, part, file, lookup.printout_sha256, READER, "", values)
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
    target = target_of(state, fact.submission, fact.body.about)
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
