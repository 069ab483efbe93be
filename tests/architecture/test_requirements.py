"""Every requirement of the tender has a test at its boundary that says so."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from inkoop_wmo_begeleiding.plugin import tender_text


def marked(folder: Path) -> Iterator[tuple[str, str]]:
    """Requirement and file of every `pytest.mark.requirement(...)`, also one on a parameter."""
    for file in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func) == "pytest.mark.requirement"
            ):
                for argument in node.args:
                    assert isinstance(argument, ast.Constant), (
                        f"{file.name}:{node.lineno}: name the id itself"
                    )
                    yield str(argument.value), file.name


def requirements() -> set[str]:
    return {item["id"] for item in tomllib.loads(tender_text())["requirements"]}


def test_every_requirement_has_a_test_at_its_boundary(root: Path) -> None:
    tested = {requirement for requirement, _ in marked(root / "tests")}
    assert requirements() - tested == set()


def test_every_mark_names_a_requirement_of_the_tender(root: Path) -> None:
    unknown = [
        item
        for item in marked(root / "tests" / "plugins" / "wmo_begeleiding")
        if item[0] not in requirements()
    ]
    assert unknown == []
