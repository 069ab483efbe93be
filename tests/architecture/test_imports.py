"""Who imports whom: the contracts of `pyproject.toml`, and what is really loaded."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ALLOWED = {
    "domain": {"domain"},
    "api": {"api", "domain"},
    "documents": {"documents", "api", "domain"},
    "standard": {"standard", "api", "domain", "errors"},
    "plugins": {"api", "domain", "errors"},
}
"""Contracts that name what is allowed: everything else of core is forbidden to them."""
HEAVY = (
    "sqlalchemy",
    "alembic",
    "psycopg",
    "textual",
    "lxml",
    "pypdf",
    "pyhanko",
    "cattrs",
    "click",
    "xlsxwriter",
)


def contracts(root: Path) -> dict[str, dict[str, Any]]:
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    assert not settings["exclude_type_checking_imports"]
    return {contract["id"]: contract for contract in settings["contracts"]}


def loaded_by(statement: str) -> set[str]:
    """The names of the modules that a statement loads, in a fresh interpreter."""
    program = (
        "import sys, json; before = set(sys.modules)\n"
        f"{statement}\n"
        "print(json.dumps(sorted(set(sys.modules) - before)), file=sys.__stdout__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def distributions(modules: set[str]) -> set[str]:
    """The top-level names that are neither of the standard library nor of core."""
    # The standard library keeps its build settings in a module that is named after the platform.
    top = {name.partition(".")[0] for name in modules if not name.startswith("_sysconfigdata")}
    return top - set(sys.stdlib_module_names) - {"inkoop_core"}


def test_the_import_contracts_are_kept(root: Path) -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    done = subprocess.run(
        [*command, "--no-cache", "--config", str(root / "pyproject.toml")],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("contract", sorted(ALLOWED))
def test_a_contract_that_allows_little_forbids_everything_else_of_core(root: Path, contract: str) -> None:
    core = root / "core" / "src" / "inkoop_core"
    modules = {
        path.stem
        for path in core.iterdir()
        if (path.is_dir() and (path / "__init__.py").exists()) or path.suffix == ".py"
    }
    forbidden = set(contracts(root)[contract]["forbidden_modules"])
    expected = {f"inkoop_core.{name}" for name in modules - ALLOWED[contract] - {"__init__"}}
    assert expected <= forbidden


def test_every_plugin_of_the_house_is_under_contract(root: Path) -> None:
    packages = {path.name for path in (root / "plugins").glob("*/src/*") if path.is_dir()}
    known = contracts(root)
    assert set(known["plugins"]["source_modules"]) == packages
    assert set(known["independent"]["modules"]) == packages
    assert packages <= set(known["core"]["forbidden_modules"])
    assert packages <= set(known["tui"]["forbidden_modules"])


def test_every_contract_says_why(root: Path) -> None:
    lines = (root / "pyproject.toml").read_text("utf-8").splitlines()
    reasons = [
        lines[number - 1] for number, line in enumerate(lines) if line == "[[tool.importlinter.contracts]]"
    ]
    assert len(reasons) == len(contracts(root))
    for reason in reasons:
        assert reason.startswith("# ")
        assert reason.endswith(".")


def test_the_domain_loads_nothing_but_the_standard_library_and_attrs(root: Path) -> None:
    files = sorted((root / "core" / "src" / "inkoop_core" / "domain").glob("[a-z]*.py"))
    imports = ", ".join(f"inkoop_core.domain.{file.stem}" for file in files)
    loaded = loaded_by(f"import {imports}")
    assert distributions(loaded) <= {"attr", "attrs"}
    assert {name for name in loaded if name.startswith("inkoop_core.")} <= {
        "inkoop_core.domain",
        *(f"inkoop_core.domain.{file.stem}" for file in files),
    }


def test_the_contract_loads_no_heavy_library(root: Path) -> None:
    files = sorted((root / "core" / "src" / "inkoop_core" / "api").glob("[a-z]*.py"))
    loaded = loaded_by("import " + ", ".join(f"inkoop_core.api.{file.stem}" for file in files))
    assert distributions(loaded) <= {"attr", "attrs", "pluggy"}
    assert {name.split(".")[1] for name in loaded if name.startswith("inkoop_core.")} == {"api", "domain"}


def test_assessing_loads_no_database_and_no_reader_of_files() -> None:
    loaded = loaded_by("import inkoop_core.assessment.assess, inkoop_core.assessment.report")
    assert distributions(loaded).isdisjoint(HEAVY)


@pytest.mark.parametrize("arguments", [["--help"], ["assess", "--help"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    loaded = loaded_by(
        "import io, contextlib\n"
        "from inkoop_core.cli import main\n"
        f"sys.argv = ['inkoop', *{arguments!r}]\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main()"
    )
    assert distributions(loaded).isdisjoint(set(HEAVY) - {"click"})
    assert "inkoop_tui" not in distributions(loaded)


def test_the_desk_works_where_no_screens_are_installed() -> None:
    assert "textual" not in distributions(loaded_by("import inkoop_core.bootstrap"))
