"""Any view of the desk, as a table."""

from collections.abc import Collection
from enum import Enum
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message

from inkoop_core.api.fields import fields_of
from inkoop_core.api.views import Row, Table
from inkoop_tui.asking import told
from inkoop_tui.offers import fits, takes_many
from inkoop_tui.widgets.fields import text_of
from inkoop_tui.widgets.lazy_table import LazyTable
from inkoop_tui.widgets.table_panel import TablePanel

CONFIRM = "gelezen-bevestigen"


class ViewPanel(TablePanel):
    """A view of a procedure ("" the desk). It asks the desk when it is first seen.

    leave_out  ids of columns that say what the screen says already
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f",
            "narrow",
            "kies uit",
            id="view.narrow",
            tooltip="Het overzicht beperken: welke rijen u wilt zien",
        ),
        Binding(
            "b",
            f"begin('{CONFIRM}',True)",
            "bevestig",
            id="view.confirm",
            tooltip="Wat is gelezen bevestigen: van de gekozen rijen, anders van deze rij",
        ),
        Binding(
            "x",
            "begin('gelezen-verwerpen',False)",
            "verwerp",
            id="view.reject",
            tooltip="Zeggen dat er iets anders staat dan is gelezen",
        ),
        Binding(
            "w",
            "begin('gegevens-vastleggen',False)",
            "waarde",
            id="view.record",
            tooltip="Zelf kiezen of typen wat er staat",
        ),
    ]

    class Begun(Message):
        """An action about what is chosen here is wanted. at_once: without a form where nothing is left to ask."""

        def __init__(self, panel: "ViewPanel", action: str, at_once: bool) -> None:
            super().__init__()
            self.panel = panel
            self.action = action
            self.at_once = at_once

    class Narrowed(Message):
        """Other arguments for the view are wanted."""

        def __init__(self, panel: "ViewPanel") -> None:
            super().__init__()
            self.panel = panel

    def __init__(
        self,
        view: str,
        procedure: str,
        arguments: Any = None,
        *,
        fixed: int = 1,
        detail: bool = True,
        leave_out: Collection[str] = (),
        id: str | None = None,
    ) -> None:
        super().__init__(fixed=fixed, detail=detail, id=id)
        self._leave_out = leave_out
        self._narrowed = False
        self.view = view
        self.procedure = procedure
        self.arguments = arguments
        self.loaded = False
        self._kind = ""

    def load(self) -> None:
        """Ask the desk, in a thread; the cursor stays where it was."""
        self.loaded = True
        desk, cursor = self.desk, self.table.cursor
        self.ask(
            lambda: desk.view(self.view, self.procedure, self.arguments),
            lambda table: self._loaded(table, cursor),
            lambda error: self.show_problem(told(error)),
        )

    def load_once(self) -> None:
        """Ask the desk unless it was asked."""
        if not self.loaded:
            self.load()

    def narrow_to(self, arguments: Any) -> None:
        """Show the view with other arguments."""
        self.arguments = arguments
        self._narrowed = True
        self.table.action_unmark()
        self.load()
        self.table.focus()

    def _loaded(self, table: Table, cursor: int) -> None:
        self.show(without(table, self._leave_out) if self._leave_out else table, cursor=cursor)

    def noted(self, table: Table) -> str:
        """The note of the view, before it what a person narrowed it to."""
        narrowed = narrowed_to(self.arguments) if self._narrowed else ""
        return "\n".join(filter(None, (narrowed, table.note)))

    def status(self) -> str:
        """Also how to choose, where several of these rows can be confirmed together."""
        told_already = super().status()
        confirm = self.desk.actions.get(CONFIRM)
        if told_already or confirm is None or not takes_many(confirm, self._kind):
            return told_already
        return "Spatie kiest rijen, Ctrl+A alle"

    # -- the keys

    @on(LazyTable.Moved)
    def _on_another(self, event: LazyTable.Moved) -> None:
        """Another kind of row has other keys."""
        kind = event.row.ref.kind if event.row is not None else ""
        if kind != self._kind:
            self._kind = kind
            self._tell_status()
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that mean something for these rows."""
        if action == "narrow":
            view = self.desk.views.get(self.view)
            return view is not None and bool(fields_of(view.arguments))
        if action == "begin":
            return self._fits(str(parameters[0]))
        return super().check_action(action, parameters)

    def _fits(self, action: str) -> bool:
        several = len(self.table.marked) > 1 if self.query(LazyTable) else False
        return bool(self._kind) and fits(self.desk.actions.get(action), self._kind, several=several)

    def action_begin(self, action: str, at_once: bool) -> None:
        self.post_message(self.Begun(self, action, at_once))

    def action_narrow(self) -> None:
        self.post_message(self.Narrowed(self))


def without(table: Table, columns: Collection[str]) -> Table:
    """The table without some columns; as it is where its rows come page by page."""
    if not isinstance(table.source, tuple):
        return table
    kept = [place for place, column in enumerate(table.columns) if column.id not in columns]
    return Table(
        tuple(table.columns[place] for place in kept),
        tuple(Row(row.ref, tuple(row.cells[place] for place in kept)) for row in table.source),
        table.title,
        table.note,
    )


def narrowed_to(arguments: Any) -> str:
    """The arguments that were given, in words; "" where none were."""
    if arguments is None:
        return ""
    given = [
        f"{spec.label}: {_said(value)}"
        for spec in fields_of(type(arguments))
        if (value := getattr(arguments, spec.name)) not in (None, "", ()) and value != spec.default
    ]
    return f"Alleen {', '.join(given)}" if given else ""


def _said(value: Any) -> str:
    return str(getattr(value, "label", value.value)) if isinstance(value, Enum) else text_of(value)
