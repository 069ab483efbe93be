"""Which row of the platform's table is about which package of a vault, and by what; what is not sure is not matched."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from inkoop_core.domain.naming import holds, plain_name
from inkoop_core.reading.platform_table import PlatformRow
from inkoop_core.reading.sources import shown_name

_NUMBERING = re.compile(r"^[0-9]+ ")
_LEAST_LETTERS = 4
"""A shorter name is part of too many others to be matched by it."""
_LEAST_DIGITS = 6
"""A shorter number stands in a name by chance: as its numbering or as a year."""
_MOST_NAMED = 20
"""Rows named in one line; of more only how many."""
_SAME, _PART = 2, 1
BY_PART = "deel van de naam"


@frozen
class Match:
    """A row that is about a package. by: the folder column, the message number or the name."""

    row: PlatformRow
    by: str


Fits = Callable[[PlatformRow, str, str], bool]
"""Whether a row fits a package by one way of matching: the row, the package's name, and that name in plain words."""


def matches(
    packages: Sequence[str], rows: Sequence[PlatformRow]
) -> tuple[Mapping[str, Match], tuple[str, ...]]:
    """The match of each package by its name, and a line for each row that has none or is doubtful.

    By the column that names the folder, by the message number in its name, by the tenderer's name. What fits more
    than one, and what the names contradict, is not matched.
    """
    matching = _Matching({name: plain_name(stem(name)) for name in packages}, rows)
    for by, fits in _WAYS:
        matching.round(by, fits)
    return matching.found, tuple(matching.told())


def stem(name: str) -> str:
    """The name of a package without `.zip`."""
    return name[:-4] if name.casefold().endswith(".zip") else name


class _Matching:
    """Matches in rounds; gathers what is odd on the way."""

    def __init__(self, names: Mapping[str, str], rows: Sequence[PlatformRow]) -> None:
        self.names = names
        self.rows = rows
        self.left = list(rows)
        self.closed: set[str] = set()
        self.found: dict[str, Match] = {}
        self.lines: list[str] = []

    def round(self, by: str, fits: Fits) -> None:
        """One way of matching. A row and a package that a name contradicts take part in no later one."""
        rows, self.left = self.left, []
        free = [name for name in self.names if name not in self.found and name not in self.closed]
        wanted = {row.number: [name for name in free if fits(row, name, self.names[name])] for row in rows}
        claims: dict[str, list[PlatformRow]] = {}
        for row in rows:
            for name in wanted[row.number]:
                claims.setdefault(name, []).append(row)
        for row in rows:
            choices = wanted[row.number]
            claiming = claims[choices[0]] if len(choices) == 1 else []
            if len(claiming) == 1:
                self._judged(row, choices[0], by)
                continue
            self.left.append(row)
            if len(choices) > 1:
                self.lines.append(f"rij {row.number}: {row.name!r} past bij {', '.join(sorted(choices))}")
            elif claiming:
                others = [other for other in claiming[: _MOST_NAMED + 1] if other is not row][:_MOST_NAMED]
                more = len(claiming) - 1 - len(others)
                numbers = ", ".join(str(other.number) for other in others) + (
                    f" en nog {more}" if more else ""
                )
                self.lines.append(f"rij {row.number}: {choices[0]} past ook bij rij {numbers}")

    def _judged(self, row: PlatformRow, name: str, by: str) -> None:
        against = self._contradicted(row, name) or (self._shared(row, name) if by == BY_PART else "")
        if against:
            self.closed.add(name)
            self.lines.append(
                f"rij {row.number}: {by} van {row.name!r} wijst naar {shown_name(name)}, maar {against}; niet gekoppeld"
            )
            return
        self.found[name] = Match(row, by)
        if by == BY_PART:
            self.lines.append(
                f"rij {row.number}: {row.name!r} is alleen op een deel van de naam gekoppeld aan {shown_name(name)}; "
                "ga na of dat klopt"
            )

    def _contradicted(self, row: PlatformRow, name: str) -> str:
        """Which name fits better; "" when none does."""
        own = _likeness(row, self.names[name])
        for other in self.rows:
            if other is not row and _likeness(other, self.names[name]) > own:
                return f"die naam past beter bij rij {other.number} ({other.name!r})"
        for other_name, plain in self.names.items():
            if other_name != name and _likeness(row, plain) > own:
                return f"de naam van de inschrijver past beter bij {shown_name(other_name)}"
        return ""

    def _shared(self, row: PlatformRow, name: str) -> str:
        """Who else bears the part by which a row and a package are alike; "" when nobody does."""
        part = min(plain_name(row.name), _NUMBERING.sub("", self.names[name]), key=len)
        for other in self.rows:
            if other is not row and holds(plain_name(other.name), part):
                return f"ook rij {other.number} ({other.name!r}) draagt die naam"
        for other_name, plain in self.names.items():
            if other_name != name and holds(plain, part):
                return f"ook {shown_name(other_name)} draagt die naam"
        return ""

    def told(self) -> Iterator[str]:
        """What is odd, and the rows without a package."""
        yield from dict.fromkeys(self.lines)
        matched = {match.row.number for match in self.found.values()}
        named = {line.partition(":")[0] for line in self.lines}
        for row in self.rows:
            if row.number not in matched and not row.withdrawn and f"rij {row.number}" not in named:
                yield f"rij {row.number}: bij {row.name!r} is geen map of zip gevonden"


def _likeness(row: PlatformRow, plain: str) -> int:
    """How well the name of a tenderer fits that of a package."""
    if _same_name(row, plain):
        return _SAME
    return _PART if _part_of_name(row, plain) else 0


@lru_cache(maxsize=32_768)
def _in_words(name: str) -> str:
    return plain_name(name)


@lru_cache(maxsize=32_768)
def _unnumbered(plain: str) -> str:
    return _NUMBERING.sub("", plain)


def _same_name(row: PlatformRow, plain: str) -> bool:
    return _in_words(row.name) in (plain, _unnumbered(plain))


def _part_of_name(row: PlatformRow, plain: str) -> bool:
    name, folder = _in_words(row.name), _unnumbered(plain)
    if min(len(name), len(folder)) < _LEAST_LETTERS:
        return False
    return holds(folder, name) or holds(name, folder)


def _by_column(row: PlatformRow, name: str, _plain: str) -> bool:
    wanted = row.folder.replace("\\", "/").rstrip("/").rpartition("/")[2].casefold()
    return bool(wanted) and wanted in (name.casefold(), stem(name).casefold())


def _by_message_number(row: PlatformRow, _name: str, plain: str) -> bool:
    number = _in_words(row.entry.message_number)
    telling = not number.replace(" ", "").isdecimal() or len(number.replace(" ", "")) >= _LEAST_DIGITS
    return not row.folder and telling and holds(plain, number)


def _by_same_name(row: PlatformRow, _name: str, plain: str) -> bool:
    return not row.folder and _same_name(row, plain)


def _by_name_within(row: PlatformRow, _name: str, plain: str) -> bool:
    return not row.folder and _part_of_name(row, plain)


_WAYS: tuple[tuple[str, Fits], ...] = (
    ("kolom", _by_column),
    ("berichtnummer", _by_message_number),
    ("naam", _by_same_name),
    (BY_PART, _by_name_within),
)
