from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.submission import Offer, OfferedProduct, Reference
from inkoop_wmo_begeleiding.references import (
    first_counts,
    number_of_references,
    reference_window,
    within_three_years,
)

CaseOf = Callable[..., Case]
BOTH = Offer((OfferedProduct("IB1"), OfferedProduct("BG-O"), OfferedProduct("BG-V"), OfferedProduct("BG-R")))
INDIVIDUAL = Offer((OfferedProduct("IB1"),))


def reference(number: int = 1, *competences: str, **changes: Any) -> Reference:
    values: dict[str, Any] = {
        "number": number,
        "competences": competences or ("KC1",),
        "client": "gemeente Voorbeeld",
        "clients": 10,
        "first_day": date(2025, 1, 1),
        "last_day": date(2025, 12, 31),
        "social_support_act": True,
    }
    return Reference(**(values | changes))


def only(findings: Iterable[Finding]) -> Finding:
    (finding,) = findings
    return finding


def test_the_window_runs_from_three_years_before_closing_to_the_day_before(case_of: CaseOf) -> None:
    window = reference_window(case_of())
    assert (window.first, window.last) == (date(2023, 6, 15), date(2026, 6, 14))


@pytest.mark.requirement("ELI-13")
@pytest.mark.parametrize(
    ("first_day", "last_day", "verdict"),
    [
        (date(2023, 6, 15), date(2024, 6, 14), Verdict.MET),
        (date(2023, 6, 14), date(2024, 6, 14), Verdict.CLARIFY),
        (date(2025, 6, 15), date(2026, 6, 14), Verdict.MET),
        (date(2025, 6, 15), date(2026, 6, 15), Verdict.CLARIFY),
        (date(2022, 6, 15), date(2023, 6, 14), Verdict.NOT_MET),
        (date(2022, 6, 16), date(2023, 6, 15), Verdict.CLARIFY),
        (date(2026, 6, 14), date(2027, 6, 13), Verdict.CLARIFY),
        (date(2026, 6, 15), date(2027, 6, 14), Verdict.NOT_MET),
        (date(2020, 1, 1), date(2026, 12, 31), Verdict.CLARIFY),
    ],
)
def test_a_reference_lies_within_the_three_years_or_is_asked_about(
    case_of: CaseOf, first_day: date, last_day: date, verdict: Verdict
) -> None:
    given = reference(first_day=first_day, last_day=last_day)
    finding = only(within_three_years(case_of(INDIVIDUAL, given)))
    assert finding.verdict is verdict
    assert finding.consequence is Consequence.MAY_REJECT
    assert finding.key.subject == "referentie-1"
    assert ("N-25" in finding.notes) is (verdict is Verdict.CLARIFY)


@pytest.mark.requirement("ELI-13")
@pytest.mark.parametrize(
    ("reading", "verdict"),
    [("", Verdict.CLARIFY), ("gedeeltelijk", Verdict.MET), ("geheel", Verdict.NOT_MET)],
)
def test_a_period_that_is_partly_inside_follows_the_chosen_reading(
    case_of: CaseOf, reading: str, verdict: Verdict
) -> None:
    given = reference(first_day=date(2022, 9, 1), last_day=date(2023, 8, 31))
    finding = only(within_three_years(case_of(INDIVIDUAL, given, choices={"N-25": reading})))
    assert finding.verdict is verdict
    assert "N-25" in finding.notes


@pytest.mark.requirement("ELI-13")
@pytest.mark.parametrize(
    ("last_day", "verdict"),
    [(date(2024, 6, 13), Verdict.NOT_MET), (date(2024, 6, 14), Verdict.CLARIFY)],
)
def test_a_long_reference_with_twelve_months_inside_stays_a_question_under_the_strict_reading(
    case_of: CaseOf, last_day: date, verdict: Verdict
) -> None:
    given = reference(first_day=date(2020, 1, 1), last_day=last_day)
    case = case_of(INDIVIDUAL, given, choices={"N-25": "geheel"})
    assert only(within_three_years(case)).verdict is verdict


@pytest.mark.requirement("ELI-13")
def test_dates_in_the_wrong_order_are_asked_about(case_of: CaseOf) -> None:
    given = reference(first_day=date(2025, 12, 31), last_day=date(2025, 1, 1))
    assert only(within_three_years(case_of(INDIVIDUAL, given))).verdict is Verdict.CLARIFY


@pytest.mark.requirement("ELI-13")
def test_only_assessed_references_are_placed_in_time(case_of: CaseOf) -> None:
    case = case_of(
        BOTH,
        reference(1, "KC1"),
        reference(2, "KC1", first_day=date(2010, 1, 1), last_day=date(2010, 12, 31)),
        reference(3, "KC2"),
    )
    findings = list(within_three_years(case))
    assert [finding.key.subject for finding in findings] == ["referentie-1", "referentie-3"]
    assert {finding.verdict for finding in findings} == {Verdict.MET}


@pytest.mark.requirement("ELI-13")
def test_a_reference_for_a_competence_that_is_not_needed_is_not_placed_in_time(case_of: CaseOf) -> None:
    assert only(within_three_years(case_of(INDIVIDUAL, reference(1, "KC2")))).verdict is (
        Verdict.NOT_APPLICABLE
    )


@pytest.mark.requirement("ELI-12")
@pytest.mark.parametrize(
    ("references", "verdict"),
    [
        ((reference(1, "KC1"),), Verdict.MET),
        ((reference(1, "KC1"), reference(2, "KC2")), Verdict.MET),
        ((reference(1, "KC1", "KC2"),), Verdict.MET),
        ((reference(1, "KC1"), reference(2, "KC1")), Verdict.NOT_MET),
        ((reference(1, "KC1"), reference(2, "KC2"), reference(3, "KC1")), Verdict.NOT_MET),
    ],
)
def test_one_reference_per_competence_and_two_in_total_are_enough(
    case_of: CaseOf, references: tuple[Reference, ...], verdict: Verdict
) -> None:
    finding = only(number_of_references(case_of(BOTH, *references)))
    assert finding.verdict is verdict
    assert finding.consequence is Consequence.NOTE
    assert ("N-26" in finding.notes) is (verdict is Verdict.NOT_MET)


@pytest.mark.requirement("ELI-12")
def test_a_reference_for_an_unknown_competence_is_asked_about_by_its_place(case_of: CaseOf) -> None:
    case = case_of(BOTH, reference(1, "KC1"), reference(2, "KC9"))
    findings = {finding.key.subject: finding for finding in number_of_references(case)}
    assert findings[""].verdict is Verdict.MET
    assert (findings["referentie-2"].verdict, findings["referentie-2"].consequence) == (
        Verdict.CLARIFY,
        Consequence.NOTE,
    )
    assert "KC9; bekend zijn KC1 en KC2." in findings["referentie-2"].explanation


@pytest.mark.requirement("ELI-13")
def test_what_is_partly_inside_is_told_in_sentences(case_of: CaseOf) -> None:
    given = reference(first_day=date(2022, 9, 1), last_day=date(2023, 8, 31))
    text = only(within_three_years(case_of(INDIVIDUAL, given))).explanation
    assert "de referentieperiode loopt van 15-06-2023 tot en met 14-06-2026. Een deel valt erbinnen;" in text
    assert "vraag" not in text


@pytest.mark.requirement("ELI-12")
@pytest.mark.requirement("ELI-17")
def test_without_references_there_is_nothing_to_count(case_of: CaseOf) -> None:
    assert only(number_of_references(case_of(BOTH))).verdict is Verdict.NOT_APPLICABLE
    assert only(first_counts(case_of(BOTH))).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.requirement("ELI-17")
def test_of_two_references_for_one_competence_the_first_of_the_form_counts(case_of: CaseOf) -> None:
    finding = only(first_counts(case_of(BOTH, reference(2, "KC1"), reference(1, "KC1", "KC2"))))
    assert finding.verdict is Verdict.MET
    assert finding.key.subject == "KC1"
    assert finding.notes == ("N-26",)
    assert "alleen referentie 1" in finding.explanation
    assert "niet beoordeeld: 2" in finding.explanation
    assert finding.facts == (3, 2)


@pytest.mark.requirement("ELI-17")
def test_a_single_reference_per_competence_leaves_nothing_aside(case_of: CaseOf) -> None:
    case = case_of(BOTH, reference(1, "KC1"), reference(2, "KC2"))
    assert only(first_counts(case)).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.requirement("ELI-12")
@pytest.mark.requirement("ELI-13")
@pytest.mark.requirement("ELI-17")
def test_without_an_offer_the_references_wait(case_of: CaseOf) -> None:
    for rule in (number_of_references, within_three_years, first_counts):
        assert only(rule(case_of(reference()))).verdict is Verdict.PENDING
