"""Whose a document is: the tenderer's or another party's, by what it says of itself; what is not sure is asked."""

import json
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.espd import EspdFile
from inkoop_core.domain.naming import holds
from inkoop_core.domain.party import OWN_PARTY, KnownParty, bare_name, is_same, joined_id, party_id
from inkoop_core.domain.reading import ReadFact
from inkoop_core.reading.observing import READER, reader_version
from inkoop_core.reading.telling import UEA, Told

_NAMING_PARTY = ("id", "party", "document")
RESPONSE, SIGNATURE = "espd.response", "signature"


@frozen
class Owned:
    """What a file tells, with the ids that its bid gives the parties. doubt: on whose it is, which is asked."""

    told: Told
    doubt: str = ""


def owned(
    contents: Sequence[Told], known: Sequence[KnownParty], said: Sequence[str], definition: TenderDefinition
) -> tuple[Owned, ...]:
    """The files of one bid. said: of each the id of the party that an officer says it is of; "": nobody said so.

    Parties that are sure come first, so that a UEA of somebody else joins the party that it is of.
    """
    tenderer = next((party for party in known if party.id == OWN_PARTY), None)
    seen = list(known)
    found: dict[int, Owned] = {}
    later = []
    for number, (told, owner) in enumerate(zip(contents, said, strict=True)):
        if owner:
            found[number] = Owned(_joined(_given_to(told, owner, definition), seen, owner))
        elif told.espd is not None and tenderer is not None and _is_of_another(told, tenderer):
            later.append(number)
        else:
            found[number] = Owned(_joined(told, seen), _as_subcontractor(told, tenderer))
    for number in later:
        found[number] = _of_another(contents[number], tenderer, seen, definition)
    return tuple(found[number] for number in range(len(contents)))


def tenderer_of(facts: Iterable[ReadFact]) -> tuple[KnownParty, ...]:
    """The tenderer as readings name it, such as those of the platform's row."""
    return tuple(
        KnownParty(OWN_PARTY, fact.text("name"), fact.text("trade_register_number"))
        for fact in facts
        if fact.kind == "tenderer"
    )


def named_as(fact: ReadFact, ids: Mapping[str, str]) -> ReadFact:
    """The same about other ids of parties."""
    values = tuple(
        evolve(value, value=canonical_json(_id(json.loads(value.value), ids)).decode())
        if value.field in _NAMING_PARTY and value.value.startswith('"')
        else value
        for value in fact.values
    )
    return evolve(fact, part=fact.part if fact.kind == "document" else _id(fact.part, ids), values=values)


def _id(text: str, ids: Mapping[str, str]) -> str:
    kind, colon, party = text.rpartition(":")
    return f"{kind}{colon}{ids.get(party, party)}"


def operator_of(espd: EspdFile) -> KnownParty:
    """Who says to have filled in a UEA."""
    from inkoop_core.reading.espd import operator_number

    return KnownParty("", espd.operator.name, operator_number(espd))


def names_party(text: str, party: KnownParty) -> bool:
    """Whether a plain text names a party, by its name without the legal form or by its number."""
    bare = bare_name(party.name)
    return not bare or holds(text, bare) or holds(text, party.trade_register_number)


def unnamed(kind: str, told: Told, party: str, known: Iterable[KnownParty]) -> str:
    """The doubt on a print of a UEA in whose text the tenderer is not named; "" when it is or cannot be told."""
    tenderer = next((one for one in known if one.id == OWN_PARTY), None)
    if kind != UEA or party != OWN_PARTY or told.espd is not None or tenderer is None or not told.text:
        return ""
    if names_party(told.text, tenderer):
        return ""
    return f"{tenderer.name} staat niet in de tekst van dit UEA; van wie is het? {_WHAT_NOW}"


_WHAT_NOW = "Zeg het met document-aanwijzen"


def _is_of_another(told: Told, tenderer: KnownParty) -> bool:
    """A UEA that is read as the tenderer's own, and is filled in by somebody else."""
    own = any(fact.kind == RESPONSE and fact.part == OWN_PARTY for fact in told.facts)
    return own and told.espd is not None and not is_same(operator_of(told.espd), tenderer)


def _as_subcontractor(told: Told, tenderer: KnownParty | None) -> str:
    """The tenderer itself does not take part in its own bid as somebody else."""
    if told.espd is None or tenderer is None:
        return ""
    operator = operator_of(told.espd)
    own = any(fact.kind == RESPONSE and fact.part == OWN_PARTY for fact in told.facts)
    if own or not (operator.name or operator.trade_register_number) or not is_same(operator, tenderer):
        return ""
    return (
        f"dit UEA is van de inschrijver zelf ({tenderer.name}), maar de rol is {told.espd.role.label}; voor wie telt "
        f"het? {_WHAT_NOW}"
    )


def _of_another(
    told: Told, tenderer: KnownParty | None, seen: Sequence[KnownParty], definition: TenderDefinition
) -> Owned:
    """The answers as those of the party that gave them, with the doubt; what it says of the tenderer counts nowhere."""
    if told.espd is None or tenderer is None:
        return Owned(told)
    operator = operator_of(told.espd)
    party, joined = joined_id(operator.name, operator.trade_register_number, seen)
    here = f"{operator.name or 'een ander'} ({operator.trade_register_number or 'geen KvK-nummer'})"
    doubt = (
        f"dit UEA is van {here}; van wie is het? De inschrijver is {tenderer.name} "
        f"({tenderer.trade_register_number or 'geen KvK-nummer'}). {_WHAT_NOW}"
    )
    return Owned(_as_espd_of(told, party, definition, (doubt, joined) if joined else (doubt,)), doubt)


def _as_espd_of(told: Told, party: str, definition: TenderDefinition, doubts: tuple[str, ...] = ()) -> Told:
    from inkoop_core.reading.espd import espd_facts

    if told.espd is None:
        return told
    facts = espd_facts(
        told.espd, definition, reader=READER, reader_version=reader_version(), owner=party, doubts=doubts
    )
    return evolve(told, facts=facts)


def _given_to(told: Told, party: str, definition: TenderDefinition) -> Told:
    """What a document says, as that of the party that an officer says it is of."""
    if told.espd is not None:
        return _as_espd_of(told, party, definition)
    before = {fact.part for fact in told.facts if fact.kind == RESPONSE} - {party}
    if len(before) != 1:
        return told
    (other,) = before
    moved = (_moved(fact, other, party) for fact in told.facts)
    return evolve(told, facts=tuple(fact for fact in moved if fact is not None))


def _moved(fact: ReadFact, before: str, party: str) -> ReadFact | None:
    """A reading of a form as that of another party; nothing where it can only be about who it was of."""
    if fact.kind == "party" and party == OWN_PARTY and fact.part == before:
        return None
    if fact.kind == "tenderer":
        return None if before == OWN_PARTY else fact
    if fact.kind == SIGNATURE:
        document = fact.part.partition(":")[0]
        part = document if party == OWN_PARTY else f"{document}:{party}"
        values = tuple(
            evolve(value, value=canonical_json(part).decode()) if value.field == "document" else value
            for value in fact.values
        )
        return evolve(fact, part=part, values=values)
    return named_as(fact, {before: party})


def _joined(told: Told, seen: list[KnownParty], owner: str = "") -> Told:
    """The same with one id for each party of the bid; `seen` grows by what it says. owner: an id that holds."""
    ids = {party_id(party.name): party.id for party in reversed(seen) if party.id != OWN_PARTY}
    own: set[str] = set()
    facts = []
    for fact in told.facts:
        name = fact.text("name")
        if fact.kind != "party" or not name:
            facts.append(fact)
            continue
        number = fact.text("trade_register_number")
        party, doubt = (owner, "") if fact.part == owner else joined_id(name, number, seen)
        seen.append(KnownParty(party, name, number))
        if fact.part not in own:
            own.add(fact.part)
            ids[fact.part] = party
        named = named_as(fact, {fact.part: party})
        facts.append(evolve(named, doubts=(*named.doubts, doubt)) if doubt else named)
    changed = {before: after for before, after in ids.items() if before != after}
    if not changed:
        return evolve(told, facts=tuple(facts))
    return evolve(
        told, facts=tuple(fact if fact.kind == "party" else named_as(fact, changed) for fact in facts)
    )
