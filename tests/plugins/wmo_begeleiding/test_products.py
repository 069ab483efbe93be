from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.submission import Offer, OfferedProduct
from inkoop_core.testing.builders import a_case
from inkoop_wmo_begeleiding.products import guidance_with_transport, reachable_with_step_down

CaseOf = Callable[..., Case]
BOTH = ("ontwikkelgericht", "behoudgericht")


def offer(*products: str, ib3: tuple[str, ...] = BOTH) -> Offer:
    return Offer(tuple(OfferedProduct(item, ib3 if item == "IB3" else ()) for item in products))


def step_down(case: Case) -> Finding:
    (finding,) = reachable_with_step_down(case)
    return finding


@pytest.mark.requirement("PRD-02")
@pytest.mark.parametrize(
    ("products", "verdict"),
    [
        (("IB4",), Verdict.NOT_MET),
        (("IB1", "IB2", "IB4"), Verdict.NOT_MET),
        (("IB3", "IB4"), Verdict.MET),
        (("IB3",), Verdict.NOT_APPLICABLE),
        (("IB1",), Verdict.NOT_APPLICABLE),
    ],
)
def test_who_offers_the_fourth_level_offers_the_third_but_not_the_reverse(
    case_of: CaseOf, products: tuple[str, ...], verdict: Verdict
) -> None:
    assert step_down(case_of(offer(*products))).verdict is verdict


@pytest.mark.requirement("PRD-02")
def test_a_breach_keeps_only_the_fourth_level_from_being_awarded(case_of: CaseOf) -> None:
    finding = step_down(case_of(offer("IB1", "IB4")))
    assert finding.consequence is Consequence.BLOCK_PRODUCT
    assert finding.key.subject == "product:IB4"
    assert finding.notes == ("N-36",)


@pytest.mark.requirement("PRD-03")
def test_a_breach_names_the_products_as_a_letter_does(case_of: CaseOf) -> None:
    (finding,) = guidance_with_transport(case_of(offer("BG-O", "BG-V")))
    assert finding.explanation == (
        "Begeleiding Groep ontwikkelgericht (BG-O) is aangeboden zonder Begeleiding Groep rolstoelvervoer "
        "(BG-R); wie Begeleiding Groep ontwikkelgericht (BG-O) aanbiedt, moet ook Begeleiding Groep vervoer "
        "(BG-V) en Begeleiding Groep rolstoelvervoer (BG-R) aanbieden."
    )


@pytest.mark.requirement("PRD-02")
@pytest.mark.parametrize("variants", [("ontwikkelgericht",), ("behoudgericht",)])
@pytest.mark.parametrize(
    ("reading", "verdict"),
    [("", Verdict.CLARIFY), ("een-variant", Verdict.MET), ("beide-varianten", Verdict.NOT_MET)],
)
def test_one_variant_of_the_third_level_follows_the_chosen_reading(
    case_of: CaseOf, variants: tuple[str, ...], reading: str, verdict: Verdict
) -> None:
    finding = step_down(case_of(offer("IB3", "IB4", ib3=variants), choices={"N-35": reading}))
    assert finding.verdict is verdict
    assert "N-35" in finding.notes


@pytest.mark.requirement("PRD-02")
def test_no_variant_at_all_is_a_question_even_when_one_is_enough(case_of: CaseOf) -> None:
    case = case_of(offer("IB3", "IB4", ib3=()), choices={"N-35": "een-variant"})
    assert step_down(case).verdict is Verdict.CLARIFY


@pytest.mark.requirement("PRD-03")
@pytest.mark.parametrize("group", [("BG-O",), ("BG-B",), ("BG-O", "BG-B")])
@pytest.mark.parametrize(
    ("transport", "verdict"),
    [
        (("BG-V", "BG-R"), Verdict.MET),
        (("BG-V",), Verdict.NOT_MET),
        (("BG-R",), Verdict.NOT_MET),
        ((), Verdict.NOT_MET),
    ],
)
def test_who_offers_group_guidance_offers_both_kinds_of_transport(
    case_of: CaseOf, group: tuple[str, ...], transport: tuple[str, ...], verdict: Verdict
) -> None:
    findings = list(guidance_with_transport(case_of(offer(*group, *transport))))
    assert {finding.verdict for finding in findings} == {verdict}
    if verdict is Verdict.NOT_MET:
        assert [finding.key.subject for finding in findings] == [f"product:{item}" for item in group]


@pytest.mark.requirement("PRD-03")
def test_transport_beside_individual_guidance_is_free(case_of: CaseOf) -> None:
    (finding,) = guidance_with_transport(case_of(offer("IB1", "BG-V")))
    assert finding.verdict is Verdict.NOT_APPLICABLE


@pytest.mark.requirement("PRD-03")
@pytest.mark.parametrize(
    ("reading", "verdict"),
    [
        ("", Verdict.CLARIFY),
        ("toegestaan", Verdict.NOT_APPLICABLE),
        ("niet-toegestaan", Verdict.NOT_MET),
    ],
)
@pytest.mark.parametrize("products", [("BG-V",), ("BG-R",), ("BG-V", "BG-R")])
def test_transport_alone_follows_the_chosen_reading(
    case_of: CaseOf, products: tuple[str, ...], reading: str, verdict: Verdict
) -> None:
    findings = list(guidance_with_transport(case_of(offer(*products), choices={"N-37": reading})))
    assert {finding.verdict for finding in findings} == {verdict}
    assert {finding.notes for finding in findings} == {("N-37",)}
    if verdict is not Verdict.NOT_APPLICABLE:
        assert [finding.key.subject for finding in findings] == [f"product:{item}" for item in products]


@pytest.mark.requirement("PRD-02")
@pytest.mark.requirement("PRD-03")
def test_without_an_offer_the_couplings_wait(case_of: CaseOf) -> None:
    assert step_down(case_of()).verdict is Verdict.PENDING
    (finding,) = guidance_with_transport(case_of())
    assert finding.verdict is Verdict.PENDING


@pytest.mark.requirement("PRD-02")
@pytest.mark.requirement("PRD-03")
@given(products=st.sets(st.sampled_from(["IB1", "IB2", "IB3", "IB4", "BG-O", "BG-B", "BG-V", "BG-R"])))
def test_whatever_is_offered_a_breach_is_told_exactly_when_something_is_absent(
    definition: TenderDefinition, products: set[str]
) -> None:
    case = a_case(offer(*sorted(products)), definition=definition)
    verdicts = {finding.verdict for finding in reachable_with_step_down(case)}
    assert (Verdict.NOT_MET in verdicts) is ("IB4" in products and "IB3" not in products)
    verdicts = {finding.verdict for finding in guidance_with_transport(case)}
    group = bool(products & {"BG-O", "BG-B"})
    assert (Verdict.NOT_MET in verdicts) is (group and not products >= {"BG-V", "BG-R"})
