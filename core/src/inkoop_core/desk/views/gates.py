"""The gates before a definitive award: of every submission, and of one in detail."""

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.progress import Gate
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.assessment.model import SubmissionAssessment
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import DecisionOutcome
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.progress.definitive import definitive_of
from inkoop_core.progress.gates import gates_of, waiting_gates

OPEN, CLOSED = "✓ open", "✗ dicht"
GATES_OPEN, GATE_CLOSED, NEW_DECISION = "definitief gunnen", "poort dicht", "nieuwe beslissing?"


@frozen
class GatesOf:
    """The gates of one submission in detail, or of all."""

    submission: str = said("Inschrijving", "leeg: alle", default="", refers="submission")


def gates(arguments: GatesOf, reader: Reader, _moment: Moment) -> Table:
    """Submissions by gates; of one submission why each gate is open or closed, and what would open it."""
    state = as_reader(reader)
    if arguments.submission:
        known_submission(reader, arguments.submission)
        return _in_detail(arguments.submission, state)
    found = {
        item.submission: gates_of(state.course, item.submission) for item in state.assessment().submissions
    }
    labels = {gate.id: gate.label for given in found.values() for gate in given}
    return Table(
        (
            Column("submission", "Nr"),
            Column("tenderer", "Inschrijver"),
            Column("award", "Gunning", ColumnKind.STATE),
            *(Column(name, label, ColumnKind.STATE) for name, label in labels.items()),
            Column("waits", "Wacht op"),
        ),
        tuple(
            Row(
                Ref("submission", item.submission),
                (
                    item.submission,
                    item.tenderer,
                    _award(item.submission, state),
                    *(_cell(found[item.submission], name) for name in labels),
                    _waits(found[item.submission]) if _is_awarded(item) else "",
                ),
            )
            for item in state.assessment().submissions
        ),
        "Poorten voor de definitieve gunning",
    )


def _in_detail(submission: str, state: ProcedureState) -> Table:
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
                    _sign(gate),
                    gate.because,
                    gate.opens_when,
                    str(gate.source),
                    " ".join(gate.notes),
                    " ".join(map(str, gate.facts)),
                ),
            )
            for gate in gates_of(state.course, submission)
        ),
        f"Poorten {submission}",
    )


def _sign(gate: Gate) -> str:
    return OPEN if gate.open else CLOSED


def _cell(given: tuple[Gate, ...], name: str) -> str:
    return next((_sign(gate) for gate in given if gate.id == name), "")


def _waits(given: tuple[Gate, ...]) -> str:
    return ", ".join(gate.label for gate in given if not gate.open)


def _is_awarded(item: SubmissionAssessment) -> bool:
    return item.decision is not None and item.decision.body.outcome is DecisionOutcome.AWARD


def _award(submission: str, state: ProcedureState) -> str:
    found = definitive_of(state.course, submission)
    if found is not None:
        return f"definitief gegund op {shown(found.happened_at)}"
    item = state.assessment().of(submission)
    return item.decision.body.outcome.label if item and item.decision else ""


def gate_rows(state: ProcedureState, submission: str) -> Iterator[tuple[str, str]]:
    """What the view of one submission says of its gates; nothing before it is awarded."""
    item = state.assessment().of(submission)
    if item is None or not _is_awarded(item):
        return
    for gate in gates_of(state.course, submission):
        yield f"Poort {gate.label}", f"{_sign(gate)}: {gate.because}"
    found = definitive_of(state.course, submission)
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
