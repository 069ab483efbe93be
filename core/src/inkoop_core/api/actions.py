"""Actions: everything a person can do."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from attrs import field, frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import FormCheckRow
from inkoop_core.api.packages import PackageReading, Registered
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import Role

C = TypeVar("C")
B = TypeVar("B")


@frozen
class NewFile:
    """A file that the action keeps."""

    name: str
    sha256: str
    content: bytes = field(repr=False)


@frozen
class NotBy:
    """Somebody who may not be the second person of one outcome, and why, in Dutch."""

    person: str
    why: str


@frozen
class Outcome:
    """What an action would record, and what to tell the person.

    text           in Dutch: what happens, and what follows from it
    second_person  why this very outcome needs a second person; "" when only the action says so
    not_by         who may not be that second person, whatever their roles
    second_roles   which roles that second person needs for this very outcome; () as the action says
    """

    facts: tuple[Draft, ...]
    text: str
    files: tuple[NewFile, ...] = ()
    second_person: str = ""
    not_by: tuple[NotBy, ...] = ()
    second_roles: tuple[Role, ...] = ()


class Reader(Protocol):
    """What `decide` may ask. Everything is as of one moment; nothing is written."""

    @property
    def procedure(self) -> str:
        """The id of the procedure, "" where the action is about the desk."""

    @property
    def actor(self) -> str:
        """Who acts."""

    @property
    def definition(self) -> TenderDefinition:
        """The tender definition in force."""

    def facts(self, body: type[B], subject: str | None = None) -> tuple[Fact[B], ...]:
        """Current facts of a kind, of one subject or of all, oldest first."""

    def fact(self, id: int) -> Fact[Any]:
        """A current fact. Raises Conflict, saying who did what, when it no longer stands."""

    def assessment(self, *, without: tuple[int, ...] = (), with_facts: tuple[Draft, ...] = ()) -> Any:
        """The assessment of the procedure, also as it would be without or with some facts."""

    def package(
        self, path: Path, admitted: bool = False, registered: Registered | None = None
    ) -> PackageReading:
        """Read a package; `admitted` reads also one that is late or came by another route.

        registered  where it lies in a vault, and how the platform registered it
        """

    def form_check(self, path: Path, document: str) -> tuple[FormCheckRow, ...]:
        """A form held against the map of that kind of document. Raises Refused, saying why, when it cannot be."""

    def kept_file(self, path: Path) -> NewFile:
        """One file that a person hands over, to be kept. Raises Refused, naming it, when it cannot be read."""


Decide = Callable[[Any, Reader, Moment], Outcome]


def no_problems(command: Any) -> Iterable[str]:  # noqa: ARG001 - the shape of a check
    """The check of a command whose fields are independent."""
    return ()


@frozen
class Action(Generic[C]):
    """Something a person can do.

    id             Dutch, as typed at `inkoop do`
    command        frozen attrs class; its fields are drawn by the screens (see api.fields)
    roles          who may
    about          the kind of thing it is about: "procedure", "submission", "finding", "document", "desk"
    irreversible   asks for confirmation with the consequence in words
    second_person  always needs one (an outcome can need one by itself)
    second_roles   who may be that second person; () the same roles
    decide         pure: what would be recorded
    problems       checks over several fields, after each field was read
    """

    id: str
    label: str
    command: type[C]
    roles: tuple[Role, ...]
    about: str
    decide: Decide
    irreversible: bool = False
    second_person: bool = False
    second_roles: tuple[Role, ...] = ()
    problems: Callable[[Any], Iterable[str]] = no_problems


@frozen
class Performed:
    """What became of an action. entry 0: nothing recorded yet (dry run, or waiting for a second person).

    second_person  of a dry run: why it will wait for a second person; "" when it will not
    """

    text: str
    entry: int
    facts: tuple[int, ...] = ()
    proposal: int | None = None
    recorded_at: datetime | None = None
    second_person: str = ""
