"""A new round of scoring: what was scored before it is kept, hidden from it, and counts no more."""

from typing import Any

import pytest

from inkoop_core.assessment.model import Standing
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.decision import ConsensusScore, RulingOutcome, Score
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.proceedings import Judgment, Proceedings, RulingOfCourt
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused

NEW = {"hanna": Role.ASSESSOR, "ivo": Role.ASSESSOR, "joke": Role.CHAIR}


@pytest.fixture
def submission(office: Any) -> str:
    """Scored with a knock-out on SG1, ruled on and rejected."""
    found: str = office.take_in()
    check = {"requirement": "HAND", "met": True, "explanation": "x"}
    office.do("anna", "toets-vastleggen", submission=found, **check)
    office.scored(found, 4, 8)
    for requirement in ("MINIMUM-SG1",):
        fields = {"requirement": requirement, "outcome": RulingOutcome.UPHOLD, "reason": "4 is een knock-out"}
        office.agreed("anna", "fatima", "oordeel-vastleggen", submission=found, **fields)
    office.decided(found)
    for person, role in NEW.items():
        office.do("oprichter", "rol-toekennen", person=person, role=role)
    return found


def command(submission: str, **more: Any) -> dict[str, Any]:
    fields = {
        "submissions": (submission,),
        "assessors": ("hanna", "ivo"),
        "chair": "joke",
        "reason": "de motivering schoot tekort",
        "mandate": "mandaatbesluit 2",
    }
    return fields | more


def opened(office: Any, submission: str, **more: Any) -> Any:
    return office.agreed("anna", "els", "herbeoordeling-openen", **command(submission, **more))


def rescored(office: Any, submission: str, *criteria: str) -> None:
    for criterion in criteria:
        for person in ("hanna", "ivo"):
            office.score(person, submission, criterion, 8)
        office.score("joke", submission, criterion, 8, "consensus-vastleggen")


def test_scores_before_the_round_count_no_more_and_a_new_decision_follows(
    office: Any, submission: str
) -> None:
    done = opened(office, submission)
    assert f"Let op: over {submission} is op" in done.text
    item = office.assessed(submission)
    assert (item.standing, item.award) == (Standing.WAITING, None)
    rescored(office, submission, "SG1", "SG2")
    assert office.assessed(submission).standing is Standing.AWARDABLE
    office.decided(submission)
    assert office.assessed(submission).decision.body.outcome.value == "award"


def test_a_round_that_comes_out_the_same_is_ruled_on_and_decided_again(office: Any, submission: str) -> None:
    opened(office, submission, criteria=("SG1",))
    (task,) = [row for row in office.rows("taken") if row["task"] == "herzien?"]
    assert "de scores (nieuwe beoordelingsronde)" in task["about"]
    for person in ("hanna", "ivo"):
        office.score(person, submission, "SG1", 4)
    office.score("joke", submission, "SG1", 4, "consensus-vastleggen")
    fields = {"requirement": "MINIMUM-SG1", "outcome": RulingOutcome.UPHOLD, "reason": "weer een knock-out"}
    office.agreed("anna", "fatima", "oordeel-vastleggen", submission=submission, **fields)
    before = office.assessed(submission).decision.id
    office.decided(submission)
    after = office.assessed(submission).decision
    assert (after.replaces, after.body.outcome.value) == (before, "reject")
    assert not [row for row in office.rows("taken") if row["task"] == "herzien?"]


def test_what_was_scored_is_kept_and_seen_by_the_adviser_alone(office: Any, submission: str) -> None:
    opened(office, submission)
    earlier = {
        row["assessor"]: row["value"] for row in office.rows("scores", "anna") if row["criterion"] == "SG1"
    }
    assert earlier == {
        "bram (eerdere ronde)": 4,
        "carla (eerdere ronde)": 4,
        "consensus (eerdere ronde)": 4,
    }
    for person in ("els", "gijs"):
        assert len(office.rows("scores", person)) == 6
    for person in ("hanna", "joke", "bram"):
        assert office.rows("scores", person) == []


@pytest.mark.parametrize("kind", ["score", "consensus", "ruling", "award.decision"])
def test_the_view_of_facts_hides_them_from_the_new_committee(office: Any, submission: str, kind: str) -> None:
    opened(office, submission)
    bodies = {row["body"] for row in office.rows("feiten", "hanna", kind=kind, all=True)}
    assert bodies == {"(van een eerdere ronde; niet zichtbaar)"}
    assert "niet zichtbaar" not in str(office.rows("feiten", "anna", kind=kind, all=True))


def test_an_adviser_who_scores_in_the_round_does_not_see_them_either(office: Any, submission: str) -> None:
    office.do("oprichter", "rol-toekennen", person="hanna", role=Role.ADVISER)
    opened(office, submission)
    assert office.rows("scores", "hanna") == []


def test_only_the_named_score_and_only_the_named_chair_closes_with_a_consensus(
    office: Any, submission: str
) -> None:
    opened(office, submission)
    with pytest.raises(Refused, match="opnieuw beoordeeld door hanna, ivo; bram hoort daar niet bij"):
        office.score("bram", submission, "SG1", 8)
    office.score("hanna", submission, "SG1", 8)
    with pytest.raises(Refused, match="de consensus is dan aan joke"):
        office.score("dirk", submission, "SG1", 8, "consensus-vastleggen")
    with pytest.raises(Refused, match="nog niet elke beoordelaar"):
        office.score("joke", submission, "SG1", 8, "consensus-vastleggen")
    assert {row["value"] for row in office.rows("scores", "ivo") if row["assessor"] == "hanna"} == {None}
    done = office.score("ivo", submission, "SG1", 8)
    assert "de individuele scores zijn open" in done.text


def test_another_criterion_stays_as_it_was(office: Any, submission: str) -> None:
    opened(office, submission, criteria=("SG1",))
    with pytest.raises(Refused, match="de scores liggen vast"):
        office.score("hanna", submission, "SG2", 8)
    rescored(office, submission, "SG1")
    assert office.assessed(submission).award.total == 16


def test_another_submission_stays_as_it_was(office: Any, submission: str) -> None:
    other = office.take_in()
    office.score("bram", other, "SG1", 8)
    opened(office, submission)
    for person in ("carla", "hanna", "ivo"):
        office.score(person, other, "SG1", 8)
    assert {row["value"] for row in office.rows("scores", "bram", submission=other)} == {8}


def test_a_round_that_was_closed_before_can_be_closed_again_in_the_new_one(
    office: Any, submission: str
) -> None:
    office.do("dirk", "scoreronde-sluiten", reason="klaar")
    opened(office, submission)
    with pytest.raises(Refused, match="nog niet elke beoordelaar"):
        office.score("joke", submission, "SG1", 8, "consensus-vastleggen")
    office.score("hanna", submission, "SG1", 8)
    with pytest.raises(Refused, match=f"niemand scoorde nog {submission} op SG2"):
        office.do("joke", "scoreronde-sluiten", reason="ivo is ziek")
    office.score("hanna", submission, "SG2", 8)
    with pytest.raises(Refused, match="beoordelingsronde-1 sluit joke"):
        office.do("dirk", "scoreronde-sluiten", reason="van de oude commissie")
    office.do("joke", "scoreronde-sluiten", reason="ivo is ziek")
    office.score("joke", submission, "SG1", 8, "consensus-vastleggen")
    with pytest.raises(Refused, match="al gesloten"):
        office.do("joke", "scoreronde-sluiten", reason="nog eens")


def test_a_second_round_hides_the_first(office: Any, submission: str) -> None:
    opened(office, submission, criteria=("SG1",))
    rescored(office, submission, "SG1")
    opened(office, submission, criteria=("SG1",), same_committee=True)
    assert [row["value"] for row in office.rows("scores", "anna") if "eerdere" in row["assessor"]] == [
        4, 4, 4, 8, 8, 8,
    ]  # fmt: skip
    rescored(office, submission, "SG1")


def test_who_scored_before_is_no_new_committee(office: Any, submission: str) -> None:
    with pytest.raises(Refused, match=f"bram scoorde {submission} al") as told:
        opened(office, submission, assessors=("bram", "hanna"), chair="dirk")
    assert f"dirk scoorde {submission} al" in str(told.value)
    opened(office, submission, assessors=("bram", "hanna"), chair="dirk", same_committee=True)
    office.score("bram", submission, "SG1", 8)


def ordered(office: Any, outcome: RulingOfCourt, *submissions: str) -> None:
    entry = EntryDraft(office.procedure, "proef", "0" * 64, "anna", stated=True)
    drafts = (
        Draft(Proceedings("", "Eiser Voorbeeld", "rechtbank", "herbeoordeling", ()), "geding-1"),
        Draft(Judgment(outcome, "beoordeel opnieuw", submissions), "geding-1/uitspraak"),
    )
    office.desk.store.append(entry, drafts)


def test_a_judgment_that_orders_another_committee_is_followed(office: Any, submission: str) -> None:
    ordered(office, RulingOfCourt.REASSESSMENT_OTHER, submission)
    with pytest.raises(Refused, match="de uitspraak in geding-1 beveelt een nieuwe commissie"):
        opened(office, submission, judgment="geding-1", same_committee=True)
    opened(office, submission, judgment="geding-1")


@pytest.mark.parametrize(
    ("outcome", "about", "told"),
    [
        (RulingOfCourt.DISMISSED, (), "beveelt geen herbeoordeling"),
        (RulingOfCourt.REASSESSMENT_SAME, ("S-001", "S-002"), "gaat ook over S-002"),
    ],
)
def test_a_judgment_that_orders_something_else_is_no_ground(
    office: Any, submission: str, outcome: RulingOfCourt, about: tuple[str, ...], told: str
) -> None:
    ordered(office, outcome, *about)
    with pytest.raises(Refused, match=told):
        opened(office, submission, judgment="geding-1")
    with pytest.raises(Refused, match="van geding-9 is geen uitspraak vastgelegd"):
        opened(office, submission, judgment="geding-9")


def test_without_scores_there_is_nothing_to_do_again(office: Any, submission: str) -> None:
    with pytest.raises(Refused, match="er is nog niets gescoord"):
        opened(office, office.take_in())
    assert office.assessed(submission).award is not None


def test_people_without_the_role_or_with_a_conflict_are_no_committee(office: Any, submission: str) -> None:
    office.do("ivo", "belang-verklaren", submissions=(submission,), reason="oud-werknemer")
    with pytest.raises(Refused) as told:
        opened(office, submission, assessors=("niemand", "ivo"), chair="hanna")
    text = str(told.value)
    assert "niemand is geen beoordelaar" in text
    assert "hanna is geen voorzitter beoordelingscommissie" in text
    assert f"ivo gaf een belang op bij {submission}" in text


def test_a_round_names_everything(office: Any, submission: str) -> None:
    with pytest.raises(CommandError) as told:
        opened(office, submission, assessors=(), reason=" ", mandate="", criteria=("SG1", "SG1"))
    assert told.value.lines == (
        "reason: vul in",
        "mandate: vul in",
        "assessors: noem er ten minste een",
        "criteria: staat iets dubbel in",
    )


def test_the_old_scores_are_in_the_file_and_seen_as_of_then(office: Any, submission: str) -> None:
    then = office.desk.now()
    office.clock.instant = office.after.replace(hour=20)
    opened(office, submission)
    assert office.assessed(submission, office.at(then)).award.total == 12
    recorded = office.desk.state(office.procedure).recorded
    assert sum(isinstance(fact.body, (Score, ConsensusScore)) for fact in recorded) == 6


@pytest.mark.parametrize("view", ["scores", "bevindingen", "oordelen", "matrix", "beslissingen"])
@pytest.mark.parametrize("earlier", [False, True])
def test_the_new_committee_sees_nothing_of_before_whatever_moment_it_looks_at(
    office: Any, submission: str, view: str, earlier: bool
) -> None:
    then = office.desk.now()
    office.clock.instant = office.after.replace(hour=20)
    opened(office, submission)
    desk = office.of("hanna")
    desk.moment = then if earlier else None
    text = str(office.rows(view, "hanna", desk=desk))
    for old in ("knock-out", "score 4", "'total': 12", "'step4': '✗", "'decision': 'afwijzen"):
        assert old not in text
    table = desk.view(view, office.procedure)
    assert f"U scoort in beoordelingsronde-1 ({submission})" in table.note


def test_what_was_proposed_before_the_round_is_hidden_too(office: Any, submission: str) -> None:
    opened(office, submission)
    bodies = {row["body"] for row in office.rows("feiten", "hanna", kind="proposal", all=True)}
    assert "knock-out" not in str(bodies)


def test_the_same_committee_is_all_who_scored_and_nobody_else(office: Any, submission: str) -> None:
    judged(office, submission, RulingOfCourt.REASSESSMENT_SAME)
    with pytest.raises(Refused) as told:
        opened(office, submission, judgment="geding-1")
    assert "beveelt dezelfde commissie; hanna, ivo, joke scoorde toen niet" in str(told.value)
    assert "bram, carla, dirk scoorde toen en ontbreekt" in str(told.value)
    opened(office, submission, judgment="geding-1", assessors=("bram", "carla"), chair="dirk")


def test_who_scored_another_bid_is_no_new_committee_either(office: Any, submission: str) -> None:
    office.do("oprichter", "rol-toekennen", person="kees", role=Role.ASSESSOR)
    office.score("kees", office.take_in(), "SG1", 8)
    judged(office, submission, RulingOfCourt.REASSESSMENT_OTHER)
    with pytest.raises(Refused, match="kees scoorde S-002 al"):
        opened(office, submission, judgment="geding-1", assessors=("kees", "ivo"))


def judged(office: Any, submission: str, outcome: RulingOfCourt) -> None:
    entry = EntryDraft(office.procedure, "proef", "0" * 64, "anna", stated=True)
    case = Draft(Proceedings("", "Eiser", "rechtbank", "x", ()), "geding-1")
    judgment = Draft(Judgment(outcome, "opnieuw", (submission,)), "geding-1/uitspraak")
    office.desk.store.append(entry, (case, judgment))
