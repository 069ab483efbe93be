"""A form beside `inschrijving.toml` that says more than it states."""

import shutil
from pathlib import Path

import pytest

import inkoop_wmo_begeleiding
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.desk.offered import installed_catalogue
from inkoop_core.reading import FilePackageReader
from inkoop_core.tender.load import load_definition, with_law

PLUGIN = Path(inkoop_wmo_begeleiding.__file__).parent
WITH_RESERVATION = PLUGIN / "demo" / "packages" / "18-mits-en-maar"


@pytest.fixture(scope="module")
def definition() -> TenderDefinition:
    text = (PLUGIN / "tender.toml").read_text(encoding="utf-8")
    text = text.replace("[procedure]\n", '[procedure]\ncontact_person = "V. Voorbeeld"\n', 1)
    return load_definition(with_law(text), (), installed_catalogue().clause_types)


def test_a_reservation_that_only_the_form_makes_is_a_reading_of_its_own(
    definition: TenderDefinition, tmp_path: Path
) -> None:
    package = Path(shutil.copytree(WITH_RESERVATION, tmp_path / "pakket"))
    declaration = package / "inschrijving.toml"
    before, _, after = declaration.read_text("utf-8").partition("[[reservations]]")
    declaration.write_text(f"{before}[[documents]]{after.partition('[[documents]]')[2]}", "utf-8")
    reading = FilePackageReader().read(package, definition)
    assert reading.declaration is not None
    assert reading.declaration.reservations == ()
    (found,) = [fact for fact in reading.read if fact.kind == "reservation"]
    assert (found.part, found.file) == ("voorbehoud-1", "bijlage-2-inschrijfformulier.pdf")
