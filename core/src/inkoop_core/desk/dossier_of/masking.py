"""Texts as a reader outside the house may see them: nothing sealed, nobody else's name."""

from collections.abc import Iterable

from inkoop_core.assessment.assess import tenderer_names
from inkoop_core.desk.dossier_of.scope import Audience, Scope
from inkoop_core.desk.sealed import unsealed
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import Party

MASKED = "[weggelaten: gaat ook over een andere inschrijver]"
_SHORTEST = 4
"""A shorter name would be found in ordinary words."""


class Masking:
    """Masks a text that names a submission, tenderer or party which the dossier is not about."""

    def __init__(self, state: ProcedureState, scope: Scope) -> None:
        known = (*scope.own, *scope.concerned)
        self._foreign: tuple[str, ...] = ()
        if scope.audience is not Audience.HOUSE and known:
            self._foreign = tuple(_names(state, known))

    def __call__(self, text: str) -> str:
        """The text, without what may not be read."""
        low = text.casefold()
        return MASKED if any(name in low for name in self._foreign) else unsealed(text)


def _names(state: ProcedureState, known: Iterable[str]) -> Iterable[str]:
    kept = tuple(known)
    names = tenderer_names(state.recorded)
    own = {name.casefold() for submission, name in names.items() if submission in kept}
    for fact in state.recorded:
        if isinstance(fact.body, PackageReceived) and fact.subject not in kept:
            yield fact.subject.casefold()
        if isinstance(fact.body, Party) and fact.submission not in kept:
            name = fact.body.name.casefold()
            if len(name) >= _SHORTEST and name not in own:
                yield name
    for submission, name in names.items():
        if submission not in kept and len(name) >= _SHORTEST and name.casefold() not in own:
            yield name.casefold()
