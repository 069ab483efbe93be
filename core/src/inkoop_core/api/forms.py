"""The forms of a tender as data: which form it is, and what stands where in it."""

from collections.abc import Mapping
from enum import Enum

from attrs import frozen

from inkoop_core.domain.party import Party, Tenderer
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.submission import (
    EspdResponse,
    Offer,
    PlatformAnswers,
    Reference,
    Reservation,
    SanctionsDeclaration,
    Signature,
)

READABLE: Mapping[str, type] = {
    "tenderer": Tenderer,
    "party": Party,
    "offer": Offer,
    "espd.response": EspdResponse,
    "reference": Reference,
    "sanctions.declaration": SanctionsDeclaration,
    "signature": Signature,
    "platform.answers": PlatformAnswers,
    "reservation": Reservation,
}
"""The facts that a form can tell, by the name of their kind."""


class FieldType(Enum):
    """How what stands in a form becomes a value of a fact."""

    TEXT = "text"
    TEXTS = "texts"
    """Every place where it is found, and every line there, is one text of a list."""
    WHOLE = "whole"
    EUROS = "euros"
    """Euros in the form, whole cents in the fact."""
    PERCENT = "percent"
    DATE = "date"
    PERIOD = "period"
    """Two dates: the first is the field itself, the second the field named in `until`."""
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    PRODUCTS = "products"
    GROUNDS = "grounds"
    INK = "ink"
    """How a page is signed: a digital signature, an image or drawing of ink, or nothing."""
    ORDER = "order"
    """The number of a repeated record in the order of entry."""
    FIXED = "fixed"
    """The text in `value`, whatever the form says."""


TYPES_OF_RANGE = (FieldType.PRODUCTS, FieldType.GROUNDS, FieldType.INK, FieldType.ORDER, FieldType.FIXED)
"""What is found without names or labels of the field itself."""


class Repeating(Enum):
    """What stands for one record, where a form holds several."""

    TABLE = "table"
    ROW = "row"
    """The labels stand in a row above it."""
    BLOCK = "block"
    """From one line that begins with `heading` to the next."""


@frozen
class FormOption:
    """A value that can be chosen.

    id      the value: "sole", "KC1", a product, a variant, a focus area, the code of an exclusion ground
    labels  texts that stand for it
    names   names of the box that is ticked for it
    """

    id: str
    labels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@frozen
class FormPart:
    """A value inside another one, such as the date that goes with an answer; `{option}` is that answer's code."""

    id: str
    type: FieldType = FieldType.TEXT
    names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@frozen
class FormField:
    """Where a field of a fact stands in a form.

    id        the field of the fact: "agb_code"
    names     tag or title of a content control, bookmark of a legacy form field, name of a PDF field; may hold
              {n} (number in the order of entry), {option} and {variant}
    labels    texts left of it, above it or before it on the line
    options   what can be chosen; products, exclusion grounds and focus areas have the tender's own besides
    required  an empty one is a doubt
    until     PERIOD: the field of the second date
    value     FIXED: the text; may hold {party} and {n}
    empty     texts that say that nothing is filled in: "geen"
    parts     GROUNDS: what goes with an answer of yes
    block     GROUNDS: how the heading begins under which the parts stand; {option} is the ground
    """

    id: str
    type: FieldType = FieldType.TEXT
    names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    options: tuple[FormOption, ...] = ()
    required: bool = False
    until: str = ""
    value: str = ""
    empty: tuple[str, ...] = ()
    parts: tuple[FormPart, ...] = ()
    block: str = ""


@frozen
class FormRecord:
    """A fact that a form can tell.

    id         unique in the form
    fact       kind of the fact: "tenderer"
    part       of its subject after the submission; may hold {n} and {party}
    under      headings under which it stands, up to the next heading that the form's map names
    repeating  None: one record
    heading    BLOCK: how the heading of each begins; {n} is any number
    only_if    a field: there is no record where it is empty
    party      where the name stands that gives {party}, the id of another party
    """

    id: str
    fact: str
    fields: tuple[FormField, ...]
    part: str = ""
    under: tuple[str, ...] = ()
    repeating: Repeating | None = None
    heading: str = ""
    only_if: str = ""
    party: FormPart | None = None


@frozen
class Form:
    """A form of the tender.

    id        unique; several forms can be the same document
    document  kind of the checklist
    marks     phrases by which its content is recognised
    example   not the real form
    aside     printed texts, labels with their value, and names of controls that are left aside on purpose; `{}`
              stands for what differs from one tenderer to another
    """

    id: str
    document: str
    title: str
    source: SourceRef
    marks: tuple[str, ...]
    records: tuple[FormRecord, ...]
    example: bool = False
    notes: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


@frozen
class FormCheckRow:
    """One row of the check of a real form against its map.

    record, field  of the map; "" for what the form has and the map does not use
    searched       names and labels that were looked for
    found          the place, or "niet gevonden"
    words          what stands there
    """

    record: str
    field: str
    searched: str
    found: str
    words: str = ""
