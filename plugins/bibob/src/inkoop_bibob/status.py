"""All that anybody outside the screening may know of it: open, cleared or an objection, and from which day."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, shown_day
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused, Unknown


class BibobState(Enum):
    """Where the screening stands, as the procedure may know it."""

    OPEN = "open"
    CLEARED = "cleared"
    OBJECTION = "objection"

    @property
    def label(self) -> str:
        return {BibobState.OPEN: "open", BibobState.CLEARED: "afgerond", BibobState.OBJECTION: "bezwaar"}[
            self
        ]


@frozen
class BibobStatus:
    """The state of the screening of one tenderer. Subject `<submission>/bibob`.

    Holds no reason, no question and no term: those stay with the Bibob coordinators (art. 28 Wet Bibob).

    not_before  the first day on which a definitive award may follow; None: any day
    """

    state: BibobState
    not_before: date | None = None


@frozen
class RecordStatus:
    """Record where the screening of a tenderer stands."""

    submission: str = said("Inschrijving", refers="submission")
    state: BibobState = said("Stand", "open, afgerond of bezwaar; meer wordt hier niet vastgelegd")
    not_before: date | None = said(
        "Niet voor", "eerste dag waarop definitief mag worden gegund", default=None
    )


def problems(command: RecordStatus) -> Iterable[str]:
    if command.not_before is not None and command.state is not BibobState.CLEARED:
        yield "not_before: hoort alleen bij een afgerond onderzoek"


def record(command: RecordStatus, reader: Reader, _moment: Moment) -> Outcome:
    """The state as it is now. Raises Unknown for a submission that is not there, Refused when nothing changes."""
    if not reader.facts(PackageReceived, command.submission):
        known = ", ".join(fact.subject for fact in reader.facts(PackageReceived)) or "nog geen"
        raise Unknown(f"inschrijving {command.submission!r} bestaat niet; bekend: {known}.")
    subject = f"{command.submission}/bibob"
    found = reader.facts(BibobStatus, subject)
    body = BibobStatus(command.state, command.not_before)
    if found and found[-1].body == body:
        raise Refused(f"die stand is al vastgelegd voor {command.submission}.")
    day = f", niet voor {shown_day(command.not_before)}" if command.not_before else ""
    draft = Draft(
        body,
        subject,
        replaces=found[-1].id if found else None,
        reason="nieuwe stand" if found else "",
    )
    return Outcome((draft,), f"{command.submission}: Bibob: {command.state.label}{day}.")


RECORD_STATUS = Action(
    "bibob-stand-vastleggen",
    "Stand van het Bibob-onderzoek vastleggen",
    RecordStatus,
    (Role.BIBOB_COORDINATOR,),
    "submission",
    record,
    problems=problems,
)
