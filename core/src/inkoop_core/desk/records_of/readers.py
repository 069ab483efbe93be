"""Who may read a record with scores: not who scores anew and may not see how it was scored before."""

from inkoop_core.desk.scoring_rounds import is_hidden
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.record_made import RecordKind
from inkoop_core.errors import NotPermitted

_SCORED = (RecordKind.ASSESSMENT, RecordKind.AWARD)


def require_reader(state: ProcedureState, kind: RecordKind | None, *, kept: bool = False) -> None:
    """Raises NotPermitted where a record would show its reader the scores of an earlier round.

    kind  None: a dossier, in which everything stands
    kept  a record as it was established, whatever it held then
    """
    if kind is not None and kind not in _SCORED:
        return
    # Of the assessment of this moment only what stands is told; the others tell what was replaced too.
    facts = state.current if kind is RecordKind.ASSESSMENT and not kept else state.recorded
    if any(is_hidden(state, fact) for fact in facts):
        raise NotPermitted(
            f"{state.actor} mag de scores van een eerdere ronde niet zien en dus niet wat daarover is geschreven; laat "
            "een inkoopadviseur of jurist die er niet in scoort dit maken."
        )
