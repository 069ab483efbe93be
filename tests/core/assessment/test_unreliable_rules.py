from collections.abc import Callable, Iterable
from typing import Any

import attrs
import pytest

from inkoop_core.api.rules import Case, Rule, Scope
from inkoop_core.assessment.assess import assess, finding_of
from inkoop_core.assessment.model import (
    Assessment,
    RuleFailure,
    Standing,
    StepState,
    SubmissionAssessment,
)
from inkoop_core.domain.finding import Consequence, Finding, Stage, Verdict
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import PackageReceived
from inkoop_core.testing.builders import (
    NOW,
    PROCEDURE,
    a_definition,
    a_fact,
    a_package,
    a_requirement,
)

Check = Callable[[Case], Iterable[Finding]]
NOT_MET = Verdict.NOT_MET

DEFINITION = a_definition(
    a_requirement("F-1", stage=Stage.FORMAL),
    a_requirement("X-1", stage=Stage.EXCLUSION),
    a_requirement("G-1", stage=Stage.ELIGIBILITY, consequence=Consequence.MAY_REJECT),
)


def one(assessment: Assessment, submission: str = "S-001") -> SubmissionAssessment:
    found = assessment.of(submission)
    assert found is not None
    return found


def states(assessment: Assessment, submission: str = "S-001") -> list[StepState]:
    return [step.state for step in one(assessment, submission).steps]


def raises(_case: Case) -> Iterable[Finding]:
    raise ZeroDivisionError("delen door nul")


def raises_half_way(case: Case) -> Iterable[Finding]:
    yield case.on("X-1").met("eerst goed")
    raise ZeroDivisionError("delen door nul")


def gives_nothing(_case: Case) -> Iterable[Finding]:
    return []


def gives_none(_case: Case) -> Any:
    return None


def gives_text(_case: Case) -> Any:
    return ["voldoet"]


def speaks_twice(case: Case) -> Iterable[Finding]:
    return [case.on("X-1").met("ja", subject="p"), case.on("X-1").not_met("nee", subject="p")]


def speaks_for_another(case: Case) -> Iterable[Finding]:
    return [case.on("X-1").met("ja"), case.on("G-1").not_met("nee")]


def speaks_of_the_unknown(case: Case) -> Iterable[Finding]:
    finding = case.on("X-1").not_met("nee")
    return [attrs.evolve(finding, key=attrs.evolve(finding.key, requirement="Z-9"))]


def speaks_of_another_submission(case: Case) -> Iterable[Finding]:
    return [case.about("S-002", "X-1").not_met("nee")]


@pytest.mark.parametrize(
    ("check", "reason", "kept"),
    [
        (raises, "ZeroDivisionError: delen door nul", 0),
        (raises_half_way, "ZeroDivisionError: delen door nul", 0),
        (gives_nothing, "de regel gaf geen bevinding", 0),
        (gives_none, "TypeError: 'NoneType' object is not iterable", 0),
        (gives_text, "AttributeError: 'str' object has no attribute 'key'", 0),
        (speaks_twice, "de regel gaf twee bevindingen over hetzelfde onderwerp", 2),
        (speaks_for_another, "de regel gaf een bevinding over een andere eis", 1),
        (speaks_of_the_unknown, "de regel gaf een bevinding over een andere eis", 0),
        (speaks_of_another_submission, "de regel gaf een bevinding over een andere inschrijving", 0),
    ],
)
def test_a_rule_that_cannot_be_relied_on_leaves_its_step_undecided_and_others_go_on(
    says: Callable[..., Check], assess_with: Callable[..., Assessment], check: Check, reason: str, kept: int
) -> None:
    checks = {"F-1": says("F-1"), "X-1": check, "G-1": says("G-1", NOT_MET)}
    assessment = assess_with(DEFINITION, checks, submissions=("S-001", "S-002"))
    item = one(assessment)
    assert item.failures == (RuleFailure("X-1", "proef", reason, "S-001"),)
    assert item.standing is Standing.UNDECIDED
    assert states(assessment) == [
        StepState.CLEAR,
        StepState.UNDECIDED,
        StepState.TO_RULE,
        StepState.CLEAR,
        StepState.CLEAR,
    ]
    about = [found.finding.key.requirement for found in item.findings]
    assert about == ["F-1", *["X-1"] * kept, "G-1"]


def test_a_rule_that_fails_for_one_submission_leaves_the_others_decided(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    def fails_for_the_second(case: Case) -> Iterable[Finding]:
        if case.submission == "S-002":
            raise KeyError("weg")
        return says("X-1")(case)

    checks = {"F-1": says("F-1"), "X-1": fails_for_the_second, "G-1": says("G-1")}
    assessment = assess_with(DEFINITION, checks, submissions=("S-001", "S-002"))
    assert [item.standing for item in assessment.submissions] == [Standing.AWARDABLE, Standing.UNDECIDED]
    assert assessment.failures == ()


def test_a_requirement_whose_plugin_failed_is_undecided_for_every_submission(
    rules_of: Callable[..., Any],
) -> None:
    rules = rules_of(a_definition(), {})
    failure = RuleFailure("G-1", "?", "plugin 'y' liep vast")
    rules = attrs.evolve(rules, failures=(failure,))
    facts = [a_fact(a_package(), name, id=number) for number, name in enumerate(("S-001", "S-002"))]
    assessment = assess(PROCEDURE, DEFINITION, rules, facts, Moment.at(NOW))
    assert assessment.failures == (failure,)
    for item in assessment.submissions:
        assert (item.standing, item.failures) == (Standing.UNDECIDED, (failure,))
        assert item.steps[2].state is StepState.UNDECIDED


def compares(case: Case) -> Iterable[Finding]:
    """Nobody hands in the same package as another."""
    for fact in case.all(PackageReceived):
        voice = case.about(fact.submission, "X-1")
        others = [other for other in case.all(PackageReceived) if other.submission != fact.submission]
        same = [other for other in others if other.body.sha256 == fact.body.sha256]
        yield voice.clarify("hetzelfde", fact, *same) if same else voice.met("eigen")


def test_a_procedure_rule_sees_all_submissions_and_speaks_of_each(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    checks = {"F-1": says("F-1"), "X-1": Rule("X-1", compares, Scope.PROCEDURE), "G-1": says("G-1")}
    assessment = assess_with(DEFINITION, checks, submissions=("S-001", "S-002"))
    assert [item.standing for item in assessment.submissions] == [Standing.TO_RULE] * 2
    found = finding_of(assessment, "S-002", "X-1", "")
    assert found is not None
    assert found.finding.facts == (901, 900)


def speaks_of_a_stranger(case: Case) -> Iterable[Finding]:
    return [case.about("S-999", "X-1").not_met("nee")]


def compares_twice(case: Case) -> Iterable[Finding]:
    return [*compares(case), *compares(case)]


def compares_for_another(case: Case) -> Iterable[Finding]:
    return [case.about("S-001", "G-1").met("ja")]


@pytest.mark.parametrize(
    ("check", "reason"),
    [
        (raises, "ZeroDivisionError: delen door nul"),
        (gives_none, "TypeError: 'NoneType' object is not iterable"),
        (speaks_of_a_stranger, "de regel gaf een bevinding over een andere inschrijving"),
        (compares_twice, "de regel gaf twee bevindingen over hetzelfde onderwerp"),
        (compares_for_another, "de regel gaf een bevinding over een andere eis"),
    ],
)
def test_a_procedure_rule_that_cannot_be_relied_on_leaves_every_submission_undecided(
    says: Callable[..., Check], assess_with: Callable[..., Assessment], check: Check, reason: str
) -> None:
    checks = {"F-1": says("F-1"), "X-1": Rule("X-1", check, Scope.PROCEDURE), "G-1": says("G-1")}
    assessment = assess_with(DEFINITION, checks, submissions=("S-001", "S-002"))
    assert assessment.failures == (RuleFailure("X-1", "proef", reason),)
    for item in assessment.submissions:
        assert (item.standing, item.steps[1].state) == (Standing.UNDECIDED, StepState.UNDECIDED)


def test_a_procedure_rule_that_says_nothing_of_a_submission_leaves_it_undecided(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    checks = {"F-1": says("F-1"), "X-1": Rule("X-1", gives_nothing, Scope.PROCEDURE), "G-1": says("G-1")}
    item = one(assess_with(DEFINITION, checks))
    assert item.failures == (RuleFailure("X-1", "proef", "de regel gaf geen bevinding", "S-001"),)
    assert item.standing is Standing.UNDECIDED
