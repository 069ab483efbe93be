"""Rulings: what an officer may decide about a finding, and on which basis."""

from typing import Any

import pytest

from inkoop_core.assessment.model import Effect, Standing
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.party import Tenderer
from inkoop_core.errors import CommandError, Conflict, Refused, Unknown

UPHOLD, ACCEPT, SET_ASIDE = RulingOutcome.UPHOLD, RulingOutcome.ACCEPT, RulingOutcome.SET_ASIDE


def rule(
    office: Any, submission: str, outcome: RulingOutcome, requirement: str = "PROEF", **more: Any
) -> Any:
    fields = {"submission": submission, "requirement": requirement, "outcome": outcome, "reason": "zo is het"}
    return office.do("anna", "oordeel-vastleggen", **(fields | more))


@pytest.fixture
def wrong(office: Any) -> str:
    """A submission that does not meet a MAY requirement."""
    submission: str = office.take_in(code="12")
    return submission


@pytest.fixture
def doubtful(office: Any) -> str:
    """A submission about which a MAY requirement is in doubt."""
    submission: str = office.take_in(code="")
    return submission


def test_nothing_is_rejected_before_the_ruling(office: Any, wrong: str) -> None:
    assert office.finding(wrong, "PROEF").effect is Effect.TO_RULE
    assert office.assessed(wrong).standing is Standing.TO_RULE


def test_upholding_a_may_rejects_without_a_second_person(office: Any, wrong: str) -> None:
    done = rule(office, wrong, UPHOLD)
    assert done.proposal is None
    assert "Gevolg: kan afwijzen" in done.text
    assert office.assessed(wrong).standing is Standing.REJECTED


def test_a_may_that_is_not_used_is_accepted(office: Any, wrong: str) -> None:
    rule(office, wrong, ACCEPT)
    assert office.finding(wrong, "PROEF").effect is Effect.FINE


def test_a_must_cannot_be_accepted(office: Any) -> None:
    late = office.take_in(received_at="2026-06-15T10:00:01")
    with pytest.raises(Refused, match=r"'accept' niet toe; mogelijk: uphold, set-aside, ask, repair"):
        rule(office, late, ACCEPT, "TIJD")


def test_a_doubt_with_a_may_can_be_accepted(office: Any, doubtful: str) -> None:
    rule(office, doubtful, ACCEPT)
    assert office.finding(doubtful, "PROEF").effect is Effect.FINE
    rule(office, doubtful, SET_ASIDE)
    assert office.finding(doubtful, "PROEF").effect is Effect.FINE


def test_about_what_is_met_there_is_nothing_to_rule(office: Any) -> None:
    with pytest.raises(Refused, match="er valt niets te oordelen"):
        rule(office, office.take_in(), UPHOLD)


def test_asking_waits(office: Any, doubtful: str) -> None:
    rule(office, doubtful, RulingOutcome.ASK)
    assert office.finding(doubtful, "PROEF").effect is Effect.WAITING


def test_a_must_needs_a_second_person_also_when_it_is_set_aside(office: Any) -> None:
    late = office.take_in(received_at="2026-06-15T10:00:01")
    assert rule(office, late, SET_ASIDE, "TIJD").proposal is not None


def test_a_ruling_without_a_reason_is_refused(office: Any, wrong: str) -> None:
    with pytest.raises(CommandError, match="reason: geef een reden"):
        rule(office, wrong, UPHOLD, reason="  ")


def test_a_finding_that_is_not_there_cannot_be_ruled_on(office: Any, wrong: str) -> None:
    with pytest.raises(Unknown, match="geen bevinding ONZIN"):
        rule(office, wrong, UPHOLD, "ONZIN")
    with pytest.raises(Unknown, match="over 'iets'"):
        rule(office, wrong, UPHOLD, subject="iets")
    with pytest.raises(Unknown, match="bekend: S-001"):
        rule(office, "S-404", UPHOLD)


def test_a_ruling_on_what_was_seen_is_recorded(office: Any, wrong: str) -> None:
    rule(office, wrong, UPHOLD, basis=office.finding(wrong, "PROEF").finding.basis)
    assert office.assessed(wrong).standing is Standing.REJECTED


def corrected(office: Any, submission: str, code: str) -> Any:
    fact = office.fact(submission, Tenderer).id
    return office.do(
        "fatima", "feit-corrigeren", fact=fact, field="agb_code", value=f'"{code}"', reason="formulier blz. 1"
    )


def test_a_ruling_on_a_finding_that_changed_since_it_was_seen_is_a_conflict(office: Any, wrong: str) -> None:
    seen = office.finding(wrong, "PROEF").finding.basis
    corrected(office, wrong, "")
    with pytest.raises(Conflict, match=r"is veranderd sinds u haar zag\. Nu: De AGB-code is leeg\."):
        rule(office, wrong, UPHOLD, basis=seen)


def test_a_changed_basis_makes_a_ruling_stale_and_it_no_longer_counts(office: Any, wrong: str) -> None:
    rule(office, wrong, UPHOLD)
    corrected(office, wrong, "123")
    item = office.finding(wrong, "PROEF")
    assert item.stale
    assert item.effect is Effect.TO_RULE
    (row,) = [row for row in office.rows("bevindingen", submission=wrong) if row["requirement"] == "PROEF"]
    assert row["ruling"].startswith("VEROUDERD")


def test_a_stale_ruling_is_replaced_by_a_new_one(office: Any, wrong: str) -> None:
    rule(office, wrong, UPHOLD)
    corrected(office, wrong, "123")
    rule(office, wrong, ACCEPT)
    item = office.finding(wrong, "PROEF")
    assert (item.stale, item.effect) == (False, Effect.FINE)


def test_a_ruling_can_be_changed_until_the_decision(office: Any, wrong: str) -> None:
    rule(office, wrong, UPHOLD)
    rule(office, wrong, ACCEPT)
    assert office.assessed(wrong).standing is Standing.WAITING


def test_a_ruling_after_the_decision_is_refused(office: Any, wrong: str) -> None:
    rule(office, wrong, UPHOLD)
    office.decided(wrong)
    with pytest.raises(Refused, match="al beslist en sindsdien is er niets veranderd"):
        rule(office, wrong, ACCEPT)


def test_a_ruling_is_not_typed_over_or_taken_back(office: Any, wrong: str) -> None:
    rule(office, wrong, UPHOLD)
    ruling = office.finding(wrong, "PROEF").ruling
    assert ruling is not None
    with pytest.raises(Refused, match="een oordeel wordt niet overgetypt"):
        office.do("anna", "feit-intrekken", fact=ruling.id, reason="toch niet")


def test_the_chair_may_rule_too(office: Any, wrong: str) -> None:
    fields = {"submission": wrong, "requirement": "PROEF", "outcome": UPHOLD, "reason": "commissie"}
    office.do("dirk", "oordeel-vastleggen", **fields)
    assert office.assessed(wrong).standing is Standing.REJECTED
