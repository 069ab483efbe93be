"""Which letter told a fact, and when: nothing was asked or told before a letter that names it was sent."""

import functools
from collections.abc import Collection, Mapping
from datetime import datetime

from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.progress.course import Course

ABOUT_ALL = ("", "verloop")
"""What is told to every tenderer: the first part of the subject of such a fact."""


def letter_of(
    course: Course, fact_id: int, kinds: Collection[LetterKind] | None = None
) -> Fact[LetterSent] | None:
    """The first letter sent that tells the fact to whom it is about; None while there is none.

    kinds  only letters of these kinds; None: of any kind

    Of a decision that others are told too, their letters do not count: the clocks of a tenderer run from its own.
    A fact about the procedure itself is told by the first letter to anybody.
    """
    return min(_own_letters(course, fact_id, kinds), key=told_at, default=None)


def last_letter_of(
    course: Course, fact_id: int, kinds: Collection[LetterKind] | None = None
) -> Fact[LetterSent] | None:
    """The last letter sent that tells the fact to whom it is about; None while there is none.

    A corrected letter takes the place of the first: only a complete letter starts a standstill (art. 2.130 Aw).
    """
    return max(_own_letters(course, fact_id, kinds), key=told_at, default=None)


def _own_letters(
    course: Course, fact_id: int, kinds: Collection[LetterKind] | None
) -> list[Fact[LetterSent]]:
    about = _about(course, fact_id)
    return [
        letter for letter in letters_of(course, fact_id, kinds) if about is None or letter.submission == about
    ]


def letters_of(
    course: Course, fact_id: int, kinds: Collection[LetterKind] | None = None
) -> tuple[Fact[LetterSent], ...]:
    """Every letter sent that tells the fact, to anybody, in the order in which they were recorded."""
    told = _by_fact(course).get(fact_id, ())
    return tuple(letter for letter in told if kinds is None or letter.body.kind in kinds)


@functools.lru_cache(maxsize=2)
def _by_fact(course: Course) -> Mapping[int, tuple[Fact[LetterSent], ...]]:
    """The letters by the facts that they tell: looked up once for all submissions."""
    found: dict[int, list[Fact[LetterSent]]] = {}
    for letter in course.all(LetterSent):
        for told in dict.fromkeys(letter.body.facts):
            found.setdefault(told, []).append(letter)
    return {told: tuple(letters) for told, letters in found.items()}


def told_at(letter: Fact[LetterSent]) -> datetime:
    """When the letter was sent (UTC)."""
    return letter.happened_at


def received_at(letter: Fact[LetterSent]) -> datetime:
    """When the platform received the letter (UTC); where that is not known, when it was sent."""
    return letter.happened_at if letter.body.received_at is None else letter.body.received_at


def receipt_known(letter: Fact[LetterSent]) -> bool:
    """Whether the platform told when it received the letter."""
    return letter.body.received_at is not None


def _about(course: Course, fact_id: int) -> str | None:
    fact = course.by_id.get(fact_id)
    return None if fact is None or fact.submission in ABOUT_ALL else fact.submission
