"""Pages, cover and text of PDF files."""

import io
from collections.abc import Callable

import pytest

from inkoop_core.errors import PackageError
from inkoop_core.reading import FilePackageReader
from inkoop_core.reading.pdf import COVER_WORDS, has_cover, look_into_pdf

Make = Callable[..., bytes]


def words(count: int) -> str:
    return " ".join(["woord"] * count)


@pytest.mark.parametrize(
    ("counts", "cover"),
    [
        ((5,), False),
        ((0,), False),
        ((5, 400), True),
        ((5, 400, 400), True),
        ((400, 400), False),
        ((COVER_WORDS - 1, 400), True),
        ((COVER_WORDS, 400), False),
        ((20, 60), False),
        ((20, 61), True),
        ((20, 60, 62), True),
        ((20, 59, 61), False),
        ((0, 0), None),
        ((0, 400), None),
        ((20, 0), None),
        ((20, 0, 400), True),
    ],
)
def test_a_cover_is_a_first_page_with_few_words(counts: tuple[int, ...], cover: bool | None) -> None:
    assert has_cover([words(count) for count in counts]) is cover


def test_a_page_whose_text_cannot_be_extracted_leaves_the_cover_unknown() -> None:
    assert has_cover([None, words(400)]) is None


def test_pages_and_cover_are_read_from_a_file(pdf: Make) -> None:
    look = look_into_pdf(pdf("Plan van aanpak", words(300), words(200)))
    assert (look.pages, look.cover, look.problem) == (3, True, None)
    look = look_into_pdf(pdf(words(300), words(200)))
    assert (look.pages, look.cover) == (2, False)
    look = look_into_pdf(pdf("", ""))
    assert (look.pages, look.cover) == (2, None)


def test_some_pages_can_be_taken_out(reader: FilePackageReader, pdf: Make) -> None:
    data = pdf("een", "twee", "drie", "vier")
    part = reader.pages(data, 2, 3)
    assert [text.strip() for text in reader.page_texts(part)] == ["twee", "drie"]
    assert [text.strip() for text in reader.page_texts(data)] == ["een", "twee", "drie", "vier"]


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 1), (1, 3), (3, 3)])
def test_pages_that_are_not_there_are_refused_with_the_number_there_is(
    reader: FilePackageReader, pdf: Make, first: int, last: int
) -> None:
    with pytest.raises(PackageError, match="het bestand heeft 2 bladzijden"):
        reader.pages(pdf("een", "twee"), first, last)


def test_a_page_without_text_gives_an_empty_text(reader: FilePackageReader, pdf: Make) -> None:
    assert [text.strip() for text in reader.page_texts(pdf("", "twee"))] == ["", "twee"]


def test_what_is_no_pdf_or_has_a_password_is_refused(reader: FilePackageReader, pdf: Make) -> None:
    with pytest.raises(PackageError, match="kan niet worden geopend"):
        reader.page_texts(b"tekst")
    with pytest.raises(PackageError, match="vraagt een wachtwoord"):
        reader.pages(pdf(password="open"), 1, 1)
    with pytest.raises(PackageError, match="vraagt een wachtwoord"):
        reader.page_texts(pdf(password="open"))


def test_what_the_library_says_of_a_poor_file_is_not_logged(
    pdf: Make, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    data = pdf("een")
    broken = data.replace(b"startxref", b"startxxxx")
    assert look_into_pdf(broken).pages in (1, None)
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")


def test_pages_that_cost_too_much_are_counted_and_their_text_is_given_up(pdf: Make) -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("een"))))
    costly = StreamObject()
    costly.set_data(b"BT /F1 12 Tf " + b"(a) Tj " * 100_000 + b"ET")
    content = writer._add_object(costly.flate_encode())
    for _ in range(40):
        writer.add_page(writer.pages[0])
    for page in writer.pages:
        page[NameObject("/Contents")] = content
    made = io.BytesIO()
    writer.write(made)
    look = look_into_pdf(made.getvalue())
    assert (look.pages, look.cover, look.problem) == (41, None, None)
