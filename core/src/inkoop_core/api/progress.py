"""What a procedure waits for after its decisions: clocks that run, gates that are open or closed."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum

from attrs import frozen

from inkoop_core.api.rules import Case
from inkoop_core.domain.role import Role
from inkoop_core.domain.source import SourceRef


class ClockState(Enum):
    """not-running: what starts it has not happened; pending counts as no day."""

    NOT_RUNNING = "not-running"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    DONE = "done"
    """What it was waiting for came in time: nobody has to act any more."""

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    ClockState.NOT_RUNNING: "loopt nog niet",
    ClockState.RUNNING: "loopt",
    ClockState.PAUSED: "staat stil",
    ClockState.ENDED: "verstreken",
    ClockState.DONE: "afgerond",
}


@frozen
class ClockReading:
    """One way to count a clock: its last day, and on what ground."""

    label: str
    last_day: date
    source: SourceRef
    notes: tuple[str, ...] = ()


@frozen
class Clock:
    """A term of the procedure or of one submission.

    id          "standstill", "evidence" ...; label in Dutch
    about       a submission, `klacht-1`, `geding-1`, "" the procedure
    starts      the event in words: what starts it, or what it still waits for
    started_at  instant of that event (UTC); None: not running
    last_day    the safe reading: the last day that counts; None while it is not running
    ends_at     the last instant of it (UTC)
    warn_on     from this day on it is shown as near
    who         the role that must act
    does        what must be done before it ends, or what may be done after it, in Dutch
    readings    every reading where the length or the end is contested, first the one that holds by default and
                that is shown and told; one where nothing is contested
    notes       unclear places of the register that touch it
    facts       ids of the facts that it rests on
    first_day   the first day that counts; None while it is not running
    remarks     what to know about this clock, in Dutch sentences
    """

    id: str
    label: str
    about: str
    state: ClockState
    starts: str
    source: SourceRef
    who: Role | None
    does: str
    started_at: datetime | None = None
    last_day: date | None = None
    ends_at: datetime | None = None
    warn_on: date | None = None
    readings: tuple[ClockReading, ...] = ()
    notes: tuple[str, ...] = ()
    facts: tuple[int, ...] = ()
    first_day: date | None = None
    remarks: tuple[str, ...] = ()


@frozen
class Gate:
    """Something that must be fulfilled before a definitive award, for one submission.

    because     why it is open or closed, in Dutch
    opens_when  of a closed gate: the fact that would open it, in Dutch
    facts       ids of the facts that it rests on
    objection   of a closed gate: the answer came and is against an award; a new decision can rest on it
    """

    id: str
    label: str
    submission: str
    open: bool
    because: str
    source: SourceRef
    opens_when: str = ""
    notes: tuple[str, ...] = ()
    facts: tuple[int, ...] = ()
    objection: bool = False


@frozen
class GateRule:
    """A gate that a plugin brings. check: pure; one Gate for the submission of the case."""

    id: str
    check: Callable[[Case], Gate]


@frozen
class DeadlineRule:
    """Clocks that a plugin brings. check: pure; the case of one submission, or ("") of the procedure."""

    id: str
    check: Callable[[Case], Iterable[Clock]]
