"""Texts as a reader outside the house may see them: nothing sealed, nobody else's name."""

from collections.abc import Iterator

from inkoop_core.desk.called import compared, names_of
from inkoop_core.desk.dossier_of.scope import Audience, Scope
from inkoop_core.desk.letters.open_texts import words_of_tender
from inkoop_core.desk.sealed import unsealed
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.naming import holds
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import Party, Tenderer

MASKED = "[weggelaten: gaat ook over een andere inschrijver]"
_NAMED = (Tenderer, Party)
_SHORTEST = 4
"""A shorter name would be found in ordinary words."""


class Masking:
    """Masks a text that names a submission, tenderer or party which the dossier is not about."""

    def __init__(self, state: ProcedureState, scope: Scope) -> None:
        known = frozenset((*scope.own, *scope.concerned))
        self._foreign: tuple[str, ...] = ()
        if scope.audience is not Audience.HOUSE and known:
            self._foreign = tuple(dict.fromkeys(_names(state, known)))

    def __call__(self, text: str) -> str:
        """The text, without what may not be read."""
        words = compared(text)
        return MASKED if any(holds(words, name) for name in self._foreign) else unsealed(text)


def _names(state: ProcedureState, known: frozenset[str]) -> Iterator[str]:
    """What others are and were called, as it is searched, but for the names of those whom the dossier is about."""
    named = [(fact.submission, fact.body.name) for fact in state.recorded if isinstance(fact.body, _NAMED)]
    own = {form for submission, name in named if submission in known for form in names_of(name)}
    ordinary = words_of_tender(state.definition)
    for submission, name in named:
        if submission not in known:
            full = compared(name)
            for form in names_of(name) - own:
                if len(form) >= _SHORTEST and (form == full or not holds(ordinary, form)):
                    yield form
    for fact in state.recorded:
        if isinstance(fact.body, PackageReceived) and fact.subject not in known:
            yield compared(fact.subject)
