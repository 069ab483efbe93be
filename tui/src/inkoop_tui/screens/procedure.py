"""A procedure: matrix, tasks, proposals, and everything else that is known of it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TabbedContent

from inkoop_core.api.views import View
from inkoop_tui.offers import needs_nothing
from inkoop_tui.screens.tabs import TabsScreen, ViewPane, numbered
from inkoop_tui.thing import Thing
from inkoop_tui.widgets.view_panel import ViewPanel

TABS = (
    "matrix",
    "taken",
    "voorstellen",
    "noten",
    "scores",
    "eisen",
    "feiten",
    "journaal",
    "rollen",
    "plugins",
)
"""Core's own tabs, in order; views of plugins follow."""

FIXED = {"matrix": 2}
"""Columns that stay when a view scrolls sideways."""


class ProcedureScreen(TabsScreen):
    """The tabs of one procedure."""

    GUIDE: ClassVar[str] = (
        "De matrix toont elke inschrijving per stap. Enter opent wat gekozen is: een inschrijving, een taak, een "
        "voorstel dat op u wacht, een noot waarvan u de lezing kiest. Met a kiest u een actie over de gekozen rij."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "score", "score", id="score", tooltip="Score vastleggen voor de gekozen inschrijving"),
        Binding("c", "consensus", "consensus", id="consensus", tooltip="Consensusscore vastleggen"),
    ]

    def __init__(self, procedure: str) -> None:
        super().__init__(Thing(procedure, "procedure", procedure), procedure)

    def body(self) -> ComposeResult:
        with TabbedContent():
            for place, view in enumerate(self._views(), 1):
                procedure = "" if view.about == "desk" else self.thing.procedure
                panel = ViewPanel(view.id, procedure, fixed=FIXED.get(view.id, 1))
                yield ViewPane(numbered(place, view.label), panel, id=f"tab-{view.id}")

    def _views(self) -> list[View]:
        desk = self.desk
        foreign = [
            view
            for view in desk.catalogue.views
            if view.about in ("procedure", "submission") and needs_nothing(view)
        ]
        return [*(desk.views[name] for name in TABS), *foreign]

    def chosen_thing(self) -> Thing:
        panel = self.panel()
        row = panel.table.chosen if panel else None
        if row is None or panel is None or panel.view == "plugins":
            return self.thing
        return Thing.of(self.thing.procedure, row.ref)

    def action_score(self) -> None:
        self.begin(self._scored(), "score-vastleggen")

    def action_consensus(self) -> None:
        self.begin(self._scored(), "consensus-vastleggen")

    def _scored(self) -> Thing:
        thing = self.chosen_thing()
        return thing if thing.submission else self.thing
