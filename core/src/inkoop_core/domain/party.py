"""Who hands in a bid, alone or with others."""

import hashlib
import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

from attrs import frozen

from inkoop_core.domain.money import Cents
from inkoop_core.domain.naming import plain_name

OWN_PARTY = "tenderer"
"""What the tenderer itself is called where the others have an id."""


class BidForm(Enum):
    """How a bid is handed in (tender document §5.4)."""

    SOLE = "sole"
    MAIN_CONTRACTOR = "main-contractor"
    CONSORTIUM = "consortium"
    COOPERATIVE = "cooperative"

    @property
    def label(self) -> str:
        return _BID_FORM_LABELS[self]


_BID_FORM_LABELS = {
    BidForm.SOLE: "zelfstandig",
    BidForm.MAIN_CONTRACTOR: "hoofdaannemer met onderaannemers",
    BidForm.CONSORTIUM: "combinatie",
    BidForm.COOPERATIVE: "coöperatie",
}


class LegalForm(Enum):
    SOLE_TRADER = "sole-trader"
    PARTNERSHIP = "partnership"
    PRIVATE_COMPANY = "private-company"
    PUBLIC_COMPANY = "public-company"
    FOUNDATION = "foundation"
    ASSOCIATION = "association"
    COOPERATIVE = "cooperative"
    OTHER = "other"

    @property
    def legal_person(self) -> bool | None:
        """Whether it is a legal person; None where the form does not tell."""
        if self is LegalForm.OTHER:
            return None
        return self not in (LegalForm.SOLE_TRADER, LegalForm.PARTNERSHIP)

    @property
    def label(self) -> str:
        return _LEGAL_FORM_LABELS[self]


_LEGAL_FORM_LABELS = {
    LegalForm.SOLE_TRADER: "eenmanszaak",
    LegalForm.PARTNERSHIP: "maatschap, vof of cv",
    LegalForm.PRIVATE_COMPANY: "besloten vennootschap",
    LegalForm.PUBLIC_COMPANY: "naamloze vennootschap",
    LegalForm.FOUNDATION: "stichting",
    LegalForm.ASSOCIATION: "vereniging",
    LegalForm.COOPERATIVE: "coöperatie",
    LegalForm.OTHER: "anders",
}


@frozen
class Tenderer:
    """The tenderer; of a consortium its lead.

    turnover, balance_total   cents a year; None: not stated
    group_member              part of a group of companies (§5.4.3)
    consolidated_accounts     the group has consolidated annual accounts
    """

    name: str
    trade_register_number: str
    legal_form: LegalForm
    bid_form: BidForm
    country: str = "NL"
    agb_code: str = ""
    employees: int | None = None
    turnover: Cents | None = None
    balance_total: Cents | None = None
    group_member: bool = False
    consolidated_accounts: bool = False


class PartyRole(Enum):
    """What another party does in the bid; the terms of the ESPD."""

    MEMBER = "member"
    SUBCONTRACTOR = "subcontractor"
    COOPERATIVE_MEMBER = "cooperative-member"
    RELIED_ON = "relied-on"
    PARENT = "parent"

    @property
    def label(self) -> str:
        return _PARTY_ROLE_LABELS[self]


_PARTY_ROLE_LABELS = {
    PartyRole.MEMBER: "combinant",
    PartyRole.SUBCONTRACTOR: "onderaannemer",
    PartyRole.COOPERATIVE_MEMBER: "coöperatielid",
    PartyRole.RELIED_ON: "derde waarop een beroep wordt gedaan",
    PartyRole.PARENT: "moedermaatschappij",
}


@frozen
class Party:
    """Another party of the bid. Its fact's subject is `<submission>/<id>`.

    share             percent of the contract; None: not stated
    relied_on         the tenderer needs it to meet a requirement
    listed_in_espd    the main contractor names it in his own ESPD; None: not known
    """

    id: str
    role: PartyRole
    name: str
    trade_register_number: str = ""
    country: str = "NL"
    share: Decimal | None = None
    relied_on: bool = False
    listed_in_espd: bool | None = None


@frozen
class KnownParty:
    """A party of a bid by what tells it apart. id: OWN_PARTY is the tenderer itself."""

    id: str
    name: str
    trade_register_number: str = ""


_LETTERS = {"bv": "b v", "nv": "n v", "vof": "v o f", "cv": "c v", "ua": "u a", "ba": "b a", "wa": "w a"}
"""Legal forms that are written with and without dots."""
_LEGAL_FORMS = re.compile(
    r"\b(?:b v|n v|v o f|c v|u a|b a|w a|stichting|cooperatie|cooperatieve|vereniging|maatschap|eenmanszaak)\b"
)


def party_id(name: str) -> str:
    """The id of a party by its name: `Voorbeeld & Zoon B.V.` and `Voorbeeld & Zoon BV` are `voorbeeld-zoon-b-v`.

    Never empty and never that of the tenderer: a name without a letter of a-z is told by a number from it.
    """
    slug = _plain(name).replace(" ", "-")
    if not slug:
        return f"partij-{hashlib.sha256(name.strip().encode()).hexdigest()[:8]}"
    return f"partij-{slug}" if slug == OWN_PARTY else slug


def bare_name(name: str) -> str:
    """Words of a name without its legal form: `Stichting Voorbeeld` and `Voorbeeld B.V.` are `voorbeeld`."""
    plain = _plain(name)
    return " ".join(_LEGAL_FORMS.sub(" ", plain).split()) or plain


def is_same(one: KnownParty, other: KnownParty) -> bool:
    """Whether two are one: by number, else by name; without two numbers whatever the legal form.

    With two numbers a foundation and a company of one name are two. Not told apart by nothing at all.
    """
    numbers = one.trade_register_number, other.trade_register_number
    if all(numbers) and numbers[0] == numbers[1]:
        return True
    name = _plain if all(numbers) else bare_name
    names = name(one.name), name(other.name)
    if all(names):
        return names[0] == names[1]
    return not all(numbers)


def joined_id(name: str, number: str, known: Iterable[KnownParty]) -> tuple[str, str]:
    """The id of a party among those of its bid that are known, and the doubt in Dutch; "" where it is sure.

    Its number in the trade register tells first, then its name. One name with two numbers is two parties, of which
    the second is called by its number too.
    """
    slug = party_id(name)
    others = [party for party in known if party.id != OWN_PARTY]
    for party in others:
        if number and party.trade_register_number == number:
            same = party_id(party.name) == slug
            doubt = f"{name!r} heeft KvK-nummer {number} van {party.name!r}; gelezen als dezelfde partij"
            return party.id, "" if same or not name else doubt
    named: dict[str, set[str]] = {}
    for party in others:
        if slug in (party.id, party_id(party.name)):
            named.setdefault(party.id, set()).add(party.trade_register_number)
    if not named:
        return slug, ""
    first, *more = named
    if not number:
        doubt = f"{name!r} kan {first} zijn of {' of '.join(more)}; gelezen als {first}"
        return first, doubt if more else ""
    without = [party for party, numbers in named.items() if not numbers - {""}]
    if without:
        return without[0], ""
    earlier = ", ".join(sorted(set().union(*named.values()) - {""}))
    return (
        f"{slug}-{number}",
        f"{name!r} heeft hier KvK-nummer {number} en elders {earlier}; gelezen als twee partijen",
    )


def _plain(name: str) -> str:
    return " ".join(_LETTERS.get(word, word) for word in plain_name(name).split())
