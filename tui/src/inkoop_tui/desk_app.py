"""The app as every screen and widget knows it: a desk that can be handed to another person."""

import attrs
from textual.app import App

from inkoop_core.desk.desk import Desk
from inkoop_core.domain.desk_records import DeskFounded, RoleGranted


class DeskApp(App[None]):
    """An app around one desk.

    desk     as the present person; replaced when another takes the keyboard of a sample desk
    founded  how the desk was made; None when it does not say
    changes  how often something was recorded here, or another person took over; screens compare it
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.founded: DeskFounded | None = desk.founded()
        self.changes = 0

    @property
    def sample(self) -> bool:
        """Whether everything on the desk is an example."""
        return self.founded is not None and self.founded.sample

    @property
    def people_state_who_they_are(self) -> bool:
        """Whether somebody else can take over by saying who he is."""
        return self.founded is not None and (self.founded.sample or self.founded.shared)


def people(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Who may be chosen on a sample desk: the founder and everybody with a role; name and roles in words."""
    held: dict[str, list[str]] = {}
    founded = desk.founded()
    if founded is not None:
        held[founded.founder] = ["oprichter, elke rol"]
    for procedure in ("", *desk.procedures()):
        for fact in desk.state(procedure).facts(RoleGranted):
            labels = held.setdefault(fact.body.person, [])
            if fact.body.role.label not in labels:
                labels.append(fact.body.role.label)
    return tuple((name, ", ".join(labels)) for name, labels in held.items())


def as_person(desk: Desk, name: str) -> Desk:
    """The same desk for somebody who says who he is."""
    return desk.for_actor(attrs.evolve(desk.actor, name=name, stated=True))
