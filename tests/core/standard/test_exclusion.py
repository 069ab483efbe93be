from datetime import UTC, date, datetime
from typing import Any

import pytest

from inkoop_core.api.definition import CountsFrom, ExclusionGround, GroundKind
from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import PartyRole
from inkoop_core.domain.submission import EspdResponse, GroundAnswer
from inkoop_core.standard.exclusion import exclusion_grounds
from inkoop_core.testing.builders import (
    a_case,
    a_definition,
    a_ground,
    a_package,
    a_party,
    a_requirement,
    only,
)

MUST, MAY = Consequence.MUST_REJECT, Consequence.MAY_REJECT
MANDATORY, FACULTATIVE, PAYMENT = GroundKind.MANDATORY, GroundKind.FACULTATIVE, GroundKind.PAYMENT


def a_facultative_ground(
    applies: bool | None = True, counts_from: CountsFrom = CountsFrom.EVENT, **changes: Any
) -> ExclusionGround:
    return a_ground("prof-misconduct", FACULTATIVE, counts_from, 3, applies=applies, **changes)


def a_payment_ground(applies: bool | None = None) -> ExclusionGround:
    return a_ground("tax-pay", PAYMENT, CountsFrom.PRESENT, None, applies=applies)


def findings_on(
    *bodies: Any, grounds: tuple[ExclusionGround, ...], received: PackageReceived | None = None
) -> tuple[Finding, ...]:
    """The findings of the requirement over the kind of the first ground."""
    definition = a_definition(
        a_requirement(
            "E1", "standard.exclusion-grounds", consequence=Consequence.NOTE, kind=grounds[0].kind.value
        ),
        exclusion_grounds=grounds,
    )
    return tuple(exclusion_grounds(a_case(*bodies, definition=definition, received=received), "E1"))


def judged(ground: ExclusionGround, **answer: Any) -> Finding:
    """The finding on a "yes" of the tenderer, who submitted on 12-06-2026."""
    return only(
        findings_on(
            EspdResponse("tenderer", (GroundAnswer(ground.code, applies=True, **answer),)), grounds=(ground,)
        )
    )


def test_all_no_is_one_finding_per_party() -> None:
    no = (GroundAnswer("fraud", applies=False), GroundAnswer("corruption", applies=False))
    findings = findings_on(
        EspdResponse("tenderer", no),
        a_party("combinant-1", PartyRole.MEMBER, name="Lid B.V."),
        EspdResponse("combinant-1", no),
        grounds=(a_ground("fraud"), a_ground("corruption")),
    )
    assert [finding.key.subject for finding in findings] == ["tenderer", "combinant-1"]
    assert {finding.verdict for finding in findings} == {Verdict.MET}
    assert "combinant Lid B.V." in findings[1].explanation
    assert [finding.facts for finding in findings] == [(1,), (3,)]


def test_without_the_espd_of_the_tenderer_it_waits() -> None:
    finding = only(findings_on(grounds=(a_ground(),)))
    assert finding.verdict is Verdict.PENDING


def test_missing_answers_are_listed() -> None:
    response = EspdResponse("tenderer", (GroundAnswer("fraud", applies=False),))
    finding = only(findings_on(response, grounds=(a_ground("fraud"), a_ground("corruption"))))
    assert finding.verdict is Verdict.PENDING
    assert "corruption" in finding.explanation
    assert "fraud" not in finding.explanation


def test_a_facultative_ground_that_the_tender_does_not_apply_may_stay_unanswered() -> None:
    response = EspdResponse("tenderer")
    finding = only(findings_on(response, grounds=(a_facultative_ground(False),)))
    assert finding.verdict is Verdict.MET
    assert "elke grond van deze soort die hier geldt" in finding.explanation


@pytest.mark.parametrize("applies", [True, False, None])
def test_unpaid_taxes_must_be_answered_whatever_grounds_the_tender_applies(applies: bool | None) -> None:
    finding = only(findings_on(EspdResponse("tenderer"), grounds=(a_payment_ground(applies),)))
    assert finding.verdict is Verdict.PENDING
    assert "tax-pay" in finding.explanation


@pytest.mark.parametrize(
    ("decided_on", "verdict"),
    [
        (date(2021, 6, 11), Verdict.MET),
        (date(2021, 6, 12), Verdict.NOT_MET),
        (date(2021, 6, 13), Verdict.NOT_MET),
        (date(2026, 6, 12), Verdict.NOT_MET),
        (date(2026, 6, 13), Verdict.CLARIFY),
        (None, Verdict.CLARIFY),
    ],
)
def test_a_conviction_counts_for_five_years_before_the_day_of_submission(
    decided_on: date | None, verdict: Verdict
) -> None:
    finding = judged(a_ground("fraud"), decided_on=decided_on)
    assert finding.verdict is verdict
    assert finding.key.subject == "tenderer/fraud"


def test_the_day_of_submission_is_the_dutch_one() -> None:
    just_after_midnight = a_package(received_at=datetime(2026, 6, 11, 22, 30, tzinfo=UTC))
    response = EspdResponse("tenderer", (GroundAnswer("fraud", applies=True, decided_on=date(2021, 6, 11)),))
    finding = only(findings_on(response, grounds=(a_ground("fraud"),), received=just_after_midnight))
    assert finding.verdict is Verdict.MET
    assert "12-06-2026" in finding.explanation


def test_a_conviction_must_reject_but_measures_come_first() -> None:
    finding = judged(a_ground("fraud"), decided_on=date(2024, 1, 1))
    assert (finding.verdict, finding.consequence) == (Verdict.NOT_MET, MUST)
    assert "2.87a" in finding.explanation
    assert "01-01-2024" in finding.explanation


def test_described_measures_are_weighed_by_the_officer() -> None:
    finding = judged(a_ground("fraud"), decided_on=date(2024, 1, 1), self_cleaning="bestuur vervangen")
    assert (finding.verdict, finding.consequence) == (Verdict.CLARIFY, MUST)
    assert "bestuur vervangen" in finding.explanation


@pytest.mark.parametrize(
    ("happened_on", "verdict"),
    [
        (date(2023, 6, 11), Verdict.MET),
        (date(2023, 6, 12), Verdict.NOT_MET),
        (date(2023, 6, 13), Verdict.NOT_MET),
    ],
)
def test_misconduct_counts_for_three_years_from_the_day_itself(happened_on: date, verdict: Verdict) -> None:
    finding = judged(a_facultative_ground(), happened_on=happened_on, decided_on=date(2026, 1, 1))
    assert finding.verdict is verdict


def test_a_facultative_ground_may_reject_and_says_that_it_must_be_proportionate() -> None:
    finding = judged(a_facultative_ground(), happened_on=date(2025, 1, 1))
    assert (finding.verdict, finding.consequence) == (Verdict.NOT_MET, MAY)
    assert "2.88" in finding.explanation


def test_a_facultative_ground_with_measures_is_weighed() -> None:
    finding = judged(a_facultative_ground(), happened_on=date(2025, 1, 1), self_cleaning="training")
    assert (finding.verdict, finding.consequence) == (Verdict.CLARIFY, MAY)


def test_a_facultative_ground_outside_the_tender_does_not_apply() -> None:
    assert judged(a_facultative_ground(False)).verdict is Verdict.NOT_APPLICABLE


def test_a_facultative_ground_is_asked_about_until_the_tender_says_whether_it_applies() -> None:
    finding = judged(a_facultative_ground(None), happened_on=date(2025, 1, 1))
    assert (finding.verdict, finding.consequence) == (Verdict.CLARIFY, MAY)
    assert "Niet geladen" in finding.explanation


BREACH = a_facultative_ground(counts_from=CountsFrom.END_OF_EVENT)


@pytest.mark.parametrize(
    ("ended_on", "verdict"),
    [
        (date(2023, 6, 11), Verdict.MET),
        (date(2023, 6, 12), Verdict.NOT_MET),
        (date(2024, 1, 1), Verdict.NOT_MET),
        (date(2019, 12, 31), Verdict.CLARIFY),
        (date(2020, 1, 1), Verdict.MET),
    ],
)
def test_a_breach_counts_from_its_end_which_does_not_lie_before_its_begin(
    ended_on: date, verdict: Verdict
) -> None:
    assert judged(BREACH, happened_on=date(2020, 1, 1), ended_on=ended_on).verdict is verdict


@pytest.mark.parametrize(
    ("happened_on", "verdict"),
    [(date(2023, 6, 11), Verdict.CLARIFY), (date(2023, 6, 12), Verdict.NOT_MET), (None, Verdict.CLARIFY)],
)
def test_a_breach_without_an_end_may_go_on_and_is_never_too_long_ago(
    happened_on: date | None, verdict: Verdict
) -> None:
    finding = judged(BREACH, happened_on=happened_on)
    assert finding.verdict is verdict
    if happened_on is not None:
        assert "de gebeurtenis" in finding.explanation.casefold()


def test_a_yes_in_the_words_of_the_tenderer_ends_with_one_full_stop() -> None:
    finding = judged(a_facultative_ground(), happened_on=date(2025, 1, 1), details="Niet geleverd.")
    assert "zegt ja: Niet geleverd. De datum" in finding.explanation


def test_a_decision_on_competition_counts_from_that_decision() -> None:
    ground = a_facultative_ground(counts_from=CountsFrom.DECISION)
    assert (
        judged(ground, happened_on=date(2018, 1, 1), decided_on=date(2024, 1, 1)).verdict is Verdict.NOT_MET
    )
    assert judged(ground, happened_on=date(2025, 1, 1)).verdict is Verdict.CLARIFY


def test_a_present_state_has_no_look_back() -> None:
    ground = a_facultative_ground(counts_from=CountsFrom.PRESENT)
    assert judged(ground, happened_on=date(2001, 1, 1)).verdict is Verdict.NOT_MET


def test_paid_taxes_may_not_exclude() -> None:
    assert judged(a_payment_ground(), paid_or_arranged=True, final_decision=True).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("final", "applies", "verdict", "consequence"),
    [
        (True, None, Verdict.NOT_MET, MUST),
        (True, False, Verdict.NOT_MET, MUST),
        (False, True, Verdict.NOT_MET, MAY),
        (False, None, Verdict.CLARIFY, MAY),
        (None, True, Verdict.CLARIFY, MAY),
    ],
)
def test_unpaid_taxes_must_exclude_only_with_a_final_decision(
    final: bool | None, applies: bool | None, verdict: Verdict, consequence: Consequence
) -> None:
    finding = judged(a_payment_ground(applies), paid_or_arranged=False, final_decision=final)
    assert (finding.verdict, finding.consequence) == (verdict, consequence)


def test_unpaid_taxes_without_a_final_decision_do_not_count_where_the_tender_does_not_apply_that() -> None:
    finding = judged(a_payment_ground(False), paid_or_arranged=False, final_decision=False)
    assert finding.verdict is Verdict.NOT_APPLICABLE


def test_an_unknown_code_is_named_and_never_dropped() -> None:
    response = EspdResponse(
        "tenderer", (GroundAnswer("fraud", applies=False), GroundAnswer("iets-nieuws", applies=False))
    )
    findings = {finding.key.subject: finding for finding in findings_on(response, grounds=(a_ground(),))}
    assert findings["tenderer/iets-nieuws"].verdict is Verdict.CLARIFY
    assert findings["tenderer"].verdict is Verdict.MET


def test_an_unknown_code_is_named_once_over_all_kinds() -> None:
    definition = a_definition(
        a_requirement("E1", "standard.exclusion-grounds", kind="mandatory"),
        a_requirement("E2", "standard.exclusion-grounds", kind="payment"),
        exclusion_grounds=(a_ground(), a_payment_ground()),
    )
    answers = tuple(GroundAnswer(code, applies=False) for code in ("fraud", "tax-pay", "iets-nieuws"))
    case = a_case(EspdResponse("tenderer", answers), definition=definition)
    subjects = [[finding.key.subject for finding in exclusion_grounds(case, name)] for name in ("E1", "E2")]
    assert subjects == [["tenderer/iets-nieuws", "tenderer"], ["tenderer"]]


def test_another_spelling_of_a_code_is_the_same_ground() -> None:
    ground = a_facultative_ground(aliases=("CRITERION.EXCLUSION.MISCONDUCT.MC_PROFESSIONAL",))
    answer = GroundAnswer(ground.aliases[0], applies=True, happened_on=date(2025, 1, 1))
    finding = only(findings_on(EspdResponse("tenderer", (answer,)), grounds=(ground,)))
    assert finding.key.subject == "tenderer/prof-misconduct"


def test_two_different_answers_to_one_ground_are_asked_about() -> None:
    answers = (GroundAnswer("fraud", applies=False), GroundAnswer("fraud", applies=True))
    finding = only(findings_on(EspdResponse("tenderer", answers), grounds=(a_ground(),)))
    assert finding.verdict is Verdict.CLARIFY
    assert "2 verschillende antwoorden" in finding.explanation


def test_a_yes_of_a_subcontractor_is_found_under_its_own_name() -> None:
    findings = findings_on(
        EspdResponse("tenderer", (GroundAnswer("fraud", applies=False),)),
        a_party(name="Onderaannemer B.V."),
        EspdResponse("onderaannemer-1", (GroundAnswer("fraud", applies=True, decided_on=date(2025, 1, 1)),)),
        grounds=(a_ground(),),
    )
    assert [finding.key.subject for finding in findings] == ["tenderer", "onderaannemer-1/fraud"]
    assert "onderaannemer Onderaannemer B.V." in findings[1].explanation


def test_a_tender_without_grounds_of_a_kind_has_nothing_to_judge() -> None:
    definition = a_definition(a_requirement("E1", "standard.exclusion-grounds", kind="payment"))
    finding = only(exclusion_grounds(a_case(EspdResponse("tenderer"), definition=definition), "E1"))
    assert finding.verdict is Verdict.NOT_APPLICABLE


def test_a_package_that_was_not_read_leaves_the_grounds_pending() -> None:
    finding = only(findings_on(grounds=(a_ground(),), received=a_package(content_read=False)))
    assert finding.verdict is Verdict.PENDING
    assert "niet gelezen" in finding.explanation


@pytest.mark.parametrize(
    ("role", "relied_on", "expected"),
    [
        (PartyRole.SUBCONTRACTOR, False, Consequence.REFUSE_PARTY),
        (PartyRole.COOPERATIVE_MEMBER, False, Consequence.REFUSE_PARTY),
        (PartyRole.SUBCONTRACTOR, True, MUST),
        (PartyRole.MEMBER, False, MUST),
    ],
)
def test_a_ground_of_a_subcontractor_nobody_relies_on_refuses_him_not_the_bid(
    role: PartyRole, relied_on: bool, expected: Consequence
) -> None:
    ground = a_ground("fraud", MANDATORY, CountsFrom.DECISION, 5)
    answers = (GroundAnswer("fraud", applies=True, decided_on=date(2025, 1, 10)),)
    findings = findings_on(
        a_party("partij-1", role, relied_on=relied_on),
        EspdResponse("tenderer", (GroundAnswer("fraud", applies=False),)),
        EspdResponse("partij-1", answers),
        grounds=(ground,),
    )
    breach = only(finding for finding in findings if finding.verdict is Verdict.NOT_MET)

    assert breach.consequence is expected
