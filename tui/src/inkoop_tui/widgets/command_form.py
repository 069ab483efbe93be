"""A form from an attrs class: the fields of a command, or the arguments of a view."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Label

from inkoop_core.api.fields import fields_of
from inkoop_core.desk.commands import Typed, from_texts
from inkoop_tui.choices import Choices
from inkoop_tui.widgets.fields import FieldRow, text_of

_IN_BRACKETS = re.compile(r"\((\w+)\)")


class CommandForm(VerticalScroll, can_focus=False):
    """The fields of a class, filled in with what is known.

    fixed  fields that are settled, with how they are shown; they are not asked ("" is not shown)
    """

    def __init__(
        self,
        cls: type,
        given: Mapping[str, Any] | None = None,
        fixed: Mapping[str, str] | None = None,
        choices: Mapping[str, Choices] | None = None,
        intro: str = "",
    ) -> None:
        super().__init__()
        self._cls = cls
        self._given = dict(given or {})
        self._fixed = dict(fixed or {})
        self._choices = dict(choices or {})
        self._intro = intro
        self._rows: dict[str, FieldRow] = {}

    def compose(self) -> ComposeResult:
        for spec in fields_of(self._cls):
            if self._fixed.get(spec.name):
                yield Label(f"{spec.label}: {self._fixed[spec.name]}", classes="fixed", markup=False)
        if self._intro:
            yield Label(self._intro, classes="intro", markup=False)
        yield Label("", id="form-problems", markup=False)
        for spec in fields_of(self._cls):
            if spec.name not in self._fixed:
                row = FieldRow(spec, self._given.get(spec.name), self._choices.get(spec.name, ()))
                self._rows[spec.name] = row
                yield row

    def on_mount(self) -> None:
        self.show_problems({})
        for row in self._rows.values():
            row.focus_editor(scroll=False)
            break

    def texts(self) -> Mapping[str, Sequence[str]]:
        """What was given, by field name."""
        settled = {name: _texts_of(self._given.get(name, "")) for name in self._fixed}
        return settled | {name: row.texts() for name, row in self._rows.items()}

    def read(self) -> Typed:
        """The command, or the problems; problems are shown beside their fields."""
        answer = from_texts(self._cls, self.texts())
        self.show_problems(answer.problems)
        return answer

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Each problem beside its field, others above the form; the first field gets the cursor."""
        for name, row in self._rows.items():
            row.set_problem(problems.get(name, ""))
        others = [text for name, text in problems.items() if name not in self._rows]
        general = self.query_one("#form-problems", Label)
        general.update("\n".join(f"✗ {text}" for text in others))
        general.display = bool(others)
        for name, row in self._rows.items():
            if name in problems:
                row.focus_editor()
                row.scroll_visible(animate=False)
                break

    def show_lines(self, lines: Sequence[str]) -> None:
        """Problems as the desk gives them: `field: text`, or a text that names the field in brackets."""
        problems: dict[str, str] = {}
        for place, line in enumerate(lines):
            name, text = self._field_and_text(line) or (f"#{place}", line)
            problems[name] = f"{problems[name]}; {text}" if name in problems else text
        self.show_problems(problems)

    def _field_and_text(self, line: str) -> tuple[str, str] | None:
        """The field that a line is about, when it is asked here, and what is wrong with it."""
        name, colon, text = line.partition(": ")
        if colon and name in self._rows:
            return name, text
        for name in reversed(_IN_BRACKETS.findall(line)):
            if name in self._rows:
                return name, line.replace(f" ({name})", "")
        return None


def _texts_of(value: Any) -> list[str]:
    return [text_of(item) for item in value] if isinstance(value, tuple) else [text_of(value)]
