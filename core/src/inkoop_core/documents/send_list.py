"""Writes the list with which letters are sent in bulk. The same rows always give the same bytes."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from inkoop_core.api.send_list import SEND_COLUMNS, ListRow

_WIDTHS = (14, 44, 26, 52, 14, 20, 22, 20, 44)
_GUIDE = (
    "Vul de gele kolommen in met wat er echt is verzonden: het bestand (in dezelfde map), het tijdstip "
    "(dd-mm-jjjj uu:mm, Nederlandse tijd) en het berichtnummer van het platform. "
    "Een rij zonder tijdstip wordt overgeslagen."
)


def send_list(rows: Sequence[ListRow], made: datetime) -> bytes:
    """The workbook: the list on the first sheet, what to do with it on the second.

    made  an aware instant: the same list of one moment has the same bytes
    """
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "Verzendlijst", "created": made.replace(tzinfo=None)})
        head = book.add_format({"bold": True, "bg_color": "#E7E6E6", "border": 1, "text_wrap": True})
        plain = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
        filled = book.add_format({"border": 1, "valign": "top", "bg_color": "#FFF8D6", "num_format": "@"})
        sheet = book.add_worksheet("Verzendlijst")
        sheet.freeze_panes(1, 1)
        for column, (of, width) in enumerate(zip(SEND_COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, of.head, head)
            for line, row in enumerate(rows, start=1):
                text = str(getattr(row, of.field, ""))
                sheet.write_string(line, column, text, filled if of.filled else plain)
        guide = book.add_worksheet("Uitleg")
        guide.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
        guide.write_string(0, 0, _GUIDE)
    return out.getvalue()
