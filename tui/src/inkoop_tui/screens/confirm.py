"""Nothing is recorded before its consequence was read: what would happen, then yes or no."""

from typing import Any, ClassVar

from attrs import frozen
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from inkoop_core.api.actions import Performed
from inkoop_core.desk.actions.procedures import AddProcedure
from inkoop_core.desk.proposals import ConfirmProposal
from inkoop_core.domain.moment import shown
from inkoop_core.errors import CommandError, Problems
from inkoop_tui.asking import Asking, told
from inkoop_tui.preparing import Prepared

BUSY = "Het bureau gaat na wat er gebeurt…"


@frozen
class Done:
    """The screen was closed after the desk answered. recorded: something was."""

    recorded: bool


def chain_of(prepared: Prepared, command: Any) -> str:
    """The procedure in which an action is recorded; a new procedure is recorded in its own."""
    return command.tender if isinstance(command, AddProcedure) else prepared.thing.procedure


class ConfirmScreen(ModalScreen[Done | Problems | None], Asking):
    """Shows what an action would do, and does it.

    Dismissed with Done, with the problems of the command that belong beside its fields, or None for back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "terug", id="confirm.back", tooltip="Terug naar het formulier"),
        Binding("ctrl+s", "confirm", "bevestigen", id="confirm.yes", tooltip="Vastleggen", priority=True),
        Binding("up", "scroll(-1)", show=False, id="confirm.up", tooltip="Een regel terug"),
        Binding("down", "scroll(1)", show=False, id="confirm.down", tooltip="Een regel verder"),
        Binding("pageup", "scroll(-10)", show=False, id="confirm.page-up", tooltip="Een stuk terug"),
        Binding("pagedown", "scroll(10)", show=False, id="confirm.page-down", tooltip="Een stuk verder"),
        Binding("left,right", "other", "andere knop", show=False, id="confirm.other", tooltip="Andere knop"),
    ]

    def __init__(self, prepared: Prepared, command: Any) -> None:
        super().__init__()
        self._prepared = prepared
        self._command = command
        self._ready = False
        self._done = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._prepared.label, classes="dialog-title", markup=False)
            with VerticalScroll(classes="dialog-text", can_focus=False):
                yield Static(BUSY, id="consequence", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Bevestigen (Ctrl+S)", id="confirm", variant="primary", compact=True)
                yield Button("Terug (Esc)", id="back", compact=True)

    def on_mount(self) -> None:
        self.query_one("#confirm", Button).disabled = True
        desk, chain = self.desk, chain_of(self._prepared, self._command)
        self.ask(
            lambda: desk.perform(self._prepared.action, chain, self._command, dry_run=True),
            self._tried,
            self._refused,
        )

    def _tried(self, performed: Performed) -> None:
        action = self.desk.actions.get(self._prepared.action)
        parts: list[Content | str | tuple[str, str]] = [
            ("Dit gebeurt er:\n", "bold $secondary"),
            performed.text,
        ]
        if isinstance(self._command, ConfirmProposal):
            parts.append(("\n\nMet uw bevestiging gaat dit in.", "bold"))
        if performed.second_person:
            parts.append(
                (
                    f"\n\nHierna moet een tweede persoon bevestigen: {performed.second_person}.",
                    "bold $warning",
                )
            )
        elif action is not None and action.irreversible:
            parts.append(("\n\nDit kan niet worden teruggedraaid.", "bold $warning"))
        self.query_one("#consequence", Static).update(Content.assemble(*parts))
        self._ready = True
        button = self.query_one("#confirm", Button)
        button.disabled = False
        button.focus()

    def _refused(self, error: Exception) -> None:
        """Problems of fields go back to the form, the rest is read here."""
        if isinstance(error, CommandError):
            self.dismiss(error)
            return
        self._ready = False
        self.query_one(".dialog").add_class("-problem")
        self.query_one("#consequence", Static).update(
            Content.assemble(("✗ Dit kan niet\n", "bold $error"), told(error))
        )
        self.query_one("#confirm", Button).display = False
        self.query_one("#back", Button).focus()

    @on(Button.Pressed, "#confirm")
    def action_confirm(self) -> None:
        if self._done:
            self.dismiss(Done(recorded=True))
            return
        if not self._ready:
            return
        self._ready = False
        self.query_one("#confirm", Button).disabled = True
        desk, chain = self.desk, chain_of(self._prepared, self._command)
        self.ask(
            lambda: desk.perform(self._prepared.action, chain, self._command), self._performed, self._refused
        )

    def _performed(self, performed: Performed) -> None:
        self._done = True
        self.desk_app.changes += 1
        when = f" op {shown(performed.recorded_at)}" if performed.recorded_at else ""
        head = f"✓ Vastgelegd{when}, journaalregel {performed.entry}\n"
        if performed.proposal is not None:
            head = f"… Voorstel {performed.proposal} wacht op een tweede persoon\n"
        self.query_one("#consequence", Static).update(
            Content.assemble((head, "bold $success"), performed.text)
        )
        self.query_one("#back", Button).display = False
        button = self.query_one("#confirm", Button)
        button.label = "Sluiten"
        button.disabled = False
        button.focus()

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        self.dismiss(Done(recorded=True) if self._done else None)

    def action_scroll(self, lines: int) -> None:
        """A long consequence is read with the keyboard, while the buttons keep the focus."""
        self.query_one(".dialog-text").scroll_relative(y=lines, animate=False)

    def action_other(self) -> None:
        buttons = [button for button in self.query(Button) if button.display and not button.disabled]
        others = [button for button in buttons if not button.has_focus]
        if others:
            others[0].focus()
