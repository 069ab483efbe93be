"""The next number of what is counted per procedure: `vraag-3`, `klacht-1`, `geding-2`."""

from collections.abc import Iterable
from typing import Any

from inkoop_core.domain.fact import Fact


def next_subject(recorded: Iterable[Fact[Any]], body: type, prefix: str) -> str:
    """The subject of the next fact of a kind; a number that was ever used is not used again.

    recorded  every fact ever recorded, withdrawn ones too
    prefix    what comes before the number: "vraag-", "geding-1/partij-"
    """
    taken = {
        fact.subject for fact in recorded if isinstance(fact.body, body) and fact.subject.startswith(prefix)
    }
    return f"{prefix}{len(taken) + 1}"


def number_of(subject: str) -> int:
    """The number at the end of a subject: 3 of `vraag-3`."""
    return int(subject.rpartition("-")[2])
