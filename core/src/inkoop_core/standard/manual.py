"""Requirements that only an officer can judge."""

from collections.abc import Iterable

from inkoop_core.api.rules import Case
from inkoop_core.domain.decision import ManualCheck
from inkoop_core.domain.finding import Finding


def manual(case: Case, id: str) -> Iterable[Finding]:
    """What the officer found; pending until somebody has looked."""
    voice = case.on(id)
    for check in reversed(case.all(ManualCheck)):
        if check.body.requirement == id:
            judged = voice.met if check.body.met else voice.not_met
            yield judged(check.body.explanation, check)
            return
    yield voice.pending(f"{voice.requirement.title}: nog niet door een medewerker beoordeeld.")
