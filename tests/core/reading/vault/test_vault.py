"""A vault: its packages, its table, and which row belongs to which package."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import PackageReading, PlatformEntry, Registered
from inkoop_core.errors import PackageError
from inkoop_core.reading import FilePackageReader, Limits
from inkoop_core.reading.vault import open_vault
from inkoop_core.testing.mutations import mutants

Make = Callable[..., bytes]
Row = Callable[..., tuple[Any, ...]]
Folder = Callable[..., Path]
TOML = b"""
format = 1
[platform]
channel = "TenderNed"
received_at = 2026-06-12T11:31:00
message_number = "V-17"
[tenderer]
name = "Voorbeeldzorg B.V."
trade_register_number = "00000001"
legal_form = "private-company"
bid_form = "sole"
"""


@pytest.fixture
def table(head: tuple[str, ...], csv_table: Make) -> Callable[..., bytes]:
    def make(*rows: tuple[Any, ...]) -> bytes:
        return csv_table([head, *rows])

    return make


def matches(path: Path, definition: TenderDefinition) -> dict[str, int | None]:
    return {item.name: item.registered.row for item in open_vault(path, definition).packages}


@pytest.mark.parametrize(
    ("folder", "row_cells"),
    [
        ("map-9", {"folder": "map-9"}),
        ("map-9.zip", {"folder": "map-9.zip"}),
        ("map-9.zip", {"folder": "Map-9"}),
        ("inzending V-1 juni", {"number": "V-1"}),
        ("Voorbeeldzorg BV", {}),
        ("01 Voorbeeldzorg B.V.", {}),
        ("03-stichting-voorbeeldzorg-b-v-zwolle", {}),
        ("voorbeeldzorg", {}),
    ],
)
def test_a_row_finds_its_package(
    vaulted: TenderDefinition,
    vault_folder: Folder,
    table: Make,
    row: Row,
    zip_of: Make,
    folder: str,
    row_cells: dict[str, str],
) -> None:
    name = "Voorbeeldzorg BV" if folder == "Voorbeeldzorg BV" else "Voorbeeldzorg B.V."
    cells = {"number": "X-0"} | row_cells
    files = {
        "tabel.csv": table(row(name, **cells), row("Heel Iets Anders", number="Q-2")),
        "heel iets/a.txt": b"a",
    }
    files |= {folder: zip_of({"a.txt": b"a"})} if folder.endswith(".zip") else {f"{folder}/a.txt": b"a"}
    assert matches(vault_folder(files), vaulted)[folder] == 2


def test_what_fits_twice_is_not_guessed(
    vaulted: TenderDefinition, vault_folder: Folder, table: Make, row: Row
) -> None:
    files = {
        "tabel.csv": table(
            row("Voorbeeldzorg", number="X-1"), row("Denkbeeldig", number="X-2", folder="weg")
        ),
        "voorbeeldzorg-noord/a.txt": b"a",
        "voorbeeldzorg-zuid/a.txt": b"a",
        "los.pdf": b"a",
    }
    vault = open_vault(vault_folder(files), vaulted)
    assert [package.row for package in vault.packages] == [None, None]
    told = "\n".join(vault.unmatched)
    assert "rij 2: 'Voorbeeldzorg' past bij voorbeeldzorg-noord, voorbeeldzorg-zuid" in told
    assert "rij 3: bij 'Denkbeeldig' is geen map of zip gevonden" in told
    assert "voorbeeldzorg-zuid: geen rij" in told
    assert "los.pdf: staat los in de kluis" in told


def test_two_rows_for_one_package_are_not_guessed(
    vaulted: TenderDefinition, vault_folder: Folder, table: Make, row: Row
) -> None:
    files = {
        "tabel.csv": table(row("Zorg Noord", number="X-1"), row("Zorg Noord Oost", number="X-2")),
        "zorg-noord-oost-bv/a": b"a",
    }
    vault = open_vault(vault_folder(files), vaulted)
    assert [package.row for package in vault.packages] == [None]
    assert any("past ook bij rij 3" in line for line in vault.unmatched)


def read_all(
    path: Path, definition: TenderDefinition, **options: Any
) -> dict[str, PackageReading | PackageError]:
    reader = FilePackageReader(**options)
    listing = reader.vault(path, definition)
    assert listing is not None
    return {item.name: found for item, found in reader.read_vault(listing, definition)}


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("zipped", [False, True])
def test_a_vault_is_read_as_a_folder_and_as_one_zip(
    vaulted: TenderDefinition,
    vault_folder: Folder,
    tmp_path: Path,
    table: Make,
    row: Row,
    zip_of: Make,
    pdf: Make,
    zipped: bool,
    workers: int,
) -> None:
    names = [f"Voorbeeld {letter * 4}" for letter in "abcdef"]
    files = {
        "export/tabel.csv": table(*(row(name, number=f"V-{number}") for number, name in enumerate(names)))
    }
    files |= {
        f"export/{name}/uea.pdf": pdf(f"Uniform Europees Aanbestedingsdocument {name}") for name in names[1:]
    }
    files[f"export/{names[0]}.zip"] = zip_of({"uea.pdf": pdf("Uniform Europees Aanbestedingsdocument")})
    if zipped:
        path = tmp_path / "kluis.zip"
        path.write_bytes(zip_of(files))
    else:
        path = vault_folder(files) / "export"
    found = read_all(path, vaulted, workers=workers)
    assert len(found) == 6
    for reading in found.values():
        assert isinstance(reading, PackageReading)
        assert reading.declaration is None
        assert [item.kind for item in reading.recognised] == ["uea"]
        assert [fact.kind for fact in reading.read] == ["tenderer", "platform.answers", "document"]
        assert reading.tables[0][0] == "tabel.csv"


def test_a_folder_in_a_zip_has_the_hash_of_that_folder(
    vaulted: TenderDefinition, vault_folder: Folder, tmp_path: Path, table: Make, row: Row, zip_of: Make
) -> None:
    files = {"tabel.csv": table(row()), "voorbeeldzorg/a.txt": b"een", "voorbeeldzorg/sub/b.txt": b"twee"}
    path = tmp_path / "kluis.zip"
    path.write_bytes(zip_of(files))
    (in_zip,) = read_all(path, vaulted).values()
    (in_folder,) = read_all(vault_folder(files), vaulted).values()
    assert isinstance(in_zip, PackageReading)
    assert isinstance(in_folder, PackageReading)
    assert in_zip.received == in_folder.received
    again = FilePackageReader().read(path, vaulted, registered=Registered(inside="voorbeeldzorg", row=2))
    assert again == in_zip


def test_beside_a_row_a_declaration_in_the_package_is_not_used(
    vaulted: TenderDefinition, vault_folder: Folder, table: Make, row: Row
) -> None:
    path = vault_folder(
        {
            "tabel.csv": table(row(second="")),
            "voorbeeldzorg/inschrijving.toml": TOML,
            "voorbeeldzorg/a.txt": b"a",
        }
    )
    (found,) = read_all(path, vaulted).values()
    assert isinstance(found, PackageReading)
    assert (found.received.message_number, found.declaration, found.declared) == ("V-1", None, b"")
    (unused,) = [file for file in found.recognised if file.file == "inschrijving.toml"]
    assert (unused.kind, unused.asked) == ("", True)
    assert unused.why == "inschrijving.toml van de inschrijver: niet gebruikt"
    (fact,) = [fact for fact in found.read if fact.file == "inschrijving.toml"]
    assert fact.doubts[0].startswith("inschrijving.toml van de inschrijver: niet gebruikt")
    assert [file.content for file in found.files if file.name == "inschrijving.toml"] == [TOML]


@pytest.mark.parametrize(
    "content", [b"dit is geen toml", TOML.replace(b"2026-06-12T11:31:00", b"2026-06-16T18:00:00")]
)
@pytest.mark.parametrize("place", ["inschrijving.toml", "bijlagen/inschrijving.toml", "Inschrijving.TOML"])
def test_no_declaration_of_the_tenderer_keeps_a_bid_out(
    vaulted: TenderDefinition,
    vault_folder: Folder,
    table: Make,
    row: Row,
    place: str,
    content: bytes,
) -> None:
    path = vault_folder({"tabel.csv": table(row()), f"voorbeeldzorg/{place}": content})
    (found,) = read_all(path, vaulted).values()
    assert isinstance(found, PackageReading)
    assert (found.refused, [file.asked for file in found.recognised]) == ("", [True])


def test_a_typed_time_and_a_sound_declaration_are_not_both_taken(
    vaulted: TenderDefinition, vault_folder: Folder
) -> None:
    reader = FilePackageReader()
    typed = Registered(entry=PlatformEntry("TenderNed", vaulted.procedure.closing_at))
    path = vault_folder({"inschrijving.toml": TOML, "a.txt": b"a"})
    with pytest.raises(PackageError, match="zet het dan in een submap"):
        reader.read(path, vaulted, registered=typed)
    broken = vault_folder({"inschrijving.toml": b"kapot", "a.txt": b"a"}, "kapot")
    assert reader.read(broken, vaulted, registered=typed).declaration is None
    nested = vault_folder({"sub/inschrijving.toml": TOML, "a.txt": b"a"}, "genest")
    assert reader.read(nested, vaulted, registered=typed).declaration is None


def test_of_an_admitted_package_a_declaration_counts_only_when_it_registered_the_package(
    vaulted: TenderDefinition, vault_folder: Folder
) -> None:
    path = vault_folder({"inschrijving.toml": TOML, "a.txt": b"a"})
    reader = FilePackageReader()
    same = reader.read(path, vaulted).received
    entry = PlatformEntry(same.channel, same.received_at, same.message_number)
    by_it = reader.read(path, vaulted, admitted=True, registered=Registered(entry=entry))
    assert by_it.declaration is not None
    other = evolve(entry, message_number="V-9")
    not_by_it = reader.read(path, vaulted, admitted=True, registered=Registered(entry=other))
    assert (not_by_it.declaration, not_by_it.received.message_number) == (None, "V-9")


def test_in_a_vault_with_a_table_a_declaration_without_a_row_does_not_register(
    vaulted: TenderDefinition, vault_folder: Folder, table: Make, row: Row
) -> None:
    path = vault_folder({"tabel.csv": table(row("Heel Anders")), "zomaar/inschrijving.toml": TOML})
    listing = FilePackageReader().vault(path, vaulted)
    assert listing is not None
    assert [item.unregistered for item in listing.items] == [True]


def test_a_table_that_cannot_be_read_never_makes_one_bid_of_all(
    vaulted: TenderDefinition, vault_folder: Folder, table: Make, row: Row
) -> None:
    typed = Registered(entry=PlatformEntry("TenderNed", vaulted.procedure.closing_at))
    reader = FilePackageReader()
    folders = {"een/uea.xml": b"<a/>", "twee/uea.xml": b"<a/>"}
    spoiled = vault_folder({"tabel.csv": b"\0\x81kapot", **folders})
    for path in (spoiled,):
        with pytest.raises(PackageError, match="geen leesbare tabel"):
            reader.vault(path, vaulted)
        with pytest.raises(PackageError, match="geen leesbare tabel"):
            reader.read(path, vaulted, registered=typed)
    without = vault_folder(folders, "zonder")
    with pytest.raises(PackageError, match="lijkt op meer dan één inschrijving"):
        reader.read(without, vaulted, registered=typed)
    whole = vault_folder({"tabel.csv": table(row("Een"), row("Twee", number="V-2")), **folders}, "heel")
    with pytest.raises(PackageError, match="is een kluis"):
        reader.read(whole, vaulted, registered=typed)
    with pytest.raises(PackageError, match="hierin ligt de tabel zelf"):
        reader.read(whole, vaulted, registered=Registered(table=whole / "tabel.csv", row=2))
    one = vault_folder({"uea.xml": b"<a/>", **folders}, "onderaannemers")
    assert reader.read(one, vaulted, registered=typed).received.content_read


def test_a_table_in_utf_16_is_read(
    vaulted: TenderDefinition, vault_folder: Folder, csv_table: Make, head: tuple[str, ...], row: Row
) -> None:
    table = csv_table([head, row()], encoding="utf-16")
    assert matches(vault_folder({"tabel.csv": table, "voorbeeldzorg/a.txt": b"a"}), vaulted) == {
        "voorbeeldzorg": 2
    }


def test_a_late_package_stays_closed(
    vaulted: TenderDefinition, vault_folder: Folder, table: Make, row: Row
) -> None:
    path = vault_folder(
        {"tabel.csv": table(row(received="15-06-2026 10:00:01")), "voorbeeldzorg/a.txt": b"geheim"}
    )
    (found,) = read_all(path, vaulted).values()
    assert isinstance(found, PackageReading)
    assert found.refused.startswith("te laat")
    assert (found.files, found.read, found.received.files) == ((), (), ())


def test_a_single_package_without_declaration_needs_to_be_told_when_it_came(
    vaulted: TenderDefinition, vault_folder: Folder
) -> None:
    path = vault_folder({"a.txt": b"a"})
    reader = FilePackageReader()
    assert reader.vault(path, vaulted) is None
    with pytest.raises(PackageError, match="typ tijd en route"):
        reader.read(path, vaulted)
    entry = PlatformEntry("TenderNed", vaulted.procedure.closing_at, "V-9")
    found = reader.read(path, vaulted, registered=Registered(entry=entry))
    assert (found.received.received_at, found.received.message_number) == (entry.received_at, "V-9")


def test_a_package_that_was_taken_in_gives_only_its_receipt(
    vaulted: TenderDefinition, vault_folder: Folder, table: Make, row: Row
) -> None:
    path = vault_folder({"tabel.csv": table(row()), "voorbeeldzorg/a.txt": b"a"})
    reader = FilePackageReader()
    listing = reader.vault(path, vaulted)
    assert listing is not None
    ((_, first),) = reader.read_vault(listing, vaulted)
    assert isinstance(first, PackageReading)
    ((_, second),) = reader.read_vault(listing, vaulted, frozenset({first.received.sha256}))
    assert isinstance(second, PackageReading)
    assert second.taken
    assert second.files == ()


def test_hostile_packages_stop_no_other(
    vaulted: TenderDefinition, tmp_path: Path, table: Make, row: Row, zip_of: Make
) -> None:
    made = io.BytesIO(
        zip_of(
            {
                "tabel.csv": table(
                    row("Een Voorbeeld"),
                    row("Twee Voorbeeld", number="V-2"),
                    row("Drie Voorbeeld", number="V-3"),
                )
            }
        )
    )
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("een voorbeeld/a.txt", b"a")
        archive.writestr("twee voorbeeld/bom.txt", bytes(5 * 2**20))
        link = zipfile.ZipInfo("drie voorbeeld/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    path = tmp_path / "kluis.zip"
    path.write_bytes(made.getvalue())
    found = read_all(path, vaulted)
    assert isinstance(found["een voorbeeld"], PackageReading)
    assert "zipbom" in str(found["twee voorbeeld"])
    assert "symbolische koppeling" in str(found["drie voorbeeld"])


def test_a_vault_has_limits_of_its_own(
    vaulted: TenderDefinition, vault_folder: Folder, table: Make, row: Row
) -> None:
    path = vault_folder({"tabel.csv": table(row()), "een/a": b"", "twee/a": b"", "drie/a": b""})
    with pytest.raises(PackageError, match="bevat 3 pakketten; ten hoogste 2"):
        open_vault(path, vaulted, Limits(max_vault_packages=2))
    with pytest.raises(PackageError, match="geen kluis"):
        open_vault(path / "een", vaulted)


def test_two_tables_or_a_table_with_problems_stop_the_vault(
    vaulted: TenderDefinition, vault_folder: Folder, table: Make, row: Row
) -> None:
    path = vault_folder({"a.csv": table(row()), "b.csv": table(row()), "een/a": b""})
    with pytest.raises(PackageError, match=r"meer dan één tabel van het platform \(a.csv, b.csv\)"):
        open_vault(path, vaulted)
    path = vault_folder({"a.csv": table(row("")), "een/a": b""}, "tweede")
    with pytest.raises(PackageError, match="cel A2: de naam"):
        open_vault(path, vaulted)


def test_a_spoiled_vault_is_read_or_refused(
    vaulted: TenderDefinition, tmp_path: Path, table: Make, row: Row, zip_of: Make
) -> None:
    sound = zip_of(
        {"tabel.csv": table(row()), "voorbeeldzorg/a.txt": b"tekst" * 9, "los.zip": zip_of({"b.txt": b"b"})}
    )
    chance = random.Random(7)
    for data in mutants(sound, chance.randrange(99), 300):
        path = tmp_path / "kluis.zip"
        path.write_bytes(data)
        try:
            listing = FilePackageReader().vault(path, vaulted)
        except PackageError:
            continue
        for item in listing.items if listing else ():
            assert item.name
        if listing is not None:
            assert all(found is not None for _, found in FilePackageReader().read_vault(listing, vaulted))


def test_of_many_rows_for_one_package_only_some_are_named(
    vaulted: TenderDefinition, vault_folder: Folder, table: Make, row: Row
) -> None:
    rows = [row("Voorbeeldzorg", number=f"X-{number}") for number in range(1, 3001)]
    vault = open_vault(vault_folder({"tabel.csv": table(*rows), "voorbeeldzorg/a": b"a"}), vaulted)

    assert [package.row for package in vault.packages] == [None]
    first = next(line for line in vault.unmatched if line.startswith("rij 2:"))
    assert first.startswith("rij 2: voorbeeldzorg past ook bij rij 3, 4, 5, ")
    assert first.endswith(", 22 en nog 2979")
