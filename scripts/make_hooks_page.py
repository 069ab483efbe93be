"""Write the generated half of docs/hooks.md from the contract: `python scripts/make_hooks_page.py [--check]`.

What stands above the mark in the page is written by hand and stays; everything below it is made here.
"""

import argparse
import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from inkoop_core.api import actions, hooks, progress, records, rules, tenders, views

PAGE = Path(__file__).parents[1] / "docs/hooks.md"
MARK = "<!-- below: made by scripts/make_hooks_page.py -->"
ANSWERS: tuple[tuple[ModuleType, tuple[str, ...]], ...] = (
    (rules, ("Rule", "Scope", "Check", "Case", "OnRequirement")),
    (tenders, ("TenderSource", "AwardMethod", "AwardResult")),
    (progress, ("GateRule", "Gate", "DeadlineRule", "Clock", "ClockReading", "ClockState")),
    (records, ("ClauseType", "RecordType", "Upgrade")),
    (actions, ("Action", "Outcome", "NewFile", "Decide", "Reader")),
    (views, ("View", "Table", "Column", "ColumnKind", "Row", "Ref", "RowSource")),
)
"""The names of each module that hooks answer with, or are answered through, in the order of the page."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the page is up to date")
    options = parser.parse_args()
    there = PAGE.read_text("utf-8")
    made = page(there)
    if options.check:
        if made != there:
            sys.exit(f"{PAGE.name} is not up to date: run python scripts/make_hooks_page.py")
        return
    PAGE.write_text(made, "utf-8")


def page(there: str) -> str:
    """The page with its generated half made anew. Raises ValueError when the mark is gone."""
    written, mark, _ = there.partition(MARK)
    if not mark:
        raise ValueError(f"{PAGE.name} has lost the line {MARK}")
    return written + MARK + "\n\n" + "\n".join(generated())


def generated() -> Iterator[str]:
    """The lines below the mark."""
    yield "## Hooks by topic\n"
    for topic in hooks.TOPICS:
        yield f"### {topic.__name__}\n"
        yield _doc(topic) + "\n"
        for name, method in vars(topic).items():
            if name.startswith("inkoop_"):
                yield f"#### `{name}`\n"
                yield _code(_signature(_node(method))) + "\n"
                yield _doc(method) + "\n"
    yield "## What hooks answer with\n"
    for module, names in ANSWERS:
        yield f"### `{module.__name__}`\n"
        if module.__doc__:
            yield inspect.cleandoc(module.__doc__) + "\n"
        for name in names:
            yield f"#### `{name}`\n"
            yield from _described(module, name)


def _described(module: ModuleType, name: str) -> Iterator[str]:
    body = ast.parse(inspect.getsource(module)).body
    for place, node in enumerate(body):
        if isinstance(node, ast.ClassDef) and node.name == name:
            yield _code(_class_text(node)) + "\n"
            if told := ast.get_docstring(node):
                yield _documented(told) + "\n"
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            yield _code(ast.unparse(node)) + "\n"
            after = body[place + 1] if place + 1 < len(body) else None
            if isinstance(after, ast.Expr):
                yield f"{ast.literal_eval(after.value)}\n"


def _class_text(node: ast.ClassDef) -> str:
    """Fields, values and the signatures of public methods; each method's docstring as a comment."""
    lines = [f"class {node.name}:"]
    for item in node.body:
        if (isinstance(item, ast.AnnAssign) and not ast.unparse(item.target).startswith("_")) or isinstance(
            item, ast.Assign
        ):
            lines.append(f"    {ast.unparse(item)}")
        elif isinstance(item, ast.FunctionDef) and not item.name.startswith("_"):
            told = (ast.get_docstring(item) or "").replace("\n", " ")
            lines += [f"    # {line}" for line in textwrap.wrap(told, 104)]
            lines += [f"    {line}" for line in _signature(item).splitlines()]
    return "\n".join(lines)


def _signature(node: ast.FunctionDef) -> str:
    line = f"def {node.name}({ast.unparse(node.args)}) -> {ast.unparse(node.returns or ast.Constant(None))}"
    names = [ast.unparse(decorator) for decorator in node.decorator_list]
    return "@property\n" + line if "property" in names else line


def _node(method: object) -> ast.FunctionDef:
    source = textwrap.dedent(inspect.getsource(method))  # type: ignore[arg-type]
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef)
    return node


def _doc(thing: object) -> str:
    return _documented(inspect.getdoc(thing) or "")


def _documented(text: str) -> str:
    """A docstring: paragraphs stay, a block of `name  meaning` lines becomes a list."""
    return "\n\n".join(_paragraph(part) for part in text.split("\n\n") if part.strip())


def _paragraph(part: str) -> str:
    lines = part.splitlines()
    if "  " not in lines[0].strip():
        return part
    items: list[str] = []
    for line in lines:
        name, gap, meaning = line.partition("  ")
        if gap and name.strip():
            items.append(f"- `{name.strip()}`: {meaning.strip()}")
        elif items:
            items[-1] += f" {line.strip()}"
    return "\n".join(items)


def _code(text: str) -> str:
    return f"```python\n{text}\n```"


if __name__ == "__main__":
    main()
