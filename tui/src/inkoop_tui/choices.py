"""What can be filled in where a field refers to something of the desk."""

from collections.abc import Callable

from inkoop_core.desk.desk import Desk
from inkoop_core.domain.desk_records import Proposal
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import Tenderer

Choices = tuple[tuple[str, str], ...]
"""Value and label of each choice."""


def choices_for(desk: Desk, procedure: str, refers: str) -> Choices:
    """The choices for a field that refers to a kind of thing; none where they are not easily had."""
    known = _KNOWN.get(refers)
    return known(desk, procedure) if known else ()


def _submissions(desk: Desk, procedure: str) -> Choices:
    state = desk.state(procedure)
    names = {fact.subject: fact.body.name for fact in state.facts(Tenderer)}
    return tuple(
        (fact.subject, f"{fact.subject}  {names.get(fact.subject, fact.body.name)}")
        for fact in sorted(state.facts(PackageReceived), key=lambda fact: fact.subject)
    )


def _requirements(desk: Desk, procedure: str) -> Choices:
    return tuple(
        (item.id, f"{item.id}  {item.title}") for item in desk.state(procedure).definition.requirements
    )


def _notes(desk: Desk, procedure: str) -> Choices:
    return tuple(
        (note.id, f"{note.id}  {note.where}: {note.finding}")
        for note in desk.state(procedure).definition.notes.values()
        if note.readings
    )


def _criteria(desk: Desk, procedure: str) -> Choices:
    return tuple(
        (item.id, f"{item.id}  {item.title}") for item in desk.state(procedure).definition.award.criteria
    )


def _proposals(desk: Desk, procedure: str) -> Choices:
    return tuple(
        (str(fact.id), f"{fact.id}  {fact.body.action} van {fact.by}")
        for fact in desk.state(procedure).facts(Proposal)
    )


def _tenders(desk: Desk, _procedure: str) -> Choices:
    return tuple((tender, tender) for tender in sorted(desk.catalogue.tenders))


_KNOWN: dict[str, Callable[[Desk, str], Choices]] = {
    "submission": _submissions,
    "requirement": _requirements,
    "note": _notes,
    "criterion": _criteria,
    "proposal": _proposals,
    "tender": _tenders,
}
