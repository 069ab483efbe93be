"""The page on tender.toml leaves nothing out: no table, no key, no choice, no standard check."""

import re
import typing
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import attrs

from inkoop_core.standard.award import AWARD_METHODS
from inkoop_core.standard.plugin import CHECKS, PRODUCT_CHECKS
from inkoop_core.tender.amend import IDENTITIES
from inkoop_core.tender.file import TenderFile

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/tender-toml.md").read_text("utf-8")
SETTING = re.compile(r'\b(?:named|several|switched|parameters\.get)\((?:[\w.]+, )?"(\w+)"')


def _types_in(hint: Any) -> Iterator[type]:
    if isinstance(hint, type):
        yield hint
    for inner in typing.get_args(hint):
        yield from _types_in(inner)


def _classes(cls: type, seen: set[type]) -> set[type]:
    """The attrs classes and enumerations that a class is built of, itself included."""
    if cls in seen:
        return seen
    seen.add(cls)
    if attrs.has(cls):
        for hint in typing.get_type_hints(cls).values():
            for inner in _types_in(hint):
                if attrs.has(inner) or issubclass(inner, Enum):
                    _classes(inner, seen)
    return seen


CLASSES = _classes(TenderFile, set())


def test_every_key_of_every_table_is_described() -> None:
    missing = [
        f"{cls.__name__}.{field.name}"
        for cls in CLASSES
        if attrs.has(cls)
        for field in attrs.fields(cls)
        if not re.search(rf"`{field.name}`|\[{field.name}[\].]|[{{ ]{field.name}[ ,]", TEXT)
    ]
    assert missing == []


def test_every_choice_of_every_key_is_named() -> None:
    choices = [member for cls in CLASSES if issubclass(cls, Enum) for member in cls]
    assert choices
    assert [member for member in choices if f"`{member.value}`" not in TEXT] == []


def test_every_standard_check_has_a_line_in_the_table() -> None:
    assert [name for name in (*CHECKS, *PRODUCT_CHECKS) if f"\n| `{name}` |" not in TEXT] == []


def test_no_check_is_described_that_does_not_exist() -> None:
    described = {line.split("`")[1] for line in TEXT.splitlines() if line.startswith("| `standard.")}
    assert described <= {*CHECKS, *PRODUCT_CHECKS}


def test_every_award_method_and_every_identity_of_a_path_is_named() -> None:
    assert [name for name in (*AWARD_METHODS, *IDENTITIES) if f"`{name}`" not in TEXT] == []


def test_every_parameter_that_a_standard_check_reads_is_described() -> None:
    sources = sorted((ROOT / "core/src/inkoop_core/standard").glob("*.py"))
    read = {name for source in sources for name in SETTING.findall(source.read_text("utf-8"))}
    assert "document" in read
    assert sorted(name for name in read if not re.search(rf"`{name}(`| =)", TEXT)) == []
