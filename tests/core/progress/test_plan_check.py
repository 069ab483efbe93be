from datetime import date

import pytest

from inkoop_core.api.definition import Parameter
from inkoop_core.api.progress import Gate, GateRule
from inkoop_core.api.rules import Case
from inkoop_core.domain.decision import DecisionOutcome
from inkoop_core.domain.request import Request, RequestItem, RequestKind
from inkoop_core.domain.term import TermUnit
from inkoop_core.progress.plan_check import Plan, PlanStep, plan_of, plans_of
from inkoop_core.testing.builders import SOURCE, a_definition
from inkoop_core.testing.courses import TERMS, Story, a_term, an_award

PLANNED = TERMS | {
    "standstill": a_term(
        20, "award-letter-sent", end_rule=TERMS["standstill"].end_rule, fits_within="validity"
    ),
    "evidence": a_term(14, "evidence-requested", fits_within="validity"),
    "bibob": a_term(14, "award-letter-received", fits_within="validity", gate="bibob", title="formulier"),
    "lbb": a_term(8, "lbb-asked", TermUnit.WEEKS, follows="bibob", gate="bibob"),
    "lbb_extension": a_term(4, "lbb-term-ended", TermUnit.WEEKS, follows="lbb", gate="bibob"),
}
READY = Parameter("klaar_op", date(2026, 10, 1), SOURCE, "mijlpaal", ("N-34",))


def planned(**changes: object) -> Story:
    return Story(a_definition(terms=PLANNED, **changes))


def plan(story: Story, as_of: str, about: str = "") -> Plan:
    found = plan_of(story.course(as_of), about)
    assert found is not None
    return found


def step(found: Plan, term: str) -> PlanStep:
    (one,) = [item for item in found.steps if item.term == term]
    return one


def test_the_latest_days_of_the_worked_examples_come_out() -> None:
    found = plan(planned(), "2026-06-16T09:00")
    assert (found.until, found.safe) == (date(2026, 10, 23), date(2026, 10, 22))
    assert step(found, "lbb").latest_start == date(2026, 7, 31)
    assert step(found, "bibob").latest_start == date(2026, 7, 17)
    assert step(found, "lbb_extension").latest_start == date(2026, 9, 25)
    assert step(found, "bibob").latest_safe == date(2026, 7, 16)
    assert step(found, "evidence").latest_start == date(2026, 10, 9)


def test_the_standstill_must_leave_a_day_to_sign() -> None:
    found = plan(planned(), "2026-06-16T09:00")
    assert step(found, "standstill").latest_start == date(2026, 10, 2)
    assert step(found, "standstill").latest_safe == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("received", "ends", "extend"),
    [
        ("2026-07-16T09:00", date(2026, 10, 22), None),
        ("2026-07-17T09:00", date(2026, 10, 23), date(2026, 10, 23)),
        ("2026-07-20T09:00", date(2026, 10, 26), date(2026, 10, 26)),
    ],
)
def test_a_letter_after_the_latest_day_asks_for_an_extension(
    received: str, ends: date, extend: date | None
) -> None:
    story = planned()
    story.send([story.decide()], received)
    found = plan(story, "2026-07-21T09:00", "S-001")
    assert step(found, "lbb_extension").ends_on == ends
    assert found.extend_to == extend
    assert found.late(step(found, "lbb_extension")) is (extend is not None)
    assert not found.late(step(found, "standstill"))


def test_before_the_decisions_the_letter_is_taken_to_go_today() -> None:
    found = plan(planned(), "2026-07-20T09:00")
    assert step(found, "bibob").assumed
    assert step(found, "bibob").starts_on == date(2026, 7, 20)
    assert step(found, "lbb").starts_on == date(2026, 8, 3)
    assert found.extend_to == date(2026, 10, 26)


def test_what_has_not_started_yet_is_taken_to_start_today_at_the_earliest() -> None:
    story = planned()
    story.send([story.decide()], "2026-07-13T09:00")
    early, late = plan(story, "2026-07-14T09:00", "S-001"), plan(story, "2026-09-01T09:00", "S-001")
    assert not step(early, "bibob").assumed
    assert step(early, "lbb").starts_on == date(2026, 7, 27)
    assert step(late, "lbb").starts_on == date(2026, 9, 1)
    assert late.extend_to == date(2026, 11, 24)


def test_an_open_gate_of_the_plugin_makes_its_terms_needless() -> None:
    def check(case: Case) -> Gate:
        return Gate("bibob", "Bibob", case.submission, True, "vrijgegeven", SOURCE)

    story = planned()
    story.gate_rules = (GateRule("bibob", check),)
    story.send([story.decide()], "2026-07-13T09:00")
    found = plan(story, "2026-09-01T09:00", "S-001")
    assert step(found, "lbb_extension").done
    assert not found.late(step(found, "lbb_extension"))


def test_a_term_that_ended_holds_nothing_up() -> None:
    story = planned()
    story.send([story.decide()], "2026-07-13T09:00")
    body = Request(RequestKind.EVIDENCE, (RequestItem("gva"),), "winnaar")
    story.send([story.add(body, "S-001/verzoek-1", "2026-07-13T09:00")], "2026-07-13T10:00")
    found = plan(story, "2026-09-01T09:00", "S-001")
    assert sorted(item.term for item in found.steps if item.done) == ["evidence", "standstill"]


@pytest.mark.parametrize(
    ("as_of", "lapsed", "extend"),
    [
        ("2026-10-22T09:00", False, None),
        ("2026-10-23T09:00", True, date(2026, 10, 23)),
    ],
)
def test_after_the_validity_even_a_signature_needs_consent(
    as_of: str, lapsed: bool, extend: date | None
) -> None:
    terms = TERMS | {"standstill": PLANNED["standstill"]}
    story = Story(a_definition(terms=terms))
    story.send([story.decide()], "2026-07-13T09:00")
    found = plan(story, as_of, "S-001")
    assert (found.lapsed, found.extend_to) == (lapsed, extend)


@pytest.mark.parametrize(("as_of", "met"), [("2026-06-16T09:00", True), ("2026-06-30T09:00", False)])
def test_a_milestone_before_the_first_signing_is_missed(as_of: str, met: bool) -> None:
    found = plan(planned(parameters={"klaar_op": READY}), as_of)
    (milestone,) = found.milestones
    assert (milestone.day, milestone.met, milestone.notes) == (date(2026, 10, 1), met, ("N-34",))


def test_only_who_is_to_be_awarded_and_has_not_signed_is_planned() -> None:
    story = planned()
    story.submissions = ("S-001", "S-002", "S-003")
    assert [item.submission for item in plans_of(story.course("2026-07-01T09:00"))] == [""]
    story.decide("S-001")
    story.decide("S-003")
    story.add(an_award(DecisionOutcome.REJECT), "S-002", "2026-07-13T09:00")
    assert [item.submission for item in plans_of(story.course("2026-07-14T09:00"))] == ["S-001", "S-003"]
    story.sign("S-001", "2026-08-10T09:00", "2026-08-10T10:00")
    assert [item.submission for item in plans_of(story.course("2026-08-11T09:00"))] == ["S-003"]


def test_a_tender_without_terms_that_must_fit_has_no_plan() -> None:
    assert plans_of(Story().course("2026-07-01T09:00")) == ()
    assert plans_of(Story(a_definition(terms={})).course("2026-07-01T09:00")) == ()
