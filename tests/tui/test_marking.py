"""Many rows chosen at once, and found by what is typed."""

import asyncio
from collections.abc import Awaitable, Callable

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from inkoop_core.api.views import Column, ColumnKind, Ref, Row, RowSource, Table
from inkoop_tui.widgets.lazy_table import HEADING
from inkoop_tui.widgets.marking_table import MarkingTable
from inkoop_tui.widgets.table_panel import TablePanel, folded

COLUMNS = (Column("nr", "Nr", ColumnKind.NUMBER), Column("text", "Tekst"))
ROWS = (
    Row(Ref(HEADING, "0"), ("Kop", "")),
    Row(Ref("reading", "1"), (1, "Café De Voorbeelden")),
    Row(Ref("reading", "2"), (2, "cafetaria")),
    Row(Ref("reading", "3"), (3, "Stichting Voorbeeld")),
    Row(Ref("fact", "4"), (4, "iets anders")),
)


class Thousand:
    """A source of numbered rows."""

    def count(self) -> int:
        return 1000

    def page(self, after: int, size: int) -> tuple[Row, ...]:
        return tuple(Row(Ref("row", str(number)), (number, "rij")) for number in range(after, after + size))


class OnePanel(App[None]):
    def __init__(self, source: tuple[Row, ...] | RowSource) -> None:
        super().__init__()
        self.source = source

    def compose(self) -> ComposeResult:
        yield TablePanel()

    def on_mount(self) -> None:
        panel = self.query_one(TablePanel)
        panel.show(Table(COLUMNS, self.source), cursor=1)
        panel.table.focus()


Steps = Callable[[Pilot[None], TablePanel], Awaitable[None]]


def with_panel(steps: Steps, source: tuple[Row, ...] | RowSource = ROWS) -> None:
    async def go() -> None:
        async with OnePanel(source).run_test(size=(60, 20)) as pilot:
            for _ in range(3):
                await pilot.pause()
                await pilot.app.workers.wait_for_complete()
            await steps(pilot, pilot.app.query_one(TablePanel))

    asyncio.run(go())


def marked(panel: TablePanel) -> list[str]:
    return [ref.id for ref in panel.table.marked]


def status(panel: TablePanel) -> str:
    line = panel.query_one(".status", Static)
    return str(line.content) if line.display else ""


def lines(app: App[None]) -> list[str]:
    return ["".join(part.text for part in strip) for strip in app.screen._compositor.render_strips()]


def test_space_marks_a_row_and_goes_to_the_next() -> None:
    async def steps(pilot: Pilot[None], panel: TablePanel) -> None:
        assert status(panel) == ""
        await pilot.press("space", "space")
        assert marked(panel) == ["1", "2"]
        assert panel.table.cursor == 3
        assert status(panel) == "● 2 gekozen"
        await pilot.press("up", "space")
        assert marked(panel) == ["1"]

    with_panel(steps)


def test_a_marked_row_has_a_sign_and_not_only_a_colour() -> None:
    async def steps(pilot: Pilot[None], panel: TablePanel) -> None:
        assert not any("●" in line for line in lines(pilot.app))
        panel.table.action_mark()
        await pilot.pause()
        assert [line[:2] for line in lines(pilot.app)[:4]] == ["  ", "Ko", "● ", "  "]

    with_panel(steps)


def test_control_a_marks_every_row_of_the_filter_and_of_the_same_kind() -> None:
    async def steps(pilot: Pilot[None], panel: TablePanel) -> None:
        await pilot.press("ctrl+a")
        assert marked(panel) == ["1", "2", "3"]
        await pilot.press("escape")
        assert (marked(panel), status(panel)) == ([], "")
        await pilot.press("slash", *"cafe", "enter", "ctrl+a")
        assert marked(panel) == ["1", "2"]
        assert status(panel) == "● 2 gekozen   │ 2 van 4 rijen"

    with_panel(steps)


def test_what_the_filter_hides_stays_marked_and_is_counted() -> None:
    async def steps(pilot: Pilot[None], panel: TablePanel) -> None:
        await pilot.press("space", "slash", *"sticht")
        await pilot.pause()
        assert status(panel) == "● 1 gekozen (waarvan 1 nu niet getoond)   │ 1 van 4 rijen"
        await pilot.press("escape")
        await pilot.pause()
        assert status(panel) == "● 1 gekozen"

    with_panel(steps)


def test_a_filter_finds_text_in_any_column_whatever_its_accents_and_capitals() -> None:
    async def steps(pilot: Pilot[None], panel: TablePanel) -> None:
        await pilot.press("slash", *"VÓORBEELD 3")
        await pilot.pause()
        assert [row.cells[0] for row in panel.table.rows or ()] == [3]

    with_panel(steps)
    assert folded("Coöperatie Één") == "cooperatie een"


def test_a_row_about_something_else_cannot_be_marked_beside_it() -> None:
    async def steps(pilot: Pilot[None], panel: TablePanel) -> None:
        await pilot.press("space", "end", "space", "home", "space")
        assert marked(panel) == ["1"]

    with_panel(steps)


def test_marks_of_rows_that_no_longer_stand_are_let_go() -> None:
    async def steps(pilot: Pilot[None], panel: TablePanel) -> None:
        await pilot.press("space", "space")
        panel.show(Table(COLUMNS, ROWS[2:]))
        await pilot.pause()
        assert marked(panel) == ["2"]

    with_panel(steps)


def test_control_click_marks_one_row_and_shift_click_all_rows_up_to_there() -> None:
    async def steps(pilot: Pilot[None], panel: TablePanel) -> None:
        await pilot.click(MarkingTable, offset=(8, 2), control=True)
        assert marked(panel) == ["1"]
        await pilot.click(MarkingTable, offset=(8, 4), shift=True)
        assert marked(panel) == ["1", "2", "3"]
        await pilot.click(MarkingTable, offset=(0, 3))
        assert marked(panel) == ["1", "3"]
        await pilot.click(MarkingTable, offset=(8, 3))
        assert (marked(panel), panel.table.cursor) == (["1", "3"], 2)

    with_panel(steps)


def test_of_rows_that_come_page_by_page_only_single_ones_can_be_marked() -> None:
    async def steps(pilot: Pilot[None], panel: TablePanel) -> None:
        await pilot.press("ctrl+a")
        assert marked(panel) == []
        await pilot.press("space")
        assert marked(panel) == ["1"]

    with_panel(steps, Thousand())


def test_a_panel_tells_what_the_marked_rows_are_about_together() -> None:
    async def steps(pilot: Pilot[None], panel: TablePanel) -> None:
        one = panel.thing("P")
        assert one is not None
        assert (one.kind, one.ids) == ("reading", ("1",))
        await pilot.press("space", "space")
        several = panel.thing("P")
        assert several is not None
        assert (several.kind, several.ids) == ("reading", ("1", "2"))

    with_panel(steps)
