"""What a file is: by its content; the name supports it, or is a doubt."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.espd import EspdGeneration
from inkoop_core.reading.limits import Limits
from inkoop_core.reading.observing import Observer
from inkoop_core.reading.recognising import Recognition, kinds_by_name, read_again, recognise
from inkoop_core.reading.signatures import Anchors
from inkoop_core.reading.sources import Content
from inkoop_core.testing.espd_files import SampleEspd, espd_xml

AT = datetime(2026, 6, 12, 9, 30, tzinfo=UTC)
Make = Callable[..., bytes]
UEA = "Uniform Europees Aanbestedingsdocument"


def recognised(
    files: Mapping[str, bytes], definition: TenderDefinition, known: Mapping[str, str] | None = None
) -> Recognition:
    observer = Observer(Limits(), Anchors(), AT)
    return recognise(
        [observer.looked(name, Content(data)) for name, data in files.items()], definition, known
    )


def doubts(found: Recognition, file: str) -> str:
    (fact,) = [fact for fact in found.facts if fact.kind == "document" and fact.file == file]
    return "; ".join(fact.doubts)


def test_the_text_tells_what_a_file_is_whatever_its_name(vaulted: TenderDefinition, pdf: Make) -> None:
    found = recognised({"scan001.pdf": pdf(f"{UEA} van Voorbeeldzorg")}, vaulted)
    (file,) = found.files
    assert (file.kind, file.party, file.asked) == ("uea", "tenderer", False)
    assert UEA in file.why
    (fact,) = found.facts
    assert {value.field: value.value for value in fact.values}["kind"] == '"uea"'
    assert (fact.part, fact.doubts) == ("scan001.pdf", ())


def test_a_name_against_the_content_is_a_doubt(vaulted: TenderDefinition, pdf: Make) -> None:
    found = recognised({"sg2.pdf": pdf(f"{UEA} van Voorbeeldzorg")}, vaulted)
    assert found.files[0].kind == "uea"
    assert "de naam wijst op sg2, de inhoud op uea" in doubts(found, "sg2.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 kapot", b"\x89PNG\r\n\x1a\n"])
def test_a_name_alone_is_a_proposal_with_a_doubt(vaulted: TenderDefinition, data: bytes) -> None:
    found = recognised({"getekende-uea.pdf": data}, vaulted)
    assert (found.files[0].kind, found.files[0].asked) == ("uea", True)
    assert doubts(found, "getekende-uea.pdf").startswith("alleen de naam wijst hierop")


def test_what_nothing_tells_is_asked(vaulted: TenderDefinition, pdf: Make) -> None:
    found = recognised({"bijlage.pdf": pdf("Zomaar een verhaal")}, vaulted)
    assert (found.files[0].kind, found.files[0].asked) == ("", True)
    assert "kind" not in [value.field for value in found.facts[0].values]
    assert "zeg wat dit stuk is" in doubts(found, "bijlage.pdf")


def test_two_kinds_that_fit_equally_well_are_asked(vaulted: TenderDefinition, pdf: Make) -> None:
    found = recognised({"plan.pdf": pdf("Subgunningscriterium 1 en Subgunningscriterium 2")}, vaulted)
    assert found.files[0].kind == ""
    assert "even goed bij" in found.files[0].why


def test_all_parts_of_a_phrase_must_be_there(vaulted: TenderDefinition, pdf: Make) -> None:
    texts = {
        "a.pdf": pdf("Het bestuur machtigt B om alles te ondertekenen"),
        "b.pdf": pdf("Het bestuur machtigt B"),
    }
    assert [file.kind for file in recognised(texts, vaulted).files] == ["machtiging", ""]


def test_a_party_at_the_top_or_in_the_name_owns_the_document(vaulted: TenderDefinition, pdf: Make) -> None:
    known = {"Voorbeeldzorg B.V.": "tenderer", "Blauwe Hark": "blauwe-hark", "Stille Vork": "stille-vork"}
    files = {
        "uea.pdf": pdf(f"{UEA} Voorbeeldzorg B.V. met onderaannemer Blauwe Hark"),
        "een.pdf": pdf(f"{UEA} Blauwe Hark bij Voorbeeldzorg B.V."),
        "uea stille-vork.pdf": pdf(f"{UEA}"),
    }
    found = recognised(files, vaulted, known)
    assert [file.party for file in found.files] == ["tenderer", "blauwe-hark", "stille-vork"]
    assert doubts(found, "uea.pdf") == ""


def test_two_documents_of_one_kind_for_one_party_are_a_doubt(vaulted: TenderDefinition, pdf: Make) -> None:
    found = recognised({"een.pdf": pdf(f"{UEA} a"), "twee.pdf": pdf(f"{UEA} b")}, vaulted)
    assert "ook twee.pdf is uea van dezelfde partij" in doubts(found, "een.pdf")


def test_a_uea_as_data_beside_its_print_is_not_a_second_one(vaulted: TenderDefinition, pdf: Make) -> None:
    xml = espd_xml(EspdGeneration.E4, SampleEspd("Voorbeeldzorg B.V."))
    alone = recognised({"espd.xml": xml}, vaulted)
    assert [file.kind for file in alone.files] == ["uea"]
    assert alone.espd[0].file == "espd.xml"
    assert "espd.response" in [fact.kind for fact in alone.facts]
    party = alone.files[0].party
    assert party == "tenderer"
    both = recognised({"espd.xml": xml, "uea.pdf": pdf(UEA)}, vaulted)
    assert [file.kind for file in both.files] == ["uea-gegevens", "uea"]


def test_the_longest_part_of_a_name_counts(vaulted: TenderDefinition) -> None:
    assert kinds_by_name("map/Getekende UEA.pdf", vaulted) == ("uea",)
    assert kinds_by_name("uea-machtiging.pdf", vaulted) == ("machtiging",)
    assert kinds_by_name("sg1-sg2.pdf", vaulted) == ("sg1", "sg2")
    assert kinds_by_name("quea.pdf", vaulted) == ()


def test_an_officer_says_what_a_file_is(vaulted: TenderDefinition, pdf: Make) -> None:
    seen = Observer(Limits(), Anchors(), AT).looked("x.pdf", Content(pdf("Zomaar een verhaal")))
    (found,) = read_again([seen], vaulted, {"x.pdf": "sg1"}, {})
    assert (found.recognised.kind, found.recognised.why) == ("sg1", "zo aangewezen")
