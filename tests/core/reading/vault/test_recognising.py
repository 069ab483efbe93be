"""What a file is: by its content; the name supports it, or is a doubt."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import Appointed
from inkoop_core.domain.espd import EspdGeneration, EspdRole
from inkoop_core.domain.party import KnownParty, Party, PartyRole
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
    files: Mapping[str, bytes], definition: TenderDefinition, known: Sequence[KnownParty] = ()
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
    known = (
        KnownParty("tenderer", "Voorbeeldzorg B.V."),
        KnownParty("blauwe-hark", "Blauwe Hark"),
        KnownParty("stille-vork", "Stille Vork"),
    )
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
    both = recognised({"espd.xml": xml, "uea.pdf": pdf(f"{UEA} Voorbeeldzorg BV")}, vaulted)
    assert [file.kind for file in both.files] == ["uea-gegevens", "uea"]


def test_the_longest_part_of_a_name_counts(vaulted: TenderDefinition) -> None:
    assert kinds_by_name("map/Getekende UEA.pdf", vaulted) == ("uea",)
    assert kinds_by_name("uea-machtiging.pdf", vaulted) == ("machtiging",)
    assert kinds_by_name("sg1-sg2.pdf", vaulted) == ("sg1", "sg2")
    assert kinds_by_name("quea.pdf", vaulted) == ()


def test_an_officer_says_what_a_file_is(vaulted: TenderDefinition, pdf: Make) -> None:
    seen = Observer(Limits(), Anchors(), AT).looked("x.pdf", Content(pdf("Zomaar een verhaal")))
    (found,) = read_again([seen], vaulted, {"x.pdf": Appointed("sg1")}, ())
    assert (found.recognised.kind, found.recognised.why) == ("sg1", "zo aangewezen")


TENDERER = KnownParty("tenderer", "Voorbeeldzorg B.V.", "00000001")


def own(name: str = "Voorbeeldzorg B.V.", number: str = "00000001", **more: Any) -> bytes:
    return espd_xml(EspdGeneration.E5, SampleEspd(name, number, **more))


def parts(found: Recognition, file: str, kind: str = "espd.response") -> list[str]:
    return [fact.part for fact in found.facts if fact.file == file and fact.kind == kind]


@pytest.mark.parametrize("role", [EspdRole.SOLE_TENDERER, EspdRole.GROUP_LEADER, EspdRole.UNKNOWN])
def test_a_uea_of_another_operator_is_not_the_tenderers_and_is_asked(
    vaulted: TenderDefinition, role: EspdRole
) -> None:
    found = recognised({"uea.xml": own("Helpzorg B.V.", "00000077", role=role)}, vaulted, [TENDERER])
    (file,) = found.files
    assert (file.kind, file.party, file.asked) == ("uea", "helpzorg-b-v", True)
    told = "dit UEA is van Helpzorg B.V. (00000077); van wie is het? De inschrijver is Voorbeeldzorg B.V."
    assert told in doubts(found, "uea.xml")
    (response,) = [fact for fact in found.facts if fact.kind == "espd.response"]
    assert (response.part, response.text("party")) == ("helpzorg-b-v", "helpzorg-b-v")
    assert told in response.doubts[0]
    assert parts(found, "uea.xml", "tenderer") == []


@pytest.mark.parametrize(
    ("name", "number"),
    [("Andere Handelsnaam", "00000001"), ("Voorbeeldzorg BV", "00000002"), ("Stichting Voorbeeldzorg", "")],
)
def test_the_same_number_or_name_is_the_tenderer(vaulted: TenderDefinition, name: str, number: str) -> None:
    found = recognised({"uea.xml": own(name, number)}, vaulted, [TENDERER])
    assert [(file.party, file.asked) for file in found.files] == [("tenderer", False)]
    assert parts(found, "uea.xml") == ["tenderer"]


def test_a_uea_of_the_tenderer_as_a_subcontractor_is_asked(vaulted: TenderDefinition) -> None:
    found = recognised({"uea.xml": own(role=EspdRole.SUBCONTRACTOR)}, vaulted, [TENDERER])
    assert found.files[0].asked
    assert "van de inschrijver zelf (Voorbeeldzorg B.V.), maar de rol is onderaannemer" in doubts(
        found, "uea.xml"
    )


def test_answers_join_the_party_with_the_same_number_whatever_the_order_of_the_files(
    vaulted: TenderDefinition,
) -> None:
    sub = Party("", PartyRole.SUBCONTRACTOR, "Helpzorg Oost", "00000077")
    files = {"a.xml": own("Helpzorg BV", "00000077"), "uea.xml": own(parties=(sub,))}
    found = recognised(files, vaulted, [TENDERER])
    assert (parts(found, "a.xml"), parts(found, "uea.xml", "party")) == (["helpzorg-oost"], ["helpzorg-oost"])


def test_one_name_with_two_numbers_is_two_parties(vaulted: TenderDefinition) -> None:
    role = EspdRole.SUBCONTRACTOR
    files = {
        "a.xml": own("Zorg & Zo B.V.", "00000011", role=role),
        "b.xml": own("Zorg Zo BV", "00000022", role=role),
    }
    found = recognised(files, vaulted, [TENDERER])
    assert parts(found, "a.xml") == parts(found, "a.xml", "party") == ["zorg-zo-b-v"]
    assert parts(found, "b.xml") == parts(found, "b.xml", "party") == ["zorg-zo-b-v-00000022"]
    (party,) = [fact for fact in found.facts if fact.file == "b.xml" and fact.kind == "party"]
    assert party.text("id") == "zorg-zo-b-v-00000022"
    assert "gelezen als twee partijen" in party.doubts[0]


def test_the_print_of_somebody_else_leaves_the_tenderers_own_file_a_uea(
    vaulted: TenderDefinition, pdf: Make
) -> None:
    files = {"uea 2.pdf": pdf(f"{UEA} Naam: Helpzorg B.V."), "uea.xml": own()}
    found = recognised(files, vaulted, [TENDERER])
    assert [(file.kind, file.asked) for file in found.files] == [("uea", True), ("uea", True)]
    assert "Voorbeeldzorg B.V. staat niet in de tekst van dit UEA; van wie is het?" in doubts(
        found, "uea 2.pdf"
    )


def test_a_uea_for_another_procedure_is_a_doubt_that_names_both(vaulted: TenderDefinition) -> None:
    found = recognised({"uea.xml": own(reference="ANDERE-2019")}, vaulted, [TENDERER])
    (response,) = [fact for fact in found.facts if fact.kind == "espd.response"]
    assert "ingevuld voor 'ANDERE-2019', deze aanbesteding is 'V-1' (Voorbeeld)" in response.doubts[0]


def test_what_an_officer_calls_no_document_says_nothing(vaulted: TenderDefinition) -> None:
    seen = Observer(Limits(), Anchors(), AT).looked("uea.xml", Content(own()))
    (found,) = read_again([seen], vaulted, {"uea.xml": Appointed("")}, [TENDERER])
    assert (found.recognised.kind, found.recognised.asked) == ("", False)
    assert [fact.kind for fact in found.read] == ["document"]


@pytest.mark.parametrize("role", [EspdRole.SUBCONTRACTOR, EspdRole.SOLE_TENDERER])
def test_whose_an_officer_says_it_is_goes_before_its_name_and_role(
    vaulted: TenderDefinition, role: EspdRole
) -> None:
    seen = Observer(Limits(), Anchors(), AT).looked(
        "h.xml", Content(own("Heel Anders", "00000077", role=role))
    )
    known = [TENDERER, KnownParty("helpzorg-b-v", "Helpzorg B.V.")]
    (found,) = read_again([seen], vaulted, {"h.xml": Appointed("uea", "helpzorg-b-v")}, known)
    assert (found.recognised.party, found.recognised.asked) == ("helpzorg-b-v", False)
    assert {fact.part for fact in found.read if fact.kind != "document"} == {"helpzorg-b-v"}
    (tenderers,) = read_again([seen], vaulted, {"h.xml": Appointed("uea", "tenderer")}, known)
    assert {fact.kind for fact in tenderers.read if fact.part in ("", "tenderer")} == {
        "tenderer",
        "espd.response",
    }
