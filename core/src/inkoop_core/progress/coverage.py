"""Coverage: which product is offered in which focus area by whom, and where nobody is left (§2.1.3, §2.1.4)."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import cached_property
from typing import Any

from attrs import define, frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.assessment.assess import tenderer_names
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.submission import Offer, OfferedProduct
from inkoop_core.progress.course import Course

ALL_AREAS = ""
"""The area of a cell where no focus areas are loaded."""


class CoverageStage(Enum):
    """What a cell is filled from.

    PROVISIONAL   the first decision of each submission
    NEW_DECISION  the decisions that stand, new ones included
    POSSIBLE      the decisions that stand, and the bids on which nothing is decided yet
    """

    OFFERED = "aangeboden"
    PROVISIONAL = "voorlopig"
    NEW_DECISION = "nieuwe-beslissing"
    DEFINITIVE = "definitief"
    POSSIBLE = "nog-mogelijk"

    @property
    def label(self) -> str:
        return _STAGES[self]


_STAGES = {
    CoverageStage.OFFERED: "zoals aangeboden",
    CoverageStage.PROVISIONAL: "naar de eerste voorlopige beslissingen",
    CoverageStage.NEW_DECISION: "naar de beslissingen die nu gelden",
    CoverageStage.DEFINITIVE: "naar de definitieve gunningen",
    CoverageStage.POSSIBLE: "wat nog mogelijk is",
}


@frozen
class Cell:
    """A product in a focus area. submissions: of those who offer it there, in their order."""

    product: str
    area: str
    submissions: tuple[str, ...]

    @property
    def gap(self) -> bool:
        """Whether nobody offers it."""
        return not self.submissions

    @property
    def single(self) -> bool:
        """Whether one alone offers it."""
        return len(self.submissions) == 1


@define(frozen=True, slots=False)
class Coverage:
    """Products by focus areas, with the tenderers in each.

    cells  product by product, in each the areas in their order; without loaded areas one cell per product
    areas  () where no focus areas are loaded
    names  the tenderer of each submission
    notes  what the cells cannot say, in Dutch
    """

    stage: CoverageStage
    products: tuple[str, ...]
    areas: tuple[str, ...]
    cells: tuple[Cell, ...]
    names: Mapping[str, str]
    notes: tuple[str, ...] = ()

    @cached_property
    def gaps(self) -> tuple[Cell, ...]:
        """Cells without anybody."""
        return tuple(cell for cell in self.cells if cell.gap)

    @cached_property
    def singles(self) -> tuple[Cell, ...]:
        """Cells with one tenderer alone."""
        return tuple(cell for cell in self.cells if cell.single)

    @property
    def missing_products(self) -> tuple[str, ...]:
        """Products that are missing somewhere, in their order."""
        return tuple(dict.fromkeys(cell.product for cell in self.gaps))

    @property
    def missing_areas(self) -> tuple[str, ...]:
        """Focus areas in which a product is missing, in their order."""
        short = {cell.area for cell in self.gaps}
        return tuple(area for area in self.areas if area in short)


def coverage_of(
    course: Course, stage: CoverageStage, earlier: Sequence[Fact[AwardDecision]] = ()
) -> Coverage:
    """The coverage of a procedure. earlier: decisions that were replaced, for the first ones; () where unknown."""
    return coverage_among(course.definition, course.facts, stage, earlier)


def coverage_among(
    definition: TenderDefinition,
    facts: Iterable[Fact[Any]],
    stage: CoverageStage,
    earlier: Sequence[Fact[AwardDecision]] = (),
) -> Coverage:
    """The coverage that follows from facts that stand; needs no assessment."""
    facts = tuple(facts)
    live = {fact.subject for fact in facts if isinstance(fact.body, PackageReceived)}
    offers = {
        fact.submission: fact.body
        for fact in facts
        if isinstance(fact.body, Offer) and fact.submission in live
    }
    given = {
        submission: products
        for submission, products in _given(facts, stage, offers, earlier).items()
        if submission in live
    }
    products = definition.products_in_scope
    areas = definition.focus_areas
    cells = tuple(
        Cell(
            product.id,
            area,
            tuple(
                submission
                for submission in sorted(given)
                if _has(given[submission], product.id)
                and (area == ALL_AREAS or area in offers.get(submission, _NOTHING).focus_areas)
            ),
        )
        for product in products
        for area in (areas or (ALL_AREAS,))
    )
    return Coverage(
        stage,
        tuple(product.id for product in products),
        areas,
        cells,
        tenderer_names(facts),
        tuple(_notes(definition, given, offers)),
    )


_NOTHING = Offer(())
Given = Mapping[str, tuple[OfferedProduct, ...]]


def _given(
    facts: Iterable[Fact[Any]],
    stage: CoverageStage,
    offers: Mapping[str, Offer],
    earlier: Sequence[Fact[AwardDecision]],
) -> Given:
    """The products of each submission at that stage."""
    offered = {submission: offer.products for submission, offer in offers.items()}
    if stage is CoverageStage.OFFERED:
        return offered
    if stage is CoverageStage.DEFINITIVE:
        return {
            fact.submission: fact.body.awarded for fact in facts if isinstance(fact.body, DefinitiveAward)
        }
    decisions = {fact.submission: fact.body for fact in facts if isinstance(fact.body, AwardDecision)}
    if stage is CoverageStage.PROVISIONAL:
        first = {fact.submission: fact.body for fact in reversed(earlier)}
        decisions |= first
    decided = {
        submission: _awarded(decision, offered.get(submission, ()))
        for submission, decision in decisions.items()
    }
    return {**offered, **decided} if stage is CoverageStage.POSSIBLE else decided


def _awarded(decision: AwardDecision, offered: tuple[OfferedProduct, ...]) -> tuple[OfferedProduct, ...]:
    """What was awarded, nothing by a rejection; where no variants are said they are filled in from the offer."""
    if decision.outcome is DecisionOutcome.REJECT:
        return ()
    if decision.awarded:
        return decision.awarded
    return tuple(item for item in offered if item.product in decision.products)


def _has(products: Iterable[OfferedProduct], product: str) -> bool:
    return any(item.product == product for item in products)


def _notes(definition: TenderDefinition, given: Given, offers: Mapping[str, Offer]) -> Iterable[str]:
    if not definition.focus_areas:
        yield (
            "Er zijn geen aandachtsgebieden geladen: de dekking is alleen per product bepaald (wijziging-vastleggen, "
            "plaats focus_areas)."
        )
    else:
        unknown = {
            area: submission
            for submission, offer in offers.items()
            if submission in given
            for area in offer.focus_areas
            if area not in definition.focus_areas
        }
        for area, submission in sorted(unknown.items()):
            yield f"Aandachtsgebied {area!r} ({submission}) is niet geladen en telt niet mee."
    for product in definition.products_in_scope:
        held = {
            variant
            for products in given.values()
            for item in products
            if item.product == product.id
            for variant in item.variants
        }
        absent = [variant for variant in product.variants if variant not in held]
        if absent and any(_has(products, product.id) for products in given.values()):
            yield f"{product.id}: niemand in de vorm {' en '.join(absent)}."


def told_coverage_change(before: Coverage, after: Coverage) -> tuple[str, ...]:
    """New gaps, and cells in which one alone is left, one line per product, in Dutch; () when there are none."""
    stood = {(cell.product, cell.area): cell for cell in before.cells}
    gaps: dict[str, list[str]] = {}
    singles: dict[tuple[str, str], list[str]] = {}
    for cell in after.cells:
        earlier = stood.get((cell.product, cell.area))
        if cell.gap and (earlier is None or not earlier.gap):
            gaps.setdefault(cell.product, []).append(cell.area)
        elif cell.single and (earlier is None or not earlier.single):
            singles.setdefault((cell.product, cell.submissions[0]), []).append(cell.area)
    lines = [
        f"Dekking: {product}{_told_areas(areas, after)} heeft geen aanbieder meer (§2.1.3)."
        for product, areas in gaps.items()
    ]
    lines += [
        f"Dekking: {product}{_told_areas(areas, after)} heeft nog één aanbieder: {submission} "
        f"{after.names.get(submission, '')}".rstrip()
        + "."
        for (product, submission), areas in singles.items()
    ]
    return tuple(lines)


def _told_areas(areas: Sequence[str], coverage: Coverage) -> str:
    if not coverage.areas or tuple(areas) == coverage.areas:
        return ""
    return f" in {', '.join(areas)}"
