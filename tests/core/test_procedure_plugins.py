from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from inkoop_core.api import API_VERSION
from inkoop_core.api.award import Award
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.hooks import (
    AwardHooks,
    CatalogueHooks,
    EligibilityHooks,
    Plugin,
    ProductHooks,
    hookimpl,
)
from inkoop_core.api.rules import Case, Rule
from inkoop_core.api.tenders import AwardResult
from inkoop_core.domain.finding import Finding
from inkoop_core.errors import HookFailed, PluginMissing
from inkoop_core.plugins import (
    Loaded,
    Point,
    ProcedurePlugins,
    ask,
    discover,
    new_manager,
)
from inkoop_core.testing.builders import a_definition

DEFINITION = a_definition()


class Named(Plugin):
    """What a plugin states of itself, and nothing more."""

    def __init__(self, name: str, api_version: int = API_VERSION) -> None:
        self.name = name
        self.api_version = api_version


def point(plugin: Any, name: str = "", version: str = "0.1.0", distribution: str = "") -> Point:
    name = name or plugin.name
    return Point(name, distribution or f"inkoop-{name}", version, lambda: plugin)


def raising(name: str, error: BaseException) -> Point:
    def load() -> Any:
        raise error

    return Point(name, f"inkoop-{name}", "0.1.0", load)


def no_findings(_case: Case) -> Iterable[Finding]:
    return ()


class Ruling(Named, CatalogueHooks, EligibilityHooks, AwardHooks, ProductHooks):
    """Answers every question about a procedure with what it is given; a callable is called."""

    def __init__(self, name: str, **answers: Any) -> None:
        super().__init__(name)
        self.answers = answers

    def _answer(self, question: str) -> Any:
        answer = self.answers.get(question)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @hookimpl
    def inkoop_check_config(self, definition: TenderDefinition) -> Iterable[str] | None:  # noqa: ARG002
        found: Iterable[str] | None = self._answer("config")
        return found

    @hookimpl
    def inkoop_eligibility_rules(self, definition: TenderDefinition) -> Iterable[Rule] | None:  # noqa: ARG002
        found: Iterable[Rule] | None = self._answer("eligibility")
        return found

    @hookimpl
    def inkoop_award_rules(self, definition: TenderDefinition) -> Iterable[Rule] | None:  # noqa: ARG002
        found: Iterable[Rule] | None = self._answer("award_rules")
        return found

    @hookimpl
    def inkoop_award(self, definition: TenderDefinition) -> Any:  # noqa: ARG002
        return self._answer("award")

    @hookimpl
    def inkoop_product_rules(self, definition: TenderDefinition) -> Iterable[Rule] | None:  # noqa: ARG002
        found: Iterable[Rule] | None = self._answer("products")
        return found


def procedure(*plugins: Named) -> ProcedurePlugins:
    return ProcedurePlugins.of(Loaded(one.name, "x", "0.1.0", one) for one in plugins)


CATALOGUE = discover(
    [
        point(Named("nieuw"), version="0.2.0"),
        point(Named("proef"), version="0.2.0rc1"),
        point(Named("zonder-versie"), version="?"),
        raising("stuk", ImportError("weg")),
    ]
)


@pytest.mark.parametrize(
    ("requires", "told"),
    [
        ({"afwezig": ">=0.1"}, "plugin 'afwezig' is niet geïnstalleerd"),
        ({"stuk": ">=0.1"}, "plugin 'stuk' is stuk: ImportError: weg"),
        ({"nieuw": ">=0.1,<0.2"}, "plugin 'nieuw' is versie 0.2.0; deze procedure eist >=0.1,<0.2"),
        ({"nieuw": ">0.2.0"}, "plugin 'nieuw' is versie 0.2.0; deze procedure eist >0.2.0"),
        ({"zonder-versie": ">=0.1"}, "plugin 'zonder-versie' is versie ?; deze procedure eist >=0.1"),
    ],
)
def test_a_plugin_that_does_not_fit_is_named_with_the_reason(requires: dict[str, str], told: str) -> None:
    with pytest.raises(PluginMissing) as missing:
        CATALOGUE.for_procedure(requires)
    assert told in str(missing.value)
    assert "Journaal, feiten en bestanden blijven leesbaar" in str(missing.value)


def test_every_plugin_that_does_not_fit_is_named_at_once() -> None:
    with pytest.raises(PluginMissing) as missing:
        CATALOGUE.for_procedure({"afwezig": "", "stuk": "", "nieuw": "<0.2"})
    for name in ("afwezig", "stuk", "nieuw"):
        assert f"plugin {name!r}" in str(missing.value)


@pytest.mark.parametrize("bounds", ["", ">=0.2", ">=0.1,<0.3", "==0.2.0", "~=0.2.0"])
def test_a_plugin_within_its_bounds_is_chosen(bounds: str) -> None:
    chosen = CATALOGUE.for_procedure({"nieuw": bounds})
    assert [loaded.name for loaded in chosen.plugins] == ["nieuw"]


def test_a_pre_release_counts_as_a_version() -> None:
    assert CATALOGUE.for_procedure({"proef": ">=0.1"}).plugins[0].version == "0.2.0rc1"


def test_only_the_plugins_that_are_required_are_asked() -> None:
    catalogue = discover(
        [point(Ruling(name, eligibility=[Rule(f"{name}-1", no_findings)])) for name in ("a", "b")]
    )
    rules, _ = catalogue.for_procedure({"a": ""}).rules(DEFINITION)
    assert [(owner, rule.requirement) for owner, rule in rules] == [("a", "a-1")]


def test_rules_come_from_three_hooks_by_name_of_their_plugin() -> None:
    plugins = [
        Ruling("b", eligibility=[Rule("B-1", no_findings)], products=[Rule("B-2", no_findings)]),
        Ruling("a", eligibility=[Rule("A-1", no_findings)], award_rules=[Rule("A-2", no_findings)]),
    ]
    expected = [("a", "A-1"), ("b", "B-1"), ("a", "A-2"), ("b", "B-2")]
    for order in (plugins, plugins[::-1]):
        rules, failures = procedure(*order).rules(DEFINITION)
        assert [(owner, rule.requirement) for owner, rule in rules] == expected
        assert failures == []


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (RuntimeError("bom"), "RuntimeError: bom"),
        (["B-1"], "het antwoord bevat str in plaats van Rule"),
        (Rule("B-1", no_findings), "'Rule' object is not iterable"),
    ],
)
def test_a_plugin_that_fails_a_question_leaves_the_answers_of_others(answer: Any, told: str) -> None:
    plugins = procedure(
        Ruling("a", eligibility=[Rule("A-1", no_findings)]),
        Ruling("b", eligibility=answer, products=[Rule("B-2", no_findings)]),
        Ruling("c", eligibility=[Rule("C-1", no_findings)]),
    )
    rules, (failure,) = plugins.rules(DEFINITION)
    assert [rule.requirement for _, rule in rules] == ["A-1", "C-1", "B-2"]
    assert str(failure).startswith(f"plugin 'b' liep vast bij inkoop_eligibility_rules: {failure_of(told)}")


def failure_of(told: str) -> str:
    return told if ": " in told else f"TypeError: {told}"


def test_a_question_is_asked_of_each_plugin_by_itself() -> None:
    manager = new_manager()
    for plugin in (Ruling("b", config=["fout"]), Ruling("a", config=ValueError("x")), Named("c")):
        manager.register(plugin, plugin.name)
    answers, failures = ask(manager, "inkoop_check_config", definition=DEFINITION)
    assert [(answer.plugin, answer.value) for answer in answers] == [("b", ("fout",))]
    assert [str(failure).split(" liep")[0] for failure in failures] == ["plugin 'a'"]


def a_method(_award: Award, scores: Mapping[str, int]) -> AwardResult:
    return AwardResult(sum(scores.values()), True, ())


def test_the_award_method_comes_from_the_one_plugin_that_has_it() -> None:
    assert procedure(Ruling("a"), Ruling("b", award=a_method)).award_method(DEFINITION) is a_method


@pytest.mark.parametrize(
    ("plugins", "told"),
    [
        ((), "het antwoord kwam van: geen enkele"),
        ((Ruling("b", award=a_method), Ruling("a", award=a_method)), "het antwoord kwam van: a, b"),
        (
            (Ruling("a", award=a_method), Ruling("b", award=ValueError("x"))),
            "plugin 'b' liep vast bij inkoop_award",
        ),
        ((Ruling("a", award=12),), "het antwoord is geen gunningsmethode maar int"),
    ],
)
def test_any_other_number_of_award_methods_is_a_failure(plugins: tuple[Named, ...], told: str) -> None:
    with pytest.raises(HookFailed, match=told):
        procedure(*plugins).award_method(DEFINITION)


def test_what_plugins_miss_in_a_definition_is_told_with_their_name() -> None:
    plugins = procedure(
        Ruling("b", config=("parameters.x ontbreekt",)),
        Ruling("a", config="een zin zonder lijst"),
        Ruling("c", config=KeyError("weg")),
        Ruling("d", config=()),
    )
    first, second, third = plugins.problems(DEFINITION)
    assert first == "een zin zonder lijst (plugin a)"
    assert second == "parameters.x ontbreekt (plugin b)"
    assert third.startswith("plugin 'c' liep vast bij inkoop_check_config: KeyError: 'weg'.")
