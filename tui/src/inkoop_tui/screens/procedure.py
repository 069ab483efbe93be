"""A procedure: matrix, tasks, proposals, and everything else that is known of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TabbedContent, TabPane

from inkoop_core.api.views import View
from inkoop_core.domain.role import Role
from inkoop_tui.offers import needs_nothing
from inkoop_tui.screens.form import ArgumentsScreen
from inkoop_tui.screens.tabs import TabsScreen, ViewPane, numbered
from inkoop_tui.screens.telling import TellScreen
from inkoop_tui.screens.vault import VaultScreen
from inkoop_tui.sheets import MakeSheets, write_sheets
from inkoop_tui.thing import Thing
from inkoop_tui.widgets.view_panel import ViewPanel

GROUPS: Mapping[str, Sequence[str]] = {
    "Inschrijvingen": ("matrix", "taken", "voorstellen", "termijnen"),
    "Lezen": ("gelezen", "tegenspraken", "herkenning"),
    "Beoordelen": ("scores", "naslag", "ondertekeningen", "gelijke-behandeling", "verzoeken"),
    "Beslissen": ("poorten", "beslissingen", "brieven", "verificatie", "planning-controle"),
    "Overeenkomst": ("dekking", "ondertekenset", "overeenkomsten"),
    "Vragen": ("vragen", "nota", "klachten", "gedingen"),
    "Aanbesteding": ("noten", "eisen", "aanbestedingsdocumenten", "opening", "belangen", "toestemmingen"),
    "Dossier": ("verslagen", "feiten", "journaal", "rollen", "plugins"),
}
"""Core's own tabs by what an officer is doing; views of plugins follow."""
OTHERS = "Meer"

FIXED = {"matrix": 2, "gelezen": 3}
"""Columns that stay when a view scrolls sideways."""


KEYS: Mapping[str, str] = {
    "score": "score-vastleggen",
    "consensus": "consensus-vastleggen",
    "vault": "inschrijving-innemen",
}
"""Keys that are shown to those who may do the action; others find it, with who may, under `a`."""


class ProcedureScreen(TabsScreen):
    """The tabs of one procedure."""

    GUIDE: ClassVar[str] = (
        "De matrix toont elke inschrijving per stap. Het cijfer opent een groep tabbladen, en daarna het volgende in "
        "die groep. Enter opent wat gekozen is: een inschrijving, een taak, een voorstel dat op u wacht, wat in een "
        "stuk is gelezen. Spatie kiest meer rijen tegelijk; met a kiest u een actie over wat gekozen is."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "score", "score", id="score", tooltip="Score vastleggen voor de gekozen inschrijving"),
        Binding("c", "consensus", "consensus", id="consensus", tooltip="Consensusscore vastleggen"),
        Binding(
            "i",
            "vault",
            "kluis",
            id="vault",
            tooltip="De kluis innemen: alle inschrijvingen van het platform",
        ),
        Binding(
            "e",
            "sheets",
            "formulieren",
            show=False,
            id="sheets",
            tooltip="Scoreformulieren (Excel) maken in een map",
        ),
    ]

    def __init__(self, procedure: str) -> None:
        super().__init__(Thing(procedure, "procedure", procedure), procedure)

    def body(self) -> ComposeResult:
        with TabbedContent(id="groups"):
            for place, (label, views) in enumerate(self._groups().items(), 1):
                with TabPane(numbered(place, label), id=f"group-{place}"), TabbedContent():
                    for view in views:
                        procedure = "" if view.about == "desk" else self.thing.procedure
                        panel = ViewPanel(view.id, procedure, fixed=FIXED.get(view.id, 1))
                        yield ViewPane(view.label, panel, id=f"tab-{view.id}")

    def _groups(self) -> dict[str, list[View]]:
        desk = self.desk
        foreign = [
            view
            for view in desk.catalogue.views
            if view.about in ("procedure", "submission") and needs_nothing(view)
        ]
        groups = {
            label: [desk.views[name] for name in names if name in desk.views]
            for label, names in GROUPS.items()
        }
        return groups | ({OTHERS: foreign} if foreign else {})

    def chosen_thing(self) -> Thing:
        panel = self.panel()
        if panel is None or panel.view == "plugins":
            return self.thing
        return panel.thing(self.thing.procedure) or self.thing

    @cached_property
    def _roles(self) -> frozenset[Role]:
        return self.desk.roles(self.thing.procedure)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        wanted = KEYS.get(action)
        if wanted is not None and self._roles.isdisjoint(self.desk.action(wanted).roles):
            return False
        return super().check_action(action, parameters)

    def action_score(self) -> None:
        self.begin(self._scored(), "score-vastleggen")

    def action_consensus(self) -> None:
        self.begin(self._scored(), "consensus-vastleggen")

    def _scored(self) -> Thing:
        thing = self.chosen_thing()
        return thing if thing.submission else self.thing

    def action_vault(self) -> None:
        self.app.push_screen(VaultScreen(self.thing.procedure))

    def action_sheets(self) -> None:
        def read(wanted: MakeSheets | None) -> None:
            if wanted is not None:
                self._make_sheets(wanted)

        title = "Scoreformulieren maken"
        self.app.push_screen(ArgumentsScreen(title, MakeSheets, self.thing.procedure, button="Maken"), read)

    def _make_sheets(self, wanted: MakeSheets) -> None:
        desk, procedure = self.desk, self.thing.procedure
        self.ask(
            lambda: write_sheets(desk, procedure, wanted),
            self._made_sheets,
            self.tell_error,
            group="sheets",
        )

    def _made_sheets(self, text: str) -> None:
        self.app.push_screen(TellScreen("Scoreformulieren gemaakt", text))

    def own_commands(self) -> Iterator[tuple[str, Callable[[], None], str]]:
        yield "Kluis innemen", self.action_vault, "alle inschrijvingen van het platform, pakket voor pakket"
        yield "Scoreformulieren maken", self.action_sheets, "Excel-bestanden in een map"
