"""Everything that clocks and gates may look at."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, TypeVar

from attrs import define

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.progress import DeadlineRule, GateRule
from inkoop_core.assessment.model import Assessment
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment

B = TypeVar("B")


@define(frozen=True, slots=False, eq=False)
class Course:
    """A procedure at a moment, for what comes after the assessment.

    facts           that stand, oldest first
    gate_rules      of the plugins; None: the plugins could not be asked, so no gate may be passed
    deadline_rules  of the plugins
    """

    definition: TenderDefinition
    facts: tuple[Fact[Any], ...]
    assessment: Assessment
    moment: Moment
    gate_rules: tuple[GateRule, ...] | None = ()
    deadline_rules: tuple[DeadlineRule, ...] = ()

    @cached_property
    def _by_class(self) -> Mapping[type, tuple[Fact[Any], ...]]:
        found: dict[type, list[Fact[Any]]] = {}
        for fact in self.facts:
            found.setdefault(type(fact.body), []).append(fact)
        return {body: tuple(items) for body, items in found.items()}

    @cached_property
    def by_id(self) -> Mapping[int, Fact[Any]]:
        """The facts that stand by their id."""
        return {fact.id: fact for fact in self.facts}

    def all(self, body: type[B], about: str | None = None) -> tuple[Fact[B], ...]:
        """Facts of one kind that stand, oldest first.

        about  only those whose subject is this or lies under it: "S-001", "geding-1"
        """
        found = self._by_class.get(body, ())
        if about is None:
            return found
        return tuple(fact for fact in found if fact.subject == about or fact.subject.startswith(f"{about}/"))

    def last(self, body: type[B], about: str | None = None) -> Fact[B] | None:
        """The newest of them; None when there is none."""
        found = self.all(body, about)
        return found[-1] if found else None
