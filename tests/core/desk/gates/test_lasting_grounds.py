"""Who is out stays out: grounds outside the assessment are not forgotten because something else was corrected."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inkoop_core.desk.review import changed_since_decision
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.decision import DecisionOutcome, NewDecisionGround, RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.finding import Consequence, Finding, FindingKey, Verdict
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.proceedings import Judgment, Proceedings, RulingOfCourt
from inkoop_core.domain.request import SubcontractorDecided
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.submission import Offer
from inkoop_core.errors import Refused
from inkoop_core.progress.clocks import clock_of

P2 = """
[[products]]
id = "P2"
title = "Product 2"
category = "enkel"
source = { document = "inkoopdocument", paragraph = "§2" }
"""
AFTER_THE_TERM = timedelta(days=25)


@pytest.fixture
def gate_plugin(gate_plugin: Any) -> Any:
    gate_plugin.text += P2
    return gate_plugin


def offer_both(told: Any, submission: str) -> None:
    """Something in the bid is corrected by one adviser: it offers two products."""
    told.office.do(
        "anna",
        "feit-corrigeren",
        fact=told.office.fact(submission, Offer).id,
        field="products",
        value='[{product="P1"},{product="P2"}]',
        reason="UEA nog eens gelezen",
    )


def judged(told: Any, outcome: RulingOfCourt, *about: str) -> None:
    told.record(
        Draft(Proceedings("S-002", "Voorbeeld", "rechtbank", "verbod", ("S-001", "S-002")), "geding-1")
    )
    told.record(Draft(Judgment(outcome, "bevel", about), "geding-1/uitspraak"))


def refuse_helper(told: Any, submission: str) -> None:
    told.record(
        Draft(Party("hulp", PartyRole.SUBCONTRACTOR, "Voorbeeldhulp"), f"{submission}/hulp"),
        Draft(SubcontractorDecided("hulp", False, "geen GVA", "besluit"), f"{submission}/hulp/toestemming"),
    )


def withdrawn(told: Any) -> None:
    told.anew(
        "S-001",
        NewDecisionGround.WITHDRAWN,
        withdrawn_at=datetime(2026, 8, 4, 7, tzinfo=UTC),
        message_number="V-7",
    )


def excluded(told: Any) -> None:
    judged(told, RulingOfCourt.EXCLUSION_OF_WINNER, "S-001")
    told.anew("S-001", NewDecisionGround.COURT_ORDER, proceedings="geding-1")


@pytest.mark.parametrize("out", [withdrawn, excluded])
def test_who_is_out_is_not_awarded_because_something_else_was_corrected(told: Any, out: Any) -> None:
    out(told)
    offer_both(told, "S-001")
    with pytest.raises(Refused, match="S-001 blijft afgewezen"):
        told.anew("S-001", NewDecisionGround.REASSESSED)
    with pytest.raises(Refused, match="S-001: blijft afgewezen"):
        told.office.decided("S-001")
    assert told.decision("S-001").body.outcome is DecisionOutcome.REJECT


def test_a_blocked_product_is_not_awarded_by_a_new_decision_on_another_ground(award: Any) -> None:
    told = award
    third = told.ready()
    offer_both(told, third)
    told.office.decided(third)
    for submission in ("S-001", "S-002", third):
        told.tell(submission)
    told.at(datetime(2026, 8, 4, 8, tzinfo=UTC))
    told.office.plugin.answer = [
        Finding(
            FindingKey(third, "PROEF", "P2"),
            Verdict.NOT_MET,
            Consequence.BLOCK_PRODUCT,
            SourceRef("inkoopdocument", "§2.1.4"),
            "Koppeling ontbreekt.",
            (told.office.fact(third, Offer).id,),
        )
    ]
    told.office.do(
        "anna",
        "oordeel-vastleggen",
        submission=third,
        requirement="PROEF",
        subject="P2",
        outcome=RulingOutcome.UPHOLD,
        reason="§2.1.4",
    )
    refuse_helper(told, third)
    told.anew(third, NewDecisionGround.SUBCONTRACTOR)
    assert told.decision(third).body.products == ("P1",)
    told.letter(third, LetterKind.NEW_DECISION, told.decision(third).id, sent=told.office.clock.instant)
    told.at(told.office.clock.instant + AFTER_THE_TERM)
    told.definitive(third)
    assert [one.product for one in told.office.fact(third, DefinitiveAward).body.awarded] == ["P1"]


def test_a_prohibition_does_not_end_by_a_decision_about_something_else(told: Any) -> None:
    judged(told, RulingOfCourt.PROHIBITED, "S-001")
    refuse_helper(told, "S-001")
    told.anew("S-001", NewDecisionGround.SUBCONTRACTOR)
    told.letter("S-001", LetterKind.NEW_DECISION, told.decision("S-001").id, sent=told.office.clock.instant)
    told.at(told.office.clock.instant + AFTER_THE_TERM)
    assert told.closed() == ["course"]


def test_a_decision_whose_scores_were_made_again_does_not_pass_its_gate(told: Any) -> None:
    told.office.agreed(
        "anna",
        "els",
        "herbeoordeling-openen",
        submissions=("S-001",),
        assessors=("bram", "carla"),
        chair="dirk",
        reason="fout in de procedure",
        mandate="besluit",
        same_committee=True,
    )
    told.office.scored("S-001", 6, 6)
    state = told.office.desk.state(told.office.procedure)
    assert changed_since_decision(state.assessment().of("S-001"), state)
    assert "decision" in told.closed()


def test_a_case_that_was_withdrawn_gives_no_days_after_a_judgment(told: Any) -> None:
    told.at(datetime(2026, 10, 20, 8, tzinfo=UTC))
    told.record(
        Draft(Proceedings("S-002", "Voorbeeld", "rechtbank", "verbod", ("S-001", "S-002")), "geding-1")
    )
    told.at(datetime(2026, 10, 22, 8, tzinfo=UTC))
    told.record(Draft(Judgment(RulingOfCourt.WITHDRAWN, "ingetrokken"), "geding-1/uitspraak"))
    told.at(datetime(2026, 10, 30, 8, tzinfo=UTC))
    assert "validity" in told.closed()


def test_a_later_judgment_does_not_revive_a_bid_that_lapsed(told: Any) -> None:
    told.record(
        Draft(Proceedings("S-002", "Voorbeeld", "rechtbank", "verbod", ("S-001", "S-002")), "geding-1")
    )
    told.at(datetime(2026, 8, 24, 8, tzinfo=UTC))
    told.record(Draft(Judgment(RulingOfCourt.DISMISSED, "afgewezen"), "geding-1/uitspraak"))
    told.at(datetime(2027, 2, 1, 8, tzinfo=UTC))
    (first,) = told.course.all(Judgment)
    told.record(
        Draft(
            Judgment(RulingOfCourt.DISMISSED, "bekrachtigd"),
            "geding-1/uitspraak-hof",
        )
    )
    clock = clock_of(told.course, "validity", "S-001")
    assert clock is not None
    assert clock.last_day is not None
    assert clock.last_day.year == 2026
    assert first.id


def test_the_standstill_gate_is_closed_until_midnight_and_not_half_a_second_sooner(award: Any) -> None:
    for submission in ("S-001", "S-002"):
        award.tell(submission)
    clock = clock_of(award.course, "standstill", "S-001")
    assert clock is not None
    assert clock.ends_at is not None
    award.at(clock.ends_at + timedelta(milliseconds=500))
    assert "standstill" in award.closed()
    award.at(clock.ends_at + timedelta(seconds=1))
    assert "standstill" not in award.closed()
