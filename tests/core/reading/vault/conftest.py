"""A tender with a table of the platform, and ways to make that table and a vault."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from attrs import evolve

from inkoop_core.api.definition import DocumentKind, Needed, TenderDefinition
from inkoop_core.api.platform import PlatformColumns, PlatformQuestion
from inkoop_core.domain.source import SourceRef
from inkoop_core.testing.builders import a_definition

SOURCE = SourceRef("inkoopdocument", "§5.2")
HEAD = (
    "Inschrijver",
    "KvK-nummer",
    "Ontvangen op",
    "Berichtnummer",
    "Pakket",
    "Status",
    "Voorwaarden?",
    "Vraag 2?",
)


def a_kind(kind: str, names: tuple[str, ...] = (), texts: tuple[str, ...] = ()) -> DocumentKind:
    return DocumentKind(
        kind, kind, Needed.ALWAYS, SOURCE, names=names, texts=texts, per_party=kind.startswith("uea")
    )


@pytest.fixture(scope="session")
def vaulted() -> TenderDefinition:
    """A tender whose platform has a table with two questions, and documents that are known by their text."""
    return evolve(
        a_definition(),
        documents=(
            a_kind("uea", ("uea",), ("Uniform Europees Aanbestedingsdocument",)),
            a_kind("uea-gegevens"),
            a_kind(
                "sg1", ("sg1", "samenwerking"), ("Subgunningscriterium 1", "Samenwerking en partnerschap")
            ),
            a_kind("sg2", ("sg2",), ("Subgunningscriterium 2",)),
            a_kind("machtiging", ("machtiging",), ("machtigt + te ondertekenen",)),
        ),
        platform_table=PlatformColumns(
            name=("Inschrijver", "Naam inschrijver"),
            trade_register_number=("KvK-nummer",),
            received=("Ontvangen op",),
            received_date=("Datum ontvangst",),
            received_time=("Tijd ontvangst",),
            message_number=("Berichtnummer",),
            channel=("Route",),
            folder=("Pakket",),
            status=("Status",),
            withdrawn=("ingetrokken",),
            live=("ingediend",),
            questions=(
                PlatformQuestion("voorwaarden", ("Voorwaarden?",), ("ja", "akkoord"), conditions=True),
                PlatformQuestion("vraag-2", ("Vraag 2?",), ("ja",)),
            ),
            source=SOURCE,
            example=True,
        ),
    )


def a_row(name: str = "Voorbeeldzorg B.V.", **cells: Any) -> tuple[Any, ...]:
    values = {
        "kvk": "00000001",
        "received": "12-06-2026 11:30:00",
        "number": "V-1",
        "folder": "",
        "status": "ingediend",
        "conditions": "ja",
        "second": "ja",
    } | cells
    return (name, *values.values())


def as_csv(rows: Iterable[Sequence[Any]], separator: str = ";", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(separator.join(str(cell) for cell in row) for row in rows).encode(encoding)


def as_xlsx(
    rows: Iterable[Sequence[Any]], change: Callable[[Any, Any], None] = lambda _book, _sheet: None
) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "dd-mm-yyyy hh:mm:ss"})
    sheet = book.add_worksheet("Inschrijvingen")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    change(book, sheet)
    book.close()
    return made.getvalue()


@pytest.fixture(scope="session")
def head() -> tuple[str, ...]:
    """The header of the table."""
    return HEAD


@pytest.fixture(scope="session")
def row() -> Callable[..., tuple[Any, ...]]:
    """Makes a row; keywords replace its cells."""
    return a_row


@pytest.fixture(scope="session")
def csv_table() -> Callable[..., bytes]:
    """Makes a CSV file of rows."""
    return as_csv


@pytest.fixture(scope="session")
def xlsx_table() -> Callable[..., bytes]:
    """Makes an Excel file of rows; `change` gets the workbook and the sheet."""
    return as_xlsx


@pytest.fixture
def vault_folder(tmp_path: Path) -> Callable[..., Path]:
    """Makes a vault folder; names may have subfolders."""

    def make(files: Mapping[str, bytes], name: str = "kluis") -> Path:
        top = tmp_path / name
        for file, data in files.items():
            (top / file).parent.mkdir(parents=True, exist_ok=True)
            (top / file).write_bytes(data)
        return top

    return make


@pytest.fixture(scope="session")
def zip_of() -> Callable[..., bytes]:
    """Makes a zip of files by name."""

    def make(files: Mapping[str, bytes]) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return made.getvalue()

    return make
