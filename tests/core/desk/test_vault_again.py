"""Taking a vault in again: which bid is which, and what a newer table says of a bid that stands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.desk.vault import Taken, VaultReport, take_in_vault
from inkoop_core.domain.package import PackageReceived

HEAD = "Inschrijver;KvK;Ontvangen op;Bericht;Status;Voorwaarden\n"
ON_TIME = "12-06-2026 11:30:00"


def a_line(
    name: str, number: str, *, status: str = "ingediend", received: str = ON_TIME, kvk: str = ""
) -> str:
    return f"{name};{kvk or '0000' + number[-1] * 4};{received};{number};{status};ja\n"


@pytest.fixture
def take(office: Any, tmp_path: Path) -> Callable[..., VaultReport]:
    """Takes a vault in: packages by name with the text of their one file, and the lines of the table."""
    office.clock.instant = office.after

    def taking(packages: dict[str, str], *lines: str) -> VaultReport:
        top = tmp_path / "kluis"
        for name, text in packages.items():
            (top / name).mkdir(parents=True, exist_ok=True)
            (top / name / "brief.txt").write_text(text, "utf-8")
        (top / "tabel.csv").write_text(HEAD + "".join(lines), "utf-8")
        return take_in_vault(office.of("anna"), office.procedure, top)

    return taking


def outcome(report: VaultReport) -> list[tuple[Taken, str]]:
    return [(item.taken, item.submission) for item in report.packages]


def test_two_bids_with_equal_content_are_two_bids(take: Callable[..., VaultReport]) -> None:
    packages = {"een voorbeeld": "zelfde", "twee voorbeeld": "zelfde"}
    lines = (a_line("Een Voorbeeld", "V-1"), a_line("Twee Voorbeeld", "V-2"))
    first = take(packages, *lines)
    assert outcome(first) == [(Taken.IN, "S-001"), (Taken.IN, "S-002")]
    assert "S-001 heeft precies dezelfde inhoud" in first.packages[1].text
    again = take(packages, *lines)
    assert outcome(again) == [(Taken.ALREADY, "S-001"), (Taken.ALREADY, "S-002")]
    assert again.complete


def test_equal_content_that_comes_later_under_its_own_number_is_taken_in(
    take: Callable[..., VaultReport],
) -> None:
    take({"een voorbeeld": "zelfde"}, a_line("Een Voorbeeld", "V-1"))
    later = take(
        {"een voorbeeld": "zelfde", "twee voorbeeld": "zelfde"},
        a_line("Een Voorbeeld", "V-1"),
        a_line("Twee Voorbeeld", "V-2"),
    )
    assert outcome(later) == [(Taken.ALREADY, "S-001"), (Taken.IN, "S-002")]
    assert later.packages[1].files


def test_equal_content_without_a_number_is_asked(take: Callable[..., VaultReport]) -> None:
    take({"een voorbeeld": "zelfde"}, a_line("Een Voorbeeld", "V-1"))
    later = take({"twee voorbeeld": "zelfde"}, "Twee Voorbeeld;00000002;12-06-2026 11:30;;ingediend;ja\n")
    (report,) = [item for item in later.packages if item.package == "twee voorbeeld"]
    assert report.taken is Taken.REFUSED
    assert "heeft dezelfde inhoud als S-001" in report.reason


@pytest.mark.parametrize("status", ["ingetrokken", "Ingetrokken op 12-06-2026"])
def test_a_newer_table_that_says_withdrawn_names_the_bid_that_stands(
    take: Callable[..., VaultReport], status: str
) -> None:
    take({"een voorbeeld": "a"}, a_line("Een Voorbeeld", "V-1"))
    again = take({"een voorbeeld": "a"}, a_line("Een Voorbeeld", "V-1", status=status))
    assert outcome(again) == [(Taken.DIFFERS, "S-001")]
    assert "staat nog als S-001; de tabel zegt nu dat" in again.packages[0].reason
    assert "inschrijving-intrekken" in again.packages[0].reason
    assert not again.complete


def test_a_withdrawn_bid_of_which_the_package_is_gone_is_named_too(
    take: Callable[..., VaultReport], tmp_path: Path
) -> None:
    lines = (a_line("Een Voorbeeld", "V-1"), a_line("Twee Voorbeeld", "V-2"))
    take({"een voorbeeld": "a", "twee voorbeeld": "b"}, *lines)
    (tmp_path / "kluis" / "twee voorbeeld" / "brief.txt").unlink()
    (tmp_path / "kluis" / "twee voorbeeld").rmdir()
    again = take({}, lines[0], a_line("Twee Voorbeeld", "V-2", status="ingetrokken"))
    assert outcome(again) == [(Taken.ALREADY, "S-001"), (Taken.DIFFERS, "S-002")]


def test_a_newer_table_with_another_time_names_both_and_what_to_do(
    take: Callable[..., VaultReport], office: Any
) -> None:
    take({"een voorbeeld": "a"}, a_line("Een Voorbeeld", "V-1"))
    again = take({"een voorbeeld": "a"}, a_line("Een Voorbeeld", "V-1", received="15-06-2026 10:00:01"))
    assert outcome(again) == [(Taken.DIFFERS, "S-001")]
    reason = again.packages[0].reason
    assert "12-06-2026 11:30:00" in reason
    assert "de tabel zegt nu: ontvangen 15-06-2026 10:00:01" in reason
    assert not again.complete
    assert len(office.desk.state(office.procedure).facts(PackageReceived)) == 1


@pytest.mark.parametrize("status", ["concept", "vervangen"])
def test_an_unknown_status_is_asked_and_not_taken_in(take: Callable[..., VaultReport], status: str) -> None:
    report = take({"een voorbeeld": "a"}, a_line("Een Voorbeeld", "V-1", status=status))
    assert outcome(report) == [(Taken.REFUSED, "")]
    assert f"status {status!r} is niet bekend" in report.packages[0].reason


@pytest.mark.parametrize("second", [{"kvk": "00001111"}, {"name": "EEN voorbeeld", "kvk": "00009999"}])
def test_the_same_tenderer_twice_is_named_in_the_report_and_in_the_text(
    take: Callable[..., VaultReport], second: dict[str, str]
) -> None:
    report = take(
        {"V-1 brief": "a", "V-2 brief": "b"},
        a_line("Een Voorbeeld", "V-1"),
        a_line(second.get("name", "Twee Voorbeeld"), "V-2", kvk=second["kvk"]),
    )
    assert [item.matched for item in report.packages] == ["berichtnummer", "berichtnummer"]
    assert any("dezelfde inschrijver" in line for line in report.unmatched)
    assert "staat ook bij S-001; ga na welke inschrijving telt" in report.packages[1].text
