"""The opening of the bids by two persons, after the closing (§5.2)."""

from datetime import datetime

from attrs import frozen

from inkoop_core.access import people_with, same_person
from inkoop_core.api.actions import Action, NotBy, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.numbering import next_subject
from inkoop_core.desk.opened_bids import told_oddities
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.opening import Irregularity, OpeningHeld, PersonPresent
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused

CANNOT = "De opening kan zo niet worden vastgelegd:"


@frozen
class RecordOpening:
    """Record that the bids were opened, by at least two persons."""

    opened_at: datetime = said("Geopend op", "bijvoorbeeld 15-06-2026 10:05")
    present: tuple[PersonPresent, ...] = said(
        "Aanwezig",
        "ten minste twee, elk met naam en rol (name, role), zoals het account heet; wie geen rol heeft is gast (guest)",
    )
    irregularities: tuple[Irregularity, ...] = said(
        "Bijzonderheden",
        "per inschrijving in woorden (submission, text); wat uit de pakketten blijkt, volgt vanzelf",
        default=(),
    )
    remarks: str = said("Opmerkingen", "over de opening als geheel", default="", long=True)
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


def problems(command: RecordOpening) -> list[str]:
    """At least two different persons, each with a role; every remark says something."""
    wrong = [
        f"present[{number}]: vul naam en rol in"
        for number, person in enumerate(command.present)
        if not person.name.strip() or not person.role.strip()
    ]
    names = [person.name for person in command.present]
    wrong += [
        f"present: {name} staat er twee keer"
        for number, name in enumerate(names)
        if any(same_person(name, other) for other in names[:number])
    ]
    if len(names) < 2:
        wrong.append("present: openen doen ten minste twee personen")
    return wrong + [
        f"irregularities[{number}]: de tekst is leeg"
        for number, item in enumerate(command.irregularities)
        if not item.text.strip()
    ]


def record(command: RecordOpening, reader: Reader, moment: Moment) -> Outcome:
    """The opening; a second one is one more, for bids that were let in later.

    Raises Unknown, Refused before the closing, CommandError when the actor was not there himself.
    """
    state = as_reader(reader)
    closing = state.definition.procedure.closing_at
    if command.opened_at <= closing:
        raise Refused(
            f"openen kan pas na de sluiting op {shown(closing)}; {shown(command.opened_at)} ligt daar niet na."
        )
    wrong = []
    if command.opened_at > moment.as_of:
        wrong.append("opened_at: dat moet nog gebeuren")
    if not any(same_person(person.name, state.actor) for person in command.present):
        wrong.append(f"present: {state.actor} legt de opening vast en staat niet bij de aanwezigen")
    wrong += _about_people(command, state)
    if wrong:
        raise CommandError(CANNOT, wrong)
    for item in command.irregularities:
        known_submission(reader, item.submission)
    subject = next_subject(state.recorded, OpeningHeld, "opening-")
    body = OpeningHeld(command.present, command.irregularities, command.remarks.strip())
    draft = Draft(body, subject, happened_at=command.opened_at, timing_reason=command.timing_reason)
    count = len(state.facts(PackageReceived))
    present = ", ".join(f"{person.name} ({person.role})" for person in command.present)
    lines = [
        f"{subject}: geopend op {shown(command.opened_at)}; {count} "
        f"{'inschrijving' if count == 1 else 'inschrijvingen'} ingenomen. Aanwezig: {present}.",
        *(f"  - {line}" for line in told_oddities(state)),
        *(f"  - {item.submission}: {item.text}" for item in command.irregularities),
        "Wie hierbij was, bevestigt dit als tweede persoon. Daarna verandert het niet meer.",
    ]
    absent = tuple(
        NotBy(person, f"{person} staat niet bij de aanwezigen van {subject}")
        for person in people_with(SECOND_ROLES, (*state.desk_facts, *state.current))
        if not any(same_person(person, one.name) for one in command.present)
    )
    return Outcome((draft,), "\n".join(lines), not_by=absent)


def _about_people(command: RecordOpening, state: ProcedureState) -> list[str]:
    """Who is named has a role here or is a guest, and somebody besides the actor can confirm that he was there."""
    known = people_with(Role, (*state.desk_facts, *state.current))
    wrong = [
        f"present[{number}]: {person.name} heeft geen rol in deze procedure; noem het account, of zeg dat het een "
        "gast was (guest)"
        for number, person in enumerate(command.present)
        if not person.guest and not any(same_person(person.name, one) for one in known)
    ]
    seconds = [
        one
        for one in people_with(SECOND_ROLES, (*state.desk_facts, *state.current))
        if not same_person(one, state.actor)
    ]
    there = any(same_person(one, person.name) for one in seconds for person in command.present)
    if not wrong and not there:
        roles = ", ".join(role.label for role in SECOND_ROLES)
        wrong.append(f"present: naast {state.actor} was er niemand die dit kan bevestigen ({roles})")
    return wrong


SECOND_ROLES = (Role.ADVISER, Role.CHAIR, Role.ASSESSOR, Role.DECISION_MAKER, Role.LEGAL_COUNSEL)
"""Who may confirm an opening, when he was there."""
OPENING = Action(
    "opening-vastleggen",
    "Opening van de inschrijvingen vastleggen",
    RecordOpening,
    (Role.ADVISER,),
    "procedure",
    record,
    second_person=True,
    problems=problems,
    second_roles=SECOND_ROLES,
)
