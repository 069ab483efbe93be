"""Writes the samples: folders, zips, the trust anchor and the table of what they show."""

import shutil
from pathlib import Path

from attrs import frozen

from inkoop_core.api.packages import DeclaredDocument
from samples.archive import packed
from samples.case import SampleCase, Seal
from samples.declaration import as_toml
from samples.evidence import evidence_files
from samples.faulty import FAULTY
from samples.good import GOOD
from samples.papers import EMPLOYEES_BEFORE_CHANGE, PAPERS
from samples.pdf_forms import pdf_form
from samples.platform import UEA_DATA, espd_data, platform_table, with_data_files
from samples.sheets import SHEETS
from samples.signing import changed, new_authority, signed
from samples.word import word_form

DECLARATION = "inschrijving.toml"


def all_cases() -> tuple[SampleCase, ...]:
    """Every sample, in the order of their numbers."""
    return tuple(with_data_files(case()) for case in (*GOOD, *FAULTY))


def unsigned_files(case: SampleCase) -> dict[str, bytes]:
    """The files of a sample by name; a file that is to be signed is given as it is before."""
    files = {DECLARATION: as_toml(case.declaration).encode()}
    for document in case.declaration.documents:
        content = _content(case, document)
        files[document.file] = damaged(content) if document.file in case.damaged else content
    return files


def _content(case: SampleCase, document: DeclaredDocument) -> bytes:
    if document.kind in SHEETS:
        return (pdf_form if document.file.endswith(".pdf") else word_form)(case, document.kind)
    if document.kind == UEA_DATA:
        return espd_data(case, document)
    return PAPERS[document.kind](case, document)


def damaged(pdf: bytes) -> bytes:
    """What is left of a PDF after a broken transfer: a beginning, and then nothing but zeros."""
    return pdf[:300] + bytes(len(pdf) - 300)


def sealed_files(cases: tuple[SampleCase, ...]) -> tuple[dict[str, bytes], bytes]:
    """The signed files by folder, all by one new test authority, and the certificate of that authority."""
    authority = new_authority()
    files = {}
    for case in cases:
        if case.seal is Seal.PLAIN:
            continue
        signatory = case.declaration.signatures[0].signatories[0]
        name = case.declaration.tenderer.name
        content = signed(unsigned_files(case)[case.signed_file], signatory, name, authority)
        if case.seal is Seal.CHANGED_AFTER:
            before = f"{EMPLOYEES_BEFORE_CHANGE} medewerkers".encode()
            content = changed(content, before, f"{case.declaration.tenderer.employees} medewerkers".encode())
        files[case.folder] = content
    return files, authority.pem


@frozen
class Place:
    """Where the samples go: packages, and beside them what the demo trusts."""

    root: Path

    @property
    def packages(self) -> Path:
        return self.root / "packages"

    @property
    def platform_table(self) -> Path:
        return self.root / "platform" / "inschrijvingen.xlsx"

    @property
    def papers(self) -> Path:
        return self.root / "stukken"

    @property
    def trust_anchor(self) -> Path:
        return self.root / "trust" / "test-ca.pem"

    def signed_file(self, case: SampleCase) -> Path:
        return self.packages / case.folder / case.signed_file

    def kept(self, cases: tuple[SampleCase, ...]) -> dict[str, bytes] | None:
        """The signed files that are there, by folder; None when one of them or the trust anchor is not."""
        paths = {case.folder: self.signed_file(case) for case in cases if case.signed_file}
        if not all(path.is_file() for path in (*paths.values(), self.trust_anchor)):
            return None
        return {folder: path.read_bytes() for folder, path in paths.items()}


def write(place: Place, *, sign: bool = False, cases: tuple[SampleCase, ...] | None = None) -> int:
    """Write the samples anew; returns how many bytes they take.

    Signed files are kept when they are all there, unless sign is given: a new signature has new bytes.
    """
    chosen = all_cases() if cases is None else cases
    seals = None if sign else place.kept(chosen)
    if seals is None:
        seals, anchor = sealed_files(chosen)
        place.trust_anchor.parent.mkdir(parents=True, exist_ok=True)
        place.trust_anchor.write_bytes(anchor)
    place.packages.mkdir(parents=True, exist_ok=True)
    for case in chosen:
        files = unsigned_files(case)
        if case.folder in seals:
            files[case.signed_file] = seals[case.folder]
        _write_package(place.packages, case, files)
    place.platform_table.parent.mkdir(parents=True, exist_ok=True)
    place.platform_table.write_bytes(platform_table(chosen))
    place.papers.mkdir(parents=True, exist_ok=True)
    for name, content in evidence_files().items():
        (place.papers / name).write_bytes(content)
    (place.packages / "README.md").write_text(table_of(chosen), encoding="utf-8")
    return sum(path.stat().st_size for path in place.packages.rglob("*") if path.is_file())


def _write_package(packages: Path, case: SampleCase, files: dict[str, bytes]) -> None:
    if case.archive:
        (packages / f"{case.folder}.zip").write_bytes(packed(files))
        return
    folder = packages / case.folder
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def table_of(cases: tuple[SampleCase, ...]) -> str:
    """The README of the packages."""
    rows = [
        f"| {case.folder}{'.zip' if case.archive else ''} | {case.declaration.tenderer.name} "
        f"| {case.declaration.tenderer.bid_form.label} | {case.shows} | {case.expected} |"
        for case in cases
    ]
    return INTRODUCTION + "\n".join(rows) + "\n"


INTRODUCTION = """\
# Voorbeeldinschrijvingen

Alle inschrijvers, personen, nummers en teksten zijn verzonnen; elk bestand zegt dat zelf ook. De formulieren
zijn voorbeeldformulieren en niet de echte bijlagen. De aandachtsgebieden (`voorbeeld-…`) zijn
voorbeeldgegevens.

De bestanden worden gemaakt met `python scripts/make_samples.py`. Twee keer maken geeft dezelfde bytes. Alleen
de digitaal ondertekende bestanden (`uea.pdf` in 05 en 19) blijven staan zoals ze zijn; met `--sign` komen er
nieuwe, met een nieuw testcertificaat in `../trust/test-ca.pem`. De sleutels worden niet bewaard.

Sluiting: 15 juni 2026 om 10:00:00. De kolom "wat beslist" noemt de eisen bij hun nummer en, waar het
inkoopdocument niet eenduidig is, de aantekening (N-…).

| pakket | inschrijver | vorm | wat het laat zien | wat beslist |
|---|---|---|---|---|
"""
