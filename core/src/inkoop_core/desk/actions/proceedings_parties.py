"""Who joins proceedings, and who appeals; an appeal pauses nothing by itself (§5.8.2)."""

from collections.abc import Iterable
from datetime import datetime

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.proceedings import ROLES, empty, require_after, require_past
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.numbering import next_subject
from inkoop_core.desk.proceedings import known_proceedings
from inkoop_core.desk.state import as_reader, last_of
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.proceedings import Appealed, Joined
from inkoop_core.errors import Refused
from inkoop_core.progress.pauses import judgment_of


@frozen
class RecordJoined:
    """Record that a party joined or intervened."""

    proceedings: str = said("Geding", "bijvoorbeeld geding-1", refers="proceedings")
    name: str = said("Partij", "naam")
    side: str = said("Aan de zijde van", "eiser, gemeente of zelfstandig (tussenkomst)")
    joined_at: datetime = said("Wanneer")
    submission: str = said("Inschrijving", "van die partij; leeg: geen", default="", refers="submission")
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


@frozen
class RecordAppeal:
    """Record an appeal against a judgment."""

    proceedings: str = said("Geding", "bijvoorbeeld geding-1", refers="proceedings")
    by: str = said("Door", "wie in beroep komt")
    court: str = said("Gerecht", "bijvoorbeeld gerechtshof Arnhem-Leeuwarden")
    appealed_at: datetime = said("Wanneer")
    case_number: str = said("Zaaknummer", default="")
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


def join(command: RecordJoined, reader: Reader, moment: Moment) -> Outcome:
    """One more party in the case. Raises Unknown, Refused for a wrong moment."""
    state = as_reader(reader)
    fact = known_proceedings(reader, command.proceedings)
    require_past(command.joined_at, moment)
    require_after(command.joined_at, fact)
    if command.submission:
        known_submission(reader, command.submission)
    subject = next_subject(state.recorded, Joined, f"{fact.subject}/partij-")
    body = Joined(command.name.strip(), command.submission, command.side.strip())
    draft = Draft(body, subject, happened_at=command.joined_at, timing_reason=command.timing_reason)
    touched = f" {command.submission} wordt daarmee geraakt door de uitkomst." if command.submission else ""
    return Outcome((draft,), f"{fact.subject}: {body.name} voegt zich (zijde: {body.side}).{touched}")


def join_problems(command: RecordJoined) -> list[str]:
    return empty(command, "name", "side")


def appeal(command: RecordAppeal, reader: Reader, moment: Moment) -> Outcome:
    """The appeal; it pauses nothing by itself.

    Raises Unknown, Refused without a judgment and for a moment before it.
    """
    state = as_reader(reader)
    fact = known_proceedings(reader, command.proceedings)
    require_past(command.appealed_at, moment)
    judgment = judgment_of(state.course, fact.subject)
    if judgment is None or command.appealed_at < judgment.happened_at:
        raise Refused(
            f"in {fact.subject} is op dat tijdstip nog geen uitspraak vastgelegd om tegen in beroep te gaan."
        )
    subject = f"{fact.subject}/beroep"
    earlier = last_of(state.recorded, Appealed, subject)
    draft = Draft(
        Appealed(command.by.strip(), command.court.strip(), command.case_number),
        subject,
        happened_at=command.appealed_at,
        replaces=earlier.id if earlier else None,
        reason="opnieuw vastgelegd" if earlier else "",
        timing_reason=command.timing_reason,
    )
    return Outcome(
        (draft,),
        f"{fact.subject}: {command.by.strip()} gaat op {shown(command.appealed_at)} in hoger beroep bij "
        f"{command.court.strip()}. Een beroep pauzeert de procedure niet vanzelf; een opschorting doet dat "
        "(verloop-vastleggen).",
    )


def appeal_problems(command: RecordAppeal) -> Iterable[str]:
    return empty(command, "by", "court")


RECORD_JOINED = Action(
    "partij-voegt-zich",
    "Partij in een geding vastleggen",
    RecordJoined,
    ROLES,
    "proceedings",
    join,
    problems=join_problems,
)
RECORD_APPEAL = Action(
    "beroep-vastleggen",
    "Hoger beroep vastleggen",
    RecordAppeal,
    ROLES,
    "proceedings",
    appeal,
    problems=appeal_problems,
)
