"""What waits for a person today."""

from datetime import UTC, datetime, timedelta
from typing import Any

from inkoop_core.desk.core_actions import CORE_ACTIONS
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.offered import PROPOSAL_COMMANDS
from inkoop_core.desk.views.task_actions import ACTION_OF
from inkoop_core.plugins import Catalogue

LAST = datetime(2026, 8, 3, 8, tzinfo=UTC)
"""The last day of the terms that were started on 14 July."""


def today(office: Any, person: str = "anna") -> list[tuple[str, ...]]:
    return [
        (row["what"], row["about"], row["state"], str(row["last_day"] or ""))
        for row in office.rows("vandaag", person)
    ]


def note(office: Any, person: str) -> str:
    told: str = office.of(person).view("vandaag").note
    return told


def test_the_tasks_of_every_procedure_stand_under_the_person_who_may_do_them(told: Any) -> None:
    row = ("definitief gunnen", "S-001", "… taak", "")
    assert row in today(told.office, "anna")
    assert row in today(told.office, "els")
    assert row not in today(told.office, "bram")


def test_what_waits_for_others_is_counted_and_said(told: Any) -> None:
    assert "Op anderen wachten er" in note(told.office, "gijs")
    assert note(told.office, "gijs").startswith("Er wacht nu niets op u.")


def test_a_near_term_of_more_tenderers_is_one_row_and_comes_before_what_has_no_day(award: Any) -> None:
    award.tell("S-001")
    award.tell("S-002")
    award.at(LAST)
    rows = today(award.office, "els")
    assert ("opschortende termijn", "S-001, S-002", "! nadert", "2026-08-03") in rows
    days = [day for *_, day in rows]
    assert days == sorted(days, key=lambda day: (not day, day))


def test_a_term_that_is_over_stays_in_sight_for_a_week(told: Any) -> None:
    term = ("opschortende termijn", "S-001, S-002", "✗ verstreken", "2026-08-03")
    told.at(LAST + timedelta(days=7))
    assert term in today(told.office, "els")
    told.at(LAST + timedelta(days=8))
    assert term not in today(told.office, "els")


def test_the_same_task_of_one_submission_is_one_row_with_how_often(told: Any) -> None:
    told.gate.open, told.gate.objection = False, True
    told.at(datetime(2026, 12, 1, 8, tzinfo=UTC))
    again = ("S-001", "nieuwe beslissing?")
    tasks = [(row["submission"], row["task"]) for row in told.office.rows("taken")]
    assert tasks.count(again) == 2
    (row,) = [row for row in told.office.rows("vandaag") if (row["about"], row["what"]) == again]
    assert row["told"].startswith("2 keer, eerst: ")


def test_who_made_a_proposal_does_not_find_it_among_his_own_tasks(told: Any) -> None:
    told.office.do("anna", "definitief-gunnen", reason="alles is vervuld", mandate="besluit 2")
    assert "voorstel bevestigen" in [what for what, *_ in today(told.office, "els")]
    assert "voorstel bevestigen" not in [what for what, *_ in today(told.office, "anna")]


def test_an_assessor_has_nothing_left_to_score_once_he_scored_everything(office: Any) -> None:
    submission = office.take_in()
    check = {"requirement": "HAND", "met": True, "explanation": "x"}
    office.do("anna", "toets-vastleggen", submission=submission, **check)
    assert "scoren" in [what for what, *_ in today(office, "bram")]
    for criterion in office.desk.state(office.procedure).definition.award.criteria:
        office.score("bram", submission, criterion.id, 6)
    assert "scoren" not in [what for what, *_ in today(office, "bram")]
    assert "scoren" in [what for what, *_ in today(office, "carla")]


def test_a_procedure_whose_plugin_is_missing_is_one_row_that_says_so(
    told: Any, without_plugin: Catalogue
) -> None:
    desk = told.office.of("anna")
    bare = Desk(desk.store, without_plugin, desk.packages, desk.actor, desk.clock)
    source = bare.view("vandaag").source
    assert isinstance(source, tuple)
    (row,) = source
    assert row.cells[1:5] == ("✗ stuk", "kan niet worden geopend", "", "klein-2026")
    assert "plugin" in row.cells[5]


def test_every_task_names_an_action_that_exists() -> None:
    assert set(ACTION_OF.values()) <= {action.id for action in CORE_ACTIONS} | set(PROPOSAL_COMMANDS)


def test_after_a_definitive_award_the_gates_are_shown_as_they_were_then(told: Any) -> None:
    told.definitive()
    told.gate.open = False
    row = told.office.rows("poorten")[0]
    assert row["award"] == "definitief gegund op 04-08-2026"
    assert {row[gate] for gate in told.gates()} == {"✓ was open"}
    assert row["waits"] == ""
    detail = told.office.rows("poorten", submission="S-001")
    assert [(one["because"], one["opens_when"]) for one in detail if one["gate"] == "Proefonderzoek"] == [
        ("Proef: in orde", "")
    ]
