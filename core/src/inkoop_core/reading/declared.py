"""What must hold between the parts of an `inschrijving.toml`, beyond the type of each value."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import Declaration
from inkoop_core.domain.moment import shown_day
from inkoop_core.reading.sources import DECLARATION, name_problem

OWN = "tenderer"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DECIMALS = 6


def problems(declaration: Declaration, definition: TenderDefinition) -> tuple[str, ...]:
    """Every problem, one line each, with the path of the value."""
    lines: list[str] = []
    for check in _CHECKS:
        lines += check(declaration, definition)
    return tuple(f"{DECLARATION}: {line}" for line in lines)


def _tenderer(declaration: Declaration, _: TenderDefinition) -> Iterator[str]:
    tenderer = declaration.tenderer
    if not tenderer.name.strip():
        yield "tenderer.name: is leeg; vul de naam van de inschrijver in"
    for name, count in (
        ("employees", tenderer.employees),
        ("turnover", tenderer.turnover),
        ("balance_total", tenderer.balance_total),
    ):
        if count is not None and count < 0:
            yield f"tenderer.{name}: {count} is negatief"


def _parties(declaration: Declaration, _: TenderDefinition) -> Iterator[str]:
    yield from _twice("parties", "id", [party.id for party in declaration.parties])
    for index, party in enumerate(declaration.parties):
        path = f"parties[{index}]"
        if party.id == OWN:
            yield f"{path}.id: {OWN!r} is de inschrijver zelf; kies een andere naam"
        elif not _SLUG.fullmatch(party.id):
            yield f"{path}.id: {party.id!r} mag alleen a-z, 0-9 en koppeltekens bevatten (onderaannemer-1)"
        if not party.name.strip():
            yield f"{path}.name: is leeg"
        if party.share is not None:
            yield from _percentage(f"{path}.share", party.share)


def _offer(declaration: Declaration, definition: TenderDefinition) -> Iterator[str]:
    offer = declaration.offer
    if offer is None:
        return
    yield from _twice("offer.products", "product", [offered.product for offered in offer.products])
    for index, offered in enumerate(offer.products):
        path = f"offer.products[{index}]"
        product = definition.product_by_id.get(offered.product)
        if product is None:
            yield _unknown(f"{path}.product", offered.product, definition.product_by_id)
            continue
        for variant in offered.variants:
            if variant not in product.variants:
                yield _unknown(f"{path}.variants", variant, product.variants)
    if definition.focus_areas:  # an officer loads them; until then any is taken
        for index, area in enumerate(offer.focus_areas):
            if area not in definition.focus_areas:
                yield _unknown(f"offer.focus_areas[{index}]", area, definition.focus_areas)


def _espd(declaration: Declaration, _: TenderDefinition) -> Iterator[str]:
    yield from _twice("espd", "party", [response.party for response in declaration.espd])
    for index, response in enumerate(declaration.espd):
        yield from _party_known(f"espd[{index}].party", response.party, declaration)


def _references(declaration: Declaration, _: TenderDefinition) -> Iterator[str]:
    numbers = [str(reference.number) for reference in declaration.references]
    yield from _twice("references", "number", numbers)
    for index, reference in enumerate(declaration.references):
        path = f"references[{index}]"
        if reference.number < 1:
            yield f"{path}.number: {reference.number} is geen volgnummer; begin bij 1"
        if reference.clients < 0:
            yield f"{path}.clients: {reference.clients} is negatief"
        if reference.last_day < reference.first_day:
            yield (
                f"{path}.last_day: {shown_day(reference.last_day)} ligt voor first_day, "
                f"{shown_day(reference.first_day)}"
            )


def _sanctions(declaration: Declaration, _: TenderDefinition) -> Iterator[str]:
    if declaration.sanctions is not None:
        yield from _percentage("sanctions.owned_percentage", declaration.sanctions.owned_percentage)
        yield from _percentage("sanctions.share", declaration.sanctions.share)


def _signatures(declaration: Declaration, definition: TenderDefinition) -> Iterator[str]:
    documents = [signature.document.removesuffix(f":{OWN}") for signature in declaration.signatures]
    yield from _twice("signatures", "document", documents)
    for index, signature in enumerate(declaration.signatures):
        path = f"signatures[{index}].document"
        kind, colon, party = signature.document.partition(":")
        if kind not in definition.document_by_kind:
            yield _unknown(path, kind, definition.document_by_kind)
        if colon:
            yield from _party_known(path, party, declaration)


def _documents(declaration: Declaration, definition: TenderDefinition) -> Iterator[str]:
    files = [document.file for document in declaration.documents]
    yield from _twice("documents", "file", files)
    for index, document in enumerate(declaration.documents):
        path = f"documents[{index}]"
        if document.kind not in definition.document_by_kind:
            yield _unknown(f"{path}.kind", document.kind, definition.document_by_kind)
        if document.file == DECLARATION:
            yield f"{path}.file: {DECLARATION} is zelf geen document van de inschrijving"
        elif problem := name_problem(document.file):
            yield f"{path}.file: {document.file!r}: {problem}"
        yield from _party_known(f"{path}.party", document.party, declaration)


_CHECKS: tuple[Callable[[Declaration, TenderDefinition], Iterable[str]], ...] = (
    _tenderer,
    _parties,
    _offer,
    _espd,
    _references,
    _sanctions,
    _signatures,
    _documents,
)


def _percentage(path: str, value: Decimal) -> Iterator[str]:
    if not 0 <= value <= 100:
        yield f"{path}: {value} is geen percentage; het ligt tussen 0 en 100"
    elif -int(value.as_tuple().exponent) > _DECIMALS:
        yield f"{path}: ten hoogste {_DECIMALS} cijfers achter de komma"


def _twice(path: str, key: str, values: list[str]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{path}: {key} {value!r} komt {count} keer voor; ten hoogste één keer"


def _party_known(path: str, party: str, declaration: Declaration) -> Iterator[str]:
    known = (OWN, *(other.id for other in declaration.parties))
    if party not in known:
        yield _unknown(path, party, known)


def _unknown(path: str, value: str, known: Iterable[str]) -> str:
    return f"{path}: {value!r} is onbekend; bekend zijn: {', '.join(sorted(known)) or 'geen'}"
