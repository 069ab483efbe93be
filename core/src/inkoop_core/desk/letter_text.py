"""The text of a letter as it is compared: words, days and numbers, however they are written."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from inkoop_core.desk.letters.days import WEEKDAYS, full_day
from inkoop_core.domain.naming import plain_name

_MONTHS = (
    "jan(?:uari)?",
    "feb(?:ruari)?",
    "maart|mrt",
    "apr(?:il)?",
    "mei",
    "juni?",
    "juli?",
    "aug(?:ustus)?",
    "sept?(?:ember)?",
    "okt(?:ober)?",
    "nov(?:ember)?",
    "dec(?:ember)?",
)
_DAY = re.compile(
    rf"""(?:\b(?P<weekday>{"|".join(WEEKDAYS)})\s*,?\s+)?(?<![\w.,/-])(?:
    (?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})
    |(?P<numeric>\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?(?:\d{{4}}|['’]\d{{2}})|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{2}})
    |(?P<day>\d{{1,2}})(?:e|de|ste)?\s+(?P<month>{"|".join(_MONTHS)})\b\.?(?:\s*(?P<year>\d{{4}}|['’]\d{{2}}))?
    )(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_CENTURY = 2000


@frozen
class FoundDay:
    """A day in a text. year None: not written; weekday: the name before it, "" none; start, end: where it stands."""

    day: int
    month: int
    year: int | None
    weekday: str
    start: int
    end: int

    @property
    def on(self) -> date | None:
        """The day of the calendar; None where no year was written."""
        return date(self.year, self.month, self.day) if self.year is not None else None

    @property
    def odd_weekday(self) -> str:
        """The name before it, where that is not the name of this day."""
        wrong = self.on is not None and self.weekday not in ("", WEEKDAYS[self.on.weekday()])
        return self.weekday if wrong else ""

    @property
    def shown(self) -> str:
        """`03-08-2026`, or `3-8 zonder jaar`."""
        if self.year is None:
            return f"{self.day}-{self.month} zonder jaar"
        return f"{self.day:02}-{self.month:02}-{self.year}"


def days_in(text: str) -> tuple[FoundDay, ...]:
    """The days of the calendar in a text: `maandag 3 augustus 2026`, `3 aug. '26`, `03-08-2026`, `2026-08-03`."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[FoundDay]:
    for match in _DAY.finditer(text):
        year: str | None
        if match["iso"]:
            year, month, day = match["iso"].split("-")
            number = int(month)
        elif match["numeric"]:
            day, month, year = re.split(r"\s?[-/.]\s?", match["numeric"])
            number = int(month)
        else:
            day, year = match["day"], match["year"]
            number = _month(match["month"])
        whole = _year(year)
        try:
            # A leap year, where none was written: the 29th of February is a day.
            date(_CENTURY if whole is None else whole, number, int(day))
        except ValueError:
            continue
        weekday = (match["weekday"] or "").lower()
        yield FoundDay(int(day), number, whole, weekday, match.start(), match.end())


def _month(name: str) -> int:
    return next(number for number, form in enumerate(_MONTHS, 1) if re.fullmatch(form, name, re.IGNORECASE))


def _year(written: str | None) -> int | None:
    if not written:
        return None
    digits = written.lstrip("'’")
    return int(digits) + (_CENTURY if len(digits) == len("26") else 0)


def seen(text: str) -> str:
    """A text without the signs that nobody sees: soft hyphens, spaces without width."""
    return text if text.isascii() else "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def compared(text: str) -> str:
    """The words of a text, its days and numbers each written in one way.

    The name of the day goes with it where it belongs to it. `2.500.000` and `2500000` are one number, `1,5` and `15`
    are two.
    """
    told = seen(text)
    parts, at = [], 0
    for found in days_in(told):
        if found.on is not None:
            parts += [told[at : found.start], f" {found.odd_weekday} dag{found.on:%Y%m%d} "]
            at = found.end
    whole = "".join((*parts, told[at:]))
    return plain_name(_NUMBER.sub(lambda number: _one_way(number[0]), whole))


def _one_way(number: str) -> str:
    if _THOUSANDS.fullmatch(number):
        number = number.replace(".", "")
    whole, comma, cents = number.partition(",")
    if comma and cents.isdigit():
        cents = cents.rstrip("0")
        return f"{whole}c{cents}" if cents else whole
    return number.replace(".", "p").replace(",", "c")


def closed(words: str) -> str:
    """Compared words without what is between them; a number stays apart from what is beside it."""
    return "".join(f"#{word}#" if word[0].isdigit() else word for word in words.split())


def odd_weekdays(text: str) -> tuple[str, ...]:
    """Days with the name of another day: `vrijdag 3 augustus 2026; dat is maandag 3 augustus 2026`."""
    found = (day for day in days_in(text) if day.odd_weekday)
    return tuple(
        dict.fromkeys(f"{day.odd_weekday} {day.shown}; dat is {full_day(day.on)}" for day in found if day.on)
    )
