"""A text that a person reads and closes."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static


class TellScreen(ModalScreen[None]):
    """A panel with a title and a text. problem: something could not be done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,g", "close", "sluiten", id="tell.close", tooltip="Dit bericht sluiten")
    ]

    def __init__(self, title: str, text: str, *, problem: bool = False) -> None:
        super().__init__(classes="-problem" if problem else "")
        self._heading = f"✗ {title}" if problem else title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._heading, classes="dialog-title", markup=False)
            with VerticalScroll(classes="dialog-text", can_focus=True):
                yield Static(self._text, markup=False)
            yield Button("Sluiten", id="close", variant="primary", compact=True)

    def on_mount(self) -> None:
        self.query_one("#close").focus()

    def on_button_pressed(self) -> None:
        self.dismiss()

    def action_close(self) -> None:
        self.dismiss()
