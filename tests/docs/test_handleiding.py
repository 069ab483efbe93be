"""The officer's manual does what it says, command by command, and shows what the program shows."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.binding import Binding

import inkoop_tui
from inkoop_core.desk.offered import offered_commands, offered_views
from inkoop_core.plugins import discover
from inkoop_tui.screens.procedure import GROUPS

PAGE = Path(__file__).parents[2] / "docs/handleiding.md"
PRINTED = {
    "↑": "up",
    "↓": "down",
    "Esc": "escape",
    "/": "slash",
    "?": "question_mark",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
}
"""Keys that are printed in another way than the screens call them; others differ by capitals alone."""


def test_every_command_of_the_manual_ends_as_it_says_and_shows_what_is_printed(
    play_manual: Any, missing: Any
) -> None:
    wrong: list[str] = []
    done = play_manual(PAGE.read_text("utf-8"))
    for shown, ran in done:
        if ran.code != shown.code:
            wrong.append(f"$ {shown.text}\n  ends with {ran.code}, not {shown.code}:\n{ran.output}")
        elif lines := missing(shown, ran):
            wrong.append(f"$ {shown.text}\n  does not show {lines[0]!r}; it shows:\n{ran.output}")
    assert not wrong, "\n\n".join(wrong)
    assert len(done) > 40


def test_every_action_and_view_is_explained() -> None:
    text = PAGE.read_text("utf-8")
    catalogue = discover()
    ids = [name for name, *_ in offered_commands(catalogue)] + [view.id for view in offered_views(catalogue)]
    assert [name for name in ids if f"`{name}`" not in text] == []


def test_every_chapter_that_is_named_exists() -> None:
    text = PAGE.read_text("utf-8")
    chapters = set(re.findall(r"^## (\d+)\.", text, re.M))
    assert set(re.findall(r"hoofdstuk \[?(\d+)", text)) <= chapters
    assert sorted(map(int, chapters)) == list(range(1, len(chapters) + 1))


def test_only_known_kinds_of_blocks_are_used() -> None:
    kinds = set(re.findall(r"^```(\S+)", PAGE.read_text("utf-8"), re.M))
    assert kinds <= {"console", "toml", "sh", "text"}


def test_the_groups_of_tabs_are_printed_as_the_screens_have_them() -> None:
    text = PAGE.read_text("utf-8")
    labels = {view.id: view.label for view in offered_views(discover())}
    rows = [
        f"| {place} {group} | {', '.join(labels[name] for name in names)} |"
        for place, (group, names) in enumerate(GROUPS.items(), start=1)
    ]
    assert [row for row in rows if row not in text] == []


def test_every_chapter_is_in_the_table_of_contents_and_every_place_that_is_linked_exists() -> None:
    text = PAGE.read_text("utf-8")
    heads = re.findall(r"^#+ (.*)$", text, re.M)
    places = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-"): head for head in heads}
    linked = re.findall(r"\]\(#([^)]*)\)", text)
    assert [place for place in linked if place not in places] == []
    contents = re.findall(r"^(\d+)\. \[(.*)\]\(#(.*)\)$", text, re.M)
    chapters = re.findall(r"^## (\d+)\. (.*)$", text, re.M)
    assert [(number, title) for number, title, _ in contents] == chapters
    assert [places[place] for *_, place in contents] == [f"{n}. {title}" for n, title in chapters]


def _keys_printed() -> set[str]:
    chapter = PAGE.read_text("utf-8").split("## 23.")[1].split("## 24.")[0]
    rows = [line.split("|")[1] for line in chapter.splitlines() if line.startswith("| `")]
    keys = {key for row in rows for key in re.findall(r"`([^`]+)`", row)}
    return {PRINTED.get(key, key.lower()) for key in keys}


def _bindings() -> Iterator[Binding]:
    names = [found.name for found in pkgutil.walk_packages(inkoop_tui.__path__, "inkoop_tui.")]
    for name in names:
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, type) and value.__module__ == name:
                yield from (item for item in vars(value).get("BINDINGS", ()) if isinstance(item, Binding))


def test_every_key_that_is_printed_works_somewhere_on_the_screens() -> None:
    working = {key for binding in _bindings() for key in binding.key.split(",")}
    assert sorted(_keys_printed() - working) == []


def test_every_key_at_the_foot_of_the_screens_is_printed() -> None:
    printed = _keys_printed()
    shown = [binding for binding in _bindings() if binding.show and binding.tooltip]
    assert [binding.key for binding in shown if printed.isdisjoint(binding.key.split(","))] == []
