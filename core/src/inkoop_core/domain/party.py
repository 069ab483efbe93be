"""Who hands in a bid, alone or with others."""

import hashlib
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


def party_id(name: str) -> str:
    """The id of a party by its name: `Voorbeeld & Zoon B.V.` is `voorbeeld-zoon-b-v`.

    Never empty and never that of the tenderer: a name without a letter of a-z is told by a number from it.
    """
    slug = plain_name(name).replace(" ", "-")
    if not slug:
        return f"partij-{hashlib.sha256(name.strip().encode()).hexdigest()[:8]}"
    return f"partij-{slug}" if slug == OWN_PARTY else slug
