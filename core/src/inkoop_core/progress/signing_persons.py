"""Whether two signatures are of two persons for sure: joint power asks for two (§5.4)."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from inkoop_core.domain.naming import plain_name

_TITLES = frozenset(
    ("dhr", "mevr", "mw", "mr", "ir", "ing", "drs", "dr", "prof", "bc", "de", "heer", "mevrouw")
)


def two_for_sure(names: Iterable[str]) -> bool:
    """Whether at least two of these names cannot be one person's."""
    return any(not may_be_one(one, other) for one, other in combinations(names, 2))


def may_be_one(one: str, other: str) -> bool:
    """Whether two names can be one person's: each word of the shorter begins, or is begun by, a word of the other.

    `Jan Jansen`, `J. Jansen` and `Jansen, Jan` can; `Jan Jansen` and `Piet Jansen` cannot.
    """
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return _fits(shorter, longer)


def _words(name: str) -> Sequence[str]:
    words = tuple(dict.fromkeys(plain_name(name).split()))
    return tuple(word for word in words if word not in _TITLES) or words


def _fits(words: Sequence[str], others: Sequence[str]) -> bool:
    if not words:
        return True
    first, *rest = words
    return any(
        _alike(first, other) and _fits(rest, (*others[:number], *others[number + 1 :]))
        for number, other in enumerate(others)
    )


def _alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
