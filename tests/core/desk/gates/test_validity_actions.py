"""Ask tenderers to keep their bid open for longer, and take in what they say: yes, no or nothing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from inkoop_core.domain.course import CourseChange
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.request import Answer, Reply, Request, RequestKind
from inkoop_core.errors import CommandError, Refused

LONGER = date(2026, 12, 31)


def ask(told: Any, *, until: date | None = LONGER, **more: Any) -> Any:
    return told.office.do("anna", "gestanddoening-vragen", reason="planning", until=until, **more)


def sent(told: Any, submission: str = "S-001") -> int:
    """The last request, with the letter that asks it."""
    request = told.office.desk.state("klein-2026").facts(Request)[-1]
    told.letter(submission, LetterKind.VALIDITY_EXTENSION, request.id, sent=told.office.clock.instant)
    return int(request.id)


def answer(told: Any, said: Answer, **more: Any) -> Any:
    fields = {"submission": "S-001", "answer": said, "received_at": told.office.clock.instant} | more
    return told.office.do("anna", "gestanddoening-antwoord", **fields)


def requests(told: Any) -> list[Any]:
    return list(told.office.desk.state("klein-2026").facts(Request))


def test_every_provisional_winner_is_asked_at_once(told: Any) -> None:
    done = ask(told, days=7)
    (fact,) = requests(told)
    assert (fact.subject, fact.body.kind, fact.body.until) == (
        "S-001/verzoek-1",
        RequestKind.VALIDITY,
        LONGER,
    )
    assert "gestand te doen tot en met 31-12-2026 aan S-001." in done.text
    assert "pas gesteld als de brief is verzonden" in done.text


def test_a_dry_run_asks_nobody(told: Any) -> None:
    assert "31-12-2026" in ask(told, dry_run=True).text
    assert requests(told) == []


def test_without_a_day_the_plan_check_proposes_it_where_something_does_not_fit(told: Any) -> None:
    with pytest.raises(CommandError, match="volgens de plancontrole past alles nog"):
        ask(told, until=None)


def test_a_day_that_extends_nothing_is_refused(told: Any) -> None:
    with pytest.raises(Refused, match="geldt al tot en met 23-10-2026; 23-10-2026 verlengt niets"):
        ask(told, until=date(2026, 10, 23))
    with pytest.raises(CommandError, match="is al voorbij"):
        ask(told, until=date(2026, 8, 3))


def test_the_same_is_not_asked_twice(told: Any) -> None:
    ask(told)
    with pytest.raises(Refused, match="dezelfde vraag staat al open"):
        ask(told)


def test_who_is_not_awarded_can_be_asked_by_name(award: Any) -> None:
    ask(award, submissions=("S-002",), difference="zij is gevraagd op haar verzoek")
    assert [fact.subject for fact in requests(award)] == ["S-002/verzoek-1"]


def test_who_needs_the_same_extension_is_asked_too_or_it_is_said_why_not(told: Any) -> None:
    with pytest.raises(Refused, match="S-001 heeft dezelfde verlenging nodig en wordt niet gevraagd"):
        ask(told, submissions=("S-002",))
    done = ask(told, submissions=("S-002",), difference="zij is al akkoord")
    assert "Niet gevraagd: S-001, omdat: zij is al akkoord" in done.text


def test_after_a_definitive_award_nobody_is_left_to_ask(told: Any) -> None:
    told.definitive()
    with pytest.raises(Refused, match="geen voorlopig begunstigde"):
        ask(told)


def test_after_a_stop_nothing_is_extended(told: Any) -> None:
    fields = {"change": CourseChange.STOPPED, "reason": "geen geld", "mandate": "besluit"}
    told.office.agreed("anna", "els", "verloop-vastleggen", **fields)
    with pytest.raises(Refused, match="er valt niets te verlengen"):
        ask(told)


def test_a_yes_extends_the_validity(told: Any) -> None:
    ask(told)
    request = sent(told)
    done = answer(told, Answer.YES, message_number="V-9")
    assert (
        done.text
        == "S-001: ja op de verlenging tot en met 31-12-2026. De inschrijving geldt tot en met 31-12-2026."
    )
    (reply,) = told.office.desk.state("klein-2026").facts(Reply)
    assert (reply.subject, reply.body.request) == ("S-001/verzoek-1/antwoord-1", request)
    told.at(datetime(2026, 11, 2, tzinfo=UTC))
    assert told.gates()["validity"].open


def test_a_no_drops_nobody_but_closes_the_gate_at_the_end(told: Any) -> None:
    ask(told)
    sent(told)
    done = answer(told, Answer.NO)
    assert "niet langer dan tot het einde van haar termijn" in done.text
    assert told.gates()["validity"].open
    assert told.decision("S-001").body.outcome.value == "award"
    told.at(datetime(2026, 10, 24, tzinfo=UTC))
    assert not told.gates()["validity"].open


def test_silence_is_shown_when_its_term_is_over(told: Any) -> None:
    ask(told, days=7)
    sent(told)
    assert "nog geen antwoord; gevraagd vóór het einde van 11-08-2026" in told.gates()["validity"].because
    told.at(datetime(2026, 8, 12, 8, tzinfo=UTC))
    assert (
        "geen antwoord; de tijd om te antwoorden was tot en met 11-08-2026"
        in told.gates()["validity"].because
    )


def test_who_said_yes_is_bound_and_who_said_no_may_still_say_yes(told: Any) -> None:
    ask(told)
    sent(told)
    answer(told, Answer.NO)
    answer(told, Answer.YES)
    with pytest.raises(Refused, match="al ja geantwoord en is daaraan gebonden"):
        answer(told, Answer.NO)
    told.at(datetime(2026, 11, 2, tzinfo=UTC))
    assert told.gates()["validity"].open


def test_what_was_not_asked_cannot_be_answered(told: Any) -> None:
    with pytest.raises(Refused, match="is niet gevraagd"):
        answer(told, Answer.YES)
    ask(told)
    with pytest.raises(Refused, match="nog niet verzonden"):
        answer(told, Answer.YES)


def test_an_answer_comes_after_its_question_and_not_from_tomorrow(told: Any) -> None:
    ask(told)
    sent(told)
    now = told.office.clock.instant
    with pytest.raises(CommandError, match="ligt voor de vraag"):
        answer(told, Answer.YES, received_at=now - timedelta(days=1))
    with pytest.raises(CommandError, match="ligt in de toekomst"):
        answer(told, Answer.YES, received_at=now + timedelta(days=1))


def test_a_yes_by_another_route_extends_nothing_by_itself(told: Any) -> None:
    ask(told)
    sent(told)
    assert "Het telt niet mee: langs e-mail" in answer(told, Answer.YES, channel="e-mail").text
    told.at(datetime(2026, 11, 2, tzinfo=UTC))
    assert not told.gates()["validity"].open


def test_a_yes_by_another_route_is_let_in_with_a_reason_by_two(told: Any) -> None:
    ask(told)
    sent(told)
    done = answer(told, Answer.YES, channel="e-mail", admitted="het platform lag stil")
    assert done.proposal is not None
    told.office.of("els").confirm("klein-2026", done.proposal)
    told.at(datetime(2026, 11, 2, tzinfo=UTC))
    assert told.gates()["validity"].open


def test_a_reason_to_let_an_answer_in_is_for_another_route_alone(told: Any) -> None:
    ask(told)
    sent(told)
    with pytest.raises(CommandError, match="admitted: het antwoord kwam langs de goede weg"):
        answer(told, Answer.YES, admitted="waarom niet")


def test_asking_needs_a_reason_and_a_sensible_term(told: Any) -> None:
    with pytest.raises(CommandError) as refused:
        told.office.do("anna", "gestanddoening-vragen", reason=" ", days=0)
    assert refused.value.lines == ("reason: geef een reden", "days: ten minste 1 dag")
