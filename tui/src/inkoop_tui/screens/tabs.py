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
    """The tabs are reached by number, or with [ and ]; a tab can hold tabs itself, which its number steps through.

    What is focused comes in sight, so each tab takes the focus itself when it is seen.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""
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
        """The tab that is seen, the inner one where a tab holds tabs."""
        pane = self.tabs.active_pane
        inner = next(iter(pane.query(TabbedContent)), None) if pane else None
        return inner.active_pane if inner else pane

    def show_pane(self, wanted: str) -> None:
        """Show a tab, also one within another."""
        for node in reversed(self.query_one(f"#{wanted}", TabPane).ancestors_with_self):
            if isinstance(node, TabPane) and node.id:
                _holder(node).active = node.id

    def panel(self) -> ViewPanel | None:
        """The view that is seen, None on a tab of another kind."""
        found = self.pane.query(ViewPanel) if self.pane else None
        return found.first() if found else None

    @on(TabbedContent.TabActivated)
    async def _activated(self) -> None:
        pane = self.pane
        if isinstance(pane, ViewPane):
            await pane.fill()
        for panel in pane.query(ViewPanel) if pane else ():
            panel.load_once()
        self.focus_pane()

    def focus_pane(self) -> None:
        """Put the keyboard where the work is."""
        target: Widget | None = next(iter(self.pane.query(LazyTable)), None) if self.pane else None
        if target is not None:
            target.focus()

    def action_tab(self, number: int) -> None:
        panes = [pane.id for pane in self.query(TabPane) if pane.id and _holder(pane) is self.tabs]
        place = (number or 10) - 1
        if place >= len(panes):
            return
        inner = next(iter(self.query_one(f"#{panes[place]}").query(TabbedContent)), None)
        if self.tabs.active == panes[place] and inner is not None:
            within = [pane.id for pane in inner.query(TabPane) if pane.id]
            inner.active = within[(within.index(inner.active) + 1) % len(within)]
        self.tabs.active = panes[place]

    def action_step(self, by: int) -> None:
        panes = [pane.id for pane in self.query(TabPane) if pane.id and not pane.query(TabbedContent)]
        here = self.pane
        if here is not None:
            self.show_pane(panes[(panes.index(here.id or "") + by) % len(panes)])

    def reload(self) -> None:
        """Every view that was asked is asked again when it is next seen; the one seen now at once."""
        for panel in self.query(ViewPanel):
            panel.loaded = False
        seen = self.panel()
        if seen is not None:
            seen.load_once()


def _holder(pane: TabPane) -> TabbedContent:
    return next(node for node in pane.ancestors if isinstance(node, TabbedContent))


def numbered(place: int, label: str) -> str:
    """The label of a tab with the key that opens it."""
    return f"{place % 10} {label}" if place <= 10 else label
