"""The forms of a bid as PDF files: with fields to fill in, or with what was filled in as text."""

from collections.abc import Callable
from typing import Any

from reportlab.lib import colors
from reportlab.platypus import Flowable

from samples.case import CONTRACT, EXAMPLE_FORM, Means, SampleCase
from samples.pdf import Block, document, heading, paragraph, table, title
from samples.sheets import SHEETS, Boxes, Choice, Entry, Grid, Heading, Text

_WIDTHS = {2: (6.5, 9.5), 3: (2.2, 6.3, 7.5)}
_LINE = 10
_LONG = 55
"""A longer text gets a field of several lines."""


class Fields(Flowable):  # type: ignore[misc]
    """Fields of an AcroForm under each other, boxes with their words behind them."""

    def __init__(self, entry: Text | Choice | Boxes) -> None:
        super().__init__()
        self.entry = entry
        self.height = _LINE * (4 if isinstance(entry, Text) and len(entry.value) > _LONG else 1) + 1

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, self.height

    def draw(self) -> None:
        form = self.canv.acroForm
        look = {
            "fontName": "Helvetica",
            "fontSize": 7,
            "borderWidth": 0,
            "fillColor": colors.white,
            "relative": True,
        }
        entry = self.entry
        if isinstance(entry, Text):
            # The library draws no euro sign in a field.
            flags = "multiline" if self.height > 2 * _LINE else ""
            form.textfield(
                name=entry.name, value=entry.value.replace("€ ", ""), width=self.width, height=self.height,
                maxlen=5000, fieldFlags=flags, **look,
            )  # fmt: skip
        elif isinstance(entry, Choice):
            form.choice(
                name=entry.name, value=entry.chosen, options=list(entry.options), width=self.width,
                height=self.height, fieldFlags="combo", **look,
            )  # fmt: skip
        else:
            for place, (name, words, ticked) in enumerate(entry.boxes):
                x = place * 105
                form.checkbox(name=name, checked=ticked, x=x, y=1, size=8, relative=True, buttonStyle="cross")
                self.canv.setFont("Helvetica", 8)
                self.canv.drawString(x + 13, 3, words)


def pdf_form(case: SampleCase, kind: str) -> bytes:
    """The form of a kind of document as PDF, by the means of this sample."""
    sheet = SHEETS[kind](case)
    cell = in_fields if case.means is Means.PDF_FIELDS else as_text
    name = case.declaration.tenderer.name
    blocks: list[Block] = [
        title(sheet.title),
        paragraph(EXAMPLE_FORM),
        paragraph(f"{CONTRACT}. Ingevuld door: {name}"),
    ]
    for part in sheet.parts:
        if isinstance(part, Heading):
            blocks.append(heading(part.text))
        elif isinstance(part, Grid):
            blocks.append(
                table([[cell(entry) for entry in row] for row in part.rows], _WIDTHS[len(part.rows[0])])
            )
    return document(sheet.title, name, blocks)


def in_fields(entry: Entry) -> Any:
    """A field to fill in."""
    return entry if isinstance(entry, str) else Fields(entry)


def as_text(entry: Entry) -> str:
    """What was filled in, as text on the page; standard fonts have no boxes, so a box is `[X]` or `[ ]`."""
    if isinstance(entry, Text):
        return entry.value
    if isinstance(entry, Choice):
        return entry.chosen
    if isinstance(entry, Boxes):
        return "   ".join(f"{'[X]' if ticked else '[ ]'} {words}".strip() for _, words, ticked in entry.boxes)
    return entry


PDF_CELLS: dict[bool, Callable[[Entry], Any]] = {True: in_fields, False: as_text}
"""How an entry is written, by whether the PDF has fields."""
