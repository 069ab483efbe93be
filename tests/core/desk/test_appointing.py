"""What an officer said of a file holds when files are read again, and its answers go to the party that they are of."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.desk.vault import take_in_vault
from inkoop_core.domain.espd import EspdGeneration, EspdRole
from inkoop_core.domain.fact import Withdrawn
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.reading import ReadFact
from inkoop_core.errors import Refused
from inkoop_core.testing.espd_files import SampleEspd, espd_xml

HEAD = "Inschrijver;KvK;Ontvangen op;Bericht;Status;Voorwaarden\n"
ROW = "Een Voorbeeld;00000001;12-06-2026 11:30:00;V-9;ingediend;ja\n"
SUB = Party("", PartyRole.SUBCONTRACTOR, "Helpzorg Voorbeeld B.V.")
Take = Callable[[Mapping[str, bytes]], None]


def uea(name: str = "Een Voorbeeld", number: str = "00000001", **more: Any) -> bytes:
    return espd_xml(EspdGeneration.E5, SampleEspd(name, number, **more))


@pytest.fixture
def taken_in(office: Any, tmp_path: Path) -> Take:
    """Takes in a vault with one package of these files."""

    def take(files: Mapping[str, bytes]) -> None:
        office.clock.instant = office.after
        top = tmp_path / "kluis"
        for name, data in files.items():
            (top / "een voorbeeld" / name).parent.mkdir(parents=True, exist_ok=True)
            (top / "een voorbeeld" / name).write_bytes(data)
        (top / "tabel.csv").write_text(HEAD + ROW, "utf-8")
        (report,) = take_in_vault(office.of("anna"), office.procedure, top).packages
        assert report.submission == "S-001", report.text

    return take


def readings(office: Any, file: str) -> dict[str, ReadFact]:
    """What stands of what was read in a file, beside what the file is: by kind and part."""
    return {
        f"{fact.body.kind}/{fact.body.part}": fact.body
        for fact in office.desk.state(office.procedure).facts(ReadFact)
        if fact.body.file == file and fact.body.kind != "document" and not fact.body.from_table
    }


def appoint(office: Any, file: str, **fields: str) -> str:
    text: str = office.do(
        "anna", "document-aanwijzen", submission="S-001", file=file, reason="bekeken", **fields
    ).text
    return text


def test_what_is_no_document_of_the_list_stays_so(office: Any, taken_in: Take) -> None:
    taken_in({"uea.xml": uea(), "oud.xml": uea(requirements_met=True)})
    assert readings(office, "oud.xml")
    appoint(office, "oud.xml", kind="")
    assert readings(office, "oud.xml") == {}
    office.do("anna", "bestanden-opnieuw-lezen", submission="S-001")
    assert readings(office, "oud.xml") == {}
    assert readings(office, "uea.xml")
    appoint(office, "oud.xml", kind="uea")
    assert "espd.response/tenderer" in readings(office, "oud.xml")


def test_answers_move_to_the_party_that_an_officer_names(office: Any, taken_in: Take) -> None:
    taken_in({"uea.xml": uea(parties=(SUB,)), "stuk.xml": uea("Een Voorbeeld")})
    assert {"espd.response/tenderer", "tenderer/"} <= readings(office, "stuk.xml").keys()
    appoint(office, "stuk.xml", kind="uea", party="helpzorg-voorbeeld-b-v")
    assert list(readings(office, "stuk.xml")) == ["espd.response/helpzorg-voorbeeld-b-v"]
    recorded = office.desk.state(office.procedure).recorded
    reasons = {fact.body.reason for fact in recorded if isinstance(fact.body, Withdrawn)}
    assert reasons == {"aangewezen: stuk.xml is uea van helpzorg-voorbeeld-b-v. Reden: bekeken"}
    office.do("anna", "bestanden-opnieuw-lezen", submission="S-001")
    assert list(readings(office, "stuk.xml")) == ["espd.response/helpzorg-voorbeeld-b-v"]
    (document,) = office.desk.state(office.procedure).facts(Document)
    assert document.body.party == "helpzorg-voorbeeld-b-v"
    appoint(office, "stuk.xml", kind="uea", party="tenderer")
    assert {"espd.response/tenderer", "tenderer/"} <= readings(office, "stuk.xml").keys()


def test_a_uea_of_somebody_else_is_not_the_tenderers_before_nor_after_reading_again(
    office: Any, taken_in: Take
) -> None:
    taken_in({"uea.xml": uea(), "stuk.xml": uea("Concurrent Voorbeeld B.V.", "00000066")})
    (before,) = readings(office, "stuk.xml").values()
    assert (before.kind, before.part) == ("espd.response", "concurrent-voorbeeld-b-v")
    assert "dit UEA is van Concurrent Voorbeeld B.V. (00000066); van wie is het?" in before.doubts[0]
    with pytest.raises(Refused, match="er staat hetzelfde"):
        office.do("anna", "bestanden-opnieuw-lezen", submission="S-001")
    appoint(office, "stuk.xml", kind="uea", party="tenderer")
    assert "espd.response/tenderer" in readings(office, "stuk.xml")


def test_a_file_with_the_name_of_the_table_leaves_the_platforms_answers_alone(
    office: Any, taken_in: Take
) -> None:
    taken_in({"uea.xml": uea(), "tabel.csv": uea(role=EspdRole.GROUP_LEADER)})

    def by_platform() -> list[tuple[str, str]]:
        facts = office.desk.state(office.procedure).facts(ReadFact)
        return sorted((fact.body.kind, fact.subject) for fact in facts if fact.body.from_table)

    before = by_platform()
    assert before == [
        ("platform.answers", "S-001/platformtabel:tabel.csv#platform.answers/"),
        ("tenderer", "S-001/platformtabel:tabel.csv#tenderer/"),
    ]
    assert "tenderer/" in readings(office, "tabel.csv")
    appoint(office, "tabel.csv", kind="")
    assert (by_platform(), readings(office, "tabel.csv")) == (before, {})
    office.do("anna", "bestanden-opnieuw-lezen", submission="S-001")
    assert (by_platform(), readings(office, "tabel.csv")) == (before, {})


def test_what_was_rejected_stays_rejected_while_it_says_the_same(office: Any, taken_in: Take) -> None:
    taken_in({"uea.xml": uea(requirements_met=True)})
    state = office.desk.state(office.procedure)
    (answers,) = [fact for fact in state.facts(ReadFact) if fact.body.kind == "espd.response"]
    office.do("anna", "gelezen-verwerpen", readings=(answers.id,), reason="staat er niet")
    with pytest.raises(Refused, match="er staat hetzelfde"):
        office.do("anna", "bestanden-opnieuw-lezen", submission="S-001")
    assert "espd.response/tenderer" not in readings(office, "uea.xml")
