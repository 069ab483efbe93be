"""The rows of a table, held a page at a time, however many there are."""

from collections import OrderedDict
from collections.abc import Sequence

from inkoop_core.api.views import Row, RowSource

SIZE = 200
"""Rows in a page."""
KEPT = 40
"""Pages that are kept; the ones looked at longest ago go first."""


class Pages:
    """Rows of a bounded tuple or of a source.

    count  how many rows there are; 0 until a source was asked
    """

    def __init__(self, source: tuple[Row, ...] | RowSource) -> None:
        self._rows: tuple[Row, ...] | None = source if isinstance(source, tuple) else None
        self._source: RowSource | None = None if isinstance(source, tuple) else source
        self._held: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self.count = len(self._rows) if self._rows is not None else 0

    @property
    def rows(self) -> tuple[Row, ...] | None:
        """All rows where they are a bounded tuple, None for a source."""
        return self._rows

    def row(self, index: int) -> Row | None:
        """A row, None while its page is not there."""
        if self._rows is not None:
            return self._rows[index] if 0 <= index < len(self._rows) else None
        number, place = divmod(index, SIZE)
        page = self._held.get(number)
        if page is None:
            return None
        self._held.move_to_end(number)
        return page[place] if place < len(page) else None

    def wanted(self, first: int, last: int) -> list[int]:
        """The pages that must be loaded to show these rows and the next page; each is named once."""
        if self._source is None or self.count == 0:
            return []
        end = min(last // SIZE + 1, (self.count - 1) // SIZE)
        numbers = [
            number
            for number in range(first // SIZE, end + 1)
            if number not in self._held and number not in self._asked
        ]
        self._asked.update(numbers)
        return numbers

    def counted(self) -> int:
        """Ask the source how many rows there are. May take long: for a thread."""
        return self.count if self._source is None else self._source.count()

    def loaded(self, number: int) -> tuple[Row, ...]:
        """Ask the source for a page. May take long: for a thread."""
        return () if self._source is None else tuple(self._source.page(number * SIZE, SIZE))

    def keep(self, number: int, rows: Sequence[Row]) -> None:
        """Hold a page that was loaded."""
        self._asked.discard(number)
        self._held[number] = tuple(rows)
        while len(self._held) > KEPT:
            self._held.popitem(last=False)

    def failed(self, number: int) -> None:
        """A page could not be loaded; it may be asked again."""
        self._asked.discard(number)
