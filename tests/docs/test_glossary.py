"""The glossary knows every class, action, view and label that the house has."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType

import inkoop_core.domain
from inkoop_core.api import award, definition, forms, lookups, platform, retender, signing, tender_documents
from inkoop_core.assessment import model
from inkoop_core.desk.offered import offered_commands, offered_views
from inkoop_core.plugins import discover

PAGE = Path(__file__).parents[2] / "docs/glossary.md"
HEAD = ["Dutch", "in code", "standard term", "where"]


def _rows() -> Iterator[list[str]]:
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("|") and not line.startswith("|---"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


ROWS = list(_rows())
DUTCH = "\n".join(row[0] for row in ROWS)
IN_CODE = "\n".join(row[1] for row in ROWS)


def _domain_modules() -> list[ModuleType]:
    names = sorted(found.name for found in pkgutil.iter_modules(inkoop_core.domain.__path__))
    return [importlib.import_module(f"inkoop_core.domain.{name}") for name in names]


def _public_classes(modules: list[ModuleType]) -> list[type]:
    return [
        value
        for module in modules
        for name, value in vars(module).items()
        if inspect.isclass(value) and value.__module__ == module.__name__ and not name.startswith("_")
    ]


TENDER_DATA = (award, definition, forms, lookups, platform, retender, signing, tender_documents)
"""The modules whose classes are the tables of a tender."""


def test_every_row_has_the_four_columns() -> None:
    assert [row for row in ROWS if len(row) != len(HEAD)] == []
    assert HEAD in ROWS


def test_every_public_class_of_domain_and_definition_stands_in_the_column_in_code() -> None:
    classes = _public_classes([*_domain_modules(), *TENDER_DATA])
    missing = [cls.__name__ for cls in classes if f"`{cls.__name__}" not in IN_CODE]
    assert missing == [], f"not in docs/glossary.md: {', '.join(missing)}"


def test_every_label_of_a_choice_stands_in_the_column_dutch() -> None:
    members = [
        member
        for cls in _public_classes([*_domain_modules(), *TENDER_DATA, model])
        if issubclass(cls, Enum) and hasattr(cls, "label")
        for member in cls
    ]
    missing = [f"{member}: {member.label}" for member in members if member.label not in DUTCH]
    assert missing == [], "not in docs/glossary.md:\n" + "\n".join(missing)


def test_every_action_and_view_stands_in_the_column_dutch_by_its_id() -> None:
    catalogue = discover()
    ids = [name for name, *_ in offered_commands(catalogue)] + [view.id for view in offered_views(catalogue)]
    missing = [name for name in ids if f"`{name}`" not in DUTCH]
    assert missing == [], f"not in docs/glossary.md: {', '.join(missing)}"


def test_every_action_has_its_command_class_beside_it() -> None:
    beside = {row[0].strip("`"): row[1].strip("`") for row in ROWS}
    wrong = [
        f"{name}: {beside.get(name)} is {command.__name__}"
        for name, _, command, _ in offered_commands(discover())
        if beside.get(name) != command.__name__
    ]
    assert wrong == []
