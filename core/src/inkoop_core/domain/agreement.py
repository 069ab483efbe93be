"""The framework agreement: its signing set, its signatures, and the notice of the award."""

from datetime import date
from enum import Enum

from attrs import frozen

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
class SigningSet:
    """What is signed with one winner. Subject `<submission>/overeenkomst`.

    award        id of the definitive award that it carries out
    tariffs_on   the day whose tariffs hold
    first_day, last_day  of the agreement (days inclusive)
    parties      ids of the consented subcontractors
    """

    award: int
    awarded: tuple[OfferedProduct, ...]
    tariffs_on: date
    first_day: date
    last_day: date
    documents: tuple[PinnedDocument, ...]
    parties: tuple[str, ...] = ()


@frozen
class AgreementSigned:
    """Somebody signed; it happened then. Subject `<submission>/overeenkomst/<side>-<n>`.

    signing_set  id of the SigningSet that was signed
    mandate      of the client's side: the mandate or college decision
    """

    side: Side
    signing_set: int
    signatory: str
    power: SigningPower
    method: SigningMethod
    mandate: str = ""
    sha256: str = ""


@frozen
class AwardNotice:
    """The notice of the awarded contracts was published. Subject `aankondiging-gegunde-opdracht`."""

    where: str
    number: str
