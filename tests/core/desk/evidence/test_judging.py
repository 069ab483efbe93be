"""A person looks at evidence, rules on it, and decides about subcontractors."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from inkoop_core.assessment.model import Effect, Standing, StepState
from inkoop_core.desk.recompute import recomputed
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.request import EvidenceJudged, EvidenceReceived, PointJudged, SubcontractorDecided
from inkoop_core.domain.submission import Signature, SigningMethod, SigningPower
from inkoop_core.errors import CommandError, Refused, Unknown
from inkoop_core.progress.subcontractors import consented, refused, undecided_parties
from inkoop_core.progress.verification import verification_of

IN_TIME = datetime(2026, 7, 20, 8, tzinfo=UTC)
LATER = datetime(2026, 7, 30, 8, tzinfo=UTC)
POINTS = (PointJudged("bedrag", present=True, where="blz. 1"), PointJudged("bevoegd", present=True))
SUB = "onderaannemer-1"
SUB_ITEM = f"gva-onderaannemer/{SUB}"
MANDATE = {"reason": "zo besloten", "mandate": "mandaatbesluit 2"}


@pytest.fixture
def asked(room: Any) -> str:
    submission: str = room.awarded(SUB)
    room.ask()
    room.tell(submission)
    return submission


def course(room: Any) -> Any:
    return room.office.desk.state("klein-2026").course


def handed_in(room: Any, submission: str, *, sub: bool = True) -> None:
    """Everything in time, of the subcontractor only where `sub`."""
    room.take(submission, IN_TIME, room.file("gva.pdf"), kind="gva", issued=date(2026, 7, 1))
    room.take(submission, IN_TIME, room.file("polis.pdf"), kind="polis")
    if sub:
        path = room.file("sub.pdf")
        room.take(submission, IN_TIME, path, kind="gva", party=SUB, issued=date(2026, 7, 1))


def accepted(room: Any, submission: str) -> None:
    room.judge(submission, "gva")
    room.judge(submission, "polis", points=POINTS)


def decide(room: Any, submission: str, *, consent: bool, party: str = SUB) -> Any:
    fields = {"submission": submission, "party": party, "consent": consent, **MANDATE}
    return room.office.agreed("anna", "els", "onderaannemer-besluiten", **fields)


def test_with_everything_accepted_the_verification_is_complete(room: Any, asked: str) -> None:
    handed_in(room, asked)
    accepted(room, asked)
    assert not verification_of(course(room), asked).complete
    room.judge(asked, "gva-onderaannemer", party=SUB)
    status = verification_of(course(room), asked)
    assert (status.complete, status.open) == (True, ())
    assert all(item.accepted and item.in_time for item in status.items)
    assert room.office.assessed(asked).steps[-1].state is StepState.CLEAR


def test_the_standing_and_the_decision_do_not_change_by_evidence(room: Any, asked: str) -> None:
    room.on(LATER)
    assert room.finding(asked, "gva").effect is Effect.TO_RULE
    assert room.office.assessed(asked).standing is Standing.AWARDABLE
    assert [row for row in room.office.rows("taken") if row["task"] == "herzien?"] == []
    assert [sound for _, sound in recomputed(room.office.desk)] == [True]


def test_every_point_must_be_judged(room: Any, asked: str) -> None:
    handed_in(room, asked)
    with pytest.raises(CommandError) as problems:
        room.judge(asked, "polis")
    assert "points: bedrag ontbreekt: verzekerd voor het bedrag (voorbeeldbedrag € 1.250.000,00)" in str(
        problems.value
    )
    with pytest.raises(CommandError, match="points: 'onzin' is hier geen punt; wel: bedrag, bevoegd"):
        room.judge(asked, "polis", points=(*POINTS, PointJudged("onzin", present=True)))


def test_with_a_point_absent_it_cannot_be_accepted(room: Any, asked: str) -> None:
    handed_in(room, asked)
    points = (POINTS[0], PointJudged("bevoegd", present=False))
    with pytest.raises(CommandError, match="accepted: bevoegd staat er niet; zo is het niet akkoord"):
        room.judge(asked, "polis", points=points)
    with pytest.raises(CommandError, match="reason: het is niet akkoord; geef de reden"):
        room.judge(asked, "polis", accepted=False, points=points)
    done = room.judge(asked, "polis", accepted=False, points=points, reason="een ander tekende")
    assert "Ontbreekt: bevoegd." in done.text
    room.on(LATER)
    assert room.finding(asked, "polis").finding.verdict is Verdict.NOT_MET


def test_the_signatories_of_the_bid_are_shown_beside_the_extract(room: Any, asked: str) -> None:
    body = Signature("uea", SigningMethod.WET_SCAN, ("A. Voorbeeld",), SigningPower.SOLE)
    room.append([Draft(body, f"{asked}/uea")])
    handed_in(room, asked)
    done = room.judge(asked, "polis", points=POINTS)
    assert "uea: A. Voorbeeld" in done.text


def test_what_is_read_on_the_piece_corrects_it(room: Any, asked: str) -> None:
    room.take(asked, IN_TIME, room.file("gva.pdf"), kind="gva")
    assert room.finding(asked, "gva").finding.verdict is Verdict.CLARIFY
    room.judge(asked, "gva", issued=date(2026, 7, 1))
    assert room.office.fact(asked, EvidenceReceived).body.issued == date(2026, 7, 1)
    assert room.finding(asked, "gva").finding.verdict is Verdict.MET


def test_a_second_judgement_replaces_the_first(room: Any, asked: str) -> None:
    handed_in(room, asked)
    room.judge(asked, "gva", accepted=False, reason="onleesbaar")
    room.judge(asked, "gva")
    assert room.office.fact(asked, EvidenceJudged).body.accepted
    assert room.finding(asked, "gva").finding.verdict is Verdict.MET


def test_the_original_first_is_a_doubt(room: Any, asked: str) -> None:
    handed_in(room, asked)
    room.judge(asked, "gva", accepted=False, original_wanted=True, reason="de kopie is onvolledig")
    assert room.finding(asked, "gva").finding.verdict is Verdict.CLARIFY


def test_what_did_not_come_in_time_cannot_be_judged(room: Any, asked: str) -> None:
    with pytest.raises(Refused, match="gva niet op tijd ontvangen"):
        room.judge(asked, "gva")
    with pytest.raises(Unknown, match="wel: gva, "):
        room.judge(asked, "kvk")


def test_a_must_is_ruled_on_after_the_decision_with_a_second_person(room: Any, asked: str) -> None:
    room.on(LATER)
    done = room.uphold(asked, "VER-03", "gva")
    assert done.proposal is not None
    room.office.of("els").confirm("klein-2026", done.proposal)
    assert room.finding(asked, "gva").effect is Effect.REJECTS
    item = room.office.assessed(asked)
    assert (item.standing, item.steps[-1].state) == (Standing.AWARDABLE, StepState.REJECTED)
    assert "daarop volgt een nieuwe beslissing" in " ".join(verification_of(course(room), asked).open)


def test_a_may_that_is_not_used_completes_it(room: Any, asked: str) -> None:
    handed_in(room, asked)
    room.judge(asked, "gva")
    room.judge(asked, "gva-onderaannemer", party=SUB)
    absent = tuple(PointJudged(point.point, present=False) for point in POINTS)
    room.judge(asked, "polis", accepted=False, reason="te laag", points=absent)
    room.on(LATER)
    room.uphold(asked, "VER-03", "polis", outcome=RulingOutcome.ACCEPT)
    assert verification_of(course(room), asked).complete


def test_findings_of_the_steps_before_stay_closed_after_the_decision(room: Any, asked: str) -> None:
    with pytest.raises(Refused, match="er valt niets te oordelen"):
        room.uphold(asked, "PROEF", "")


def test_consent_waits_for_the_declaration(room: Any, asked: str) -> None:
    assert undecided_parties(course(room), asked) == (SUB,)
    with pytest.raises(Refused, match="kan nog geen toestemming krijgen"):
        decide(room, asked, consent=True)
    handed_in(room, asked)
    room.judge(asked, "gva-onderaannemer", party=SUB)
    decide(room, asked, consent=True)
    assert (consented(course(room), asked), undecided_parties(course(room), asked)) == ((SUB,), ())


def test_who_has_no_declaration_must_be_refused(room: Any, asked: str) -> None:
    handed_in(room, asked, sub=False)
    accepted(room, asked)
    room.on(LATER)
    room.uphold(asked, "SUB-05", SUB_ITEM)
    with pytest.raises(Refused, match="moet worden geweigerd"):
        decide(room, asked, consent=True)
    assert not verification_of(course(room), asked).complete
    decide(room, asked, consent=False)
    assert refused(course(room), asked) == (SUB,)
    assert verification_of(course(room), asked).complete
    with pytest.raises(Refused, match="al zo besloten"):
        decide(room, asked, consent=False)


def test_a_decision_about_a_party_needs_the_decision_maker(room: Any, asked: str) -> None:
    fields = {"submission": asked, "party": SUB, "consent": False, **MANDATE}
    done = room.office.do("anna", "onderaannemer-besluiten", **fields)
    assert done.proposal is not None
    assert room.office.desk.state("klein-2026").facts(SubcontractorDecided) == ()


def test_a_party_that_is_none_is_named(room: Any, asked: str) -> None:
    with pytest.raises(Unknown, match="wel: onderaannemer-1"):
        decide(room, asked, consent=False, party="iemand")
    fields = {"submission": asked, "party": SUB, "consent": False, "reason": " ", "mandate": ""}
    with pytest.raises(CommandError, match="mandate: vul in"):
        room.office.do("anna", "onderaannemer-besluiten", **fields)


def test_the_views_show_asked_received_age_and_finding(room: Any, asked: str) -> None:
    path = room.file("gva.pdf")
    room.take(asked, IN_TIME, path, kind="gva", issued=date(2024, 7, 20))
    row = next(row for row in room.office.rows("verificatie") if row["evidence"] == "gva")
    assert (row["last_day"], row["issued"]) == (date(2026, 7, 27), date(2024, 7, 20))
    assert (row["age_receipt"], row["age_closing"]) == ("24 mnd", "meer dan 22 mnd")
    assert row["verdict"] == "wacht op gegevens"
    (kept,) = room.office.rows("bewijsstukken")
    assert (kept["counts"], kept["message_number"]) == ("ja", "V-9")
    assert any(row["step"] == 5 for row in room.office.rows("bevindingen", submission=asked))


def test_tasks_name_what_the_officer_must_do_and_not_what_the_tenderer_may(room: Any) -> None:
    submission = room.awarded(SUB)
    told = [(row["task"], row["about"]) for row in room.office.rows("taken")]
    assert ("bewijs vragen", f"nog niet gevraagd: gva, {SUB_ITEM}, polis") in told
    room.ask()
    assert "brief verzenden" in [row["task"] for row in room.office.rows("taken")]
    room.tell(submission)
    tasks = {row["task"] for row in room.office.rows("taken") if "voorlopige gunning" not in row["about"]}
    assert tasks.isdisjoint({"bewijs vragen", "brief verzenden", "bewijs beoordelen"})
    room.take(submission, IN_TIME, room.file("polis.pdf"), kind="polis")
    assert ("bewijs beoordelen", "binnen: polis") in [
        (row["task"], row["about"]) for row in room.office.rows("taken")
    ]
    room.on(LATER)
    assert "oordelen" in [row["task"] for row in room.office.rows("taken")]


def own_tasks(room: Any) -> list[str]:
    """The tasks about what came in."""
    tasks = [str(row["task"]) for row in room.office.rows("taken")]
    return [task for task in tasks if task in ("bewijs beoordelen", "oordelen")]


def test_a_doubt_about_what_nobody_looked_at_is_to_be_looked_at_first(room: Any, asked: str) -> None:
    room.take(asked, IN_TIME, room.file("gva.pdf"), kind="gva")
    assert room.finding(asked, "gva").effect is Effect.TO_RULE
    assert own_tasks(room) == ["bewijs beoordelen"]
    room.judge(asked, "gva")
    assert own_tasks(room) == ["oordelen"]


def test_before_any_decision_nothing_is_verified(room: Any) -> None:
    submission = room.office.take_in()
    status = verification_of(course(room), submission)
    assert (status.complete, status.open[0].startswith("er is geen voorlopige gunning")) == (False, True)


def test_letters_of_decisions_that_nobody_sent_are_tasks_one_row_for_many(room: Any) -> None:
    def sending() -> list[tuple[str, str]]:
        rows = room.office.rows("taken")
        return [(row["submission"], row["about"]) for row in rows if row["task"] == "brief verzenden"]

    few = [room.awarded() for _ in range(3)]
    assert [about for about, _ in sending()] == few
    many = [*few, room.awarded()]
    ((about, told),) = sending()
    assert about == ""
    assert told.endswith(f"nog niet verzonden aan 4 inschrijvers: {', '.join(many)}")
