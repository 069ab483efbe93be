"""Answers: in time and by the platform, or said to be otherwise; their files are documents only by a request."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.package import Document, Observation
from inkoop_core.domain.reading import Confirmed
from inkoop_core.domain.request import DocumentAdded, Reply, Request
from inkoop_core.errors import CommandError, Refused, Unknown

IN_TIME = datetime(2026, 6, 22, 21, 59, 59, tzinfo=UTC)
"""The last second of the fifth day in the Netherlands."""
LATE = IN_TIME + timedelta(seconds=1)


@pytest.fixture
def asked(room: Any) -> str:
    submission: str = room.wrong()
    room.ask(submission)
    room.tell(submission)
    return submission


def test_an_answer_in_the_last_second_is_in_time(room: Any, asked: str) -> None:
    room.answer(asked, IN_TIME)
    reply = room.office.fact(asked, Reply)
    assert reply.body.counts
    assert (reply.subject, reply.happened_at) == (f"{asked}/verzoek-1/antwoord-1", IN_TIME)


def test_an_answer_one_second_later_is_recorded_and_does_not_count(room: Any, asked: str) -> None:
    done = room.answer(asked, LATE)
    assert (
        "Het telt niet mee: te laat: ontvangen op 23-06-2026 00:00:00, de laatste dag was 22-06-2026"
        in done.text
    )
    assert not room.office.fact(asked, Reply).body.counts
    (row,) = room.office.rows("verzoeken")
    assert "telt niet mee: te laat" in row["answer"]


def test_an_answer_by_mail_does_not_count_by_itself(room: Any, asked: str) -> None:
    done = room.answer(asked, IN_TIME, channel="e-mail")
    assert "antwoorden kan alleen via TenderNed (§1.2)" in done.text
    assert not room.office.fact(asked, Reply).body.counts


def test_a_late_answer_counts_only_with_a_reason_and_a_second_person(room: Any, asked: str) -> None:
    done = room.answer(asked, LATE, admitted="storing van het platform")
    assert done.proposal is not None
    room.office.of("els").confirm(room.office.procedure, done.proposal)
    assert room.office.fact(asked, Reply).body.counts


def test_an_answer_that_needs_no_exception_takes_none(room: Any, asked: str) -> None:
    with pytest.raises(CommandError, match="admitted: het antwoord is op tijd"):
        room.answer(asked, IN_TIME, admitted="voor de zekerheid")


def test_nothing_is_answered_before_it_was_asked(room: Any) -> None:
    submission = room.wrong()
    room.ask(submission)
    with pytest.raises(Refused, match=r"nog niet gesteld.*brief-verzonden"):
        room.answer(submission, IN_TIME)


def test_an_answer_of_before_the_question_is_none(room: Any, asked: str) -> None:
    with pytest.raises(CommandError, match=r"received_at: .* ligt voor de vraag zelf"):
        room.answer(asked, datetime(2026, 6, 17, 7, 59, 59, tzinfo=UTC))


def test_an_answer_to_what_is_not_there_is_refused(room: Any, asked: str) -> None:
    with pytest.raises(Unknown, match="heeft geen 'verzoek-2'; bekend: verzoek-1"):
        room.answer(asked, IN_TIME, request="verzoek-2")


def test_an_answer_says_something_and_two_files_have_two_names(room: Any, asked: str) -> None:
    with pytest.raises(CommandError, match="text: leg het antwoord vast, of de bestanden"):
        room.answer(asked, IN_TIME, text=" ")
    twice = room.file("brief.txt")
    with pytest.raises(CommandError, match=r"files: brief\.txt staat er 2 keer bij"):
        room.answer(asked, IN_TIME, files=(twice, twice))


def adding(room: Any, submission: str, **more: Any) -> Any:
    fields = {
        "submission": submission,
        "request": "verzoek-1",
        "file": "uea.pdf",
        "kind": "uea",
        "reason": "het leesbare UEA",
    }
    return room.office.do("anna", "antwoordstuk-toevoegen", **(fields | more))


@pytest.fixture
def repairing(room: Any) -> str:
    """Of this bid the UEA was missing, and it may repair that."""
    submission: str = room.without_uea()
    room.repaired(submission)
    room.tell(submission)
    return submission


def uea(room: Any) -> Any:
    room.office.package()
    return room.file(
        "uea.pdf", (room.office.packages / f"pakket-{room.office.count}" / "uea.pdf").read_bytes()
    )


def test_a_file_of_an_answer_becomes_a_document_that_came_later_and_by_which_request(
    room: Any, repairing: str
) -> None:
    room.answer(repairing, IN_TIME, files=(uea(room),))
    done = adding(room, repairing)
    name = "verzoek-1/antwoord-1/uea.pdf"
    state = room.office.desk.state(room.office.procedure)
    (document,) = state.facts(Document, f"{repairing}/{name}")
    (added,) = state.facts(DocumentAdded, f"{repairing}/{name}")
    (seen,) = state.facts(Observation, f"{repairing}/{name}")
    assert (document.body.kind, document.happened_at) == ("uea", IN_TIME)
    assert added.body.request == room.request(repairing).id
    assert (seen.body.pages, seen.body.problem) == (1, None)
    assert state.facts(Confirmed, f"{repairing}/{name}")
    assert "ontvangen op 22-06-2026 23:59:59, na de sluiting" in done.text
    row = next(row for row in room.office.rows("documenten") if row["file"] == name)
    assert row["kind"] == "UEA (op verzoek, ontvangen 22-06-2026 23:59:59)"


def test_a_rule_says_that_the_document_came_after_the_closing(room: Any, repairing: str) -> None:
    room.answer(repairing, IN_TIME, files=(uea(room),))
    adding(room, repairing)
    finding = room.office.finding(repairing, "UEA").finding
    assert "is na de sluiting ontvangen op 22-06-2026 23:59:59, op verzoek" in finding.explanation
    (added,) = room.office.desk.state(room.office.procedure).facts(DocumentAdded)
    assert added.id in finding.facts


def test_a_file_of_an_answer_that_does_not_count_is_no_part_of_the_bid(room: Any, repairing: str) -> None:
    room.answer(repairing, LATE, files=(room.file("uea.pdf"),))
    with pytest.raises(
        Refused, match=r"wordt geen deel van de inschrijving: het antwoord telt niet mee \(te laat"
    ):
        adding(room, repairing)


def test_a_file_that_nobody_repairing_for_is_no_part_of_the_bid(room: Any, repairing: str) -> None:
    room.answer(repairing, IN_TIME)
    with pytest.raises(Unknown, match=r"geen bestand 'uea\.pdf' binnengekomen"):
        adding(room, repairing)


def test_a_file_is_added_once_and_of_a_known_kind_and_party(room: Any, repairing: str) -> None:
    room.answer(repairing, IN_TIME, files=(room.file("uea.pdf"),))
    with pytest.raises(Unknown, match="soort 'onzin' staat niet op de lijst"):
        adding(room, repairing, kind="onzin")
    with pytest.raises(Unknown, match="partij 'iemand' is niet bekend"):
        adding(room, repairing, party="iemand")
    adding(room, repairing)
    with pytest.raises(Refused, match="is al toegevoegd"):
        adding(room, repairing)


def test_two_answers_with_one_file_name_are_told_apart(room: Any, repairing: str) -> None:
    room.answer(repairing, IN_TIME - timedelta(hours=1), files=(room.file("uea.pdf"),))
    room.answer(repairing, IN_TIME, files=(room.file("uea.pdf", b"een ander antwoord"),))
    with pytest.raises(Refused, match=r"zit bij meer antwoorden \(antwoord-1, antwoord-2\)"):
        adding(room, repairing)
    adding(room, repairing, reply="antwoord-2")
    (added,) = room.office.desk.state(room.office.procedure).facts(DocumentAdded)
    assert added.body.file == "verzoek-1/antwoord-2/uea.pdf"


def test_what_is_missing_is_not_healed_by_a_question(room: Any) -> None:
    submission = room.without_uea()
    room.ask(submission, requirement="UEA")
    room.tell(submission)
    room.answer(submission, IN_TIME, files=(uea(room),))
    with pytest.raises(Refused, match="UEA was geen twijfel maar een gebrek: uitgangspunt"):
        adding(room, submission)


def test_a_document_that_was_not_asked_for_is_no_part_of_the_bid(room: Any, asked: str) -> None:
    room.answer(asked, IN_TIME, files=(uea(room),))
    with pytest.raises(Refused, match="verzoek-1 gaat niet over uea"):
        adding(room, asked)


def test_a_plan_that_is_scored_never_comes_in_later(room: Any, repairing: str) -> None:
    room.answer(repairing, IN_TIME, files=(room.file("sg1.pdf"),))
    with pytest.raises(Refused, match="sg1 wordt beoordeeld op een gunningscriterium"):
        adding(room, repairing, file="sg1.pdf", kind="sg1")


def test_an_added_document_is_not_called_a_plan_afterwards(room: Any, repairing: str) -> None:
    room.answer(repairing, IN_TIME, files=(uea(room),))
    adding(room, repairing)
    fields = {"file": "verzoek-1/antwoord-1/uea.pdf", "kind": "sg1", "reason": "het is het plan"}
    with pytest.raises(Refused, match="sg1 wordt beoordeeld op een gunningscriterium"):
        room.office.do("anna", "document-aanwijzen", submission=repairing, **fields)


@pytest.mark.parametrize("what", [Reply, Request])
def test_what_came_by_a_reply_that_is_taken_back_leaves_the_bid(
    room: Any, repairing: str, what: type
) -> None:
    office = room.office
    room.answer(repairing, IN_TIME, files=(uea(room),))
    adding(room, repairing)
    assert office.finding(repairing, "UEA").finding.verdict is Verdict.MET
    fields = {"fact": office.fact(repairing, what).id, "reason": "had niet gemogen"}
    done = office.agreed("anna", "els", "feit-intrekken", **fields)
    assert "verzoek-1/antwoord-1/uea.pdf kwam hierdoor in de inschrijving en gaat er weer uit" in done.text
    assert office.finding(repairing, "UEA").finding.verdict is Verdict.NOT_MET
    state = office.desk.state(office.procedure)
    assert not [fact for fact in state.current if "uea.pdf" in fact.subject and fact.submission == repairing]


def test_an_answer_to_a_question_that_was_taken_back_is_kept_and_does_not_count(
    room: Any, asked: str
) -> None:
    fields = {"fact": room.request(asked).id, "reason": "verkeerde vraag"}
    room.office.agreed("anna", "els", "feit-intrekken", **fields)
    with pytest.raises(CommandError, match="admitted: een antwoord op een ingetrokken verzoek telt niet mee"):
        room.answer(asked, IN_TIME, admitted="toch")
    done = room.answer(asked, IN_TIME)
    assert not room.office.fact(asked, Reply).body.counts
    assert "ingetrokken (verkeerde vraag)" in done.text


def test_another_late_answer_that_did_not_count_makes_admitting_this_one_need_a_reason(room: Any) -> None:
    first, second = room.wrong(), room.wrong()
    room.ask(first, second)
    room.tell(first)
    room.tell(second)
    room.answer(first, LATE)
    with pytest.raises(Refused, match=f"anders behandeld:\n  - {first}: te laat"):
        room.answer(second, LATE, admitted="er was storing")
    done = room.answer(second, LATE, admitted="er was storing", difference="alleen hier was storing")
    assert "Reden: alleen hier was storing" in done.text


def test_who_was_repaired_is_remembered_when_another_is_upheld_at_once(room: Any, repairing: str) -> None:
    room.answer(repairing, IN_TIME, files=(uea(room),))
    adding(room, repairing)
    second = room.without_uea()
    fields = {
        "submission": second,
        "requirement": "UEA",
        "outcome": RulingOutcome.UPHOLD,
        "reason": "ontbreekt",
    }
    with pytest.raises(Refused, match=rf"gelijk behandeld:\n  - {repairing} UEA: gevraagd \(herstel\)"):
        room.office.do("anna", "oordeel-vastleggen", **fields)
    fields["difference"] = "kwam er niet om vragen"
    room.office.agreed("anna", "fatima", "oordeel-vastleggen", **fields)
    shown = {row["submission"]: row["treatment"] for row in room.office.rows("gelijke-behandeling")}
    assert shown.keys() == {repairing, second}


@pytest.mark.parametrize("sent", [False, True])
def test_nobody_is_upheld_or_decided_on_while_his_own_question_runs(room: Any, sent: bool) -> None:
    submission = room.wrong()
    room.ask(submission)
    if sent:
        room.tell(submission)
    told = "verzoek-1 loopt nog tot en met 22-06-2026" if sent else "verzoek-1 is nog niet verzonden"
    with pytest.raises(Refused, match=told):
        room.rule(submission, RulingOutcome.UPHOLD)
    done = room.rule(submission, RulingOutcome.UPHOLD, difference="de inschrijver ziet ervan af")
    assert "Reden: de inschrijver ziet ervan af" in done.text
    with pytest.raises(Refused, match=told):
        room.office.decided(submission)


def test_who_did_not_answer_in_time_is_heard(room: Any, asked: str) -> None:
    room.office.clock.instant = LATE
    room.rule(asked, RulingOutcome.UPHOLD)


@pytest.mark.usefixtures("asked")
def test_who_was_only_ruled_to_be_asked_was_not_asked(room: Any) -> None:
    second = room.wrong()
    room.rule(second, RulingOutcome.ASK)
    with pytest.raises(Refused, match="anders behandeld"):
        room.rule(second, RulingOutcome.UPHOLD)
