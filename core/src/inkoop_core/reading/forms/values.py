"""From the words of a form to a value: numbers, money, percentages, dates, yes and no."""

import re
from datetime import date
from decimal import Decimal

from inkoop_core.domain.naming import plain_name

_WHOLE = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:\s+([^\d]*))?")
_COUNTED = frozenset(
    {
        "unieke", "medewerkers", "medewerker", "werknemers", "werknemer", "personeelsleden", "clienten", "client",
        "personen", "persoon", "mensen", "deelnemers", "deelnemer", "inwoners", "jeugdigen", "stuks",
    }
)  # fmt: skip
"""Words after a number that leave it as it is; `duizend`, `tot vijf` and `niet` do not."""
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
NO = frozenset({"nee", "neen", "no", "onwaar", "false"})


class Unreadable(Exception):
    """What is wrong with the words, in Dutch."""


def whole(text: str) -> int:
    """`48`, `1.234`, `48 medewerkers`. Raises Unreadable."""
    found = _WHOLE.fullmatch(text[:_LONGEST].strip())
    if found is None or len(found.group(1)) > 15 or not _COUNTED.issuperset(_words(found.group(2))):
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
    found = list(_DAY.finditer(text))
    if len(found) != 2:
        raise Unreadable("is geen periode van twee datums")
    first, last = (_day(each) for each in found)
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


def beside_period(text: str) -> str:
    """The words before and after a period: what may say that it is another one; "" where there are none."""
    found = list(_DAY.finditer(text))
    if not found:
        return ""
    around = (text[: found[0].start()], text[found[-1].end() :])
    return " … ".join(part.strip(" .,;") for part in around if _around(part))


_PLAIN_AROUND = frozenset({"van", "vanaf", "periode", "de"})


def _around(text: str) -> bool:
    return not _PLAIN_AROUND.issuperset(_words(text))


def yes_no(text: str) -> bool | None:
    """A yes or a no and nothing else; None for a text that says neither, both or more. A lone x is a yes."""
    words = _words(text)
    if words and (YES.issuperset(words) or words == ["x"]):
        return True
    return False if words and NO.issuperset(words) else None


def begins(text: str) -> bool | None:
    """Whether a text begins with yes or with no, whatever follows; None where it does with neither."""
    first = _words(text)[:1]
    return True if YES.issuperset(first) and first else False if first and NO.issuperset(first) else None


def says_both(text: str) -> bool:
    """Whether a text has a yes and a no: `ja / nee` where nothing is struck out."""
    words = set(_words(text))
    return bool(words & YES and words & NO)


def _words(text: str | None) -> list[str]:
    return plain_name(text or "").split()
