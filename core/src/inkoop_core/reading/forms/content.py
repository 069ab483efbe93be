"""What stands in a form, whatever kind of file it is."""

from collections.abc import Iterable

from attrs import frozen

TICKED = "☒"
UNTICKED = "☐"
"""How every tick box stands in a text, whether it was a glyph, a content control or a form field."""
STRUCK = "\x1f"
"""Stands among tick boxes where words are struck out, so that their neighbours are not taken for the caption."""
MAX_ROWS = 20_000
MAX_CONTROLS = 5_000
MAX_TEXT = 50_000
"""Signs in one cell: far more than anybody fills in."""


SHOWN = 80


def shown(text: str) -> str:
    """Words between quotes, on one line and not too long."""
    plain = " ".join(text.split())
    return repr(plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…")


def places_of(items: Iterable[str]) -> str:
    """Places in one text, each once, the first few."""
    places = list(dict.fromkeys(items))
    return "; ".join(places[:3]) + (f" en nog {len(places) - 3}" if len(places) > 3 else "")


class FormProblem(Exception):
    """Why a file is not read as a form, in Dutch, as part of a sentence that names the file."""


@frozen
class Control:
    """A named control.

    names   tag and title of a content control, bookmark, name of a PDF field
    text    what is filled in; "" when nothing is
    ticked  None: no tick box
    row     index of the row of the content in which it stands; -1: not known
    doubt   why what it holds cannot be told; "" when it can
    """

    names: tuple[str, ...]
    text: str
    ticked: bool | None
    place: str
    row: int = -1
    doubt: str = ""


@frozen
class Cell:
    """A cell of a table, or a whole line outside tables. column: of the grid, 0 the first."""

    text: str
    column: int = 0


@frozen
class Line:
    """A row of a table, or a line or paragraph outside tables.

    table, number  1 the first; table 0: outside tables
    page           0: not known
    inside         index of the row in a cell of which its table stands, -1: in none
    """

    cells: tuple[Cell, ...]
    table: int
    number: int
    place: str
    page: int = 0
    inside: int = -1

    @property
    def text(self) -> str:
        return "\t".join(cell.text for cell in self.cells)


@frozen
class Ink:
    """An image or drawing. page 0: not known; row: after which row it stands, -1: not known."""

    page: int
    place: str
    row: int = -1


@frozen
class Unread:
    """What is in the file and gives no value, such as struck words. text: in Dutch, with the words.

    row   of the content in which it stands, -1: not known; page 0: not known
    """

    text: str
    place: str
    row: int = -1
    page: int = 0

    @property
    def doubt(self) -> str:
        return f"{self.text} ({self.place})"


@frozen
class FormContent:
    """A form as it was handed in.

    signed_digitally  it has a signature field that is signed; whether that is valid is not judged here
    unread            what stands in it beside its lines and controls, and was not read
    """

    lines: tuple[Line, ...]
    controls: tuple[Control, ...] = ()
    inks: tuple[Ink, ...] = ()
    signed_digitally: bool = False
    unread: tuple[Unread, ...] = ()
