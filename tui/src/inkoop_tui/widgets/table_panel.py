"""A table with what belongs to it: filter, the cut cells of the chosen row, note, and what went wrong."""

import unicodedata
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from inkoop_core.api.views import Row, Table
from inkoop_tui.asking import Asking
from inkoop_tui.cells import row_texts
from inkoop_tui.thing import Thing
from inkoop_tui.widgets.lazy_table import HEADING, LazyTable
from inkoop_tui.widgets.marking_table import MarkingTable

SHORT = 30
"""Longer texts get a line of their own below the table."""


class TablePanel(Vertical, Asking):
    """Shows a `Table`. Opened rows bubble up as `LazyTable.Opened`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "filter", id="panel.filter", tooltip="Alleen rijen met een tekst tonen"),
        Binding("escape", "close_filter", "filter weg", id="panel.close-filter", tooltip="Alle rijen tonen"),
    ]

    def __init__(self, *, fixed: int = 1, detail: bool = True, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fixed = fixed
        self._detail = detail
        self._table: Table | None = None
        self._folded: list[str] | None = None

    def compose(self) -> ComposeResult:
        yield Static("", classes="problem", markup=False)
        yield MarkingTable(fixed=self._fixed)
        yield Static("", classes="status", markup=False)
        yield Input(placeholder="filter: tekst in een rij, Enter naar de tabel, Esc sluit", classes="filter")
        yield Static("", classes="row-detail", markup=False)
        yield Static("", classes="note", markup=False)

    def on_mount(self) -> None:
        for name in (".problem", ".status", ".row-detail", ".note", ".filter"):
            self.query_one(name).display = False

    @property
    def table(self) -> MarkingTable:
        """The table itself."""
        return self.query_one(MarkingTable)

    def thing(self, procedure: str) -> Thing | None:
        """What the marked rows are about, without marks the row at the cursor; None where there is no row."""
        table = self.table
        if table.marked:
            return Thing.several(procedure, table.marked)
        row = table.chosen
        if row is None or row.ref.kind == HEADING:
            return None
        return Thing.of_row(procedure, row, table.columns)

    def place_of(self, row: Row) -> int | None:
        """The number of a row in the whole table, whatever the filter leaves; None where it is not held."""
        source = self._table.source if self._table else ()
        return source.index(row) if isinstance(source, tuple) and row in source else None

    def show(self, table: Table, *, cursor: int = 0) -> None:
        """Show a table; a filter that stands keeps standing."""
        self._table, self._folded = table, None
        self._tell(".problem", "")
        self._tell(".note", self.noted(table))
        self.table.display = True
        self.table.show_table(self._filtered(table), cursor=cursor)
        if isinstance(table.source, tuple):
            self.table.forget({row.ref for row in table.source})
        self._tell_status()

    def noted(self, table: Table) -> str:
        """What is told below the table."""
        return table.note

    def _tell_status(self) -> None:
        self._tell(".status", self.status())

    def status(self) -> str:
        """How many rows are chosen and how many the filter leaves; "" where there is nothing to say."""
        table, whole = self.table, self._table.source if self._table else ()
        parts = []
        if table.marked:
            unseen = f" (waarvan {table.unseen} nu niet getoond)" if table.unseen else ""
            parts.append(f"● {len(table.marked)} gekozen{unseen}")
        if isinstance(whole, tuple) and self.query_one(".filter", Input).value.strip():
            parts.append(f"{table.count} van {_rows(whole)} rijen")
        return "   │ ".join(parts)

    def show_problem(self, text: str) -> None:
        """Show why there is nothing to see."""
        self._tell(".problem", text)
        self.table.display = False

    def _tell(self, name: str, text: str) -> None:
        part = self.query_one(name, Static)
        part.update(text)
        part.display = bool(text)

    def _filtered(self, table: Table) -> Table:
        wanted = folded(self.query_one(".filter", Input).value).split()
        if not wanted or not isinstance(table.source, tuple):
            return table
        if self._folded is None:
            self._folded = [folded(" ".join(row_texts(row, table.columns))) for row in table.source]
        kept = tuple(
            row
            for row, text in zip(table.source, self._folded, strict=True)
            if row.ref.kind != HEADING and all(word in text for word in wanted)
        )
        return Table(table.columns, kept, table.title, table.note)

    def action_filter(self) -> None:
        if self._table is None or not isinstance(self._table.source, tuple):
            self.notify("Deze tabel wordt bij stukken gelezen en kan hier niet worden gefilterd.")
            return
        box = self.query_one(".filter", Input)
        box.display = True
        box.focus()
        self.refresh_bindings()

    @on(Input.Changed, ".filter")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._table is not None:
            self.table.show_table(self._filtered(self._table))
            self._tell_status()

    @on(MarkingTable.Marked)
    def _marked(self, event: MarkingTable.Marked) -> None:
        event.stop()
        self._tell_status()

    @on(Input.Submitted, ".filter")
    def _to_the_table(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(".filter").display = bool(event.value)
        self.table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a filter Escape means what it means elsewhere."""
        if action == "close_filter":
            return bool(self.query(".filter")) and bool(self.query_one(".filter").display)
        return super().check_action(action, parameters)

    def action_close_filter(self) -> None:
        box = self.query_one(".filter", Input)
        box.value = ""
        box.display = False
        self.table.focus()
        self.refresh_bindings()

    @on(LazyTable.Moved)
    def _moved(self, event: LazyTable.Moved) -> None:
        part = self.query_one(".row-detail", Static)
        row = event.row
        cut = event.table.cut_cells(row) if row is not None and row.ref.kind != HEADING else []
        part.display = bool(cut) and self._detail
        part.update(cut_content(cut))

    @on(LazyTable.Failed)
    def _failed(self, event: LazyTable.Failed) -> None:
        event.stop()
        self.show_problem(event.text)


def cut_content(cells: list[tuple[str, str]]) -> Content:
    """Labels with whole texts: short ones beside each other, long ones on lines of their own."""
    parts: list[Content | str | tuple[str, str]] = []
    for place, (label, text) in enumerate(cells):
        if place:
            parts.append("\n" if max(len(text), len(cells[place - 1][1])) > SHORT else "   ")
        parts += [(f"{label}: ", "$secondary"), text]
    return Content.assemble(*parts)


def folded(text: str) -> str:
    """A text without accents and without capitals: "Café" is found as "cafe"."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def _rows(source: Sequence[Row]) -> int:
    return sum(row.ref.kind != HEADING for row in source)
