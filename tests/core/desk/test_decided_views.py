"""The views over rulings and decisions."""

from typing import Any

import pytest

from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.party import Tenderer


@pytest.fixture
def decided(office: Any) -> Any:
    """One bid that was awarded, after a ruling on its pages."""
    submission = office.take_in(pages=3)
    office.do(
        "anna", "toets-vastleggen", submission=submission, requirement="HAND", met=True, explanation="gezien"
    )
    office.do(
        "anna",
        "oordeel-vastleggen",
        submission=submission,
        requirement="BLZ",
        outcome=RulingOutcome.ACCEPT,
        reason="=de rest telt niet mee",
    )
    office.scored(submission)
    office.decided(submission)
    return office


def test_a_ruling_is_shown_with_its_reason_and_whether_it_still_counts(decided: Any) -> None:
    (row,) = decided.rows("oordelen")
    assert (row["requirement"], row["reason"], row["by"]) == ("BLZ", "=de rest telt niet mee", "anna")
    assert row["state"] == "telt"
    assert decided.rows("oordelen", submission="S-999") == []


def test_a_replaced_decision_stays_to_be_seen_beside_the_new_one(decided: Any) -> None:
    (row,) = decided.rows("beslissingen")
    assert (row["kind"], row["outcome"], row["products"]) == (
        "voorlopige beslissing",
        "voorlopig gunnen",
        "P1",
    )
    assert (row["state"], row["told"]) == ("geldt", None)
    tenderer = decided.fact("S-001", Tenderer)
    decided.do(
        "anna", "feit-corrigeren", fact=tenderer.id, field="agb_code", value='"1"', reason="zo staat het er"
    )
    decided.do(
        "anna",
        "oordeel-vastleggen",
        submission="S-001",
        requirement="PROEF",
        outcome=RulingOutcome.UPHOLD,
        reason="klopt niet",
    )
    decided.decided("S-001")
    rows = decided.rows("beslissingen")
    assert [(row["kind"], row["state"], row["outcome"]) for row in rows] == [
        ("voorlopige beslissing", "vervangen", "voorlopig gunnen"),
        ("nieuwe beslissing", "geldt", "afwijzen"),
    ]
