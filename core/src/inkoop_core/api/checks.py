"""What must hold within one fact of a bid, beyond the type of each value: declared, read or corrected."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import DeclaredDocument
from inkoop_core.domain.moment import shown_day
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import OWN_PARTY, Party, Tenderer
from inkoop_core.domain.submission import Offer, Reference, SanctionsDeclaration, Signature

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DECIMALS = 6


def problems_of_body(body: Any, definition: TenderDefinition) -> list[str]:
    """Every problem of a fact's body, one line each, beginning with the field; none for other kinds."""
    check = _CHECKS.get(type(body))
    return list(check(body, definition)) if check is not None else []


def _tenderer(body: Tenderer, _: TenderDefinition) -> Iterator[str]:
    if not body.name.strip():
        yield "name: is leeg; vul de naam van de inschrijver in"
    for name, count in (
        ("employees", body.employees),
        ("turnover", body.turnover),
        ("balance_total", body.balance_total),
    ):
        if count is not None:
            yield from _negative(name, count)


def _party(body: Party, _: TenderDefinition) -> Iterator[str]:
    if body.id == OWN_PARTY:
        yield f"id: {OWN_PARTY!r} is de inschrijver zelf; kies een andere naam"
    elif not _SLUG.fullmatch(body.id):
        yield f"id: {body.id!r} mag alleen a-z, 0-9 en koppeltekens bevatten (onderaannemer-1)"
    if not body.name.strip():
        yield "name: is leeg"
    if body.share is not None:
        yield from _percentage("share", body.share)


def _offer(body: Offer, definition: TenderDefinition) -> Iterator[str]:
    for product, count in Counter(offered.product for offered in body.products).items():
        if count > 1:
            yield f"products: product {product!r} komt {count} keer voor; ten hoogste één keer"
    for offered in body.products:
        known = definition.product_by_id.get(offered.product)
        if known is None:
            yield _unknown("products", offered.product, definition.product_by_id)
            continue
        for variant in offered.variants:
            if variant not in known.variants:
                yield _unknown(f"products: variant van {offered.product}", variant, known.variants)
    if definition.focus_areas:  # an officer loads them; until then any is taken
        for area in body.focus_areas:
            if area not in definition.focus_areas:
                yield _unknown("focus_areas", area, definition.focus_areas)


def _reference(body: Reference, _: TenderDefinition) -> Iterator[str]:
    if body.number < 1:
        yield f"number: {body.number} is geen volgnummer; begin bij 1"
    yield from _negative("clients", body.clients)
    if body.last_day < body.first_day:
        yield f"last_day: {shown_day(body.last_day)} ligt voor first_day, {shown_day(body.first_day)}"


def _sanctions(body: SanctionsDeclaration, _: TenderDefinition) -> Iterator[str]:
    yield from _percentage("owned_percentage", body.owned_percentage)
    yield from _percentage("share", body.share)


def _signature(body: Signature, definition: TenderDefinition) -> Iterator[str]:
    kind = body.document.partition(":")[0]
    if kind not in definition.document_by_kind:
        yield _unknown("document", kind, definition.document_by_kind)


def _document(body: Document, definition: TenderDefinition) -> Iterator[str]:
    if body.kind:  # a file that is not recognised has none
        yield from _known_kind(body, definition)


def _known_kind(body: Document | DeclaredDocument, definition: TenderDefinition) -> Iterator[str]:
    if body.kind not in definition.document_by_kind:
        yield _unknown("kind", body.kind, definition.document_by_kind)


_CHECKS: Mapping[type, Callable[[Any, TenderDefinition], Iterable[str]]] = {
    Tenderer: _tenderer,
    Party: _party,
    Offer: _offer,
    Reference: _reference,
    SanctionsDeclaration: _sanctions,
    Signature: _signature,
    Document: _document,
    DeclaredDocument: _known_kind,
}


def _negative(name: str, count: int) -> Iterator[str]:
    if count < 0:
        yield f"{name}: {count} is negatief"


def _percentage(name: str, value: Decimal) -> Iterator[str]:
    if not 0 <= value <= 100:
        yield f"{name}: {value} is geen percentage; het ligt tussen 0 en 100"
    elif -int(value.as_tuple().exponent) > _DECIMALS:
        yield f"{name}: ten hoogste {_DECIMALS} cijfers achter de komma"


def _unknown(where: str, value: str, known: Iterable[str]) -> str:
    return f"{where}: {value!r} is onbekend; bekend zijn: {', '.join(sorted(known)) or 'geen'}"
