"""Clocks as a calendar file (iCalendar, RFC 5545) that Outlook and Thunderbird take in.

Whole-day events on the last day; the same clock of the same procedure always has the same UID, so that taking the
file in again moves an event instead of doubling it.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from inkoop_core.api.progress import Clock, ClockState
from inkoop_core.domain.moment import Moment, local, shown_day
from inkoop_core.domain.term import day_after, days_between

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT = "-//inkoop//termijnen//NL"
DOMAIN = "inkoop.invalid"
"""A name that is nobody's (RFC 2606): a UID must be unique, not reachable."""
SHOWN = (ClockState.RUNNING, ClockState.PAUSED)
WARNED_AT = timedelta(hours=9)
"""The hour of the day of warning at which the alarm goes."""
END_OF_DAY = time(23, 59, 59)


def calendar_bytes(procedure: str, clocks: Iterable[Clock], moment: Moment) -> bytes:
    """The clocks that run, as iCalendar; the same clocks at the same moment give the same bytes.

    An event tells what ends, about which submission and by which paragraph; never a finding or a score.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Termijnen {procedure}")
    for clock in clocks:
        if clock.state in SHOWN and clock.last_day is not None:
            calendar.add_component(_event(procedure, clock, clock.last_day, moment.as_of))
    content: bytes = calendar.to_ical()
    return content


def _event(procedure: str, clock: Clock, last: date, as_of: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid_of(procedure, clock))
    event.add("dtstamp", as_of.replace(microsecond=0))
    # A newer file replaces the event of an older one: programs look at the highest number.
    event.add("sequence", int(as_of.timestamp()) // 60)
    event.add("dtstart", last)
    event.add("dtend", day_after(last))
    event.add("summary", _summary(procedure, clock))
    event.add("description", _description(clock))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [procedure])
    if clock.warn_on is not None:
        event.add_component(_alarm(clock, clock.warn_on, last))
    return event


def uid_of(procedure: str, clock: Clock) -> str:
    """The name of an event, the same in every file."""
    about = clock.about.replace("/", ".") or "procedure"
    return f"{procedure}.{about}.{clock.id}@{DOMAIN}"


def _summary(procedure: str, clock: Clock) -> str:
    about = f" {clock.about}" if clock.about else ""
    return f"{clock.label}{about} ({procedure}){_until(clock)}"


def _until(clock: Clock) -> str:
    """The time of day, where the clock does not run until midnight."""
    if clock.ends_at is None or local(clock.ends_at).time() == END_OF_DAY:
        return ""
    return f", tot {local(clock.ends_at):%H:%M}"


def _description(clock: Clock) -> str:
    lines = [clock.does, f"Begint met: {clock.starts}.", f"Grond: {clock.source}."]
    lines += [
        f"Ook gelezen als {shown_day(reading.last_day)}: {reading.label}."
        for reading in clock.readings
        if reading.last_day != clock.last_day
    ]
    lines += [f"Wie: {clock.who.label}."] if clock.who else []
    return "\n".join(line for line in lines if line)


def _alarm(clock: Clock, warn_on: date, last: date) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{clock.label} eindigt op {shown_day(last)}")
    alarm.add("trigger", WARNED_AT - timedelta(days=days_between(warn_on, last)))
    return alarm
