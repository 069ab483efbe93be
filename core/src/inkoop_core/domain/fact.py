"""Facts: what happened, in one envelope for core and plugins.

A fact is never changed. A later fact that names it in `replaces` corrects, supersedes or withdraws it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Generic, TypeVar

from attrs import frozen

from inkoop_core.domain.moment import Moment

B = TypeVar("B")


@frozen
class Fact(Generic[B]):
    """A recorded fact.

    subject        what it is about: "" the procedure, "S-001" a submission, "S-001/onderaannemer-1" a part
    happened_at    in the world (UTC); may lie back
    recorded_at    the desk's own clock (UTC); never falls
    by             the actor
    entry          its entry in the journal of the procedure
    replaces       the fact that it corrects, supersedes or withdraws
    timing_reason  why it is recorded much later than it happened, or before
    reason         why it replaces an earlier fact
    """

    id: int
    procedure: str
    kind: str
    version: int
    subject: str
    happened_at: datetime
    recorded_at: datetime
    by: str
    entry: int
    body: B
    replaces: int | None = None
    compartment: str = ""
    timing_reason: str = ""
    reason: str = ""

    @property
    def submission(self) -> str:
        """The submission that the fact is about, "" for the procedure itself."""
        return self.subject.partition("/")[0]


@frozen
class Draft:
    """A fact that an action would record. `happened_at` None means: now."""

    body: Any
    subject: str = ""
    happened_at: datetime | None = None
    replaces: int | None = None
    timing_reason: str = ""
    reason: str = ""


@frozen
class Withdrawn:
    """A fact is taken back; nothing stands in its place."""

    reason: str


@frozen
class UnknownRecord:
    """The body of a fact whose kind nobody here knows, because its plugin is missing or older.

    plain  its canonical JSON, as objects, arrays, texts and numbers
    """

    kind: str
    version: int
    plain: Any


def current(facts: Iterable[Fact[Any]], moment: Moment) -> tuple[Fact[Any], ...]:
    """The facts that stand at a moment, in the order in which they are given.

    Hidden: what had not happened by `as_of`, what was recorded after `known_at`, what a visible fact
    replaces, and withdrawals themselves.
    """
    visible = [
        fact for fact in facts if fact.recorded_at <= moment.known_at and fact.happened_at <= moment.as_of
    ]
    replaced = {fact.replaces for fact in visible if fact.replaces is not None}
    return tuple(fact for fact in visible if fact.id not in replaced and not isinstance(fact.body, Withdrawn))
