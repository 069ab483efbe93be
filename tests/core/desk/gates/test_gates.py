"""The gates: each is closed until a fact opens it, and says which."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from inkoop_core.domain.agreement import AgreementSigned, Side, SigningSet
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.party import OWN_PARTY, Party, PartyRole, Tenderer
from inkoop_core.domain.proceedings import Judgment, Proceedings, RulingOfCourt
from inkoop_core.domain.request import Answer, Reply, Request, RequestItem, RequestKind
from inkoop_core.domain.submission import SigningMethod, SigningPower

LAST_DAY = datetime(2026, 8, 3, 21, 59, 59, tzinfo=UTC)
MIDNIGHT = datetime(2026, 8, 3, 22, 0, 0, tzinfo=UTC)
VALID_UNTIL = datetime(2026, 10, 23, 21, 59, 58, tzinfo=UTC)


def test_every_gate_is_open_when_everything_is_fulfilled(told: Any) -> None:
    gates = told.gates()
    assert list(gates) == [
        "decision",
        "evidence",
        "subcontractors",
        "standstill",
        "standstill-all",
        "course",
        "validity",
        "proef",
    ]
    assert told.closed() == []
    assert all(gate.because and not gate.opens_when for gate in gates.values())


def test_what_is_not_awarded_has_one_gate_that_says_so(told: Any) -> None:
    (gate,) = told.gates("S-002").values()
    assert not gate.open
    assert gate.because.startswith("beslist is: afwijzen")
    undecided = told.ready()
    (gate,) = told.gates(undecided).values()
    assert gate.because == "er is nog niet voorlopig gegund"


def test_an_award_that_nobody_was_told_of_is_not_decided_yet(award: Any) -> None:
    gate = award.gates()["decision"]
    assert not gate.open
    assert "nog niet meegedeeld" in gate.because
    assert "brief-verzonden" in gate.opens_when
    standstill = award.gates()["standstill"]
    assert not standstill.open
    assert "loopt nog niet" in standstill.because


def test_the_standstill_is_over_the_day_after_its_last_day(award: Any) -> None:
    award.tell("S-001")
    award.tell("S-002")
    award.at(LAST_DAY.replace(second=50))
    gate = award.gates()["standstill"]
    assert not gate.open
    assert gate.because.endswith("loopt tot en met 03-08-2026")
    assert gate.opens_when == "de termijn is voorbij, vanaf 04-08-2026"
    award.at(MIDNIGHT)
    assert award.gates()["standstill"].open
    assert award.gates()["standstill-all"].open


def test_the_letter_that_was_sent_last_holds_everybody(award: Any) -> None:
    award.tell("S-001")
    award.tell("S-002", datetime(2026, 7, 21, 8, tzinfo=UTC))
    award.at(MIDNIGHT)
    assert award.gates()["standstill"].open
    gate = award.gates()["standstill-all"]
    assert not gate.open
    assert gate.opens_when == "de termijn is voorbij, vanaf 11-08-2026"


def test_a_tenderer_who_was_not_told_holds_everybody(award: Any) -> None:
    award.tell("S-001")
    award.at(MIDNIGHT)
    gate = award.gates()["standstill-all"]
    assert not gate.open
    assert "S-002" in gate.because


def test_a_tenderer_on_whom_nothing_is_decided_holds_everybody(told: Any) -> None:
    waiting = told.office.take_in()
    gate = told.gates()["standstill-all"]
    assert (gate.open, gate.because) == (False, f"nog niet beslist over {waiting}")


def test_a_decision_that_must_be_reviewed_closes_its_gate(told: Any) -> None:
    fact = told.office.fact("S-001", Tenderer).id
    told.office.do("anna", "feit-corrigeren", fact=fact, field="agb_code", value='"7"', reason="register")
    gate = told.gates()["decision"]
    assert not gate.open
    assert gate.because == "sinds de beslissing is veranderd: PROEF"
    assert "gunningsbeslissing-nemen" in gate.opens_when


def test_a_rule_that_cannot_be_run_closes_the_gate_of_the_decision(told: Any) -> None:
    told.office.plugin.rule_raises = True
    assert "decision" in told.closed()


def test_a_subcontractor_waits_for_a_decision(told: Any) -> None:
    party = Party("onderaannemer-1", PartyRole.SUBCONTRACTOR, "Voorbeeldpartij")
    told.record(Draft(party, "S-001/onderaannemer-1"))
    gate = told.gates()["subcontractors"]
    assert not gate.open
    assert "onderaannemer-1" in gate.because
    assert OWN_PARTY not in gate.because


def test_pending_proceedings_pause_until_the_judgment(told: Any) -> None:
    told.record(
        Draft(Proceedings("S-002", "Voorbeeld", "rechtbank", "verbod", ("S-001", "S-002")), "geding-1")
    )
    gate = told.gates()["course"]
    assert not gate.open
    assert "geding-1" in gate.because
    assert "uitspraak" in gate.opens_when
    told.record(Draft(Judgment(RulingOfCourt.DISMISSED, "afgewezen"), "geding-1/uitspraak"))
    assert told.gates()["course"].open


def test_the_bid_must_still_be_valid(told: Any) -> None:
    told.at(VALID_UNTIL)
    assert told.gates()["validity"].open
    told.at(datetime(2026, 10, 23, 22, tzinfo=UTC))
    gate = told.gates()["validity"]
    assert not gate.open
    assert "gold tot en met 23-10-2026" in gate.because
    assert "gestanddoening-vragen" in gate.opens_when


def signed(told: Any) -> None:
    """A set for the definitive award, where there is one, and a signature of each side."""
    award = told.course.last(DefinitiveAward, "S-001")
    first, last = date(2027, 1, 1), date(2030, 12, 31)
    made = SigningSet(award.id if award else 0, (), first, first, last, ())
    (prepared,) = told.record(Draft(made, "S-001/overeenkomst"))
    for side in Side:
        body = AgreementSigned(
            side, prepared, "A. Voorbeeld", SigningPower.SOLE, SigningMethod.DIGITAL, mandate="besluit 6"
        )
        told.record(Draft(body, f"S-001/overeenkomst/{side.value}-1"))


def test_after_the_signatures_a_bid_need_not_stay_valid(told: Any) -> None:
    told.definitive()
    signed(told)
    told.at(datetime(2026, 11, 2, tzinfo=UTC))
    assert told.gates()["validity"].open
    assert ("S-001", "poort dicht") not in tasks(told)


def test_signatures_without_a_definitive_award_open_nothing(told: Any) -> None:
    signed(told)
    told.at(datetime(2026, 11, 2, tzinfo=UTC))
    assert told.closed() == ["validity"]


def asked(told: Any, submission: str = "S-001", *, letter: bool = True, days: int | None = 7) -> int:
    question = (RequestItem("", question="gestand?"),)
    body = Request(RequestKind.VALIDITY, question, "planning", days, date(2026, 12, 31))
    (request,) = told.record(Draft(body, f"{submission}/verzoek-1"))
    if letter:
        told.letter(submission, LetterKind.VALIDITY_EXTENSION, request, sent=told.office.clock.instant)
    return int(request)


@pytest.mark.parametrize(
    ("answer", "open_then", "says"),
    [(Answer.YES, True, "ja"), (Answer.NO, False, "nee"), (None, False, "geen antwoord")],
)
def test_an_extension_holds_only_for_who_said_yes(
    told: Any, answer: Answer | None, open_then: bool, says: str
) -> None:
    request = asked(told)
    if answer is not None:
        reply = Reply(request, "procedure", "", answer=answer)
        told.record(Draft(reply, "S-001/verzoek-1/antwoord-1"))
    told.at(datetime(2026, 11, 2, tzinfo=UTC))
    gate = told.gates()["validity"]
    assert gate.open is open_then
    assert f"gevraagd tot en met 31-12-2026: {says}" in gate.because


def test_a_request_that_was_not_sent_was_not_asked(told: Any) -> None:
    asked(told, letter=False)
    assert "gevraagd" not in told.gates()["validity"].because


def test_the_gate_of_a_plugin_is_asked_and_told_in_its_words(told: Any) -> None:
    told.gate.open = False
    gate = told.gates()["proef"]
    assert (gate.open, gate.because, gate.opens_when) == (False, "Proef: open", "de proef is gedaan")


def test_a_gate_that_the_tender_names_and_nobody_brings_is_closed(told: Any) -> None:
    told.gate.brings = False
    gate = told.gates()["proef"]
    assert not gate.open
    assert gate.label == "Proefonderzoek"
    assert "geen plugin brengt de poort 'proef'" in gate.because


def test_a_gate_whose_rule_raises_is_closed(told: Any) -> None:
    told.gate.raises = True
    gate = told.gates()["proef"]
    assert not gate.open
    assert "RuntimeError: de poort is stuk" in gate.because


def test_two_rules_for_one_gate_leave_it_closed(told: Any) -> None:
    told.gate.times = 2
    assert not told.gates()["proef"].open


def test_a_plugin_that_fails_to_answer_closes_the_way(told: Any) -> None:
    told.gate.fails = True
    assert told.closed() == ["plugins", "proef"]


def test_the_view_shows_submissions_by_gates_and_one_in_detail(told: Any) -> None:
    told.gate.open = False
    rows = told.office.rows("poorten")
    assert [(row["submission"], row["decision"], row["waits"]) for row in rows] == [
        ("S-001", "✓ open", "Proefonderzoek"),
        ("S-002", "✗ dicht", ""),
    ]
    detail = told.office.rows("poorten", submission="S-001")
    assert {row["gate"]: row["state"] for row in detail}["Proefonderzoek"] == "✗ dicht"
    assert detail[-1]["opens_when"] == "de proef is gedaan"
    about = {row["name"]: row["value"] for row in told.office.rows("inschrijving", submission="S-001")}
    assert about["Poort Proefonderzoek"] == "✗ dicht: Proef: open"


def tasks(told: Any) -> list[tuple[str, str]]:
    return [(row["submission"], row["task"]) for row in told.office.rows("taken")]


def test_the_tasks_say_when_every_gate_is_open(told: Any) -> None:
    assert ("S-001", "definitief gunnen") in tasks(told)
    told.gate.open = False
    assert ("S-001", "definitief gunnen") not in tasks(told)


def test_the_tasks_name_a_gate_that_closed_after_the_definitive_award(told: Any) -> None:
    told.definitive()
    assert ("S-001", "poort dicht") not in tasks(told)
    told.gate.open = False
    assert ("S-001", "poort dicht") in tasks(told)


def test_the_tasks_ask_for_a_decision_where_a_gate_objects(told: Any) -> None:
    told.gate.open, told.gate.objection = False, True
    assert ("S-001", "nieuwe beslissing?") in tasks(told)
