"""The register of tender documents, and how sources cite it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.assessment.citing import NO_EDITIONS, cited, edition_report
from inkoop_core.assessment.report import assessment_report
from inkoop_core.desk.editions import editions_of
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.tender_document import TenderDocumentIssued, in_force
from inkoop_core.errors import CommandError, Refused, Unknown

APRIL = datetime(2026, 4, 13, 7, tzinfo=UTC)
MAY = datetime(2026, 5, 4, 7, tzinfo=UTC)


def register(office: Any, version: str, published_at: datetime, letter: str = "", **changes: Any) -> Any:
    fields: dict[str, Any] = {
        "letter": letter,
        "version": version,
        "published_at": published_at,
        "where": "TenderNed",
        "source": "bericht van publicatie",
    }
    return office.do("anna", "aanbestedingsdocument-vastleggen", **(fields | changes))


def a_file(folder: Path, content: bytes = b"VOORBEELD") -> Path:
    path = folder / f"stuk-{digest(content)[:4]}.pdf"
    path.write_bytes(content)
    return path


def test_the_last_version_at_the_closing_is_in_force(office: Any) -> None:
    register(office, "1.0", APRIL)
    register(office, "1.2", office.closing - timedelta(days=6))
    register(office, "1.1", MAY)
    office.clock.instant = office.after
    assert "na de sluiting" in register(office, "1.3", office.closing + timedelta(seconds=1)).text
    rows = [(row["version"], row["in_force"]) for row in office.rows("aanbestedingsdocumenten")]
    assert rows[:4] == [("1.0", "nee"), ("1.2", "ja"), ("1.1", "nee"), ("1.3", "nee")]


def test_a_version_published_at_the_very_instant_is_in_force(office: Any) -> None:
    office.clock.instant = office.after
    register(office, "1.0", office.closing)
    issued = office.desk.state(office.procedure).facts(TenderDocumentIssued)
    assert in_force(issued, "", office.closing) == issued[0]
    assert in_force(issued, "", office.closing - timedelta(microseconds=1)) is None
    assert in_force(issued, "B", office.closing) is None


def test_two_versions_of_one_instant_are_refused_with_which_one_stands(office: Any) -> None:
    register(office, "1.0", APRIL)
    register(office, "1.0", APRIL, letter="B")
    with pytest.raises(
        Refused, match=r"op ditzelfde tijdstip gepubliceerd(.|\n)*blijft staan(.|\n)*trek haar dan in"
    ):
        register(office, "1.1", APRIL)
    versions = [row["version"] for row in office.rows("aanbestedingsdocumenten") if row["version"]]
    assert versions == ["1.0", "1.0"]


def test_its_file_is_kept_by_its_hash(office: Any, tmp_path: Path) -> None:
    done = register(office, "1.0", APRIL, path=a_file(tmp_path))
    (fact,) = office.desk.state(office.procedure).facts(TenderDocumentIssued)
    assert fact.happened_at == APRIL
    assert office.desk.store.file(fact.body.sha256) == b"VOORBEELD"
    assert f"({digest(b'VOORBEELD')[:8]}…)" in done.text


def test_a_letter_that_is_not_in_the_register_is_refused(office: Any) -> None:
    with pytest.raises(Unknown, match=r"letter 'X' staat niet in het register.*leeg \(Inkoopdocument\), B"):
        register(office, "1.0", APRIL, "X")


def test_a_version_is_registered_once_and_can_come_back_after_a_withdrawal(office: Any) -> None:
    register(office, "1.0", APRIL)
    with pytest.raises(Refused, match=r"versie 1\.0 is al geregistreerd"):
        register(office, "1.0", MAY)
    register(office, "1.0", APRIL, "B")
    (fact, _) = office.desk.state(office.procedure).facts(TenderDocumentIssued)
    with pytest.raises(Refused, match="niet overgetypt"):
        office.do("anna", "feit-corrigeren", fact=fact.id, field="version", value='"2"', reason="x")
    office.do("anna", "feit-intrekken", fact=fact.id, reason="verkeerd moment")
    register(office, "1.0", MAY)


def test_the_same_file_under_another_letter_is_asked_about(office: Any, tmp_path: Path) -> None:
    register(office, "1.0", APRIL, path=a_file(tmp_path))
    with pytest.raises(CommandError, match="al geregistreerd als het inkoopdocument zelf"):
        register(office, "1.0", APRIL, "B", path=a_file(tmp_path))
    register(office, "1.0", APRIL, "B", path=a_file(tmp_path), same_content=True)
    told = register(office, "1.1", MAY, path=a_file(tmp_path), same_content=True).text
    assert "zelfde inhoud als versie 1.0" in told


def test_it_is_not_registered_before_it_is_published(office: Any) -> None:
    with pytest.raises(Refused, match="ligt in de toekomst"):
        register(office, "1.0", office.clock.instant + timedelta(hours=1))


def test_documents_that_nobody_registered_have_a_row_with_their_notes(office: Any) -> None:
    main, other = office.rows("aanbestedingsdocumenten")
    assert (main["letter"], main["in_force"]) == ("", "nog niet geregistreerd")
    assert (other["letter"], other["remark"]) == ("B", "inhoud niet in het inkoopdocument; N-49")


def test_a_source_cites_the_version_in_force_and_nothing_where_none_is_registered(
    office: Any, tmp_path: Path
) -> None:
    source, other = SourceRef("inkoopdocument", "§3.4 Nr 1"), SourceRef("PvE", "§2")
    state = office.desk.state(office.procedure)
    assert cited(source, editions_of(state)) == "§3.4 Nr 1"
    register(office, "1.2", APRIL, path=a_file(tmp_path))
    register(office, "3", APRIL, "B")
    editions = editions_of(office.desk.state(office.procedure))
    short = digest(b"VOORBEELD")[:8]
    assert cited(source, editions) == f"inkoopdocument versie 1.2 ({short}…), §3.4 Nr 1"
    assert cited(other, editions) == "PvE versie 3, §2"
    assert cited(SourceRef("Aanbestedingswet 2012", "art. 1"), editions) == "Aanbestedingswet 2012 art. 1"
    assert edition_report(source, editions) == {
        "version": "1.2",
        "sha256": digest(b"VOORBEELD"),
        "published_at": "2026-04-13T07:00:00.000000Z",
    }
    assert edition_report(source, NO_EDITIONS) is None


def test_findings_cite_it_and_keep_their_basis_and_rulings(office: Any) -> None:
    submission = office.take_in()
    before = office.finding(submission, "BLZ").finding.basis
    register(office, "1.2", APRIL)
    assert office.finding(submission, "BLZ").finding.basis == before
    sources = {row["requirement"]: row["source"] for row in office.rows("bevindingen")}
    assert sources["BLZ"] == "inkoopdocument versie 1.2, §4"
    listed = {row["requirement"]: row["source"] for row in office.rows("eisen")}
    assert listed["BLZ"] == "inkoopdocument versie 1.2, §4"
    sheet = {row["name"]: row["value"] for row in office.rows("inschrijving", submission=submission)}
    assert "inkoopdocument versie 1.2, §" in sheet["Bepalend"]


def test_the_report_names_the_version_of_each_source(office: Any) -> None:
    office.take_in()
    register(office, "1.2", APRIL)
    state = office.desk.state(office.procedure)
    plain, told = (
        assessment_report(state.assessment(), state.definition, editions)["submissions"][0]["findings"]
        for editions in (NO_EDITIONS, editions_of(state))
    )
    assert {item["source"]["in_force"] for item in plain} == {None}
    assert {item["source"]["in_force"]["version"] for item in told} == {"1.2"}
