"""A row in full, with what can be done about it: for everything that has no screen of its own."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as ListOption

from inkoop_core.api.views import Column, Row
from inkoop_tui.cells import whole_text
from inkoop_tui.offers import Offer, offers
from inkoop_tui.screens.base import DeskScreen
from inkoop_tui.thing import Thing


class RowScreen(DeskScreen):
    """Every cell in full above, the actions about it below."""

    GUIDE: ClassVar[str] = "Alles wat in de rij staat. Kies eronder wat u ermee wilt doen."
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"

    def __init__(self, procedure: str, row: Row, columns: Sequence[Column]) -> None:
        super().__init__(Thing.of_row(procedure, row, columns), f"{procedure} › {row.ref.id}".lstrip(" ›"))
        self._cells = [
            (column, whole_text(value, column.kind)) for column, value in zip(columns, row.cells, strict=True)
        ]

    def body(self) -> ComposeResult:
        wide = max(len(column.label) for column, _ in self._cells) + 2
        text = Content("\n").join(
            Content.assemble((column.label.ljust(wide), "$secondary"), cell.replace("\n", "\n" + " " * wide))
            for column, cell in self._cells
            if cell
        )
        with VerticalScroll(classes="row-text", can_focus=False):
            yield Static(text)
        with Vertical(classes="row-actions"):
            yield Static("Wat wilt u doen?", classes="section")
            yield OptionList()

    def reload(self) -> None:
        desk, thing = self.desk, self.thing
        self.ask(lambda: offers(desk, thing), self._offered, self.tell_error)

    def _offered(self, offered: tuple[Offer, ...]) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        for offer in offered:
            why = "" if offer.permitted else f"  (niet uw rol; wel van: {offer.roles})"
            options.add_option(
                ListOption(Content(offer.label + why), offer.action, disabled=not offer.permitted)
            )
        options.action_first()
        options.focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            self.begin(self.thing, event.option_id)

    def acted(self, done: bool | None) -> None:
        """The row is not what it was; back to the table."""
        if done:
            self.dismiss()
