"""The framework agreement: its signing set, its signatures, and the notice of the award."""

from datetime import date
from enum import Enum

from attrs import frozen

from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.submission import OfferedProduct, SigningMethod, SigningPower


class Side(Enum):
    CLIENT = "client"
    CONTRACTOR = "contractor"

    @property
    def label(self) -> str:
        return {Side.CLIENT: "opdrachtgever", Side.CONTRACTOR: "opdrachtnemer"}[self]


@frozen
class PinnedDocument:
    """A document of the signing set, pinned to its version.

    sha256    "" where the file is not kept here; version then tells
    excluded  articles that do not apply
    """

    id: str
    title: str
    version: str = ""
    sha256: str = ""
    excluded: tuple[str, ...] = ()


@frozen
class PinnedTariff:
    """A tariff as it is signed: cents per unit. example: not a real tariff."""

    product: str
    unit: str
    amount: int
    valid_from: date
    product_code: str = ""
    example: bool = False


@frozen
class SigningParty:
    """A party that signs: the contractor, or a member of a consortium. id: OWN_PARTY is the contractor itself."""

    id: str
    name: str
    trade_register_number: str


@frozen
class SigningSet:
    """What is signed with one winner. Subject `<submission>/overeenkomst`.

    award        id of the definitive award that it carries out
    tariffs_on   the day whose tariffs hold
    first_day, last_day  of the agreement (days inclusive)
    parties      ids of the consented subcontractors
    tariffs      of the awarded products alone
    signatories  who must sign on the contractor's side: of a consortium every member (§5.4.2)
    missing      what was missing and was accepted, in words; accepted: why
    """

    award: int
    awarded: tuple[OfferedProduct, ...]
    tariffs_on: date
    first_day: date
    last_day: date
    documents: tuple[PinnedDocument, ...]
    parties: tuple[str, ...] = ()
    tariffs: tuple[PinnedTariff, ...] = ()
    signatories: tuple[SigningParty, ...] = ()
    missing: tuple[str, ...] = ()
    accepted: str = ""


@frozen
class AgreementSigned:
    """Somebody signed; it happened then. Subject `<submission>/overeenkomst/<side>-<n>`.

    signing_set     id of the SigningSet that was signed; 0: there was none
    mandate         of the client's side: the mandate or college decision; of an attorney: his power of attorney
    sha256          the signed agreement; mandate_sha256: the document of that power; "" where it is not kept
    party           who is signed for on the contractor's side: OWN_PARTY or a member of the consortium
    """

    side: Side
    signing_set: int
    signatory: str
    power: SigningPower
    method: SigningMethod
    mandate: str = ""
    sha256: str = ""
    mandate_sha256: str = ""
    party: str = OWN_PARTY


@frozen
class AwardNotice:
    """The notice of the awarded contracts was published. Subject `aankondiging-gegunde-opdracht`."""

    where: str
    number: str
