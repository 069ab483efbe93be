"""What is offered: products, focus areas, and products that go together (§2.1.4)."""

from collections.abc import Iterable, Iterator

from inkoop_core.api.definition import Coupling, TenderDefinition
from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Consequence, Finding
from inkoop_core.domain.submission import Offer
from inkoop_core.standard.gate import needs_content
from inkoop_core.standard.settings import named, noted, switched


@needs_content
def offer(case: Case, id: str) -> Iterable[Finding]:
    """The tenderer ticks at least one product and one focus area, all of them known ones (§2.1.4)."""
    voice = case.on(id)
    fact = case.one(Offer)
    if fact is None:
        yield voice.pending("De aangeboden producten zijn nog niet vastgelegd.")
        return
    missing = []
    if not fact.body.products:
        missing.append("geen product")
    if not fact.body.focus_areas and switched(voice, "focus_areas", default=True):
        missing.append("geen aandachtsgebied")
    unclear = list(_unclear(fact.body, case.definition, switched(voice, "focus_areas", default=True)))
    if missing:
        yield voice.not_met(f"Op het inschrijfformulier is {' en '.join(missing)} aangekruist.", fact)
    elif unclear:
        yield voice.clarify(" ".join(unclear), fact, notes=noted(voice))
    else:
        areas = f"; aandachtsgebieden: {', '.join(fact.body.focus_areas)}" if fact.body.focus_areas else ""
        yield voice.met(
            f"Aangekruist: {', '.join([item.product for item in fact.body.products])}{areas}.", fact
        )


def _unclear(offered: Offer, definition: TenderDefinition, focus_areas: bool) -> Iterator[str]:
    """What must be asked about an offer, a sentence each."""
    unknown = list(_unknown(offered, definition))
    if unknown:
        yield f"Aangeboden is wat deze aanbesteding niet kent: {', '.join(unknown)}."
    known = definition.product_by_id
    without = [
        item.product
        for item in offered.products
        if not item.variants and item.product in known and known[item.product].variants
    ]
    if without:
        yield f"Niet aangekruist is in welke vorm dit wordt aangeboden: {', '.join(without)}."
    if focus_areas and offered.focus_areas and not definition.focus_areas:
        yield (
            f"Niet geladen is welke aandachtsgebieden bestaan; aangekruist: {', '.join(offered.focus_areas)}."
        )


def _unknown(offered: Offer, definition: TenderDefinition) -> Iterator[str]:
    """Products, variants and focus areas that the tender does not have; no areas loaded: none is unknown."""
    for item in offered.products:
        product = definition.product_by_id.get(item.product)
        if product is None:
            yield f"product {item.product}"
            continue
        if definition.retender is not None and item.product not in definition.retender.products:
            yield f"product {item.product}, dat niet tot het opnieuw aanbestede deel hoort"
        for variant in item.variants:
            if variant not in product.variants:
                yield f"product {item.product}, vorm {variant}"
    if definition.focus_areas:
        for area in offered.focus_areas:
            if area not in definition.focus_areas:
                yield f"aandachtsgebied {area}"


@needs_content
def couplings(case: Case, id: str) -> Iterable[Finding]:
    """Who offers one of these products also offers all of those; not the reverse (§2.1.4)."""
    voice = case.on(id)
    coupling = _coupling(case.definition, named(voice, "coupling"))
    fact = case.one(Offer)
    if fact is None:
        yield voice.pending("De aangeboden producten zijn nog niet vastgelegd.")
        return
    titles = case.definition.product_titles
    offered = {item.product for item in fact.body.products}
    touched = [product for product in coupling.if_any if product in offered]
    if not touched:
        yield voice.not_applicable(f"Niet aangeboden: {titles(coupling.if_any)}.", fact)
        return
    missing = tuple([product for product in coupling.requires if product not in offered])
    for product in touched:
        if missing:
            yield voice.not_met(
                f"{titles((product,))} is aangeboden zonder {titles(missing)}; wie {titles((product,))} "
                f"aanbiedt, moet ook {titles(coupling.requires)} aanbieden.",
                fact,
                subject=f"product:{product}",
                notes=noted(voice),
                consequence=Consequence.BLOCK_PRODUCT,
            )
        else:
            yield voice.met(
                f"{titles((product,))} is aangeboden met {titles(coupling.requires)}.",
                fact,
                subject=f"product:{product}",
            )


def _coupling(definition: TenderDefinition, id: str) -> Coupling:
    for coupling in definition.couplings:
        if coupling.id == id:
            return coupling
    raise KeyError(f"de aanbestedingsdefinitie heeft geen koppeling {id!r}")
