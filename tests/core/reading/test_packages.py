"""Folders and zips as a whole: what is kept of a package, and of one that stays closed."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.desk.ports import PackageReader
from inkoop_core.domain.package import FileProblem, ReceivedFile
from inkoop_core.errors import PackageError
from inkoop_core.reading import FilePackageReader, Limits
from inkoop_core.reading.folder import open_folder

Make = Callable[..., Path]
TEXT = b"Gewone tekst\n"


def test_a_folder_is_read_with_every_file_and_its_hash(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, toml: str
) -> None:
    reading = reader.read(folder({"brief.txt": TEXT, "bijlagen/staat.csv": b"a;b\n"}), definition)
    assert reading.refused == ""
    assert reading.received.content_read
    assert reading.received.channel == "TenderNed"
    assert reading.received.received_at == datetime(2026, 6, 12, 9, 30, tzinfo=UTC)
    assert reading.received.message_number == "V-17"
    assert reading.received.name == "pakket"
    assert reading.received.size == len(toml.encode()) + len(TEXT) + 4
    assert [file.name for file in reading.received.files] == [
        "bijlagen/staat.csv",
        "brief.txt",
        "inschrijving.toml",
    ]
    assert ReceivedFile("brief.txt", hashlib.sha256(TEXT).hexdigest(), len(TEXT)) in reading.received.files
    assert [(file.name, file.content) for file in reading.files] == [
        ("bijlagen/staat.csv", b"a;b\n"),
        ("brief.txt", TEXT),
    ]
    assert reading.declaration is not None
    assert reading.declaration.tenderer.name == "Voorbeeldzorg B.V."


def test_the_hash_of_a_folder_is_over_its_sorted_names_and_hashes(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, toml: str
) -> None:
    reading = reader.read(folder({"brief.txt": TEXT}), definition)
    lines = "".join(
        f"{name}\0{hashlib.sha256(data).hexdigest()}\n"
        for name, data in (("brief.txt", TEXT), ("inschrijving.toml", toml.encode()))
    )
    assert reading.received.sha256 == hashlib.sha256(lines.encode()).hexdigest()


def test_the_hash_of_a_zip_is_that_of_its_bytes(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    path = zipped({"brief.txt": TEXT})
    reading = reader.read(path, definition)
    assert reading.received.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert reading.received.size == path.stat().st_size
    assert [file.name for file in reading.files] == ["brief.txt"]


def test_the_same_package_twice_has_the_same_hash(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, tmp_path: Path
) -> None:
    first = folder({"brief.txt": TEXT})
    again = shutil.copytree(first, tmp_path / "later" / "pakket")
    assert reader.read(first, definition) == reader.read(again, definition)
    (again / "brief.txt").write_bytes(TEXT + b"!")
    assert reader.read(first, definition).received.sha256 != reader.read(again, definition).received.sha256


def test_one_top_folder_in_a_zip_is_left_out_of_the_names(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make
) -> None:
    files = {"pakket/brief.txt": TEXT, "pakket/bijlagen/staat.csv": b"a;b\n"}
    reading = reader.read(zipped(files, declaration="pakket/inschrijving.toml"), definition)
    assert [file.name for file in reading.files] == ["bijlagen/staat.csv", "brief.txt"]


def test_a_named_file_that_is_absent_is_seen_as_missing(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, toml: str
) -> None:
    named = toml + '[[documents]]\nkind = "uea"\nfile = "uea.pdf"\n'
    (missing,) = reader.read(folder(toml=named), definition).files
    assert missing.name == missing.observation.file == "uea.pdf"
    assert missing.content == b""
    assert missing.observation.problem is FileProblem.MISSING
    assert "uea.pdf" in missing.observation.problem_detail
    assert missing.observation.sha256 == ""


def test_accents_written_apart_are_the_same_name(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, toml: str
) -> None:
    named = toml + '[[documents]]\nkind = "uea"\nfile = "bijlage-co\u00f6peratie.txt"\n'
    reading = reader.read(folder({"bijlage-coo\u0308peratie.txt": TEXT}, toml=named), definition)
    (file,) = reading.files
    assert file.observation.problem is None
    assert reading.declaration is not None
    assert reading.declaration.documents[0].file == file.name


@pytest.mark.parametrize(
    ("time", "in_time"),
    [
        ("2026-06-14T23:59:59", True),
        ("2026-06-15T09:59:59", True),
        ("2026-06-15T10:00:00", True),
        ("2026-06-15T10:00:00.000000", True),
        ("2026-06-15T08:00:00Z", True),
        ("2026-06-15T10:00:00.000001", False),
        ("2026-06-15T10:00:01", False),
        ("2026-06-15T10:00:00Z", False),
        ("2026-06-16T09:00:00", False),
    ],
)
@pytest.mark.parametrize("as_zip", [False, True])
def test_ten_o_clock_is_in_time_and_any_moment_later_is_late(
    reader: FilePackageReader,
    definition: TenderDefinition,
    folder: Make,
    zipped: Make,
    toml: str,
    time: str,
    in_time: bool,
    as_zip: bool,
) -> None:
    make = zipped if as_zip else folder
    reading = reader.read(
        make({"brief.txt": TEXT}, toml=toml.replace("2026-06-12T11:30:00", time)), definition
    )
    assert (reading.refused == "") is in_time
    assert reading.received.content_read is in_time


def test_of_a_late_package_only_name_size_hash_time_and_route_are_kept(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, zipped: Make, toml: str
) -> None:
    late = toml.replace("2026-06-12T11:30:00", "2026-06-15T10:00:01")
    for path in (folder({"brief.txt": TEXT}, toml=late), zipped({"brief.txt": TEXT}, toml=late)):
        reading = reader.read(path, definition)
        assert not reading.received.content_read
        assert reading.received.files == ()
        assert reading.files == ()
        assert reading.declaration is None
        assert "15-06-2026 10:00:01" in reading.refused
        assert "15-06-2026 10:00:00" in reading.refused
        assert (reading.received.name, reading.received.channel) == (path.name, "TenderNed")
        admitted = reader.read(path, definition, admitted=True)
        assert (admitted.received.sha256, admitted.received.size) == (
            reading.received.sha256,
            reading.received.size,
        )


def test_a_package_that_is_late_by_a_part_of_a_second_shows_it(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, toml: str
) -> None:
    late = toml.replace("2026-06-12T11:30:00", "2026-06-15T10:00:00.4")
    assert "10:00:00,4, de inschrijving sloot op 15-06-2026 10:00:00" in (
        reader.read(folder(toml=late), definition).refused
    )


def test_a_package_that_came_by_mail_stays_closed(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, toml: str
) -> None:
    reading = reader.read(folder(toml=toml.replace('"TenderNed"', '"e-mail"')), definition)
    assert "'e-mail'" in reading.refused
    assert "TenderNed" in reading.refused
    assert not reading.received.content_read


def test_a_package_that_is_late_and_came_by_mail_gives_both_reasons(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, toml: str
) -> None:
    both = toml.replace('"TenderNed"', '"e-mail"').replace("2026-06-12T11:30:00", "2026-06-15T10:00:01")
    reading = reader.read(folder(toml=both), definition)
    assert "te laat" in reading.refused
    assert "andere weg" in reading.refused


def test_the_rest_of_a_late_declaration_is_not_looked_at(
    reader: FilePackageReader, definition: TenderDefinition, zipped: Make, toml: str
) -> None:
    late = toml.replace("2026-06-12T11:30:00", "2026-06-15T10:00:01").replace("sole", "vreemd")
    path = zipped({"../uit.txt": TEXT}, toml=late)
    assert not reader.read(path, definition).received.content_read
    with pytest.raises(PackageError) as error:
        reader.read(path, definition, admitted=True)
    assert any("tenderer.bid_form" in line for line in error.value.lines)
    assert any("../uit.txt" in line for line in error.value.lines)


def test_an_admitted_late_package_is_read_whole(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, toml: str
) -> None:
    late = toml.replace("2026-06-12T11:30:00", "2026-06-15T10:00:01")
    reading = reader.read(folder({"brief.txt": TEXT}, toml=late), definition, admitted=True)
    assert reading.received.content_read
    assert reading.refused == ""
    assert [file.name for file in reading.files] == ["brief.txt"]


def test_a_path_that_does_not_exist_is_refused_by_name(
    reader: FilePackageReader, definition: TenderDefinition, tmp_path: Path
) -> None:
    with pytest.raises(PackageError, match=r"weg\.zip.*bestaat niet") as error:
        reader.read(tmp_path / "weg.zip", definition)
    assert len(error.value.lines) == 1


def test_a_package_without_declaration_is_refused(
    reader: FilePackageReader, definition: TenderDefinition, tmp_path: Path
) -> None:
    (tmp_path / "Inschrijving.toml").write_bytes(b"")
    with pytest.raises(PackageError, match=r"inschrijving\.toml: ontbreekt; Inschrijving\.toml staat er wel"):
        reader.read(tmp_path, definition)


def test_links_in_a_folder_are_refused_by_name_and_not_followed(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make, tmp_path: Path
) -> None:
    path = folder()
    (tmp_path / "geheim").mkdir()
    (tmp_path / "geheim" / "sleutel.txt").write_bytes(TEXT)
    (path / "koppeling.txt").symlink_to(tmp_path / "geheim" / "sleutel.txt")
    (path / "map").symlink_to(tmp_path / "geheim")
    os.mkfifo(path / "pijp")
    with pytest.raises(PackageError) as error:
        reader.read(path, definition)
    assert [line.partition(":")[0] for line in error.value.lines] == ["koppeling.txt", "map", "pijp"]


def test_names_that_differ_in_capitals_alone_are_refused(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make
) -> None:
    with pytest.raises(PackageError, match=r"BRIEF\.txt, brief\.txt: dezelfde naam"):
        reader.read(folder({"brief.txt": TEXT, "BRIEF.txt": TEXT}), definition)


def test_a_name_with_a_control_character_is_refused_and_shown_escaped(
    reader: FilePackageReader, definition: TenderDefinition, folder: Make
) -> None:
    with pytest.raises(PackageError) as error:
        reader.read(folder({"brief\n.txt": TEXT, "cod\u202efdp.exe": TEXT}), definition)
    assert "brief\\n.txt" in str(error.value)
    assert "cod\\u202efdp.exe" in str(error.value)


@pytest.mark.parametrize(("limit", "sound"), [(3, True), (2, False)])
def test_the_number_of_files_is_limited(
    definition: TenderDefinition, folder: Make, zipped: Make, limit: int, sound: bool
) -> None:
    reader = FilePackageReader(limits=Limits(max_files=limit))
    for path in (folder({"a.txt": TEXT, "b.txt": TEXT}), zipped({"a.txt": TEXT, "b.txt": TEXT})):
        if sound:
            assert len(reader.read(path, definition).files) == 2
        else:
            with pytest.raises(PackageError, match="2"):
                reader.read(path, definition)


def test_the_size_of_a_package_is_limited(definition: TenderDefinition, folder: Make, zipped: Make) -> None:
    reader = FilePackageReader(limits=Limits(max_package_bytes=1000))
    for path in (folder({"a.txt": b"x" * 1001}), zipped({"a.txt": b"x" * 1001})):
        with pytest.raises(PackageError, match="1000 bytes"):
            reader.read(path, definition)


def test_a_file_that_is_too_large_is_kept_whole_and_not_opened(
    definition: TenderDefinition, folder: Make, pdf: Callable[..., bytes]
) -> None:
    data = pdf()
    for limit, problem in ((len(data), None), (len(data) - 1, FileProblem.TOO_LARGE)):
        reader = FilePackageReader(limits=Limits(max_file_bytes=limit))
        (file,) = reader.read(folder({"groot.pdf": data}), definition).files
        assert file.content == data
        assert file.observation.problem is problem
        assert (file.observation.pages is None) is (problem is not None)


def test_a_declaration_that_is_too_large_is_refused(definition: TenderDefinition, folder: Make) -> None:
    reader = FilePackageReader(limits=Limits(max_declaration_bytes=100))
    with pytest.raises(PackageError, match=r"inschrijving\.toml: is \d+ bytes"):
        reader.read(folder(), definition)


def test_a_file_that_changes_or_goes_away_while_it_is_read_is_refused_by_name(folder: Make) -> None:
    path = folder({"brief.txt": TEXT, "weg.txt": TEXT})
    source = open_folder(path, Limits())
    (path / "brief.txt").write_bytes(TEXT + b"meer")
    (path / "weg.txt").unlink()
    with pytest.raises(PackageError, match=r"brief\.txt: verandert"):
        source.content("brief.txt")
    with pytest.raises(PackageError, match=r"weg\.txt: kan niet worden gelezen"):
        source.content("weg.txt")


def test_it_is_the_reader_that_the_desk_asks_for() -> None:
    asked: PackageReader = FilePackageReader()
    assert asked == FilePackageReader(trust_anchors=[])


def test_importing_it_does_not_import_the_pdf_libraries() -> None:
    code = (
        "import sys, inkoop_core.reading as r; r.FilePackageReader(); "
        "print(*[m for m in ('pypdf', 'pyhanko', 'cryptography', 'asn1crypto') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_vault_with_a_broken_table_is_told_that_its_table_cannot_be_read(
    reader: FilePackageReader, definition: TenderDefinition, tmp_path: Path
) -> None:
    (tmp_path / "een inschrijver").mkdir()
    (tmp_path / "een inschrijver" / "brief.txt").write_bytes(TEXT)
    (tmp_path / "inschrijvingen.xlsx").write_bytes(b"PK\x03\x04half")
    with pytest.raises(
        PackageError, match=r"inschrijvingen\.xlsx is niet als tabel van het platform te lezen"
    ):
        reader.read(tmp_path, definition)
