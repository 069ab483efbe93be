"""The rules of a procedure, collected once; every requirement has exactly one, or fails closed."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.rules import Rule, Scope
from inkoop_core.api.tenders import AwardMethod
from inkoop_core.assessment.model import AWARD_METHOD, RuleFailure
from inkoop_core.domain.finding import Stage
from inkoop_core.errors import HookFailed


@frozen
class OwnedRule:
    """A rule and the plugin that gave it."""

    plugin: str
    rule: Rule


@frozen
class RuleSet:
    """Rules by scope, in the order of their requirements in the definition.

    failures            requirements without a usable rule, or no usable award method: undecided for every submission
    verification_rules  of step 5: they look at provisional winners only
    """

    submission_rules: tuple[OwnedRule, ...]
    procedure_rules: tuple[OwnedRule, ...]
    failures: tuple[RuleFailure, ...]
    award_method: AwardMethod | None
    verification_rules: tuple[OwnedRule, ...] = ()


def rule_set(
    definition: TenderDefinition,
    given: Iterable[tuple[str, Rule]],
    failed_hooks: Sequence[str],
    award_methods: Mapping[str, AwardMethod],
    plugin_award: Callable[[], AwardMethod],
) -> tuple[RuleSet, tuple[str, ...]]:
    """The rules of a definition, and what is wrong with them, one line each in Dutch.

    A requirement that has no rule because a plugin failed is undecided; one that has no rule although all
    plugins answered is a fault of the definition, and so are two rules for one requirement.
    """
    owned, problems = _by_requirement(definition, given)
    missing = [item.id for item in definition.requirements if item.id not in owned]
    failures: list[RuleFailure] = []
    if failed_hooks:
        failures = [RuleFailure(name, "?", "; ".join(failed_hooks)) for name in missing]
    else:
        problems += [
            f"requirements.{name}: geen enkele plugin geeft een regel; noem een controle (check) of 'manual'"
            for name in missing
        ]
    try:
        method, method_problems = _award_method(definition, award_methods, plugin_award)
    except HookFailed as failure:
        method, method_problems = None, []
        failures.append(RuleFailure(AWARD_METHOD, "?", str(failure)))
    ordered = [
        owned[item.id]
        for item in definition.requirements
        if item.id in owned and item.stage is not Stage.VERIFICATION
    ]
    verifying = [
        owned[item.id]
        for item in definition.requirements
        if item.id in owned and item.stage is Stage.VERIFICATION
    ]
    problems += [
        f"requirements.{item.rule.requirement}: een regel van de verificatie gaat over een inschrijving tegelijk"
        for item in verifying
        if item.rule.scope is Scope.PROCEDURE
    ]
    return RuleSet(
        submission_rules=tuple(item for item in ordered if item.rule.scope is Scope.SUBMISSION),
        procedure_rules=tuple(item for item in ordered if item.rule.scope is Scope.PROCEDURE),
        failures=tuple(failures),
        award_method=method,
        verification_rules=tuple(item for item in verifying if item.rule.scope is Scope.SUBMISSION),
    ), (*problems, *method_problems)


def _by_requirement(
    definition: TenderDefinition, given: Iterable[tuple[str, Rule]]
) -> tuple[dict[str, OwnedRule], list[str]]:
    owned: dict[str, OwnedRule] = {}
    problems: list[str] = []
    for plugin, rule in given:
        if rule.requirement not in definition.requirement_by_id:
            problems.append(
                f"plugin {plugin!r} geeft een regel voor {rule.requirement}, dat hier niet bestaat"
            )
        elif rule.requirement in owned:
            first = owned[rule.requirement].plugin
            problems.append(f"requirements.{rule.requirement}: twee regels, van {first!r} en {plugin!r}")
        else:
            owned[rule.requirement] = OwnedRule(plugin, rule)
    return owned, problems


def _award_method(
    definition: TenderDefinition,
    methods: Mapping[str, AwardMethod],
    plugin_award: Callable[[], AwardMethod],
) -> tuple[AwardMethod | None, list[str]]:
    name = definition.award.method
    if name == "plugin":
        return plugin_award(), []
    if name in methods:
        return methods[name], []
    return None, [f"award.method: {name!r} is niet bekend; kies uit {', '.join(sorted(methods))} of 'plugin'"]
