"""The other parties that a tenderer names in its ESPD, and how it bids with them."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from attrs import define, evolve, field, frozen

from inkoop_core.domain.espd import EspdCriterion, EspdFile, EspdIdentifier, EspdKind, EspdRole, all_answers
from inkoop_core.domain.party import BidForm, KnownParty, PartyRole, joined_id, party_id
from inkoop_core.reading.espd import codes
from inkoop_core.reading.espd.countries import alpha_2
from inkoop_core.reading.espd.found import place_of
from inkoop_core.reading.espd.grounds import stated_yes
from inkoop_core.reading.espd.questions import Topic, topic

_APART = re.compile(r"\s*(?:\n|;)\s*")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[-*•])\s+")
_SEVERAL = re.compile(r",|\b(?:en|and)\b")
_SCHEME = re.compile(r"kvk|nhr|handelsregister|trade.?regist|\b0106\b", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"\b(?:vies|vat|btw|rsin|duns|lei|eori)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:(?:NL)?[.:\- ]?(?:KVK|NHR)[.:\- ]*(?:nummer|nr\.?)?[.:\- ]*)?(\d{8})", re.IGNORECASE
)


@frozen
class Named:
    """A party that is named. relied_on: its capacity is relied upon. share: percent as stated."""

    id: str
    name: str
    role: PartyRole
    place: str
    number: str = ""
    relied_on: bool = False
    share: Decimal | None = None


@define
class Parties:
    named: dict[str, Named] = field(factory=dict)
    doubts: list[str] = field(factory=list)


_ROLES = (
    (codes.GROUP, PartyRole.MEMBER),
    (codes.SUBCONTRACTED, PartyRole.SUBCONTRACTOR),
    (codes.RELIED, PartyRole.RELIED_ON),
)


def named_parties(espd: EspdFile) -> Parties:
    """Members of the group, subcontractors and entities relied upon that the file names."""
    result = Parties()
    for which, role in _ROLES:
        yes, place, doubts = stated_yes(espd, which)
        result.doubts += doubts
        found = [named for criterion in _of(espd, which) for named in _named(criterion, role, result.doubts)]
        if found and yes is False:
            result.doubts.append(f"{place}: het antwoord is nee, maar {found[0].name!r} wordt genoemd")
        if yes and not found:
            result.doubts.append(f"{place}: het antwoord is ja, maar namen staan er niet")
        for named in found:
            _join(result, named)
    _share(espd, result)
    return result


def _of(espd: EspdFile, which: frozenset[str]) -> Iterator[EspdCriterion]:
    return (item for item in espd.criteria if item.code in which or item.id in which)


def _named(criterion: EspdCriterion, role: PartyRole, doubts: list[str]) -> list[Named]:
    answers = [answer for answer in all_answers(criterion.groups) if answer.value]
    names = [answer for answer in answers if answer.kind is EspdKind.TEXT and topic(answer) is Topic.NAMES]
    ids = [answer.value or "" for answer in answers if answer.kind is EspdKind.ID]
    found: list[Named] = []
    for answer in names:
        place = place_of(criterion.code, answer.question or answer.property)
        for line in _APART.split(answer.value or ""):
            name = _NUMBERED.sub("", line).strip()
            if not name:
                continue
            if _SEVERAL.search(name):
                doubts.append(f"{place}: {name!r} kan meer dan een partij zijn; gelezen als een partij")
            found.append(Named(party_id(name), name, role, place, relied_on=role is PartyRole.RELIED_ON))
    if ids and len(ids) != len(found):
        numbers = ", ".join(map(repr, ids))
        doubts.append(f"{place_of(criterion.code, '')}: niet te zeggen van wie de nummers {numbers} zijn")
        return found
    return [_numbered(named, number) for named, number in zip(found, ids or [""] * len(found), strict=True)]


def _numbered(named: Named, stated: str) -> Named:
    number = trade_register_number((EspdIdentifier(stated),), "NL")[0] if stated else ""
    return Named(named.id, named.name, named.role, named.place, number, named.relied_on)


def _join(result: Parties, named: Named) -> None:
    """A party that is named twice is one party: who is relied upon can be a member or subcontractor too."""
    others = [KnownParty(other.id, other.name, other.number) for other in result.named.values()]
    told, doubt = joined_id(named.name, named.number, others)
    if doubt:
        result.doubts.append(f"{named.place}: {doubt}")
    named = evolve(named, id=told)
    known = result.named.get(named.id)
    if known is None:
        result.named[named.id] = named
        return
    if named.role not in (known.role, PartyRole.RELIED_ON):
        result.doubts.append(
            f"{named.place}: {named.name!r} is ook {known.role.label}; gelezen als {known.role.label}"
        )
    result.named[named.id] = Named(
        known.id,
        known.name,
        known.role,
        known.place,
        known.number or named.number,
        known.relied_on or named.relied_on,
    )


def _share(espd: EspdFile, result: Parties) -> None:
    """The share that is subcontracted is that of the subcontractor when there is one; else it is asked."""
    for criterion in _of(espd, codes.SUBCONTRACTED_SHARE):
        for answer in all_answers(criterion.groups):
            if answer.kind is not EspdKind.PERCENTAGE or not answer.value:
                continue
            place = place_of(criterion.code, answer.question or answer.property)
            share = _percent(answer.value)
            whose = [item for item in result.named.values() if item.role is PartyRole.SUBCONTRACTOR]
            if share is None:
                result.doubts.append(f"{place}: {answer.value!r} is geen percentage")
            elif len(whose) == 1:
                one = whose[0]
                result.named[one.id] = Named(
                    one.id, one.name, one.role, one.place, one.number, one.relied_on, share
                )
            elif whose:
                result.doubts.append(f"{place}: {share} procent, niet te zeggen voor welke onderaannemer")


def _percent(stated: str) -> Decimal | None:
    try:
        share = Decimal(stated.strip().rstrip("%").strip().replace(",", "."))
    except InvalidOperation:
        return None
    return share if share.is_finite() and 0 <= share <= 100 else None


def trade_register_number(identifiers: tuple[EspdIdentifier, ...], country: str) -> tuple[str, str]:
    """The number in the Dutch trade register among the numbers of a party; else "" and why it is not told.

    Eight digits, given out by the register, or by nobody that is named when the party is Dutch.
    """
    found: list[str] = []
    for identifier in identifiers:
        by = f"{identifier.scheme} {identifier.agency}"
        said = _SCHEME.search(by) or _SCHEME.search(identifier.value)
        number = _NUMBER.fullmatch(identifier.value.strip()) or _NUMBER.fullmatch(
            re.sub(r"[\s.]", "", identifier.value)
        )
        if number and (said or (country == "NL" and not _OTHER_SCHEME.search(by))):
            found.append(number[1])
    if len(set(found)) > 1:
        return "", f"meer dan een KvK-nummer: {', '.join(sorted(set(found)))}"
    return (found[0] if found else ""), ""


def operator_number(espd: EspdFile) -> str:
    """The number of the operator in the Dutch trade register; "" where it is not sure."""
    return trade_register_number(espd.operator.identifiers, alpha_2(espd.operator.country))[0]


def bid_form(espd: EspdFile) -> tuple[BidForm | None, str, list[str]]:
    """How the tenderer bids, from its role and what it says of a group and of subcontractors."""
    group, group_place, doubts = stated_yes(espd, codes.GROUP)
    subcontracts, sub_place, more = stated_yes(espd, codes.SUBCONTRACTED)
    doubts = [*doubts, *more]
    if espd.role is EspdRole.GROUP_LEADER or group:
        if espd.role is EspdRole.SOLE_TENDERER:
            doubts.append(f"{group_place}: samen met anderen, maar de rol is {espd.role.label}")
        if espd.role is EspdRole.GROUP_LEADER and group is False:
            doubts.append(f"{group_place}: niet samen met anderen, maar de rol is {espd.role.label}")
        if subcontracts:
            doubts.append(f"{sub_place}: naast de combinatie ook onderaannemers")
        return BidForm.CONSORTIUM, group_place or "kop van het UEA, rol", doubts
    if subcontracts:
        return BidForm.MAIN_CONTRACTOR, sub_place, doubts
    if subcontracts is False and (group is False or espd.role is EspdRole.SOLE_TENDERER):
        return BidForm.SOLE, sub_place, doubts
    return None, "", doubts
