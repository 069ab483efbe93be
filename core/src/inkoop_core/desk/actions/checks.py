"""What an officer establishes himself: a manual check, an incident."""

from datetime import date, datetime
from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.subjects import known_requirement, known_submission
from inkoop_core.desk.review import told_decided
from inkoop_core.desk.state import as_reader, last_of
from inkoop_core.domain.decision import Incident, ManualCheck
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, local_day, shown, shown_day
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused

MANUAL = "manual"


@frozen
class RecordCheck:
    """Record an own check of a requirement that no rule can judge."""

    submission: str = said("Inschrijving", refers="submission")
    requirement: str = said("Eis", refers="requirement")
    met: bool = said("Voldoet", "ja of nee")
    explanation: str = said("Toelichting", "wat is gezien en waar", long=True)


@frozen
class ReportIncident:
    """Record a forbidden contact of a tenderer (§1.2)."""

    submission: str = said("Inschrijving", refers="submission")
    what: str = said("Wat is er gebeurd", long=True)
    by_whom: str = said("Wie nam contact op, met wie")
    happened_at: datetime = said("Wanneer", "bijvoorbeeld 03-06-2026 14:30")
    with_whom: str = said("Welke medewerker", "met wie contact is opgenomen", default="")
    how: str = said("Hoe", "telefoon, e-mail, in persoon", default="")
    done: str = said("Wat is ermee gedaan", "wat de medewerker zei en deed", default="", long=True)
    known_on: date | None = said("Bekend op", "dag waarop de opdrachtgever het wist", default=None)
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


def check(command: RecordCheck, reader: Reader, _moment: Moment) -> Outcome:
    """Replaces an earlier check of the same requirement. Raises Unknown, Refused for a rule's requirement."""
    known_submission(reader, command.submission)
    requirement = known_requirement(reader, command.requirement)
    if requirement.check != MANUAL:
        raise Refused(f"{requirement.id} wordt door een regel getoetst; corrigeer zo nodig het feit.")
    subject = f"{command.submission}/{requirement.id}"
    earlier = last_of(as_reader(reader).recorded, ManualCheck, subject)
    body = ManualCheck(requirement.id, command.met, command.explanation)
    said_so = "voldoet" if command.met else "voldoet niet"
    return Outcome(
        (Draft(body, subject, replaces=earlier.id if earlier else None, reason=command.explanation),),
        "\n".join(
            [
                f"{command.submission} {requirement.id}: {said_so}. {command.explanation}",
                *told_decided(as_reader(reader), command.submission),
            ]
        ),
    )


def report(command: ReportIncident, reader: Reader, moment: Moment) -> Outcome:
    """One more incident of the submission. Raises Unknown, CommandError for a day of knowledge before the incident."""
    known_submission(reader, command.submission)
    if command.known_on is not None and command.known_on < local_day(command.happened_at):
        day = shown_day(command.known_on)
        raise CommandError(
            "Het incident kan zo niet worden vastgelegd:", [f"known_on: {day} ligt voor het incident"]
        )
    ahead = command.happened_at > moment.as_of
    follows = (
        "Let op: dat ligt in de toekomst. Het telt pas vanaf dan; klopt de datum niet, trek het feit dan in."
        if ahead
        else "Er is een oordeel nodig; zie de bevindingen."
    )
    recorded = as_reader(reader).recorded
    number = len({fact.subject for fact in recorded if _is_incident_of(fact, command.submission)}) + 1
    return Outcome(
        (
            Draft(
                Incident(
                    command.what,
                    command.by_whom,
                    command.with_whom,
                    command.how,
                    command.done,
                    command.known_on,
                ),
                f"{command.submission}/incident-{number}",
                happened_at=command.happened_at,
                timing_reason=command.timing_reason,
            ),
        ),
        "\n".join(
            [
                f"{command.submission}: incident van {shown(command.happened_at)} vastgelegd. {follows}",
                *told_decided(as_reader(reader), command.submission),
            ]
        ),
    )


def _is_incident_of(fact: Fact[Any], submission: str) -> bool:
    return isinstance(fact.body, Incident) and fact.submission == submission


CHECK = Action("toets-vastleggen", "Eigen toets vastleggen", RecordCheck, (Role.ADVISER,), "finding", check)
REPORT_INCIDENT = Action(
    "incident-melden", "Verboden contact melden", ReportIncident, (Role.ADVISER,), "submission", report
)
