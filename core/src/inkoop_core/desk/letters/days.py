"""Days as a letter writes them."""

from datetime import date

from inkoop_core.domain.moment import shown_day, written_day

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def full_day(day: date) -> str:
    """`maandag 3 augustus 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {written_day(day)}"


def day_forms(day: date) -> tuple[str, ...]:
    """The ways in which a day may be written in a letter that was really sent."""
    return (shown_day(day), written_day(day))


def joined(items: list[str] | tuple[str, ...], last: str = "en") -> str:
    """`a, b en c`."""
    return f" {last} ".join([text for text in (", ".join(items[:-1]), *items[-1:]) if text])
