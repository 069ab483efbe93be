"""Packages of a vault are read by processes of their own: what brings one down costs one package."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import PackageReading
from inkoop_core.errors import InkoopError, PackageError
from inkoop_core.reading import reading_process
from inkoop_core.testing.falling_reader import FALLS, SLEEPS, FallingReader

Make = Callable[..., Any]
COUNT = 8
SOON_SECONDS = 20
"""On a busy machine; what is not stopped takes a minute."""


@pytest.fixture
def vault(vault_folder: Make, csv_table: Make, head: tuple[str, ...], row: Make) -> Make:
    """Makes a vault of eight packages. odd: a file that one of them has besides, by its letter."""

    def make(**odd: str) -> Path:
        names = {letter: f"Voorbeeld {letter * 4}" for letter in "abcdefgh"}
        rows = [row(name, number=f"V-{letter}") for letter, name in names.items()]
        files = {"tabel.csv": csv_table([head, *rows])}
        files |= {f"{name}/bijlage.txt": name.encode() for name in names.values()}
        files |= {f"{names[letter]}/{file}": b"VOORBEELD" for letter, file in odd.items()}
        path: Path = vault_folder(files)
        return path

    return make


def children() -> set[int]:
    return {
        int(pid)
        for task in Path("/proc/self/task").iterdir()
        for pid in (task / "children").read_text("ascii").split()
    }


@pytest.mark.parametrize("falling", ["a", "h", "cd", "adh"])
def test_only_a_package_that_brings_its_process_down_is_refused(
    vaulted: TenderDefinition, vault: Make, falling: str
) -> None:
    path = vault(**dict.fromkeys(falling, FALLS))
    reader = FallingReader(workers=2)
    listing = reader.vault(path, vaulted)
    assert listing is not None
    before = children()
    found = list(reader.read_vault(listing, vaulted))
    assert [item.name for item, _ in found] == [item.name for item in listing.items]
    refused = {item.name: read for item, read in found if isinstance(read, PackageError)}
    assert set(refused) == {f"Voorbeeld {letter * 4}" for letter in falling}
    assert all(name in str(error) and "ten val" in str(error) for name, error in refused.items())
    assert children() == before


def test_a_package_that_takes_for_ever_is_given_up(
    vaulted: TenderDefinition, vault: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_process, "PATIENCE_SECONDS", 3)
    reader = FallingReader(workers=2)
    listing = reader.vault(vault(b=SLEEPS), vaulted)
    assert listing is not None
    refused = [
        item.name for item, read in reader.read_vault(listing, vaulted) if isinstance(read, PackageError)
    ]
    assert refused == ["Voorbeeld bbbb"]


def test_who_stops_half_way_leaves_no_process_behind(vaulted: TenderDefinition, vault: Make) -> None:
    path = vault(b=SLEEPS, c=SLEEPS)
    reader = FallingReader(workers=2)
    listing = reader.vault(path, vaulted)
    assert listing is not None
    before, started = children(), time.monotonic()
    reading = reader.read_vault(listing, vaulted)
    item, found = next(reading)
    assert item.name == "Voorbeeld aaaa"
    assert isinstance(found, PackageReading)
    assert children() > before
    del reading
    assert children() == before
    assert time.monotonic() - started < SOON_SECONDS


def test_an_error_half_way_leaves_no_process_behind(vaulted: TenderDefinition, vault: Make) -> None:
    reader = FallingReader(workers=2)
    listing = reader.vault(vault(c=SLEEPS, d=SLEEPS), vaulted)
    assert listing is not None
    before = children()

    def interrupted() -> None:
        for _ in reader.read_vault(listing, vaulted):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert children() == before


def test_no_more_than_a_few_packages_are_read_ahead(vaulted: TenderDefinition, vault: Make) -> None:
    path = vault(h=FALLS)
    reader = FallingReader(workers=2)
    listing = reader.vault(path, vaulted)
    assert listing is not None
    before = threading.active_count()
    reading = reader.read_vault(listing, vaulted)
    next(reading)
    time.sleep(0.5)
    running = children()
    time.sleep(0.5)
    assert children() == running, "the last package was read while nobody asked for the second"
    del reading
    assert threading.active_count() <= before


def test_a_program_without_a_guard_around_it_is_not_started_again(tmp_path: Path) -> None:
    program = tmp_path / "programma.py"
    program.write_text(
        "import operator, pickle\n"
        "from inkoop_core.reading.reading_process import reading_processes\n"
        "with reading_processes(2, operator.methodcaller, pickle.dumps(('upper',))) as ask:\n"
        "    print(*[ask(name).result() for name in ('a', 'b', 'c')], flush=True)\n",
        "utf-8",
    )
    (tmp_path / "pickle.py").write_text("raise SystemExit('uit de map waarin wordt gewerkt')", "utf-8")
    done = subprocess.run(
        [sys.executable, "-P", str(program)],
        capture_output=True,
        text=True,
        timeout=SOON_SECONDS,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout == "A B C\n"


def test_a_reading_program_that_does_not_start_is_told_and_is_no_fault_of_a_package(
    vaulted: TenderDefinition, vault: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = vault()
    broken = tmp_path / "kapot"
    broken.write_text("#!/bin/sh\necho geen geheugen >&2\nexit 1\n", "utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", os.fspath(broken))
    reader = FallingReader(workers=2)
    listing = reader.vault(path, vaulted)
    assert listing is not None
    with pytest.raises(InkoopError, match=r"start niet \(geen geheugen\)"):
        next(reader.read_vault(listing, vaulted))
