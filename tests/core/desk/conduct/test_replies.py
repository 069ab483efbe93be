"""Answers: in time and by the platform, or said to be otherwise; their files are documents only by a request."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inkoop_core.domain.package import Document, Observation
from inkoop_core.domain.reading import Confirmed
from inkoop_core.domain.request import DocumentAdded, Reply
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


def test_a_file_of_an_answer_becomes_a_document_that_came_later_and_by_which_request(
    room: Any, asked: str
) -> None:
    content = (room.office.packages / "pakket-1" / "uea.pdf").read_bytes()
    room.answer(asked, IN_TIME, files=(room.file("uea.pdf", content),))
    done = adding(room, asked)
    name = "verzoek-1/antwoord-1/uea.pdf"
    state = room.office.desk.state(room.office.procedure)
    (document,) = state.facts(Document, f"{asked}/{name}")
    (added,) = state.facts(DocumentAdded, f"{asked}/{name}")
    (seen,) = state.facts(Observation, f"{asked}/{name}")
    assert (document.body.kind, document.happened_at) == ("uea", IN_TIME)
    assert added.body.request == room.request(asked).id
    assert (seen.body.pages, seen.body.problem) == (1, None)
    assert state.facts(Confirmed, f"{asked}/{name}")
    assert "ontvangen op 22-06-2026 23:59:59, na de sluiting" in done.text
    assert "UEA is 2 keer ingediend" in room.office.finding(asked, "UEA").finding.explanation
    row = next(row for row in room.office.rows("documenten") if row["file"] == name)
    assert row["kind"] == "UEA (op verzoek, ontvangen 22-06-2026 23:59:59)"


def test_a_rule_says_that_the_document_came_after_the_closing(room: Any, asked: str) -> None:
    content = (room.office.packages / "pakket-1" / "uea.pdf").read_bytes()
    room.answer(asked, IN_TIME, files=(room.file("uea.pdf", content),))
    adding(room, asked)
    fields = {"file": "uea.pdf", "kind": "", "reason": "vervangen op verzoek"}
    room.office.do("anna", "document-aanwijzen", submission=asked, **fields)
    finding = room.office.finding(asked, "UEA").finding
    assert "is na de sluiting ontvangen op 22-06-2026 23:59:59, op verzoek" in finding.explanation
    (added,) = room.office.desk.state(room.office.procedure).facts(DocumentAdded)
    assert added.id in finding.facts


def test_a_file_of_an_answer_that_does_not_count_is_no_part_of_the_bid(room: Any, asked: str) -> None:
    room.answer(asked, LATE, files=(room.file("uea.pdf"),))
    with pytest.raises(
        Refused, match=r"wordt geen deel van de inschrijving: het antwoord telt niet mee \(te laat"
    ):
        adding(room, asked)


def test_a_file_that_nobody_asked_for_is_no_part_of_the_bid(room: Any, asked: str) -> None:
    room.answer(asked, IN_TIME)
    with pytest.raises(Unknown, match=r"geen bestand 'uea\.pdf' binnengekomen"):
        adding(room, asked)


def test_a_file_is_added_once_and_of_a_known_kind_and_party(room: Any, asked: str) -> None:
    room.answer(asked, IN_TIME, files=(room.file("uea.pdf"),))
    with pytest.raises(Unknown, match="soort 'onzin' staat niet op de lijst"):
        adding(room, asked, kind="onzin")
    with pytest.raises(Unknown, match="partij 'iemand' is niet bekend"):
        adding(room, asked, party="iemand")
    adding(room, asked)
    with pytest.raises(Refused, match="is al toegevoegd"):
        adding(room, asked)


def test_two_answers_with_one_file_name_are_told_apart(room: Any, asked: str) -> None:
    room.answer(asked, IN_TIME - timedelta(hours=1), files=(room.file("uea.pdf"),))
    room.answer(asked, IN_TIME, files=(room.file("uea.pdf", b"een ander antwoord"),))
    with pytest.raises(Refused, match=r"zit bij meer antwoorden \(antwoord-1, antwoord-2\)"):
        adding(room, asked)
    adding(room, asked, reply="antwoord-2")
    (added,) = room.office.desk.state(room.office.procedure).facts(DocumentAdded)
    assert added.body.file == "verzoek-1/antwoord-2/uea.pdf"
