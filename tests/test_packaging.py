"""What the members say of each other and of their pins must agree."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
MEMBERS = ["core", "plugins/wmo_begeleiding", "plugins/iwmo", "plugins/sroi", "plugins/bibob", "tui"]


def project(member: str) -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / member / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def test_the_pins_for_pip_and_for_uv_are_the_same() -> None:
    for_pip = {
        line.strip()
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    }
    root = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    assert for_pip == set(root["tool"]["uv"]["constraint-dependencies"])


def test_every_dependency_of_a_member_has_a_pin() -> None:
    pinned = {line.partition("==")[0] for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}
    for member in MEMBERS:
        for dependency in project(member)["dependencies"]:
            name = re.split(r"[<>=\[ ]", dependency)[0]
            assert name in pinned or name.startswith("inkoop-"), f"{member}: {name} has no pin"


@pytest.mark.parametrize("member", MEMBERS)
def test_every_member_has_its_papers(member: str) -> None:
    for paper in ("README.md", "CHANGELOG.md"):
        assert (ROOT / member / paper).read_text("utf-8").strip(), f"{member}/{paper} is empty"


@pytest.mark.parametrize("member", MEMBERS[1:])
def test_every_plugin_accepts_this_core(member: str) -> None:
    from packaging.requirements import Requirement

    core = next(
        requirement
        for requirement in map(Requirement, project(member)["dependencies"])
        if requirement.name == "inkoop-core"
    )

    assert core.specifier.contains(project("core")["version"])


def test_no_file_names_a_package_registry_or_holds_a_lock() -> None:
    assert not list(ROOT.glob("**/poetry.lock"))
    assert "uv.lock" in (ROOT / ".gitignore").read_text("utf-8")
