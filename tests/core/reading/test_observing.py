"""What is seen in one file: its kind by content, and what is wrong with it."""

import hashlib
import io
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pypdf
import pytest

from inkoop_core.domain.package import FileProblem, Observation
from inkoop_core.reading.limits import Limits
from inkoop_core.reading.observing import READER, VERSION, Observer
from inkoop_core.reading.office import MAX_UNPACKED
from inkoop_core.reading.signatures import Anchors
from inkoop_core.reading.sources import Content

Make = Callable[..., bytes]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AT = datetime(2026, 6, 12, 9, 30, tzinfo=UTC)


def seen(name: str, data: bytes) -> Observation:
    return Observer(Limits(), Anchors(), AT).seen(name, Content(data)).observation


def an_ole(*streams: str, sectors: int = 4) -> bytes:
    """The shell of an older Office file: a header, a directory with these streams, empty sectors."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    directory = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return bytes(header) + bytes(512) + directory.ljust(512, b"\0") + bytes(512 * (sectors - 2))


def test_an_observation_tells_what_read_which_bytes() -> None:
    observation = seen("brief.txt", b"Gewone tekst")
    assert observation.file == "brief.txt"
    assert observation.size == 12
    assert observation.sha256 == hashlib.sha256(b"Gewone tekst").hexdigest()
    assert observation.reader == READER == "inkoop-reading"
    assert observation.reader_version.startswith(f"{VERSION} (pypdf {pypdf.__version__}")
    assert (observation.pages, observation.cover, observation.trust_anchors) == (None, None, "")


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.txt", b"tekst", "text/plain"),
        ("a.csv", "één;twee".encode("latin-1"), "text/plain"),
        ("a.txt", "tekst".encode("utf-16"), "text/plain"),
        ("lees-mij", b"tekst", "text/plain"),
        ("a.xml", b"\xef\xbb\xbf\n<?xml version='1.0'?><a/>", "application/xml"),
        ("a.PNG", b"\x89PNG\r\n\x1a\nxx", "image/png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0xx", "image/jpeg"),
        ("a.tif", b"II*\0xx", "image/tiff"),
        ("a.tiff", b"MM\0*xx", "image/tiff"),
        ("a.doc", b"{\\rtf1 tekst}", "application/rtf"),
        ("a.p7m", b"\x30\x82\0\1\0", "application/octet-stream"),
        ("a.doc", an_ole("WordDocument"), "application/msword"),
        ("a.xls", an_ole("Workbook"), "application/vnd.ms-excel"),
        ("a.msg", an_ole("__properties_version1.0"), "application/vnd.ms-outlook"),
    ],
)
def test_the_kind_is_known_by_content(name: str, data: bytes, media_type: str) -> None:
    observation = seen(name, data)
    assert (observation.media_type, observation.problem) == (media_type, None)


@pytest.mark.parametrize(
    ("name", "main", "media_type"),
    [
        ("a.docx", "word/document.xml", WORD),
        (
            "a.xlsx",
            "xl/workbook.xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("a.zip", "iets.xml", "application/zip"),
    ],
)
def test_the_kind_of_a_zip_is_known_by_its_parts(docx: Make, name: str, main: str, media_type: str) -> None:
    observation = seen(name, docx(main))
    assert (observation.media_type, observation.problem) == (media_type, None)


def test_an_opendocument_is_known_by_its_first_part() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    observation = seen("a.odt", made.getvalue())
    assert (observation.media_type, observation.problem) == ("application/vnd.oasis.opendocument.text", None)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a", "a.xyz"])
def test_an_empty_file_is_seen_as_empty(name: str) -> None:
    assert seen(name, b"").problem is FileProblem.EMPTY


def test_a_name_that_promises_another_content_is_told_with_both(pdf: Make, docx: Make) -> None:
    for name, data, detail in (
        ("a.docx", pdf(), "de naam eindigt op .docx, de inhoud is PDF"),
        ("a.pdf", docx(), "de naam eindigt op .pdf, de inhoud is Word (docx)"),
        ("a.docx", docx("iets.xml"), "de naam eindigt op .docx, de inhoud is zip"),
        ("a.pdf", b"tekst", "de naam eindigt op .pdf, de inhoud is platte tekst"),
        ("a.pdf", b"\1\2\3", "de naam eindigt op .pdf, de inhoud is niet herkend"),
        ("a.exe", pdf(), "de naam eindigt op .exe, de inhoud is PDF"),
        ("uea", pdf(), "de naam heeft geen extensie, de inhoud is PDF"),
        ("a.jpg", b"\x89PNG\r\n\x1a\nxx", "de naam eindigt op .jpg, de inhoud is een PNG-afbeelding"),
    ):
        observation = seen(name, data)
        assert (observation.problem, observation.problem_detail) == (FileProblem.MISNAMED, detail)


def test_a_renamed_pdf_is_still_counted(pdf: Make) -> None:
    assert seen("a.docx", pdf("een", "twee")).pages == 2


def test_a_damaged_and_renamed_file_tells_both(pdf: Make) -> None:
    observation = seen("a.docx", pdf()[:-6])
    assert observation.problem is FileProblem.DAMAGED
    assert "afgekapt" in observation.problem_detail
    assert "de naam eindigt op .docx" in observation.problem_detail


def test_a_word_file_with_a_broken_or_missing_part_is_damaged(docx: Make) -> None:
    sound = docx(text="Een formulier " * 50)
    broken = bytearray(sound)
    broken[sound.index(b"word/document.xml") + 25] ^= 0xFF
    for data in (bytes(broken), sound[:-30], sound[:60]):
        observation = seen("a.docx", data)
        assert observation.problem is FileProblem.DAMAGED
    assert seen("a.docx", sound[:-30]).media_type == WORD


def test_a_zip_with_a_password_inside_the_package_is_encrypted(docx: Make) -> None:
    data = bytearray(docx("iets.xml"))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert seen("a.zip", bytes(data)).problem is FileProblem.ENCRYPTED


def test_a_word_file_that_unpacks_to_very_much_is_not_opened() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "x")
    data = bytearray(made.getvalue())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, MAX_UNPACKED + 1)
    assert seen("a.docx", bytes(data)).problem is FileProblem.TOO_LARGE


def test_an_office_file_with_a_password_is_encrypted_under_either_name() -> None:
    for name in ("a.docx", "a.xls"):
        observation = seen(name, an_ole("EncryptedPackage", "EncryptionInfo"))
        assert observation.problem is FileProblem.ENCRYPTED
    word = bytearray(an_ole("WordDocument"))
    struct.pack_into("<H8xH", word, 512, 0xA5EC, 0x0100)
    assert seen("a.doc", bytes(word)).problem is FileProblem.ENCRYPTED


@pytest.mark.parametrize("length", [8, 40, 600, 1024, 2000])
def test_a_truncated_older_office_file_is_damaged(length: int) -> None:
    assert seen("a.doc", an_ole("WordDocument")[:length]).problem is FileProblem.DAMAGED


def test_a_pdf_with_a_password_is_encrypted_and_one_that_opens_without_is_not(pdf: Make) -> None:
    locked = seen("a.pdf", pdf("geheim", password="open"))
    assert locked.problem is FileProblem.ENCRYPTED
    assert "wachtwoord" in locked.problem_detail
    free = seen("a.pdf", pdf("een", "twee", password=""))
    assert (free.problem, free.pages) == (None, 2)


def test_a_pdf_that_does_not_open_or_lost_its_end_is_damaged(pdf: Make) -> None:
    sound = pdf("een", "twee")
    for data in (b"%PDF-1.7\n", b"%PDF-1.7\n\n%%EOF", sound[:-6], sound[: len(sound) // 2], sound[:200]):
        observation = seen("a.pdf", data)
        assert observation.problem is FileProblem.DAMAGED, data[-20:]
        assert observation.problem_detail
    assert seen("a.pdf", sound + b"\r\n\0\0\0").problem is None
