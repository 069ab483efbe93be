"""Every clock of a procedure, the near ones first."""

from datetime import date

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.progress import Clock, ClockReading, ClockState
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.moment import Moment, local_day, shown_day
from inkoop_core.progress.clocks import clocks_of
from inkoop_core.progress.course import Course

NEAR = "nadert"
_ORDER = (
    ClockState.RUNNING,
    ClockState.PAUSED,
    ClockState.NOT_RUNNING,
    ClockState.ENDED,
    ClockState.DONE,
)


@frozen
class DeadlinesOf:
    """Which clocks."""

    about: str = said("Over", "een inschrijving, klacht-1 of geding-1; leeg: alle", default="")
    state: str = said("Stand", "bijvoorbeeld nadert of loopt; leeg: alle", default="")


def deadlines(arguments: DeadlinesOf, reader: Reader, moment: Moment) -> Table:
    """What runs until when, who must act, and by which paragraph; the safe day where the count is contested."""
    state = as_reader(reader)
    today = local_day(moment.as_of)
    clocks = sorted(clocks_about(state.course, arguments.about), key=lambda clock: _order(clock, today))
    rows = tuple(
        _row(clock, today, state.procedure)
        for clock in clocks
        if arguments.state.casefold() in ("", state_of(clock, today))
    )
    return Table(
        (
            Column("what", "Termijn"),
            Column("about", "Over"),
            Column("starts", "Begint met"),
            Column("first_day", "Eerste dag", ColumnKind.DAY),
            Column("last_day", "Laatste dag", ColumnKind.DAY),
            Column("state", "Stand", ColumnKind.STATE),
            Column("who", "Wie"),
            Column("does", "Wat te doen"),
            Column("other", "Andere lezing"),
            Column("source", "Grond"),
            Column("notes", "Noten"),
            Column("remarks", "Let op"),
            Column("id", "Kenmerk"),
        ),
        rows,
        "Termijnen",
        "Waar twee lezingen mogelijk zijn, houdt het bureau zich aan de veilige.",
    )


def clocks_about(course: Course, about: str) -> list[Clock]:
    """The clocks about something with its parts; "" all."""
    return [clock for clock in clocks_of(course) if about in ("", clock.about, clock.about.partition("/")[0])]


def state_of(clock: Clock, today: date) -> str:
    """The state in words; a running clock from its day of warning on is near."""
    near = clock.state is ClockState.RUNNING and clock.warn_on is not None and clock.warn_on <= today
    return NEAR if near else clock.state.label


def _order(clock: Clock, today: date) -> tuple[bool, int, date, str, str]:
    return (
        state_of(clock, today) != NEAR,
        _ORDER.index(clock.state),
        clock.last_day or date.max,
        clock.id,
        clock.about,
    )


def _row(clock: Clock, today: date, procedure: str) -> Row:
    shown = clock.readings[0].last_day if clock.readings else clock.last_day
    return Row(
        clock_ref(clock, procedure),
        (
            clock.label,
            clock.about,
            clock.starts,
            clock.first_day,
            shown,
            state_of(clock, today),
            clock.who.label if clock.who else "",
            clock.does,
            "; ".join(_other(reading, clock) for reading in clock.readings[1:]),
            str(clock.source),
            ", ".join(clock.notes),
            " ".join(clock.remarks),
            clock.id,
        ),
    )


def _other(reading: ClockReading, clock: Clock) -> str:
    safe = ", veilig" if reading.last_day == clock.last_day else ""
    return f"{shown_day(reading.last_day)} ({reading.label}{safe})"


def clock_ref(clock: Clock, procedure: str) -> Ref:
    """What the clock is about, so that opening it offers what can be done there."""
    about = clock.about.partition("/")[0]
    if not about:
        return Ref("procedure", procedure)
    kinds = {"klacht": "complaint", "geding": "proceedings"}
    return Ref(kinds.get(about.partition("-")[0], "submission"), about)


DEADLINES = View("termijnen", "Termijnen", "procedure", deadlines, DeadlinesOf)
