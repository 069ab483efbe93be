"""What can be filled in where a field refers to something of the desk."""

from collections.abc import Callable

from inkoop_core.desk.desk import Desk
from inkoop_core.desk.scoring_rounds import shown_to_actor
from inkoop_core.domain.complaint import Complaint
from inkoop_core.domain.desk_records import Proposal
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import OWN_PARTY, Party, Tenderer
from inkoop_core.domain.proceedings import Proceedings
from inkoop_core.domain.question import Question
from inkoop_core.domain.request import Request

Choices = tuple[tuple[str, str], ...]
"""Value and label of each choice."""
START = 60
"""Characters of a text by which a person knows it again."""


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
        for fact in shown_to_actor(desk.state(procedure)).facts(Proposal)
    )


def _tenders(desk: Desk, _procedure: str) -> Choices:
    return tuple((tender, tender) for tender in sorted(desk.catalogue.tenders))


def _questions(desk: Desk, procedure: str) -> Choices:
    facts = desk.state(procedure).facts(Question)
    return tuple((fact.subject, f"{fact.subject}  {_start(fact.body.text)}") for fact in facts)


def _complaints(desk: Desk, procedure: str) -> Choices:
    facts = desk.state(procedure).facts(Complaint)
    return tuple((fact.subject, f"{fact.subject}  {_start(fact.body.about)}") for fact in facts)


def _proceedings(desk: Desk, procedure: str) -> Choices:
    facts = desk.state(procedure).facts(Proceedings)
    return tuple((fact.subject, f"{fact.subject}  {fact.body.claimant_name}") for fact in facts)


def _products(desk: Desk, procedure: str) -> Choices:
    return tuple(
        (product.id, f"{product.id}  {product.title}")
        for product in desk.state(procedure).definition.products
    )


def _procedures(desk: Desk, _procedure: str) -> Choices:
    return tuple((procedure, procedure) for procedure in desk.procedures())


def _start(text: str) -> str:
    return text if len(text) <= START else f"{text[:START]}…"


def parties_of(desk: Desk, procedure: str, submission: str, *, own: bool) -> Choices:
    """The parties of a bid; own: the tenderer himself too."""
    facts = [fact for fact in desk.state(procedure).facts(Party) if fact.submission == submission]
    named = tuple((fact.body.id, f"{fact.body.id}  {fact.body.name}") for fact in facts)
    return (((OWN_PARTY, "de inschrijver zelf"),) if own else ()) + named


def evidence_kinds(desk: Desk, procedure: str) -> Choices:
    """The evidence that is asked of provisional winners."""
    return tuple((kind.id, f"{kind.id}  {kind.title}") for kind in desk.state(procedure).definition.evidence)


def requests_of(desk: Desk, procedure: str, submission: str) -> Choices:
    """What was asked of a tenderer, the last first."""
    facts = [fact for fact in desk.state(procedure).facts(Request) if fact.submission == submission]
    ids = [(fact.subject.partition("/")[2], fact.body.kind.label) for fact in reversed(facts)]
    return tuple((name, f"{name}  {kind}") for name, kind in ids)


_KNOWN: dict[str, Callable[[Desk, str], Choices]] = {
    "submission": _submissions,
    "requirement": _requirements,
    "note": _notes,
    "criterion": _criteria,
    "proposal": _proposals,
    "tender": _tenders,
    "question": _questions,
    "complaint": _complaints,
    "proceedings": _proceedings,
    "product": _products,
    "procedure": _procedures,
}
