"""Questions and repairs: precise, the same chance for all, and not asked before the letter."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from inkoop_core.desk.actions.requests import AskedQuestion
from inkoop_core.domain.decision import Ruling, RulingOutcome
from inkoop_core.domain.request import Request, RequestKind
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, NotPermitted, Refused, Unknown

IN_TIME = datetime(2026, 6, 22, 12, tzinfo=UTC)


def test_a_question_is_a_request_with_the_ruling_that_belongs_to_it(room: Any) -> None:
    submission = room.wrong()
    done = room.ask(submission)
    body = room.request(submission).body
    assert (body.kind, body.days) == (RequestKind.CLARIFICATION, 5)
    assert [(item.id, item.question) for item in body.items] == [("PROEF", "Wat is uw AGB-code?")]
    assert room.office.fact(submission, Ruling).body.outcome is RulingOutcome.ASK
    assert "De inschrijving zelf verandert niet" in done.text
    assert "de 5 dagen lopen pas vanaf de brief" in done.text


def test_a_ruling_that_asked_already_is_not_made_again(room: Any) -> None:
    submission = room.wrong()
    room.rule(submission, RulingOutcome.ASK)
    assert len(room.ask(submission).facts) == 1


def test_everybody_in_the_same_position_is_asked_or_a_reason_says_why_not(room: Any) -> None:
    first, second, doubtful = room.wrong(), room.wrong(), room.office.take_in(code="")
    with pytest.raises(Refused, match=rf"  - {second} PROEF: nog geen oordeel\n") as told:
        room.ask(first)
    assert doubtful not in str(told.value)
    done = room.ask(first, difference="de ander lichtte het al toe", dry_run=True)
    assert f"Niet gevraagd, in dezelfde positie:\n  - {second} PROEF: nog geen oordeel" in done.text
    assert len(room.ask(first, second).facts) == 4


def test_who_is_left_out_with_a_reason_has_that_reason_in_the_request(room: Any) -> None:
    first, _ = room.wrong(), room.wrong()
    room.ask(first, difference="de ander lichtte het al toe")
    assert room.request(first).body.difference == "de ander lichtte het al toe"


def test_one_who_was_ruled_on_already_is_not_left_out_and_is_compared(room: Any) -> None:
    first, second = room.wrong(), room.wrong()
    room.rule(first, RulingOutcome.UPHOLD)
    with pytest.raises(Refused, match=f"anders behandeld.*\n  - {first} PROEF: handhaven"):
        room.ask(second)
    room.ask(second, difference="een ander geval")


def test_several_submissions_and_questions_are_one_outcome(room: Any) -> None:
    first, second = room.wrong(), room.wrong()
    questions = (AskedQuestion("Wat is uw AGB-code?", "PROEF"), AskedQuestion("Wie tekent?"))
    done = room.ask(first, second, questions=questions)
    assert [item.question for item in room.request(second).body.items] == [
        "Wat is uw AGB-code?",
        "Wie tekent?",
    ]
    assert "Een vraag zonder eis hangt aan geen bevinding" in done.text


def test_one_submission_that_cannot_be_asked_stops_the_whole(room: Any) -> None:
    first, fine = room.wrong(), room.office.take_in()
    with pytest.raises(Refused, match=f"  - {fine}: er is geen bevinding PROEF om naar te vragen"):
        room.ask(first, fine)
    assert room.office.desk.state(room.office.procedure).facts(Request) == ()


def test_what_is_asked_already_is_not_asked_twice(room: Any) -> None:
    submission = room.wrong()
    room.ask(submission)
    with pytest.raises(Refused, match="daarover loopt al verzoek-1"):
        room.ask(submission)


def test_after_the_decision_nothing_is_asked_about_what_it_rests_on(room: Any) -> None:
    submission = room.wrong()
    room.rule(submission, RulingOutcome.UPHOLD)
    room.office.decided(submission)
    with pytest.raises(Refused, match="al beslist"):
        room.ask(submission)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"submissions": ()}, "submissions: noem ten minste één inschrijving"),
        ({"questions": ()}, "questions: stel ten minste één vraag"),
        ({"questions": (AskedQuestion(" ", "PROEF"),)}, r"questions\[0\]: de vraag is leeg"),
        ({"questions": (AskedQuestion("Wat?", subject="uea"),)}, r"questions\[0\]: een onderwerp zonder eis"),
        ({"days": 0}, "days: geef ten minste 1 dag"),
        ({"reason": " "}, "reason: geef een reden"),
    ],
)
def test_what_is_wrong_with_a_question_is_told(room: Any, changes: dict[str, Any], told: str) -> None:
    submission = room.wrong()
    with pytest.raises(CommandError, match=told):
        room.office.do("anna", "verduidelijking-vragen", **(room.asking(submission) | changes))


def test_what_is_not_there_cannot_be_asked(room: Any) -> None:
    with pytest.raises(Unknown, match="S-404"):
        room.ask("S-404")
    with pytest.raises(Unknown, match="eis 'ONZIN'"):
        room.ask(room.wrong(), requirement="ONZIN")
    with pytest.raises(NotPermitted, match="inkoopadviseur"):
        room.office.do("bram", "verduidelijking-vragen", **room.asking("S-001"))


def repair(room: Any, *submissions: str, **more: Any) -> dict[str, Any]:
    fields: dict[str, Any] = room.asking(*submissions, checked_by="joris")
    return fields | more


def test_a_repair_is_an_exception_that_a_lawyer_and_a_second_person_look_at(room: Any) -> None:
    submission = room.wrong()
    done = room.office.do("anna", "herstel-toestaan", **repair(room, submission))
    assert done.proposal is not None
    assert "Alleen wat hier is genoemd mag worden hersteld" in done.text
    with pytest.raises(NotPermitted):
        room.office.of("els").confirm(room.office.procedure, done.proposal)
    room.office.of("joris").confirm(room.office.procedure, done.proposal)
    body = room.request(submission).body
    assert (body.kind, body.checked_by) == (RequestKind.REPAIR, "joris")
    assert room.office.fact(submission, Ruling).body.outcome is RulingOutcome.REPAIR


def test_an_adviser_does_not_check_his_own_reason(room: Any) -> None:
    with pytest.raises(Refused, match="anna kan de eigen reden voor herstel niet nazien"):
        room.office.do("anna", "herstel-toestaan", **repair(room, room.wrong(), checked_by="Anna"))


@pytest.mark.parametrize("nobody", ["Sinterklaas", "fatima"])
def test_the_lawyer_has_that_role_here(room: Any, nobody: str) -> None:
    with pytest.raises(Refused, match=f"{nobody} heeft niet de rol"):
        room.office.do("anna", "herstel-toestaan", **repair(room, room.wrong(), checked_by=nobody))


def test_another_lawyer_does_not_confirm_what_he_did_not_look_at(room: Any) -> None:
    room.office.do("oprichter", "rol-toekennen", person="karin", role=Role.LEGAL_COUNSEL)
    done = room.office.do("anna", "herstel-toestaan", **repair(room, room.wrong()))
    with pytest.raises(Refused, match="joris ziet de reden van dit herstel na"):
        room.office.of("karin").confirm(room.office.procedure, done.proposal)


def test_a_repair_for_one_and_a_question_for_the_other_needs_a_reason(room: Any) -> None:
    first, second = room.wrong(), room.wrong()
    room.ask(first, second)
    room.tell(first)
    room.answer(first, IN_TIME)
    with pytest.raises(Refused, match=f"niet iedereen in dezelfde positie krijgt deze kans:\n  - {second}"):
        room.office.do("anna", "herstel-toestaan", **repair(room, first))


def test_another_term_for_the_same_question_needs_a_reason(room: Any) -> None:
    first, second = room.wrong(), room.wrong()
    room.ask(first, days=2, difference="eerst deze")
    with pytest.raises(Refused, match=f"andere termijn dan 30 dagen:\n  - {first} verzoek-1: 2 dagen"):
        room.ask(second, days=30)
    assert "andere termijn" in room.ask(second, days=30, difference="vakantie").text


def test_a_repair_names_its_lawyer_and_the_requirement(room: Any) -> None:
    questions = (AskedQuestion("Herstel de handtekening."),)
    fields = repair(room, room.wrong(), checked_by=" ", questions=questions)
    with pytest.raises(CommandError) as told:
        room.office.do("anna", "herstel-toestaan", **fields)
    assert told.value.lines == (
        "questions[0]: noem de eis (requirement) waaraan niet is voldaan",
        "checked_by: noem de jurist die de reden nazag",
    )


def test_the_same_chance_holds_for_a_repair(room: Any) -> None:
    first, second = room.wrong(), room.wrong()
    with pytest.raises(Refused, match=f"  - {second} PROEF"):
        room.office.do("anna", "herstel-toestaan", **repair(room, first))


def test_the_view_shows_that_a_request_is_not_asked_yet_and_then_its_last_day(room: Any) -> None:
    submission = room.wrong()
    room.ask(submission)
    (row,) = room.office.rows("verzoeken")
    assert (row["request"], row["state"], row["last_day"]) == ("verzoek-1", "nog niet gesteld", None)
    room.tell(submission)
    (row,) = room.office.rows("verzoeken", submission=submission)
    assert (row["state"], row["last_day"]) == ("loopt", date(2026, 6, 22))
    assert row["items"] == "PROEF: Wat is uw AGB-code?"
    assert row["letter"] == "brief.docx"
