import pytest

from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.submission import Offer, OfferedProduct
from inkoop_core.standard.products import couplings, offer
from inkoop_core.testing.builders import (
    a_case,
    a_coupling,
    a_definition,
    a_product,
    a_requirement,
    only,
)

DEFINITION = a_definition(
    a_requirement("E1"),
    a_requirement("E2", coupling="ib4"),
    a_requirement("E3", coupling="bg"),
    a_requirement("E4", focus_areas=False),
    a_requirement("E5", coupling="weg"),
    products=(
        a_product("ib3", variants=("ontwikkelgericht", "behoudgericht")),
        a_product("ib4"),
        a_product("bg-o"),
        a_product("bg-b"),
        a_product("vervoer"),
        a_product("rolstoel"),
    ),
    couplings=(
        a_coupling("ib4", ("ib4",), ("ib3",)),
        a_coupling("bg", ("bg-o", "bg-b"), ("vervoer", "rolstoel")),
    ),
)


def an_offer(*products: str, areas: tuple[str, ...] = ("ggz",)) -> Offer:
    return Offer(tuple(OfferedProduct(product) for product in products), areas)


def coupled(id: str, *products: str) -> tuple[Finding, ...]:
    return tuple(couplings(a_case(an_offer(*products), definition=DEFINITION), id))


@pytest.mark.parametrize(
    ("offered", "verdict"),
    [
        (an_offer("ib4"), Verdict.MET),
        (an_offer(), Verdict.NOT_MET),
        (an_offer("ib4", areas=()), Verdict.NOT_MET),
        (an_offer("huishoudelijke-hulp"), Verdict.CLARIFY),
        (an_offer("ib4", areas=("zeilen",)), Verdict.CLARIFY),
        (Offer((OfferedProduct("ib3", ("anders",)),), ("ggz",)), Verdict.CLARIFY),
        (Offer((OfferedProduct("ib3", ("behoudgericht",)),), ("ggz",)), Verdict.MET),
        (Offer((OfferedProduct("ib3"),), ("ggz",)), Verdict.CLARIFY),
    ],
)
def test_an_offer_has_known_products_and_a_focus_area(offered: Offer, verdict: Verdict) -> None:
    assert only(offer(a_case(offered, definition=DEFINITION), "E1")).verdict is verdict


def test_what_is_missing_in_an_offer_is_named() -> None:
    finding = only(offer(a_case(an_offer(areas=()), definition=DEFINITION), "E1"))
    assert "geen product en geen aandachtsgebied" in finding.explanation


def test_focus_areas_are_asked_about_as_long_as_none_is_loaded() -> None:
    requirement = a_requirement("E1", notes=("N-51",))
    unloaded = a_definition(requirement, focus_areas=())
    finding = only(offer(a_case(an_offer("ib4"), definition=unloaded), "E1"))
    assert finding.verdict is Verdict.CLARIFY
    assert "Niet geladen is welke aandachtsgebieden bestaan" in finding.explanation
    assert finding.notes == ("N-51",)


def test_a_product_in_none_of_its_variants_is_named() -> None:
    finding = only(offer(a_case(an_offer("ib3", "ib4"), definition=DEFINITION), "E1"))
    assert "in welke vorm dit wordt aangeboden: ib3." in finding.explanation


def test_a_tender_can_do_without_focus_areas() -> None:
    case = a_case(an_offer("ib4", areas=()), definition=DEFINITION)
    assert only(offer(case, "E4")).verdict is Verdict.MET


def test_an_offer_that_is_not_recorded_waits() -> None:
    case = a_case(definition=DEFINITION)
    assert only(offer(case, "E1")).verdict is Verdict.PENDING
    assert only(couplings(case, "E2")).verdict is Verdict.PENDING


def test_a_product_without_the_one_it_needs_is_blocked() -> None:
    finding = only(coupled("E2", "ib4"))
    assert (finding.verdict, finding.consequence) == (Verdict.NOT_MET, Consequence.BLOCK_PRODUCT)
    assert finding.key.subject == "product:ib4"
    assert finding.explanation == (
        "IB4 (ib4) is aangeboden zonder IB3 (ib3); wie IB4 (ib4) aanbiedt, moet ook IB3 (ib3) aanbieden."
    )


def test_a_coupling_is_met_by_both_and_works_one_way_only() -> None:
    assert only(coupled("E2", "ib4", "ib3")).verdict is Verdict.MET
    assert only(coupled("E2", "ib3")).verdict is Verdict.NOT_APPLICABLE


def test_every_product_of_a_coupling_gets_its_own_finding() -> None:
    findings = coupled("E3", "bg-o", "bg-b", "vervoer")
    assert [finding.key.subject for finding in findings] == ["product:bg-o", "product:bg-b"]
    assert {finding.verdict for finding in findings} == {Verdict.NOT_MET}
    assert "zonder ROLSTOEL (rolstoel); wie" in findings[0].explanation
    assert "moet ook VERVOER (vervoer) en ROLSTOEL (rolstoel) aanbieden." in findings[0].explanation


def test_all_required_products_meet_a_coupling() -> None:
    assert only(coupled("E3", "bg-b", "vervoer", "rolstoel")).verdict is Verdict.MET
    assert only(coupled("E3", "vervoer")).verdict is Verdict.NOT_APPLICABLE


def test_an_unknown_coupling_cannot_be_judged() -> None:
    with pytest.raises(KeyError, match="weg"):
        coupled("E5", "ib4")
