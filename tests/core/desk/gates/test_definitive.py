"""The definitive award: by two persons, only with every gate open, and taken back only before a signature."""

from datetime import date
from typing import Any

import pytest

from inkoop_core.domain.agreement import AgreementSigned, Side, SigningSet
from inkoop_core.domain.course import CourseChange, DefinitiveAward
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.submission import SigningMethod, SigningPower
from inkoop_core.errors import CommandError, Conflict, NotPermitted, Refused


def prepare(told: Any, *submissions: str, **more: Any) -> Any:
    fields = {"reason": "alles is vervuld", "mandate": "besluit 2", "submissions": submissions} | more
    return told.office.do("anna", "definitief-gunnen", **fields)


def definitive(told: Any, submission: str = "S-001") -> Any:
    return told.office.fact(submission, DefinitiveAward)


def awards(told: Any) -> tuple[Any, ...]:
    found: tuple[Any, ...] = told.office.desk.state("klein-2026").facts(DefinitiveAward)
    return found


def test_the_award_is_made_with_the_gates_that_were_open(told: Any) -> None:
    told.definitive()
    fact = definitive(told)
    assert fact.subject == "S-001/definitief"
    assert fact.body.decision == told.decision("S-001").id
    assert [item.product for item in fact.body.awarded] == ["P1"]
    assert [gate.gate for gate in fact.body.gates] == list(told.gates())
    assert all(gate.because for gate in fact.body.gates)


def test_a_dry_run_says_what_happens_and_records_nothing(told: Any) -> None:
    done = prepare(told, dry_run=True)
    assert "S-001 Verzonnen Zorg 1: definitief gegund (P1); 8 poorten open." in done.text
    assert "Een overeenkomst is er pas als beide partijen hebben ondertekend." in done.text
    assert done.second_person
    assert awards(told) == ()


def test_the_adviser_prepares_and_the_decision_maker_awards(told: Any) -> None:
    done = prepare(told)
    assert awards(told) == ()
    with pytest.raises(NotPermitted, match="beslisser"):
        told.office.of("fatima").confirm("klein-2026", done.proposal)
    told.office.of("els").confirm("klein-2026", done.proposal)
    assert len(awards(told)) == 1


def test_it_needs_a_reason_and_a_mandate(told: Any) -> None:
    with pytest.raises(CommandError) as refused:
        prepare(told, reason=" ", mandate="")
    assert refused.value.lines == ("reason: vul in", "mandate: vul in")


def test_a_closed_gate_refuses_it_and_says_what_would_open_it(told: Any) -> None:
    told.gate.open = False
    with pytest.raises(Refused) as refused:
        prepare(told, "S-001")
    assert "S-001: 1 poort(en) dicht" in str(refused.value)
    assert "Proefonderzoek (§4): Proef: open. Gaat open als: de proef is gedaan" in str(refused.value)


def test_what_is_rejected_is_refused(told: Any) -> None:
    with pytest.raises(Refused, match="S-002: 1 poort"):
        prepare(told, "S-002")


def test_when_no_gate_is_open_nothing_is_awarded(award: Any) -> None:
    with pytest.raises(Refused, match="bij geen enkele inschrijving is elke poort open"):
        prepare(award)


def test_a_gate_that_closes_after_the_proposal_stops_its_confirmation(told: Any) -> None:
    proposal = prepare(told).proposal
    told.gate.open = False
    with pytest.raises(Conflict, match="geen enkele inschrijving"):
        told.office.of("els").confirm("klein-2026", proposal)
    assert awards(told) == ()


def test_nobody_is_awarded_twice(told: Any) -> None:
    told.definitive()
    with pytest.raises(Refused, match="al definitief gegund"):
        prepare(told, "S-001")


def test_while_the_procedure_is_suspended_nothing_is_awarded(told: Any) -> None:
    turn(told, CourseChange.SUSPENDED)
    with pytest.raises(Refused, match="opgeschort"):
        prepare(told)
    turn(told, CourseChange.RESUMED)
    told.definitive()
    assert len(awards(told)) == 1


def turn(told: Any, change: CourseChange) -> Any:
    fields = {"change": change, "reason": "beraad", "mandate": "besluit 4"}
    return told.office.agreed("anna", "els", "verloop-vastleggen", **fields)


def take_back(told: Any) -> Any:
    fields = {"submission": "S-001", "reason": "bevel van de rechter", "mandate": "besluit 5"}
    return told.office.agreed("anna", "els", "definitieve-gunning-intrekken", **fields)


def test_it_is_taken_back_by_two_persons_and_can_be_given_again(told: Any) -> None:
    told.definitive()
    take_back(told)
    assert awards(told) == ()
    told.definitive()
    assert len(awards(told)) == 1


def test_what_is_not_there_cannot_be_taken_back(told: Any) -> None:
    with pytest.raises(Refused, match="niet definitief gegund"):
        take_back(told)


def signed(told: Any, signing_set: int) -> None:
    body = AgreementSigned(
        Side.CONTRACTOR, signing_set, "A. Voorbeeld", SigningPower.SOLE, SigningMethod.WET_SCAN
    )
    told.record(Draft(body, "S-001/overeenkomst/contractor-1"))


def test_after_a_signature_it_is_not_taken_back(told: Any) -> None:
    told.definitive()
    day = date(2027, 1, 1)
    body = SigningSet(definitive(told).id, (), day, day, day, ())
    (made,) = told.record(Draft(body, "S-001/overeenkomst"))
    signed(told, made)
    with pytest.raises(Refused, match=r"ondertekend door A\. Voorbeeld"):
        take_back(told)


def test_a_signature_that_does_not_count_keeps_nobody_from_taking_it_back(told: Any) -> None:
    told.definitive()
    signed(told, signing_set=0)
    take_back(told)
    assert awards(told) == ()


def test_it_is_never_typed_over_or_withdrawn_as_a_mere_fact(told: Any) -> None:
    told.definitive()
    fact = definitive(told).id
    with pytest.raises(Refused, match="definitieve gunning wordt niet overgetypt"):
        told.office.do("anna", "feit-intrekken", fact=fact, reason="x")
    with pytest.raises(Refused, match="definitieve gunning wordt niet overgetypt"):
        told.office.do("anna", "feit-corrigeren", fact=fact, field="reason", value='"y"', reason="x")


def test_after_a_definitive_award_no_other_decision_is_taken_first(told: Any) -> None:
    told.definitive()
    with pytest.raises(Refused, match="definitieve-gunning-intrekken"):
        told.anew("S-001", "court-order")
