"""The course of the sample procedure: what stood on which day, as `--as-of` shows it. See README.md beside this."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.desk.desk import Desk
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.moment import Moment, instant
from inkoop_core.progress.clocks import clock_of
from inkoop_core.progress.definitive import definitive_of
from inkoop_core.progress.gates import closed_gates
from inkoop_core.progress.letters_due import due_letters
from inkoop_core.progress.pauses import pauses_of
from inkoop_core.progress.signing import agreement_of

TENDER = "dalfsen-wmo-2027"
DAYS = sorted((Path(__file__).parent / "verloop").glob("*.toml"))
AFTER_EVERYTHING = datetime(2027, 1, 1, tzinfo=UTC)


def at(desk: Desk, moment: datetime) -> ProcedureState:
    """The procedure as of a moment, with everything that is known at the end."""
    return desk.state(TENDER, moment=Moment(instant(moment), AFTER_EVERYTHING))


def clocks(state: ProcedureState, wanted: dict[str, Any]) -> dict[str, Any]:
    """The last day and the state of each clock that is asked for: `evidence/S-001`."""
    found: dict[str, Any] = {}
    for name in wanted:
        which, _, about = name.partition("/")
        clock = clock_of(state.course, which, about)
        found[name] = (
            None if clock is None else [clock.state.value, *([clock.last_day] if clock.last_day else [])]
        )
    return found


def about_each(state: ProcedureState, wanted: dict[str, Any]) -> dict[str, Any]:
    """Decision, closed gates and what pauses, per submission that is asked for."""
    found: dict[str, Any] = {}
    for submission, asked in wanted.items():
        item = state.assessment().of(submission)
        assert item is not None
        told = {
            "besluit": item.decision.body.outcome.value if item.decision else "",
            "dicht": [gate.id for gate in closed_gates(state.course, submission)],
            "pauze": sorted(pause.about for pause in pauses_of(state.course, submission)),
            "bevindingen": {
                f"{one.finding.key.requirement} {one.finding.key.subject}": one.finding.verdict.value
                for one in item.verification
                if f"{one.finding.key.requirement} {one.finding.key.subject}" in asked.get("bevindingen", {})
            },
            "geweigerd": sorted(item.decision.body.refused) if item.decision else [],
        }
        found[submission] = {key: told[key] for key in asked}
    return found


@pytest.mark.parametrize("file", DAYS, ids=[file.stem for file in DAYS])
def test_on_that_day_the_procedure_stood_so(sample_desk: Desk, file: Path) -> None:
    expected = tomllib.loads(file.read_text("utf-8"))
    state = at(sample_desk, expected["moment"])
    submissions = [item.submission for item in state.assessment().submissions]
    assert clocks(state, expected["termijnen"]) == expected["termijnen"]
    assert about_each(state, expected["inschrijvingen"]) == expected["inschrijvingen"]
    assert [one for one in submissions if definitive_of(state.course, one)] == expected["definitief"]
    assert [one for one in submissions if agreement_of(state.course, one).since] == expected["overeenkomst"]
    assert [f"{due.about} {due.kind.value}" for due in due_letters(state.course)] == expected["te_versturen"]


def test_at_least_eight_days_are_told() -> None:
    assert len(DAYS) >= 8
