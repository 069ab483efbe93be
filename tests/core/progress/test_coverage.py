from attrs import evolve

from inkoop_core.api.retender import RetenderScope
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.decision import DecisionOutcome
from inkoop_core.domain.submission import Offer, OfferedProduct
from inkoop_core.progress.coverage import (
    Coverage,
    CoverageStage,
    coverage_among,
    coverage_of,
    told_coverage_change,
)
from inkoop_core.testing.builders import SOURCE, a_definition, a_package, a_product, a_tenderer
from inkoop_core.testing.courses import Story, an_award

AT = "2026-06-16T09:00"
LATE = "2026-07-20T09:00"


def offered(*products: str) -> tuple[OfferedProduct, ...]:
    return tuple(OfferedProduct(product) for product in products)


def a_bid(
    story: Story, submission: str, products: tuple[str, ...], areas: tuple[str, ...] = ("ggz",)
) -> None:
    story.add(a_package(), submission, AT)
    story.add(a_tenderer(name=f"Voorbeeldzorg {submission}"), submission, AT)
    story.add(Offer(offered(*products), areas), submission, AT)


def two_bids() -> Story:
    story = Story(submissions=("S-001", "S-002"))
    a_bid(story, "S-001", ("ib1", "ib3"), ("ggz", "ouderen"))
    a_bid(story, "S-002", ("ib1",), ("ggz",))
    return story


def cells(coverage: Coverage) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(cell.product, cell.area): cell.submissions for cell in coverage.cells}


def test_a_cell_names_everybody_who_offers_that_product_in_that_area() -> None:
    coverage = coverage_of(two_bids().course(LATE), CoverageStage.OFFERED)
    assert cells(coverage) == {
        ("ib1", "ggz"): ("S-001", "S-002"),
        ("ib1", "ouderen"): ("S-001",),
        ("ib3", "ggz"): ("S-001",),
        ("ib3", "ouderen"): ("S-001",),
        ("ib4", "ggz"): (),
        ("ib4", "ouderen"): (),
    }
    assert [(cell.product, cell.area) for cell in coverage.gaps] == [("ib4", "ggz"), ("ib4", "ouderen")]
    assert len(coverage.singles) == 3
    assert coverage.missing_products == ("ib4",)
    assert coverage.missing_areas == ("ggz", "ouderen")
    assert coverage.names["S-001"] == "Voorbeeldzorg S-001"


def test_a_decision_leaves_only_what_was_awarded() -> None:
    story = two_bids()
    story.add(evolve(an_award(), awarded=offered("ib1")), "S-001", "2026-07-01T09:00")
    story.add(an_award(DecisionOutcome.REJECT), "S-002", "2026-07-01T09:00")
    found = cells(coverage_of(story.course(LATE), CoverageStage.NEW_DECISION))
    assert found["ib1", "ggz"] == ("S-001",)
    assert found["ib3", "ggz"] == ()


def test_a_decision_without_variants_is_filled_in_from_the_offer() -> None:
    story = two_bids()
    story.add(evolve(an_award(), products=("ib3",)), "S-001", "2026-07-01T09:00")
    found = cells(coverage_of(story.course(LATE), CoverageStage.NEW_DECISION))
    assert found["ib3", "ouderen"] == ("S-001",)
    assert found["ib1", "ggz"] == ()


def test_the_first_decisions_are_told_apart_from_the_new_one() -> None:
    story = two_bids()
    first = story.add(evolve(an_award(), awarded=offered("ib1")), "S-001", "2026-07-01T09:00")
    story.add(an_award(DecisionOutcome.REJECT), "S-001", "2026-07-15T09:00", replaces=first.id)
    course = story.course(LATE)
    assert cells(coverage_of(course, CoverageStage.PROVISIONAL, (first,)))["ib1", "ggz"] == ("S-001",)
    assert cells(coverage_of(course, CoverageStage.NEW_DECISION))["ib1", "ggz"] == ()


def test_only_definitive_awards_count_at_the_end() -> None:
    story = two_bids()
    decision = story.add(evolve(an_award(), awarded=offered("ib1")), "S-001", "2026-07-01T09:00")
    course = story.course(LATE)
    assert len(coverage_of(course, CoverageStage.DEFINITIVE).gaps) == 6
    award = DefinitiveAward(decision.id, offered("ib1"), "voldoet", "mandaat", ())
    story.add(award, "S-001/definitief", "2026-07-19T09:00")
    found = cells(coverage_of(story.course(LATE), CoverageStage.DEFINITIVE))
    assert found["ib1", "ouderen"] == ("S-001",)


def test_what_is_undecided_is_still_possible() -> None:
    story = two_bids()
    story.add(an_award(DecisionOutcome.REJECT), "S-001", "2026-07-01T09:00")
    found = cells(coverage_of(story.course(LATE), CoverageStage.POSSIBLE))
    assert found["ib1", "ggz"] == ("S-002",)
    assert found["ib3", "ggz"] == ()


def test_without_loaded_areas_there_are_products_alone_and_that_is_said() -> None:
    story = two_bids()
    definition = a_definition(focus_areas=())
    coverage = coverage_among(definition, story.course(LATE).facts, CoverageStage.OFFERED)
    assert cells(coverage)["ib1", ""] == ("S-001", "S-002")
    assert "geen aandachtsgebieden geladen" in coverage.notes[0]
    assert coverage.missing_areas == ()


def test_an_area_that_is_not_loaded_is_named_and_not_counted() -> None:
    story = Story()
    a_bid(story, "S-001", ("ib1",), ("ggz", "onbekend"))
    notes = coverage_of(story.course(LATE), CoverageStage.OFFERED).notes
    assert notes == ("Aandachtsgebied 'onbekend' (S-001) is niet geladen en telt niet mee.",)


def test_a_variant_that_nobody_offers_is_noted() -> None:
    definition = a_definition(products=(a_product("ib1", variants=("ontwikkelgericht", "behoudgericht")),))
    story = Story(definition=definition)
    story.add(a_package(), "S-001", AT)
    story.add(Offer((OfferedProduct("ib1", ("behoudgericht",)),), ("ggz",)), "S-001", AT)
    notes = coverage_of(story.course(LATE), CoverageStage.OFFERED).notes
    assert notes == ("ib1: niemand in de vorm ontwikkelgericht.",)


def test_a_withdrawn_bid_covers_nothing() -> None:
    story = Story()
    story.add(Offer(offered("ib1"), ("ggz",)), "S-001", AT)
    assert coverage_of(story.course(LATE), CoverageStage.OFFERED).singles == ()


def test_a_retender_covers_its_own_products_alone() -> None:
    definition = a_definition(retender=RetenderScope("eerder", 1, ("ib4",), SOURCE))
    coverage = coverage_among(definition, two_bids().course(LATE).facts, CoverageStage.OFFERED)
    assert coverage.products == ("ib4",)


def test_new_gaps_and_new_single_tenderers_are_told_and_old_ones_are_not() -> None:
    story = two_bids()
    before = coverage_of(story.course(LATE), CoverageStage.POSSIBLE)
    story.add(an_award(DecisionOutcome.REJECT), "S-001", "2026-07-01T09:00")
    after = coverage_of(story.course(LATE), CoverageStage.POSSIBLE)
    assert told_coverage_change(before, after) == (
        "Dekking: ib1 in ouderen heeft geen aanbieder meer (§2.1.3).",
        "Dekking: ib3 heeft geen aanbieder meer (§2.1.3).",
        "Dekking: ib1 in ggz heeft nog één aanbieder: S-002 Voorbeeldzorg S-002.",
    )
    assert told_coverage_change(after, after) == ()
