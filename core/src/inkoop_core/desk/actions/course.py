"""Suspend, resume, stop or withdraw the procedure (PRO-11)."""

from datetime import datetime

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.complaints import before_committee
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.course import CourseChange, CourseChanged, DefinitiveAward
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused
from inkoop_core.progress.running import halted_by, may_follow
from inkoop_core.progress.signing import agreements_of


@frozen
class ChangeCourse:
    """Change the course of the whole procedure."""

    change: CourseChange = said("Wat", "opschorten, hervatten, stoppen of intrekken")
    reason: str = said("Reden", "zoals die in de brief aan elke inschrijver komt", long=True)
    mandate: str = said("Mandaat", "het mandaat of collegebesluit waarop het rust")
    happened_at: datetime | None = said("Wanneer", "leeg: nu", default=None)
    timing_reason: str = said("Waarom nu pas vastgelegd", default="")
    despite_committee: str = said(
        "Waarom hervat terwijl de Geschillencommissie nog beslist",
        "alleen als een klacht daar ligt zonder advies",
        default="",
        long=True,
    )


def problems(command: ChangeCourse) -> list[str]:
    return [f"{name}: vul in" for name in ("reason", "mandate") if not getattr(command, name).strip()]


def change(command: ChangeCourse, reader: Reader, moment: Moment) -> Outcome:
    """One more turn in the course of the procedure.

    Raises Refused for a turn that cannot follow: to resume what is not suspended, or while a complaint lies before
    the disputes committee without a reason, or anything after a stop or withdrawal; CommandError for a day that is
    still to come or that lies before the last turn.
    """
    state = as_reader(reader)
    _require_order(command, state)
    lying = before_committee(reader) if command.change is CourseChange.RESUMED else ()
    if lying and not command.despite_committee.strip():
        raise Refused(
            f"{', '.join(lying)} ligt bij de Geschillencommissie en haar advies is er nog niet; de procedure is "
            "opgeschort tot haar uitspraak (§5.8.1). Zeg waarom toch wordt hervat (despite_committee)."
        )
    when = _when(command, state, moment)
    number = len({fact.subject for fact in state.recorded if isinstance(fact.body, CourseChanged)}) + 1
    despite = command.despite_committee.strip() if lying else ""
    body = CourseChanged(command.change, command.reason, command.mandate, despite)
    draft = Draft(body, f"verloop/{number}", happened_at=when, timing_reason=command.timing_reason)
    told = _told(command, state)
    if lying:
        told.append(
            f"Let op: {', '.join(lying)} ligt nog bij de Geschillencommissie (§5.8.1). Toch hervat, omdat: "
            f"{command.despite_committee}"
        )
    return Outcome((draft,), "\n".join(told))


def _require_order(command: ChangeCourse, state: ProcedureState) -> None:
    if may_follow(command.change, state.course):
        return
    halted = halted_by(state.course)
    if halted is None:
        raise Refused("de procedure is niet opgeschort; er valt niets te hervatten.")
    raise Refused(
        f"de procedure is op {shown(halted.happened_at)} {halted.body.change.label} ({halted.body.reason}); "
        f"zij kan daarna niet worden {command.change.label}."
    )


def _when(command: ChangeCourse, state: ProcedureState, moment: Moment) -> datetime | None:
    """When it happened; turns are recorded in the order in which they happened."""
    if command.happened_at is None:
        return None
    what = "Het verloop kan zo niet worden vastgelegd:"
    if command.happened_at > moment.as_of:
        raise CommandError(what, [f"happened_at: {shown(command.happened_at)} ligt in de toekomst"])
    earlier = [fact.happened_at for fact in state.course.all(CourseChanged)]
    if earlier and command.happened_at <= max(earlier):
        raise CommandError(
            what, [f"happened_at: ligt niet na de vorige wending, die van {shown(max(earlier))} is"]
        )
    return command.happened_at


_FOLLOWS = {
    CourseChange.SUSPENDED: "Tot de hervatting kan niet worden beslist, definitief gegund of ondertekend.",
    CourseChange.RESUMED: "Er kan weer worden beslist, definitief gegund en ondertekend.",
    CourseChange.STOPPED: "Er kan niet meer worden beslist, definitief gegund of ondertekend.",
    CourseChange.WITHDRAWN: "Er kan niet meer worden beslist, definitief gegund of ondertekend.",
}


def _told(command: ChangeCourse, state: ProcedureState) -> list[str]:
    lines = [
        f"De procedure wordt {command.change.label}. Reden: {command.reason}",
        _FOLLOWS[command.change],
        f"Elke inschrijver ({len(state.assessment().submissions)}) moet er een brief over krijgen.",
    ]
    awarded = [fact.submission for fact in state.course.all(DefinitiveAward)]
    if awarded and command.change is not CourseChange.RESUMED:
        lines.append(f"Let op: definitief gegund is al aan {', '.join(awarded)}.")
    exists = [
        f"{status.submission} (sinds {shown(status.since)})"
        for status in agreements_of(state.course)
        if status.since is not None
    ]
    if exists and command.change is not CourseChange.RESUMED:
        lines.append(
            f"Let op: er bestaat al een overeenkomst met {', '.join(exists)}. Dit besluit beëindigt haar niet; hun "
            "brief zegt dat zij bestaat. Overleg met een jurist wat het voor haar betekent."
        )
    return lines


CHANGE_COURSE = Action(
    "verloop-vastleggen",
    "Procedure opschorten, hervatten, stoppen of intrekken",
    ChangeCourse,
    (Role.ADVISER, Role.DECISION_MAKER),
    "procedure",
    change,
    irreversible=True,
    second_person=True,
    problems=problems,
    second_roles=(Role.DECISION_MAKER,),
)
