"""Zips that are broken, or made to do harm: refused or seen by file name, and nothing is written."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.package import FileProblem, Observation
from inkoop_core.errors import PackageError
from inkoop_core.reading import FilePackageReader, Limits

Make = Callable[..., Path]
TEXT = b"Gewone tekst\n" * 20


def observations(reader: FilePackageReader, definition: TenderDefinition, path: Path) -> list[Observation]:
    return [file.observation for file in reader.read(path, definition).files]


@pytest.mark.parametrize(
    "name",
    [
        "../uit.txt",
        "map/../../uit.txt",
        "/etc/uit.txt",
        "C:/uit.txt",
        "c:uit.txt",
        "..\\uit.txt",
        "map\\uit.txt",
        "./uit.txt",
        "map//uit.txt",
        "..",
    ],
)
def test_a_name_that_leads_outside_is_refused_and_nothing_is_written(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make, tmp_path: Path, name: str
) -> None:
    path = zipped({name: TEXT, "brief.txt": TEXT})
    before = sorted(tmp_path.parent.rglob("*"))
    with pytest.raises(PackageError) as error:
        reader.read(path, definition)
    (line,) = error.value.lines
    assert line.startswith(f"{name}: ")
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_every_bad_member_is_named_at_once(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    link = zipfile.ZipInfo("koppeling")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    pipe = zipfile.ZipInfo("pijp")
    pipe.create_system = 3
    pipe.external_attr = (stat.S_IFIFO | 0o644) << 16
    path = zipped(
        {"../uit.txt": TEXT, link: b"/etc/passwd", pipe: b"", "a.txt": TEXT, "A.TXT": TEXT, "map/": b"inhoud"}
    )
    with pytest.raises(PackageError) as error:
        reader.read(path, definition)
    assert [line.partition(":")[0] for line in error.value.lines] == [
        "../uit.txt",
        "koppeling",
        "pijp",
        "map/",
        "A.TXT, a.txt",
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused_also_when_it_is_the_declaration(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make, toml: str
) -> None:
    path = zipped({"a.txt": TEXT})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("a.txt", b"iets anders")
    with pytest.raises(PackageError, match=r"a\.txt, a\.txt: dezelfde naam komt 2 keer voor"):
        reader.read(path, definition)
    path = zipped()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("inschrijving.toml", toml.replace("2026-06-12", "2026-06-16"))
    with pytest.raises(PackageError, match=r"inschrijving\.toml, inschrijving\.toml: dezelfde naam"):
        reader.read(path, definition)


def test_a_bomb_by_its_declared_size_is_refused(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    path = zipped({"nullen.txt": bytes(2**20)})
    with pytest.raises(PackageError, match=r"nullen\.txt: pakt uit van \d+ naar 1048576 bytes.*zipbom"):
        reader.read(path, definition)


def test_the_ratio_counts_from_a_size_on_and_its_boundary_is_allowed(
    definition: TenderDefinition, zipped: Make
) -> None:
    path = zipped({"nullen.txt": bytes(2**20 - 1000)})
    assert len(FilePackageReader().read(path, definition).files) == 1
    with zipfile.ZipFile(path) as archive:
        packed = archive.getinfo("nullen.txt").compress_size
    exact = -(-(2**20 - 1000) // packed)
    FilePackageReader(limits=Limits(ratio_from=1000, max_ratio=exact)).read(path, definition)
    with pytest.raises(PackageError, match="zipbom"):
        FilePackageReader(limits=Limits(ratio_from=1000, max_ratio=exact - 1)).read(path, definition)


def test_a_bomb_that_lies_about_its_size_is_refused(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    data = bytes(100_000)
    path = zipped({"nullen.txt": data})
    raw = path.read_bytes()
    true = struct.pack("<I", len(data))
    assert raw.count(true) == 2
    lying = raw.replace(true, struct.pack("<I", 10))
    lying = lying.replace(struct.pack("<I", zlib.crc32(data)), struct.pack("<I", zlib.crc32(data[:10])))
    path.write_bytes(lying)
    with pytest.raises(PackageError, match=r"nullen\.txt: pakt uit tot meer dan de 10 bytes"):
        reader.read(path, definition)


def test_files_that_share_bytes_are_refused(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    path = zipped({"a.txt": TEXT, "b.txt": TEXT})
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        first, second = archive.getinfo("a.txt").header_offset, archive.getinfo("b.txt").header_offset
    entry = raw.rindex(b"PK\x01\x02")
    assert struct.unpack_from("<I", raw, entry + 42) == (second,)
    struct.pack_into("<I", raw, entry + 42, first)
    path.write_bytes(raw)
    with pytest.raises(PackageError, match=r"a\.txt, b\.txt: overlappen elkaar"):
        reader.read(path, definition)


def test_a_member_with_a_zip_password_is_seen_as_encrypted_and_kept_as_it_lies(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    path = zipped({"geheim.txt": TEXT, "open.txt": TEXT})
    raw = bytearray(path.read_bytes())
    for header, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        entry = [at for at in range(len(raw)) if raw.startswith(header, at)][1]
        raw[entry + place] |= 1
    path.write_bytes(raw)
    secret, clear = reader.read(path, definition).files
    assert secret.observation.problem is FileProblem.ENCRYPTED
    assert "zip-wachtwoord" in secret.observation.problem_detail
    assert secret.content.startswith(b"PK\x03\x04")
    assert secret.content in bytes(raw)
    assert clear.observation.problem is None


def test_an_encrypted_declaration_is_refused(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    path = zipped()
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(PackageError, match=r"inschrijving\.toml: versleuteld met een wachtwoord"):
        reader.read(path, definition)


def test_a_member_with_broken_bytes_is_seen_as_damaged_and_kept_as_it_lies(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    path = zipped({"kapot.txt": TEXT}, method=zipfile.ZIP_STORED)
    raw = path.read_bytes().replace(TEXT, TEXT[:-2] + b"!\n")
    path.write_bytes(raw)
    (file,) = reader.read(path, definition).files
    assert file.observation.problem is FileProblem.DAMAGED
    assert "controlegetal" in file.observation.problem_detail
    assert file.content in raw
    assert TEXT[:-2] in file.content
    assert file.observation.size == len(file.content)


def test_a_member_that_is_named_differently_in_two_places_is_seen_as_damaged(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    path = zipped({"uea.txt": TEXT})
    path.write_bytes(path.read_bytes().replace(b"uea.txt", b"sg1.txt", 1))
    (seen,) = observations(reader, definition, path)
    assert (seen.file, seen.problem) == ("uea.txt", FileProblem.DAMAGED)


def test_another_way_of_packing_is_refused_by_name(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    with pytest.raises(PackageError, match=r"brief\.txt: is ingepakt met methode 12"):
        reader.read(zipped({"brief.txt": TEXT}, method=zipfile.ZIP_BZIP2), definition)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is leeg"),
        (b"Rar!\x1a\x07\x00 geen zip", "geen map en geen zip"),
        (b"%PDF-1.7\n%%EOF\n", "geen map en geen zip"),
        (b"PK\x03\x04 afgekapt", "inhoudsopgave is niet leesbaar"),
        (b"PK\x05\x06" + bytes(18), "bevat geen bestanden"),
    ],
)
def test_what_is_no_readable_zip_is_refused_with_the_reason(
    reader: FilePackageReader, definition: TenderDefinition, tmp_path: Path, data: bytes, why: str
) -> None:
    path = tmp_path / "pakket.zip"
    path.write_bytes(data)
    with pytest.raises(PackageError, match=why) as error:
        reader.read(path, definition)
    assert "pakket.zip" in error.value.what


def test_a_truncated_zip_is_refused(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    path = zipped({"brief.txt": TEXT})
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(PackageError, match="beschadigd of afgekapt"):
        reader.read(path, definition)


def test_a_zip_in_the_zip_is_kept_as_a_file_and_not_opened(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make, folder: Make
) -> None:
    inner = zipped({"../uit.txt": bytes(2**21)}, name="binnen.zip").read_bytes()
    (file,) = reader.read(folder({"binnen.zip": inner}), definition).files
    assert file.content == inner
    assert (file.observation.media_type, file.observation.problem) == ("application/zip", None)


def test_the_extra_files_of_a_mac_do_not_hide_the_top_folder(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    files = {"pakket/brief.txt": TEXT, "__MACOSX/pakket/._brief.txt": b"\0\5\x16\7"}
    reading = reader.read(zipped(files, declaration="pakket/inschrijving.toml"), definition)
    assert [file.name for file in reading.files] == ["__MACOSX/pakket/._brief.txt", "brief.txt"]


def test_a_directory_that_names_fewer_files_than_it_announces_is_refused(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    path = zipped({"brief.txt": TEXT})
    raw = bytearray(path.read_bytes())
    struct.pack_into("<H", raw, raw.rindex(b"PK\x05\x06") + 10, 3)
    path.write_bytes(raw)
    with pytest.raises(PackageError, match="zegt 3 bestanden te bevatten, maar noemt er 2"):
        reader.read(path, definition)
