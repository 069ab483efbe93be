"""Help for one screen: what can be done here, and every key that works now."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

LEGEND = (
    "Tekens: ✓ in orde   … wacht op gegevens   ? oordeel nodig   ✗ afgewezen   ! onbeslist   – niet van toepassing\n"
    "Een ? is nog geen afwijzing: het programma stelt voor, u beslist."
)


def key_lines(bindings: Mapping[str, ActiveBinding]) -> list[tuple[str, str]]:
    """Key and what it does, of every binding that has a tooltip, without doubles."""
    lines: dict[str, tuple[str, str]] = {}
    for key, active in bindings.items():
        binding = active.binding
        if binding.tooltip and binding.id and binding.id not in lines:
            lines[binding.id] = (binding.key_display or _KEYS.get(key, key), binding.tooltip)
    return list(lines.values())


_KEYS = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "slash": "/",
    "enter": "Enter",
    "escape": "Esc",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "home": "Home",
    "end": "End",
    "f5": "F5",
    "ctrl+p": "Ctrl+P",
    "ctrl+s": "Ctrl+S",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


class HelpScreen(ModalScreen[None]):
    """What can be done on a screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,g,q,enter", "close", "sluiten", id="help.close", tooltip="Hulp sluiten")
    ]

    def __init__(self, where: str, text: str, bindings: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        self._where = where
        self._text = text
        self._lines = key_lines(bindings)

    def compose(self) -> ComposeResult:
        wide = max([len(key) for key, _ in self._lines], default=0) + 2
        keys = Content("\n").join(
            Content.assemble((key.ljust(wide), "bold $primary"), does) for key, does in self._lines
        )
        with Vertical(classes="dialog"):
            yield Static(f"Hulp: {self._where}", classes="dialog-title", markup=False)
            with VerticalScroll(classes="dialog-text"):
                yield Static(self._text, markup=False)
                yield Static("")
                yield Static(keys)
                yield Static("")
                yield Static(LEGEND, markup=False)

    def action_close(self) -> None:
        self.dismiss()
