"""Scores: alone and unseen, then by consensus; only values of the scale."""

from datetime import timedelta
from typing import Any

import pytest

from inkoop_core.assessment.model import Standing
from inkoop_core.desk.desk import Desk
from inkoop_core.domain.decision import RulingOutcome, Score, ScoresOpened, SubjectMotivation
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, NotPermitted, Refused, Unknown

HIDDEN = "(nog niet zichtbaar)"


@pytest.fixture
def submission(office: Any) -> str:
    found: str = office.take_in()
    return found


def seen_values(office: Any, person: str) -> dict[str, Any]:
    return {row["assessor"]: row["value"] for row in office.rows("scores", person) if row["assessor"]}


def seen_bodies(office: Any, person: str) -> list[str]:
    return [row["body"] for row in office.rows("feiten", person, kind="score", all=True)]


def test_an_assessor_sees_only_his_own_score_until_all_are_in(office: Any, submission: str) -> None:
    office.score("bram", submission, "SG1", 8)
    assert seen_values(office, "bram") == {"bram": 8}
    assert seen_values(office, "carla") == {"bram": None}
    office.score("carla", submission, "SG1", 6)
    assert seen_values(office, "carla") == {"bram": 8, "carla": 6}
    assert seen_values(office, "dirk") == {"bram": 8, "carla": 6}


def test_the_motivation_of_another_is_not_seen_either(office: Any, submission: str) -> None:
    office.score("bram", submission, "SG1", 8)
    (row,) = office.rows("scores", "carla")
    assert row["motivation"] == HIDDEN


def test_the_view_of_facts_hides_scores_as_well_replaced_ones_too(office: Any, submission: str) -> None:
    office.score("bram", submission, "SG1", 8)
    office.score("bram", submission, "SG1", 6)
    assert seen_bodies(office, "carla") == [HIDDEN, HIDDEN]
    assert all("value: " in body for body in seen_bodies(office, "bram"))
    office.score("carla", submission, "SG1", 6)
    assert all("value: " in body for body in seen_bodies(office, "carla"))


@pytest.mark.parametrize("person", ["anna", "dirk", "els", "gijs", "oprichter"])
def test_nobody_else_sees_scores_before_they_are_open(office: Any, submission: str, person: str) -> None:
    office.score("bram", submission, "SG1", 8)
    assert seen_values(office, person) == {"bram": None}
    assert seen_bodies(office, person) == [HIDDEN]


def test_scores_of_another_criterion_or_submission_stay_hidden(office: Any, submission: str) -> None:
    other = office.take_in()
    for person in ("bram", "carla"):
        office.score(person, submission, "SG1", 8)
    office.score("bram", submission, "SG2", 6)
    office.score("bram", other, "SG1", 6)
    shown = {(row["submission"], row["criterion"]): row["value"] for row in office.rows("scores", "carla")}
    assert shown[(submission, "SG1")] == 8
    assert shown[(submission, "SG2")] is None
    assert shown[(other, "SG1")] is None


def test_an_assessor_of_the_whole_desk_is_waited_for_too(office: Any, submission: str) -> None:
    command = office.desk.action("rol-toekennen").command(person="hugo", role=Role.ASSESSOR)
    office.desk.perform("rol-toekennen", "", command)
    for person in ("bram", "carla"):
        office.score(person, submission, "SG1", 8)
    assert seen_values(office, "dirk") == {"bram": None, "carla": None}
    office.score("hugo", submission, "SG1", 8)
    assert seen_values(office, "dirk") == {"bram": 8, "carla": 8, "hugo": 8}


def test_a_score_can_be_changed_until_scores_are_open(office: Any, submission: str) -> None:
    office.score("bram", submission, "SG1", 8)
    office.score("bram", submission, "SG1", 6)
    assert seen_values(office, "bram") == {"bram": 6}
    office.score("carla", submission, "SG1", 6)
    with pytest.raises(Refused, match="zijn open; ze veranderen niet meer"):
        office.score("bram", submission, "SG1", 8)


def test_an_assessor_who_comes_later_does_not_close_what_is_open(office: Any, submission: str) -> None:
    for person in ("bram", "carla"):
        done = office.score(person, submission, "SG1", 8)
    assert "de individuele scores zijn open" in done.text
    office.do("oprichter", "rol-toekennen", person="hanna", role=Role.ASSESSOR)
    assert seen_values(office, "dirk") == {"bram": 8, "carla": 8}
    for person in ("bram", "hanna"):
        with pytest.raises(Refused, match="veranderen niet meer"):
            office.score(person, submission, "SG1", 6)
    office.score("dirk", submission, "SG1", 8, "consensus-vastleggen")


def test_a_revoked_assessor_opens_nothing(office: Any, submission: str) -> None:
    office.score("bram", submission, "SG1", 4)
    office.do("oprichter", "rol-intrekken", person="carla", role=Role.ASSESSOR, reason="ziek")
    assert seen_values(office, "dirk") == {"bram": None}
    assert seen_bodies(office, "dirk") == [HIDDEN]
    with pytest.raises(Refused, match="nog niet elke beoordelaar"):
        office.score("dirk", submission, "SG1", 4, "consensus-vastleggen")
    office.do("oprichter", "rol-toekennen", person="hanna", role=Role.ASSESSOR)
    office.score("hanna", submission, "SG1", 6)
    assert seen_values(office, "dirk") == {"bram": 4, "hanna": 6}


def test_scores_are_opened_once_in_the_entry_of_the_last_score(office: Any, submission: str) -> None:
    first = office.score("bram", submission, "SG1", 8)
    last = office.score("carla", submission, "SG1", 6)
    assert (len(first.facts), len(last.facts)) == (1, 2)
    opened = office.fact(submission, ScoresOpened)
    assert (opened.id, opened.subject, opened.by) == (last.facts[1], f"{submission}/SG1", "carla")
    for action, more in (
        ("feit-intrekken", {}),
        ("feit-corrigeren", {"field": "criterion", "value": '"SG2"'}),
    ):
        with pytest.raises(Refused, match="scores geopend wordt niet overgetypt"):
            office.do("anna", action, fact=opened.id, reason="toch niet", **more)


def test_a_look_at_another_moment_opens_and_hides_no_score(office: Any, submission: str) -> None:
    office.score("bram", submission, "SG1", 8)
    alone = office.desk.now()
    office.clock.instant += timedelta(hours=1)

    def seen(moment: Moment) -> Any:
        desk = office.of("dirk")
        past = Desk(desk.store, desk.catalogue, desk.packages, desk.actor, desk.clock, moment)
        return [row["value"] for row in office.rows("scores", desk=past) if row["assessor"]]

    office.do("oprichter", "rol-toekennen", person="hanna", role=Role.ASSESSOR)
    office.do("oprichter", "rol-intrekken", person="carla", role=Role.ASSESSOR, reason="ziek")
    assert seen(alone) == [None]
    office.score("hanna", submission, "SG1", 6)
    assert seen(alone) == [8]


def test_the_chair_closes_the_round_and_all_scores_become_visible(office: Any, submission: str) -> None:
    office.score("bram", submission, "SG1", 8)
    office.do("dirk", "scoreronde-sluiten", reason="carla is ziek")
    assert seen_values(office, "carla") == {"bram": 8}
    with pytest.raises(Refused, match="veranderen niet meer"):
        office.score("carla", submission, "SG1", 8)
    with pytest.raises(Refused, match="al gesloten"):
        office.do("dirk", "scoreronde-sluiten", reason="nog eens")


def test_closing_the_round_needs_a_reason_and_the_chair(office: Any) -> None:
    with pytest.raises(CommandError, match="geef een reden"):
        office.do("dirk", "scoreronde-sluiten", reason="")
    with pytest.raises(NotPermitted, match="voorzitter"):
        office.do("bram", "scoreronde-sluiten", reason="klaar")


@pytest.mark.parametrize("value", [0, 5, 7, 10, -8])
def test_a_value_off_the_scale_is_refused(office: Any, submission: str, value: int) -> None:
    with pytest.raises(CommandError, match=f"{value} staat niet op de schaal; kies uit 4, 6, 8"):
        office.score("bram", submission, "SG1", value)


def test_every_subject_needs_a_motivation_and_no_other(office: Any, submission: str) -> None:
    motivations = (
        SubjectMotivation("hoe", "goed"),
        SubjectMotivation("wie", " "),
        SubjectMotivation("wat", "x"),
    )
    with pytest.raises(CommandError) as told:
        office.do(
            "bram",
            "score-vastleggen",
            submission=submission,
            criterion="SG1",
            value=5,
            motivations=motivations,
        )
    assert told.value.lines == (
        "value: 5 staat niet op de schaal; kies uit 4, 6, 8",
        "motivations: motiveer het onderwerp 'wie'",
        "motivations: 'wat' is geen onderwerp van SG1",
    )


def test_what_is_not_there_cannot_be_scored(office: Any, submission: str) -> None:
    fields = {"submission": submission, "criterion": "SG9", "value": 6, "motivations": ()}
    with pytest.raises(Unknown, match="kies uit SG1, SG2"):
        office.do("bram", "score-vastleggen", **fields)
    with pytest.raises(Unknown, match="S-404"):
        office.score("bram", "S-404", "SG1", 6)


def test_a_package_that_was_not_read_is_not_scored(office: Any) -> None:
    late = office.take_in(received_at="2026-06-15T10:00:01")
    with pytest.raises(Refused, match="is niet gelezen"):
        office.score("bram", late, "SG1", 6)


def test_only_an_assessor_scores_and_only_the_chair_gives_the_consensus(office: Any, submission: str) -> None:
    with pytest.raises(NotPermitted, match="beoordelaar"):
        office.score("anna", submission, "SG1", 6)
    with pytest.raises(NotPermitted, match="voorzitter"):
        office.score("bram", submission, "SG1", 6, "consensus-vastleggen")


def test_a_consensus_waits_for_every_assessor(office: Any, submission: str) -> None:
    office.score("bram", submission, "SG1", 8)
    with pytest.raises(Refused, match="nog niet elke beoordelaar"):
        office.score("dirk", submission, "SG1", 8, "consensus-vastleggen")
    office.score("carla", submission, "SG1", 6)
    done = office.score("dirk", submission, "SG1", 6, "consensus-vastleggen")
    assert "consensus 6 (voldoende)" in done.text


def test_the_last_consensus_explains_both_minima(office: Any, submission: str) -> None:
    office.scored(submission, 8, 4)
    text = " ".join(office.assessed(submission).award.reasons)
    assert "SG1 Samenwerking: score 8; voldoet aan het minimum van 6." in text
    assert "SG2 Kwaliteit: score 4 is een knock-out; het minimum is 6." in text
    assert "Totaal: 12 punten; voldoet aan het minimum van 12." in text


@pytest.mark.parametrize(
    ("sg1", "sg2", "standing"),
    [
        (6, 6, Standing.AWARDABLE),
        (8, 8, Standing.AWARDABLE),
        (4, 8, Standing.REJECTION_PROPOSED),
        (8, 4, Standing.REJECTION_PROPOSED),
        (4, 4, Standing.REJECTION_PROPOSED),
    ],
)
def test_a_knock_out_outweighs_the_total(
    office: Any, submission: str, sg1: int, sg2: int, standing: Standing
) -> None:
    office.do(
        "anna", "toets-vastleggen", submission=submission, requirement="HAND", met=True, explanation="x"
    )
    office.scored(submission, sg1, sg2)
    assert office.assessed(submission).standing is standing


def test_a_tenderer_that_is_knocked_out_keeps_its_whole_score_sheet(office: Any, submission: str) -> None:
    office.scored(submission, 4, 8)
    rows = office.rows("scores", submission=submission)
    assert [row["value"] for row in rows if row["assessor"] == "consensus"] == [4, 8]
    assert rows[-1]["criterion"] == "totaal"


def test_there_is_no_ranking_and_everybody_can_win(office: Any) -> None:
    for values in ((6, 6), (8, 8), (8, 6)):
        submission = office.take_in()
        office.scored(submission, *values)
        office.do(
            "anna", "toets-vastleggen", submission=submission, requirement="HAND", met=True, explanation="x"
        )
    office.decided()
    rows = office.rows("matrix")
    assert [row["decision"] for row in rows] == ["voorlopig gunnen"] * 3
    assert [(row["submission"], row["total"]) for row in rows] == [
        ("S-001", 12),
        ("S-002", 16),
        ("S-003", 14),
    ]


def test_scores_are_frozen_by_the_decision(office: Any, submission: str) -> None:
    office.do(
        "anna", "toets-vastleggen", submission=submission, requirement="HAND", met=True, explanation="x"
    )
    office.scored(submission)
    office.decided(submission)
    with pytest.raises(Refused, match="de scores liggen vast"):
        office.score("dirk", submission, "SG1", 6, "consensus-vastleggen")
    with pytest.raises(Refused, match="de scores liggen vast"):
        office.score("bram", submission, "SG1", 6)


def test_a_score_is_not_corrected_by_an_adviser(office: Any, submission: str) -> None:
    office.score("bram", submission, "SG1", 8)
    fact = office.fact(submission, Score)
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        office.do("anna", "feit-corrigeren", fact=fact.id, field="value", value="6", reason="x")


def test_a_consensus_can_be_changed_before_the_decision(office: Any, submission: str) -> None:
    office.scored(submission, 4, 8)
    office.score("dirk", submission, "SG1", 6, "consensus-vastleggen")
    assert office.assessed(submission).award.total == 14


def test_a_knock_out_is_only_a_rejection_after_two_persons_uphold_it(office: Any, submission: str) -> None:
    office.scored(submission, 4, 8)
    assert office.assessed(submission).standing is Standing.REJECTION_PROPOSED
    office.agreed(
        "anna",
        "fatima",
        "oordeel-vastleggen",
        submission=submission,
        requirement="MINIMUM-SG1",
        outcome=RulingOutcome.UPHOLD,
        reason="4 is een knock-out",
    )
    assert office.assessed(submission).standing is Standing.REJECTED
