"""Rulings on several tenderers: alike, or with the reason why not."""

from typing import Any

import pytest

from inkoop_core.domain.decision import Ruling, RulingOutcome
from inkoop_core.domain.party import Tenderer
from inkoop_core.errors import CommandError, Refused, Unknown

UPHOLD, ACCEPT, ASK, REPAIR = (
    RulingOutcome.UPHOLD,
    RulingOutcome.ACCEPT,
    RulingOutcome.ASK,
    RulingOutcome.REPAIR,
)


def test_a_ruling_that_differs_from_an_earlier_one_in_the_same_position_needs_a_reason(room: Any) -> None:
    first, second = room.wrong(), room.wrong()
    room.rule(first, ACCEPT)
    with pytest.raises(Refused, match=rf"  - {first} PROEF: aanvaarden.*\(anna\): zo is het") as told:
        room.rule(second, UPHOLD)
    assert "zeg waarom dit anders is (difference)" in str(told.value)
    room.rule(second, UPHOLD, difference="de code hoort bij een ander")
    assert room.office.fact(second, Ruling).body.difference == "de code hoort bij een ander"


def test_the_same_ruling_needs_no_reason_and_a_reason_without_a_difference_is_not_kept(room: Any) -> None:
    first, second = room.wrong(), room.wrong()
    room.rule(first, UPHOLD)
    done = room.rule(second, UPHOLD, difference="toch anders")
    assert "Niemand in dezelfde positie kreeg een ander oordeel" in done.text
    assert room.office.fact(second, Ruling).body.difference == ""


def test_another_verdict_is_another_position(room: Any) -> None:
    room.rule(room.wrong(), UPHOLD)
    room.rule(room.office.take_in(code=""), ACCEPT)
    assert room.office.rows("gelijke-behandeling") == []


def test_the_view_shows_both_rulings_and_the_reason(room: Any) -> None:
    first, second, third = room.wrong(), room.wrong(), room.wrong()
    room.rule(first, ACCEPT)
    room.rule(second, UPHOLD, difference="een ander geval")
    rows = room.office.rows("gelijke-behandeling")
    assert [(row["submission"], row["difference"]) for row in rows] == [
        (first, ""),
        (second, "een ander geval"),
        (third, ""),
    ]
    assert rows[2]["treatment"] == "nog geen oordeel"


def test_changing_ones_own_ruling_is_no_difference(room: Any) -> None:
    submission = room.wrong()
    room.rule(submission, ACCEPT)
    room.rule(submission, UPHOLD)
    assert room.office.rows("gelijke-behandeling") == []


def test_who_is_upheld_at_once_where_another_was_asked_is_treated_differently(room: Any) -> None:
    first, second = room.wrong(), room.wrong()
    done = room.rule(first, ASK)
    assert "Leg nu de vraag vast met verduidelijking-vragen" in done.text
    with pytest.raises(Refused, match="anders behandeld"):
        room.rule(second, UPHOLD)


def test_repair_by_a_ruling_takes_a_second_person(room: Any) -> None:
    done = room.rule(room.wrong(), REPAIR)
    assert done.proposal is not None
    assert "herstel is een uitzondering" in done.text


def test_a_score_is_not_repaired(room: Any) -> None:
    submission = room.office.take_in()
    room.office.scored(submission, 4, 8)
    with pytest.raises(Refused, match="een score wordt niet hersteld"):
        room.rule(submission, REPAIR, "MINIMUM-SG1")


def all_alike(room: Any, **more: Any) -> Any:
    fields = {"requirement": "PROEF", "outcome": UPHOLD, "reason": "onvolledig", "dry_run": False}
    return room.office.do("anna", "oordelen-vastleggen", **(fields | more))


def test_one_outcome_rules_on_everybody_who_waits(room: Any) -> None:
    first, fine, second = room.wrong(), room.office.take_in(), room.wrong()
    told = all_alike(room, dry_run=True).text
    assert f"  - {first}: De AGB-code heeft geen 8 cijfers." in told
    assert fine not in told
    assert len(all_alike(room).facts) == 2
    assert [room.office.fact(one, Ruling).body.outcome for one in (first, second)] == [UPHOLD, UPHOLD]
    with pytest.raises(Refused, match="geen enkele inschrijving wacht op een oordeel over PROEF"):
        all_alike(room)


def test_nobody_is_ruled_on_when_one_cannot_be(room: Any) -> None:
    first, fine = room.wrong(), room.office.take_in()
    with pytest.raises(Refused, match=f"  - {fine}: er is geen bevinding PROEF waarover te oordelen valt"):
        all_alike(room, submissions=(first, fine))
    late = room.office.take_in(received_at="2026-06-15T10:00:01")
    with pytest.raises(Refused, match="laat het oordeel 'accept' niet toe"):
        all_alike(room, requirement="TIJD", outcome=ACCEPT, submissions=(late,))
    assert room.office.desk.state(room.office.procedure).facts(Ruling) == ()


def test_a_must_among_them_takes_a_second_person(room: Any) -> None:
    for _ in range(2):
        room.office.take_in(received_at="2026-06-15T10:00:01")
    assert all_alike(room, requirement="TIJD").proposal is not None
    assert all_alike(room, requirement="PROEF", submissions=(room.wrong(),)).proposal is None


def test_rulings_together_are_held_against_the_ones_that_stand(room: Any) -> None:
    room.rule(room.wrong(), ACCEPT)
    second = room.wrong()
    with pytest.raises(Refused, match="anders behandeld"):
        all_alike(room)
    all_alike(room, difference="een ander geval")
    assert room.office.fact(second, Ruling).body.difference == "een ander geval"


def test_what_is_not_there_is_said(room: Any) -> None:
    with pytest.raises(Unknown, match="eis 'ONZIN' bestaat niet"):
        all_alike(room, requirement="ONZIN")
    with pytest.raises(Unknown, match="S-404"):
        all_alike(room, submissions=("S-404",))
    with pytest.raises(CommandError, match="reason: geef een reden"):
        all_alike(room, reason=" ")


def test_a_correction_after_the_decision_says_that_the_decision_stays(room: Any) -> None:
    submission = room.wrong()
    room.rule(submission, UPHOLD)
    room.office.decided(submission)
    fact = room.office.fact(submission, Tenderer).id
    fields = {"fact": fact, "field": "agb_code", "value": '"00000009"', "reason": "formulier blz. 1"}
    done = room.office.do("anna", "feit-corrigeren", **fields)
    assert f"Let op: over {submission} is op" in done.text
    assert "al beslist (afwijzen). Die beslissing verandert hier niet door" in done.text
