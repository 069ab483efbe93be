"""The tables of `tender.toml`, as they stand in the file."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from inkoop_core.api.award import Award
from inkoop_core.api.calendar import BridgeDay
from inkoop_core.api.definition import (
    Agreement,
    Channel,
    Coupling,
    DocumentKind,
    ExclusionGround,
    Note,
    ProcedureInfo,
    Product,
    Provision,
    Requirement,
    Tariff,
    Value,
)
from inkoop_core.api.evidence import EvidenceKind
from inkoop_core.api.forms import Form
from inkoop_core.api.letter_clauses import LetterSettings
from inkoop_core.api.lookups import LookUpKind
from inkoop_core.api.platform import PlatformColumns
from inkoop_core.api.retender import RetenderScope
from inkoop_core.api.signing import SigningItem
from inkoop_core.api.tender_documents import TenderDocument
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.term import Term


@frozen
class ParameterTable:
    value: Value
    source: SourceRef
    unit: str = ""
    notes: tuple[str, ...] = ()


@frozen
class TenderFile:
    """A tender file; the names of the fields are the names of its tables.

    facultative_grounds  codes of the facultative exclusion grounds that apply; None: not loaded yet
    exclusion_grounds    the law's table, joined to the text when a procedure is added
    """

    procedure: ProcedureInfo
    award: Award
    requires: dict[str, str]
    channels: tuple[Channel, ...]
    requirements: tuple[Requirement, ...]
    parameters: dict[str, ParameterTable] = field(factory=dict)
    terms: dict[str, Term] = field(factory=dict)
    documents: tuple[DocumentKind, ...] = ()
    provisions: tuple[Provision, ...] = ()
    evidence: tuple[EvidenceKind, ...] = ()
    exclusion_grounds: tuple[ExclusionGround, ...] = ()
    facultative_grounds: tuple[str, ...] | None = None
    products: tuple[Product, ...] = ()
    couplings: tuple[Coupling, ...] = ()
    focus_areas: tuple[str, ...] = ()
    agreement: Agreement | None = None
    tariffs: tuple[Tariff, ...] = ()
    platform_table: PlatformColumns | None = None
    forms: tuple[Form, ...] = ()
    clauses: dict[str, dict[str, Any]] = field(factory=dict)
    lookups: tuple[LookUpKind, ...] = ()
    tender_documents: tuple[TenderDocument, ...] = ()
    bridge_days: tuple[BridgeDay, ...] = ()
    signing: tuple[SigningItem, ...] = ()
    retender: RetenderScope | None = None
    letters: LetterSettings | None = None
    notes: tuple[Note, ...] = ()


Tables = Mapping[str, Any]
"""A tender file as tomllib reads it."""
