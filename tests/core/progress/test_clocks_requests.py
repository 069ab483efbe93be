from datetime import date

import pytest

from inkoop_core.api.progress import Clock, ClockState
from inkoop_core.api.requests import asked as by_rule
from inkoop_core.domain.decision import DecisionOutcome, NoteChoice
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.request import (
    EvidenceReceived,
    Reply,
    Request,
    RequestItem,
    RequestKind,
    SubcontractorDecided,
)
from inkoop_core.domain.term import TermReading
from inkoop_core.progress.clocks import clock_of
from inkoop_core.progress.clocks_requests import request_clock
from inkoop_core.testing.builders import a_definition
from inkoop_core.testing.courses import TERMS, Story, a_term, an_award


def asked(
    story: Story, number: int = 1, kind: RequestKind = RequestKind.EVIDENCE, days: int | None = None
) -> Fact[Request]:
    items = (RequestItem("gva"), RequestItem("verzekering"))
    return story.add(Request(kind, items, "nodig", days), f"S-001/verzoek-{number}", "2026-07-10T09:00")


def evidence(story: Story, as_of: str) -> Clock:
    clock = clock_of(story.course(as_of), "evidence", "S-001")
    assert clock is not None
    return clock


@pytest.mark.parametrize(
    ("received", "last"),
    [("2026-07-13T11:00", date(2026, 7, 27)), ("2026-07-17T11:00", date(2026, 7, 31))],
)
def test_the_worked_examples_of_the_evidence_term_come_out(received: str, last: date) -> None:
    story = Story()
    story.send([asked(story)], "2026-07-13T09:00", received=received, kind=LetterKind.EVIDENCE_REQUEST)
    assert evidence(story, "2026-07-20T09:00").last_day == last


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2026-07-27T23:59:59", ClockState.RUNNING), ("2026-07-28T00:00", ClockState.ENDED)],
)
def test_evidence_can_come_until_midnight_of_the_fourteenth_day(as_of: str, state: ClockState) -> None:
    story = Story()
    story.send([asked(story)], "2026-07-13T09:00")
    assert evidence(story, as_of).state is state


def test_a_request_that_no_letter_told_was_not_asked() -> None:
    story = Story()
    assert evidence(story, "2026-07-20T09:00").starts == "het verzoek om bewijs"
    asked(story)
    clock = evidence(story, "2026-07-20T09:00")
    assert (clock.state, clock.starts) == (
        ClockState.NOT_RUNNING,
        "verzending van de brief met het verzoek",
    )


def test_an_end_in_the_weekend_is_flagged_and_does_not_move() -> None:
    story = Story()
    story.send([asked(story)], "2026-07-18T09:00")
    clock = evidence(story, "2026-07-20T09:00")
    assert clock.last_day == date(2026, 8, 1)
    assert clock.remarks == (
        "De laatste dag is een zaterdag; of de termijn dan doorloopt, is niet geregeld.",
    )


def test_an_end_on_a_holiday_is_flagged_too() -> None:
    story = Story()
    story.send([asked(story)], "2026-12-11T09:00")
    clock = evidence(story, "2026-12-20T09:00")
    assert clock.last_day == date(2026, 12, 25)
    assert clock.remarks == (
        "De laatste dag is een vrijdag en een algemeen erkende feestdag; of de termijn dan doorloopt, is niet "
        "geregeld.",
    )


@pytest.mark.parametrize(
    ("chosen", "last"),
    [("", date(2026, 7, 28)), ("ontvangst", date(2026, 7, 28)), ("verzending", date(2026, 7, 27))],
)
def test_receipt_on_the_next_day_shows_both_readings(chosen: str, last: date) -> None:
    reading = TermReading("vanaf verzending", "N-20", "verzending", starts="evidence-request-sent")
    term = a_term(14, "evidence-requested", notes=("N-20",), reading="ontvangst", readings=(reading,))
    story = Story(a_definition(terms={"evidence": term}))
    story.send([asked(story)], "2026-07-13T23:00", received="2026-07-14T00:10")
    if chosen:
        choice = NoteChoice("N-20", chosen, "overleg", after_opening=True)
        story.add(choice, "N-20", "2026-07-15T09:00")
    clock = evidence(story, "2026-07-20T09:00")
    assert {item.last_day for item in clock.readings} == {date(2026, 7, 27), date(2026, 7, 28)}
    assert clock.last_day == last


@pytest.mark.parametrize(
    ("second", "state"),
    [("2026-07-27T23:59:59", ClockState.DONE), ("2026-07-28T00:00:00", ClockState.ENDED)],
)
def test_the_clock_is_done_when_all_that_was_asked_came_in_time(second: str, state: ClockState) -> None:
    story = Story()
    request = asked(story)
    story.send([request], "2026-07-13T09:00")
    for item, at in (("gva", "2026-07-20T09:00"), ("verzekering", second)):
        received = EvidenceReceived(item, request.body.items[0].party, "TenderNed", ())
        story.add(received, f"S-001/bewijs/{item}/eigen/1", at)
    assert evidence(story, "2026-07-26T09:00").state is ClockState.RUNNING
    assert evidence(story, "2026-07-29T09:00").state is state


def test_the_newest_request_that_was_told_is_the_clock_of_the_submission() -> None:
    story = Story()
    first, second = asked(story, 1), asked(story, 2)
    story.send([first], "2026-07-13T09:00")
    assert evidence(story, "2026-07-20T09:00").facts[0] == first.id
    story.send([second], "2026-07-20T08:00")
    clock = evidence(story, "2026-07-20T09:00")
    assert (clock.about, clock.last_day) == ("S-001", date(2026, 8, 3))
    again = clock_of(story.course("2026-07-20T09:00"), "evidence", "S-001/verzoek-1")
    assert again is not None
    assert again.last_day == date(2026, 7, 27)
    assert again == request_clock(story.course("2026-07-20T09:00"), first)


def test_evidence_by_another_route_leaves_the_clock_running() -> None:
    story = Story()
    story.send([asked(story)], "2026-07-13T09:00")
    for item in ("gva", "verzekering"):
        story.add(
            EvidenceReceived(item, OWN_PARTY, "post@voorbeeld.example", ()),
            f"S-001/bewijs/{item}/tenderer/1",
            "2026-07-20T09:00",
        )
    assert evidence(story, "2026-07-21T09:00").state is ClockState.RUNNING


def test_nothing_is_waited_for_of_a_party_that_was_refused() -> None:
    story = Story()
    items = (RequestItem("gva", "hulp"),)
    request = story.add(Request(RequestKind.EVIDENCE, items, "nodig"), "S-001/verzoek-1", "2026-07-10T09:00")
    story.send([request], "2026-07-13T09:00")
    assert evidence(story, "2026-07-20T09:00").state is ClockState.RUNNING
    story.add(SubcontractorDecided("hulp", False, "r", "m"), "S-001/hulp/toestemming", "2026-07-20T10:00")
    assert evidence(story, "2026-07-20T11:00").state is ClockState.DONE


def test_an_answered_request_does_not_hide_one_that_still_waits() -> None:
    story = Story()
    first = asked(story, 1)
    items = (RequestItem("uittreksel"),)
    second = story.add(Request(RequestKind.EVIDENCE, items, "nodig"), "S-001/verzoek-2", "2026-07-19T09:00")
    story.send([first], "2026-07-13T09:00")
    story.send([second], "2026-07-20T08:00")
    assert evidence(story, "2026-07-20T09:00").last_day == date(2026, 8, 3)
    story.add(
        EvidenceReceived("uittreksel", OWN_PARTY, "TenderNed", ()),
        "S-001/bewijs/uittreksel/tenderer/1",
        "2026-07-21T09:00",
    )
    clock = evidence(story, "2026-07-22T09:00")
    assert (clock.about, clock.state, clock.last_day) == ("S-001", ClockState.RUNNING, date(2026, 7, 27))


@pytest.mark.parametrize("chosen", ["", "ontvangst", "verzending"])
@pytest.mark.parametrize("days", [None, 5, 10])
def test_the_clock_and_the_rule_count_a_request_alike(chosen: str, days: int | None) -> None:
    reading = TermReading("vanaf verzending", "N-20", "verzending", starts="evidence-request-sent")
    term = a_term(14, "evidence-requested", notes=("N-20",), reading="ontvangst", readings=(reading,))
    story = Story(a_definition(terms={"evidence": term}))
    request = asked(story, days=days)
    story.send([request], "2026-07-13T09:00", received="2026-07-15T09:00")
    if chosen:
        story.add(NoteChoice("N-20", chosen, "overleg", after_opening=True), "N-20", "2026-07-16T09:00")
    course = story.course("2026-07-17T09:00")
    rule = by_rule(request, course.all(LetterSent), course.definition, {"N-20": chosen})
    assert rule is not None
    assert request_clock(course, request).last_day == rule.last_day


def test_who_was_rejected_is_not_asked_for_evidence() -> None:
    story = Story()
    story.add(an_award(DecisionOutcome.REJECT), "S-001", "2026-07-13T09:00")
    assert clock_of(story.course("2026-07-14T09:00"), "evidence", "S-001") is None


@pytest.mark.parametrize(
    ("kind", "name"), [(RequestKind.CLARIFICATION, "clarification"), (RequestKind.REPAIR, "repair")]
)
def test_a_request_has_the_days_that_it_gives(kind: RequestKind, name: str) -> None:
    story = Story()
    request = asked(story, 1, kind, days=2)
    story.send([request], "2026-07-13T09:00", kind=LetterKind.CLARIFICATION_REQUEST)
    clock = clock_of(story.course("2026-07-14T09:00"), name, "S-001")
    assert clock is not None
    assert (clock.about, clock.last_day) == ("S-001/verzoek-1", date(2026, 7, 15))
    reply = Reply(request.id, "procedure", "zo zit het")
    story.add(reply, "S-001/verzoek-1/antwoord-1", "2026-07-15T20:00")
    done = clock_of(story.course("2026-07-16T09:00"), name, "S-001/verzoek-1")
    assert done is not None
    assert done.state is ClockState.DONE


def test_a_request_without_days_and_without_a_term_says_that_it_has_none() -> None:
    story = Story()
    story.send([asked(story, 1, RequestKind.REPAIR)], "2026-07-13T09:00")
    clock = clock_of(story.course("2026-07-14T09:00"), "repair", "S-001")
    assert clock is not None
    assert clock.state is ClockState.NOT_RUNNING
    assert clock.remarks == (
        "Er is geen antwoordtermijn: het verzoek noemt geen dagen en de definitie geen termijn.",
    )


def test_a_term_of_the_definition_holds_where_the_request_gives_no_days() -> None:
    terms = TERMS | {"repair": a_term(3, "repair-requested")}
    story = Story(a_definition(terms=terms))
    story.send([asked(story, 1, RequestKind.REPAIR)], "2026-07-13T09:00")
    clock = clock_of(story.course("2026-07-14T09:00"), "repair", "S-001")
    assert clock is not None
    assert clock.last_day == date(2026, 7, 16)
