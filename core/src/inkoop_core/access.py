"""Who acts, and what that person may do."""

import getpass
from collections.abc import Iterable
from typing import Any

from attrs import frozen

from inkoop_core.domain.desk_records import DeskFounded, RoleGranted
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.role import Role
from inkoop_core.errors import NotPermitted


@frozen
class Actor:
    """A person. stated: he says who he is; the desk did not establish it."""

    name: str
    stated: bool = False

    @property
    def shown(self) -> str:
        return f"{self.name} (opgegeven, niet vastgesteld)" if self.stated else self.name


def account() -> Actor:
    """The account of the operating system."""
    return Actor(getpass.getuser())


def roles_of(person: str, facts: Iterable[Fact[Any]]) -> frozenset[Role]:
    """The roles of a person: granted ones, and all of them for the founder of an embedded desk.

    facts  current facts of the desk and of the procedure
    """
    roles: set[Role] = set()
    for fact in facts:
        if isinstance(fact.body, DeskFounded) and fact.body.founder == person:
            roles.update(Role)
        if isinstance(fact.body, RoleGranted) and fact.body.person == person:
            roles.add(fact.body.role)
    return frozenset(roles)


def holders(role: Role, facts: Iterable[Fact[Any]]) -> tuple[str, ...]:
    """The people who were granted a role, sorted."""
    return tuple(
        sorted(
            {
                fact.body.person
                for fact in facts
                if isinstance(fact.body, RoleGranted) and fact.body.role is role
            }
        )
    )


def require(actor: Actor, held: frozenset[Role], wanted: Iterable[Role], what: str) -> None:
    """Raise NotPermitted unless the actor has one of the roles."""
    needed = tuple(wanted)
    if not held.intersection(needed):
        names = " of ".join(role.label for role in needed)
        own = f"de rol {', '.join(sorted(role.label for role in held))}" if held else "geen rol"
        raise NotPermitted(
            f"{what} mag alleen een {names}; {actor.name} heeft hier {own}. "
            "Een beheerder kent een rol toe met `inkoop do rol-toekennen`."
        )
