"""Proceedings by their number, and how they stand."""

from inkoop_core.api.actions import Reader
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day
from inkoop_core.domain.proceedings import Proceedings
from inkoop_core.errors import Unknown
from inkoop_core.progress.clocks import clock_of
from inkoop_core.progress.forfeiture import told_forfeiture
from inkoop_core.progress.pauses import FREEING, judgment_of, pauses_of, unexecuted

FORFEITURE, STANDSTILL = "forfeiture", "standstill"


def known_proceedings(reader: Reader, proceedings: str) -> Fact[Proceedings]:
    """Proceedings. Raises Unknown, naming the known ones."""
    found = reader.facts(Proceedings, proceedings)
    if not found:
        known = ", ".join(fact.subject for fact in reader.facts(Proceedings)) or "nog geen"
        raise Unknown(f"geding {proceedings!r} bestaat niet; bekend: {known}.")
    return found[-1]


def forfeiture_told(state: ProcedureState, fact: Fact[Proceedings]) -> str:
    """How the summons stands to the twenty days of the claimant."""
    if not fact.body.claimant:
        return (
            "Vervaltermijn: de eiser heeft geen inschrijving; er loopt voor hem geen termijn op dit bureau."
        )
    forfeiture, standstill = (
        clock_of(state.course, clock, fact.body.claimant) for clock in (FORFEITURE, STANDSTILL)
    )
    return told_forfeiture(forfeiture, standstill, local_day(fact.happened_at))


def paused_by(state: ProcedureState, proceedings: str) -> tuple[str, ...]:
    """The submissions that these proceedings pause now."""
    return tuple(
        item.submission
        for item in state.assessment().submissions
        if any(pause.about == proceedings for pause in pauses_of(state.course, item.submission))
    )


def standing_of(reader: Reader, fact: Fact[Proceedings]) -> str:
    """How proceedings stand, in Dutch."""
    state = as_reader(reader)
    judgment = judgment_of(state.course, fact.subject)
    if judgment is None:
        return "loopt"
    if judgment.body.outcome in FREEING:
        return judgment.body.outcome.label
    waiting = open_for(state, fact.subject)
    return f"{judgment.body.outcome.label}, " + ("niet uitgevoerd" if waiting else "uitgevoerd")


def open_for(state: ProcedureState, proceedings: str) -> tuple[str, ...]:
    """The submissions for which the judgment still waits to be carried out."""
    return tuple(
        item.submission
        for item in state.assessment().submissions
        if unexecuted(state.course, proceedings, item.submission) is not None
    )
