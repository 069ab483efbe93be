"""A table in which many rows are chosen at once."""

from collections.abc import Collection, Iterable
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from inkoop_core.api.views import Ref, Row
from inkoop_tui.widgets.lazy_table import HEADING, LazyTable

MARK = "● "
NO_MARK = "  "


class MarkingTable(LazyTable):
    """Space marks a row. Marks stay when a filter hides their row; all are of one kind of thing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "mark",
            "kies",
            show=False,
            id="table.mark",
            key_display="spatie",
            tooltip="De rij kiezen, of niet meer; daarna de volgende",
        ),
        Binding(
            "ctrl+a",
            "mark_all",
            "alle",
            show=False,
            id="table.mark-all",
            key_display="Ctrl+A",
            tooltip="Alle rijen van dit filter kiezen",
        ),
        Binding("escape", "unmark", "kies geen", id="table.unmark", tooltip="Geen enkele rij meer kiezen"),
    ]

    class Marked(Message):
        """Other rows are marked than before."""

        def __init__(self, table: "MarkingTable") -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> "MarkingTable":
            return self.table

    def __init__(self, *, fixed: int = 1, id: str | None = None) -> None:
        super().__init__(fixed=fixed, id=id)
        self._marks: dict[Ref, None] = {}

    @property
    def marked(self) -> tuple[Ref, ...]:
        """What is marked, in the order in which it was."""
        return tuple(self._marks)

    @property
    def unseen(self) -> int:
        """How many marked rows are not among the rows that are shown."""
        return len(self._marks.keys() - {row.ref for row in self.rows or ()}) if self.rows is not None else 0

    def forget(self, standing: Collection[Ref]) -> None:
        """Take the marks away of what no longer stands."""
        self._change(ref for ref in self._marks if ref in standing)

    def lead(self, row: Row | None) -> str:
        """The sign of a mark; nothing while no row has one."""
        if not self._marks:
            return ""
        return MARK if row is not None and row.ref in self._marks else NO_MARK

    def _row_style(self, index: int, row: Row | None) -> Style:
        if index != self.cursor and row is not None and row.ref in self._marks:
            return self.get_component_rich_style("lazy-table--marked")
        return super()._row_style(index, row)

    # -- marking

    def action_mark(self) -> None:
        self._toggle(self.cursor)
        self.cursor += 1

    def action_mark_all(self) -> None:
        if self.rows is None:
            self.notify("Deze tabel wordt bij stukken gelezen; kies de rijen hier een voor een.")
            return
        self._mark(self.rows)

    def action_unmark(self) -> None:
        self._change(())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without marks Escape means what it means elsewhere."""
        if action == "unmark":
            return bool(self._marks)
        return super().check_action(action, parameters)

    def on_click(self, event: events.Click) -> None:
        """With Ctrl, or on the sign, one row; with Shift every row from the cursor to there."""
        index = self.row_under(event)
        on_sign = bool(self._marks) and event.x < len(MARK)
        if index is None or not (event.ctrl or event.shift or on_sign):
            return
        event.prevent_default()
        if event.shift:
            first, last = sorted((self.cursor, index))
            self._mark(row for row in map(self._pages.row, range(first, last + 1)) if row is not None)
        else:
            self._toggle(index)
        self.cursor = index

    def _toggle(self, index: int) -> None:
        row = self._pages.row(index)
        if row is None:
            return
        if row.ref in self._marks:
            self._change(ref for ref in self._marks if ref != row.ref)
            return
        if row.ref.kind != HEADING and self._marks and row.ref.kind != next(iter(self._marks)).kind:
            self.notify("Deze rij gaat over iets anders dan wat al is gekozen; samen kan niet.")
        self._mark((row,))

    def _mark(self, rows: Iterable[Row]) -> None:
        """Mark rows as well, of the kind of the first."""
        marks = dict(self._marks)
        for row in rows:
            if row.ref.kind != HEADING and (not marks or row.ref.kind == next(iter(marks)).kind):
                marks[row.ref] = None
        self._change(marks)

    def _change(self, marks: Iterable[Ref]) -> None:
        changed = dict.fromkeys(marks)
        if changed == self._marks:
            return
        leads = bool(changed) != bool(self._marks)
        self._marks = changed
        if leads:
            self._measure()
            self.refresh_bindings()
        self.refresh()
        self.post_message(self.Marked(self).set_sender(self))
