"""What stands in a form, whatever kind of file it is."""

from attrs import frozen

TICKED = "☒"
UNTICKED = "☐"
"""How every tick box stands in a text, whether it was a glyph, a content control or a form field."""
MAX_ROWS = 20_000
MAX_CONTROLS = 5_000
MAX_TEXT = 50_000
"""Signs in one cell: far more than anybody fills in."""


class FormProblem(Exception):
    """Why a file is not read as a form, in Dutch, as part of a sentence that names the file."""


@frozen
class Control:
    """A named control.

    names   tag and title of a content control, bookmark, name of a PDF field
    text    what is filled in; "" when nothing is
    ticked  None: no tick box
    row     index of the row of the content in which it stands; -1: not known
    """

    names: tuple[str, ...]
    text: str
    ticked: bool | None
    place: str
    row: int = -1


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
    """

    cells: tuple[Cell, ...]
    table: int
    number: int
    place: str
    page: int = 0

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
class FormContent:
    """A form as it was handed in.

    signed_digitally  it has a signature field that is signed; whether that is valid is not judged here
    """

    lines: tuple[Line, ...]
    controls: tuple[Control, ...] = ()
    inks: tuple[Ink, ...] = ()
    signed_digitally: bool = False
