"""What one sample submission consists of, and short ways to say it."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from attrs import Factory, frozen

from inkoop_core.api.packages import Declaration, DeclaredDocument, PlatformEntry
from inkoop_core.domain.moment import instant
from inkoop_core.domain.party import BidForm, LegalForm, Party, PartyRole, Tenderer
from inkoop_core.domain.submission import (
    EspdResponse,
    GroundAnswer,
    Offer,
    OfferedProduct,
    PlatformAnswers,
    Reference,
    Reservation,
    SanctionsDeclaration,
    Signature,
    SigningMethod,
    SigningPower,
)

EXAMPLE = "Voorbeeld, verzonnen inschrijver"
"""Stands on every page and in every file."""
EXAMPLE_FORM = "VOORBEELDFORMULIER – niet het echte formulier"
CONTRACT = "Wmo begeleiding 2027 en verder, kenmerk 23.D.202, gemeente Dalfsen"

GROUNDS = {
    "crime-org": "Deelneming aan een criminele organisatie",
    "corruption": "Corruptie",
    "fraud": "Fraude",
    "terr-offence": "Terroristische misdrijven",
    "finan-laund": "Witwassen of financiering van terrorisme",
    "human-traffic": "Kinderarbeid en mensenhandel",
    "tax-pay": "Betaling van belastingen",
    "socsec-pay": "Betaling van sociale premies",
    "envir-law": "Verplichtingen van milieurecht",
    "socsec-law": "Verplichtingen van sociaal recht",
    "labour-law": "Verplichtingen van arbeidsrecht",
    "bankruptcy": "Faillissement",
    "insolvency": "Insolventie",
    "cred-arran": "Regeling met schuldeisers",
    "bankr-nat": "Met faillissement vergelijkbare toestand",
    "liq-admin": "Vermogen onder beheer van een vereffenaar",
    "susp-act": "Staking van bedrijfsactiviteiten",
    "prof-misconduct": "Ernstige beroepsfout",
    "distorsion": "Vervalsing van de mededinging",
    "partic-confl": "Belangenconflict door deelneming",
    "prep-confl": "Betrokken bij de voorbereiding",
    "sanction": "Eerdere opdracht voortijdig beëindigd of bestraft",
    "misrepresent": "Onjuiste verklaring of achtergehouden informatie",
    "nati-ground": "Louter nationale gronden",
}
"""The exclusion grounds of the ESPD code list: code and Dutch name."""

BOTH = ("ontwikkelgericht", "behoudgericht")
INDIVIDUAL = tuple(OfferedProduct(product, BOTH) for product in ("IB1", "IB2", "IB3"))
SHELTERED = OfferedProduct("IB4", ("ontwikkelgericht",))
GROUP = tuple(OfferedProduct(product) for product in ("BG-O", "BG-B", "BG-V", "BG-R"))


class Seal(Enum):
    """What happens to the tenderer's ESPD after it is written."""

    PLAIN = "plain"
    SIGNED = "signed"
    CHANGED_AFTER = "changed-after"


class Means(Enum):
    """How the forms of a bid are made and filled in."""

    TYPED = "typed"
    """Word, typed in plain tables, with signs for the boxes."""
    CONTROLS = "controls"
    """Word with content controls."""
    FIELDS = "fields"
    """Word with the form fields of older versions."""
    PDF_FIELDS = "pdf-fields"
    """PDF with fields to fill in."""
    PDF_TEXT = "pdf-text"
    """PDF in which everything has become text."""


@frozen
class Plan:
    """A document for a sub-criterion.

    pages     pages of text, 1 to 3
    cover     a cover page comes before them
    weak      the plan that leaves subjects out; has 2 pages
    """

    pages: int = 2
    cover: bool = False
    weak: bool = False

    @property
    def all_pages(self) -> int:
        return self.pages + self.cover


@frozen
class SampleCase:
    """One sample submission.

    folder        name of the folder, or of the zip without its suffix
    shows         what the sample is for, in one line
    expected      the ids that decide, with what they should say
    damaged       files that are broken on purpose
    means         how its forms are made; Word in turn in three ways
    """

    folder: str
    declaration: Declaration
    shows: str
    expected: str
    archive: bool = False
    sg1: Plan = Plan()
    sg2: Plan = Plan()
    seal: Seal = Seal.PLAIN
    damaged: tuple[str, ...] = ()
    means: Means = Factory(
        lambda self: (Means.TYPED, Means.CONTROLS, Means.FIELDS)[self.number % 3], takes_self=True
    )

    @property
    def number(self) -> int:
        """The number that its folder begins with."""
        return int(self.folder.split("-")[0])

    @property
    def signed_file(self) -> str:
        """The file that carries a digital signature, "" when there is none."""
        return "" if self.seal is Seal.PLAIN else "uea.pdf"

    def pages_of(self, document: DeclaredDocument) -> int:
        """How many pages a PDF of this sample must have."""
        return {"uea": 2, "sg1": self.sg1.all_pages, "sg2": self.sg2.all_pages}.get(document.kind, 1)


FILES = {
    "uea": "uea.pdf",
    "bijlage-2": "bijlage-2-inschrijfformulier.docx",
    "bijlage-3": "bijlage-3-kerncompetenties.docx",
    "bijlage-4": "bijlage-4-russische-partijen.docx",
    "sg1": "sg1-samenwerking.pdf",
    "sg2": "sg2-kwaliteit.pdf",
}
"""The files of a complete bid by their kind."""

KC1 = Reference(
    number=1,
    competences=("KC1",),
    client="Gemeente Nergenshuizen (verzonnen)",
    clients=24,
    first_day=date(2024, 1, 1),
    last_day=date(2024, 12, 31),
    social_support_act=True,
    description="Individuele begeleiding thuis voor inwoners met een Wmo-beschikking.",
)
KC2 = Reference(
    number=2,
    competences=("KC2",),
    client="Gemeente Fictieveen (verzonnen)",
    clients=11,
    first_day=date(2024, 3, 1),
    last_day=date(2025, 2, 28),
    social_support_act=True,
    description="Dagbesteding in een groep voor inwoners met een Wmo-beschikking.",
)


def tenderer(
    number: int, name: str, legal_form: LegalForm, bid_form: BidForm = BidForm.SOLE, **details: Any
) -> Tenderer:
    """A tenderer with numbers that no register hands out; of middling size unless said otherwise."""
    size: dict[str, Any] = {"employees": 48, "turnover": 425_000_000, "balance_total": 180_000_000}
    return Tenderer(
        name=name,
        trade_register_number=f"0000{1000 + number}",
        legal_form=legal_form,
        bid_form=bid_form,
        agb_code=f"0000{5000 + number}",
        **{**size, **details},
    )


def party(number: int, id: str, role: PartyRole, name: str, share: str = "", **details: Any) -> Party:
    """Another party of the bid, with a number that no register hands out; share in percent."""
    return Party(
        id=id,
        role=role,
        name=name,
        trade_register_number=f"0000{2000 + number}",
        share=Decimal(share) if share else None,
        **details,
    )


def espd(party: str = "tenderer", *answers: GroundAnswer) -> EspdResponse:
    """An ESPD that says no to every ground, except to the ones given."""
    given = {answer.code: answer for answer in answers}
    return EspdResponse(
        party=party,
        answers=tuple(given.get(code, GroundAnswer(code, applies=False)) for code in GROUNDS),
        requirements_met=True,
    )


def sanctions(share: str = "0.00") -> SanctionsDeclaration:
    """No Russian party, but for a share of the contract in percent."""
    return SanctionsDeclaration(
        complete=True,
        established=False,
        owned_percentage=Decimal("0.00"),
        acts_for=False,
        share=Decimal(share),
    )


def signed(
    *names: str,
    document: str = "uea",
    power: SigningPower = SigningPower.SOLE,
    method: SigningMethod = SigningMethod.WET_SCAN,
) -> Signature:
    return Signature(document=document, method=method, signatories=names, power=power)


def documents(
    without: str = "", extra: tuple[DeclaredDocument, ...] = (), ending: str = ".docx"
) -> tuple[DeclaredDocument, ...]:
    """The files of a complete bid, but one, and more. ending: of the files of its forms."""
    files = {kind: file.replace(".docx", ending) for kind, file in FILES.items()}
    return tuple(DeclaredDocument(kind, file) for kind, file in files.items() if kind != without) + extra


def bid(
    who: Tenderer,
    *signatures: Signature,
    products: tuple[OfferedProduct, ...] = INDIVIDUAL,
    focus_areas: tuple[str, ...] = ("voorbeeld-ggz",),
    references: tuple[Reference, ...] = (KC1,),
    received: datetime = datetime(2026, 6, 11, 14, 20, 0),  # noqa: DTZ001 - Dutch local time, as on the platform
    channel: str = "TenderNed",
    parties: tuple[Party, ...] = (),
    espds: tuple[EspdResponse, ...] | None = None,
    share: str = "0.00",
    reservations: tuple[Reservation, ...] = (),
    files: tuple[DeclaredDocument, ...] | None = None,
) -> Declaration:
    """A bid in which everything is in order, but for what is given."""
    return Declaration(
        format=1,
        platform=PlatformEntry(channel, instant(received), f"VB-{who.trade_register_number[4:]}"),
        tenderer=who,
        parties=parties,
        offer=Offer(products, focus_areas),
        espd=espds if espds is not None else (espd(), *(espd(other.id) for other in parties)),
        references=references,
        sanctions=sanctions(share),
        signatures=signatures,
        platform_answers=PlatformAnswers(),
        reservations=reservations,
        documents=files if files is not None else documents(),
    )
