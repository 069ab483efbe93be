"""The things an action names must exist."""

from collections.abc import Iterator
from datetime import date, datetime

from inkoop_core.api.actions import Reader
from inkoop_core.api.award import AwardCriterion
from inkoop_core.api.definition import Note, Requirement
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.package import PackageAdmitted, PackageReceived
from inkoop_core.errors import Refused, Unknown


def known_submission(reader: Reader, submission: str) -> Fact[PackageReceived]:
    """The package of a submission. Raises Unknown, naming the known ones."""
    found = reader.facts(PackageReceived, submission)
    if not found:
        known = ", ".join(fact.subject for fact in reader.facts(PackageReceived)) or "nog geen"
        raise Unknown(f"inschrijving {submission!r} bestaat niet; bekend: {known}.")
    return found[-1]


def known_read_submission(reader: Reader, submission: str) -> Fact[PackageReceived]:
    """The package of a submission of which the content was read: nothing is said of what nobody may open.

    Raises Unknown, Refused.
    """
    found = known_submission(reader, submission)
    if not found.body.content_read:
        raise Refused(
            f"{submission} is niet gelezen; de inhoud is nog niet toegelaten. Er is niets vastgelegd; de beslisser kan "
            "het pakket toelaten (pakket-toelaten)."
        )
    return found


def readable_since(reader: Reader, package: Fact[PackageReceived]) -> datetime:
    """From when on the content of a package could be seen: since it came in, or since it was let in late."""
    admitted = [fact.happened_at for fact in reader.facts(PackageAdmitted, package.subject)]
    return max([package.body.received_at, *admitted])


def known_requirement(reader: Reader, requirement: str) -> Requirement:
    """A requirement. Raises Unknown."""
    found = reader.definition.requirement_by_id.get(requirement)
    if found is None:
        raise Unknown(f"eis {requirement!r} bestaat niet in deze procedure; zie `inkoop view eisen`.")
    return found


def known_note(reader: Reader, note: str) -> Note:
    """A note of the register. Raises Unknown."""
    found = reader.definition.notes.get(note)
    if found is None:
        raise Unknown(f"noot {note!r} bestaat niet in deze procedure; zie `inkoop view noten`.")
    return found


def known_criterion(reader: Reader, criterion: str) -> AwardCriterion:
    """An award criterion. Raises Unknown, naming the known ones."""
    for found in reader.definition.award.criteria:
        if found.id == criterion:
            return found
    known = ", ".join(item.id for item in reader.definition.award.criteria)
    raise Unknown(f"gunningscriterium {criterion!r} bestaat niet; kies uit {known}.")


def own_risk(known_since: date | None, raised_at: datetime) -> Iterator[str]:
    """That what could have been seen earlier is raised late at one's own risk (Wijzigingen en stoppen, PRO-10)."""
    if known_since is not None and known_since < local_day(raised_at):
        yield (
            f"Let op: bekend sinds {shown_day(known_since)}; wat eerder te zien was en later wordt gemeld, "
            "komt voor eigen risico."
        )
