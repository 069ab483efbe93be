"""Taking packages in: once, in time, by the right route; what is late stays closed."""

import shutil
from datetime import timedelta
from typing import Any

import pytest

from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.package import Document, Observation, PackageReceived
from inkoop_core.domain.party import Tenderer
from inkoop_core.errors import CommandError, NotPermitted, PackageError, Refused, Unknown
from inkoop_core.testing.builders import a_tenderer


def test_a_package_becomes_a_submission_with_its_files(office: Any) -> None:
    submission = office.take_in()
    assert submission == "S-001"
    assert office.fact(submission, Tenderer).body.name == "Verzonnen Zorg 1"
    files = [fact.body for fact in office.desk.state("klein-2026").facts(Document)]
    assert [item.kind for item in files] == ["sg1", "uea"]
    assert all(office.desk.store.file(item.sha256) for item in files)


def test_submissions_are_numbered_in_the_order_of_intake(office: Any) -> None:
    assert [office.take_in() for _ in range(3)] == ["S-001", "S-002", "S-003"]


def test_the_same_package_is_recognised(office: Any) -> None:
    folder = office.package()
    office.take_in(folder)
    with pytest.raises(Refused, match=r"al ingenomen als S-001; er is niets vastgelegd"):
        office.take_in(folder)


def test_the_same_package_under_another_name_is_recognised(office: Any) -> None:
    folder = office.package()
    office.take_in(folder)
    with pytest.raises(Refused, match="S-001"):
        office.take_in(shutil.copytree(folder, folder.with_name("ander")))


def test_a_late_package_taken_in_twice_is_recognised(office: Any) -> None:
    folder = office.package(received_at="2026-06-15T10:00:01")
    office.take_in(folder)
    with pytest.raises(Refused, match="S-001"):
        office.take_in(folder)


def test_a_second_package_of_one_tenderer_is_pointed_out(office: Any) -> None:
    office.take_in(number="00000099")
    done = office.do("anna", "inschrijving-innemen", path=office.package(number="00000099"))
    assert "00000099 staat ook bij S-001" in done.text


@pytest.mark.parametrize(
    ("received_at", "read"),
    [("2026-06-15T09:59:59", True), ("2026-06-15T10:00:00", True), ("2026-06-15T10:00:01", False)],
)
def test_the_closing_second_itself_is_in_time(office: Any, received_at: str, read: bool) -> None:
    submission = office.take_in(received_at=received_at)
    assert office.fact(submission, PackageReceived).body.content_read is read


@pytest.mark.parametrize("late", [{"received_at": "2026-06-15T10:00:01"}, {"channel": "e-mail"}])
def test_of_a_closed_package_only_name_size_hash_time_and_route_are_kept(
    office: Any, late: dict[str, str]
) -> None:
    submission = office.take_in(**late)
    facts = [fact for fact in office.desk.state("klein-2026").recorded if fact.submission == submission]
    (received,) = facts
    assert isinstance(received.body, PackageReceived)
    assert received.body.files == ()
    assert (received.body.size > 0, len(received.body.sha256)) == (True, 64)
    assert office.rows("documenten", submission=submission) == []
    assert [entry.files for entry in office.desk.store.journal("klein-2026")][-1] == ()


def test_the_decision_maker_admits_a_late_package_with_a_reason(office: Any) -> None:
    folder = office.package(received_at="2026-06-15T10:00:01")
    submission = office.take_in(folder)
    office.do("els", "pakket-toelaten", submission=submission, path=folder, reason="storing van het platform")
    assert office.fact(submission, PackageReceived).body.content_read
    assert office.fact(submission, Tenderer).body.name == "Verzonnen Zorg 1"
    finding = office.finding(submission, "TIJD").finding
    assert finding.verdict.value == "not-met"
    assert "storing van het platform" in finding.explanation


@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_was_typed_of_a_closed_package_gives_way_to_what_is_in_it(office: Any, withdrawn: bool) -> None:
    folder = office.package(received_at="2026-06-15T10:00:01")
    submission = office.take_in(folder)
    entry = EntryDraft("klein-2026", "proef", "0" * 64, "anna", stated=True)
    (typed,) = office.desk.store.append(entry, [Draft(a_tenderer(name="Overgetypt"), submission)]).facts
    if withdrawn:
        office.do("anna", "feit-intrekken", fact=typed, reason="mocht niet")
    office.do("els", "pakket-toelaten", submission=submission, path=folder, reason="storing van het platform")
    fact = office.fact(submission, Tenderer)
    assert (fact.body.name, fact.reason) == ("Verzonnen Zorg 1", "storing van het platform")


def test_a_late_package_is_not_admitted_without_a_reason(office: Any) -> None:
    folder = office.package(received_at="2026-06-15T10:00:01")
    submission = office.take_in(folder)
    with pytest.raises(CommandError, match="reason: geef een reden"):
        office.do("els", "pakket-toelaten", submission=submission, path=folder, reason=" ")
    assert not office.fact(submission, PackageReceived).body.content_read


def test_an_adviser_cannot_admit_a_late_package(office: Any) -> None:
    folder = office.package(channel="post")
    submission = office.take_in(folder)
    with pytest.raises(NotPermitted, match="beslisser"):
        office.do("anna", "pakket-toelaten", submission=submission, path=folder, reason="toch")


def test_another_package_cannot_be_admitted_in_its_place(office: Any) -> None:
    submission = office.take_in(received_at="2026-06-15T10:00:01")
    other = office.package(received_at="2026-06-15T10:00:01")
    with pytest.raises(Refused, match="ander pakket"):
        office.do("els", "pakket-toelaten", submission=submission, path=other, reason="storing")


def test_what_was_read_already_cannot_be_admitted(office: Any) -> None:
    folder = office.package()
    submission = office.take_in(folder)
    with pytest.raises(Refused, match="al gelezen"):
        office.do("els", "pakket-toelaten", submission=submission, path=folder, reason="storing")


def test_a_submission_that_is_not_there_cannot_be_admitted(office: Any) -> None:
    with pytest.raises(Unknown, match="S-404"):
        office.do("els", "pakket-toelaten", submission="S-404", path=office.package(), reason="storing")


def test_a_package_from_the_future_is_not_taken_in(office: Any) -> None:
    office.clock.instant = office.after
    with pytest.raises(Refused, match=r"20-06-2026 11:30:00; dat ligt in de toekomst"):
        office.do("anna", "inschrijving-innemen", path=office.package(received_at="2026-06-20T11:30:00"))
    assert office.desk.state("klein-2026").facts(PackageReceived) == ()


@pytest.mark.parametrize("step", [timedelta(days=-1), timedelta(milliseconds=-1)])
def test_until_the_closing_no_bid_is_opened(office: Any, step: timedelta) -> None:
    office.clock.instant = office.closing + step - timedelta(milliseconds=10)
    with pytest.raises(Refused, match=r"sluit op 15-06-2026 10:00:00; tot dan blijft de kluis dicht"):
        office.do("anna", "inschrijving-innemen", path=office.package("2026-06-09T11:30:00"))
    assert office.desk.state("klein-2026").facts(PackageReceived) == ()


def test_as_soon_as_the_closing_has_passed_bids_are_opened(office: Any) -> None:
    office.clock.instant = office.closing
    done = office.do("anna", "inschrijving-innemen", path=office.package("2026-06-09T11:30:00"))
    assert done.text.startswith("S-001")


def test_bids_wait_for_a_closing_that_was_moved(office: Any) -> None:
    office.do(
        "anna",
        "wijziging-vastleggen",
        path="procedure.closing_at",
        value="2026-06-29T10:00:00",
        reason="storing",
        source="NvI 2",
    )
    office.clock.instant = office.after
    with pytest.raises(Refused, match=r"sluit op 29-06-2026 10:00:00"):
        office.do("anna", "inschrijving-innemen", path=office.package())


def test_a_package_that_cannot_be_read_records_nothing(office: Any) -> None:
    folder = office.package()
    (folder / "inschrijving.toml").unlink()
    with pytest.raises(PackageError, match=r"inschrijving\.toml"):
        office.take_in(folder)
    assert office.desk.state("klein-2026").facts(Observation) == ()


def test_the_text_names_the_files_that_cannot_be_used(office: Any) -> None:
    folder = office.package()
    (folder / "uea.pdf").write_bytes(b"")
    office.clock.instant = office.after
    text = office.do("anna", "inschrijving-innemen", path=folder).text
    assert "uea.pdf: leeg bestand" in text


def test_a_withdrawn_submission_is_no_longer_assessed_and_its_facts_stay(office: Any) -> None:
    submission = office.take_in()
    office.agreed(
        "anna", "fatima", "inschrijving-intrekken", submission=submission, reason="ingetrokken per bericht"
    )

    assert office.desk.assessment("klein-2026").of(submission) is None
    assert any(fact.submission == submission for fact in office.desk.state("klein-2026").recorded)


def test_a_package_taken_in_by_mistake_can_be_taken_in_again_under_a_new_number(office: Any) -> None:
    folder = office.package()
    first = office.take_in(folder)
    office.agreed("anna", "fatima", "inschrijving-intrekken", submission=first, reason="verkeerde procedure")

    assert office.take_in(folder) == "S-002"


def test_withdrawing_needs_a_second_person_and_a_reason(office: Any) -> None:
    submission = office.take_in()
    done = office.do("anna", "inschrijving-intrekken", submission=submission, reason="ingetrokken")

    assert done.proposal is not None
    assert office.desk.assessment("klein-2026").of(submission) is not None
    with pytest.raises(CommandError, match="geef een reden"):
        office.do("anna", "inschrijving-intrekken", submission=submission, reason=" ")


def test_a_withdrawal_is_confirmed_however_long_after_the_package_came_in(office: Any) -> None:
    submission = office.take_in()
    done = office.do("anna", "inschrijving-intrekken", submission=submission, reason="per abuis")
    office.clock.instant += timedelta(days=30)
    office.of("els").confirm("klein-2026", done.proposal)

    assert office.desk.assessment("klein-2026").of(submission) is None
