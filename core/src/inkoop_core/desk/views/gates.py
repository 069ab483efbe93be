"""The gates before a definitive award: of every submission, and of one in detail."""

from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.progress import Gate
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.assessment.model import SubmissionAssessment
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import DecisionOutcome
from inkoop_core.domain.moment import Moment, local_day, shown, shown_day
from inkoop_core.progress.definitive import definitive_of
from inkoop_core.progress.gates import gates_of, waiting_gates

OPEN, CLOSED, PASSED = "✓ open", "✗ dicht", "✓ was open"
AS_IT_WAS = (
    "Van wie definitief is gegund, staat er hoe de poorten bij die gunning stonden; wat daarna veranderde, staat "
    "onder taken."
)
GATES_OPEN, GATE_CLOSED, NEW_DECISION = "definitief gunnen", "poort dicht", "nieuwe beslissing?"


@frozen
class GatesOf:
    """The gates of one submission in detail, or of all."""

    submission: str = said("Inschrijving", "leeg: alle", default="", refers="submission")


def gates(arguments: GatesOf, reader: Reader, _moment: Moment) -> Table:
    """Submissions by gates; of one submission why each gate is open or closed, and what would open it.

    Of a definitive award: as the gates were then.
    """
    state = as_reader(reader)
    if arguments.submission:
        known_submission(reader, arguments.submission)
        return _in_detail(arguments.submission, state)
    found = {item.submission: _gates(state, item.submission) for item in state.assessment().submissions}
    awarded = {one for one in found if definitive_of(state.course, one) is not None}
    labels = {gate.id: gate.label for given in found.values() for gate in given}
    return Table(
        (
            Column("submission", "Nr"),
            Column("tenderer", "Inschrijver"),
            Column("award", "Gunning"),
            Column("waits", "Wacht op"),
            *(Column(name, label, ColumnKind.STATE) for name, label in labels.items()),
        ),
        tuple(
            Row(
                Ref("submission", item.submission),
                (
                    item.submission,
                    item.tenderer,
                    _award(item.submission, state),
                    _waits(found[item.submission]) if _is_awarded(item) else "",
                    *(_cell(found[item.submission], name, item.submission in awarded) for name in labels),
                ),
            )
            for item in state.assessment().submissions
        ),
        "Poorten voor de definitieve gunning",
        AS_IT_WAS if awarded else "",
    )


def _gates(state: ProcedureState, submission: str) -> tuple[Gate, ...]:
    """The gates of today; after a definitive award the ones that were passed, as they were then."""
    today = gates_of(state.course, submission)
    found = definitive_of(state.course, submission)
    if found is None:
        return today
    passed = {gate.gate: gate for gate in found.body.gates}
    return tuple(
        evolve(gate, open=True, because=passed[gate.id].because, opens_when="", facts=passed[gate.id].facts)
        for gate in today
        if gate.id in passed
    )


def _in_detail(submission: str, state: ProcedureState) -> Table:
    awarded = definitive_of(state.course, submission) is not None
    return Table(
        (
            Column("gate", "Poort"),
            Column("state", "Stand", ColumnKind.STATE),
            Column("because", "Waarom"),
            Column("opens_when", "Gaat open als"),
            Column("source", "Bron"),
            Column("notes", "Noten"),
            Column("facts", "Feiten"),
        ),
        tuple(
            Row(
                Ref("submission", submission),
                (
                    gate.label,
                    _sign(gate, awarded),
                    gate.because,
                    gate.opens_when,
                    str(gate.source),
                    " ".join(gate.notes),
                    " ".join(map(str, gate.facts)),
                ),
            )
            for gate in _gates(state, submission)
        ),
        f"Poorten {submission}",
        AS_IT_WAS if awarded else "",
    )


def _sign(gate: Gate, awarded: bool) -> str:
    if awarded:
        return PASSED
    return OPEN if gate.open else CLOSED


def _cell(given: tuple[Gate, ...], name: str, awarded: bool) -> str:
    return next((_sign(gate, awarded) for gate in given if gate.id == name), "")


def _waits(given: tuple[Gate, ...]) -> str:
    return ", ".join(gate.label for gate in given if not gate.open)


def _is_awarded(item: SubmissionAssessment) -> bool:
    return item.decision is not None and item.decision.body.outcome is DecisionOutcome.AWARD


def _award(submission: str, state: ProcedureState) -> str:
    found = definitive_of(state.course, submission)
    if found is not None:
        return f"definitief gegund op {shown_day(local_day(found.happened_at))}"
    item = state.assessment().of(submission)
    return item.decision.body.outcome.label if item and item.decision else ""


def gate_rows(state: ProcedureState, submission: str) -> Iterator[tuple[str, str]]:
    """What the view of one submission says of its gates; nothing before it is awarded."""
    item = state.assessment().of(submission)
    if item is None or not _is_awarded(item):
        return
    found = definitive_of(state.course, submission)
    for gate in _gates(state, submission):
        yield f"Poort {gate.label}", f"{_sign(gate, found is not None)}: {gate.because}"
    if found is not None:
        yield "Definitieve gunning", f"op {shown(found.happened_at)}: {found.body.reason}"


def gate_tasks(state: ProcedureState) -> list[Row]:
    """What the gates ask of somebody: an award that can follow, a gate that closed since, a decision to take again."""
    rows = []
    for submission, closed in waiting_gates(state.course):
        if not closed:
            rows.append(_task(submission, GATES_OPEN, "elke poort is open (definitief-gunnen)"))
        rows += [
            _task(submission, NEW_DECISION, f"{gate.label}: {gate.because}")
            for gate in closed
            if gate.objection or gate.id == "validity"
        ]
    for item in state.assessment().submissions:
        if definitive_of(state.course, item.submission) is not None:
            rows += [
                _task(
                    item.submission,
                    GATE_CLOSED,
                    f"na de definitieve gunning is een poort dicht: {gate.label}: {gate.because}",
                )
                for gate in gates_of(state.course, item.submission)
                if not gate.open
            ]
    return rows


def _task(submission: str, task: str, about: str) -> Row:
    cells: tuple[Any, ...] = (submission, task, about)
    return Row(Ref("submission", submission), cells)


GATES = View("poorten", "Poorten", "procedure", gates, GatesOf)
