"""What a gate hangs on is not changed by one person, and what was accepted holds for what was accepted."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.desk.actions.requests import AskedQuestion
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.domain.party import Party
from inkoop_core.domain.request import (
    EvidenceJudged,
    EvidenceReceived,
    PointJudged,
    Request,
    SubcontractorDecided,
)
from inkoop_core.errors import CommandError, Refused
from inkoop_core.progress.gates import gates_of
from inkoop_core.progress.subcontractors import consented, undecided_parties
from inkoop_core.progress.verification import verification_of

IN_TIME = datetime(2026, 7, 20, 8, tzinfo=UTC)
DAY_15 = datetime(2026, 7, 28, 8, tzinfo=UTC)
LATER = datetime(2026, 7, 30, 8, tzinfo=UTC)
SUB = "onderaannemer-1"
SUB_ITEM = f"gva-onderaannemer/{SUB}"
FRESH = date(2026, 7, 1)


@pytest.fixture
def asked(room: Any) -> str:
    submission: str = room.awarded(SUB)
    room.ask()
    room.tell(submission)
    return submission


def course(room: Any) -> Any:
    return room.office.desk.state("klein-2026").course


def replaced(room: Any, fact: Any, body: Any) -> None:
    room.append([Draft(body, fact.subject, happened_at=fact.happened_at, replaces=fact.id, reason="proef")])


def decide(room: Any, submission: str, *, consent: bool) -> Any:
    fields = {"submission": submission, "party": SUB, "consent": consent, "reason": "r", "mandate": "m"}
    return room.office.agreed("anna", "els", "onderaannemer-besluiten", **fields)


def own_in_order(room: Any, submission: str) -> None:
    """All that the tenderer itself must give."""
    room.take(submission, IN_TIME, room.file("gva.pdf"), kind="gva", issued=FRESH)
    room.judge(submission, "gva")
    room.take(submission, IN_TIME, room.file("polis.pdf"), kind="polis")
    points = tuple(PointJudged(name, present=True) for name in ("bedrag", "bevoegd"))
    room.judge(submission, "polis", points=points)


def consent_given(room: Any, submission: str) -> None:
    room.take(submission, IN_TIME, room.file("sub.pdf"), kind="gva", party=SUB, issued=FRESH)
    room.judge(submission, "gva-onderaannemer", party=SUB)
    decide(room, submission, consent=True)


@pytest.mark.parametrize("days", [13, 15, 60])
def test_the_term_of_the_tender_holds_for_everybody(room: Any, days: int) -> None:
    submission = room.awarded()
    with pytest.raises(CommandError, match="wijkt af van de termijn die voor iedereen geldt"):
        room.ask(submission, days=days)
    room.ask(submission, days=14)
    assert len(room.requests(submission)) == 1


def test_a_question_after_the_term_heals_no_late_evidence(room: Any, asked: str) -> None:
    room.take(asked, DAY_15, room.file("gva.pdf"), kind="gva", issued=FRESH)
    room.on(LATER)
    question = AskedQuestion("Van wie is dit stuk?", "VER-03", "gva")
    room.office.do(
        "anna", "verduidelijking-vragen", submissions=(asked,), days=5, reason="vraag", questions=(question,)
    )
    request = course(room).all(Request, asked)[-1]
    letter = LetterSent(
        LetterKind.CLARIFICATION_REQUEST, "0" * 64, "b.docx", "procedure", (request.id,), received_at=LATER
    )
    room.append([Draft(letter, f"{asked}/brief/verduidelijking/1", happened_at=LATER)])
    with pytest.raises(Refused, match="niet op tijd ontvangen"):
        room.judge(asked, "gva")
    assert room.finding(asked, "gva").finding.verdict is Verdict.NOT_MET


@pytest.mark.parametrize("kind", [LetterSent, EvidenceReceived])
def test_what_says_when_evidence_was_asked_or_came_is_taken_back_by_two(
    room: Any, asked: str, kind: type
) -> None:
    room.take(asked, DAY_15, room.file("gva.pdf"), kind="gva", issued=FRESH)
    fact = course(room).all(kind, asked)[-1]
    done = room.office.do("anna", "feit-intrekken", fact=fact.id, reason="verkeerd bericht")
    assert done.proposal is not None
    assert "gva" in done.text
    assert room.finding(asked, "gva").finding.verdict is Verdict.NOT_MET


def test_a_judgement_is_given_again_and_not_typed_over(room: Any, asked: str) -> None:
    room.take(asked, IN_TIME, room.file("gva.pdf"), kind="gva", issued=FRESH)
    room.judge(asked, "gva", accepted=False, reason="onleesbaar")
    fact = course(room).all(EvidenceJudged, asked)[-1]
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        room.office.do(
            "anna", "feit-corrigeren", fact=fact.id, field="accepted", value="true", reason="toch goed"
        )
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        room.office.do("anna", "feit-intrekken", fact=fact.id, reason="toch goed")


def test_consent_is_decided_again_and_not_typed_over(room: Any, asked: str) -> None:
    decide(room, asked, consent=False)
    fact = course(room).all(SubcontractorDecided, asked)[-1]
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        room.office.do(
            "anna", "feit-corrigeren", fact=fact.id, field="consent", value="true", reason="toch goed"
        )


def test_that_a_party_must_be_refused_is_set_aside_by_two(room: Any, asked: str) -> None:
    room.on(LATER)
    done = room.uphold(asked, "SUB-05", SUB_ITEM, outcome=RulingOutcome.SET_ASIDE, reason="toch maar wel")
    assert done.proposal is not None


def test_a_young_piece_does_not_make_an_old_one_young(room: Any, asked: str) -> None:
    room.take(asked, IN_TIME, room.file("oud.pdf"), kind="gva", issued=date(2023, 1, 1))
    room.take(asked, IN_TIME, room.file("brief.pdf"), kind="gva", issued=FRESH)
    with pytest.raises(CommandError, match=r"2 stukken met een andere dag \(01-01-2023, 01-07-2026\)"):
        room.judge(asked, "gva")
    room.judge(asked, "gva", issued=date(2023, 1, 1))
    assert room.finding(asked, "gva").finding.verdict is Verdict.PENDING
    room.on(LATER)
    assert room.finding(asked, "gva").finding.verdict is Verdict.NOT_MET
    room.judge(asked, "gva", issued=FRESH)
    assert room.finding(asked, "gva").finding.verdict is Verdict.MET
    days = [fact.body.issued for fact in course(room).all(EvidenceReceived, asked)]
    assert days == [date(2023, 1, 1), FRESH]


def test_a_refused_party_on_whom_the_bid_relies_must_be_ruled_on(room: Any, asked: str) -> None:
    party = course(room).all(Party, asked)[-1]
    replaced(room, party, evolve(party.body, relied_on=True))
    own_in_order(room, asked)
    room.on(LATER)
    room.uphold(asked, "SUB-05", SUB_ITEM)
    decide(room, asked, consent=False)
    subject = f"beroep-op-{SUB}"
    (told,) = verification_of(course(room), asked).open
    assert "steunt op onderaannemer" in told
    assert not next(gate for gate in gates_of(course(room), asked) if gate.id == "evidence").open
    room.uphold(asked, "SUB-05", subject, outcome=RulingOutcome.ACCEPT, reason="zonder haar voldoet zij ook")
    assert verification_of(course(room), asked).complete


@pytest.mark.parametrize(
    ("field", "value"), [("name", "Heel Andere B.V."), ("trade_register_number", "00009999")]
)
def test_consent_does_not_go_over_to_another_party(room: Any, asked: str, field: str, value: str) -> None:
    consent_given(room, asked)
    party = course(room).all(Party, asked)[-1]
    replaced(room, party, evolve(party.body, **{field: value}))
    assert (consented(course(room), asked), undecided_parties(course(room), asked)) == ((), (SUB,))
    row = next(row for row in room.office.rows("verificatie") if row["evidence"] == "gva-onderaannemer")
    assert "daarna is de partij gewijzigd" in row["judged"]
    decide(room, asked, consent=True)
    assert consented(course(room), asked) == (SUB,)


def test_another_change_of_the_party_leaves_the_consent(room: Any, asked: str) -> None:
    consent_given(room, asked)
    party = course(room).all(Party, asked)[-1]
    replaced(room, party, evolve(party.body, listed_in_espd=None))
    assert undecided_parties(course(room), asked) == ()


def test_consent_that_does_not_say_to_whom_ends_with_any_change(room: Any, asked: str) -> None:
    room.append([Draft(SubcontractorDecided(SUB, True, "r", "m"), f"{asked}/{SUB}/toestemming")])
    assert undecided_parties(course(room), asked) == ()
    party = course(room).all(Party, asked)[-1]
    replaced(room, party, evolve(party.body, country="BE"))
    assert undecided_parties(course(room), asked) == (SUB,)
