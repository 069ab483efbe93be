from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.submission import Offer, OfferedProduct, Reference
from inkoop_wmo_begeleiding.competences import group_guidance, individual_guidance

CaseOf = Callable[..., Case]


def offer(*products: str) -> Offer:
    return Offer(tuple(OfferedProduct(product) for product in products), ("aandachtsgebied",))


def reference(**changes: Any) -> Reference:
    values: dict[str, Any] = {
        "number": 1,
        "competences": ("KC1",),
        "client": "gemeente Voorbeeld",
        "clients": 10,
        "first_day": date(2025, 1, 1),
        "last_day": date(2025, 12, 31),
        "social_support_act": True,
    }
    return Reference(**(values | changes))


def kc1(case: Case) -> Finding:
    (finding,) = individual_guidance(case)
    return finding


def kc2(case: Case) -> Finding:
    (finding,) = group_guidance(case)
    return finding


@pytest.mark.requirement("ELI-10")
@pytest.mark.parametrize(("clients", "verdict"), [(9, Verdict.NOT_MET), (10, Verdict.MET), (11, Verdict.MET)])
def test_individual_guidance_needs_ten_clients(case_of: CaseOf, clients: int, verdict: Verdict) -> None:
    finding = kc1(case_of(offer("IB1"), reference(clients=clients)))
    assert finding.verdict is verdict
    assert finding.consequence is Consequence.MAY_REJECT
    assert finding.source.paragraph == "§3.4 Nr 2"
    assert finding.facts == (1, 2)


@pytest.mark.requirement("ELI-11")
@pytest.mark.parametrize(("clients", "verdict"), [(4, Verdict.NOT_MET), (5, Verdict.MET), (6, Verdict.MET)])
def test_group_guidance_needs_five_clients(case_of: CaseOf, clients: int, verdict: Verdict) -> None:
    given = reference(competences=("KC2",), clients=clients)
    finding = kc2(case_of(offer("BG-O", "BG-V", "BG-R"), given))
    assert finding.verdict is verdict
    assert finding.consequence is Consequence.MAY_REJECT


@pytest.mark.requirement("ELI-10")
def test_a_reference_that_falls_short_warns_that_an_award_conflicts_with_another_paragraph(
    case_of: CaseOf,
) -> None:
    assert "N-04" in kc1(case_of(offer("IB1"), reference(clients=9))).notes


@pytest.mark.requirement("ELI-10")
@pytest.mark.parametrize("product", ["IB1", "IB2", "IB3", "IB4"])
def test_every_individual_product_needs_the_first_competence(case_of: CaseOf, product: str) -> None:
    assert kc1(case_of(offer(product))).verdict is Verdict.NOT_MET
    assert kc2(case_of(offer(product))).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.requirement("ELI-11")
@pytest.mark.parametrize("product", ["BG-O", "BG-B"])
def test_either_group_product_needs_the_second_competence(case_of: CaseOf, product: str) -> None:
    assert kc2(case_of(offer(product))).verdict is Verdict.NOT_MET
    assert kc1(case_of(offer(product))).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.requirement("ELI-10")
@pytest.mark.requirement("ELI-11")
def test_one_reference_may_serve_both_competences(case_of: CaseOf) -> None:
    case = case_of(offer("IB1", "BG-O"), reference(competences=("KC1", "KC2")))
    assert kc1(case).verdict is Verdict.MET
    assert kc2(case).verdict is Verdict.MET


@pytest.mark.requirement("ELI-10")
@pytest.mark.requirement("ELI-11")
def test_experience_outside_the_social_support_act_does_not_count(case_of: CaseOf) -> None:
    given = reference(competences=("KC1", "KC2"), social_support_act=False, clients=100)
    case = case_of(offer("IB1", "BG-O"), given)
    assert kc1(case).verdict is Verdict.NOT_MET
    assert "Wmo" in kc1(case).explanation
    assert kc2(case).verdict is Verdict.NOT_MET


@pytest.mark.requirement("ELI-10")
@pytest.mark.parametrize(
    ("written", "verdict"),
    [("kc1", Verdict.MET), (" KC1 ", Verdict.MET), ("KC2", Verdict.NOT_MET), ("KC9", Verdict.NOT_MET)],
)
def test_capitals_and_spaces_make_no_other_competence(
    case_of: CaseOf, written: str, verdict: Verdict
) -> None:
    assert kc1(case_of(offer("IB1"), reference(competences=(written,)))).verdict is verdict


@pytest.mark.requirement("ELI-10")
def test_a_reference_for_the_other_competence_does_not_count(case_of: CaseOf) -> None:
    finding = kc1(case_of(offer("IB1"), reference(competences=("KC2",))))
    assert finding.verdict is Verdict.NOT_MET
    assert "geen referentie" in finding.explanation


@pytest.mark.requirement("ELI-10")
@pytest.mark.parametrize(
    ("last_day", "verdict"),
    [
        (date(2025, 12, 30), Verdict.CLARIFY),
        (date(2025, 12, 31), Verdict.MET),
        (date(2026, 1, 1), Verdict.MET),
    ],
)
def test_a_reference_shorter_than_twelve_months_is_asked_about(
    case_of: CaseOf, last_day: date, verdict: Verdict
) -> None:
    assert kc1(case_of(offer("IB1"), reference(last_day=last_day))).verdict is verdict


@pytest.mark.requirement("ELI-10")
def test_only_the_first_reference_on_the_form_is_assessed(case_of: CaseOf) -> None:
    better_later = reference(number=2, clients=50)
    case = case_of(offer("IB1"), better_later, reference(number=1, clients=9))
    assert kc1(case).verdict is Verdict.NOT_MET
    assert kc1(case).facts == (1, 3)


@pytest.mark.requirement("ELI-11")
@pytest.mark.parametrize("products", [("BG-V",), ("BG-R",), ("BG-V", "BG-R")])
def test_a_bid_for_transport_alone_needs_no_competence_and_is_asked_about(
    case_of: CaseOf, products: tuple[str, ...]
) -> None:
    finding = kc2(case_of(offer(*products)))
    assert finding.verdict is Verdict.CLARIFY
    assert finding.notes == ("N-27",)
    assert kc1(case_of(offer(*products))).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.requirement("ELI-11")
def test_the_officer_may_choose_that_transport_needs_no_competence(case_of: CaseOf) -> None:
    finding = kc2(case_of(offer("BG-V"), choices={"N-27": "geen"}))
    assert finding.verdict is Verdict.NOT_APPLICABLE
    assert finding.notes == ("N-27",)


@pytest.mark.requirement("ELI-11")
@pytest.mark.parametrize(("clients", "verdict"), [(4, Verdict.NOT_MET), (5, Verdict.MET)])
def test_the_officer_may_choose_that_transport_belongs_to_group_guidance(
    case_of: CaseOf, clients: int, verdict: Verdict
) -> None:
    given = reference(competences=("KC2",), clients=clients)
    finding = kc2(case_of(offer("BG-V"), given, choices={"N-27": "kc2"}))
    assert finding.verdict is verdict
    assert "N-27" in finding.notes


@pytest.mark.requirement("ELI-11")
def test_transport_beside_individual_guidance_raises_no_question(case_of: CaseOf) -> None:
    assert kc2(case_of(offer("IB1", "BG-V"))).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.requirement("ELI-10")
@pytest.mark.requirement("ELI-11")
def test_without_an_offer_the_competences_wait(case_of: CaseOf) -> None:
    assert kc1(case_of()).verdict is Verdict.PENDING
    assert kc2(case_of()).verdict is Verdict.PENDING


@pytest.mark.requirement("ELI-10")
@pytest.mark.requirement("ELI-11")
def test_a_product_that_the_tender_does_not_know_needs_no_competence(case_of: CaseOf) -> None:
    assert kc1(case_of(offer("XX"))).verdict is Verdict.NOT_APPLICABLE
    assert kc2(case_of(offer("XX"))).verdict is Verdict.NOT_APPLICABLE
