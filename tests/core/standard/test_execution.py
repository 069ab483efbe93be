import pytest

from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.submission import EspdResponse, Reservation
from inkoop_core.standard.eligibility import declared_in_espd
from inkoop_core.standard.execution import espd_accepts, reservation
from inkoop_core.testing.builders import a_case, a_definition, a_fact, a_requirement, only

DEFINITION = a_definition(
    a_requirement("E1", notes=("N-02",)), a_requirement("E2", evidence_later=False, title="Verzekering")
)


def test_the_espd_of_the_tenderer_accepts_the_conditions() -> None:
    assert only(espd_accepts(a_case(definition=DEFINITION), "E1")).verdict is Verdict.PENDING
    member = a_case(EspdResponse("combinant-1"), definition=DEFINITION)
    assert only(espd_accepts(member, "E1")).verdict is Verdict.PENDING
    tenderer = a_case(EspdResponse("tenderer"), definition=DEFINITION)
    assert only(espd_accepts(tenderer, "E1")).verdict is Verdict.MET


def test_a_reservation_is_judged_once_by_the_requirement_about_it() -> None:
    case = a_case(EspdResponse("tenderer"), Reservation("tarieven", "indexeren"), definition=DEFINITION)
    finding = only(espd_accepts(case, "E1"))
    assert finding.verdict is Verdict.NOT_APPLICABLE
    assert finding.facts == (1, 2)


def test_without_reservation_the_acceptance_is_unconditional() -> None:
    assert only(reservation(a_case(definition=DEFINITION), "E1")).verdict is Verdict.MET


def test_every_reservation_is_quoted_in_a_finding_of_its_own() -> None:
    case = a_case(
        a_fact(Reservation("tarieven", "Wij indexeren.", "brief.pdf"), "S-001/voorbehoud-1", 1),
        a_fact(Reservation("looptijd", "Hoogstens een jaar."), "S-001/voorbehoud-2", 2),
        definition=DEFINITION,
    )
    findings = tuple(reservation(case, "E1"))
    assert [finding.key.subject for finding in findings] == ["voorbehoud-1", "voorbehoud-2"]
    assert {finding.verdict for finding in findings} == {Verdict.NOT_MET}
    assert "Wij indexeren." in findings[0].explanation
    assert "(in brief.pdf)" in findings[0].explanation


@pytest.mark.parametrize(
    ("met", "verdict"), [(True, Verdict.MET), (False, Verdict.NOT_MET), (None, Verdict.PENDING)]
)
def test_a_requirement_is_met_when_the_espd_says_so(met: bool | None, verdict: Verdict) -> None:
    case = a_case(EspdResponse("tenderer", requirements_met=met), definition=DEFINITION)
    assert only(declared_in_espd(case, "E1")).verdict is verdict


def test_a_declared_requirement_waits_for_the_espd_of_the_tenderer() -> None:
    case = a_case(EspdResponse("combinant-1", requirements_met=True), definition=DEFINITION)
    assert only(declared_in_espd(case, "E1")).verdict is Verdict.PENDING


def test_evidence_is_announced_for_after_the_provisional_award() -> None:
    case = a_case(EspdResponse("tenderer", requirements_met=True), definition=DEFINITION)
    later = only(declared_in_espd(case, "E1"))
    assert "na de voorlopige gunning" in later.explanation
    assert later.notes == ("N-02",)
    assert "na de voorlopige gunning" not in only(declared_in_espd(case, "E2")).explanation


def test_a_requirement_that_is_not_declared_is_named() -> None:
    case = a_case(EspdResponse("tenderer", requirements_met=False), definition=DEFINITION)
    assert "Verzekering" in only(declared_in_espd(case, "E2")).explanation
