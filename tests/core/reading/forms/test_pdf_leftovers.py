"""What a PDF form has beside its lines and fields is told, and what is too much is refused or told."""

from io import BytesIO

import pytest

from inkoop_core.reading import media
from inkoop_core.reading.forms import FormProblem, forms_content
from inkoop_core.reading.forms.content import MAX_CONTROLS
from inkoop_core.reading.forms.pdf_form import MAX_PAGES


def a_pdf(pages: int, fields: int = 0, notes: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A PDF with a line on each page; fields by number, and notes by their kind and words on its first page."""
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
    from reportlab.pdfgen.canvas import Canvas

    drawn = BytesIO()
    canvas = Canvas(drawn, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(60, 780, f"blad {number}")
        canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=drawn)
    box = ArrayObject([NumberObject(0)] * 4)
    made = ArrayObject()
    for number in range(fields):
        field = {"/T": TextStringObject(f"f{number}"), "/FT": NameObject("/Tx"), "/V": TextStringObject("x")}
        widget = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Widget"), "/Rect": box}
        made.append(
            writer._add_object(
                DictionaryObject({NameObject(name): value for name, value in (field | widget).items()})
            )
        )
    if fields:
        writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): made})
    if notes:
        writer.pages[0][NameObject("/Annots")] = ArrayObject(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Annot"),
                    NameObject("/Subtype"): NameObject(kind),
                    NameObject("/Contents"): TextStringObject(words),
                    NameObject("/Rect"): box,
                }
            )
            for kind, words in notes
        )
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def unread(data: bytes) -> list[str]:
    content = forms_content(media.PDF, data)
    assert content is not None
    return [item.doubt for item in content.unread]


def test_notes_on_a_page_of_a_pdf_are_told_and_fields_and_links_are_none() -> None:
    notes = (
        ("/FreeText", "Artikel 3 niet"),
        ("/Text", "zie bijlage"),
        ("/StrikeOut", "Ja"),
        ("/Link", "website"),
        ("/Widget", "veld"),
        ("/Text", ""),
    )

    assert unread(a_pdf(1, notes=notes)) == [
        "aantekening die niet is gelezen: 'Artikel 3 niet' (bladzijde 1)",
        "aantekening die niet is gelezen: 'zie bijlage' (bladzijde 1)",
        "op de bladzijde is iets doorgehaald 'Ja' (bladzijde 1)",
    ]


def test_pages_that_are_not_read_are_told() -> None:
    assert unread(a_pdf(MAX_PAGES)) == []
    assert unread(a_pdf(MAX_PAGES + 1)) == ["deze bladzijden zijn niet gelezen (vanaf bladzijde 41)"]


def test_more_fields_than_are_read_are_refused_and_not_cut_off() -> None:
    content = forms_content(media.PDF, a_pdf(1, MAX_CONTROLS))
    assert content is not None
    assert len(content.controls) == MAX_CONTROLS
    with pytest.raises(FormProblem, match="meer dan 5000 velden"):
        forms_content(media.PDF, a_pdf(1, MAX_CONTROLS + 1))
