"""The table that draws only what is seen."""

import asyncio
from collections.abc import Awaitable, Callable

from attrs import define, field
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table
from inkoop_tui.pages import KEPT, SIZE, Pages
from inkoop_tui.widgets.lazy_table import LazyTable

MILLION = 1_000_000
COLUMNS = (
    Column("nr", "Nr", ColumnKind.NUMBER),
    Column("text", "Tekst"),
    Column("state", "Stand", ColumnKind.STATE),
)


@define
class Numbers:
    """A source of numbered rows that remembers which pages it was asked."""

    total: int
    asked: list[int] = field(factory=list)

    def count(self) -> int:
        return self.total

    def page(self, after: int, size: int) -> tuple[Row, ...]:
        self.asked.append(after // size)
        return tuple(a_row(number) for number in range(after, min(after + size, self.total)))


def a_row(number: int, text: str = "") -> Row:
    return Row(Ref("row", str(number)), (number, text or f"rij {number}", "✓ in orde"))


class OneTable(App[None]):
    def __init__(self, table: Table) -> None:
        super().__init__()
        self.shown = table
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        yield LazyTable()

    def on_mount(self) -> None:
        table = self.query_one(LazyTable)
        table.show_table(self.shown)
        table.focus()

    def on_lazy_table_opened(self, event: LazyTable.Opened) -> None:
        self.opened.append(event.row.ref.id)


def with_table(table: Table, steps: Callable[[Pilot[None], OneTable], Awaitable[None]]) -> None:
    async def go() -> None:
        app = OneTable(table)
        async with app.run_test(size=(60, 20)) as pilot:
            await still(pilot)
            await steps(pilot, app)

    asyncio.run(go())


async def still(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()


def lines(app: App[None]) -> list[str]:
    return ["".join(part.text for part in strip) for strip in app.screen._compositor.render_strips()]


def test_a_million_rows_open_with_two_pages() -> None:
    source = Numbers(MILLION)

    async def steps(_pilot: Pilot[None], app: OneTable) -> None:
        assert "rij 0" in lines(app)[1]
        assert sorted(set(source.asked)) == [0, 1]

    with_table(Table(COLUMNS, source), steps)


def test_the_end_of_a_million_rows_asks_only_the_pages_that_are_seen() -> None:
    source = Numbers(MILLION)

    async def steps(pilot: Pilot[None], app: OneTable) -> None:
        await pilot.press("end")
        await still(pilot)

        table = app.query_one(LazyTable)
        assert table.cursor == MILLION - 1
        assert any("rij 999999" in line for line in lines(app))
        assert len(source.asked) <= 4
        assert len(source.asked) == len(set(source.asked))

    with_table(Table(COLUMNS, source), steps)


def test_page_down_and_up_move_by_a_screen_and_home_goes_back() -> None:
    async def steps(pilot: Pilot[None], app: OneTable) -> None:
        table = app.query_one(LazyTable)
        await pilot.press("pagedown")
        down = table.cursor
        await pilot.press("pagedown", "pageup")
        assert table.cursor == down > 10
        await pilot.press("home")
        assert table.cursor == 0

    with_table(Table(COLUMNS, tuple(a_row(number) for number in range(100))), steps)


def test_the_cursor_stays_within_the_rows() -> None:
    async def steps(pilot: Pilot[None], app: OneTable) -> None:
        await pilot.press("up", "down", "down", "down", "down")
        assert app.query_one(LazyTable).cursor == 2

    with_table(Table(COLUMNS, tuple(a_row(number) for number in range(3))), steps)


def test_the_header_stays_when_the_rows_scroll() -> None:
    async def steps(pilot: Pilot[None], app: OneTable) -> None:
        await pilot.press("end")
        await pilot.pause()
        assert "Tekst" in lines(app)[0]
        assert "rij 99" in "\n".join(lines(app))

    with_table(Table(COLUMNS, tuple(a_row(number) for number in range(100))), steps)


def test_enter_opens_the_chosen_row() -> None:
    async def steps(pilot: Pilot[None], app: OneTable) -> None:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.opened == ["1"]

    with_table(Table(COLUMNS, (a_row(0), a_row(1))), steps)


def test_a_double_click_opens_a_row_and_one_click_chooses_it() -> None:
    async def steps(pilot: Pilot[None], app: OneTable) -> None:
        await pilot.click(LazyTable, offset=(3, 2))
        assert (app.query_one(LazyTable).cursor, app.opened) == (1, [])
        await pilot.click(LazyTable, offset=(3, 3), times=2)
        await pilot.pause()
        assert app.opened == ["2"]

    with_table(Table(COLUMNS, tuple(a_row(number) for number in range(3))), steps)


def test_a_table_without_rows_says_so() -> None:
    async def steps(_pilot: Pilot[None], app: OneTable) -> None:
        assert lines(app)[1].startswith("(geen rijen)")

    with_table(Table(COLUMNS, ()), steps)


def test_a_long_text_ends_with_an_ellipsis() -> None:
    async def steps(_pilot: Pilot[None], app: OneTable) -> None:
        assert "…" in lines(app)[1]
        assert "✓ in orde" in lines(app)[1]

    with_table(Table(COLUMNS, (a_row(0, "lang " * 40),)), steps)


def test_the_pages_looked_at_longest_ago_are_let_go() -> None:
    pages = Pages(Numbers(MILLION))
    pages.count = MILLION

    for number in range(KEPT + 1):
        pages.keep(number, pages.loaded(number))

    assert pages.row(0) is None
    assert pages.row(KEPT * SIZE) is not None


def test_a_page_under_way_is_not_asked_again_unless_it_failed() -> None:
    pages = Pages(Numbers(1000))
    pages.count = 1000

    assert pages.wanted(0, 10) == [0, 1]
    assert pages.wanted(0, 10) == []
    pages.failed(1)
    assert pages.wanted(0, 10) == [1]
