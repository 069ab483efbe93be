"""Views: everything a person can see."""

from collections.abc import Callable
from enum import Enum
from typing import Any, Protocol

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import READERS, Role


class ColumnKind(Enum):
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    INSTANT = "instant"
    STATE = "state"


@frozen
class Column:
    """A column: id for machines, label in Dutch, how it is shown."""

    id: str
    label: str
    kind: ColumnKind = ColumnKind.TEXT


@frozen
class Ref:
    """What a row is about; opening it offers the actions about that kind of thing."""

    kind: str
    id: str


@frozen
class Row:
    """Cells in the order of the columns: str, int, Decimal, date, datetime (UTC) or None."""

    ref: Ref
    cells: tuple[Any, ...]


class RowSource(Protocol):
    """Rows that are too many to hold: counted and read a page at a time, by key."""

    def count(self) -> int:
        """How many rows there are now."""

    def page(self, after: int, size: int) -> tuple[Row, ...]:
        """At most `size` rows, starting after the first `after`."""


@frozen
class Table:
    """A table: columns and a bounded tuple of rows, or a source of pages."""

    columns: tuple[Column, ...]
    source: tuple[Row, ...] | RowSource
    title: str = ""
    note: str = ""


@frozen
class NoArguments:
    """For views that need nothing but the procedure."""


@frozen
class View:
    """Something a person can look at.

    id         Dutch, as typed at `inkoop view`
    arguments  frozen attrs class, drawn like a command
    about      "desk", "procedure" or "submission"
    """

    id: str
    label: str
    about: str
    show: Callable[[Any, Reader, Moment], Table]
    arguments: type = NoArguments
    roles: tuple[Role, ...] = READERS
