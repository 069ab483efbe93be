"""The hooks are the product: each says what it promises, and each is answered in a test."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from inkoop_core.api import API_VERSION
from inkoop_core.api.hooks import TOPICS, Plugin

HOOKS: list[tuple[type[Plugin], str]] = [
    (topic, name) for topic in TOPICS for name in vars(topic) if name.startswith("inkoop_")
]
WHO = ("All answers count", "Exactly one plugin answers", "has one owner")


def spoken(topic: type[Plugin], hook: str) -> str:
    """What the docstrings of the topic and the hook say together."""
    return f"{inspect.getdoc(topic)} {inspect.getdoc(getattr(topic, hook))}"


def test_there_are_hooks() -> None:
    assert len(HOOKS) >= 10
    assert len({name for _, name in HOOKS}) == len(HOOKS)


@pytest.mark.parametrize(("topic", "hook"), HOOKS)
def test_a_hook_says_when_it_is_asked_who_answers_and_since_when(topic: type[Plugin], hook: str) -> None:
    own = inspect.getdoc(getattr(topic, hook))
    assert own
    assert re.search(r"\b[Aa]sked\b.*\b(when|once)\b", spoken(topic, hook), re.DOTALL)
    assert any(who in spoken(topic, hook) for who in WHO)
    since = re.search(r"Since API (\d+)\.", own)
    assert since
    assert 1 <= int(since[1]) <= API_VERSION


@pytest.mark.parametrize(("topic", "hook"), HOOKS)
def test_a_hook_says_what_it_takes_and_gives(topic: type[Plugin], hook: str) -> None:
    signature = inspect.signature(getattr(topic, hook))
    assert signature.return_annotation is not inspect.Signature.empty
    for name, parameter in signature.parameters.items():
        assert name == "self" or parameter.annotation is not inspect.Parameter.empty


def answered(folder: Path) -> Iterator[str]:
    """Names of the hooks that some test answers."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("inkoop_"):
                yield node.name


def test_every_hook_is_answered_in_a_test(root: Path) -> None:
    assert {hook for _, hook in HOOKS} <= set(answered(root / "tests"))
