"""Writes a scoring sheet as a workbook. The same sheet always gives the same bytes."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from inkoop_core.api.scoring_sheets import ScoringSheet
from inkoop_core.documents.scoring_layout import (
    FACTS,
    GUIDE,
    HEADER_ROW,
    SCORES,
    TEXT_COLUMN,
    Block,
    Layout,
    Locked,
    Style,
    laid_out,
)

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = {GUIDE: (16, 30, 78, 14), SCORES: (8, 26, 8, 40, 78), FACTS: (14, 80)}
_A4 = 9
_LINE = 15
"""Height of a line in points."""
_TEXT_LINES = 4
"""Lines at least to motivate in."""
_HIGHEST = 27
"""Lines: a spreadsheet makes no row higher."""
_GREY, _YELLOW, _LINES = "#E7E6E6", "#FFF8D6", "#A6A6A6"
_TOP = {"valign": "top", "text_wrap": True}
_STYLES: dict[Style, dict[str, Any]] = {
    Style.TITLE: {"bold": True, "font_size": 16},
    Style.LABEL: {"bold": True, "valign": "top"},
    Style.PLAIN: {"valign": "top"},
    Style.WRAPPED: _TOP,
    Style.HEAD: {"bold": True, "bg_color": _GREY, "border": 1, "border_color": _LINES, **_TOP},
    Style.SCALE: {"bold": True, "align": "center", "valign": "top"},
}
_BOXED = {"border": 1, "border_color": _LINES}
_INPUT = {**_BOXED, **_TOP, "bg_color": _YELLOW, "locked": False}
_SCORE = {**_INPUT, "num_format": "0", "align": "center", "bold": True}
_MOTIVATION = {**_INPUT, "num_format": "@"}
_ALLOWED = {"format_rows": True, "format_columns": True}
"""Rows can be made higher for a long motivation."""


def scoring_workbook(sheet: ScoringSheet) -> bytes:
    """The sheet as XLSX: everything locked but the score and the motivations, without a password."""
    from xlsxwriter import Workbook

    layout = laid_out(sheet)
    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(made, options) as book:
        book.set_properties(
            {
                "title": f"Scoreformulier {sheet.criterion.id}",
                "subject": sheet.procedure.id,
                "created": sheet.made_at.replace(tzinfo=None),
            }
        )
        styles = {style: book.add_format(look) for style, look in _STYLES.items()}
        pages = {name: _page(book, name, sheet) for name in layout.locked}
        for name, page in pages.items():
            for place, cell in layout.locked[name].items():
                _write_locked(page, place, cell, styles[cell.style])
            for row, lines in _lines(name, layout).items():
                page.set_row(row, _LINE * min(lines, _HIGHEST))
        _write_blocks(book, pages[SCORES], layout)
        pages[SCORES].freeze_panes(HEADER_ROW + 1, 0)
        pages[SCORES].repeat_rows(HEADER_ROW)
        pages[FACTS].hide()
    return made.getvalue()


def _page(book: "Workbook", name: str, sheet: ScoringSheet) -> "Worksheet":
    page = book.add_worksheet(name)
    for column, width in enumerate(_WIDTHS[name]):
        page.set_column(column, column, width)
    page.protect("", _ALLOWED)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    page.fit_to_pages(1, 0)
    told = f"{sheet.procedure.id} {sheet.criterion.id} {sheet.assessor}".replace("&", "&&")
    page.set_footer(f"&L{told[:150]}&R&P van &N")
    return page


def _lines(name: str, layout: Layout) -> dict[int, int]:
    """How many lines each row needs: not every spreadsheet measures that itself."""
    lines: dict[int, int] = {}
    for (row, column), cell in layout.locked[name].items():
        if cell.style is Style.WRAPPED:
            width = sum(_WIDTHS[name][column : (cell.across or column) + 1])
            lines[row] = max(lines.get(row, 1), _wrapped(str(cell.value), width))
    for block in layout.blocks if name == SCORES else ():
        for number, (row, column) in enumerate(block.texts):
            text = block.row.texts[number] if number < len(block.row.texts) else ""
            lines[row] = max(lines.get(row, 1), _wrapped(text, _WIDTHS[name][column]), _TEXT_LINES)
    return lines


def _wrapped(text: str, width: int) -> int:
    return sum(1 + len(line) * 10 // (width * 9) for line in text.splitlines())


def _write_locked(page: "Worksheet", place: tuple[int, int], cell: Locked, look: Any) -> None:
    row, column = place
    if cell.across is not None:
        page.merge_range(row, column, row, cell.across, "", look)
    if isinstance(cell.value, int):
        page.write_number(row, column, cell.value, look)
    else:
        page.write_string(row, column, cell.value, look)


def _write_blocks(book: "Workbook", page: "Worksheet", layout: Layout) -> None:
    score, motivation = book.add_format(_SCORE), book.add_format(_MOTIVATION)
    boxed = {style: book.add_format({**_STYLES[style], **_BOXED}) for style in (Style.LABEL, Style.WRAPPED)}
    locked = layout.locked[SCORES]
    for block in layout.blocks:
        for row in range(block.score[0], block.last + 1):
            for column in range(TEXT_COLUMN + 1):
                cell = locked.get((row, column), Locked("", Style.WRAPPED))
                page.write_string(row, column, str(cell.value), boxed[cell.style])
        _write_inputs(page, block, score, motivation)
        _offer_scale(page, block, layout)


def _write_inputs(page: "Worksheet", block: Block, score: Any, motivation: Any) -> None:
    if block.row.value is None:
        page.write_blank(*block.score, None, score)
    else:
        page.write_number(*block.score, block.row.value, score)
    for number, place in enumerate(block.texts):
        text = block.row.texts[number] if number < len(block.row.texts) else ""
        if text:
            page.write_string(*place, text, motivation)
        else:
            page.write_blank(*place, None, motivation)


def _offer_scale(page: "Worksheet", block: Block, layout: Layout) -> None:
    (first, column), (last, _) = layout.scale
    letter = chr(ord("A") + column)
    page.data_validation(
        *block.score,
        *block.score,
        {
            "validate": "list",
            "source": f"={GUIDE}!${letter}${first + 1}:${letter}${last + 1}",
            "error_title": "Geen score van de schaal",
            "error_message": f"Kies een score uit de lijst; zie het blad {GUIDE}.",
        },
    )
