"""Facts that were read before. A fact never changes, so a desk that stays open reads each one once."""

from typing import Any

from attrs import define, field

from inkoop_core.desk.ports import Store
from inkoop_core.domain.fact import Fact


@define
class RememberedFacts:
    """The facts of a store, by procedure; what others recorded since is read when it is asked for."""

    store: Store
    _known: dict[str, tuple[Fact[Any], ...]] = field(factory=dict, init=False, repr=False)

    def of(self, chain: str) -> tuple[Fact[Any], ...]:
        """Every fact of a procedure ("" the desk's own), replaced ones too, in the order of their ids."""
        known = self._known.get(chain, ())
        later = self.store.facts(chain, known[-1].id if known else 0)
        if later:
            known = (*known, *later)
            self._known[chain] = known
        return known
