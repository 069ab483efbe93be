"""Tenders and award methods as a plugin hands them over."""

from collections.abc import Callable, Mapping

from attrs import frozen

from inkoop_core.api.award import Award


@frozen
class TenderSource:
    """A tender: its id and the text of its `tender.toml`, read when it is needed."""

    id: str
    title: str
    text: Callable[[], str]


@frozen
class AwardResult:
    """What an award method says of one submission's consensus scores.

    total     points
    passed    enough for an award
    reasons   in Dutch: every minimum, met or not
    """

    total: int
    passed: bool
    reasons: tuple[str, ...]


AwardMethod = Callable[[Award, Mapping[str, int]], AwardResult]
"""From the award table and the consensus score per criterion to the result."""
