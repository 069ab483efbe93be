"""What a stop, a withdrawal or a suspension of the procedure means for its clocks (PRO-11)."""

from attrs import evolve

from inkoop_core.api.progress import Clock, ClockState
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.progress.course import Course
from inkoop_core.progress.pauses import FOR_GOOD
from inkoop_core.progress.running import halted_by

RUN_ON = ("closing", "complaint", "forfeiture", "proceedings")
"""Clocks that matter also to a procedure that was stopped: who complains or goes to court keeps its term."""


def halted(course: Course, clock: Clock) -> Clock:
    """The clock as the course of the procedure leaves it.

    A stop or withdrawal leaves nothing to be done by most clocks. A suspension stops no clock: no source says that
    it does, so the clock runs on and says so.
    """
    turn = halted_by(course)
    if turn is None or clock.id in RUN_ON or clock.state in (ClockState.ENDED, ClockState.DONE):
        return clock
    told = f"De procedure is op {shown_day(local_day(turn.happened_at))} {turn.body.change.label}"
    if turn.body.change in FOR_GOOD:
        return evolve(clock, state=ClockState.DONE, remarks=(*clock.remarks, f"{told}."))
    if clock.state is ClockState.NOT_RUNNING:
        return clock
    return evolve(clock, remarks=(*clock.remarks, f"{told}; deze termijn loopt door."))
