"""Reads spoiled files and prints how it went, as JSON: `python read_mutants.py KIND COUNT`.

A process of its own, so that a crash of a library is seen and memory can be measured.
KIND: pdf, docx, xlsx (the table of a platform), sheet (a scoring sheet), xml or zip.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.desk.offered import installed_catalogue
from inkoop_core.domain.decision import Amendment
from inkoop_core.errors import PackageError, SheetError
from inkoop_core.reading.packages import FilePackageReader
from inkoop_core.reading.platform_table import read_table_file
from inkoop_core.reading.scoring_sheet import read_scoring_sheet
from inkoop_core.tender.load import load_definition, with_law
from inkoop_core.testing.builders import CLOSING
from inkoop_core.testing.mutations import mutants, mutated_inside

PER_PACKAGE = 25
TENDER = "dalfsen-wmo-2027"
HEAD = """format = 1
[platform]
channel = "TenderNed"
received_at = 2026-06-11T14:20:00
[tenderer]
name = "Stichting Voorbeeld"
trade_register_number = "00001001"
legal_form = "foundation"
bid_form = "sole"
"""


def spoiled(kind: str, samples: list[bytes], count: int) -> Iterator[bytes]:
    """Half of them spoiled from outside, half (of a container) within."""
    inside = kind in ("docx", "xlsx", "sheet")
    each = -(-count // (len(samples) * (2 if inside else 1)))
    for number, sample in enumerate(samples):
        yield from mutants(sample, number, each)
        if inside:
            yield from mutated_inside(sample, 1000 + number, each)


def read_as_files(
    reader: FilePackageReader, definition: TenderDefinition, place: Path, kind: str, files: list[bytes]
) -> Iterator[str]:
    """What became of each file of one package: its problem, "asked", or "read"."""
    (place / "inschrijving.toml").write_text(HEAD, "utf-8")
    for number, content in enumerate(files):
        (place / f"bestand-{number:02d}.{kind}").write_bytes(content)
    reading = reader.read(place, definition)
    assert len(reading.files) == len(files), "a file is not in the reading"
    taken_for = {found.file: found for found in reading.recognised}
    doubted = {fact.file for fact in reading.read if fact.doubts}
    for item in reading.files:
        problem = item.observation.problem
        if problem is not None:
            yield f"problem: {problem.value}"
        elif taken_for[item.name].asked:
            yield "asked"
        else:
            yield "read with doubts" if item.name in doubted else "read"


def read_as_package(
    reader: FilePackageReader, definition: TenderDefinition, place: Path, content: bytes
) -> str:
    path = place / "pakket.zip"
    path.write_bytes(content)
    try:
        reader.read(path, definition)
    except PackageError as error:
        return "refused" if "pakket.zip" in str(error) else "refused without a name"
    return "read"


def read_as_table(definition: TenderDefinition, place: Path, content: bytes) -> str:
    path = place / "inschrijvingen.xlsx"
    path.write_bytes(content)
    try:
        table = read_table_file(path, definition)
    except PackageError as error:
        return "refused" if path.name in str(error) else "refused without a name"
    assert table.rows, "a table without rows is no table"
    return "read"


def read_as_sheet(place: Path, content: bytes) -> str:
    path = place / "scores.xlsx"
    path.write_bytes(content)
    try:
        read_scoring_sheet(path)
    except SheetError as error:
        return "refused" if path.name in str(error) else "refused without a name"
    return "read"


def read_batch(
    reader: FilePackageReader, definition: TenderDefinition, place: Path, kind: str, files: list[bytes]
) -> list[str]:
    if kind == "zip":
        return [read_as_package(reader, definition, place, content) for content in files]
    if kind == "xlsx":
        return [read_as_table(definition, place, content) for content in files]
    if kind == "sheet":
        return [read_as_sheet(place, content) for content in files]
    return list(read_as_files(reader, definition, place, kind, files))


def outcomes(kind: str, samples: list[bytes], count: int, definition: TenderDefinition) -> dict[str, Any]:
    reader = FilePackageReader()
    found: dict[str, int] = {}
    slowest = 0.0
    rest = list(islice(spoiled(kind, samples, count), count))
    # The libraries and the sound files first: what these take is no growth.
    with tempfile.TemporaryDirectory() as folder:
        read_batch(reader, definition, Path(folder), kind, samples)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while rest:
        batch, rest = rest[:PER_PACKAGE], rest[PER_PACKAGE:]
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "pakket"
            place.mkdir()
            told = read_batch(reader, definition, place, kind, batch)
        slowest = max(slowest, time.perf_counter() - start)
        for outcome in told:
            found[outcome] = found.get(outcome, 0) + 1
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {
        "outcomes": found,
        "slowest": round(slowest, 2),
        "grown_mb": grown // 1024,
        "largest_kb": max(map(len, samples)) // 1024,
    }


def main() -> None:
    kind, count, sources = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    samples = [Path(source).read_bytes() for source in sources]
    sys.stdout.write(json.dumps(outcomes(kind, samples, count, sample_definition())))


def sample_definition() -> TenderDefinition:
    catalogue = installed_catalogue()
    _, tender = catalogue.tenders[TENDER]
    contact = Amendment("procedure.contact_person", '"Anna Voorbeeld"', "proef", "proef", CLOSING)
    return load_definition(with_law(tender.text()), (contact,), catalogue.clause_types)


if __name__ == "__main__":
    main()
