"""The sample submissions of the demo are real files, and the script that is kept makes them."""

import importlib
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from pypdf import PdfReader

import inkoop_wmo_begeleiding
from inkoop_core.api.packages import Declaration
from inkoop_core.domain.package import FileProblem
from inkoop_core.domain.party import BidForm
from inkoop_core.reading.pdf import look_into_pdf
from inkoop_core.reading.signatures import anchors, signatures_in
from inkoop_core.structure import strict

SCRIPTS = Path(__file__).parents[4] / "scripts"
DEMO = Path(inkoop_wmo_begeleiding.__file__).parent / "demo"
PACKAGES = DEMO / "packages"
NAMES = sorted(path.name for path in PACKAGES.iterdir() if path.name != "README.md")
RECEIVED = datetime(2026, 6, 11, 12, 20, tzinfo=UTC)
SIGNED = {"05-maanbrug": False, "19-verschoven-komma": True}
"""Packages with a digital signature, and whether the file was changed after it."""


@pytest.fixture
def samples(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script's module that builds; scripts are no installed package."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("samples.build")


def files_of(name: str) -> Mapping[str, bytes]:
    path = PACKAGES / name
    if path.is_dir():
        return {file.name: file.read_bytes() for file in sorted(path.iterdir())}
    with ZipFile(path) as archive:
        return {member: archive.read(member) for member in archive.namelist()}


def declaration_of(name: str) -> Declaration:
    text = files_of(name)["inschrijving.toml"].decode()
    declaration, problems = strict(Declaration, tomllib.loads(text, parse_float=Decimal))

    assert problems == ()
    assert declaration is not None
    return declaration


def same_content(made: bytes, kept: bytes) -> bool:
    """Equal bytes; of a Word file equal parts, because another zlib may pack them otherwise."""
    if not made.startswith(b"PK"):
        return made == kept
    with ZipFile(BytesIO(made)) as new, ZipFile(BytesIO(kept)) as old:
        return [(part, new.read(part)) for part in new.namelist()] == [
            (part, old.read(part)) for part in old.namelist()
        ]


@pytest.mark.parametrize("name", NAMES)
def test_every_declaration_reads_strictly_and_names_exactly_the_files_of_its_package(name: str) -> None:
    declaration = declaration_of(name)

    named = [document.file for document in declaration.documents]
    assert sorted([*named, "inschrijving.toml"]) == sorted(files_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_numbers_are_eight_digits_that_no_register_hands_out(name: str) -> None:
    declaration = declaration_of(name)

    numbers = [declaration.tenderer.trade_register_number, declaration.tenderer.agb_code]
    numbers += [party.trade_register_number for party in declaration.parties]
    assert all(number.startswith("0000") and len(number) == 8 and number.isdigit() for number in numbers)


@pytest.mark.parametrize("name", NAMES)
def test_every_espd_answers_all_grounds(name: str) -> None:
    for response in declaration_of(name).espd:
        codes = [answer.code for answer in response.answers]
        assert len(codes) == len(set(codes)) == 24


def test_pdf_files_have_the_pages_and_covers_that_are_meant(samples: Any) -> None:
    for case in samples.all_cases():
        files = files_of(f"{case.folder}.zip" if case.archive else case.folder)
        for document in case.declaration.documents:
            if not document.file.endswith(".pdf") or document.file in case.damaged:
                continue
            look = look_into_pdf(files[document.file])
            plan = {"sg1": case.sg1, "sg2": case.sg2}.get(document.kind)

            assert look.problem is None
            assert look.pages == case.pages_of(document), (case.folder, document.file)
            assert look.cover == (plan is not None and plan.cover), (case.folder, document.file)


def test_pages_of_a_plan_hold_enough_text_to_be_judged(samples: Any) -> None:
    for case in samples.all_cases():
        files = files_of(f"{case.folder}.zip" if case.archive else case.folder)
        for file, plan in (("sg1-samenwerking.pdf", case.sg1), ("sg2-kwaliteit.pdf", case.sg2)):
            if file in files:
                pages = PdfReader(BytesIO(files[file])).pages
                words = [len(page.extract_text().split()) for page in pages]

                assert min(words[1 if plan.cover else 0 :]) > 150, (case.folder, file)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_and_form_says_that_it_is_an_example(name: str) -> None:
    for file, content in files_of(name).items():
        if file.endswith(".docx"):
            form = docx.Document(BytesIO(content))
            header = form.sections[0].header.paragraphs[0].text
            footer = form.sections[0].footer.paragraphs[0].text

            assert (header, footer) == (
                "VOORBEELDFORMULIER – niet het echte formulier",
                "Voorbeeld, verzonnen inschrijver",
            )
        elif file.endswith(".toml"):
            assert content.decode().startswith("# Voorbeeld, verzonnen inschrijver")
        elif file.endswith(".xml"):
            assert "voorbeeld" in content.decode().casefold()
        elif (name, file) != ("20-gekreukt-vel", "machtiging.pdf"):
            for page in PdfReader(BytesIO(content)).pages:
                assert "Voorbeeld, verzonnen inschrijver" in page.extract_text()


def test_the_damaged_file_cannot_be_opened() -> None:
    content = files_of("20-gekreukt-vel")["machtiging.pdf"]

    assert look_into_pdf(content).problem is FileProblem.DAMAGED


@pytest.mark.parametrize(("name", "changed"), SIGNED.items())
def test_signatures_chain_to_the_committed_test_authority(name: str, changed: bool) -> None:
    trust = anchors([(DEMO / "trust" / "test-ca.pem").read_bytes()])
    content = files_of(name)["uea.pdf"]

    (signature,) = signatures_in(content, trust, RECEIVED)
    (unknown,) = signatures_in(content, anchors([]), RECEIVED)

    assert (signature.intact, signature.trusted, signature.changed_after) == (True, True, changed)
    assert unknown.trusted is False
    assert (signature.signer,) == declaration_of(name).signatures[0].signatories


def test_no_private_key_is_kept() -> None:
    kept = [
        path for path in DEMO.rglob("*") if path.is_file() and path.suffix in (".pem", ".key", ".p12", ".pfx")
    ]

    assert [path.name for path in kept] == ["test-ca.pem"]
    assert b"PRIVATE KEY" not in kept[0].read_bytes()


def test_the_samples_cover_every_form_and_both_kinds_of_package() -> None:
    declarations = [declaration_of(name) for name in NAMES]

    assert len(NAMES) >= 12
    assert {declared.tenderer.bid_form for declared in declarations} == set(BidForm)
    assert any(declared.tenderer.group_member for declared in declarations)
    assert sum(name.endswith(".zip") for name in NAMES) >= 2
    shares = {declared.sanctions.share for declared in declarations if declared.sanctions}
    assert {Decimal("10.00"), Decimal("10.01")} <= shares


def test_the_samples_stay_small() -> None:
    size = sum(path.stat().st_size for path in PACKAGES.rglob("*") if path.is_file())

    assert size < 3_000_000


def test_the_readme_has_a_row_for_every_package_and_no_other(samples: Any) -> None:
    text = (PACKAGES / "README.md").read_text(encoding="utf-8")

    assert text == samples.table_of(samples.all_cases())
    assert [
        line.split(" | ")[0].removeprefix("| ") for line in text.splitlines() if line[2:4].isdigit()
    ] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_script_makes_the_committed_files_again(name: str, samples: Any) -> None:
    (case,) = (case for case in samples.all_cases() if case.folder == name.removesuffix(".zip"))
    kept = files_of(name)

    made = samples.unsigned_files(case)

    assert sorted(made) == sorted(kept)
    for file, content in made.items():
        if file == case.signed_file:  # a signature is added behind what was there
            assert kept[file].startswith(content.rstrip()), file
        else:
            assert same_content(content, kept[file]), file


def test_two_runs_give_the_same_bytes_and_keep_the_signed_files(samples: Any, tmp_path: Path) -> None:
    chosen = tuple(
        case
        for case in samples.all_cases()
        if case.folder in ("04-wolkenveld", "05-maanbrug", "20-gekreukt-vel")
    )
    place = samples.Place(tmp_path)

    samples.write(place, cases=chosen)
    first = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    samples.write(place, cases=chosen)
    second = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    assert first == second


def test_signing_again_makes_a_new_authority_and_leaves_the_rest(samples: Any, tmp_path: Path) -> None:
    chosen = tuple(case for case in samples.all_cases() if case.folder == "05-maanbrug")
    place = samples.Place(tmp_path)

    samples.write(place, cases=chosen)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    samples.write(place, sign=True, cases=chosen)
    changed = {path.name for path, content in before.items() if path.read_bytes() != content}

    assert changed == {"uea.pdf", "test-ca.pem"}
