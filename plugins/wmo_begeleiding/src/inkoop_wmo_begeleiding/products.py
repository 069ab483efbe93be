"""Products that go together (§2.1.4). One way only, and no consequence is named for a breach (N-36)."""

from collections.abc import Iterable, Iterator

from inkoop_core.api.definition import Coupling
from inkoop_core.api.rules import Case
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.submission import Offer
from inkoop_wmo_begeleiding.competences import NO_OFFER
from inkoop_wmo_begeleiding.offers import transport_alone

STEP_DOWN = "ib4-ib3"
WITH_TRANSPORT = "bg-vervoer"


def reachable_with_step_down(case: Case) -> Iterable[Finding]:
    """Who offers IB4 offers IB3 too, to step down to; in one variant or in both is not said (N-35)."""
    on = case.on("PRD-02")
    offer = case.one(Offer)
    coupling = _coupling(case, STEP_DOWN)
    if offer is None:
        yield on.pending(NO_OFFER)
    elif not offer.body.has(*coupling.if_any):
        yield on.not_applicable("Individuele begeleiding 4 is niet aangeboden.", offer)
    elif not offer.body.has(*coupling.requires):
        yield from _broken(case, "PRD-02", coupling, offer)
    else:
        yield from _variants_judged(case, coupling, offer)


def _variants_judged(case: Case, coupling: Coupling, offer: Fact[Offer]) -> Iterator[Finding]:
    on = case.on("PRD-02")
    absent = [
        f"{case.definition.product_titles((product,))} {variant}"
        for product in coupling.requires
        for variant in case.definition.product_by_id[product].variants
        if variant not in offer.body.variants(product)
    ]
    reading = case.choice("N-35")
    if not absent:
        yield on.met("Individuele begeleiding 3 is aangeboden, in alle varianten.", offer)
    elif reading == "een-variant" and all(offer.body.variants(product) for product in coupling.requires):
        yield on.met(
            f"Individuele begeleiding 3 is aangeboden, zonder {' en '.join(absent)}.", offer, notes=("N-35",)
        )
    else:
        for product in _triggering(coupling, offer.body):
            text = f"{case.definition.product_titles((product,))} is aangeboden, maar {' en '.join(absent)} niet."
            if reading == "beide-varianten":
                yield on.not_met(text, offer, subject=subject_of(product), notes=("N-35", "N-36"))
            else:
                yield on.clarify(
                    f"{text} Of beide varianten erbij horen, zegt het inkoopdocument niet.",
                    offer,
                    subject=subject_of(product),
                    notes=("N-35",),
                )


def guidance_with_transport(case: Case) -> Iterable[Finding]:
    """Who offers group guidance offers both kinds of transport; transport alone is not spoken of (N-37)."""
    on = case.on("PRD-03")
    offer = case.one(Offer)
    coupling = _coupling(case, WITH_TRANSPORT)
    if offer is None:
        yield on.pending(NO_OFFER)
    elif transport_alone(offer.body, case.definition):
        yield from _transport_judged(case, offer)
    elif not offer.body.has(*coupling.if_any):
        yield on.not_applicable("Begeleiding Groep is niet aangeboden.", offer)
    elif _absent(coupling, offer.body):
        yield from _broken(case, "PRD-03", coupling, offer)
    else:
        yield on.met("Vervoer en rolstoelvervoer zijn beide aangeboden.", offer)


def _transport_judged(case: Case, offer: Fact[Offer]) -> Iterator[Finding]:
    on = case.on("PRD-03")
    reading = case.choice("N-37")
    if reading == "toegestaan":
        yield on.not_applicable("Er is alleen vervoer aangeboden; dat mag.", offer, notes=("N-37",))
        return
    for offered in dict.fromkeys(item.product for item in offer.body.products):
        text = f"{case.definition.product_titles((offered,))} is aangeboden zonder Begeleiding Groep"
        if reading == "niet-toegestaan":
            yield on.not_met(f"{text}.", offer, subject=subject_of(offered), notes=("N-37",))
        else:
            yield on.clarify(
                f"{text}; of alleen vervoer mag, zegt het inkoopdocument niet.",
                offer,
                subject=subject_of(offered),
                notes=("N-37",),
            )


def _broken(case: Case, requirement: str, coupling: Coupling, offer: Fact[Offer]) -> Iterator[Finding]:
    """A finding for each offered product that asks for what is absent: that product cannot be awarded."""
    titles = case.definition.product_titles
    absent, required = titles(_absent(coupling, offer.body)), titles(coupling.requires)
    for product in _triggering(coupling, offer.body):
        offered = titles((product,))
        yield case.on(requirement).not_met(
            f"{offered} is aangeboden zonder {absent}; wie {offered} aanbiedt, moet ook {required} aanbieden.",
            offer,
            subject=subject_of(product),
            notes=("N-36",),
        )


def subject_of(product: str) -> str:
    """The subject of a finding that keeps one product from being awarded."""
    return f"product:{product}"


def _absent(coupling: Coupling, offer: Offer) -> list[str]:
    return [product for product in coupling.requires if not offer.has(product)]


def _triggering(coupling: Coupling, offer: Offer) -> list[str]:
    return [product for product in coupling.if_any if offer.has(product)]


def _coupling(case: Case, id: str) -> Coupling:
    """The coupling of that id. Raises KeyError naming it, which leaves the requirement undecided."""
    for coupling in case.definition.couplings:
        if coupling.id == id:
            return coupling
    raise KeyError(f"de aanbestedingsdefinitie heeft geen koppeling {id!r}")
