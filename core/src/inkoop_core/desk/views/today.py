"""What waits for the present person today, in every procedure in which he has a role."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from attrs import evolve, frozen

from inkoop_core.access import roles_now, same_person
from inkoop_core.api.actions import Action, Reader
from inkoop_core.api.progress import Clock, ClockState
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.core_actions import CORE_ACTIONS
from inkoop_core.desk.scoring import scored_by, scorers_of
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.desk.views.assessment import TASKS
from inkoop_core.desk.views.deadlines import NEAR, clock_ref, state_of
from inkoop_core.desk.views.task_actions import ACTION_OF
from inkoop_core.domain.decision import ProcedureAdded
from inkoop_core.domain.desk_records import Proposal
from inkoop_core.domain.moment import Moment, local_day
from inkoop_core.domain.role import Role
from inkoop_core.errors import InkoopError
from inkoop_core.progress.clocks import clocks_of

TASK = "task"
"""The kind of a row of this view: its id is procedure, kind and id of the thing, with strokes between them."""
MOST = 200
"""Rows that are shown; who has more to do starts above."""
LATELY = timedelta(days=7)
"""How long a term that is over stays in sight; what it leaves to be done is a task."""
NAMED = 4
"""Submissions that are named in one row; of more, how many there are."""

_WHO = {
    "complaint": (Role.COMPLAINTS_HANDLER,),
    "proceedings": (Role.LEGAL_COUNSEL, Role.ADVISER),
    "scoren": (Role.ASSESSOR, Role.CHAIR),
}
"""Who does a task of some kind, or of that name; else who may begin its action, without one the adviser."""


@frozen
class Waiting:
    """Something that waits. thing: what it is about, in its procedure; day: the last day, None without one."""

    procedure: str
    thing: Ref
    what: str
    about: str
    told: str
    who: tuple[Role, ...]
    state: str = ""
    day: date | None = None

    @property
    def row(self) -> Row:
        ref = Ref(TASK, f"{self.procedure}|{self.thing.kind}|{self.thing.id}")
        who = ", ".join(role.label for role in self.who)
        return Row(
            ref,
            (
                self.day,
                self.state,
                self.what,
                self.about,
                self.procedure,
                self.told,
                who,
                ACTION_OF.get(self.what, ""),
            ),
        )


def today(_arguments: Any, reader: Reader, moment: Moment) -> Table:
    """Terms of this person that are near or were over lately, by day; then the tasks that have no day."""
    desk = as_reader(reader)
    found: list[Waiting] = []
    others = 0
    for state, held in _own_procedures(desk):
        try:
            waiting = list(_waiting(state, local_day(moment.as_of)))
        except InkoopError as error:
            about = Ref("procedure", state.procedure)
            told = f"{error}"
            found.append(Waiting(state.procedure, about, "kan niet worden geopend", "", told, (), "✗ stuk"))
            continue
        own = [item for item in waiting if held.intersection(item.who)]
        others += len(waiting) - len(own)
        found += own
    found.sort(key=lambda item: (item.day is None, item.day or date.max, item.procedure))
    return Table(
        (
            Column("last_day", "Laatste dag", ColumnKind.DAY),
            Column("state", "Stand", ColumnKind.STATE),
            Column("what", "Wat"),
            Column("about", "Over"),
            Column("procedure", "Procedure"),
            Column("told", "Waarover"),
            Column("who", "Wie"),
            Column("with", "Met"),
        ),
        tuple(item.row for item in found[:MOST]),
        "Vandaag",
        _note(len(found), others),
    )


def _note(count: int, others: int) -> str:
    return " ".join(
        filter(
            None,
            (
                "" if count else "Er wacht nu niets op u.",
                f"Getoond zijn de eerste {MOST} van {count}." if count > MOST else "",
                f"Op anderen wachten er {others}: zie taken en termijnen van de procedure." if others else "",
            ),
        )
    )


def _own_procedures(desk: ProcedureState) -> Iterator[tuple[ProcedureState, frozenset[Role]]]:
    for chain in desk.store.chains():
        state = desk.beside(chain)
        if chain and state.facts(ProcedureAdded):
            held = roles_now(desk.actor, (*state.recorded_on_desk, *state.recorded))
            if held:
                yield state, held


def _waiting(state: ProcedureState, on: date) -> Iterator[Waiting]:
    """Of a matter with a term, the task gets its day: one row says both."""
    clocks = clocks_of(state.course)
    matters = {clock.about: clock for clock in clocks if clock_ref(clock, state.procedure).kind in _WHO}
    told = set()
    for item in _tasks(state):
        clock = matters.get(item.thing.id) if item.thing.kind in _WHO else None
        if clock is None or clock.last_day is None:
            yield item
            continue
        told.add(clock.about)
        yield evolve(item, day=clock.last_day, state=_sign(clock, on))
    near = [clock for clock in clocks if _matters(clock, on) and clock.about not in told]
    yield from _terms(near, state.procedure, on)


def _matters(clock: Clock, on: date) -> bool:
    if clock.state is ClockState.ENDED and clock.last_day is not None:
        return on - clock.last_day <= LATELY
    return state_of(clock, on) == NEAR


def _sign(clock: Clock, on: date) -> str:
    told = state_of(clock, on)
    sign = "!" if told == NEAR else "✗" if clock.state is ClockState.ENDED else "…"
    return f"{sign} {told}"


def _terms(clocks: Iterable[Clock], procedure: str, on: date) -> Iterator[Waiting]:
    """One row for the same term with the same last day, however many tenderers it is of."""
    together: dict[tuple[Any, ...], list[Clock]] = {}
    for clock in clocks:
        together.setdefault((clock.id, clock.last_day, clock.who, _sign(clock, on)), []).append(clock)
    for same in together.values():
        first = same[0]
        yield Waiting(
            procedure,
            clock_ref(first, procedure) if len(same) == 1 else Ref("procedure", procedure),
            first.label,
            _named([clock.about for clock in same]),
            first.does,
            (first.who or Role.ADVISER,),
            _sign(first, on),
            first.last_day,
        )


def _named(subjects: list[str]) -> str:
    told = ", ".join(filter(None, subjects[:NAMED]))
    return told + (f" en {len(subjects) - NAMED} meer" if len(subjects) > NAMED else "")


def _tasks(state: ProcedureState) -> Iterator[Waiting]:
    """The tasks of a procedure; of one submission the same task once, with how often."""
    together: dict[tuple[str, str], list[Row]] = {}
    rows = TASKS.show(TASKS.arguments(), state, state.moment).source
    assert isinstance(rows, tuple)
    for row in rows:
        about, what, *_ = row.cells
        apart = row.ref.id if row.ref.kind == "proposal" else ""
        together.setdefault((f"{about}{apart}", what), []).append(row)
    for same in together.values():
        item = _task(same, state)
        if item is not None:
            yield item


def _task(same: list[Row], state: ProcedureState) -> Waiting | None:
    """None for who has done his part of it."""
    first = same[0]
    about, what, told, action = first.cells
    ref, several = first.ref, len(same) > 1
    if several and ref.kind == "finding":
        ref = Ref("submission", about)
    who = _WHO.get(what) or _WHO.get(ref.kind) or _roles(state, action)
    if ref.kind == "proposal":
        who = _seconds(state, ref.id)
    if what == "scoren" and not _still_scores(state, about):
        who = tuple(role for role in who if role is not Role.ASSESSOR)
    told = f"{len(same)} keer, eerst: {told}" if several else told
    return Waiting(state.procedure, ref, what, about, told, who, "… taak")


def _seconds(state: ProcedureState, proposal: str) -> tuple[Role, ...]:
    """Who may confirm a proposal; nobody by the eyes of who made it."""
    fact = next(fact for fact in state.facts(Proposal) if str(fact.id) == proposal)
    if same_person(fact.by, state.actor):
        return ()
    action = _actions(state).get(fact.body.action)
    return (action.second_roles or action.roles) if action else (Role.ADVISER,)


def _roles(state: ProcedureState, action: str) -> tuple[Role, ...]:
    found = _actions(state).get(action)
    return found.roles if found else (Role.ADVISER,)


def _actions(state: ProcedureState) -> dict[str, Action[Any]]:
    return {action.id: action for action in (*CORE_ACTIONS, *state.catalogue.actions)}


def _still_scores(state: ProcedureState, submission: str) -> bool:
    """Whether the person must still score a criterion of a submission."""
    return any(
        any(same_person(state.actor, name) for name in scorers_of(state, submission, criterion.id))
        and not any(same_person(state.actor, name) for name in scored_by(state, submission, criterion.id))
        for criterion in state.definition.award.criteria
    )


TODAY = View("vandaag", "Vandaag", "desk", today)
