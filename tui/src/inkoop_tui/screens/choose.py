"""Choose one of a list: an action, a view, a person, a criterion."""

from typing import ClassVar

from attrs import frozen
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option as ListOption


@frozen
class Option:
    """A choice. why_not: why it cannot be chosen now; "" when it can."""

    value: str
    label: str
    why_not: str = ""


class ChooseScreen(ModalScreen[str | None]):
    """Typing narrows the list, up and down move, Enter chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "terug", id="choose.cancel", tooltip="Niets kiezen"),
        Binding("down", "down", "omlaag", show=False, id="choose.down", tooltip="Volgende keuze"),
        Binding("up", "up", "omhoog", show=False, id="choose.up", tooltip="Vorige keuze"),
    ]

    def __init__(self, title: str, options: tuple[Option, ...]) -> None:
        super().__init__()
        self._heading = title
        self._options = options

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._heading, classes="dialog-title", markup=False)
            yield Input(placeholder="typ om te zoeken, Enter kiest, Esc terug", compact=True)
            yield OptionList()

    def on_mount(self) -> None:
        self._narrow("")
        self.query_one(Input).focus()

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        options = self.query_one(OptionList)
        options.clear_options()
        for option in self._options:
            if all(word in f"{option.label} {option.value}".casefold() for word in words):
                options.add_option(ListOption(_content(option), option.value, disabled=bool(option.why_not)))
        if not options.option_count:
            options.add_option(ListOption(Content("(niets gevonden)"), disabled=True))
        options.action_first()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_down(self) -> None:
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        self.query_one(OptionList).action_cursor_up()

    def action_cancel(self) -> None:
        self.dismiss(None)


def _content(option: Option) -> Content:
    if not option.why_not:
        return Content(option.label)
    return Content.assemble(option.label, (f"  ({option.why_not})", "italic"))
