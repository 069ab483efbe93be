"""Facts that were read before. A fact never changes, so a desk that stays open reads each one once."""

from collections.abc import Callable
from typing import Any, TypeVar

from attrs import define, field

from inkoop_core.desk.ports import Store
from inkoop_core.domain.fact import Fact

T = TypeVar("T")


@define
class RememberedFacts:
    """The facts of a store, by procedure; what others recorded since is read when it is asked for."""

    store: Store
    _known: dict[str, tuple[Fact[Any], ...]] = field(factory=dict, init=False, repr=False)
    _derived: dict[tuple[Callable[[Any], Any], str, int], Any] = field(factory=dict, init=False, repr=False)

    def of(self, chain: str) -> tuple[Fact[Any], ...]:
        """Every fact of a procedure ("" the desk's own), replaced ones too, in the order of their ids."""
        known = self._known.get(chain, ())
        later = self.store.facts(chain, known[-1].id if known else 0)
        if later:
            known = (*known, *later)
            self._known[chain] = known
        return known

    def once(self, derive: Callable[[Fact[Any]], T], fact: Fact[Any]) -> T:
        """What a pure function says of a recorded fact, computed the first time that it is asked."""
        key = (derive, fact.procedure, fact.id)
        if key not in self._derived:
            self._derived[key] = derive(fact)
        found: T = self._derived[key]
        return found
