from collections.abc import Iterable

import pytest

from inkoop_core.api.rules import Case, Rule, Scope
from inkoop_core.api.tenders import AwardMethod
from inkoop_core.assessment.model import AWARD_METHOD, RuleFailure
from inkoop_core.assessment.ruleset import OwnedRule, RuleSet, rule_set
from inkoop_core.domain.finding import Finding, Stage
from inkoop_core.errors import HookFailed
from inkoop_core.standard.award import AWARD_METHODS, threshold
from inkoop_core.testing.builders import a_definition, a_requirement, an_award

DEFINITION = a_definition(a_requirement("A-1"), a_requirement("A-2"), a_requirement("A-3"))


def quiet(_case: Case) -> Iterable[Finding]:
    return ()


def no_plugin_award() -> AwardMethod:
    raise AssertionError("this tender names an award method of core")


def built(
    *given: tuple[str, Rule], failed: tuple[str, ...] = (), method: str = "threshold"
) -> tuple[RuleSet, tuple[str, ...]]:
    definition = a_definition(*DEFINITION.requirements, award=an_award(method=method))
    return rule_set(definition, given, failed, AWARD_METHODS, no_plugin_award)


ALL = (("x", Rule("A-3", quiet)), ("y", Rule("A-1", quiet)), ("x", Rule("A-2", quiet)))


def test_rules_stand_in_the_order_of_their_requirements() -> None:
    rules, problems = built(*ALL)
    assert problems == ()
    assert rules.submission_rules == (
        OwnedRule("y", Rule("A-1", quiet)),
        OwnedRule("x", Rule("A-2", quiet)),
        OwnedRule("x", Rule("A-3", quiet)),
    )
    assert (rules.procedure_rules, rules.failures, rules.award_method) == ((), (), threshold)


def test_rules_that_compare_submissions_stand_apart() -> None:
    comparing = Rule("A-2", quiet, Scope.PROCEDURE)
    rules, _ = built(ALL[0], ALL[1], ("x", comparing))
    assert [owned.rule.requirement for owned in rules.submission_rules] == ["A-1", "A-3"]
    assert rules.procedure_rules == (OwnedRule("x", comparing),)


def test_a_requirement_without_a_rule_is_a_fault_of_the_definition() -> None:
    rules, problems = built(ALL[0])
    assert problems == (
        "requirements.A-1: geen enkele plugin geeft een regel; noem een controle (check) of 'manual'",
        "requirements.A-2: geen enkele plugin geeft een regel; noem een controle (check) of 'manual'",
    )
    assert rules.failures == ()


def test_a_requirement_without_a_rule_because_a_plugin_failed_is_undecided() -> None:
    rules, problems = built(ALL[0], failed=("plugin 'y' liep vast", "plugin 'z' liep vast"))
    assert problems == ()
    why = "plugin 'y' liep vast; plugin 'z' liep vast"
    assert rules.failures == (RuleFailure("A-1", "?", why), RuleFailure("A-2", "?", why))


def test_a_failed_plugin_does_not_hurt_requirements_that_have_their_rule() -> None:
    rules, problems = built(*ALL, failed=("plugin 'y' liep vast",))
    assert (problems, rules.failures) == ((), ())


def test_two_rules_for_one_requirement_are_a_fault_that_names_both_plugins() -> None:
    rules, problems = built(*ALL, ("z", Rule("A-2", quiet)))
    assert problems == ("requirements.A-2: twee regels, van 'x' en 'z'",)
    assert len(rules.submission_rules) == 3


def test_a_rule_for_a_requirement_that_does_not_exist_is_a_fault() -> None:
    _, problems = built(*ALL, ("z", Rule("Z-9", quiet)))
    assert problems == ("plugin 'z' geeft een regel voor Z-9, dat hier niet bestaat",)


def test_an_unknown_award_method_names_the_known_ones() -> None:
    rules, problems = built(*ALL, method="laagste-prijs")
    assert problems == ("award.method: 'laagste-prijs' is niet bekend; kies uit threshold of 'plugin'",)
    assert rules.award_method is None


def test_the_award_method_of_a_plugin_is_asked_only_when_the_tender_says_so() -> None:
    definition = a_definition(award=an_award(method="plugin"))
    rules, problems = rule_set(definition, (), (), AWARD_METHODS, lambda: threshold)
    assert (rules.award_method, problems) == (threshold, ())


@pytest.mark.parametrize("failed", [(), ("plugin 'y' liep vast",)])
def test_an_award_method_that_cannot_be_had_leaves_the_award_undecided(failed: tuple[str, ...]) -> None:
    def nobody() -> AwardMethod:
        raise HookFailed("geen enkele")

    definition = a_definition(award=an_award(method="plugin"))
    rules, problems = rule_set(definition, (), failed, AWARD_METHODS, nobody)
    assert (rules.award_method, problems) == (None, ())
    assert rules.failures == (RuleFailure(AWARD_METHOD, "?", "geen enkele"),)


VERIFYING = a_definition(a_requirement("A-1"), a_requirement("V-1", stage=Stage.VERIFICATION))


def test_rules_of_step_5_stand_apart() -> None:
    given = [("x", Rule("V-1", quiet)), ("x", Rule("A-1", quiet))]
    rules, problems = rule_set(VERIFYING, given, (), AWARD_METHODS, no_plugin_award)
    assert problems == ()
    assert [owned.rule.requirement for owned in rules.submission_rules] == ["A-1"]
    assert [owned.rule.requirement for owned in rules.verification_rules] == ["V-1"]


def test_a_rule_of_step_5_that_compares_submissions_is_a_fault_of_the_definition() -> None:
    given = [("x", Rule("V-1", quiet, Scope.PROCEDURE)), ("x", Rule("A-1", quiet))]
    rules, problems = rule_set(VERIFYING, given, (), AWARD_METHODS, no_plugin_award)
    assert problems == ("requirements.V-1: een regel van de verificatie gaat over een inschrijving tegelijk",)
    assert (rules.procedure_rules, rules.verification_rules) == ((), ())
