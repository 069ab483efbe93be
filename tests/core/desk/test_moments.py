"""The desk at another moment: as it was, and as it was known; nothing can be recorded there."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inkoop_core.api.actions import Outcome
from inkoop_core.assessment.model import Standing
from inkoop_core.desk.proposals import outcome_digest
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import PackageAdmitted, PackageReceived
from inkoop_core.domain.party import Tenderer
from inkoop_core.errors import Conflict, Refused, Unknown

NINE = datetime(2026, 6, 17, 9, tzinfo=UTC)


def at(office: Any, instant: datetime, known: datetime | None = None) -> Any:
    return office.at(Moment(as_of=instant, known_at=known or instant))


def test_a_ruling_is_seen_from_its_own_moment_on(office: Any) -> None:
    submission = office.take_in(code="1")
    office.clock.instant = NINE
    done = office.do(
        "anna",
        "oordeel-vastleggen",
        submission=submission,
        requirement="PROEF",
        outcome=RulingOutcome.UPHOLD,
        reason="zo is het",
    )
    before, after = (
        at(office, done.recorded_at + step) for step in (timedelta(microseconds=-1), timedelta(0))
    )
    assert office.assessed(submission, before).standing is Standing.TO_RULE
    assert office.assessed(submission, after).standing is Standing.REJECTED


def test_a_fact_that_was_recorded_late_is_known_from_its_recording_and_seen_from_its_happening(
    office: Any,
) -> None:
    submission = office.take_in()
    happened, recorded = NINE, NINE + timedelta(days=20)
    office.clock.instant = recorded
    office.do(
        "anna",
        "incident-melden",
        submission=submission,
        what="belde",
        by_whom="directeur",
        happened_at=happened,
        timing_reason="nu pas gemeld",
    )
    day = timedelta(days=1)
    now = recorded + day

    def verdict(as_of: datetime, known_at: datetime) -> str:
        found: str = office.finding(submission, "CONTACT", at(office, as_of, known_at)).finding.verdict.value
        return found

    assert verdict(happened - day, now) == "met", "toen was het nog niet gebeurd"
    assert verdict(happened + day, now) == "not-met", "toen was het gebeurd, en nu is het bekend"
    assert verdict(happened + day, happened + day) == "met", "toen wist het bureau het nog niet"
    assert verdict(now, recorded - day) == "met", "een dag voor de vastlegging was het niet bekend"
    assert verdict(now, now) == "not-met"


def test_a_corrected_fact_shows_its_old_value_at_the_time(office: Any) -> None:
    submission = office.take_in(code="1")
    before = office.clock()
    office.clock.instant = NINE
    fact = office.fact(submission, Tenderer).id
    office.do(
        "anna", "feit-corrigeren", fact=fact, field="agb_code", value='"00000001"', reason="formulier blz. 2"
    )
    assert office.finding(submission, "PROEF", at(office, before)).finding.verdict.value == "not-met"
    assert office.finding(submission, "PROEF").finding.verdict.value == "met"


def test_a_reading_of_an_unclear_place_is_seen_from_its_own_moment_on(office: Any) -> None:
    submission = office.take_in(pages=4)
    before = office.clock()
    office.clock.instant = NINE
    office.agreed("anna", "dirk", "lezing-kiezen", note="N-49", reading="weglaten", reason="gelijk")
    assert office.finding(submission, "BLZ", at(office, before)).finding.verdict.value == "clarify"
    assert office.finding(submission, "BLZ").finding.verdict.value == "met"


def test_a_package_is_not_seen_before_it_was_taken_in(office: Any) -> None:
    office.take_in()
    assert at(office, office.before + timedelta(hours=1)).assessment("klein-2026").submissions == ()


def test_a_withdrawn_submission_is_on_the_list_until_it_was_withdrawn(office: Any) -> None:
    submission = office.take_in()
    before = office.clock()
    office.clock.instant = NINE
    office.agreed("anna", "els", "inschrijving-intrekken", submission=submission, reason="trok in")
    known = NINE + timedelta(days=1)
    assert at(office, before, known).assessment("klein-2026").of(submission) is not None
    assert at(office, known).assessment("klein-2026").of(submission) is None


def test_the_content_of_an_admitted_package_is_seen_from_its_admission_on(office: Any) -> None:
    folder = office.package(received_at="2026-06-15T10:00:01")
    submission = office.take_in(folder)
    before = office.clock()
    office.clock.instant = NINE
    office.do("els", "pakket-toelaten", submission=submission, path=folder, reason="storing")
    known = NINE + timedelta(days=1)

    def read(moment: datetime) -> list[bool]:
        desk = at(office, moment, known)
        assert bool(desk.state("klein-2026").facts(Tenderer)) == (moment == known)
        return [fact.body.content_read for fact in desk.state("klein-2026").facts(PackageReceived)]

    assert read(before) == [False]
    assert read(known) == [True]


def incident_to_come(office: Any) -> tuple[str, int]:
    submission = office.take_in()
    done = office.do(
        "anna",
        "incident-melden",
        submission=submission,
        what="zal bellen",
        by_whom="directeur",
        happened_at=office.after + timedelta(days=30),
        timing_reason="aangekondigd",
    )
    return submission, done.facts[0]


def test_a_fact_that_still_has_to_happen_can_be_withdrawn(office: Any) -> None:
    submission, fact = incident_to_come(office)
    told = office.do("anna", "feit-intrekken", fact=fact, reason="verkeerde dag").text
    office.clock.instant = office.after + timedelta(days=60)
    assert "Geen enkele bevinding verandert" in told
    assert office.finding(submission, "CONTACT").finding.verdict.value == "met"
    with pytest.raises(Conflict, match="intussen vervangen"):
        office.do("anna", "feit-intrekken", fact=fact, reason="nog eens")


def test_a_fact_that_still_has_to_happen_can_be_corrected_and_counts_when_it_happens(office: Any) -> None:
    submission, fact = incident_to_come(office)
    told = office.do(
        "anna", "feit-corrigeren", fact=fact, field="what", value='"belt"', reason="nauwkeuriger"
    ).text
    assert "Geen enkele bevinding verandert" in told
    assert office.finding(submission, "CONTACT").finding.verdict.value == "met"
    office.clock.instant = office.after + timedelta(days=60)
    assert office.finding(submission, "CONTACT").finding.verdict.value == "not-met"


def test_a_fact_that_is_only_known_later_is_not_found(office: Any) -> None:
    moment = office.clock()
    _, fact = incident_to_come(office)
    with pytest.raises(Unknown, match=f"feit {fact} bestaat niet"):
        at(office, moment).state("klein-2026").fact(fact)


def test_why_something_is_recorded_late_is_no_part_of_what_a_second_person_confirms() -> None:
    usual, late = (
        Outcome((Draft(PackageAdmitted("storing"), "S-001", timing_reason=reason),), "tekst")
        for reason in ("", "nu pas gemeld")
    )
    assert outcome_digest(usual) == outcome_digest(late)


def test_before_it_was_added_a_procedure_is_not_there(office: Any) -> None:
    with pytest.raises(Unknown, match="bestaat niet op dit bureau"):
        at(office, office.before - timedelta(days=1)).assessment("klein-2026")


def test_odd_timings_of_later_are_not_shown_at_an_earlier_moment(office: Any) -> None:
    submission = office.take_in()
    before = office.clock()
    office.clock.instant += timedelta(days=30)
    office.do(
        "anna",
        "incident-melden",
        submission=submission,
        what="belde",
        by_whom="directeur",
        happened_at=before,
        timing_reason="nu pas gemeld",
    )
    assert office.rows("tijdsverschillen", desk=at(office, before)) == []
    assert len(office.rows("tijdsverschillen")) == 1


@pytest.mark.parametrize("dry_run", [False, True])
def test_at_another_moment_nothing_can_be_recorded(office: Any, dry_run: bool) -> None:
    office.take_in()
    desk = at(office, NINE)
    command = office.desk.action("inschrijving-innemen").command(path=office.package())
    with pytest.raises(Refused, match=r"op een ander moment \(--as-of of --known-at\)"):
        desk.perform("inschrijving-innemen", "klein-2026", command, dry_run=dry_run)


def test_at_another_moment_nothing_can_be_confirmed_or_turned_down(office: Any) -> None:
    submission = office.take_in(received_at="2026-06-15T10:00:01")
    fields = {"requirement": "TIJD", "outcome": RulingOutcome.UPHOLD, "reason": "te laat"}
    done = office.do("anna", "oordeel-vastleggen", submission=submission, **fields)
    desk = at(office, NINE)
    with pytest.raises(Refused, match="ander moment"):
        desk.confirm("klein-2026", done.proposal)
    with pytest.raises(Refused, match="ander moment"):
        desk.turn_down("klein-2026", done.proposal, "nee")


def test_recorded_time_never_falls_when_the_clock_does(office: Any) -> None:
    office.take_in()
    last = office.clock()
    office.clock.instant = office.closing - timedelta(days=30)
    office.do("anna", "toets-vastleggen", submission="S-001", requirement="HAND", met=True, explanation="x")
    entries = list(office.desk.store.journal("klein-2026"))
    assert entries[-1].recorded_at > entries[-2].recorded_at
    assert entries[-1].recorded_at < last + timedelta(seconds=1)


def test_what_was_just_recorded_is_seen_also_by_a_clock_that_fell_back(office: Any) -> None:
    submission = office.take_in()
    office.clock.instant = office.closing - timedelta(days=30)
    assert office.assessed(submission).tenderer == "Verzonnen Zorg 1"
    assert [row["submission"] for row in office.rows("matrix")] == [submission]


def test_rules_see_what_was_recorded_also_when_the_clock_fell_back(office: Any) -> None:
    office.take_in()
    office.clock.instant = office.closing - timedelta(days=30)
    office.do("anna", "toets-vastleggen", submission="S-001", requirement="HAND", met=True, explanation="x")
    office.clock.instant = office.after + timedelta(days=1)
    assert office.finding("S-001", "HAND").finding.verdict.value == "met"
    assert len(office.desk.state("klein-2026").facts(PackageReceived)) == 1


def test_another_desk_on_the_same_store_sees_the_same(
    office: Any, opened: Callable[..., Any], catalogue: Any
) -> None:
    submission = office.take_in(code="1")
    other = opened(catalogue, office.clock)
    mine, theirs = office.assessed(submission), office.assessed(submission, other)
    assert mine.findings == theirs.findings
