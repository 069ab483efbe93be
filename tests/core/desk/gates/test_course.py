"""Suspend, resume, stop and withdraw: in an order that can be, by two persons, and what they hold up."""

from datetime import timedelta
from typing import Any

import pytest

from inkoop_core.domain.course import CourseChange, CourseChanged
from inkoop_core.errors import CommandError, NotPermitted, Refused

SUSPENDED, RESUMED, STOPPED, WITHDRAWN = CourseChange


def turn(award: Any, change: CourseChange, **more: Any) -> Any:
    fields = {"change": change, "reason": "beraad", "mandate": "besluit 4"} | more
    return award.office.agreed("anna", "els", "verloop-vastleggen", **fields)


def changes(award: Any) -> list[tuple[str, str]]:
    facts = award.office.desk.state("klein-2026").facts(CourseChanged)
    return [(fact.subject, fact.body.change.value) for fact in facts]


def test_a_turn_is_proposed_with_what_follows_and_taken_by_the_decision_maker(award: Any) -> None:
    fields = {"change": SUSPENDED, "reason": "beraad", "mandate": "besluit 4"}
    done = award.office.do("anna", "verloop-vastleggen", **fields)
    assert "De procedure wordt opgeschort. Reden: beraad" in done.text
    assert "Tot de hervatting kan niet worden beslist, definitief gegund of ondertekend." in done.text
    assert "Elke inschrijver (2) moet er een brief over krijgen." in done.text
    with pytest.raises(NotPermitted):
        award.office.of("fatima").confirm("klein-2026", done.proposal)
    award.office.of("els").confirm("klein-2026", done.proposal)
    assert changes(award) == [("verloop/1", "suspended")]


def test_the_turns_have_numbers(award: Any) -> None:
    for change in (SUSPENDED, RESUMED, STOPPED):
        turn(award, change)
    assert changes(award) == [("verloop/1", "suspended"), ("verloop/2", "resumed"), ("verloop/3", "stopped")]


@pytest.mark.parametrize(
    ("before", "then", "says"),
    [
        ((), RESUMED, "niet opgeschort"),
        ((SUSPENDED,), SUSPENDED, "kan daarna niet worden opgeschort"),
        ((SUSPENDED, RESUMED), RESUMED, "niet opgeschort"),
        ((STOPPED,), RESUMED, "kan daarna niet worden hervat"),
        ((STOPPED,), WITHDRAWN, "kan daarna niet worden ingetrokken"),
        ((WITHDRAWN,), SUSPENDED, "kan daarna niet worden opgeschort"),
    ],
)
def test_a_turn_that_cannot_follow_is_refused(
    award: Any, before: tuple[CourseChange, ...], then: CourseChange, says: str
) -> None:
    for change in before:
        turn(award, change)
    with pytest.raises(Refused, match=says):
        turn(award, then)


@pytest.mark.parametrize("change", [STOPPED, WITHDRAWN])
def test_a_suspended_procedure_can_end(award: Any, change: CourseChange) -> None:
    turn(award, SUSPENDED)
    turn(award, change)
    assert changes(award)[-1] == ("verloop/2", change.value)


@pytest.mark.parametrize("change", [SUSPENDED, STOPPED, WITHDRAWN])
def test_while_it_stands_still_nothing_is_decided(award: Any, change: CourseChange) -> None:
    other = award.ready()
    turn(award, change)
    with pytest.raises(Refused, match=change.label):
        award.office.decided(other)
    with pytest.raises(Refused, match=change.label):
        award.anew("S-001", "court-order")


def test_after_it_was_resumed_decisions_are_taken_again(award: Any) -> None:
    other = award.ready()
    turn(award, SUSPENDED)
    turn(award, RESUMED)
    award.office.decided(other)
    assert award.decision(other).body.outcome.value == "award"


def test_turns_are_recorded_in_the_order_in_which_they_happened(award: Any) -> None:
    now = award.office.clock.instant
    turn(award, SUSPENDED)
    with pytest.raises(CommandError, match="niet na de vorige wending"):
        turn(award, RESUMED, happened_at=now - timedelta(days=1))
    with pytest.raises(CommandError, match="ligt in de toekomst"):
        turn(award, RESUMED, happened_at=now + timedelta(days=1))


def test_a_turn_needs_a_reason_and_a_mandate(award: Any) -> None:
    with pytest.raises(CommandError) as refused:
        turn(award, STOPPED, reason="", mandate=" ")
    assert refused.value.lines == ("reason: vul in", "mandate: vul in")


def test_a_turn_is_not_withdrawn_as_a_mere_fact(award: Any) -> None:
    turn(award, STOPPED)
    (fact,) = award.office.desk.state("klein-2026").facts(CourseChanged)
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        award.office.do("anna", "feit-intrekken", fact=fact.id, reason="x")


@pytest.mark.parametrize("change", [SUSPENDED, STOPPED, WITHDRAWN])
def test_while_it_stands_still_nothing_is_prepared_for_signing(told: Any, change: CourseChange) -> None:
    told.definitive()
    turn(told, change)
    with pytest.raises(Refused, match=f"{change.label}.*een te ondertekenen set"):
        told.office.do("anna", "ondertekenset-vaststellen")
