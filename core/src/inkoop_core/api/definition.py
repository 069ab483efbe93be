"""A tender as data: the structured form of `tender.toml`.

Every table names its `source`; `notes` names the unclear places (register) that touch it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cached_property

from attrs import define, field, frozen

from inkoop_core.api.award import Award, AwardCriterion
from inkoop_core.api.calendar import BridgeDay
from inkoop_core.api.evidence import EvidenceKind
from inkoop_core.api.forms import Form
from inkoop_core.api.letter_clauses import LetterSettings
from inkoop_core.api.lookups import LookUpKind
from inkoop_core.api.platform import PlatformColumns
from inkoop_core.api.retender import RetenderScope
from inkoop_core.api.signing import SigningItem
from inkoop_core.api.tender_documents import TenderDocument
from inkoop_core.domain.finding import Consequence, Stage
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.term import Term

Value = int | Decimal | str | bool | date | datetime | tuple[str, ...]
"""What a parameter may hold; a datetime is an aware UTC instant."""


@frozen
class ProcedureInfo:
    """The procedure. closing_at is the last instant at which a bid is in time (UTC)."""

    id: str
    title: str
    reference: str
    client: str
    service_centre: str
    regime: str
    platform: str
    closing_at: datetime
    contact_person: str
    source: SourceRef
    notes: tuple[str, ...] = ()


@frozen
class Channel:
    """A route for one kind of communication: the platform's name or a mailbox."""

    id: str
    address: str
    source: SourceRef
    notes: tuple[str, ...] = ()


@frozen
class Parameter:
    """A value of the tender document. unit: "eurocent", "percent", "maand", "persoon" ..."""

    key: str
    value: Value
    source: SourceRef
    unit: str = ""
    notes: tuple[str, ...] = ()


class Needed(Enum):
    """When a document must be in the bid."""

    ALWAYS = "always"
    CONDITIONAL = "conditional"
    ON_REQUEST = "on-request"
    NEVER = "never"


@frozen
class DocumentKind:
    """A document of the checklist.

    names, texts  parts of its file name, phrases of its first pages ("a + b": both) by which it is recognised
    media      media types in which it may come
    max_pages  pages at most, cover excluded; None: no limit
    signed     must carry a valid signature; per_party: not the tenderer alone hands one in
    """

    kind: str
    title: str
    needed: Needed
    source: SourceRef
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    max_pages: int | None = None
    signed: bool = False
    per_party: bool = False
    notes: tuple[str, ...] = ()


@frozen
class Requirement:
    """Something a bid must meet.

    check        "standard.<name>" a rule of the standard plugin, "manual" an officer's own check, "" a rule
                 that a plugin gives for this id
    parameters   what that check needs to know
    """

    id: str
    stage: Stage
    title: str
    consequence: Consequence
    source: SourceRef
    check: str = ""
    parameters: Mapping[str, Value] = field(factory=dict, hash=False)
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen
class Provision:
    """A statement of the tender document that is no requirement by itself.

    served_by  the requirements, parameters or later steps that carry it out
    """

    id: str
    title: str
    served_by: str
    source: SourceRef
    notes: tuple[str, ...] = ()


class GroundKind(Enum):
    MANDATORY = "mandatory"
    FACULTATIVE = "facultative"
    PAYMENT = "payment"
    """Taxes and premiums: mandatory with a final and binding decision, else facultative."""


class CountsFrom(Enum):
    """Which date of a fact the look-back counts."""

    EVENT = "event"
    END_OF_EVENT = "end-of-event"
    DECISION = "decision"
    PRESENT = "present"
    """A present state: no look-back."""


@frozen
class ExclusionGround:
    """A ground of the ESPD.

    aliases         other spellings of its code, long names of older generations
    lookback_years  None: no period
    applies         facultative: whether this tender applies it; None: not loaded yet
    """

    code: str
    title: str
    article: str
    kind: GroundKind
    counts_from: CountsFrom
    source: SourceRef
    lookback_years: int | None = None
    applies: bool | None = None
    aliases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen
class Product:
    """A product. variants: ids such as "ontwikkelgericht"; empty where there is only one form."""

    id: str
    title: str
    category: str
    source: SourceRef
    variants: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen
class Coupling:
    """Who offers any of these must offer all of those; not the reverse."""

    id: str
    if_any: tuple[str, ...]
    requires: tuple[str, ...]
    source: SourceRef
    notes: tuple[str, ...] = ()


@frozen
class Reading:
    """One way to read an unclear place."""

    id: str
    text: str


@frozen
class Note:
    """An unclear place of the tender document (register 1C of the domain rules).

    default  the reading that holds until an officer chooses; "": nothing holds, where it bites it is asked
    """

    id: str
    where: str
    finding: str
    readings: tuple[Reading, ...] = ()
    default: str = ""


@frozen
class Agreement:
    """The framework agreement to be. Amounts in cents, days inclusive."""

    first_day: date
    last_day: date
    extensions: int
    extension_months: int
    estimate: int
    ceiling: int
    source: SourceRef
    notes: tuple[str, ...] = ()


@frozen
class Tariff:
    """Cents per unit of a product from a day on. example: not a real tariff."""

    product: str
    unit: str
    amount: int
    valid_from: date
    source: SourceRef
    product_code: str = ""
    example: bool = False


@frozen
class DefinitionPart:
    """What a clause adds to a tender definition."""

    requirements: tuple[Requirement, ...] = ()
    provisions: tuple[Provision, ...] = ()
    documents: tuple[DocumentKind, ...] = ()
    terms: Mapping[str, Term] = field(factory=dict)


@define(frozen=True, slots=False, eq=False)
class TenderDefinition:
    """A tender, as in force. `sha256` is of the text and the amendments that made it."""

    procedure: ProcedureInfo
    requires: Mapping[str, str]
    channels: tuple[Channel, ...]
    parameters: Mapping[str, Parameter]
    terms: Mapping[str, Term]
    documents: tuple[DocumentKind, ...]
    requirements: tuple[Requirement, ...]
    provisions: tuple[Provision, ...]
    evidence: tuple[EvidenceKind, ...]
    exclusion_grounds: tuple[ExclusionGround, ...]
    products: tuple[Product, ...]
    couplings: tuple[Coupling, ...]
    focus_areas: tuple[str, ...]
    award: Award
    notes: Mapping[str, Note]
    agreement: Agreement | None = None
    tariffs: tuple[Tariff, ...] = ()
    platform_table: PlatformColumns | None = None
    forms: tuple[Form, ...] = ()
    clauses: Mapping[str, Mapping[str, object]] = field(factory=dict)
    lookups: tuple[LookUpKind, ...] = ()
    tender_documents: tuple[TenderDocument, ...] = ()
    bridge_days: tuple[BridgeDay, ...] = ()
    signing: tuple[SigningItem, ...] = ()
    retender: RetenderScope | None = None
    letters: LetterSettings | None = None
    sha256: str = ""

    def parameter(self, key: str) -> Parameter:
        """The parameter of that name. Raises KeyError naming it."""
        try:
            return self.parameters[key]
        except KeyError:
            raise KeyError(f"de aanbestedingsdefinitie heeft geen parameter {key!r}") from None

    def whole(self, key: str) -> int:
        """A parameter that is a whole number. Raises TypeError when it is something else."""
        value = self.parameter(key).value
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"parameter {key!r} is geen geheel getal: {value!r}")
        return value

    def ratio(self, key: str) -> Decimal:
        """A parameter that is a number, as Decimal."""
        value = self.parameter(key).value
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise TypeError(f"parameter {key!r} is geen getal: {value!r}")
        return Decimal(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A parameter that is a list of texts."""
        value = self.parameter(key).value
        if not isinstance(value, tuple):
            raise TypeError(f"parameter {key!r} is geen lijst van teksten: {value!r}")
        return value

    def requirement(self, id: str) -> Requirement:
        """The requirement of that id. Raises KeyError naming it."""
        return self.requirement_by_id[id]

    @cached_property
    def requirement_by_id(self) -> Mapping[str, Requirement]:
        return {requirement.id: requirement for requirement in self.requirements}

    @cached_property
    def document_by_kind(self) -> Mapping[str, DocumentKind]:
        return {document.kind: document for document in self.documents}

    @cached_property
    def ground_by_code(self) -> Mapping[str, ExclusionGround]:
        """Exclusion grounds by every spelling of their code."""
        return {
            spelling: ground
            for ground in self.exclusion_grounds
            for spelling in (ground.code, *ground.aliases)
        }

    @cached_property
    def product_by_id(self) -> Mapping[str, Product]:
        return {product.id: product for product in self.products}

    def product_titles(self, products: Iterable[str]) -> str:
        """Products as a letter names them: `Titel (id), Titel (id) en Titel (id)`; an unknown one by its id."""
        known = self.product_by_id
        named = [f"{known[item].title} ({item})" if item in known else item for item in products]
        return " en ".join([text for text in (", ".join(named[:-1]), *named[-1:]) if text])

    @cached_property
    def products_in_scope(self) -> tuple[Product, ...]:
        """The products that can be offered: all of them, but for a re-tender of the missing part."""
        scope = self.retender
        return tuple(item for item in self.products if scope is None or item.id in scope.products)

    @cached_property
    def channel_by_id(self) -> Mapping[str, Channel]:
        return {channel.id: channel for channel in self.channels}

    def criterion(self, id: str) -> AwardCriterion:
        """The award criterion of that id. Raises KeyError."""
        for criterion in self.award.criteria:
            if criterion.id == id:
                return criterion
        raise KeyError(id)
