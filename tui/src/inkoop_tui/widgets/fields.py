"""One field of a form: how it is drawn, and the texts that a person gave."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Label, Select, SelectionList, TextArea

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
        inner = target.query("TextArea, Input") if isinstance(target, FlatRows) else None
        (inner.first() if inner else target).focus(scroll_visible=scroll)


class FlatRows(Vertical):
    """Rows of a flat class: what is given stands as heading, what is still empty is typed."""

    def __init__(self, cls: type, rows: Sequence[Any]) -> None:
        super().__init__(classes="flat-rows")
        self._cls = cls
        self._rows = tuple(rows)
        self._editors: list[dict[str, TextArea]] = []

    def compose(self) -> ComposeResult:
        specs = fields_of(self._cls)
        for row in self._rows or (None,):
            editors: dict[str, TextArea] = {}
            for place, spec in enumerate(specs):
                value = text_of(getattr(row, spec.name)) if row is not None else ""
                if row is not None and place == 0:
                    yield Label(value, classes="flat-heading", markup=False)
                    continue
                if row is None:
                    yield Label(spec.name, classes="flat-heading", markup=False)
                editors[spec.name] = TextArea(value, compact=True, tab_behavior="focus")
                yield editors[spec.name]
            self._editors.append(editors)

    def texts(self) -> list[str]:
        """Each row as a TOML table; a row without any typed text is left out."""
        specs = fields_of(self._cls)
        out = []
        for row, editors in zip(self._rows or (None,), self._editors, strict=True):
            values = {
                spec.name: editors[spec.name].text
                if spec.name in editors
                else text_of(getattr(row, spec.name))
                for spec in specs
            }
            if any(editor.text.strip() for editor in editors.values()):
                inner = ", ".join(f"{spec.name} = {_toml(spec, values[spec.name])}" for spec in specs)
                out.append(f"{{{inner}}}")
        return out


def _toml(spec: FieldSpec, text: str) -> str:
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
