"""The first screen: every procedure of the desk, and what waits today in all of them."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from inkoop_tui.screens.base import DeskScreen
from inkoop_tui.thing import Thing
from inkoop_tui.widgets.view_panel import ViewPanel


class ProceduresScreen(DeskScreen):
    """The list of procedures; below it the tasks and near terms of this person, over all of them."""

    GUIDE: ClassVar[str] = (
        "Boven de procedures waarin u een rol hebt: Enter opent een procedure; met a voegt u een procedure toe. "
        "Onder wat vandaag op u wacht, in al uw procedures: met Tab gaat u erheen, Enter opent waar het over gaat, "
        "en met a kiest u een actie erover."
    )

    def __init__(self) -> None:
        super().__init__(Thing("", "desk"), "Procedures")

    def body(self) -> ComposeResult:
        yield ViewPanel("procedures", "", id="procedures")
        yield Static("Vandaag  (Tab)", classes="heading")
        yield ViewPanel("vandaag", "", id="today")

    def reload(self) -> None:
        for panel in self.query(ViewPanel):
            panel.load()

    def chosen_thing(self) -> Thing:
        """A task or term where the cursor is among them; the desk otherwise."""
        panel = self.query_one("#today", ViewPanel)
        row = panel.table.chosen
        if not panel.has_focus_within or row is None:
            return self.thing
        return Thing.of_row("", row, panel.table.columns)
