"""Which pages PDFium gets to see, and that its text is the text that pypdf reads."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from inkoop_core.cli.demo import installed_demo
from inkoop_core.reading.page_text import NotPlain, page_texts
from inkoop_core.reading.pdf import look_into_pdf, quiet

Change = Callable[[Any], None]
TEXT = "VOORBEELD met café, € 12,50 en een streepje-"


@pytest.fixture(scope="session")
def written() -> Callable[..., bytes]:
    """A PDF with a page for each list of lines."""

    def make(*pages: Sequence[str]) -> bytes:
        from reportlab.pdfgen.canvas import Canvas

        made = BytesIO()
        canvas = Canvas(made, invariant=1)
        for lines in pages:
            for number, line in enumerate(lines):
                canvas.drawString(60, 780 - 14 * number, line)
            canvas.showPage()
        canvas.save()
        return made.getvalue()

    return make


def quick_text(data: bytes, change: Change = lambda _page: None) -> str:
    """The text of the first page. change: what is done to the page as pypdf sees it."""
    reader = PdfReader(BytesIO(data))
    page = reader.pages[0]
    change(page)
    with page_texts(data, len(reader.pages)) as quick:
        assert quick is not None
        return quick.text(0, page)


def test_the_words_of_every_sample_are_those_that_pypdf_reads() -> None:
    compared = 0
    for path in sorted(installed_demo().packages.rglob("*.pdf")):
        data = path.read_bytes()
        with quiet():
            seen = look_into_pdf(data)
            if seen.problem is None:
                pages = PdfReader(BytesIO(data)).pages
                for number, text in enumerate(seen.texts):
                    assert text.split() == pages[number].extract_text().split(), f"{path} {number}"
                    compared += 1
    assert compared > 50


def test_lines_accents_and_a_hyphen_at_the_end_of_a_line_are_kept(written: Any) -> None:
    assert quick_text(written([TEXT, "volgende"])).split("\n") == [TEXT, "volgende"]


def test_an_empty_page_has_no_text(written: Any) -> None:
    assert quick_text(written([])) == ""


def with_picture(kind: str) -> Change:
    def change(page: Any) -> None:
        picture = DecodedStreamObject()
        picture[NameObject("/Subtype")] = NameObject(kind)
        page["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/X"): picture})

    return change


def with_font(kind: str) -> Change:
    def change(page: Any) -> None:
        font = DictionaryObject({NameObject("/Subtype"): NameObject(kind)})
        page["/Resources"][NameObject("/Font")] = DictionaryObject({NameObject("/F1"): font})

    return change


def with_content(data: bytes) -> Change:
    def change(page: Any) -> None:
        content = DecodedStreamObject()
        content.set_data(data)
        page[NameObject("/Contents")] = content

    return change


def with_resource(name: str) -> Change:
    def change(page: Any) -> None:
        page["/Resources"][NameObject(name)] = ArrayObject()

    return change


@pytest.mark.parametrize(
    "change",
    [
        with_picture("/Form"),
        with_picture("/PS"),
        with_font("/Type3"),
        with_content(b"q BI /W 1 /H 1 ID x EI Q"),
        with_content(b"0 0 m " * 200_000),
        with_resource("/Shading"),
        with_resource("/Pattern"),
        with_resource("/ColorSpace"),
    ],
)
def test_a_page_with_more_than_text_and_images_is_left_to_pypdf(written: Any, change: Change) -> None:
    with pytest.raises(NotPlain):
        quick_text(written([TEXT]), change)


def test_an_image_on_a_page_is_no_hindrance(written: Any) -> None:
    assert quick_text(written([TEXT]), with_picture("/Image")) == TEXT


@pytest.mark.parametrize("pages", [1, 3])
def test_a_file_of_which_the_pages_are_counted_differently_is_left_to_pypdf(written: Any, pages: int) -> None:
    with page_texts(written([TEXT], [TEXT]), pages) as quick:
        assert quick is None


def test_no_pdf_at_all_is_left_to_pypdf() -> None:
    with page_texts(b"geen PDF", 1) as quick:
        assert quick is None


def test_files_are_read_from_several_threads_at_once(written: Any) -> None:
    files = [written([f"{TEXT} {number}"]) for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(quick_text, files)) == [f"{TEXT} {number}" for number in range(40)]
