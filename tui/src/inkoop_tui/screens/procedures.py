"""The first screen: every procedure of the desk."""

from typing import ClassVar

from textual.app import ComposeResult

from inkoop_tui.screens.base import DeskScreen
from inkoop_tui.thing import Thing
from inkoop_tui.widgets.view_panel import ViewPanel


class ProceduresScreen(DeskScreen):
    """The list of procedures."""

    GUIDE: ClassVar[str] = (
        "De procedures waarin u een rol hebt. Enter opent een procedure; met a voegt u een procedure toe."
    )

    def __init__(self) -> None:
        super().__init__(Thing("", "desk"), "Procedures")

    def body(self) -> ComposeResult:
        yield ViewPanel("procedures", "")

    def reload(self) -> None:
        self.query_one(ViewPanel).load()
