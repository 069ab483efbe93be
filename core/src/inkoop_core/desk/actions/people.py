"""Who does what in a procedure."""

from collections.abc import Iterable

from attrs import frozen

from inkoop_core.access import name_problem, person_name
from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.domain.desk_records import RoleGranted
from inkoop_core.domain.fact import Draft, Withdrawn
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused


@frozen
class GrantRole:
    """Give a person a role in the procedure."""

    person: str = said("Persoon", "naam van het account")
    role: Role = said("Rol")


@frozen
class RevokeRole:
    """Take a role away."""

    person: str = said("Persoon")
    role: Role = said("Rol")
    reason: str = said("Reden")


def _subject(person: str, role: Role) -> str:
    return f"role/{person}/{role.value}"


def grant(command: GrantRole, reader: Reader, _moment: Moment) -> Outcome:
    """Raises Refused when the person has the role already."""
    person = person_name(command.person)
    subject = _subject(person, command.role)
    if reader.facts(RoleGranted, subject):
        raise Refused(f"{person} is al {command.role.label} in deze procedure.")
    return Outcome(
        (Draft(RoleGranted(person, command.role), subject),),
        f"{person} is nu {command.role.label}.",
    )


def problems(command: GrantRole) -> Iterable[str]:
    problem = name_problem(command.person)
    return [f"person: {problem}"] if problem else []


def revoke(command: RevokeRole, reader: Reader, _moment: Moment) -> Outcome:
    """Raises Refused when the person does not have the role."""
    person = person_name(command.person)
    found = reader.facts(RoleGranted, _subject(person, command.role))
    if not found:
        raise Refused(f"{person} is geen {command.role.label} in deze procedure.")
    return Outcome(
        (Draft(Withdrawn(command.reason), found[-1].subject, replaces=found[-1].id),),
        f"{person} is geen {command.role.label} meer.",
    )


GRANT = Action(
    "rol-toekennen",
    "Rol toekennen",
    GrantRole,
    (Role.ADMINISTRATOR,),
    "procedure",
    grant,
    problems=problems,
)
REVOKE = Action("rol-intrekken", "Rol intrekken", RevokeRole, (Role.ADMINISTRATOR,), "procedure", revoke)
