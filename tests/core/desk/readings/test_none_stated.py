"""Of what a bid says nothing, somebody sees that it is not there: absence waits for an officer."""

from pathlib import Path
from typing import Any

import pytest

from inkoop_core.desk.actions.confirming import targets_of
from inkoop_core.desk.none_stated import none_stated
from inkoop_core.desk.vault import take_in_vault
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import NoneStated, Reservation, kind_of_none, none_part
from inkoop_core.errors import Refused
from inkoop_core.testing.readings import a_read_fact

HEAD = "Inschrijver;KvK;Ontvangen op;Bericht;Status;Voorwaarden\n"


@pytest.fixture
def taken(office: Any, tmp_path: Path) -> Any:
    """An office in which a bid of one file that tells nothing was taken in from a vault."""
    for path, value in (
        ("parameters", "{}"),
        ("check", '"standard.reservation"'),
        ("consequence", '"must-reject"'),
    ):
        office.do(
            "anna",
            "wijziging-vastleggen",
            path=f"requirements.HAND.{path}",
            value=value,
            reason="r",
            source="s",
        )
    office.clock.instant = office.after
    top = tmp_path / "kluis"
    (top / "een voorbeeld").mkdir(parents=True)
    (top / "een voorbeeld" / "scan.png").write_bytes(b"\x89PNG zonder tekst")
    (top / "tabel.csv").write_text(
        HEAD + "een voorbeeld;00000001;12-06-2026 11:30:00;V-1;ingediend;ja\n", "utf-8"
    )
    take_in_vault(office.of("anna"), office.procedure, top)
    return office


def waiting(office: Any, part: str) -> list[Any]:
    state = office.desk.state(office.procedure)
    return [target for target in targets_of(state) if target.part == part]


def verdict(office: Any) -> Verdict:
    found: Verdict = office.finding("S-001", "HAND").finding.verdict
    return found


def none_read(office: Any) -> int:
    facts = office.desk.state(office.procedure).facts(ReadFact)
    (found,) = [fact.id for fact in facts if fact.body.part == "geen-reservation"]
    return int(found)


def record(office: Any) -> None:
    office.do(
        "anna",
        "gegevens-vastleggen",
        submission="S-001",
        kind="reservation",
        part="voorbehoud-1",
        values=('about="tarief"', 'text="niet akkoord"'),
        reason="staat op de scan",
    )


def test_no_reservation_is_met_only_after_somebody_confirmed_that_there_is_none(taken: Any) -> None:
    assert verdict(taken) is Verdict.PENDING
    (target,) = waiting(taken, "geen-reservation")
    assert "geen formulier gelezen waarin een voorbehoud kan staan; kijk zelf" in target.doubts[0]
    taken.do("anna", "gelezen-bevestigen", readings=(none_read(taken),))
    assert verdict(taken) is Verdict.MET
    stated = taken.desk.state(taken.procedure).facts(NoneStated, "S-001/geen-reservation")
    assert [fact.body.kind for fact in stated] == ["reservation"]


def test_a_reservation_that_is_recorded_closes_that_there_is_none(taken: Any) -> None:
    record(taken)
    assert waiting(taken, "geen-reservation") == []
    assert len(taken.desk.state(taken.procedure).facts(Reservation)) == 1
    assert verdict(taken) not in (Verdict.PENDING, Verdict.MET)


def test_that_there_is_none_is_not_rejected_without_recording_what_there_is(taken: Any) -> None:
    with pytest.raises(Refused, match="leg die dan eerst vast"):
        taken.do("anna", "gelezen-verwerpen", readings=(none_read(taken),), reason="staat er wel")
    record(taken)
    taken.do("anna", "gelezen-verwerpen", readings=(none_read(taken),), reason="staat er wel")
    assert verdict(taken) not in (Verdict.PENDING, Verdict.MET)


def test_when_what_was_read_is_rejected_somebody_still_confirms_that_there_is_none(vault: Any) -> None:
    none = a_read_fact("none.stated", "geen-reservation", "scan.pdf", kind="reservation")
    there = a_read_fact("reservation", "voorbehoud-1", "scan.pdf", about="tarief", text="niet akkoord")
    _, wrong = vault.read("S-001", none, there)
    state = vault.office.desk.state(vault.office.procedure)
    assert [target.part for target in targets_of(state)] == ["voorbehoud-1"]
    vault.do("gelezen-verwerpen", readings=(wrong,), reason="staat in de kop van het formulier")
    state = vault.office.desk.state(vault.office.procedure)
    assert [target.part for target in targets_of(state)] == ["geen-reservation"]


def test_a_package_with_a_declaration_says_itself_that_there_is_none(office: Any) -> None:
    office.take_in()
    facts = office.desk.state(office.procedure).facts(ReadFact)
    assert [fact for fact in facts if fact.body.kind == "none.stated"] == []


def test_reading_the_files_again_does_not_take_it_away(taken: Any) -> None:
    with pytest.raises(Refused, match="er staat hetzelfde"):
        taken.do("anna", "bestanden-opnieuw-lezen", submission="S-001")
    assert verdict(taken) is Verdict.PENDING


@pytest.mark.parametrize(
    ("part", "kind"), [("geen-party", "party"), ("geen-offer", ""), ("party", ""), ("geen-", "")]
)
def test_the_part_names_the_kind(part: str, kind: str) -> None:
    assert kind_of_none(part) == kind
    assert not kind or none_part(kind) == part


def test_the_form_that_could_tell_is_the_source_and_one_that_was_not_read_is_a_doubt() -> None:
    from attrs import evolve

    from inkoop_core.api.forms import Form, FormRecord
    from inkoop_core.api.packages import PackageReading, Recognised
    from inkoop_core.domain.source import SourceRef
    from inkoop_core.testing.builders import a_definition, a_package

    source = SourceRef("inkoopdocument", "§5")
    record = FormRecord("voorbehouden", "reservation", ())
    form = Form("bijlage-2", "bijlage-2", "Bijlage 2", source, ("VOORBEELDFORMULIER",), (record,))
    definition = evolve(a_definition(), forms=(form,))
    files = tuple(Recognised(name, "bijlage-2", "tenderer", "", False) for name in ("a.docx", "b.pdf"))
    reading = PackageReading(a_package(), recognised=files[:1], read=(a_read_fact("offer", "", "a.docx"),))
    told = {fact.part: fact for fact in none_stated(reading, definition)}
    assert told["geen-reservation"].doubts == ()
    assert told["geen-party"].doubts == (
        "geen formulier gelezen waarin een andere partij kan staan; kijk zelf",
    )
    beside = {fact.part: fact for fact in none_stated(evolve(reading, recognised=files), definition)}
    assert beside["geen-reservation"].doubts == (
        "b.pdf kan een voorbehoud bevatten en is niet gelezen; kijk zelf",
    )
    said = evolve(reading, read=(a_read_fact("reservation", "voorbehoud-1", "a.docx"),))
    assert {fact.part: fact.values[0].words for fact in none_stated(said, definition)} == {
        "geen-reservation": "",
        "geen-party": "een andere partij niet gevonden",
    }
