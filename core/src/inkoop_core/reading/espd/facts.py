"""What an ESPD says, as proposals for the facts of a bid."""

from collections.abc import Iterator

from attrs import define, field

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.espd import EspdFile, EspdRole
from inkoop_core.domain.naming import holds, plain_name
from inkoop_core.domain.party import OWN_PARTY, PartyRole, party_id
from inkoop_core.domain.reading import ReadFact, ReadValue
from inkoop_core.reading.espd import codes
from inkoop_core.reading.espd.countries import alpha_2
from inkoop_core.reading.espd.grounds import ground_answers, stated_yes
from inkoop_core.reading.espd.parties import Named, bid_form, named_parties, trade_register_number

_HEAD = "kop van het UEA"
PARTY_ROLES = {
    EspdRole.GROUP_MEMBER: PartyRole.MEMBER,
    EspdRole.SUBCONTRACTOR: PartyRole.SUBCONTRACTOR,
    EspdRole.RELIED_ON: PartyRole.RELIED_ON,
}


@define
class _Draft:
    """One read fact in the making."""

    kind: str
    part: str
    values: list[ReadValue] = field(factory=list)
    doubts: list[str] = field(factory=list)

    def say(self, name: str, value: object, place: str, words: str = "") -> None:
        self.values.append(ReadValue(name, canonical_json(value).decode(), place, words))


def espd_facts(
    espd: EspdFile,
    definition: TenderDefinition,
    *,
    reader: str,
    reader_version: str,
    owner: str = "",
    doubts: tuple[str, ...] = (),
) -> tuple[ReadFact, ...]:
    """What the file says about the bid. reader, reader_version: what read it.

    owner   id of the party that it is of, whatever its role says; "": its role tells
    doubts  on whose it is

    The file of a sole tenderer or leader tells of the tenderer, its bid form and the parties that it names;
    that of a member, a subcontractor or an entity relied upon tells of that party. Without a role that is
    known it is read as the tenderer's, with a doubt.
    """
    role = PARTY_ROLES.get(espd.role)
    party = owner or (OWN_PARTY if role is None else party_id(espd.operator.name))
    drafts = [_response(espd, definition, party)]
    drafts[0].doubts = [*doubts, *drafts[0].doubts]
    if party == OWN_PARTY:
        drafts.append(_tenderer(espd))
        named = named_parties(espd)
        drafts[1].doubts += named.doubts
        drafts += [_named(item) for item in named.named.values()]
    elif role is not None:
        drafts.append(_own_party(espd, party, role))
    return tuple(
        ReadFact(
            kind=draft.kind,
            part=draft.part,
            file=espd.file,
            sha256=espd.sha256,
            reader=reader,
            reader_version=reader_version,
            values=tuple(draft.values),
            doubts=tuple(dict.fromkeys(draft.doubts)),
        )
        for draft in drafts
    )


def _response(espd: EspdFile, definition: TenderDefinition, party: str) -> _Draft:
    draft = _Draft("espd.response", party)
    draft.say("party", party, f"{_HEAD}, rol", espd.role_code)
    grounds = ground_answers(espd, definition)
    if grounds.answers:
        yes = [answer.code for answer in grounds.answers if answer.applies]
        words = f"{len(grounds.answers)} gronden beantwoord, ja bij {', '.join(yes) or 'geen'}"
        first, last = grounds.answers[0].code, grounds.answers[-1].code
        draft.say("answers", tuple(grounds.answers), f"criteria {first} tot en met {last}", words)
    else:
        grounds.doubts.append("het UEA beantwoordt geen enkele uitsluitingsgrond")
    met, place, doubts = stated_yes(espd, codes.ALL_SELECTION)
    if met is not None:
        draft.say("requirements_met", met, place, "ja" if met else "nee")
    draft.doubts = [*_other_procedure(espd, definition), *espd.unread, *grounds.doubts, *doubts]
    return draft


def _other_procedure(espd: EspdFile, definition: TenderDefinition) -> Iterator[str]:
    """A UEA states the procedure that it was filled in for; of another one it says nothing here."""
    here = definition.procedure
    stated, title = plain_name(espd.procedure.reference), plain_name(espd.procedure.title)
    ours = plain_name(here.title)
    if not stated or holds(stated, plain_name(here.reference)) or ours in (stated, title):
        return
    yield (
        f"{_HEAD}, procedure: dit UEA is ingevuld voor {espd.procedure.reference!r}, deze aanbesteding is "
        f"{here.reference!r} ({here.title}); ga na of het bij deze inschrijving hoort"
    )


def _tenderer(espd: EspdFile) -> _Draft:
    draft = _Draft("tenderer", "")
    if espd.role is EspdRole.UNKNOWN:
        stated = f"rolcode {espd.role_code!r}" if espd.role_code else "geen rol"
        draft.doubts.append(f"{_HEAD}: {stated}; gelezen als het UEA van de inschrijver zelf")
    _operator(espd, draft)
    form, place, doubts = bid_form(espd)
    if form is not None:
        draft.say("bid_form", form, place, espd.role_code)
    draft.doubts += doubts
    return draft


def _own_party(espd: EspdFile, party: str, role: PartyRole) -> _Draft:
    draft = _Draft("party", party)
    draft.say("id", party, f"{_HEAD}, naam", espd.operator.name)
    draft.say("role", role, f"{_HEAD}, rol", espd.role_code)
    if role is PartyRole.RELIED_ON:
        draft.say("relied_on", True, f"{_HEAD}, rol", espd.role_code)
    _operator(espd, draft)
    return draft


def _operator(espd: EspdFile, draft: _Draft) -> None:
    """Name, number and country; what is not stated or not to be told is left out, with a doubt."""
    operator = espd.operator
    if operator.name:
        draft.say("name", operator.name, f"{_HEAD}, naam", operator.name)
    else:
        draft.doubts.append(f"{_HEAD}, naam: de naam van de ondernemer staat er niet")
    country = alpha_2(operator.country)
    stated = ", ".join(identifier.value for identifier in operator.identifiers)
    number, why = trade_register_number(operator.identifiers, country)
    if number:
        draft.say("trade_register_number", number, f"{_HEAD}, nummers", stated)
    elif why or stated:
        draft.doubts.append(f"{_HEAD}, nummers: {why or f'geen ervan is zeker een KvK-nummer ({stated})'}")
    if country:
        draft.say("country", country, f"{_HEAD}, land", operator.country)
    elif operator.country:
        draft.doubts.append(f"{_HEAD}, land: de code {operator.country!r} is niet bekend")


def _named(named: Named) -> _Draft:
    draft = _Draft("party", named.id)
    draft.say("id", named.id, named.place, named.name)
    draft.say("role", named.role, named.place)
    draft.say("name", named.name, named.place, named.name)
    if named.number:
        draft.say("trade_register_number", named.number, named.place, named.number)
    if named.relied_on:
        draft.say("relied_on", True, named.place)
    if named.share is not None:
        draft.say("share", named.share, named.place, str(named.share))
    draft.say("listed_in_espd", True, named.place, named.name)
    return draft
