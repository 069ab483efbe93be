"""A table that draws only what is seen, over as many rows as there are."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from inkoop_core.api.views import Column, Row, Table
from inkoop_tui.asking import Asking, told
from inkoop_tui.cells import GAP, cell_text, column_widths, cut, row_texts, sign_of, whole_text
from inkoop_tui.pages import Pages

EMPTY = "(geen rijen)"
LOADING = "laden…"
HEADING = "heading"
"""The kind of a row that heads the rows under it; it cannot be opened."""


def _key(key: str, action: str, label: str, tooltip: str) -> Binding:
    return Binding(key, action, label, show=False, id=f"table.{action}", tooltip=tooltip)


class LazyTable(ScrollView, Asking, can_focus=True, inherit_bindings=False):
    """Rows of a `Table`, from a tuple or page by page from a source.

    fixed   columns that stay when the table scrolls sideways
    cursor  the chosen row
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("up,k", "up", "omhoog", "Vorige rij"),
        _key("down,j", "down", "omlaag", "Volgende rij"),
        _key("pageup", "page_up", "pagina omhoog", "Een scherm terug"),
        _key("pagedown", "page_down", "pagina omlaag", "Een scherm verder"),
        _key("home", "first", "begin", "Eerste rij"),
        _key("end", "last", "eind", "Laatste rij"),
        _key("left", "left", "links", "Kolommen naar links"),
        _key("right", "right", "rechts", "Kolommen naar rechts"),
        Binding("enter", "open", "openen", id="table.open", tooltip="De gekozen rij openen"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lazy-table--header",
        "lazy-table--cursor",
        "lazy-table--cursor-blurred",
        "lazy-table--heading",
        "lazy-table--marked",
        "lazy-table--good",
        "lazy-table--wait",
        "lazy-table--ask",
        "lazy-table--bad",
        "lazy-table--doubt",
        "lazy-table--quiet",
    }
    DEFAULT_CSS = """
    LazyTable {
        height: 1fr; background: $background; color: $foreground;
        scrollbar-size-horizontal: 1; scrollbar-size-vertical: 1;
        & > .lazy-table--header { background: $panel; color: $foreground; text-style: bold; }
        & > .lazy-table--cursor { background: $primary 35%; color: $foreground; text-style: bold; }
        & > .lazy-table--cursor-blurred { background: $panel; color: $foreground; }
        & > .lazy-table--heading { color: $secondary; text-style: bold; }
        & > .lazy-table--marked { background: $accent 15%; color: $foreground; }
        & > .lazy-table--good { color: $success; }
        & > .lazy-table--wait { color: $secondary; }
        & > .lazy-table--ask { color: $warning; text-style: bold; }
        & > .lazy-table--bad { color: $error; text-style: bold; }
        & > .lazy-table--doubt { color: $error; text-style: reverse; }
        & > .lazy-table--quiet { color: $foreground 70%; }
    }
    """
    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """Another row is chosen; None while it is loading or when there is none."""

        def __init__(self, table: "LazyTable", row: Row | None) -> None:
            super().__init__()
            self.table = table
            self.row = row

        @property
        def control(self) -> "LazyTable":
            return self.table

    class Opened(Message):
        """A row was opened with Enter or a double click."""

        def __init__(self, table: "LazyTable", row: Row) -> None:
            super().__init__()
            self.table = table
            self.row = row

        @property
        def control(self) -> "LazyTable":
            return self.table

    class Failed(Message):
        """Rows could not be read; the text says why."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, *, fixed: int = 1, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fixed = fixed
        self._columns: tuple[Column, ...] = ()
        self._pages = Pages(())
        self._sample: list[list[str]] = []
        self._widths: tuple[int, ...] = ()
        self._loading = True
        self._wished = 0

    def show_table(self, table: Table, *, cursor: int = 0) -> None:
        """Show another table, with the cursor at a row."""
        self._columns = table.columns
        self._pages = Pages(table.source)
        self._wished = cursor
        self._loading = self._pages.rows is None
        if self._pages.rows is not None:
            self._ready(self._pages, self._pages.count, self._pages.rows[:200])
            return
        self._ready(self._pages, 0, ())
        pages = self._pages
        self.ask(
            lambda: (pages.counted(), pages.loaded(0)),
            lambda answer: self._first(pages, *answer),
            self._not_counted,
            group="count",
        )

    def _first(self, pages: Pages, count: int, rows: Sequence[Row]) -> None:
        if pages is self._pages:
            self._loading = False
            pages.keep(0, rows)
            self._ready(pages, count, rows)

    def _not_counted(self, error: Exception) -> None:
        self._loading = False
        self.refresh()
        self.post_message(self.Failed(told(error)))

    def _ready(self, pages: Pages, count: int, rows: Sequence[Row]) -> None:
        pages.count = count
        self._sample = []
        self._widen(rows)
        self._measure()
        wished = min(max(0, self._wished), max(0, count - 1))
        self.set_reactive(LazyTable.cursor, wished)
        self.scroll_to(0, 0, animate=False)
        self.call_after_refresh(self._settle)

    def _widen(self, rows: Sequence[Row]) -> None:
        """Remember the widest text of each column; a later page can only widen a column."""
        texts = [row_texts(row, self._columns) for row in rows if row.ref.kind != HEADING]
        widest = [max(column, key=cell_len) for column in zip(*self._sample, *texts, strict=True)]
        self._sample = [widest] if widest else []

    def _settle(self) -> None:
        """Once laid out: the cursor in sight and its row told."""
        self._measure()
        self._reveal()
        self._load_around(self.cursor)
        self._tell_moved()
        self.refresh()

    def _measure(self) -> None:
        room = self._room
        lead = cell_len(self.lead(None))
        self._widths = column_widths(self._columns, self._sample, max(20, room - lead), self._fixed)
        total = lead + sum(self._widths) + GAP * max(0, len(self._widths) - 1)
        self.virtual_size = Size(total, self._pages.count + 1)
        if self._room != room:  # a scroll bar came or went
            self.call_after_refresh(self._measure)

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width or 80

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._pages.count

    @property
    def chosen(self) -> Row | None:
        """The row at the cursor, None while it is loading or when there is none."""
        return self._pages.row(self.cursor)

    @property
    def rows(self) -> tuple[Row, ...] | None:
        """All rows where they are held, None where they come page by page."""
        return self._pages.rows

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table that is shown."""
        return self._columns

    def lead(self, row: Row | None) -> str:  # noqa: ARG002 - for tables that put something before their rows
        """What stands before the cells of a row, as wide for every row; None: of the header."""
        return ""

    def cut_cells(self, row: Row) -> list[tuple[str, str]]:
        """Label and whole text of the cells of a row that are not seen whole."""
        shown_to = self.scroll_offset.x + self._room - cell_len(self.lead(None))
        out, right = [], 0
        for column, width, value in zip(self._columns, self._widths, row.cells, strict=True):
            text = whole_text(value, column.kind)
            right += width
            if text and (cell_len(text) > width or right > shown_to):
                out.append((column.label, text))
            right += GAP
        return out

    def on_resize(self) -> None:
        self._measure()
        self._reveal()

    # -- drawing

    def render_line(self, y: int) -> Strip:
        width = self._room
        if y == 0:
            return self._header(width)
        index = self.scroll_offset.y + y - 1
        if y == 1 and not self._pages.count:
            said = LOADING if self._loading else EMPTY
            return Strip([Segment(said, self.rich_style)]).adjust_cell_length(width, self.rich_style)
        if index >= self._pages.count:
            return Strip.blank(width, self.rich_style)
        return self._row_strip(index, width)

    def _header(self, width: int) -> Strip:
        style = self.get_component_rich_style("lazy-table--header")
        cells = [
            Segment(cut(column.label, size, column.kind), style)
            for column, size in zip(self._columns, self._widths, strict=True)
        ]
        return self._sideways([Segment(self.lead(None), style), *cells], width, style)

    def _row_strip(self, index: int, width: int) -> Strip:
        row = self._pages.row(index)
        base = self._row_style(index, row)
        if row is None:
            self._load_around(index)
            return Strip([Segment(LOADING, base)]).adjust_cell_length(width, base)
        if row.ref.kind == HEADING:
            text = cell_text(row.cells[0], self._columns[0].kind)
            return Strip([Segment(text, base)]).adjust_cell_length(width, base)
        cells = [
            Segment(cut(text, size, column.kind), base + self._sign_style(text, column, index))
            for text, size, column in zip(
                row_texts(row, self._columns), self._widths, self._columns, strict=True
            )
        ]
        return self._sideways([Segment(self.lead(row), base), *cells], width, base)

    def _row_style(self, index: int, row: Row | None) -> Style:
        if index == self.cursor:
            name = "lazy-table--cursor" if self.has_focus else "lazy-table--cursor-blurred"
            return self.get_component_rich_style(name)
        if row is not None and row.ref.kind == HEADING:
            return self.get_component_rich_style("lazy-table--heading")
        return self.rich_style

    def _sign_style(self, text: str, column: Column, index: int) -> Style:
        name = sign_of(text, column.kind)
        if not name:
            return Style.null()
        style = self.get_component_rich_style(f"lazy-table--{name}")
        if index == self.cursor:
            return Style(color=style.color, bold=style.bold)
        return style

    def _sideways(self, parts: list[Segment], width: int, style: Style) -> Strip:
        """The lead and the cells side by side; the fixed ones stay when the rest scrolls."""
        gap = Segment(" " * GAP, style)
        lead, cells = parts[0], parts[1:]
        fixed = Strip([lead, *(part for cell in cells[: self._fixed] for part in (cell, gap))])
        moving = Strip([part for cell in cells[self._fixed :] for part in (cell, gap)])
        room = width - fixed.cell_length
        if room <= 0:
            return fixed.adjust_cell_length(width, style)
        return Strip.join(
            [fixed, moving.crop_extend(self.scroll_offset.x, self.scroll_offset.x + room, style)]
        )

    def _load_around(self, index: int) -> None:
        pages = self._pages
        for number in pages.wanted(index, index + self.size.height):
            self.ask(
                lambda number=number: pages.loaded(number),  # type: ignore[misc]
                lambda rows, number=number: self._loaded(pages, number, rows),  # type: ignore[misc]
                lambda error, number=number: self._missed(pages, number, error),  # type: ignore[misc]
                group="pages",
                exclusive=False,
            )

    def _loaded(self, pages: Pages, number: int, rows: Sequence[Row]) -> None:
        if pages is not self._pages:
            return
        pages.keep(number, rows)
        self._widen(rows)
        self._measure()
        self.refresh()
        if self.chosen is not None:
            self._tell_moved()

    def _missed(self, pages: Pages, number: int, error: Exception) -> None:
        pages.failed(number)
        self.post_message(self.Failed(told(error)))

    # -- moving

    def validate_cursor(self, cursor: int) -> int:
        return min(max(0, cursor), max(0, self._pages.count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        before = self.scroll_offset
        self._reveal()
        self._load_around(new)
        if self.scroll_offset == before:
            self.refresh_line(old + 1)
            self.refresh_line(new + 1)
        else:
            self.refresh()
        self._tell_moved()

    def _tell_moved(self) -> None:
        # A message stops at a parent that sent it, and a table is often shown by its parent.
        self.post_message(self.Moved(self, self.chosen).set_sender(self))

    def _reveal(self) -> None:
        """Scroll as little as needed to have the cursor in sight below the header."""
        rows, top = max(1, self._rows_in_sight), self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + rows:
            self.scroll_to(y=self.cursor - rows + 1, animate=False, immediate=True)

    @property
    def _rows_in_sight(self) -> int:
        return self.scrollable_content_region.height - 1

    def action_up(self) -> None:
        self.cursor -= 1

    def action_down(self) -> None:
        self.cursor += 1

    def action_page_up(self) -> None:
        self.cursor -= max(1, self._rows_in_sight - 1)

    def action_page_down(self) -> None:
        self.cursor += max(1, self._rows_in_sight - 1)

    def action_first(self) -> None:
        self.cursor = 0

    def action_last(self) -> None:
        self.cursor = self._pages.count - 1

    def action_left(self) -> None:
        self.scroll_to(x=self.scroll_offset.x - 16, animate=False)

    def action_right(self) -> None:
        self.scroll_to(x=self.scroll_offset.x + 16, animate=False)

    def action_open(self) -> None:
        row = self.chosen
        if row is not None and row.ref.kind != HEADING:
            self.post_message(self.Opened(self, row))

    def row_under(self, event: events.Click) -> int | None:
        """The number of the row that was clicked, None for the header and below the last."""
        index = self.scroll_offset.y + event.y - 1
        return None if event.y == 0 or index >= self._pages.count else index

    def on_click(self, event: events.Click) -> None:
        index = self.row_under(event)
        if index is None:
            return
        self.cursor = index
        if event.chain == 2:
            self.action_open()

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.refresh(Region(0, 0, self.size.width, self.size.height))
