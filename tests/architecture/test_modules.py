"""What holds for every module: short, no clock and no float where a rule is judged."""

import ast
from collections.abc import Iterator
from pathlib import Path

LONGEST = 400
NOW = {"today", "now", "utcnow", "time", "time_ns", "monotonic", "perf_counter"}
"""Names of functions that ask what time it is."""
PURE = ("domain", "assessment", "standard", "tender")
"""Packages of core that hold rules, and what rules are made of."""


def short_name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()


def pure_modules(root: Path) -> list[Path]:
    """Modules of which the result depends on nothing but what they are given."""
    core = root / "core" / "src" / "inkoop_core"
    modules = [file for package in PURE for file in (core / package).rglob("*.py")]
    plugins = [file for file in (root / "plugins").glob("*/src/**/*.py") if "demo" not in file.parts]
    return sorted([*modules, *plugins])


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def asks_the_time(call: ast.Call) -> bool:
    """`date.today()`, `datetime.now(...)`, `time.time()`, also through `datetime.datetime`."""
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in NOW:
        return False
    owner = function.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return name in ("date", "datetime", "time")


def test_the_search_for_a_clock_finds_one() -> None:
    found = [
        text
        for text in (
            "date.today()",
            "datetime.now(UTC)",
            "datetime.datetime.now()",
            "time.time()",
            "moment.now()",
        )
        if any(asks_the_time(call) for call in calls(ast.parse(text)))
    ]
    assert found == ["date.today()", "datetime.now(UTC)", "datetime.datetime.now()", "time.time()"]


def test_no_module_is_longer_than_can_be_read(root: Path, sources: list[Path]) -> None:
    lengths = {short_name(file, root): len(file.read_text("utf-8").splitlines()) for file in sources}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_rules_ask_no_clock(root: Path) -> None:
    asking = [
        f"{short_name(file, root)}:{call.lineno}"
        for file in pure_modules(root)
        for call in calls(ast.parse(file.read_text("utf-8")))
        if asks_the_time(call)
    ]
    assert asking == []


def test_rules_know_no_floating_point(root: Path) -> None:
    found = [
        f"{short_name(file, root)}:{node.lineno}"
        for file in pure_modules(root)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]
    assert found == []


def test_dates_are_computed_in_one_module_alone(root: Path) -> None:
    computing = {
        short_name(file, root)
        for file in pure_modules(root)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module in ("datetime", "calendar")
        and {"timedelta", "monthrange"} & {alias.name for alias in node.names}
    }
    assert computing == {"core/src/inkoop_core/domain/term.py"}


def test_no_module_is_a_drawer_for_leftovers(root: Path, sources: list[Path]) -> None:
    names = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [short_name(file, root) for file in sources if names & set(file.with_suffix("").parts)] == []


def test_nothing_is_left_to_be_done_in_the_source(root: Path, sources: list[Path]) -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    found = [
        f"{short_name(file, root)}:{number}"
        for file in sources
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if any(mark in line for mark in marks)
    ]
    assert found == []
