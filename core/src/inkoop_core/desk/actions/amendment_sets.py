"""What a note of information changes in the tender definition: a set of amendments, in force from its publication."""

from attrs import frozen

from inkoop_core.assessment.changes import told_changes
from inkoop_core.desk.actions.amendments import (
    MENDED,
    REQUIRES,
    assessment_if_sound,
    require_closing_ahead,
    require_sound,
    shown_value,
)
from inkoop_core.desk.actions.retender import planning_problem, require_planning
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import Amendment
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.errors import CommandError, Refused
from inkoop_core.tender.amend import amended, value_at


@frozen
class AmendmentSet:
    """The drafts of a set, and what each changes, in Dutch."""

    drafts: tuple[Draft, ...]
    told: tuple[str, ...]


def amendment_set(
    amendments: tuple[Amendment, ...], state: ProcedureState, moment: Moment, late: str = ""
) -> AmendmentSet:
    """The set as facts, when the tender stays sound with all of it.

    late  why what was in force before the closing is recorded only after the opening
    Raises Refused after the opening unless it was in force before the closing and somebody says why it comes late,
    for a closing in the past and for what is locked in a re-tender, CommandError naming every wrong place,
    TenderFileError when the definition would not be sound.
    """
    if not amendments:
        return AmendmentSet((), ())
    if state.opened:
        _require_before_closing(amendments, state, late)
    for item in amendments:
        require_planning(item.path, state)
    _require_places(amendments, state)
    drafts = tuple(Draft(item, f"amendment/{item.path}") for item in amendments)
    after = state.supposing(*drafts)
    for item in amendments:
        require_closing_ahead(item, state, after, moment)
    present = assessment_if_sound(state)
    require_sound(after, present)
    told = tuple(_told(item, state, after) for item in amendments)
    if state.opened:
        turned = told_changes(present, after.assessment()) if present else MENDED
        told += (f"Let op: pas na de opening vastgelegd. Reden: {late}", turned)
    return AmendmentSet(drafts, told)


def _require_before_closing(amendments: tuple[Amendment, ...], state: ProcedureState, late: str) -> None:
    """What was published before the closing counts from its publication, also when it was recorded late."""
    closing = state.in_force.closing_at
    if any(item.in_force_from > closing for item in amendments):
        raise Refused(
            f"de procedure is op {shown(closing)} gesloten; een Nota van Inlichtingen wijzigt de "
            "aanbesteding dan niet meer. Een overnamefout kan nog worden hersteld met wijziging-vastleggen."
        )
    if not late:
        raise Refused(
            f"de inschrijvingen kunnen al zijn geopend (sluiting {shown(closing)}). Deze Nota is ervoor gepubliceerd "
            "en geldt vanaf toen; zeg waarom zij nu pas wordt vastgelegd (timing_reason)."
        )


def problems_of_places(amendments: tuple[Amendment, ...], state: ProcedureState) -> list[str]:
    """What is wrong with the places and values of a set, one line each; each is laid over those before it."""
    tables, problems, seen = state.in_force.tables, [], set[str]()
    for item in amendments:
        if item.path.split(".")[0] == REQUIRES:
            problems.append(f"{item.path}: een set plugins wordt niet gewijzigd")
            continue
        if locked := planning_problem(item.path, state):
            problems.append(locked)
            continue
        if item.path in seen:
            problems.append(f"{item.path}: wordt twee keer gewijzigd; kies een van beide")
        seen.add(item.path)
        try:
            tables = amended(tables, item.path, item.value)
        except ValueError as error:
            problems.append(str(error))
    return problems


def _require_places(amendments: tuple[Amendment, ...], state: ProcedureState) -> None:
    if problems := problems_of_places(amendments, state):
        raise CommandError("De definitie kan zo niet worden gewijzigd:", problems)


def _told(amendment: Amendment, before: ProcedureState, after: ProcedureState) -> str:
    old, new = (shown_value(value_at(one.in_force.tables, amendment.path)) for one in (before, after))
    return f"{amendment.path}: {old} wordt {new} ({amendment.source})."
