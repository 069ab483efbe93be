"""A form on its own screen: fill in, check, confirm."""

from typing import Any, ClassVar

import attrs
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Button, Footer, Static

from inkoop_core.desk.proposals import ConfirmProposal
from inkoop_core.errors import Problems
from inkoop_tui.asking import Asking
from inkoop_tui.preparing import Prepared
from inkoop_tui.screens.confirm import ConfirmScreen, Done
from inkoop_tui.widgets.command_form import CommandForm
from inkoop_tui.widgets.desk_header import DeskHeader

_BINDINGS: list[BindingType] = [
    Binding("ctrl+s", "go_on", "verder", id="form.go-on", tooltip="Controleren en verder", priority=True),
    Binding("escape", "cancel", "annuleren", id="form.cancel", tooltip="Niets vastleggen en terug"),
]


class FormScreen(Screen[bool], Asking):
    """The form of an action. Dismissed with whether something was recorded."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = _BINDINGS

    def __init__(self, prepared: Prepared) -> None:
        super().__init__()
        self._prepared = prepared

    def compose(self) -> ComposeResult:
        form = self._prepared
        yield DeskHeader(form.label)
        yield CommandForm(form.command, form.given, form.fixed, form.choices, form.intro)
        with Horizontal(classes="buttons"):
            yield Button("Verder (Ctrl+S)", id="go-on", variant="primary", compact=True)
            yield Button("Annuleren (Esc)", id="cancel", compact=True)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        if self._prepared.command is ConfirmProposal:
            self.query_one("#go-on").focus()

    @on(Button.Pressed, "#go-on")
    def action_go_on(self) -> None:
        form = self.query_one(CommandForm)
        answer = form.read()
        if answer.command is None:
            return
        action = self.desk.actions.get(self._prepared.action)
        lines = tuple(action.problems(answer.command)) if action else ()
        if lines:
            form.show_lines(lines)
            return
        self.app.push_screen(ConfirmScreen(self._prepared, answer.command), self._confirmed)

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        self.dismiss(False)

    def _confirmed(self, answer: Done | Problems | None) -> None:
        if isinstance(answer, Problems):
            self.query_one(CommandForm).show_lines(answer.lines)
        elif isinstance(answer, Done):
            self.dismiss(answer.recorded)


class ArgumentsScreen(Screen[Any], Asking):
    """What must be told before something is shown or made. Dismissed with it, None when it is not wanted.

    given  what it says now, to begin with; button: what happens next
    """

    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = _BINDINGS

    def __init__(
        self, label: str, arguments: type, procedure: str, given: Any = None, *, button: str = "Tonen"
    ) -> None:
        super().__init__()
        self._label = label
        self._arguments = arguments
        self._procedure = procedure
        self._button = button
        self._given = {} if given is None else attrs.asdict(given, recurse=False)

    def compose(self) -> ComposeResult:
        yield DeskHeader(self._label)
        yield Static("", id="form-place")
        with Horizontal(classes="buttons"):
            yield Button(f"{self._button} (Ctrl+S)", id="go-on", variant="primary", compact=True)
            yield Button("Annuleren (Esc)", id="cancel", compact=True)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        from inkoop_core.api.fields import fields_of
        from inkoop_tui.choices import Choices, choices_for

        desk = self.desk
        refers = {spec.name: spec.refers for spec in fields_of(self._arguments) if spec.refers}

        def known() -> dict[str, Choices]:
            return {name: choices_for(desk, self._procedure, kind) for name, kind in refers.items()}

        self.ask(known, self._draw, lambda _error: self._draw({}))

    def _draw(self, choices: dict[str, Any]) -> None:
        place = self.query_one("#form-place")
        self.mount(CommandForm(self._arguments, self._given, choices=choices), after=place)
        place.remove()

    @on(Button.Pressed, "#go-on")
    def action_go_on(self) -> None:
        answer = self.query_one(CommandForm).read()
        if answer.command is not None:
            self.dismiss(answer.command)

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        self.dismiss(None)
