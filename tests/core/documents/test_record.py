"""A record as a PDF: for good, the same bytes each time, everything as it was typed."""

import hashlib
import pickle
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO

import attrs
import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from inkoop_core.api.record_content import (
    Bullets,
    Pairs,
    Paragraph,
    Part,
    Record,
    RecordTable,
    Signatory,
)
from inkoop_core.documents.record import record_bytes, visible
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.record_made import RecordKind

NOON = datetime(2026, 7, 10, 10, tzinfo=UTC)
HOSTILE = 'Zorg & Zoon #let x = 1 $a$ *b* _c_ @d <e> \\f `g` "h" // i /* j */ [k] {l} ~m = n - o'
A4_WIDTH = 595


@pytest.fixture
def record() -> Record:
    return Record(
        kind=RecordKind.AWARD,
        title="Gunningsverslag",
        subject="Voorbeeldprocedure",
        client="gemeente Voorbeeld",
        reference="00.V.1",
        frame=(("Procedure", "voorbeeld-2026"), ("Hash van die regel", "ab" * 32)),
        journal="Journaal voorbeeld-2026, regel 7, hash abab…",
        moment=Moment.at(NOON),
        maker="anna",
        parts=(Part("De opdracht", (Paragraph("Een alinea."),)),),
    )


def with_blocks(record: Record, *blocks: Paragraph | Bullets | Pairs | RecordTable) -> Record:
    return attrs.evolve(record, parts=(Part("Deel", blocks),))


def page_texts(content: bytes) -> list[str]:
    found = []
    document = pypdfium2.PdfDocument(content)
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return found


def whole_text(content: bytes) -> str:
    return " ".join(" ".join(page_texts(content)).split()).replace("\u200b", "")


def right_edge(content: bytes) -> float:
    """How far to the right the last sign of any page reaches, in points."""
    document = pypdfium2.PdfDocument(content)
    edge = 0.0
    for page in document:
        text = page.get_textpage()
        signs = range(text.count_chars())
        edge = max([edge, *(text.get_charbox(sign)[2] for sign in signs)])
        text.close()
        page.close()
    document.close()
    return edge


def test_the_same_record_gives_the_same_bytes(record: Record) -> None:
    assert record_bytes(record) == record_bytes(record)


def test_another_process_gives_the_same_bytes(record: Record) -> None:
    script = (
        "import sys, pickle, hashlib;"
        "from inkoop_core.documents.record import record_bytes;"
        "print(hashlib.sha256(record_bytes(pickle.load(sys.stdin.buffer))).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", script], input=pickle.dumps(record), capture_output=True, check=True
    )
    assert other.stdout.decode().strip() == hashlib.sha256(record_bytes(record)).hexdigest()


def test_one_word_more_or_a_later_moment_gives_other_bytes(record: Record) -> None:
    later = attrs.evolve(record, moment=Moment.at(NOON.replace(hour=11)))
    assert (
        len({record_bytes(record), record_bytes(attrs.evolve(record, maker="els")), record_bytes(later)}) == 3
    )


def test_it_is_an_archive_file_with_tags_in_dutch(record: Record) -> None:
    content = record_bytes(record)
    reader = PdfReader(BytesIO(content))
    root = reader.root_object
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert not reader.is_encrypted
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"] is True or str(root["/MarkInfo"]["/Marked"]) == "True"  # type: ignore[index]
    assert str(root["/Lang"]).startswith("nl")
    assert reader.metadata is not None
    assert reader.metadata.creation_date == NOON
    assert reader.metadata.title == "Gunningsverslag 00.V.1"


def test_every_font_is_embedded(record: Record) -> None:
    reader = PdfReader(BytesIO(record_bytes(record)))
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert fonts
    for font in fonts:
        (inner,) = font["/DescendantFonts"]
        described = inner.get_object()["/FontDescriptor"].get_object()
        assert isinstance(described, DictionaryObject)
        assert {"/FontFile2", "/FontFile3"}.intersection(described)


def test_head_and_foot_stand_on_every_page(record: Record) -> None:
    long = with_blocks(record, *(Paragraph(f"Alinea {number}.") for number in range(120)))
    pages = page_texts(record_bytes(long))
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert "kenmerk 00.V.1" in text
        assert f"pagina {number} van {len(pages)}" in text
        assert "Journaal voorbeeld-2026, regel 7" in text
        assert "VOORBEELD" not in text


def test_a_sample_is_marked_on_every_page(record: Record) -> None:
    long = with_blocks(record, *(Paragraph(f"Alinea {number}.") for number in range(120)))
    for text in page_texts(record_bytes(attrs.evolve(long, example=True))):
        assert text.count("VOORBEELD") >= 2


@pytest.mark.parametrize(
    "text", [HOSTILE, "#panic()", "$", "= kop", "- streep", "Ł. Ştefan-Ørsted €µ½ “”… Ω Ж", "fi ffl", "a  b"]
)
def test_what_was_typed_is_printed_as_it_was_typed(record: Record, text: str) -> None:
    told = with_blocks(
        record,
        Paragraph(f"p {text} p"),
        Bullets((f"b {text} b",)),
        Pairs((("wat", f"w {text} w"),)),
        RecordTable(("Kop",), ((f"t {text} t",),)),
    )
    content = whole_text(record_bytes(told))
    shown = " ".join(text.split())
    for mark in "pbwt":
        assert f"{mark} {shown} {mark}" in content.replace("\ufffe", "")


def test_titles_and_signatures_are_texts_too(record: Record) -> None:
    told = attrs.evolve(
        record,
        title=f"T {HOSTILE}",
        subject=HOSTILE,
        client="#c",
        maker="*m*",
        parts=(Part("#kop *x*", (Paragraph("a"),)),),
        signatories=(Signatory("_functie_", "#naam"),),
    )
    content = whole_text(record_bytes(told))
    for text in ("#kop *x*", "_functie_", "#naam", "Handtekening"):
        assert text in content


def test_a_character_without_a_font_and_a_hidden_one_are_shown_by_number(record: Record) -> None:
    content = whole_text(record_bytes(with_blocks(record, Paragraph("a中b😀c\u202ed\x00e"))))
    assert "a[U+4E2D]b[U+1F600]c[U+202E]d[U+0000]e" in content


def test_an_accent_that_comes_apart_becomes_one_letter() -> None:
    assert visible("cafe\u0301\tx\ny") == "café x\ny"


@pytest.mark.parametrize("word", ["x" * 300, "a-" * 150, "0123456789abcdef" * 20, "W" * 40])
def test_a_very_long_word_stays_on_the_page(record: Record, word: str) -> None:
    narrow = RecordTable(("A", "B", "C", "D"), ((word, "b", word, "d"),), (1, 1, 1, 6))
    told = with_blocks(record, Paragraph(word), Bullets((word,)), Pairs(((word, word),)), narrow)
    assert right_edge(record_bytes(told)) < A4_WIDTH - 50


def test_a_hash_is_not_broken_where_it_fits(record: Record) -> None:
    assert "ab" * 32 in " ".join(page_texts(record_bytes(record)))


def test_a_table_of_sixty_tenderers_repeats_its_heads(record: Record) -> None:
    heads = ("Nr", "Inschrijver", "Stap 0", "Stap 1", "Stap 2", "Stap 3", "Punten", "Stand")
    rows = tuple(
        (f"S-{number:03}", f"Stichting Verzonnen Zorgverlening {number}", *["in orde"] * 4, "16", "gunnen")
        for number in range(1, 61)
    )
    content = record_bytes(with_blocks(record, RecordTable(heads, rows, (2, 6, 3, 3, 3, 3, 2, 4))))
    pages = page_texts(content)
    assert len(pages) > 1
    assert all("Inschrijver" in page for page in pages)
    assert all(f"S-{number:03}" in "".join(pages) for number in range(1, 61))
    assert right_edge(content) < A4_WIDTH - 50


def test_a_row_that_does_not_fit_its_heads_is_refused(record: Record) -> None:
    with pytest.raises(ValueError, match="do not fit the heads"):
        record_bytes(with_blocks(record, RecordTable(("A", "B"), (("a",),))))


def test_an_empty_table_and_an_empty_part_are_made(record: Record) -> None:
    assert record_bytes(attrs.evolve(record, parts=(Part("Leeg", ()), Part("T", (RecordTable(("A",), ()),)))))
