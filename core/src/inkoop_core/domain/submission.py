"""What a tenderer declares in a bid. Each class is the body of a fact."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import frozen

from inkoop_core.domain.naming import plain_name


@frozen
class OfferedProduct:
    """A product in the bid. `variants` is empty where the product has none."""

    product: str
    variants: tuple[str, ...] = ()


@frozen
class Offer:
    """The products and focus areas that the tenderer ticks in the submission form (§2.1.4)."""

    products: tuple[OfferedProduct, ...]
    focus_areas: tuple[str, ...] = ()

    def has(self, *products: str) -> bool:
        """Whether any of these products is in the bid."""
        return any(offered.product in products for offered in self.products)

    def variants(self, product: str) -> tuple[str, ...]:
        """The variants offered of a product."""
        return tuple(
            variant for offered in self.products if offered.product == product for variant in offered.variants
        )


@frozen
class GroundAnswer:
    """The answer in an ESPD to one exclusion ground.

    code                 of the code list, older spellings included
    applies              the tenderer says yes
    happened_on          the day of the event or misconduct
    ended_on             the last day of a continuing breach
    decided_on           the day on which a conviction or decision became final
    final_decision       taxes and premiums: laid down in a final and binding decision
    paid_or_arranged     taxes and premiums: paid, or a binding payment arrangement made
    self_cleaning        the measures taken, in the words of the tenderer
    """

    code: str
    applies: bool
    happened_on: date | None = None
    ended_on: date | None = None
    decided_on: date | None = None
    final_decision: bool | None = None
    paid_or_arranged: bool | None = None
    self_cleaning: str = ""
    details: str = ""


@frozen
class EspdResponse:
    """The ESPD (UEA) of one party. Its fact's subject is `<submission>/<party>` ("tenderer" or a party's id).

    requirements_met  the party declares to meet the eligibility requirements
    """

    party: str
    answers: tuple[GroundAnswer, ...] = ()
    requirements_met: bool | None = None


@frozen
class Reference:
    """A reference for core competences (Annex III).

    number        its place in the order of entry
    competences   ids of the competences that it is given for
    clients       people who got the guidance within twelve consecutive months
    first_day, last_day  the period in which it was performed
    social_support_act   performed in the framework of the Wmo
    """

    number: int
    competences: tuple[str, ...]
    client: str
    clients: int
    first_day: date
    last_day: date
    social_support_act: bool
    description: str = ""


@frozen
class SanctionsDeclaration:
    """The declaration on Russian parties (Annex IV).

    established       a Russian national, or established in Russia
    owned_percentage  percent owned by a Russian party, directly and indirectly
    acts_for          acts in the interest or on the instruction of a Russian party
    share             the highest percent of the contract that a Russian party takes part for
    exception         the exception of the sanctions package that is claimed
    """

    complete: bool
    established: bool
    owned_percentage: Decimal
    acts_for: bool
    share: Decimal
    exception: str = ""


class SigningPower(Enum):
    SOLE = "sole"
    JOINT = "joint"
    ATTORNEY = "attorney"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _SIGNING_POWER_LABELS[self]


_SIGNING_POWER_LABELS = {
    SigningPower.SOLE: "zelfstandig bevoegd",
    SigningPower.JOINT: "gezamenlijk bevoegd",
    SigningPower.ATTORNEY: "gemachtigd",
    SigningPower.UNKNOWN: "onbekend",
}


class SigningMethod(Enum):
    WET_SCAN = "wet-scan"
    DIGITAL = "digital"
    NONE = "none"

    @property
    def label(self) -> str:
        return _SIGNING_METHOD_LABELS[self]


_SIGNING_METHOD_LABELS = {
    SigningMethod.WET_SCAN: "natte handtekening, gescand",
    SigningMethod.DIGITAL: "digitale handtekening",
    SigningMethod.NONE: "geen handtekening",
}


MANDATE = "machtiging"
"""The kind of document that gives an attorney his power, unless the requirement names another."""


def persons(names: Iterable[str]) -> frozenset[str]:
    """The persons behind these names: capitals, spaces and signs make no other person."""
    told = [(plain_name(name), " ".join(name.split()).casefold()) for name in names]
    return frozenset(plain or written for plain, written in told) - {""}


@frozen
class Signature:
    """Who signed which document, with what and by what power. Subject `<submission>/<document>`.

    sha256  of the file in which this was seen; "" where that is not known
    """

    document: str
    method: SigningMethod
    signatories: tuple[str, ...] = ()
    power: SigningPower = SigningPower.UNKNOWN
    sha256: str = ""

    @property
    def lacks_another(self) -> bool:
        """Whether somebody signed alone who is empowered only together with another."""
        return self.power is SigningPower.JOINT and len(persons(self.signatories)) < 2

    @property
    def power_is_open(self) -> bool:
        """Whether somebody signed of whom nobody knows by what power."""
        return self.method is not SigningMethod.NONE and self.power is SigningPower.UNKNOWN

    @property
    def may_need_mandate(self) -> bool:
        """Whether an attorney signed, or somebody who lacks another, or one whose power is open."""
        if self.method is SigningMethod.NONE:
            return False
        return self.power is SigningPower.ATTORNEY or self.lacks_another or self.power_is_open


@frozen
class PlatformAnswers:
    """The questions on the platform: which are unanswered, and whether the conditions are accepted."""

    unanswered: tuple[str, ...] = ()
    conditions_accepted: bool = True


@frozen
class Reservation:
    """A reservation that the tenderer makes. Subject `<submission>/voorbehoud-<n>`."""

    about: str
    text: str
    document: str = ""


NONE_STATED = "none.stated"
"""The kind of the record of a NoneStated."""
KINDS_OF_NONE = ("reservation", "party")
"""Kinds of facts of which absence means that there is none: somebody must have seen that."""
_NONE = "geen-"


@frozen
class NoneStated:
    """It was established that the bid states nothing of a kind. Subject `<submission>/geen-<kind>`.

    kind  one of KINDS_OF_NONE
    """

    kind: str


def none_part(kind: str) -> str:
    """The part of the subject under which it is recorded that there is none of a kind."""
    return f"{_NONE}{kind}"


def kind_of_none(part: str) -> str:
    """The kind of which such a part says that there is none; "" for any other part."""
    kind = part.removeprefix(_NONE)
    return kind if part.startswith(_NONE) and kind in KINDS_OF_NONE else ""
