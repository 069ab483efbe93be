"""Proceedings: who, whom they touch, how far they pause, how they end and what is left to carry out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inkoop_core.domain.course import CourseChange
from inkoop_core.domain.proceedings import PauseScope, Proceedings, RulingOfCourt
from inkoop_core.errors import CommandError, Conflict, NotPermitted, Refused, Unknown

SENT = datetime(2026, 7, 14, 8, tzinfo=UTC)
"""A Tuesday: day 20 is Monday 3 August, by the letter and by the law."""
DAY_20 = datetime(2026, 8, 3, 21, 59, 59, tzinfo=UTC)
DAY_21 = datetime(2026, 8, 3, 22, 0, tzinfo=UTC)
LATER = datetime(2026, 8, 4, 8, tzinfo=UTC)


@pytest.fixture
def told(desk: Any) -> Any:
    """Two awards, told on 14 July; it is 4 August."""
    for submission in (desk.decided(), desk.decided()):
        desk.tell(submission, SENT)
    desk.at(LATER)
    return desk


def row(desk: Any) -> dict[str, Any]:
    (found,) = desk.office.rows("gedingen")
    return dict(found)


def choose(desk: Any, scope: PauseScope = PauseScope.TOUCHED) -> Any:
    return desk.office.agreed(
        "joost",
        "els",
        "pauze-kiezen",
        proceedings="geding-1",
        scope=scope,
        reason="raakt alleen S-001",
        mandate="mandaatbesluit 4",
    )


def carry_out(desk: Any, **changes: Any) -> Any:
    fields: dict[str, Any] = {"proceedings": "geding-1", "how": "nieuwe beslissing genomen"}
    return desk.office.agreed("anna", "els", "uitvoering-vastleggen", **(fields | changes))


def test_a_case_pauses_the_whole_procedure_and_says_who_can_choose_otherwise(told: Any) -> None:
    done = told.summon(claimant="S-001", concerns=("S-001",))
    assert "geding-1: Verzonnen Zorg Oost daagt op" in done.text
    assert "staat stil tot de uitspraak (§5.8.2): S-001, S-002." in done.text
    assert "pauze-kiezen" in done.text
    found = row(told)
    assert (found["state"], found["paused"]) == ("loopt", "S-001, S-002")
    assert found["scope"] == "de hele procedure (letterlijk, §5.8.2)"
    assert "de uitspraak in geding-1" in found["opens_when"]


@pytest.mark.parametrize(("at", "forfeiture"), [(DAY_20, "op tijd"), (DAY_21, "te laat naar de letter")])
def test_day_20_is_in_time_and_day_21_is_late_by_the_letter(told: Any, at: datetime, forfeiture: str) -> None:
    done = told.summon(claimant="S-001", summoned_at=at)
    assert forfeiture in done.text
    assert forfeiture in row(told)["forfeiture"]
    assert row(told)["paused"] == "S-001, S-002", "of het recht is vervallen, beslist het programma niet"


def test_of_a_claimant_without_a_submission_no_term_runs_here(told: Any) -> None:
    assert "de eiser heeft geen inschrijving" in told.summon().text


def test_a_claimant_who_was_told_nothing_has_no_term_to_be_late_for(desk: Any) -> None:
    submission = desk.decided()
    assert "geen verzonden beslissing" in desk.summon(claimant=submission).text


def test_a_summons_of_tomorrow_or_of_an_unknown_submission_is_refused(told: Any) -> None:
    with pytest.raises(Refused, match="in de toekomst"):
        told.summon(summoned_at=LATER + timedelta(days=1))
    for fields in ({"claimant": "S-009"}, {"concerns": ("S-009",)}):
        with pytest.raises(Unknown, match="S-009"):
            told.summon(**fields)
    with pytest.raises(CommandError, match="claims: vul in"):
        told.summon(claims=" ")


def test_counsel_and_adviser_record_a_case_and_nobody_else(told: Any) -> None:
    told.summon("anna")
    for person in ("karin", "els", "bram"):
        with pytest.raises(NotPermitted):
            told.summon(person)


def test_the_decision_maker_can_let_only_those_wait_whom_the_outcome_can_touch(told: Any) -> None:
    told.summon(claimant="S-001", concerns=("S-001",))
    done = choose(told)
    assert "Niet meer gepauzeerd door geding-1: S-002." in done.text
    assert "naar de letter van §5.8.2" in done.text
    assert row(told)["paused"] == "S-001"
    with pytest.raises(Refused, match="pauzeert al"):
        choose(told)
    assert "Voortaan ook gepauzeerd: S-002" in choose(told, PauseScope.WHOLE).text


def test_the_choice_is_confirmed_by_the_decision_maker_alone(told: Any) -> None:
    told.summon(concerns=("S-001",))
    fields = {"scope": PauseScope.TOUCHED, "reason": "x", "mandate": "x"}
    done = told.office.do("joost", "pauze-kiezen", proceedings="geding-1", **fields)
    with pytest.raises(NotPermitted):
        told.office.of("anna").confirm("klein-2026", done.proposal)
    assert row(told)["paused"] == "S-001, S-002"
    told.office.of("els").confirm("klein-2026", done.proposal)
    assert row(told)["paused"] == "S-001"


def test_a_case_that_names_nobody_cannot_pause_only_some(told: Any) -> None:
    told.summon(claimant="S-001")
    with pytest.raises(Refused, match="niet vastgelegd welke inschrijvingen"):
        choose(told)


def test_a_case_is_taken_back_only_by_two_persons(told: Any) -> None:
    case = told.summon().facts[0]
    done = told.office.do("anna", "feit-intrekken", fact=case, reason="verkeerde procedure")
    assert row(told)["paused"] == "S-001, S-002"
    told.office.of("els").confirm("klein-2026", done.proposal)
    assert told.office.rows("gedingen") == []
    assert "geding-2" in told.summon().text


@pytest.mark.parametrize("outcome", [RulingOfCourt.DISMISSED, RulingOfCourt.WITHDRAWN])
def test_a_dismissal_or_withdrawal_lets_the_procedure_go_on(told: Any, outcome: RulingOfCourt) -> None:
    told.summon()
    done = told.rule(outcome)
    assert "De procedure kan verder." in done.text
    assert "Nog gesloten door geding-1: geen inschrijving." in done.text
    assert "ten minste tot en met 18-08-2026" in done.text
    assert row(told)["state"] == outcome.label
    assert told.tasks("geding-1") == []
    with pytest.raises((Refused, Conflict), match="er valt niets uit te voeren"):
        carry_out(told)
    with pytest.raises((Refused, Conflict), match="uitspraak gedaan"):
        choose(told)


def test_an_order_is_a_task_until_two_persons_say_that_it_was_carried_out(told: Any) -> None:
    told.summon()
    told.rule(RulingOfCourt.NEW_MOTIVATION, submissions=("S-002",))
    assert row(told)["paused"] == "S-002"
    ((task, about),) = told.tasks("geding-1")
    assert task == "uitspraak uitvoeren"
    assert "leg de uitvoering vast (S-002)" in about
    with pytest.raises(Refused, match="over S-002 is na de uitspraak geen nieuwe beslissing genomen"):
        carry_out(told)
    told.anew("S-002")
    done = carry_out(told)
    assert "Niet te zien voor dit bureau" in done.text
    assert "of de nieuwe motivering is wat de rechter opdroeg" in done.text
    assert told.tasks("geding-1") == []
    assert row(told)["state"] == "nieuwe motivering, uitgevoerd"


def test_a_prohibition_is_not_carried_out_by_saying_so(told: Any) -> None:
    told.summon()
    told.rule(RulingOfCourt.PROHIBITED, submissions=("S-001",))
    assert "een nieuwe beslissing is nodig" in told.tasks("geding-1")[0][1]
    with pytest.raises(Refused, match="eindigt door een nieuwe beslissing"):
        carry_out(told)


def test_an_order_without_names_holds_for_all(told: Any) -> None:
    told.summon()
    assert "dit geldt voor allemaal" in told.rule(RulingOfCourt.RETENDER).text
    assert row(told)["paused"] == "S-001, S-002"


def test_a_second_ruling_of_the_same_court_is_refused(told: Any) -> None:
    told.summon()
    told.rule(RulingOfCourt.DISMISSED)
    with pytest.raises(Refused, match="al een uitspraak vastgelegd"):
        told.rule(RulingOfCourt.PROHIBITED)


def test_a_ruling_before_the_summons_or_to_come_is_refused(told: Any) -> None:
    told.summon()
    for ruled_at, problem in (
        (SENT, "ligt voor de dagvaarding"),
        (LATER + timedelta(days=9), "in de toekomst"),
    ):
        with pytest.raises(Refused, match=problem):
            told.rule(RulingOfCourt.DISMISSED, ruled_at=ruled_at)
    with pytest.raises(CommandError, match="gaat over geen inschrijving"):
        told.rule(RulingOfCourt.DISMISSED, submissions=("S-001",))


def test_the_execution_does_not_come_before_the_ruling(told: Any) -> None:
    told.summon()
    told.rule(RulingOfCourt.REASSESSMENT_OTHER)
    with pytest.raises(CommandError, match="done_at: ligt voor de uitspraak"):
        carry_out(told, done_at=LATER)
    with pytest.raises(Unknown, match="feit 9999 bestaat niet"):
        carry_out(told, facts=(9999,))


def test_an_appeal_is_recorded_pauses_nothing_and_its_ruling_is_another(told: Any) -> None:
    told.summon()
    appeal = {"proceedings": "geding-1", "by": "Verzonnen Zorg Oost", "court": "gerechtshof Voorbeeld"}
    with pytest.raises(Refused, match="nog geen uitspraak"):
        told.office.do("joost", "beroep-vastleggen", appealed_at=told.office.clock.instant, **appeal)
    told.rule(RulingOfCourt.DISMISSED)
    with pytest.raises(Refused, match="geen hoger beroep voor dat tijdstip"):
        told.rule(RulingOfCourt.PROHIBITED, appeal=True)
    done = told.office.do("joost", "beroep-vastleggen", appealed_at=told.office.clock.instant, **appeal)
    assert "pauzeert de procedure niet vanzelf" in done.text
    assert row(told)["paused"] == ""
    told.rule(RulingOfCourt.PROHIBITED, appeal=True, submissions=("S-001",))
    assert row(told)["paused"] == "S-001"
    assert "gerechtshof Voorbeeld" in row(told)["appeal"]


def appeal(desk: Any) -> None:
    desk.at(desk.office.clock.instant + timedelta(hours=1))
    fields = {"by": "gemeente", "court": "gerechtshof Voorbeeld", "appealed_at": desk.office.clock.instant}
    desk.office.do("joost", "beroep-vastleggen", proceedings="geding-1", **fields)
    desk.at(desk.office.clock.instant + timedelta(hours=1))


@pytest.mark.parametrize("outcome", [RulingOfCourt.UPHELD, RulingOfCourt.WITHDRAWN])
def test_an_appeal_that_is_rejected_or_withdrawn_lets_the_first_judgment_stand(
    told: Any, outcome: RulingOfCourt
) -> None:
    told.summon()
    told.rule(RulingOfCourt.PROHIBITED, submissions=("S-001",))
    appeal(told)
    done = told.rule(outcome, appeal=True)
    assert "De eerdere uitspraak blijft gelden" in done.text
    assert row(told)["paused"] == "S-001"
    assert row(told)["state"] == "verbod om te gunnen, niet uitgevoerd"


def test_a_prohibition_that_was_obeyed_stays_so_when_it_is_upheld(told: Any) -> None:
    told.summon()
    told.rule(RulingOfCourt.PROHIBITED, submissions=("S-001",))
    told.anew("S-001")
    appeal(told)
    told.rule(RulingOfCourt.UPHELD, appeal=True)
    assert row(told)["paused"] == ""


def test_claims_that_the_appeal_court_still_dismisses_free_everybody(told: Any) -> None:
    told.summon()
    told.rule(RulingOfCourt.PROHIBITED)
    appeal(told)
    told.rule(RulingOfCourt.OVERTURNED, appeal=True)
    assert row(told)["paused"] == ""


def test_dismissed_says_too_little_on_appeal_and_upheld_means_nothing_before_it(told: Any) -> None:
    told.summon()
    with pytest.raises(CommandError, match=r"kies upheld \(bekrachtigd\)"):
        told.rule(RulingOfCourt.DISMISSED, appeal=True)
    for outcome in (RulingOfCourt.UPHELD, RulingOfCourt.OVERTURNED):
        with pytest.raises(CommandError, match="kan alleen in hoger beroep"):
            told.rule(outcome)


def test_one_lawyer_frees_nobody_alone(told: Any) -> None:
    told.summon()
    fields = {"order": "x", "ruled_at": told.office.clock.instant, "outcome": RulingOfCourt.WITHDRAWN}
    done = told.office.do("joost", "uitspraak-vastleggen", proceedings="geding-1", **fields)
    assert row(told)["paused"] == "S-001, S-002"
    with pytest.raises(NotPermitted):
        told.office.of("anna").confirm("klein-2026", done.proposal)
    told.office.of("els").confirm("klein-2026", done.proposal)
    assert row(told)["paused"] == ""


def test_a_judgment_that_is_recorded_anew_was_not_carried_out(told: Any) -> None:
    told.summon()
    ruled_at = told.office.clock.instant
    first = told.rule(RulingOfCourt.NEW_MOTIVATION, submissions=("S-001",)).facts[0]
    told.anew("S-001")
    carry_out(told)
    assert row(told)["paused"] == ""
    told.office.agreed("anna", "els", "feit-intrekken", fact=first, reason="het dictum was anders")
    told.rule(RulingOfCourt.REASSESSMENT_OTHER, submissions=("S-001",), ruled_at=ruled_at)
    assert row(told)["paused"] == "S-001"


@pytest.mark.parametrize(
    ("outcome", "lacks"),
    [
        (RulingOfCourt.NEW_MOTIVATION, "over S-001 is na de uitspraak geen nieuwe beslissing genomen"),
        (RulingOfCourt.REASSESSMENT_SAME, "S-001 is na de uitspraak niet opnieuw beoordeeld"),
        (RulingOfCourt.EXCLUSION_OF_WINNER, "bij de uitspraak staat niet wie is uitgesloten"),
        (RulingOfCourt.RETENDER, "de procedure is niet gestopt of ingetrokken"),
    ],
)
def test_an_order_about_all_is_not_carried_out_by_saying_so(
    told: Any, outcome: RulingOfCourt, lacks: str
) -> None:
    told.summon()
    told.rule(outcome)
    with pytest.raises(Refused, match=lacks):
        carry_out(told)


def test_a_winner_that_must_be_excluded_is_rejected_first(told: Any) -> None:
    told.summon()
    told.rule(RulingOfCourt.EXCLUSION_OF_WINNER, submissions=("S-001",))
    with pytest.raises(Refused, match="over S-001"):
        carry_out(told)
    told.anew("S-001")
    assert "is uitgevoerd" in carry_out(told).text


def test_a_retender_that_was_ordered_is_carried_out_by_a_stop(told: Any) -> None:
    told.summon()
    told.rule(RulingOfCourt.RETENDER)
    stop = {"change": CourseChange.STOPPED, "reason": "vonnis", "mandate": "besluit 6"}
    told.office.agreed("anna", "els", "verloop-vastleggen", **stop)
    assert "of de opdracht opnieuw op de markt komt" in carry_out(told).text


def test_who_a_case_can_touch_is_narrowed_only_with_the_decision_maker(told: Any) -> None:
    case = told.summon(concerns=("S-001", "S-002")).facts[0]
    change = {"fact": case, "field": "concerns", "value": '["S-001"]', "reason": "x"}
    done = told.office.do("anna", "feit-corrigeren", **change)
    for person in ("fatima", "joost"):
        with pytest.raises(NotPermitted):
            told.office.of(person).confirm("klein-2026", done.proposal)
    told.office.of("els").confirm("klein-2026", done.proposal)
    assert row(told)["concerns"] == "S-001"


def test_who_joins_is_touched_by_the_outcome(told: Any) -> None:
    told.summon(claimant="S-001", concerns=("S-001",))
    choose(told)
    done = told.office.do(
        "joost",
        "partij-voegt-zich",
        proceedings="geding-1",
        name="Verzonnen Zorg Twee",
        side="gemeente",
        joined_at=told.office.clock.instant,
        submission="S-002",
    )
    assert "S-002 wordt daarmee geraakt" in done.text
    assert row(told)["paused"] == "S-001, S-002"
    assert row(told)["joined"] == "Verzonnen Zorg Twee (gemeente)"


def test_an_unknown_case_is_named_with_the_known_ones(told: Any) -> None:
    told.summon()
    with pytest.raises(Unknown, match="geding 'geding-2' bestaat niet; bekend: geding-1"):
        told.rule(RulingOfCourt.DISMISSED, proceedings="geding-2")


def test_what_is_recorded_of_a_case_is_what_was_said(told: Any) -> None:
    told.summon(
        claimant="S-001", concerns=("S-001", "S-002"), case_number="C/00/0000", counsel="mr. Voorbeeld"
    )
    (fact,) = told.office.desk.state("klein-2026").facts(Proceedings)
    assert fact.body == Proceedings(
        claimant="S-001",
        claimant_name="Verzonnen Zorg Oost",
        court="rechtbank Voorbeeld",
        claims="verbod om te gunnen",
        concerns=("S-001", "S-002"),
        case_number="C/00/0000",
        counsel="mr. Voorbeeld",
    )
