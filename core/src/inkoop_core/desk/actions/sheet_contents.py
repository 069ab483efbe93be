"""What stands on a scoring sheet, and who has to do with whose."""

from inkoop_core.access import holders, roles_now
from inkoop_core.api.scoring_sheets import ScoringSheet, SheetRow
from inkoop_core.desk.actions.scoring import why_open, why_unscored
from inkoop_core.desk.actions.subjects import known_criterion
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.role import Role
from inkoop_core.errors import NotPermitted, Unknown

FOR_OTHERS = (Role.ADVISER, Role.CHAIR)
"""Who may make an empty sheet for an assessor, and take in the one that he filled in."""


def may_enter_for(state: ProcedureState, assessor: str) -> None:
    """Raises NotPermitted when the actor has no business with the sheet of that person, Unknown for no assessor."""
    recorded = (*state.recorded_on_desk, *state.recorded)
    if assessor != state.actor and not roles_now(state.actor, recorded).intersection(FOR_OTHERS):
        raise NotPermitted(
            f"een beoordelaar werkt met zijn eigen formulier; dat van {assessor} is aan {assessor} zelf, een "
            "inkoopadviseur of de voorzitter."
        )
    if Role.ASSESSOR not in roles_now(assessor, recorded):
        raise Unknown(
            f"{assessor!r} is geen beoordelaar van deze procedure; bekend: "
            f"{', '.join(assessors_of(state)) or 'nog geen'}. Zie `inkoop view rollen`."
        )


def sheet_with(
    state: ProcedureState, assessor: str, criterion: str, rows: tuple[SheetRow, ...], **made: object
) -> ScoringSheet:
    """A sheet with the texts that are in force now. made: `made_at` and `head`, when not now."""
    head = state.store.head(state.procedure)
    facts: dict[str, object] = {"made_at": state.moment.known_at, "head": f"{head.seq} {head.hash}", **made}
    return ScoringSheet(
        procedure=state.definition.procedure,
        criterion=known_criterion(state, criterion),
        scale=state.definition.award.scale,
        assessor=assessor,
        definition=state.definition.sha256,
        rows=rows,
        **facts,  # type: ignore[arg-type]
    )


def to_score(state: ProcedureState, criterion: str) -> tuple[str, ...]:
    """The submissions that can be scored on a criterion."""
    return tuple(
        fact.subject
        for fact in sorted(state.facts(PackageReceived), key=lambda one: one.subject)
        if not why_unscored(state, fact.subject, criterion) and not why_open(state, fact.subject, criterion)
    )


def assessors_of(state: ProcedureState) -> tuple[str, ...]:
    """Who was made an assessor of the procedure or of the whole desk."""
    return holders(Role.ASSESSOR, (*state.desk_facts, *state.current))
