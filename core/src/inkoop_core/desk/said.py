"""Values of what a bid says, in short Dutch words."""

import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.desk.parts import hints_of
from inkoop_core.domain.moment import shown, shown_day
from inkoop_core.domain.money import Cents, euros, percentage
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import OWN_PARTY, Party, Tenderer
from inkoop_core.domain.submission import EspdResponse, Offer, SanctionsDeclaration

NOTHING = "niet ingevuld"
NONE = "geen"
_LABELS = {
    "name": "naam",
    "trade_register_number": "KvK-nummer",
    "legal_form": "rechtsvorm",
    "bid_form": "vorm van inschrijven",
    "country": "land",
    "agb_code": "AGB-code",
    "employees": "werknemers",
    "turnover": "jaaromzet",
    "balance_total": "balanstotaal",
    "group_member": "deel van een concern",
    "consolidated_accounts": "geconsolideerde jaarrekening",
    "id": "partij",
    "role": "rol",
    "share": "aandeel",
    "relied_on": "beroep op deze partij",
    "listed_in_espd": "genoemd in het UEA",
    "products": "producten",
    "focus_areas": "aandachtsgebieden",
    "party": "van",
    "answers": "uitsluitingsgronden",
    "requirements_met": "voldoet aan de geschiktheidseisen",
    "number": "volgnummer",
    "competences": "kerncompetenties",
    "client": "opdrachtgever",
    "clients": "cliënten",
    "first_day": "eerste dag",
    "last_day": "laatste dag",
    "social_support_act": "onder de Wmo",
    "description": "omschrijving",
    "complete": "volledig ingevuld",
    "established": "Russisch of in Rusland gevestigd",
    "owned_percentage": "Russisch eigendom",
    "acts_for": "handelt voor een Russische partij",
    "exception": "uitzondering",
    "document": "stuk",
    "method": "wijze van tekenen",
    "signatories": "ondertekenaars",
    "power": "bevoegdheid",
    "unanswered": "niet beantwoord",
    "conditions_accepted": "voorwaarden aanvaard",
    "about": "waarover",
    "text": "tekst",
    "kind": "soort stuk",
    "file": "bestand",
    "sha256": "hash",
}
_PERCENTAGES = (
    (Party, "share"),
    (SanctionsDeclaration, "owned_percentage"),
    (SanctionsDeclaration, "share"),
)
_IN_SHORT: Mapping[type, tuple[str, ...]] = {
    Tenderer: ("name", "trade_register_number", "legal_form", "bid_form", "agb_code"),
    Party: ("name", "role", "trade_register_number", "share"),
}
"""The fields that tell most; of other kinds, all."""


def label_of(name: str) -> str:
    """A field as officers call it."""
    return _LABELS.get(name, name)


def in_short(body: type | None) -> tuple[str, ...]:
    """The fields by which a fact is told in one line; () for all of them."""
    return _IN_SHORT.get(body, ()) if body is not None else ()


def said_value(body: type | None, name: str, value: str, definition: TenderDefinition) -> str:
    """A field's canonical JSON in words; what cannot be read as a value stays as it is."""
    try:
        data = json.loads(value)
    except ValueError:
        return value
    if data is None or data == "":
        return NOTHING
    if data == []:
        return NONE
    try:
        return _said(body, name, data, definition)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        return value


def _said(body: type | None, name: str, data: Any, definition: TenderDefinition) -> str:
    own = _OWN_WORDS.get((body, name))
    if own is not None:
        return own(data, definition)
    if (body, name) in _PERCENTAGES:
        return percentage(Decimal(data))
    kind = _kind(body, name)
    if kind is Cents:
        return euros(data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return str(getattr(kind(data), "label", data))
    if kind is datetime:
        return shown(datetime.fromisoformat(data))
    if kind is date:
        return shown_day(date.fromisoformat(data))
    return _plainly(data)


def _kind(body: type | None, name: str) -> Any:
    hint = hints_of(body).get(name) if body is not None else None
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(option for option in typing.get_args(hint) if option is not type(None))
    return hint


def _plainly(data: Any) -> str:
    if isinstance(data, bool):
        return "ja" if data else "nee"
    if isinstance(data, list):
        return ", ".join(map(_plainly, data))
    if isinstance(data, dict):
        return "; ".join(f"{label_of(key)}: {_plainly(item)}" for key, item in data.items())
    return NOTHING if data is None else str(data)


def _products(data: Any, definition: TenderDefinition) -> str:
    known = definition.product_by_id
    told = []
    for item in data:
        title = known[item["product"]].title if item["product"] in known else f"{item['product']} (onbekend)"
        variants = ", ".join(item.get("variants", ()))
        told.append(f"{title} ({variants})" if variants else title)
    return ", ".join(told)


def _answers(data: Any, definition: TenderDefinition) -> str:
    """How many grounds get no, how many yes, and which those are."""
    titles = {
        code: ground.title
        for ground in definition.exclusion_grounds
        for code in (ground.code, *ground.aliases)
    }
    yes = [titles.get(item["code"], item["code"]) for item in data if item["applies"]]
    told = [f"{len(data) - len(yes)} × nee"] if len(yes) < len(data) else []
    if yes:
        told.append(f"{len(yes)} × ja: {', '.join(yes)}")
    return ", ".join(told)


def _whose(data: Any, _: TenderDefinition) -> str:
    return "inschrijver" if data == OWN_PARTY else str(data)


def _kind_of_document(data: Any, definition: TenderDefinition) -> str:
    known = definition.document_by_kind
    return known[data].title if data in known else str(data)


_OWN_WORDS: Mapping[tuple[type | None, str], Callable[[Any, TenderDefinition], str]] = {
    (Offer, "products"): _products,
    (EspdResponse, "answers"): _answers,
    (EspdResponse, "party"): _whose,
    (Document, "party"): _whose,
    (Document, "kind"): _kind_of_document,
}
