"""Any view on a screen of its own."""

from typing import Any, ClassVar

from textual.app import ComposeResult

from inkoop_core.api.views import View
from inkoop_tui.screens.base import DeskScreen
from inkoop_tui.thing import Thing
from inkoop_tui.widgets.view_panel import ViewPanel


class ViewScreen(DeskScreen):
    """A view with its arguments. Opening a row goes to what the row is about."""

    GUIDE: ClassVar[str] = "Een overzicht. Enter opent een rij; / toont alleen rijen met een tekst."

    def __init__(self, procedure: str, view: View, arguments: Any) -> None:
        kind = "procedure" if procedure else "desk"
        super().__init__(Thing(procedure, kind, procedure), f"{procedure} › {view.label}".lstrip(" ›"))
        self._view = view
        self._arguments = arguments

    def body(self) -> ComposeResult:
        yield ViewPanel(self._view.id, self.thing.procedure, self._arguments)

    def reload(self) -> None:
        self.query_one(ViewPanel).load()

    def chosen_thing(self) -> Thing:
        return self.query_one(ViewPanel).thing(self.thing.procedure) or self.thing
