"""Which actions and views are offered about a thing."""

from collections.abc import Iterator

from attrs import frozen

from inkoop_core.api.fields import fields_of
from inkoop_core.api.views import View
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.offered import PROPOSAL_COMMANDS
from inkoop_core.desk.proposals import TURN_DOWN
from inkoop_core.domain.desk_records import Proposal
from inkoop_tui.thing import Thing

_ABOUT = {
    "finding": ("finding", "submission"),
    "document": ("document", "submission"),
    "score": ("score", "submission"),
    "submission": ("submission", "finding", "document"),
    "procedure": ("procedure", "note", "submission", "finding", "document", "fact"),
    "desk": ("desk",),
}
"""The kinds of actions that make sense for a kind of thing, the nearest first."""


@frozen
class Offer:
    """An action that can be begun. permitted: the person has a role for it."""

    action: str
    label: str
    permitted: bool
    roles: str


def offers(desk: Desk, thing: Thing) -> tuple[Offer, ...]:
    """The actions about a thing, the nearest first; what the person may not do comes last.

    A thing that no action is about gets the actions about the whole procedure.
    """
    held = desk.roles(thing.procedure)
    own = thing.kind == "proposal" or any(action.about == thing.kind for action in desk.actions.values())
    kinds = _ABOUT.get(thing.kind, (thing.kind,) if own else ("procedure",))
    out: list[Offer] = []
    if thing.kind == "proposal":
        out += _about_proposal(desk, thing)
    for kind in kinds:
        out += [
            Offer(
                action.id,
                action.label,
                bool(held.intersection(action.roles)),
                ", ".join(role.label for role in action.roles),
            )
            for action in desk.actions.values()
            if action.about == kind
        ]
    return tuple(sorted(out, key=lambda offer: not offer.permitted))


def _about_proposal(desk: Desk, thing: Thing) -> Iterator[Offer]:
    """Confirming and turning down: for who may be the second person; one's own can be withdrawn.

    A proposal that no longer stands is offered too: the desk then says who did what with it.
    """
    facts = desk.state(thing.procedure).facts(Proposal)
    fact = next((item for item in facts if str(item.id) == thing.id), None)
    action = desk.actions.get(fact.body.action) if fact else None
    roles = (action.second_roles or action.roles) if action else ()
    may = not roles or bool(desk.roles(thing.procedure).intersection(roles))
    own = fact is not None and fact.by == desk.actor.name
    for name, (label, _) in PROPOSAL_COMMANDS.items():
        permitted = may or (own and name == TURN_DOWN)
        yield Offer(name, label, permitted, ", ".join(role.label for role in roles))


def offered_views(desk: Desk, thing: Thing) -> Iterator[View]:
    """The views that can be shown from here: the desk's own, and within a procedure the others too."""
    for view in desk.views.values():
        if thing.procedure or view.about == "desk":
            yield view


def needs_nothing(view: View) -> bool:
    """Whether a view can be shown without asking anything."""
    return not any(spec.required for spec in fields_of(view.arguments))


def asks_nothing_but_submission(view: View) -> bool:
    """Whether a submission is all a view must be told."""
    required = [spec for spec in fields_of(view.arguments) if spec.required]
    refers = [spec for spec in fields_of(view.arguments) if spec.refers == "submission"]
    return bool(refers) and all(spec.refers == "submission" for spec in required)
