"""Complaints: by their own address, complete, within six weeks, never by the colleague whom they are about."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.domain.complaint import (
    CommitteeCondition,
    Complaint,
    ComplaintDecided,
    ComplaintOutcome,
    DisputesCommittee,
)
from inkoop_core.domain.course import CourseChange, CourseChanged
from inkoop_core.domain.letter import LetterKind
from inkoop_core.errors import CommandError, Conflict, NotPermitted, Refused, Unknown
from inkoop_core.progress.pauses import pauses_of

RECEIVED = datetime(2026, 7, 6, 7, 15, tzinfo=UTC)
"""A Monday: six weeks end on Monday 17 August."""
LAST_DAY = datetime(2026, 8, 17, 21, 59, 58, tzinfo=UTC)
DAY_AFTER = datetime(2026, 8, 17, 22, 0, tzinfo=UTC)
ROADS = "Commissie van Aanbestedingsexperts"


@pytest.fixture
def complained(desk: Any) -> Any:
    desk.at(RECEIVED)
    desk.complain()
    return desk


def row(desk: Any) -> dict[str, Any]:
    (found,) = desk.office.rows("klachten")
    return dict(found)


def decide(desk: Any, outcome: ComplaintOutcome = ComplaintOutcome.UNFOUNDED, **changes: Any) -> Any:
    fields: dict[str, Any] = {"complaint": "klacht-1", "outcome": outcome, "reason": "de planning klopt"}
    return desk.office.agreed("karin", "els", "klacht-beslissen", **(fields | changes))


def committee(desk: Any, submitted: bool = True, **changes: Any) -> Any:
    """All four that are asked are yes, but those that are given otherwise."""
    asked = ("about_procedure", "no_amicable_solution", "both_agree", "binding_advice")
    fields: dict[str, Any] = dict.fromkeys(asked, True) | {f"{name}_by": "beide partijen" for name in asked}
    fields |= {"complaint": "klacht-1", "submitted": submitted} | changes
    return desk.office.do("karin", "geschillencommissie-vastleggen", **fields)


def suspend(desk: Any, change: CourseChange = CourseChange.SUSPENDED, **more: str) -> None:
    fields: dict[str, Any] = {"change": change, "reason": "klacht", "mandate": "mandaatbesluit 3"}
    desk.office.agreed("anna", "els", "verloop-vastleggen", **(fields | more))


def test_a_complaint_must_be_decided_within_six_weeks_of_the_day_it_came_in(complained: Any) -> None:
    found = row(complained)
    assert (str(found["decide_by"]), found["state"]) == ("2026-08-17", "te beslissen")
    assert complained.tasks("klacht-1")[0][1] == "beslissen tot en met 17-08-2026"


def test_a_decision_on_the_last_day_of_the_six_weeks_is_in_time(complained: Any) -> None:
    complained.at(LAST_DAY)
    assert "dringend" in complained.tasks("klacht-1")[0][1]
    assert "verstreken" not in decide(complained).text
    assert row(complained)["in_time"] == "ja"
    assert complained.tasks("klacht-1") == []


def test_a_decision_a_day_later_is_late_and_says_so(complained: Any) -> None:
    complained.at(DAY_AFTER)
    assert complained.tasks("klacht-1") == [
        ("klacht beslissen", "TE LAAT: beslissen kon tot en met 17-08-2026")
    ]
    assert "de zes weken zijn op 17-08-2026 verstreken" in decide(complained).text
    assert row(complained)["in_time"] == "nee"


def test_the_other_two_roads_are_shown_whatever_happens(complained: Any) -> None:
    for _ in range(2):
        assert ROADS in row(complained)["open_roads"]
        assert ROADS in complained.office.of("karin").view("klachten", "klein-2026").note
        if row(complained)["state"] == "te beslissen":
            assert ROADS in decide(complained).text


def test_a_complaint_by_another_route_is_told_and_can_only_be_inadmissible(desk: Any) -> None:
    done = desk.complain(channel="TenderNed")
    assert "Niet via het adres voor klachten (klacht@voorbeeld.example)" in done.text
    with pytest.raises(
        CommandError, match="niet via het adres voor klachten ingediend; alleen niet-ontvankelijk"
    ):
        decide(desk)
    assert "niet-ontvankelijk" in decide(desk, ComplaintOutcome.INADMISSIBLE).text


def test_an_incomplete_complaint_is_asked_to_be_completed_and_then_handled(desk: Any) -> None:
    done = desk.complain(complete=False, missing="waar het besluit staat")
    assert "Niet volledig: vraag om waar het besluit staat" in done.text
    with pytest.raises(CommandError, match="niet volledig: waar het besluit staat"):
        decide(desk)
    desk.office.do(
        "karin",
        "klacht-aanvullen",
        complaint="klacht-1",
        received_at=desk.office.clock.instant,
        channel="klacht@voorbeeld.example",
        text="het staat op het platform",
    )
    assert "ongegrond" in decide(desk).text


def test_a_complaint_that_is_sent_again_to_its_own_address_is_handled(desk: Any) -> None:
    desk.complain(channel="telefoon")
    desk.office.do(
        "karin",
        "klacht-aanvullen",
        complaint="klacht-1",
        received_at=desk.office.clock.instant,
        channel="Klacht@voorbeeld.example",
        text="nogmaals",
    )
    assert row(desk)["obstacles"] == ""


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"complete": False}, "missing: zeg wat ontbreekt"),
        ({"missing": "iets"}, "complete: er ontbreekt iets"),
        ({"by": " "}, "by: vul in"),
    ],
)
def test_a_complaint_without_what_it_needs_is_refused(
    desk: Any, fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(CommandError, match=problem):
        desk.complain(**fields)


def test_only_a_complaints_handler_takes_complaints_in(desk: Any) -> None:
    for person in ("anna", "els", "joost"):
        with pytest.raises(NotPermitted):
            desk.complain(person)


def test_the_colleague_whom_it_is_about_handles_nothing_of_it(desk: Any) -> None:
    with pytest.raises(Refused, match="de klacht gaat over karin"):
        desk.complain(about_adviser="Karin")
    desk.complain("karel", about_adviser="karin")
    with pytest.raises(Refused, match="de klacht gaat over karin"):
        decide(desk)


def test_the_colleague_whom_it_is_about_is_no_second_person_either(desk: Any) -> None:
    desk.complain(about_adviser="Els")
    fields = {"complaint": "klacht-1", "outcome": ComplaintOutcome.FOUNDED, "reason": "klopt"}
    done = desk.office.do("karin", "klacht-beslissen", **fields)
    with pytest.raises(Refused, match="kan niet door els worden bevestigd: de klacht gaat over Els"):
        desk.office.of("els").confirm("klein-2026", done.proposal)
    assert desk.office.desk.state("klein-2026").facts(ComplaintDecided) == ()
    desk.office.of("joost").confirm("klein-2026", done.proposal)
    assert row(desk)["state"] == "gegrond"


def test_the_colleague_whom_it_is_about_does_not_take_it_back_or_confirm_that(desk: Any) -> None:
    complaint = desk.complain(about_adviser="anna").facts[0]
    with pytest.raises(Refused, match="de klacht gaat over anna"):
        desk.office.do("anna", "feit-intrekken", fact=complaint, reason="x")
    done = desk.office.do("fatima", "feit-intrekken", fact=complaint, reason="dubbel")
    for person in ("anna", "els"):
        with pytest.raises(NotPermitted):
            desk.office.of(person).confirm("klein-2026", done.proposal)
    desk.office.of("karin").confirm("klein-2026", done.proposal)
    assert desk.office.rows("klachten") == []


def test_a_handler_whom_it_is_about_does_not_confirm_that_it_is_taken_back(desk: Any) -> None:
    complaint = desk.complain(about_adviser="karel").facts[0]
    change = {"fact": complaint, "field": "about_adviser", "value": '""', "reason": "x"}
    done = desk.office.do("anna", "feit-corrigeren", **change)
    with pytest.raises(Refused, match="kan niet door karel worden bevestigd"):
        desk.office.of("karel").confirm("klein-2026", done.proposal)
    desk.office.of("joost").confirm("klein-2026", done.proposal)
    assert row(desk)["about_adviser"] == ""


@pytest.mark.parametrize("name", ["Karel de Vries", "karel@gemeente.example", "Karel (klachten)"])
def test_a_colleague_is_named_by_an_account_of_this_desk(desk: Any, name: str) -> None:
    with pytest.raises(CommandError, match="is geen account van dit bureau"):
        desk.complain(about_adviser=name)


def test_somebody_without_an_account_is_named_apart_and_bars_nobody(desk: Any) -> None:
    with pytest.raises(CommandError, match="about_outsider: 'Karel' heeft een account"):
        desk.complain(about_outsider="Karel")
    done = desk.complain(about_outsider="V. Voorbeeld (ingehuurd)")
    assert "V. Voorbeeld (ingehuurd), die hier geen account heeft" in done.text
    assert row(desk)["about_adviser"] == "V. Voorbeeld (ingehuurd) (geen account)"


def test_a_correction_does_not_bring_in_a_name_without_an_account(complained: Any) -> None:
    (fact,) = complained.office.desk.state("klein-2026").facts(Complaint)
    change = {"fact": fact.id, "field": "about_adviser", "value": '"Els de Wit"', "reason": "x"}
    with pytest.raises(CommandError, match="is geen account van dit bureau"):
        complained.office.do("anna", "feit-corrigeren", **change)


def test_the_colleague_whom_it_is_about_makes_and_registers_no_letter_of_it(
    desk: Any, tmp_path: Path
) -> None:
    desk.complain(about_adviser="anna")
    for more in ({"submissions": ("klacht-1",)}, {}):
        with pytest.raises(Refused, match="de klacht gaat over anna"):
            desk.office.do("anna", "brief-maken", sent_on=date(2026, 7, 7), **more)
    letter = {"kind": LetterKind.COMPLAINT_RECEIPT, "about": "klacht-1", "file": tmp_path / "brief.docx"}
    with pytest.raises(Refused, match="de klacht gaat over anna"):
        desk.office.do("anna", "brief-verzonden", sent_at=desk.office.clock.instant, **letter)


def test_a_procedure_that_waits_for_the_committee_resumes_only_with_a_reason(complained: Any) -> None:
    decide(complained)
    suspend(complained)
    committee(complained)
    with pytest.raises(Refused, match="klacht-1 ligt bij de Geschillencommissie"):
        suspend(complained, CourseChange.RESUMED)
    suspend(complained, CourseChange.RESUMED, despite_committee="de commissie is ermee akkoord")
    (_, fact) = complained.office.desk.state("klein-2026").facts(CourseChanged)
    assert fact.body.despite_committee == "de commissie is ermee akkoord"


def test_the_advice_stays_until_two_persons_take_it_back(complained: Any) -> None:
    decide(complained)
    suspend(complained)
    committee(complained, advice="gegrond")
    committee(complained)
    assert row(complained)["committee"] == "bindend advies: gegrond"
    with pytest.raises(Refused, match=r"het advies \(gegrond\)"):
        committee(complained, submitted=False)
    done = committee(complained, submitted=False, take_back="bij de verkeerde klacht")
    assert row(complained)["committee"] == "bindend advies: gegrond"
    complained.office.of("els").confirm("klein-2026", done.proposal)
    assert "bindend advies" not in row(complained)["committee"]


def test_another_advice_in_its_place_takes_two_persons(complained: Any) -> None:
    decide(complained)
    suspend(complained)
    committee(complained, advice="gegrond")
    done = committee(complained, advice="ongegrond")
    assert "het eerder vastgelegde advies (gegrond) wordt teruggenomen; het wordt: ongegrond" in done.text
    assert done.proposal is not None


def test_a_complaint_is_decided_once(complained: Any) -> None:
    decide(complained)
    with pytest.raises((Refused, Conflict), match="al beslist"):
        decide(complained)
    with pytest.raises(Unknown, match="klacht 'klacht-2' bestaat niet; bekend: klacht-1"):
        decide(complained, complaint="klacht-2")


def test_only_a_founded_complaint_can_be_so_in_part(complained: Any) -> None:
    with pytest.raises(CommandError, match="partly: alleen een gegronde"):
        decide(complained, partly=True)
    decide(complained, ComplaintOutcome.FOUNDED, partly=True)
    assert row(complained)["state"] == "deels gegrond"


def test_a_complaint_pauses_nothing_by_itself(desk: Any) -> None:
    submission = desk.decided()
    desk.complain()
    decide(desk)
    assert pauses_of(desk.office.desk.state("klein-2026").course, submission) == ()


def test_the_committee_comes_after_a_decision(complained: Any) -> None:
    with pytest.raises(Refused, match="nog niet beslist"):
        committee(complained, submitted=False)


@pytest.mark.parametrize(
    "missing", ["about_procedure", "no_amicable_solution", "both_agree", "binding_advice"]
)
def test_without_all_six_conditions_nothing_is_put_before_the_committee(
    complained: Any, missing: str
) -> None:
    changes: dict[str, Any] = {missing: False}
    decide(complained)
    suspend(complained)
    with pytest.raises(Refused, match="alle zes voorwaarden"):
        committee(complained, **changes)
    committee(complained, submitted=False, **changes)
    assert "niet voorgelegd; niet vervuld" in row(complained)["committee"]


def test_the_suspension_must_have_been_recorded(complained: Any) -> None:
    decide(complained)
    with pytest.raises(Refused, match="Niet vervuld: de procedure is opgeschort tot de uitspraak"):
        committee(complained)
    assert "geen opschorting vastgelegd" in committee(complained, submitted=False).text
    suspend(complained)
    done = committee(complained)
    assert ROADS in done.text
    state = complained.office.desk.state("klein-2026")
    (fact,) = state.facts(DisputesCommittee)
    assert [item.condition for item in fact.body.conditions] == [*CommitteeCondition]
    assert state.fact(fact.body.suspension).body.change is CourseChange.SUSPENDED


def test_a_wholly_founded_complaint_has_no_road_to_the_committee_and_a_partly_founded_one_has(
    desk: Any,
) -> None:
    for partly in (False, True):
        desk.complain()
        decide(desk, ComplaintOutcome.FOUNDED, complaint=f"klacht-{1 + partly}", partly=partly)
    suspend(desk)
    with pytest.raises(Refused, match=r"de klacht is \(deels\) ongegrond of niet-ontvankelijk verklaard"):
        committee(desk)
    assert "is voorgelegd aan de Geschillencommissie" in committee(desk, complaint="klacht-2").text


def test_the_advice_is_recorded_after_the_procedure_went_on(complained: Any) -> None:
    decide(complained)
    suspend(complained)
    committee(complained)
    suspend(complained, CourseChange.RESUMED, despite_committee="de commissie vroeg erom")
    committee(complained, advice="ongegrond")
    assert row(complained)["committee"] == "bindend advies: ongegrond"


def test_each_answer_says_who_gave_it_and_no_advice_comes_before_the_committee(complained: Any) -> None:
    decide(complained)
    with pytest.raises(CommandError, match="both_agree_by: zeg wie dat zegt"):
        committee(complained, both_agree_by=" ")
    with pytest.raises(CommandError, match="advice: er is nog niets voorgelegd"):
        committee(complained, submitted=False, advice="gegrond")
