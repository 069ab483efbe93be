"""Which actions and views are offered about a thing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Action
from inkoop_core.api.fields import fields_of
from inkoop_core.api.views import View
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.offered import PROPOSAL_COMMANDS
from inkoop_core.desk.proposals import TURN_DOWN
from inkoop_core.domain.desk_records import Proposal
from inkoop_core.domain.letter import LetterSent
from inkoop_core.domain.lookup import LookUp
from inkoop_core.domain.role import Role
from inkoop_tui.thing import Thing

_ABOUT = {
    "finding": ("finding", "submission"),
    "document": ("document", "submission"),
    "score": ("score", "submission"),
    "submission": ("submission", "finding", "document"),
    "procedure": (
        "procedure",
        "note",
        "submission",
        "finding",
        "document",
        "fact",
        "question",
        "complaint",
        "proceedings",
    ),
    "desk": ("desk",),
}
"""The kinds of actions that make sense for a kind of thing, the nearest first."""
_ALSO = {"complaint": ("brief-verzonden",), "question": ("brief-verzonden",)}
"""Actions about something else that are done with a kind of thing too."""
_OF_FACT: dict[str, type] = {"naslag-afhandelen": LookUp, "brief-ontvangen": LetterSent}
"""Actions about facts of one kind alone."""


@frozen
class Offer:
    """An action that can be begun. permitted: the person has a role for it."""

    action: str
    label: str
    permitted: bool
    roles: str


def offers(desk: Desk, thing: Thing) -> tuple[Offer, ...]:
    """The actions about a thing, the nearest first; what the person may not do comes last.

    What a task names comes before everything else, and about a submission also what takes many of them. A thing that
    no action is about gets the actions about the whole procedure; several things together get the actions that take
    many of their kind.
    """
    held = desk.roles(thing.procedure)
    if thing.also:
        return _sorted(held, (action for action in desk.actions.values() if takes_many(action, thing.kind)))
    own = thing.kind == "proposal" or any(action.about == thing.kind for action in desk.actions.values())
    kinds = _ABOUT.get(thing.kind, (thing.kind,) if own else ("procedure",))
    out: list[Offer] = []
    if thing.kind == "proposal":
        out += _about_proposal(desk, thing)
    actions = [action for kind in kinds for action in desk.actions.values() if action.about == kind]
    actions += [
        action for action in desk.actions.values() if thing.submission and takes_many(action, "submission")
    ]
    actions += [desk.actions[name] for name in _ALSO.get(thing.kind, ())]
    if thing.kind == "fact":
        actions = _about_fact(desk, thing, actions)
    named = desk.actions.get(thing.first)
    if named is not None and named.about != "desk":
        actions.insert(0, named)
    out += _sorted(held, dict.fromkeys(actions))
    return tuple(sorted(out, key=lambda offer: not offer.permitted))


def _about_fact(desk: Desk, thing: Thing, actions: Sequence[Action[Any]]) -> list[Action[Any]]:
    """What is about its kind of fact first, without what is about another kind."""
    found = [fact.body for fact in desk.state(thing.procedure).current if str(fact.id) == thing.id]
    own = [one for one in actions if found and isinstance(found[0], _OF_FACT.get(one.id, ()))]
    return [*own, *(one for one in actions if one.id not in _OF_FACT)]


def _sorted(held: frozenset[Role], actions: Iterable[Action[Any]]) -> tuple[Offer, ...]:
    offered = (
        Offer(
            action.id,
            action.label,
            bool(held.intersection(action.roles)),
            ", ".join(role.label for role in action.roles),
        )
        for action in actions
    )
    return tuple(sorted(offered, key=lambda offer: not offer.permitted))


def takes_many(action: Action[Any], kind: str) -> bool:
    """Whether an action can be about several things of a kind at once."""
    return any(spec.many and spec.refers == kind for spec in fields_of(action.command))


def fits(action: Action[Any] | None, kind: str, *, several: bool) -> bool:
    """Whether an action can be begun about a row of a kind, or about several such rows."""
    if action is None:
        return False
    return takes_many(action, kind) or (action.about == kind and not several)


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
