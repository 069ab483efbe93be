"""What files say beside an `inschrijving.toml`: its values count as confirmed, so nothing that is read may wait."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from inkoop_core.api.packages import Declaration, PlatformEntry
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.moment import shown
from inkoop_core.domain.party import party_id
from inkoop_core.domain.reading import ReadFact
from inkoop_core.reading.platform_table import PlatformRow
from inkoop_core.reading.sources import DECLARATION

_NAMING_PARTY = ("id", "party", "document")


def beside_declaration(
    facts: Iterable[ReadFact], declaration: Declaration, row: PlatformRow | None
) -> tuple[ReadFact, ...]:
    """The proposals that stand beside a stated value; what is about anything else becomes a doubt of its file.

    So a form that says more than the declaration is shown and holds nothing up. Parties get the declaration's ids.
    """
    given = {party_id(party.name): party.id for party in declaration.parties}
    named = [_named_as(fact, given) for fact in facts]
    targets = set(_targets(declaration))
    more: dict[str, list[str]] = {}
    for fact in named:
        if fact.kind != "document" and (fact.kind, fact.part) not in targets:
            more.setdefault(fact.file, []).append(_more(fact))
    if row is not None and row.entry != declaration.platform:
        more.setdefault(row.facts[0].file, []).append(_other_entry(row, declaration))
    told: set[str] = set()
    kept = []
    for fact in named:
        if fact.kind != "document" and (fact.kind, fact.part) not in targets:
            continue
        speaks = fact.kind == "document" or (row is not None and fact in row.facts)
        extra = more.get(fact.file, ()) if speaks and fact.file not in told else ()
        told |= {fact.file} if speaks else set()
        kept.append(evolve(fact, doubts=(*fact.doubts, *extra)) if extra else fact)
    return tuple(kept)


def _targets(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """Kind and part of every fact that the declaration states."""
    yield "tenderer", ""
    stated = {
        "offer": declaration.offer,
        "sanctions.declaration": declaration.sanctions,
        "platform.answers": declaration.platform_answers,
    }
    yield from ((kind, "") for kind, value in stated.items() if value is not None)
    yield from (("party", party.id) for party in declaration.parties)
    yield from (("espd.response", response.party) for response in declaration.espd)
    yield from (("reference", f"referentie-{reference.number}") for reference in declaration.references)
    yield from (("signature", signature.document) for signature in declaration.signatures)
    yield from (
        ("reservation", f"voorbehoud-{number}") for number in range(1, len(declaration.reservations) + 1)
    )


def _named_as(fact: ReadFact, given: dict[str, str]) -> ReadFact:
    """The same with the ids that the declaration gives the parties."""
    values = tuple(
        evolve(value, value=canonical_json(_id(value.value[1:-1], given)).decode())
        if value.field in _NAMING_PARTY and value.value.startswith('"')
        else value
        for value in fact.values
    )
    return evolve(fact, part=fact.part if fact.kind == "document" else _id(fact.part, given), values=values)


def _id(text: str, given: dict[str, str]) -> str:
    kind, colon, party = text.rpartition(":")
    return f"{kind}{colon}{given.get(party, party)}"


def _more(fact: ReadFact) -> str:
    what = f"{fact.kind} {fact.part}".strip()
    words = "; ".join(f"{value.field}: {value.words or value.value}" for value in fact.values[:3])
    return (
        f"hierin staat ook {what} ({words}); {DECLARATION} zegt daar niets over, dus telt het niet mee: ga na of "
        "het ontbreekt"
    )


def _other_entry(row: PlatformRow, declaration: Declaration) -> str:
    there, here = _registered(row.entry), _registered(declaration.platform)
    return f"rij {row.number} zegt {there}, {DECLARATION} {here}; dat laatste geldt"


def _registered(entry: PlatformEntry) -> str:
    return f"{shown(entry.received_at)} via {entry.channel} ({entry.message_number or 'geen berichtnummer'})"
