"""Step 1: exclusion grounds, forbidden contact and Russian parties."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.assessment.model import SubmissionAssessment
from inkoop_core.domain.decision import Incident
from inkoop_core.domain.finding import Consequence, Verdict
from inkoop_core.domain.party import PartyRole
from inkoop_core.domain.submission import (
    EspdResponse,
    GroundAnswer,
    SanctionsDeclaration,
)
from inkoop_core.testing.builders import (
    a_party,
)

MET, NOT_MET, CLARIFY = Verdict.MET, Verdict.NOT_MET, Verdict.CLARIFY
PENDING, NOT_APPLICABLE = Verdict.PENDING, Verdict.NOT_APPLICABLE
MUST, MAY, NOTE = Consequence.MUST_REJECT, Consequence.MAY_REJECT, Consequence.NOTE
SECOND = timedelta(seconds=1)

Assessed = Callable[..., SubmissionAssessment]
Expect = Callable[..., None]

MEMBER = a_party("combi-1", PartyRole.MEMBER)


@pytest.mark.requirement("PRO-05")
def test_forbidden_contact_may_exclude(expect: Expect) -> None:
    expect("PRO-05", (), MET, MAY, "§1.2")
    expect("PRO-05", (Incident("belde een wethouder", "directeur"),), NOT_MET, MAY, "§1.2", "incident-1")


LAST_DAY_IN, LAST_DAY_OUT = date(2021, 6, 12), date(2021, 6, 11)
"""Five years before the bid came in, on 12-06-2026."""
EVENT_IN, EVENT_OUT = date(2023, 6, 12), date(2023, 6, 11)
"""Three years before."""


Espd = Callable[..., EspdResponse]
GROUNDS = "§3.1, §5.3 stap 1"


@pytest.mark.requirement("EXC-02")
@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ({"decided_on": LAST_DAY_OUT}, MET),
        ({"decided_on": LAST_DAY_IN}, NOT_MET),
        ({"decided_on": date(2026, 6, 12)}, NOT_MET),
        ({"decided_on": date(2026, 6, 13)}, CLARIFY),
        ({}, CLARIFY),
        ({"decided_on": LAST_DAY_IN, "self_cleaning": "nieuw bestuur"}, CLARIFY),
    ],
)
def test_a_conviction_counts_for_five_years(
    expect: Expect, espd: Espd, answer: dict[str, Any], verdict: Verdict
) -> None:
    said = espd(GroundAnswer("fraud", True, **answer))
    expect("EXC-02", (said,), verdict, MUST, GROUNDS, "tenderer/fraud")


@pytest.mark.requirement("EXC-02")
@pytest.mark.requirement("EXC-02b")
@pytest.mark.requirement("EXC-03")
def test_an_espd_with_nothing_but_no_meets_every_kind_of_ground(expect: Expect, espd: Espd) -> None:
    for requirement, consequence in (("EXC-02", MUST), ("EXC-02b", MUST), ("EXC-03", MAY)):
        expect(requirement, (espd(),), MET, consequence, GROUNDS, "tenderer")
        expect(requirement, (), PENDING, consequence, GROUNDS, "tenderer")


@pytest.mark.requirement("EXC-02b")
@pytest.mark.parametrize(
    ("answer", "verdict", "consequence"),
    [
        ({"final_decision": True}, NOT_MET, MUST),
        ({"final_decision": True, "paid_or_arranged": True}, MET, MUST),
        ({"final_decision": True, "paid_or_arranged": False}, NOT_MET, MUST),
        ({"final_decision": False}, NOT_MET, MAY),
        ({}, CLARIFY, MAY),
    ],
)
def test_unpaid_taxes_must_exclude_only_after_a_final_decision(
    expect: Expect, espd: Espd, answer: dict[str, Any], verdict: Verdict, consequence: Consequence
) -> None:
    said = espd(GroundAnswer("tax-pay", True, **answer))
    expect("EXC-02b", (said,), verdict, consequence, GROUNDS, "tenderer/tax-pay")


@pytest.mark.requirement("EXC-02b")
def test_unpaid_premiums_wait_for_an_answer_though_the_tender_ticks_no_such_ground(
    expect: Expect, tender: TenderDefinition
) -> None:
    answers = [GroundAnswer(item.code, False) for item in tender.exclusion_grounds]
    said = EspdResponse("tenderer", tuple(item for item in answers if item.code != "socsec-pay"))
    expect("EXC-02b", (said,), PENDING, MUST, GROUNDS, "tenderer")


@pytest.mark.requirement("EXC-03")
@pytest.mark.parametrize(
    ("code", "answer", "verdict"),
    [
        ("prof-misconduct", {"happened_on": EVENT_OUT}, MET),
        ("prof-misconduct", {"happened_on": EVENT_IN}, NOT_MET),
        ("prof-misconduct", {"happened_on": EVENT_IN, "self_cleaning": "scholing"}, CLARIFY),
        ("prof-misconduct", {}, CLARIFY),
        ("bankruptcy", {}, NOT_MET),
        ("insolvency", {}, NOT_APPLICABLE),
    ],
)
def test_a_facultative_ground_may_exclude_for_three_years_where_the_tender_applies_it(
    expect: Expect, espd: Espd, code: str, answer: dict[str, Any], verdict: Verdict
) -> None:
    said = espd(GroundAnswer(code, True, **answer))
    expect("EXC-03", (said,), verdict, Consequence.MAY_REJECT, GROUNDS, f"tenderer/{code}")


@pytest.mark.requirement("EXC-03")
def test_where_the_facultative_grounds_are_not_loaded_they_are_asked(
    expect: Expect, espd: Espd, without_grounds: TenderDefinition
) -> None:
    said = espd(GroundAnswer("bankruptcy", True))
    expect("EXC-03", (said,), CLARIFY, MAY, GROUNDS, "tenderer/bankruptcy", without_grounds)


@pytest.mark.requirement("EXC-09")
def test_every_other_party_has_an_espd_of_its_own(expect: Expect, espd: Espd) -> None:
    expect("EXC-09", (espd(),), NOT_APPLICABLE, MAY, "§5.4.2")
    expect("EXC-09", (espd(), MEMBER), CLARIFY, MAY, "§5.4.2", "combi-1")
    expect("EXC-09", (espd(), MEMBER, espd(party="combi-1")), MET, MAY, "§5.4.2")


def russia(owned: str = "0", share: str = "0", **changes: Any) -> SanctionsDeclaration:
    values: dict[str, Any] = {"complete": True, "established": False, "acts_for": False}
    return SanctionsDeclaration(owned_percentage=Decimal(owned), share=Decimal(share), **(values | changes))


@pytest.mark.requirement("EXC-10")
@pytest.mark.parametrize(
    ("declaration", "verdict"),
    [
        (russia("50"), MET),
        (russia("50.01"), NOT_MET),
        (russia(established=True), NOT_MET),
        (russia(acts_for=True), NOT_MET),
        (russia("50.01", exception="art. 5 duodecies lid 2"), CLARIFY),
        (russia(share="100"), MET),
    ],
)
def test_a_party_is_russian_when_owned_for_more_than_half(
    expect: Expect, declaration: SanctionsDeclaration, verdict: Verdict
) -> None:
    expect("EXC-10", (declaration,), verdict, MUST, "§3.4 Rusland")


@pytest.mark.requirement("EXC-11")
@pytest.mark.parametrize(
    ("bodies", "verdict"), [((), PENDING), ((russia(),), MET), ((russia(complete=False),), NOT_MET)]
)
def test_the_declaration_on_russian_parties_is_complete(
    expect: Expect, bodies: tuple[object, ...], verdict: Verdict
) -> None:
    expect("EXC-11", bodies, verdict, MUST, "§3.4 Rusland")


@pytest.mark.requirement("EXC-12")
@pytest.mark.parametrize(
    ("declaration", "verdict"),
    [
        (russia(share="10"), MET),
        (russia(share="10.01"), NOT_MET),
        (russia(share="10.01", exception="art. 5 duodecies lid 2"), CLARIFY),
        (russia("100"), MET),
    ],
)
def test_a_russian_party_takes_part_for_at_most_a_tenth(
    expect: Expect, declaration: SanctionsDeclaration, verdict: Verdict
) -> None:
    expect("EXC-12", (declaration,), verdict, MUST, "§3.4 Rusland")
