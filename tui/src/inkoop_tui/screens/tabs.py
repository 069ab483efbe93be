"""A screen with tabs: each asks the desk when it is first seen."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TabbedContent, TabPane

from inkoop_tui.screens.base import DeskScreen
from inkoop_tui.widgets.lazy_table import LazyTable
from inkoop_tui.widgets.view_panel import ViewPanel


class ViewPane(TabPane):
    """A tab with one view. The view is mounted when the tab is first seen, so that a screen opens at once."""

    def __init__(self, title: str, panel: ViewPanel, *, id: str) -> None:
        super().__init__(title, id=id)
        self._panel = panel

    async def fill(self) -> None:
        """Mount the view unless it is there."""
        if not self._panel.is_attached:
            await self.mount(self._panel)


class TabsScreen(DeskScreen):
    """The tabs are reached by number, or with [ and ]."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left_square_bracket", "step(-1)", "vorige", show=False, id="tab.back", tooltip="Vorig tabblad"
        ),
        Binding(
            "right_square_bracket", "step(1)", "volgende", show=False, id="tab.on", tooltip="Volgend tabblad"
        ),
        *(
            Binding(str(number), f"tab({number})", show=False, id=f"tab.{number}", tooltip="")
            for number in range(10)
        ),
    ]

    @property
    def tabs(self) -> TabbedContent:
        """The tabs."""
        return self.query_one(TabbedContent)

    @property
    def pane(self) -> TabPane | None:
        """The tab that is seen."""
        return self.tabs.active_pane

    def panel(self) -> ViewPanel | None:
        """The view that is seen, None on a tab of another kind."""
        found = self.pane.query(ViewPanel) if self.pane else None
        return found.first() if found else None

    @on(TabbedContent.TabActivated)
    async def _activated(self, event: TabbedContent.TabActivated) -> None:
        if isinstance(event.pane, ViewPane):
            await event.pane.fill()
        for panel in event.pane.query(ViewPanel):
            panel.load_once()
        self.focus_pane()

    def focus_pane(self) -> None:
        """Put the keyboard where the work is."""
        target: Widget | None = next(iter(self.pane.query(LazyTable)), None) if self.pane else None
        if target is not None:
            target.focus()

    def action_tab(self, number: int) -> None:
        panes = [pane.id for pane in self.query(TabPane) if pane.id]
        place = (number or 10) - 1
        if place < len(panes):
            self.tabs.active = panes[place]

    def action_step(self, by: int) -> None:
        panes = [pane.id for pane in self.query(TabPane) if pane.id]
        self.tabs.active = panes[(panes.index(self.tabs.active) + by) % len(panes)]

    def reload(self) -> None:
        """Every view that was asked is asked again when it is next seen; the one seen now at once."""
        for panel in self.query(ViewPanel):
            panel.loaded = False
        seen = self.panel()
        if seen is not None:
            seen.load_once()


def numbered(place: int, label: str) -> str:
    """The label of a tab with the key that opens it."""
    return f"{place % 10} {label}" if place <= 10 else label
