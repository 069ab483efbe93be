"""Pages of PDF with invented content, the same bytes on every run."""

from collections.abc import Callable, Iterable
from html import escape
from io import BytesIO
from typing import Any

from reportlab.graphics.shapes import Drawing, Path
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from samples.case import EXAMPLE

MARGIN = 2.4 * cm
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=14, spaceAfter=8)
CELL = ParagraphStyle("cell", parent=TEXT, fontSize=8.5, leading=10.5, spaceAfter=0)
TITLE = ParagraphStyle(
    "title", parent=TEXT, fontName="Helvetica-Bold", fontSize=15, leading=19, spaceAfter=10
)
HEADING = ParagraphStyle(
    "heading", parent=TEXT, fontName="Helvetica-Bold", fontSize=11, leading=15, spaceBefore=7, spaceAfter=4
)
COVER = ParagraphStyle("cover", parent=TITLE, fontSize=22, leading=30)
INK = colors.HexColor("#1b2f7a")
GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
)

Block = Any
"""Anything that can stand on a page."""


def document(title: str, author: str, blocks: Iterable[Block], *, cover: bool = False) -> bytes:
    """A PDF; every page says that it is an example. A cover has no page number.

    Not compressed and without the time of making, so that the same content gives the same bytes everywhere.
    """
    out = BytesIO()
    SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=2.2 * cm,
        bottomMargin=2.2 * cm,
        title=title,
        author=author,
        subject=EXAMPLE,
        lang="nl",
        invariant=1,
        pageCompression=0,
    ).build(
        list(blocks),
        onFirstPage=_frame(title, author, 0 if cover else 1),
        onLaterPages=_frame(title, author, 0 if cover else 1),
    )
    return out.getvalue()


def _frame(title: str, author: str, first_number: int) -> Callable[[Any, Any], None]:
    def draw(canvas: Any, page: Any) -> None:
        width, height = A4
        number = page.page + first_number - 1
        canvas.saveState()
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(colors.HexColor("#555555"))
        canvas.drawString(MARGIN, 1.2 * cm, EXAMPLE)
        if number:
            canvas.drawString(MARGIN, height - 1.3 * cm, title)
            canvas.drawRightString(width - MARGIN, height - 1.3 * cm, author)
            canvas.drawRightString(width - MARGIN, 1.2 * cm, f"bladzijde {number}")
        canvas.restoreState()

    return draw


def paragraph(text: str, style: ParagraphStyle = TEXT) -> Block:
    return Paragraph(escape(text, quote=False), style)


def heading(text: str) -> Block:
    return paragraph(text, HEADING)


def title(text: str) -> Block:
    return paragraph(text, TITLE)


def space(height_cm: float) -> Block:
    return Spacer(1, height_cm * cm)


def new_page() -> Block:
    return PageBreak()


def cover_page(*lines: str) -> list[Block]:
    """A short first page that is followed by the text."""
    return [space(7), paragraph(lines[0], COVER), *(paragraph(line) for line in lines[1:]), new_page()]


def table(rows: Iterable[Iterable[Any]], widths_cm: tuple[float, ...]) -> Block:
    """A table of texts; a cell that is no text is put there as it is."""
    cells = [[paragraph(cell, CELL) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return Table(cells, colWidths=[width * cm for width in widths_cm], style=GRID, hAlign="LEFT")


def handwriting(name: str) -> Block:
    """A scribble in ink that stands for a signature by hand; each name has its own."""
    path = Path(strokeColor=INK, strokeWidth=1.3, fillColor=None, strokeLineCap=1)
    x, middle = 6.0, 20.0
    path.moveTo(x, middle)
    for place, letter in enumerate(name):
        height = 5 + ord(letter) % 17
        up = middle + (height if place % 2 == 0 else height / 2)
        down = middle - (height / 3 if place % 3 else height / 1.5)
        path.curveTo(x + 3, up, x + 9, up + 2, x + 7, middle)
        path.curveTo(x + 5, down, x + 11, down - 1, x + 12, middle + height / 6)
        x += 12
    path.curveTo(x + 10, middle + 8, x + 25, middle - 4, x + 34, middle + 3)
    path.moveTo(2, middle - 9)
    path.curveTo(x / 2, middle - 15, x / 2, middle - 3, x + 30, middle - 11)
    drawing = Drawing(x + 40, 46)
    drawing.add(path)
    return drawing
