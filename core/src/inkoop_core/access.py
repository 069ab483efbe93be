"""Who acts, and what that person may do."""

import getpass
import unicodedata
from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from inkoop_core.domain.desk_records import DeskFounded, RoleGranted
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.role import Role
from inkoop_core.errors import NotPermitted, Refused


def person_name(text: str) -> str:
    """The name by which a person is kept: without blanks around it, one way of writing each letter."""
    return unicodedata.normalize("NFC", text.strip())


def name_problem(text: str) -> str:
    """Why this is no name of a person, in Dutch; "" when it is one."""
    name = person_name(text)
    if not name:
        return "de naam van de persoon is leeg; vul de naam van het account in"
    if any(unicodedata.category(letter).startswith("C") for letter in name):
        return f"de naam {name!r} bevat een onzichtbaar teken; gebruik alleen leesbare tekens"
    return ""


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, whatever the capitals: a second person is somebody else."""
    return person_name(one).casefold() == person_name(other).casefold()


def _named(text: str) -> str:
    if problem := name_problem(text):
        raise Refused(f"{problem}.")
    return person_name(text)


@frozen
class Actor:
    """A person. stated: he says who he is; the desk did not establish it. Raises Refused for no name."""

    name: str = field(converter=_named)
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


def roles_now(person: str, recorded: Iterable[Fact[Any]]) -> frozenset[Role]:
    """The roles of a person after everything that was recorded, whatever moment he looks at.

    recorded  all facts of the desk and of the procedure, replaced ones too
    """
    facts = tuple(recorded)
    replaced = {fact.replaces for fact in facts}
    return roles_of(person, (fact for fact in facts if fact.id not in replaced))


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


def people_with(roles: Iterable[Role], facts: Iterable[Fact[Any]]) -> tuple[str, ...]:
    """The people who have one of the roles, the founder of an embedded desk included, sorted."""
    wanted, known = set(roles), tuple(facts)
    people = {fact.body.person for fact in known if isinstance(fact.body, RoleGranted)}
    people |= {fact.body.founder for fact in known if isinstance(fact.body, DeskFounded)}
    return tuple(sorted(person for person in people if wanted & roles_of(person, known)))


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
