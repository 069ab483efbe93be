from collections.abc import Callable

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.assessment.ruleset import rule_set
from inkoop_core.plugins import Loaded, Point, ProcedurePlugins, discover
from inkoop_core.standard.award import AWARD_METHODS
from inkoop_core.standard.plugin import plugin as standard
from inkoop_wmo_begeleiding import plugin
from inkoop_wmo_begeleiding.plugin import ELIGIBILITY_RULES, PRODUCT_RULES, TENDER, tender_text


def procedure_plugins() -> ProcedurePlugins:
    return ProcedurePlugins.of(
        [Loaded("standard", "test", "0.1.0", standard), Loaded("wmo-begeleiding", "test", "0.1.0", plugin)]
    )


def test_the_plugin_is_sound_and_brings_the_tender() -> None:
    catalogue = discover([Point("wmo-begeleiding", "inkoop-wmo-begeleiding", "0.1.0", lambda: plugin)])
    assert catalogue.broken == ()
    loaded, source = catalogue.tender(TENDER)
    assert loaded.plugin is plugin
    assert source.text() == tender_text()


def test_with_the_standard_plugin_every_requirement_has_exactly_one_rule(
    definition: TenderDefinition,
) -> None:
    plugins = procedure_plugins()
    given, failed = plugins.rules(definition)
    assert failed == []
    rules, problems = rule_set(definition, given, [], AWARD_METHODS, lambda: plugins.award_method(definition))
    assert problems == ()
    assert rules.failures == ()
    given_rules = (*rules.submission_rules, *rules.procedure_rules, *rules.verification_rules)
    assert len(given_rules) == len(definition.requirements)
    assert [owned.rule.requirement for owned in rules.verification_rules] == ["VER-03", "SUB-05"]


def test_the_plugins_miss_nothing_in_the_tender(definition: TenderDefinition) -> None:
    assert procedure_plugins().problems(definition) == ()


def test_a_requirement_that_an_officer_gave_another_check_has_no_rule_of_this_plugin(
    amended: Callable[..., TenderDefinition],
) -> None:
    definition = amended({"requirements.ELI-25.check": '"manual"'})
    own = {rule.requirement for rule in plugin.inkoop_eligibility_rules(definition)}
    assert own == set(ELIGIBILITY_RULES) - {"ELI-25"}


def test_products_have_their_own_rules(definition: TenderDefinition) -> None:
    assert {rule.requirement for rule in plugin.inkoop_product_rules(definition)} == set(PRODUCT_RULES)
