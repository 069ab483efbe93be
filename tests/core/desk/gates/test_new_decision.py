"""A new decision on one tenderer: only on a new fact, and the others keep theirs."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from inkoop_core.domain.decision import (
    AwardDecision,
    DecisionOutcome,
    Incident,
    NewDecisionGround,
    RulingOutcome,
)
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.proceedings import Judgment, Proceedings, RulingOfCourt
from inkoop_core.domain.request import (
    Answer,
    Reply,
    Request,
    RequestItem,
    RequestKind,
    SubcontractorDecided,
)
from inkoop_core.errors import CommandError, Refused

VERIFICATION, SUBCONTRACTOR, COURT_ORDER, WITHDRAWN, EXTENSION, CONTACT, OBJECTION, REASSESSED = (
    NewDecisionGround
)
AUGUST_5 = datetime(2026, 8, 5, 8, tzinfo=UTC)


def standing(told: Any, submission: str = "S-001") -> Any:
    return told.decision(submission).body


def judged(told: Any, outcome: RulingOfCourt, *submissions: str) -> None:
    told.record(Draft(Proceedings("S-002", "Voorbeeld", "rechtbank", "verbod", ("S-001",)), "geding-1"))
    told.record(Draft(Judgment(outcome, "zoals bevolen", submissions), "geding-1/uitspraak"))


def objected(told: Any) -> None:
    told.gate.open, told.gate.objection = False, True


def test_an_objection_at_a_gate_carries_a_rejection_without_saying_more(told: Any) -> None:
    objected(told)
    done = told.anew("S-001", OBJECTION)
    assert "S-001 Verzonnen Zorg 1: afwijzen. Vervangt de beslissing van" in done.text
    assert "Grond: bezwaar bij een poort: Proef: open" in done.text
    body = standing(told)
    assert (body.outcome.value, body.products) == ("reject", ())
    assert [ground.kind for ground in body.grounds] == [OBJECTION]


def test_a_gate_that_is_merely_closed_is_no_ground(told: Any) -> None:
    told.gate.open = False
    with pytest.raises(Refused, match="zegt geen poort dat er bezwaar is"):
        told.anew("S-001", OBJECTION)


def test_the_others_keep_their_decision_their_letter_and_their_gates(told: Any) -> None:
    other = told.ready()
    told.office.decided(other)
    told.tell(other, AUGUST_5)
    told.at(datetime(2026, 8, 26, 8, tzinfo=UTC))
    before = (told.decision(other), told.decision("S-002"))
    assert told.closed(other) == []
    fields = {"withdrawn_at": datetime(2026, 8, 25, tzinfo=UTC), "message_number": "V-9"}
    done = told.anew("S-001", WITHDRAWN, **fields)
    assert f"De beslissingen over S-002, {other} blijven zoals zij zijn" in done.text
    assert (told.decision(other), told.decision("S-002")) == before
    assert told.closed(other) == []


def test_its_own_standstill_starts_with_its_own_letter(told: Any) -> None:
    judged(told, RulingOfCourt.NEW_MOTIVATION, "S-001")
    told.anew("S-001", COURT_ORDER, proceedings="geding-1")
    gate = told.gates()["standstill"]
    assert not gate.open
    assert "loopt nog niet" in gate.because
    told.at(AUGUST_5)
    told.letter("S-001", LetterKind.NEW_DECISION, told.decision("S-001").id, sent=AUGUST_5)
    assert told.gates()["standstill"].because.endswith("tot en met 25-08-2026")
    told.at(datetime(2026, 8, 26, 8, tzinfo=UTC))
    assert told.gates()["standstill"].open


def test_who_is_told_is_told(told: Any) -> None:
    objected(told)
    text = told.anew("S-001", OBJECTION).text
    assert "Te vertellen aan S-001 met een eigen brief (nieuwe gunningsbeslissing)" in text
    assert "De beslissingen over S-002 blijven zoals zij zijn; zij krijgen geen nieuwe brief." in text


def test_a_decision_that_nobody_was_told_of_is_told_as_such(award: Any) -> None:
    objected(award)
    assert "de beslissing die nu wordt vervangen, is nooit meegedeeld" in award.anew("S-001", OBJECTION).text


def test_a_decision_ordered_by_a_court_holds_up_the_others_until_its_own_term_is_over(told: Any) -> None:
    judged(told, RulingOfCourt.NEW_MOTIVATION, "S-002")
    done = told.anew("S-002", COURT_ORDER, proceedings="geding-1")
    assert "wacht een definitieve gunning aan de anderen ook op deze termijn" in done.text
    body = standing(told, "S-002")
    assert (body.outcome.value, body.ordered_by) == ("reject", "geding-1")
    gate = told.gates()["standstill-all"]
    assert not gate.open
    assert "van S-002 loopt nog niet" in gate.because


@pytest.mark.parametrize("order", [RulingOfCourt.PROHIBITED, RulingOfCourt.EXCLUSION_OF_WINNER])
def test_a_court_can_take_an_award_away(told: Any, order: RulingOfCourt) -> None:
    judged(told, order, "S-001")
    told.anew("S-001", COURT_ORDER, proceedings="geding-1")
    assert standing(told).outcome.value == "reject"


@pytest.mark.parametrize(
    ("order", "submissions", "says"),
    [
        (RulingOfCourt.DISMISSED, (), "gelast geen nieuwe beslissing"),
        (RulingOfCourt.WITHDRAWN, (), "gelast geen nieuwe beslissing"),
        (RulingOfCourt.RETENDER, (), "gelast geen nieuwe beslissing"),
        (RulingOfCourt.NEW_MOTIVATION, ("S-002",), "gaat over S-002, niet over S-001"),
    ],
)
def test_a_judgment_that_orders_nothing_about_it_is_no_ground(
    told: Any, order: RulingOfCourt, submissions: tuple[str, ...], says: str
) -> None:
    judged(told, order, *submissions)
    with pytest.raises(Refused, match=says):
        told.anew("S-001", COURT_ORDER, proceedings="geding-1")


def test_without_a_judgment_there_is_no_order(told: Any) -> None:
    with pytest.raises(Refused, match="noem het geding"):
        told.anew("S-001", COURT_ORDER)


def test_an_excluded_winner_is_not_awarded_all_the_same(told: Any) -> None:
    judged(told, RulingOfCourt.EXCLUSION_OF_WINNER, "S-001")
    with pytest.raises(Refused, match="volgt hier: afwijzen; niet: voorlopig gunnen"):
        told.anew("S-001", COURT_ORDER, proceedings="geding-1", outcome=DecisionOutcome.AWARD)


def test_a_refused_subcontractor_leaves_an_award_without_it(told: Any) -> None:
    party = Party("onderaannemer-1", PartyRole.SUBCONTRACTOR, "Voorbeeldpartij")
    told.record(Draft(party, "S-001/onderaannemer-1"))
    with pytest.raises(Refused, match="geen onderaannemer geweigerd"):
        told.anew("S-001", SUBCONTRACTOR)
    refusal = SubcontractorDecided("onderaannemer-1", False, "geen GVA", "besluit")
    told.record(Draft(refusal, "S-001/onderaannemer-1/toestemming"))
    done = told.anew("S-001", SUBCONTRACTOR)
    assert "Geweigerde partijen: onderaannemer-1." in done.text
    body = standing(told)
    assert (body.outcome.value, body.products, body.refused) == ("award", ("P1",), ("onderaannemer-1",))


def test_a_withdrawal_is_a_message_of_the_tenderer(told: Any) -> None:
    with pytest.raises(Refused, match="geef wanneer het kwam"):
        told.anew("S-001", WITHDRAWN)
    with pytest.raises(CommandError, match="ligt in de toekomst"):
        told.anew("S-001", WITHDRAWN, withdrawn_at=datetime(2027, 1, 1, tzinfo=UTC), message_number="V-9")
    told.anew("S-001", WITHDRAWN, withdrawn_at=datetime(2026, 8, 3, tzinfo=UTC), message_number="V-9")
    (ground,) = standing(told).grounds
    assert ground.what == "de inschrijver trok zijn inschrijving op 03-08-2026 in (bericht V-9)"


def asked(told: Any) -> int:
    question = (RequestItem("", question="gestand?"),)
    body = Request(RequestKind.VALIDITY, question, "planning", 7, date(2026, 12, 31))
    (request,) = told.record(Draft(body, "S-001/verzoek-1"))
    told.letter("S-001", LetterKind.VALIDITY_EXTENSION, request, sent=told.office.clock.instant)
    return int(request)


def answered(told: Any, request: int, answer: Answer) -> None:
    told.record(Draft(Reply(request, "TenderNed", "", answer=answer), "S-001/verzoek-1/antwoord-1"))


def test_a_no_and_silence_are_a_ground_only_after_the_bid_is_no_longer_valid(told: Any) -> None:
    with pytest.raises(Refused, match="geen verlenging van de gestanddoening geweigerd"):
        told.anew("S-001", EXTENSION)
    request = asked(told)
    with pytest.raises(Refused, match="wie zwijgt, valt niet af voor het einde van zijn gestanddoening"):
        told.anew("S-001", EXTENSION)
    answered(told, request, Answer.NO)
    told.at(datetime(2026, 10, 22, 21, 59, tzinfo=UTC))
    with pytest.raises(Refused, match="wie nee zegt, valt niet af"):
        told.anew("S-001", EXTENSION)
    told.at(datetime(2026, 10, 24, 8, tzinfo=UTC))
    told.anew("S-001", EXTENSION)
    assert "nee geantwoord" in standing(told).grounds[0].what


def test_silence_is_a_ground_once_the_bid_is_no_longer_valid(told: Any) -> None:
    asked(told)
    told.at(datetime(2026, 10, 24, 8, tzinfo=UTC))
    told.anew("S-001", EXTENSION)
    assert "niet geantwoord" in standing(told).grounds[0].what


def test_who_said_yes_refused_nothing(told: Any) -> None:
    answered(told, asked(told), Answer.YES)
    with pytest.raises(Refused, match="geen verlenging van de gestanddoening geweigerd"):
        told.anew("S-001", EXTENSION)


def uphold_contact(told: Any) -> None:
    fields = {"requirement": "CONTACT", "subject": "incident-1", "reason": "verboden"}
    told.office.do("anna", "oordeel-vastleggen", submission="S-001", outcome=RulingOutcome.UPHOLD, **fields)


def test_forbidden_contact_needs_an_upheld_finding(told: Any) -> None:
    told.record(Draft(Incident("gebeld", "directie"), "S-001/incident-1"))
    with pytest.raises(Refused, match="geen gehandhaafde bevinding over verboden contact"):
        told.anew("S-001", CONTACT)
    uphold_contact(told)
    told.anew("S-001", CONTACT)
    (ground,) = standing(told).grounds
    assert ground.what.startswith("CONTACT (§1.2):")


def test_a_verification_needs_an_upheld_finding(told: Any) -> None:
    with pytest.raises(Refused, match="geen gehandhaafde bevinding van de verificatie"):
        told.anew("S-001", VERIFICATION)


def test_nothing_changed_is_no_reassessment(told: Any) -> None:
    with pytest.raises(Refused, match="niets veranderd"):
        told.anew("S-001", REASSESSED)


def test_what_was_not_decided_is_not_decided_anew(told: Any) -> None:
    waiting = told.office.take_in()
    with pytest.raises(Refused, match="nog niet beslist"):
        told.anew(waiting, OBJECTION)


def test_the_same_decision_is_not_new(told: Any) -> None:
    fields = {"withdrawn_at": datetime(2026, 8, 3, tzinfo=UTC), "message_number": "V-9"}
    told.anew("S-001", WITHDRAWN, **fields)
    with pytest.raises(Refused, match="is dit al beslist"):
        told.anew("S-001", WITHDRAWN, **fields)


def test_products_that_the_ground_does_not_leave_are_refused(told: Any) -> None:
    judged(told, RulingOfCourt.NEW_MOTIVATION, "S-001")
    with pytest.raises(CommandError, match="P9 kan niet worden gegund; wel: P1"):
        told.anew("S-001", COURT_ORDER, proceedings="geding-1", products=("P9",))
    objected(told)
    with pytest.raises(CommandError, match="er wordt niets gegund"):
        told.anew("S-001", OBJECTION, products=("P1",))


def test_the_old_decision_stays_in_the_file(told: Any) -> None:
    first = told.decision("S-001")
    objected(told)
    told.anew("S-001", OBJECTION)
    recorded = told.office.desk.state("klein-2026").recorded
    assert [fact for fact in recorded if fact.id == first.id]
    assert [fact.replaces for fact in recorded if isinstance(fact.body, AwardDecision)][-1] == first.id


def test_a_decision_that_is_taken_again_says_what_changed(told: Any) -> None:
    told.record(Draft(Incident("gebeld", "directie"), "S-001/incident-1"))
    uphold_contact(told)
    told.office.decided("S-001")
    (ground,) = standing(told).grounds
    assert (ground.kind, ground.what) == (REASSESSED, "veranderd is: CONTACT, CONTACT (incident-1)")
