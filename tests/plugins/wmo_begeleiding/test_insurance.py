from collections.abc import Callable
from typing import Any

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.party import LegalForm
from inkoop_core.domain.submission import EspdResponse
from inkoop_core.testing.builders import a_document, a_tenderer
from inkoop_wmo_begeleiding.insurance import liability_insurance, size_of

CaseOf = Callable[..., Case]
DECLARED = EspdResponse("tenderer", requirements_met=True)
LOW = "€ 1.250.000,00 per gebeurtenis en € 2.500.000,00 per contractjaar"
HIGH = "€ 2.500.000,00 per gebeurtenis en € 5.000.000,00 per contractjaar"
SMALL: dict[str, Any] = {"employees": 9, "turnover": 2_000_000_00, "balance_total": 2_000_000_00}
MOST = 2_000_000_00


def judged(case: Case) -> Finding:
    (finding,) = liability_insurance(case)
    return finding


@pytest.mark.requirement("ELI-05")
@pytest.mark.parametrize(
    ("employees", "turnover", "balance_total", "micro"),
    [
        (9, MOST, MOST, True),
        (10, MOST, MOST, False),
        (9, MOST + 1, MOST, True),
        (9, MOST, MOST + 1, True),
        (9, MOST + 1, MOST + 1, False),
        (9, MOST, None, True),
        (9, None, MOST, True),
        (9, MOST + 1, None, None),
        (9, None, MOST + 1, None),
        (9, None, None, None),
        (None, MOST, MOST, None),
        (None, MOST + 1, MOST + 1, False),
        (10, None, None, False),
        (0, 0, 0, True),
    ],
)
def test_a_legal_person_is_a_micro_enterprise_by_staff_and_by_turnover_or_balance_total(
    definition: TenderDefinition,
    employees: int | None,
    turnover: int | None,
    balance_total: int | None,
    micro: bool | None,
) -> None:
    tenderer = a_tenderer(employees=employees, turnover=turnover, balance_total=balance_total)
    size = size_of(tenderer, definition, "")
    assert size.micro is micro
    assert size.notes == ()


@pytest.mark.requirement("ELI-05")
@pytest.mark.parametrize(
    ("form", "reading", "micro"),
    [
        (LegalForm.SOLE_TRADER, "", None),
        (LegalForm.SOLE_TRADER, "alleen-rechtspersoon", False),
        (LegalForm.SOLE_TRADER, "elke-rechtsvorm", True),
        (LegalForm.PARTNERSHIP, "", None),
        (LegalForm.PARTNERSHIP, "alleen-rechtspersoon", False),
        (LegalForm.PARTNERSHIP, "elke-rechtsvorm", True),
        (LegalForm.OTHER, "", None),
        (LegalForm.OTHER, "alleen-rechtspersoon", None),
        (LegalForm.OTHER, "elke-rechtsvorm", True),
    ],
)
def test_a_small_tenderer_that_is_no_legal_person_depends_on_the_chosen_reading(
    definition: TenderDefinition, form: LegalForm, reading: str, micro: bool | None
) -> None:
    size = size_of(a_tenderer(legal_form=form, **SMALL), definition, reading)
    assert size.micro is micro
    assert size.notes == ("N-23",)


@pytest.mark.requirement("ELI-05")
def test_a_large_sole_trader_raises_no_question(definition: TenderDefinition) -> None:
    size = size_of(a_tenderer(legal_form=LegalForm.SOLE_TRADER, employees=10), definition, "")
    assert size.micro is False
    assert size.notes == ()


@pytest.mark.requirement("ELI-05")
def test_a_micro_enterprise_is_asked_the_low_amounts(case_of: CaseOf) -> None:
    finding = judged(case_of(DECLARED, a_tenderer(**SMALL)))
    assert finding.verdict is Verdict.MET
    assert LOW in finding.explanation
    assert HIGH not in finding.explanation


@pytest.mark.requirement("ELI-05")
def test_any_other_tenderer_is_asked_the_high_amounts(case_of: CaseOf) -> None:
    finding = judged(case_of(DECLARED, a_tenderer(**(SMALL | {"employees": 10}))))
    assert finding.verdict is Verdict.MET
    assert HIGH in finding.explanation
    assert LOW not in finding.explanation


@pytest.mark.requirement("ELI-05")
def test_an_unknown_size_is_asked_about_with_both_pairs_of_amounts(case_of: CaseOf) -> None:
    finding = judged(case_of(DECLARED, a_tenderer()))
    assert finding.verdict is Verdict.CLARIFY
    assert finding.consequence is Consequence.MAY_REJECT
    assert LOW in finding.explanation
    assert HIGH in finding.explanation
    assert "het aantal werknemers, omzet of balanstotaal" in finding.explanation
    assert finding.notes == ()


@pytest.mark.requirement("ELI-05")
def test_a_small_sole_trader_is_asked_about_with_the_note(case_of: CaseOf) -> None:
    finding = judged(case_of(DECLARED, a_tenderer(legal_form=LegalForm.SOLE_TRADER, **SMALL)))
    assert finding.verdict is Verdict.CLARIFY
    assert finding.notes == ("N-23",)


@pytest.mark.requirement("ELI-05")
def test_a_policy_that_is_not_there_yet_is_never_punished(case_of: CaseOf) -> None:
    finding = judged(case_of(DECLARED, a_tenderer(**SMALL)))
    assert finding.verdict is Verdict.MET
    assert "na de voorlopige gunning" in finding.explanation
    assert "N-02" in finding.notes


@pytest.mark.requirement("ELI-05")
def test_a_policy_that_came_early_is_accepted_and_named(case_of: CaseOf) -> None:
    finding = judged(case_of(DECLARED, a_tenderer(**SMALL), a_document("polis")))
    assert finding.verdict is Verdict.MET
    assert "al ingediend" in finding.explanation
    assert finding.facts == (1, 2, 3)


@pytest.mark.requirement("ELI-05")
@pytest.mark.parametrize(
    ("requirements_met", "verdict"),
    [(True, Verdict.MET), (False, Verdict.NOT_MET), (None, Verdict.CLARIFY)],
)
def test_the_tenderer_declares_it_in_its_own_espd(
    case_of: CaseOf, requirements_met: bool | None, verdict: Verdict
) -> None:
    own = EspdResponse("tenderer", requirements_met=requirements_met)
    of_another = EspdResponse("onderaannemer-1", requirements_met=not requirements_met)
    assert judged(case_of(own, a_tenderer(**SMALL), of_another)).verdict is verdict


@pytest.mark.requirement("ELI-05")
def test_without_espd_or_tenderer_the_insurance_waits(case_of: CaseOf) -> None:
    assert judged(case_of(a_tenderer())).verdict is Verdict.PENDING
    assert judged(case_of(DECLARED)).verdict is Verdict.PENDING
