"""Any view of the desk, as a table."""

from typing import Any

from inkoop_core.api.views import Table
from inkoop_tui.asking import told
from inkoop_tui.widgets.table_panel import TablePanel


class ViewPanel(TablePanel):
    """A view of a procedure ("" the desk). It asks the desk when it is first seen."""

    def __init__(
        self,
        view: str,
        procedure: str,
        arguments: Any = None,
        *,
        fixed: int = 1,
        detail: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(fixed=fixed, detail=detail, id=id)
        self.view = view
        self.procedure = procedure
        self.arguments = arguments
        self.loaded = False

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

    def _loaded(self, table: Table, cursor: int) -> None:
        self.show(table, cursor=cursor)
