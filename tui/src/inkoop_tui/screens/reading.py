"""What was read of one fact to be: every field beside its sources, and the text in which it stands."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from inkoop_tui.asking import told
from inkoop_tui.read_text import Told, sources_content, told_target
from inkoop_tui.screens.base import DeskScreen
from inkoop_tui.thing import Thing
from inkoop_tui.widgets.desk_header import DeskHeader
from inkoop_tui.widgets.lazy_table import LazyTable
from inkoop_tui.widgets.table_panel import TablePanel
from inkoop_tui.widgets.view_panel import ViewPanel

FIELDS = "gelezen-veld"
ON_TOP = ("submission", "tenderer", "kind", "part")
GONE = "Dit gelezen gegeven staat niet meer: het is verworpen, of het pakket staat niet meer op de lijst."


class FieldsPanel(ViewPanel):
    """The fields of one fact to be: there is nothing to narrow, and nothing to choose together."""

    def status(self) -> str:
        return TablePanel.status(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return False if action == "narrow" else super().check_action(action, parameters)


class ReadingScreen(DeskScreen):
    """One fact to be, by one of its readings."""

    GUIDE: ClassVar[str] = (
        "Links elk veld met wat elke bron zegt; rechts waar het staat, in welke woorden, en de tekst van het stuk. "
        "Met b bevestigt u het gegeven, met w kiest of typt u zelf een waarde, met x verwerpt u wat is gelezen. Tab "
        "gaat naar de tekst."
    )

    def __init__(self, procedure: str, reading: str) -> None:
        super().__init__(Thing(procedure, "reading", reading), f"{procedure} › gelezen {reading}")
        self._told: Told | None = None

    def body(self) -> ComposeResult:
        with Horizontal(classes="beside"):
            arguments = self.desk.views[FIELDS].arguments(reading=int(self.thing.id))
            yield FieldsPanel(
                FIELDS, self.thing.procedure, arguments, detail=False, leave_out=ON_TOP, id="fields"
            )
            with VerticalScroll(id="source", can_focus=True):
                yield Static("", id="source-text")

    def reload(self) -> None:
        desk, thing = self.desk, self.thing
        self.ask(
            lambda: told_target(desk, thing.procedure, thing.id), self._read, self.tell_error, group="read"
        )

    def _read(self, found: Told | None) -> None:
        self._told = found
        if found is None:
            self.query_one("#fields", ViewPanel).show_problem(GONE)
            return
        target = found.target
        where = f"{target.subject} › {target.kind}: {target.status.label}"
        self.query_one(DeskHeader).refresh_desk(f"{self.thing.procedure} › {where}", where)
        self.query_one("#fields", ViewPanel).load()

    @on(LazyTable.Moved)
    def _moved(self, event: LazyTable.Moved) -> None:
        panel, found, desk = self.query_one("#fields", ViewPanel), self._told, self.desk
        place = panel.place_of(event.row) if event.row is not None else None
        if found is None or place is None or place >= len(found.target.fields):
            return
        field = found.target.fields[place]
        self.ask(
            lambda: sources_content(desk, self.thing.procedure, found, field),
            self._show_source,
            lambda error: self._show_source(Content(told(error))),
            group="source",
        )

    def _show_source(self, content: Content) -> None:
        self.query_one("#source-text", Static).update(content)
        self.query_one("#source").scroll_home(animate=False)

    def open_row(self, event: LazyTable.Opened) -> None:  # noqa: ARG002 - a field leads to its source
        self.query_one("#source").focus()
