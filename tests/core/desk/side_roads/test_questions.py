"""Questions: in time, by the platform, and in round 2 only follow-ups; the adviser decides about the others."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from inkoop_core.domain.question import Question, QuestionGround, QuestionRefused, QuestionRoundPlanned
from inkoop_core.errors import CommandError, NotPermitted, Refused, Unknown

ROUND_1 = datetime(2026, 4, 20, 10, tzinfo=UTC)
ROUND_2 = datetime(2026, 5, 11, 10, tzinfo=UTC)
PUBLISHED = datetime(2026, 4, 29, 8, tzinfo=UTC)


@pytest.fixture
def planned(desk: Any) -> Any:
    desk.plan(1)
    desk.plan(2)
    return desk


def answered_in_round_1(desk: Any) -> str:
    question: str = desk.ask()
    desk.answer(question)
    desk.establish()
    desk.publish(published_at=PUBLISHED)
    return question


def test_a_question_at_the_very_last_instant_is_in_time(planned: Any) -> None:
    done = planned.asked(asked_at=ROUND_1)
    assert "wordt beantwoord (vraag-beantwoorden)" in done.text
    assert planned.states() == {"vraag-1": "te beantwoorden"}


def test_a_question_a_second_later_is_proposed_for_refusal_and_not_refused(planned: Any) -> None:
    done = planned.asked(asked_at=ROUND_1 + timedelta(seconds=1))
    assert "Voorstel: niet in behandeling nemen (te laat gesteld, §5.5)" in done.text
    assert planned.states() == {"vraag-1": "toelaten of weigeren"}


@pytest.mark.parametrize("channel", ["telefoon", "procedure", "klacht@voorbeeld.example"])
def test_a_question_by_another_route_is_proposed_for_refusal(planned: Any, channel: str) -> None:
    assert "niet via het aanbestedingsplatform gesteld" in planned.asked(channel=channel).text


def test_what_stands_against_a_question_is_told_all_at_once(planned: Any) -> None:
    done = planned.asked(asked_at=ROUND_1 + timedelta(days=1), channel="post")
    assert "te laat gesteld, niet via het aanbestedingsplatform gesteld" in done.text


def test_a_round_without_a_planning_takes_no_questions(desk: Any) -> None:
    with pytest.raises(Refused, match=r"van vragenronde 1 is geen planning vastgelegd.*vragenronde-plannen"):
        desk.ask()


@pytest.mark.parametrize("number", [0, 3])
def test_a_round_that_the_tender_does_not_have_is_refused(desk: Any, number: int) -> None:
    with pytest.raises(CommandError, match=f"round: {number} bestaat niet; er zijn 2 vragenrondes"):
        desk.plan(1, round=number)


def test_a_question_of_tomorrow_is_refused(planned: Any) -> None:
    with pytest.raises(Refused, match="ligt in de toekomst"):
        planned.ask(asked_at=planned.office.clock.instant + timedelta(days=1))


def test_a_question_about_an_unknown_document_is_refused(planned: Any) -> None:
    with pytest.raises(Unknown, match="letter 'Q'"):
        planned.ask(letter="Q")


def test_only_an_adviser_takes_questions_in(planned: Any) -> None:
    with pytest.raises(NotPermitted):
        planned.office.do(
            "bram", "vraag-innemen", round=1, asker="x", channel="TenderNed", asked_at=ROUND_1, text="x"
        )


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"text": " "}, "text: vul in"),
        ({"asker": ""}, "asker: vul in"),
        ({"individual": True}, "business_secret: zeg wat het bedrijfsgeheim is"),
        ({"business_secret": "tarief"}, "individual: er is een bedrijfsgeheim genoemd"),
    ],
)
def test_a_question_without_what_it_needs_is_refused(
    planned: Any, fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(CommandError, match=problem):
        planned.ask(**fields)


def test_in_round_2_a_follow_up_on_a_published_answer_is_treated(planned: Any) -> None:
    first = answered_in_round_1(planned)
    second = planned.ask(2, follows=first)
    assert planned.states()[second] == "te beantwoorden"


def test_in_round_2_a_new_question_is_proposed_for_refusal_by_n_50(planned: Any) -> None:
    done = planned.asked(2)
    assert "geen vervolgvraag over een antwoord uit ronde 1" in done.text
    assert "Noot N-50" in done.text


def test_in_round_2_a_follow_up_on_what_was_not_published_when_it_was_asked_is_none(planned: Any) -> None:
    first = answered_in_round_1(planned)
    early = planned.ask(2, follows=first, asked_at=PUBLISHED - timedelta(seconds=1))
    in_time = planned.ask(2, follows=first, asked_at=PUBLISHED)
    assert planned.states()[early] == "toelaten of weigeren"
    assert planned.states()[in_time] == "te beantwoorden"


def test_in_round_2_who_was_answered_alone_can_follow_that_up(planned: Any) -> None:
    first = planned.ask(individual=True, business_secret="methode")
    planned.answer(first)
    later = planned.office.clock.instant
    own, other = (
        planned.ask(2, follows=first, asked_at=later),
        planned.ask(2, follows=first, asked_at=later, asker="Y"),
    )
    grounds = {row["question"]: row["grounds"] for row in planned.office.rows("vragen")}
    assert "geen vervolgvraag" not in grounds[own]
    assert "geen vervolgvraag" in grounds[other]


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_question_is_corrected_or_withdrawn_by_two(planned: Any, withdrawn: bool) -> None:
    """Another channel admits it; taken back, it is no longer answered."""
    question = planned.ask(channel="e-mail")
    fact = planned.office.desk.state("klein-2026").facts(Question, question)[-1]
    fields = {} if withdrawn else {"field": "channel", "value": '"TenderNed"'}
    action = "feit-intrekken" if withdrawn else "feit-corrigeren"
    done = planned.office.do("anna", action, fact=fact.id, reason="x", **fields)
    assert done.proposal is not None


def test_in_round_2_a_follow_up_on_a_follow_up_is_none(planned: Any) -> None:
    first = answered_in_round_1(planned)
    second = planned.ask(2, follows=first)
    planned.answer(second)
    planned.establish(2, 2)
    planned.publish(2)
    third = planned.ask(2, follows=second, asked_at=planned.office.clock.instant)
    assert "geen vervolgvraag" in next(
        row["grounds"] for row in planned.office.rows("vragen") if row["question"] == third
    )


def test_a_question_whose_answer_matters_to_all_is_treated_all_the_same(planned: Any) -> None:
    question = planned.ask(asked_at=ROUND_1 + timedelta(seconds=1))
    with pytest.raises(Refused, match="nog niet toegelaten"):
        planned.answer(question)
    planned.office.do("anna", "vraag-toelaten", question=question, reason="raakt iedereen")
    planned.answer(question)
    assert planned.states() == {question: "beantwoord, nog niet gepubliceerd"}


def test_the_exception_needs_a_reason_and_something_to_be_an_exception_to(planned: Any) -> None:
    question = planned.ask()
    with pytest.raises(CommandError, match="reason: geef een reden"):
        planned.office.do("anna", "vraag-toelaten", question=question, reason=" ")
    with pytest.raises(Refused, match="hoeft niet te worden toegelaten"):
        planned.office.do("anna", "vraag-toelaten", question=question, reason="x")


def test_the_exception_holds_for_a_new_question_in_round_2_unless_n_50_was_read_otherwise(
    planned: Any,
) -> None:
    question, other = planned.ask(2), planned.ask(2)
    planned.office.do("anna", "vraag-toelaten", question=question, reason="raakt iedereen")
    planned.office.do("anna", "lezing-kiezen", note="N-50", reading="geen-uitzondering", reason="letterlijk")
    with pytest.raises(Refused, match="N-50 is gelezen als"):
        planned.office.do("anna", "vraag-toelaten", question=other, reason="raakt iedereen")


def test_a_question_is_refused_with_its_grounds_and_never_without(planned: Any) -> None:
    late, good = planned.ask(asked_at=ROUND_1 + timedelta(hours=1)), planned.ask()
    done = planned.office.do("anna", "vraag-weigeren", question=late, reason="de ronde was voorbij")
    assert "vraag-geweigerd" in done.text
    (fact,) = planned.office.desk.state("klein-2026").facts(QuestionRefused)
    assert (fact.subject, fact.body.grounds) == (f"{late}/weigering", (QuestionGround.LATE,))
    with pytest.raises(Refused, match="wordt beantwoord"):
        planned.office.do("anna", "vraag-weigeren", question=good, reason="x")
    with pytest.raises(Refused, match="is geweigerd"):
        planned.answer(late)


def test_a_technical_question_goes_to_the_service_desk_of_the_platform(planned: Any) -> None:
    question = planned.ask(text="Ik kan niet inloggen")
    done = planned.office.do(
        "anna", "vraag-weigeren", question=question, reason="bel de servicedesk", technical=True
    )
    assert "technische vraag over het platform" in done.text


def test_a_refusal_can_be_taken_back_by_two_persons_and_made_again(planned: Any) -> None:
    question = planned.ask(asked_at=ROUND_1 + timedelta(hours=1))
    done = planned.office.do("anna", "vraag-weigeren", question=question, reason="te laat")
    with pytest.raises(Refused, match="is al geweigerd"):
        planned.office.do("anna", "vraag-toelaten", question=question, reason="x")
    planned.office.agreed("anna", "fatima", "feit-intrekken", fact=done.facts[0], reason="vergissing")
    assert planned.states() == {question: "toelaten of weigeren"}
    planned.office.do("anna", "vraag-weigeren", question=question, reason="toch te laat")
    assert planned.states() == {question: "niet in behandeling"}


def test_the_planning_keeps_its_history_and_a_change_needs_a_reason(planned: Any) -> None:
    later = ROUND_1 + timedelta(days=3)
    with pytest.raises(CommandError, match="reason: zeg waarom"):
        planned.plan(1, closes_at=later)
    done = planned.plan(1, closes_at=later, reason="meer tijd gegeven")
    assert "(was 20-04-2026 12:00:00)" in done.text
    planned.ask(asked_at=later)
    assert planned.states() == {"vraag-1": "te beantwoorden"}
    state = planned.office.desk.state("klein-2026")
    kept = [
        fact.body.closes_at
        for fact in state.recorded
        if isinstance(fact.body, QuestionRoundPlanned) and fact.body.round == 1
    ]
    assert kept == [ROUND_1, later]


def test_a_planning_that_changes_nothing_is_refused(planned: Any) -> None:
    with pytest.raises(Refused, match="is al zo gepland"):
        planned.plan(1, reason="x")


def test_a_round_does_not_end_in_the_past_by_a_change_of_the_planning(planned: Any) -> None:
    with pytest.raises(Refused, match="met terugwerkende kracht"):
        planned.plan(1, closes_at=ROUND_1 - timedelta(days=1), reason="korter")


def test_answers_are_not_planned_before_the_round_ends(desk: Any) -> None:
    with pytest.raises(CommandError, match="answers_by: ligt voor het einde van de ronde"):
        desk.plan(1, answers_by=date(2026, 4, 19))
    desk.plan(1, answers_by=date(2026, 4, 20))


def test_open_questions_are_tasks_that_press_near_the_planned_day(planned: Any) -> None:
    planned.plan(2, closes_at=ROUND_2, answers_by=date(2026, 6, 14), reason="verschoven")
    question, late = planned.ask(2), planned.ask()
    assert planned.tasks(late) == [
        ("vraag beantwoorden", "TE LAAT: de antwoorden waren gepland op 29-04-2026")
    ]
    assert planned.tasks(question)[0][0] == "toelaten of weigeren"
    planned.office.do("anna", "vraag-toelaten", question=question, reason="raakt iedereen")
    assert planned.tasks(question) == [("vraag beantwoorden", "antwoorden gepland op 14-06-2026")]
    planned.at(datetime(2026, 6, 11, 8, tzinfo=UTC))
    assert planned.tasks(question) == [("vraag beantwoorden", "dringend: antwoorden gepland op 14-06-2026")]


@pytest.mark.parametrize(("known_since", "told"), [(date(2026, 4, 20), False), (date(2026, 4, 19), True)])
def test_what_could_be_seen_the_day_before_is_raised_at_ones_own_risk(
    planned: Any, known_since: date, told: bool
) -> None:
    done = planned.asked(asked_at=ROUND_1, known_since=known_since)
    assert ("voor eigen risico" in done.text) is told
