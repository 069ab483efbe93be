import pluggy
import pytest

from inkoop_core.api import API_VERSION
from inkoop_core.api.hooks import PROJECT, TOPICS
from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Stage
from inkoop_core.standard import plugin
from inkoop_core.standard.plugin import CHECKS, PRODUCT_CHECKS
from inkoop_core.testing.builders import a_case, a_coupling, a_definition, a_package, a_requirement

DEFINITION = a_definition(
    a_requirement("F1", "standard.on-time", Stage.FORMAL),
    a_requirement("F2", "manual", Stage.FORMAL),
    a_requirement("X1", "standard.exclusion-grounds", Stage.EXCLUSION, kind="mandatory"),
    a_requirement("G1", "standard.declared-in-espd", Stage.ELIGIBILITY),
    a_requirement("U1", "standard.reservation", Stage.EXECUTION),
    a_requirement("P1", "standard.couplings", Stage.FORMAL, coupling="k"),
    a_requirement("A1", "standard.score-total", Stage.AWARD),
    a_requirement("A2", "manual", Stage.AWARD),
    a_requirement("Z1", "", Stage.ELIGIBILITY),
    a_requirement("Z2", "standard.bestaat-niet", Stage.FORMAL),
    couplings=(a_coupling("k", ("ib4",), ("ib3",)),),
)


def test_the_plugin_states_its_name_and_contract() -> None:
    assert (plugin.name, plugin.api_version) == ("standard", API_VERSION)


def test_every_named_check_gets_one_rule_from_the_hook_of_its_stage() -> None:
    assert [rule.requirement for rule in plugin.inkoop_eligibility_rules(DEFINITION)] == [
        "F1",
        "F2",
        "X1",
        "G1",
        "U1",
    ]
    assert [rule.requirement for rule in plugin.inkoop_award_rules(DEFINITION)] == ["A1", "A2"]
    assert [rule.requirement for rule in plugin.inkoop_product_rules(DEFINITION)] == ["P1"]


def test_the_plugin_enters_by_the_hooks_of_the_contract() -> None:
    manager = pluggy.PluginManager(PROJECT)
    for topic in TOPICS:
        manager.add_hookspecs(topic)
    manager.register(plugin, plugin.name)
    manager.check_pending()
    answers = manager.hook.inkoop_award_rules(definition=DEFINITION)
    assert [[rule.requirement for rule in answer] for answer in answers] == [["A1", "A2"]]


@pytest.mark.parametrize(
    "case", [a_case(definition=DEFINITION), a_case(definition=DEFINITION, package=False)]
)
def test_every_rule_gives_findings_about_its_own_requirement_alone(case: Case) -> None:
    rules = [
        *plugin.inkoop_eligibility_rules(DEFINITION),
        *plugin.inkoop_award_rules(DEFINITION),
        *plugin.inkoop_product_rules(DEFINITION),
    ]
    for rule in rules:
        findings = tuple(rule.check(case))
        assert findings
        assert {finding.key.requirement for finding in findings} == {rule.requirement}


def test_a_late_package_still_gets_a_finding_from_every_rule() -> None:
    case = a_case(received=a_package(content_read=False), definition=DEFINITION)
    for rule in plugin.inkoop_eligibility_rules(DEFINITION):
        assert tuple(rule.check(case))


def test_check_names_carry_the_name_of_the_plugin() -> None:
    names = {*CHECKS, *PRODUCT_CHECKS} - {"manual"}
    assert all(name.startswith("standard.") for name in names)
    assert len(names) == len(CHECKS) + len(PRODUCT_CHECKS) - 1
