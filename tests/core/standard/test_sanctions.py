from decimal import Decimal
from typing import Any

import pytest

from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.submission import SanctionsDeclaration
from inkoop_core.standard.gate import Check
from inkoop_core.standard.sanctions import sanctions_declaration, sanctions_owner, sanctions_share
from inkoop_core.testing.builders import (
    a_case,
    a_definition,
    a_document,
    a_kind,
    a_package,
    a_parameter,
    a_requirement,
    only,
)

DEFINITION = a_definition(
    a_requirement("E1", document="bijlage-4"),
    a_requirement("E2"),
    documents=(a_kind("bijlage-4"),),
    parameters={
        "russia_owner_gt": a_parameter("russia_owner_gt", 50, "percent"),
        "russia_share_gt": a_parameter("russia_share_gt", 10, "percent"),
    },
)


def a_declaration(**changes: Any) -> SanctionsDeclaration:
    values: dict[str, Any] = {
        "complete": True,
        "established": False,
        "owned_percentage": Decimal("0"),
        "acts_for": False,
        "share": Decimal("0"),
    }
    return SanctionsDeclaration(**(values | changes))


def judged(check: Check, **changes: Any) -> Finding:
    return only(check(a_case(a_declaration(**changes), definition=DEFINITION), "E2"))


@pytest.mark.parametrize(("complete", "verdict"), [(True, Verdict.MET), (False, Verdict.NOT_MET)])
def test_the_declaration_must_be_complete(complete: bool, verdict: Verdict) -> None:
    case = a_case(a_declaration(complete=complete), a_document("bijlage-4"), definition=DEFINITION)
    finding = only(sanctions_declaration(case, "E1"))
    assert finding.verdict is verdict
    assert finding.facts == (1, 2)


def test_without_a_declaration_everything_waits() -> None:
    case = a_case(definition=DEFINITION)
    for check in (sanctions_declaration, sanctions_owner, sanctions_share):
        assert only(check(case, "E1")).verdict is Verdict.PENDING


@pytest.mark.parametrize(
    ("percentage", "verdict"),
    [("49.99", Verdict.MET), ("50.00", Verdict.MET), ("50.01", Verdict.NOT_MET)],
)
def test_more_than_half_owned_by_a_russian_party_excludes(percentage: str, verdict: Verdict) -> None:
    finding = judged(sanctions_owner, owned_percentage=Decimal(percentage))
    assert finding.verdict is verdict
    assert percentage.replace(".", ",") + "%" in finding.explanation


@pytest.mark.parametrize("change", ["established", "acts_for"])
def test_a_russian_party_or_who_acts_for_one_is_excluded(change: str) -> None:
    finding = judged(sanctions_owner, **{change: True})
    assert (finding.verdict, finding.consequence) == (Verdict.NOT_MET, Consequence.MUST_REJECT)


@pytest.mark.parametrize(
    ("percentage", "verdict"), [("9.99", Verdict.MET), ("10.00", Verdict.MET), ("10.01", Verdict.NOT_MET)]
)
def test_more_than_a_tenth_of_the_contract_for_a_russian_party_excludes(
    percentage: str, verdict: Verdict
) -> None:
    assert judged(sanctions_share, share=Decimal(percentage)).verdict is verdict


def test_a_claimed_exception_is_asked_about_and_named() -> None:
    for check, change in (
        (sanctions_owner, {"owned_percentage": Decimal("50.01")}),
        (sanctions_share, {"share": Decimal("10.01")}),
    ):
        finding = judged(check, exception="artikel 5 duodecies lid 2", **change)
        assert finding.verdict is Verdict.CLARIFY
        assert "artikel 5 duodecies lid 2" in finding.explanation


def test_an_exception_that_is_not_needed_changes_nothing() -> None:
    assert judged(sanctions_owner, exception="lid 2").verdict is Verdict.MET


def test_a_requirement_can_name_another_limit() -> None:
    definition = a_definition(
        a_requirement("E2", parameter="grens"), parameters={"grens": a_parameter("grens", Decimal("12.5"))}
    )
    case = a_case(a_declaration(share=Decimal("12.5")), definition=definition)
    assert only(sanctions_share(case, "E2")).verdict is Verdict.MET


def test_a_package_that_was_not_read_leaves_the_declaration_pending() -> None:
    case = a_case(a_declaration(), definition=DEFINITION, received=a_package(content_read=False))
    for check in (sanctions_declaration, sanctions_owner, sanctions_share):
        assert only(check(case, "E1")).verdict is Verdict.PENDING
