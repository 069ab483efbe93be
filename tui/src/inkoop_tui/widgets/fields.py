"""One field of a form: how it is drawn, and the texts that a person gave."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Label, Select, SelectionList, TextArea

from inkoop_core.api.fields import FieldSpec, fields_of
from inkoop_core.domain.moment import shown, shown_day
from inkoop_tui.choices import Choices
from inkoop_tui.widgets.path_input import HINT, PathInput

YES_NO: Choices = (("ja", "ja"), ("nee", "nee"))
HINTS: dict[type, str] = {
    datetime: "dd-mm-jjjj uu:mm",
    date: "dd-mm-jjjj",
    Decimal: "bijvoorbeeld 1.250,50",
    int: "een geheel getal",
}


def text_of(value: Any) -> str:
    """A value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return shown(value)
    if isinstance(value, date):
        return shown_day(value)
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return str(value)


def toml_text(text: str) -> str:
    """A text between quotes, as TOML reads it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


class FieldRow(Vertical):
    """Label, editor and, where something is wrong, the problem beside it."""

    def __init__(self, spec: FieldSpec, given: Any, choices: Choices) -> None:
        super().__init__(id=f"field-{spec.name}")
        self.spec = spec
        self._editor = editor_for(spec, given, choices)

    def compose(self) -> ComposeResult:
        mark = " *" if self.spec.required else ""
        yield Label(f"{self.spec.label}{mark}", classes="field-label", markup=False)
        yield self._editor
        if self.spec.help and not isinstance(self._editor, Input):
            yield Label(self.spec.help, classes="field-help", markup=False)
        yield Label("", classes="field-problem", markup=False)

    def on_mount(self) -> None:
        self._editor.tooltip = self.spec.help or None

    def texts(self) -> list[str]:
        """What the person gave, as `from_texts` reads it."""
        return texts_in(self._editor)

    def set_problem(self, text: str) -> None:
        """Show a problem beside the field; "" takes it away."""
        label = self.query_one(".field-problem", Label)
        label.update(f"✗ {text}" if text else "")
        label.display = bool(text)
        self.set_class(bool(text), "-wrong")

    def focus_editor(self, *, scroll: bool = True) -> None:
        """Put the cursor in the field."""
        target = self._editor
        inner = target.query("TextArea, Select") if isinstance(target, FlatRows) else None
        (inner.first() if inner else target).focus(scroll_visible=scroll)


class FlatRows(Vertical):
    """Rows of a flat class: what is given and settled stands as heading, the rest is filled in.

    Where no row is settled a person adds as many as he needs; a row without any typed text is left out.
    """

    def __init__(self, cls: type, rows: Sequence[Any], choices: Mapping[str, Choices] | None = None) -> None:
        super().__init__(classes="flat-rows")
        self._specs = fields_of(cls)
        self._choices = choices or {}
        self._rows = [FlatRow(self._specs, row, self._choices) for row in rows or (None,)]

    def compose(self) -> ComposeResult:
        yield from self._rows
        if not all(row.settled for row in self._rows):
            yield Button("Nog een", classes="flat-more", compact=True)

    @on(Button.Pressed, ".flat-more")
    async def _more(self, event: Button.Pressed) -> None:
        event.stop()
        row = FlatRow(self._specs, None, self._choices)
        self._rows.append(row)
        await self.mount(row, before=event.button)
        row.query("TextArea, Select").first().focus()

    def texts(self) -> list[str]:
        """Each row as a TOML table."""
        return [text for row in self._rows if (text := row.text())]


class FlatRow(Vertical):
    """One row. settled: its first field was given, and is a heading."""

    def __init__(self, specs: Sequence[FieldSpec], given: Any, choices: Mapping[str, Choices]) -> None:
        super().__init__(classes="flat-row")
        self._specs = specs
        self._given = {spec.name: text_of(getattr(given, spec.name)) for spec in specs} if given else {}
        first = specs[0].name
        self.settled = bool(self._given.get(first))
        self._editors: dict[str, Widget] = {
            spec.name: _flat_editor(spec, self._given.get(spec.name, ""), choices.get(spec.name, ()))
            for spec in specs
            if not (self.settled and spec.name == first)
        }

    def compose(self) -> ComposeResult:
        if self.settled:
            yield Label(self._given[self._specs[0].name], classes="flat-heading", markup=False)
        for spec in self._specs:
            if spec.name in self._editors:
                if len(self._editors) > 1 or not self.settled:
                    yield Label(spec.label, classes="flat-label", markup=False)
                yield self._editors[spec.name]

    def text(self) -> str:
        """As a TOML table; "" where nothing was typed."""
        values = dict(self._given) | {
            name: (texts_in(editor) or [""])[0] for name, editor in self._editors.items()
        }
        if not any(values[name].strip() for name in self._editors):
            return ""
        told = [spec for spec in self._specs if values[spec.name].strip() or spec.type is str]
        return "{" + ", ".join(f"{spec.name} = {_toml(spec, values[spec.name])}" for spec in told) + "}"


def _flat_editor(spec: FieldSpec, text: str, choices: Choices) -> Widget:
    offered = choices or spec.choices or (YES_NO if spec.type is bool else ())
    if offered:
        return _select(offered, text, blank=not spec.required)
    return TextArea(text, compact=True, tab_behavior="focus")


def _toml(spec: FieldSpec, text: str) -> str:
    if spec.type is bool:
        return "true" if text == "ja" else "false"
    return text if issubclass(spec.type, int | Decimal | date) else toml_text(text)


def editor_for(spec: FieldSpec, given: Any, choices: Choices) -> Widget:
    """The editor of a field, filled in."""
    offered = choices or spec.choices
    if attrs.has(spec.type):
        return FlatRows(spec.type, given or ())
    if spec.many:
        return _many(given, offered)
    if spec.type is bool:
        return _yes_no(spec, given)
    text = text_of(given if given is not None else spec.default)
    if offered:
        return _select(offered, text, blank=not spec.required)
    if spec.long:
        return TextArea(text, tab_behavior="focus", classes="long")
    if spec.type is Path:
        return PathInput(text, spec.help or HINT)
    return Input(text, placeholder=spec.help or HINTS.get(spec.type, ""))


def _many(given: Any, offered: Choices) -> Widget:
    values = [text_of(value) for value in given or ()]
    if offered:
        return SelectionList[str](
            *((label, value, value in values) for value, label in offered), classes="many"
        )
    return TextArea("\n".join(values), tab_behavior="focus", classes="many")


def _yes_no(spec: FieldSpec, given: Any) -> Widget:
    if spec.required and given is None:
        return _select(YES_NO, "", blank=False)
    value = spec.default if given is None else given
    return Checkbox("ja", value in (True, "ja"))


def _select(offered: Choices, text: str, *, blank: bool) -> Select[str]:
    options = [(label, value) for value, label in offered]
    if text and text not in dict(offered):
        options.append((text, text))
    return Select(
        options, prompt="(leeg)" if blank else "kies…", allow_blank=True, value=text if text else Select.NULL
    )


def texts_in(editor: Widget) -> list[str]:
    """What a person gave in an editor; no texts where nothing was given."""
    if isinstance(editor, FlatRows):
        return editor.texts()
    if isinstance(editor, SelectionList):
        return [str(value) for value in editor.selected]
    if isinstance(editor, Checkbox):
        return ["ja" if editor.value else "nee"]
    if isinstance(editor, Select):
        return [] if editor.is_blank() else [str(editor.value)]
    if isinstance(editor, TextArea):
        if editor.has_class("many"):
            return [line for line in editor.text.splitlines() if line.strip()]
        return [editor.text] if editor.text.strip() else []
    if isinstance(editor, Input):
        return [editor.value] if editor.value.strip() else []
    raise TypeError(f"{type(editor).__name__} is no editor of a field")
