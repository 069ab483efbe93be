"""What waits while the procedure stands still, and what never comes any more."""

from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.errors import Refused
from inkoop_core.progress.pauses import FOR_GOOD
from inkoop_core.progress.running import halted_by


def require_running(state: ProcedureState, what: str) -> None:
    """Raises Refused while the procedure is suspended, and for good after a stop or withdrawal (PRO-11).

    what  in Dutch, what is refused: "een gunningsbeslissing"
    """
    halted = halted_by(state.course)
    if halted is None:
        return
    told = f"de procedure is op {shown_day(local_day(halted.happened_at))} {halted.body.change.label}"
    after = (
        f"{what} kan niet meer worden vastgelegd."
        if halted.body.change in FOR_GOOD
        else f"{what} wacht op de hervatting (verloop-vastleggen)."
    )
    raise Refused(f"{told} ({halted.body.reason}); {after}")
