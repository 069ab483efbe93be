"""Broken files by the hundred: none may crash or hang the reader, and none may pass for sound unseen.

Zip, docx and zipped packages carry check sums, so there every change must be refused or seen. In a plain PDF
and in a text a changed letter is a changed letter; there the reader must only come back with an answer.
"""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.package import FileProblem, Observation
from inkoop_core.errors import PackageError
from inkoop_core.reading import FilePackageReader
from inkoop_core.reading.limits import Limits
from inkoop_core.reading.observing import Observer
from inkoop_core.reading.signatures import anchors
from inkoop_core.reading.sources import Content

Make = Callable[..., Any]
AT = datetime(2026, 6, 12, 9, 30, tzinfo=UTC)
TEXT = b"Gewone tekst van een bijlage\n" * 10


def flipped(data: bytes, rounds: int, seed: int) -> Iterator[bytes]:
    """The data with one to four bits turned over."""
    chance = random.Random(seed)
    for _ in range(rounds):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        yield bytes(broken)


def scrambled(data: bytes, rounds: int, seed: int) -> Iterator[bytes]:
    """The data with a stretch cut out, doubled or overwritten with noise."""
    chance = random.Random(seed)
    for _ in range(rounds):
        start = chance.randrange(len(data))
        stop = min(len(data), start + chance.randint(1, 200))
        middle = chance.choice([b"", data[start:stop] * 2, chance.randbytes(stop - start)])
        yield data[:start] + middle + data[stop:]


def cut(data: bytes, rounds: int, seed: int) -> Iterator[bytes]:
    """The beginnings of the data, all clearly shorter than the whole."""
    chance = random.Random(seed)
    for _ in range(rounds):
        yield data[: chance.randrange(1, len(data) - 8)]


def seen(name: str, data: bytes, trust: tuple[bytes, ...] = ()) -> Observation:
    return Observer(Limits(), anchors(trust), AT).seen(name, Content(data)).observation


def test_broken_pdf_files_are_read_or_seen_as_broken(pdf: Make) -> None:
    data = pdf("Voorblad", "woord " * 200, "woord " * 100)
    for broken in (*flipped(data, 200, 1), *scrambled(data, 100, 2)):
        observation = seen("a.pdf", broken)
        assert observation.problem is not None or observation.pages


def test_truncated_pdf_files_are_seen_as_broken(pdf: Make) -> None:
    for broken in cut(pdf("een", "twee"), 100, 3):
        assert seen("a.pdf", broken).problem in (FileProblem.DAMAGED, FileProblem.MISNAMED)


def test_no_change_of_signed_bytes_leaves_a_signature_whole(pdf: Make, sign: Make, identity: Any) -> None:
    data = sign(pdf("Verklaring"))
    gap_start = data.index(b"/Contents <") + len(b"/Contents ")
    gap_end = data.index(b">", gap_start) + 1
    for broken in (*flipped(data, 80, 4), *scrambled(data, 60, 5)):
        if broken[:gap_start] == data[:gap_start] and broken[gap_end:] == data[gap_end:]:
            continue  # the signature itself is not among the signed bytes
        for signature in seen("a.pdf", broken, (identity.anchor,)).signatures:
            assert not signature.intact or signature.changed_after
    for broken in cut(data, 60, 6):
        for signature in seen("a.pdf", broken, (identity.anchor,)).signatures:
            assert not signature.intact or signature.changed_after


def test_broken_word_files_are_seen_as_broken_or_hold_the_same(docx: Make) -> None:
    data = docx(text="Een formulier " * 40)
    sound = parts(data)
    for broken in (*flipped(data, 300, 7), *scrambled(data, 100, 8), *cut(data, 100, 9)):
        if seen("a.docx", broken).problem is None:
            assert set(parts(broken).values()) >= set(sound.values())


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_broken_older_office_files_come_back_with_an_answer() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09\0" + bytes(16) + b"\1" + bytes(1999)
    for broken in (*flipped(data, 100, 10), *cut(data, 100, 11)):
        assert seen("a.doc", broken).file == "a.doc"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_broken_zips_are_refused_or_the_broken_file_is_seen(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make, method: int
) -> None:
    files = {"a.txt": TEXT, "map/b.txt": TEXT[::-1]}
    path: Path = zipped(files, method=method)
    data = path.read_bytes()
    refusals: list[tuple[str, ...]] = []
    for broken in (*flipped(data, 200, 12), *scrambled(data, 100, 13), *cut(data, 60, 14)):
        path.write_bytes(broken)
        try:
            reading = reader.read(path, definition)
        except PackageError as error:
            refusals.append(error.lines)
            continue
        sound = {file.content for file in reading.files if file.observation.problem is None}
        damaged = [file for file in reading.files if file.observation.problem is not None]
        assert sound <= set(files.values())
        assert len(sound) + len(damaged) == len(files)
    assert refusals
    assert all(refusals)


def test_broken_declarations_are_refused_or_read(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, toml: str
) -> None:
    path: Path = folder()
    data = toml.encode()
    lines: list[str] = []
    for broken in (*flipped(data, 300, 15), *scrambled(data, 200, 16), *cut(data, 50, 17)):
        (path / "inschrijving.toml").write_bytes(broken)
        try:
            reading = reader.read(path, definition)
        except PackageError as error:
            lines += error.lines
            continue
        assert reading.refused or reading.declaration
    assert all(line.startswith("inschrijving.toml: ") for line in lines)


def test_noise_is_never_taken_for_a_package(
    reader: FilePackageReader, definition: TenderDefinition, tmp_path: Path
) -> None:
    chance = random.Random(18)
    path = tmp_path / "ruis.zip"
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06"):
        for _ in range(30):
            path.write_bytes(start + chance.randbytes(chance.randrange(1, 400)))
            with pytest.raises(PackageError):
                reader.read(path, definition)


def test_noise_with_a_familiar_beginning_comes_back_with_an_answer() -> None:
    chance = random.Random(19)
    for start in (
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<?xml",
        b"\xff\xd8\xff",
    ):
        for _ in range(20):
            assert seen("a.pdf", start + chance.randbytes(chance.randrange(1, 3000))).problem is not None
