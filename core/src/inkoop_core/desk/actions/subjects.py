"""The things an action names must exist."""

from inkoop_core.api.actions import Reader
from inkoop_core.api.award import AwardCriterion
from inkoop_core.api.definition import Note, Requirement
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.package import PackageReceived
from inkoop_core.errors import Unknown


def known_submission(reader: Reader, submission: str) -> Fact[PackageReceived]:
    """The package of a submission. Raises Unknown, naming the known ones."""
    found = reader.facts(PackageReceived, submission)
    if not found:
        known = ", ".join(fact.subject for fact in reader.facts(PackageReceived)) or "nog geen"
        raise Unknown(f"inschrijving {submission!r} bestaat niet; bekend: {known}.")
    return found[-1]


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
