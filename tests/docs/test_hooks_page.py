"""The page on hooks says what the contract says, and its plugin works as it is printed."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.api.hooks import TOPICS
from inkoop_core.domain.finding import Verdict
from inkoop_core.plugins import Catalogue, Point, discover
from inkoop_core.tender.load import load_definition
from inkoop_core.testing.builders import a_case, a_tenderer

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/hooks.md"


@pytest.fixture
def example() -> dict[str, Any]:
    """The names of the page's example plugin, as it stands there."""
    text = PAGE.read_text("utf-8")
    names: dict[str, Any] = {"__name__": "inkoop_voorbeeld"}
    exec(text.split("```python\n", 1)[1].split("```", 1)[0], names)
    return names


@pytest.fixture
def catalogue(example: dict[str, Any]) -> Catalogue:
    return discover([Point("voorbeeld", "inkoop-voorbeeld", "0.1.0", lambda: example["plugin"])])


def test_the_page_is_what_the_script_makes_of_the_contract() -> None:
    page = runpy.run_path(str(ROOT / "scripts/make_hooks_page.py"))["page"]
    text = PAGE.read_text("utf-8")
    assert page(text) == text, "run python scripts/make_hooks_page.py"


def test_a_page_without_the_mark_is_refused_instead_of_overwritten() -> None:
    page = runpy.run_path(str(ROOT / "scripts/make_hooks_page.py"))["page"]
    with pytest.raises(ValueError, match="has lost the line"):
        page("# Hooks")


def test_the_page_names_every_hook_of_every_topic() -> None:
    text = PAGE.read_text("utf-8")
    names = {name for topic in TOPICS for name in vars(topic) if name.startswith("inkoop_")}
    assert {name for name in names if f"#### `{name}`" not in text} == set()


def test_the_example_plugin_is_sound_and_brings_its_tender(catalogue: Catalogue) -> None:
    assert catalogue.broken == ()
    assert list(catalogue.tenders) == ["voorbeeld-2027"]


def test_the_example_tender_loads_and_every_requirement_has_its_rule(catalogue: Catalogue) -> None:
    _, source = catalogue.tender("voorbeeld-2027")
    definition = load_definition(source.text())
    used = catalogue.for_procedure(definition.requires)
    rules, failures = used.rules(definition)
    assert failures == []
    assert used.problems(definition) == ()
    assert [rule.requirement for _, rule in rules] == [item.id for item in definition.requirements]
    assert used.award_method(definition)(definition.award, {}).passed


@pytest.mark.parametrize(
    ("number", "verdict"), [("00000001", Verdict.MET), ("", Verdict.NOT_MET)], ids=["named", "not named"]
)
def test_the_example_rule_judges_the_trade_register_number(
    example: dict[str, Any], number: str, verdict: Verdict
) -> None:
    case = a_case(a_tenderer(trade_register_number=number), definition=load_definition(example["TENDER"]))
    (finding,) = example["in_trade_register"](case)
    assert finding.verdict is verdict


def test_the_example_rule_waits_for_a_bid_that_was_not_read(example: dict[str, Any]) -> None:
    (finding,) = example["in_trade_register"](a_case(definition=load_definition(example["TENDER"])))
    assert finding.verdict is Verdict.PENDING
