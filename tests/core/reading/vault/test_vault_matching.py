"""Which row is about which package: what the names contradict is not matched, and every match says by what."""

from datetime import UTC, datetime

import pytest

from inkoop_core.api.packages import PlatformEntry
from inkoop_core.reading.platform_table import PlatformRow
from inkoop_core.reading.vault_matching import matches


def a_row(number: int, name: str, message: str = "", folder: str = "") -> PlatformRow:
    entry = PlatformEntry("TenderNed", datetime(2026, 6, 12, 9, tzinfo=UTC), message)
    return PlatformRow(number, name, entry, folder)


def found(packages: list[str], *rows: PlatformRow) -> dict[str, tuple[int, str]]:
    return {name: (match.row.number, match.by) for name, match in matches(packages, rows)[0].items()}


def told(packages: list[str], *rows: PlatformRow) -> str:
    return "\n".join(matches(packages, rows)[1])


@pytest.mark.parametrize(
    ("package", "row", "by"),
    [
        ("map-9", a_row(2, "Alpha Zorg", folder="map-9"), "kolom"),
        ("inzending V-1", a_row(2, "Alpha Zorg", "V-1"), "berichtnummer"),
        ("inzending 123456", a_row(2, "Alpha Zorg", "123456"), "berichtnummer"),
        ("01 Alpha Zorg", a_row(2, "Alpha Zorg"), "naam"),
        ("Alpha Zorg Noord", a_row(2, "Alpha Zorg"), "deel van de naam"),
    ],
)
def test_a_match_says_by_what(package: str, row: PlatformRow, by: str) -> None:
    assert found([package], row) == {package: (2, by)}


@pytest.mark.parametrize("number", ["1", "2026", "12345"])
def test_a_short_number_is_no_message_number_in_a_name(number: str) -> None:
    assert found([f"inzending {number}"], a_row(2, "Alpha Zorg", number)) == {}


def test_the_numbering_of_folders_is_no_message_number() -> None:
    rows = (a_row(2, "Alpha Zorg", "2"), a_row(3, "Beta Zorg", "1"))
    assert found(["1 Alpha Zorg", "2 Beta Zorg"], *rows) == {
        "1 Alpha Zorg": (2, "naam"),
        "2 Beta Zorg": (3, "naam"),
    }


@pytest.mark.parametrize(
    "rows",
    [
        (a_row(2, "Alpha Zorg", "V-20"), a_row(3, "Beta Zorg", "V-21")),
        (a_row(2, "Alpha Zorg", folder="Beta Zorg V-20"), a_row(3, "Beta Zorg", "V-21")),
    ],
)
def test_a_number_or_column_against_the_names_is_not_matched(rows: tuple[PlatformRow, ...]) -> None:
    packages = ["Alpha Zorg", "Beta Zorg V-20"]
    assert "Beta Zorg V-20" not in found(packages, *rows)
    assert "past beter bij" in told(packages, *rows)


def test_columns_that_were_swapped_are_named_and_not_matched() -> None:
    packages = ["Alpha Zorg", "Beta Zorg"]
    rows = (a_row(2, "Alpha Zorg", folder="Beta Zorg"), a_row(3, "Beta Zorg", folder="Alpha Zorg"))
    assert found(packages, *rows) == {}
    assert "rij 2: kolom van 'Alpha Zorg' wijst naar Beta Zorg, maar die naam past beter bij rij 3" in told(
        packages, *rows
    )


def test_a_part_of_a_name_counts_only_where_nobody_else_bears_it() -> None:
    alone = a_row(2, "Zorggroep Noord")
    assert found(["Zorggroep"], alone) == {"Zorggroep": (2, "deel van de naam")}
    assert "ga na of dat klopt" in told(["Zorggroep"], alone)
    for packages, rows in (
        (["Zorggroep", "Zorggroep Zuid"], (alone, a_row(3, "Zorggroep Zuid"))),
        (["Zorggroep", "Zorggroep Oost"], (alone,)),
    ):
        assert "Zorggroep" not in found(packages, *rows)
        assert "draagt die naam" in told(packages, *rows) or "past bij" in told(packages, *rows)
