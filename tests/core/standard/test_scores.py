import pytest

from inkoop_core.domain.decision import ConsensusScore
from inkoop_core.domain.finding import Consequence, Stage, Verdict
from inkoop_core.standard.award import AWARD_METHODS, threshold
from inkoop_core.standard.scores import score_minimum, score_scale, score_total
from inkoop_core.testing.builders import a_case, a_definition, a_requirement, an_award, only

DEFINITION = a_definition(
    a_requirement("E1", stage=Stage.AWARD, criterion="SG1"),
    a_requirement("E2", stage=Stage.AWARD, notes=("N-06",)),
)


def scores(**values: int) -> list[ConsensusScore]:
    return [ConsensusScore(criterion, value, ()) for criterion, value in values.items()]


@pytest.mark.parametrize(
    ("value", "verdict"), [(2, Verdict.MET), (5, Verdict.CLARIFY), (10, Verdict.MET), (12, Verdict.CLARIFY)]
)
def test_a_score_is_a_value_of_the_scale(value: int, verdict: Verdict) -> None:
    assert only(score_scale(a_case(*scores(SG1=value), definition=DEFINITION), "E1")).verdict is verdict


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (2, Verdict.NOT_MET),
        (4, Verdict.NOT_MET),
        (5, Verdict.CLARIFY),
        (6, Verdict.MET),
        (8, Verdict.MET),
        (10, Verdict.MET),
    ],
)
def test_a_score_below_the_minimum_knocks_out(value: int, verdict: Verdict) -> None:
    finding = only(score_minimum(a_case(*scores(SG1=value), definition=DEFINITION), "E1"))
    assert finding.verdict is verdict
    assert finding.consequence is Consequence.MUST_REJECT
    assert ("knock-out" in finding.explanation) is (verdict is Verdict.NOT_MET)


def test_the_score_of_another_criterion_does_not_count() -> None:
    case = a_case(*scores(SG2=8), definition=DEFINITION)
    assert only(score_scale(case, "E1")).verdict is Verdict.PENDING
    assert only(score_minimum(case, "E1")).verdict is Verdict.PENDING


def test_a_requirement_without_criterion_judges_each_under_its_own_subject() -> None:
    case = a_case(*scores(SG1=8), definition=DEFINITION)
    for check in (score_scale, score_minimum):
        assert [(finding.key.subject, finding.verdict) for finding in check(case, "E2")] == [
            ("SG1", Verdict.MET),
            ("SG2", Verdict.PENDING),
        ]


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        (6, 6, Verdict.MET),
        (4, 8, Verdict.MET),
        (4, 6, Verdict.NOT_MET),
        (10, 2, Verdict.MET),
        (5, 8, Verdict.CLARIFY),
    ],
)
def test_the_total_reaches_its_own_minimum(one: int, two: int, verdict: Verdict) -> None:
    finding = only(score_total(a_case(*scores(SG1=one, SG2=two), definition=DEFINITION), "E2"))
    assert finding.verdict is verdict


@pytest.mark.parametrize(
    ("one", "two", "text"),
    [
        (4, 8, "Totaal: 12 punten; het minimum is 12."),
        (4, 6, "Totaal: 10 punten; het minimum is 12."),
    ],
)
def test_the_total_speaks_of_itself_alone_and_cites_the_note(one: int, two: int, text: str) -> None:
    finding = only(score_total(a_case(*scores(SG1=one, SG2=two), definition=DEFINITION), "E2"))
    assert finding.explanation == text
    assert finding.notes == ("N-06",)
    assert finding.facts == (1, 2)


def test_the_total_waits_for_every_criterion() -> None:
    finding = only(score_total(a_case(*scores(SG1=8), definition=DEFINITION), "E2"))
    assert finding.verdict is Verdict.PENDING
    assert "SG2" in finding.explanation
    assert "SG1" not in finding.explanation


@pytest.mark.parametrize(
    ("one", "two", "total", "passed"),
    [(6, 6, 12, True), (4, 8, 12, False), (2, 10, 12, False), (10, 10, 20, True), (4, 6, 10, False)],
)
def test_both_minima_decide_who_passes(one: int, two: int, total: int, passed: bool) -> None:
    result = threshold(an_award(), {"SG1": one, "SG2": two})
    assert (result.total, result.passed) == (total, passed)
    assert len(result.reasons) == 3


def test_a_total_minimum_above_the_sum_of_the_minima_can_fail_alone() -> None:
    result = threshold(an_award(total_minimum=14), {"SG1": 6, "SG2": 6})
    assert not result.passed
    assert result.reasons[-1] == "Totaal: 12 punten; onder het minimum van 14."


def test_a_missing_score_does_not_pass() -> None:
    result = threshold(an_award(total_minimum=6), {"SG1": 10})
    assert (result.total, result.passed) == (10, False)
    assert "SG2 Kwaliteit SG2: nog geen score." in result.reasons


def test_the_method_has_the_name_that_a_tender_gives_it() -> None:
    assert AWARD_METHODS["threshold"] is threshold
