"""From the words of a form to a value: numbers, money, percentages, dates, yes and no."""

import re
from datetime import date
from decimal import Decimal

from inkoop_core.domain.naming import plain_name

_WHOLE = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:\s+[^\d]*)?")
_EUROS = re.compile(
    r"(?:€|EUR|euro)?\s*(\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:,(\d{2}|-{1,2}|–))?\s*(?:euro)?", re.I
)
_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,6}))?\s*(?:%|procent)?", re.I)
_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DAY = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"|(?P<day>\d{1,2})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<year>\d{4})"
    r"|(?P<day2>\d{1,2})\s+(?P<name>[a-z]{3,9})\.?\s+(?P<year2>\d{4}))(?!\d)",
    re.I,
)
_LONGEST = 200
_THROUGH = re.compile(r"\s*(?:tot en met|t/m|t\.?e\.?m\.?|-|–|—|en|\n)\s*", re.I)
YES = frozenset({"ja", "yes", "waar", "akkoord", "true"})
NO = frozenset({"nee", "neen", "no", "onwaar", "false", "niet"})


class Unreadable(Exception):
    """What is wrong with the words, in Dutch."""


def whole(text: str) -> int:
    """`48`, `1.234`, `48 medewerkers`. Raises Unreadable."""
    found = _WHOLE.fullmatch(text[:_LONGEST].strip())
    if found is None or len(found.group(1)) > 15:
        raise Unreadable("is geen geheel getal")
    return int(re.sub(r"[. ]", "", found.group(1)))


def cents(text: str) -> int:
    """`€ 4.250.000,00`, `4250000`, `€ 4.250.000,-` in cents. Raises Unreadable."""
    found = _EUROS.fullmatch(text[:_LONGEST].strip())
    if found is None or len(found.group(1)) > 20:
        raise Unreadable("is geen bedrag in euro's")
    rest = found.group(2) or ""
    return int(re.sub(r"[. ]", "", found.group(1))) * 100 + (int(rest) if rest.isdigit() else 0)


def percent(text: str) -> Decimal:
    """`8,00%` with the decimals that it has. Raises Unreadable."""
    found = _PERCENT.fullmatch(text[:_LONGEST].strip())
    if found is None:
        raise Unreadable("is geen percentage")
    number, decimals = found.groups()
    return Decimal(f"{int(number)}.{decimals}" if decimals else str(int(number)))


def day(text: str) -> date:
    """One date. Raises Unreadable."""
    days = _days(text)
    if len(days) != 1 or _DAY.sub("", text[:_LONGEST]).strip(" .,"):
        raise Unreadable("is geen datum (dag-maand-jaar)")
    return days[0]


def period(text: str) -> tuple[date, date]:
    """Two dates, both included. Raises Unreadable, also where `tot` leaves open whether the last day counts."""
    days = _days(text)
    if len(days) != 2:
        raise Unreadable("is geen periode van twee datums")
    first, last = days
    found = list(_DAY.finditer(text[:_LONGEST]))
    between = text[found[0].end() : found[1].start()]
    if _THROUGH.fullmatch(between) is None:
        raise Unreadable(f"is een periode met {between.strip()!r} ertussen; telt de laatste dag mee?")
    if first > last:
        raise Unreadable("is een periode die eindigt voor zij begint")
    return first, last


def _days(text: str) -> list[date]:
    return [_day(found) for found in _DAY.finditer(text[:_LONGEST])]


def _day(found: "re.Match[str]") -> date:
    given = found.groupdict()
    month = given["m"] or given["month"] or _month(given["name"] or "")
    try:
        return date(
            int(given["y"] or given["year"] or given["year2"]),
            int(month),
            int(given["d"] or given["day"] or given["day2"]),
        )
    except ValueError:
        raise Unreadable("is een dag die niet bestaat") from None


def _month(name: str) -> str:
    start = name.casefold()[:3].replace("mrt", "maa").replace("mar", "maa")
    return str(_MONTHS.index(start) + 1) if start in _MONTHS else "0"


def yes_no(text: str) -> bool | None:
    """By the first word; None where it is neither. A lone x is a yes."""
    words = plain_name(text[:_LONGEST]).split()
    if not words:
        return None
    if words[0] in YES or words == ["x"]:
        return True
    return False if words[0] in NO else None
