"""Fakes of what the desk hands to actions and views."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from attrs import field, frozen

from inkoop_core.api.actions import NewFile
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import FormCheckRow
from inkoop_core.api.packages import PackageReading, Registered
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.errors import Conflict
from inkoop_core.testing.builders import PROCEDURE, a_definition

B = TypeVar("B")


@frozen
class FakeReader:
    """A reader over literal facts.

    given          the facts that stand, oldest first
    assess         what `assessment` answers with, from the facts left out and the drafts added
    packages       the reading of each package, by path
    files          each file that can be handed over, by path
    form_checks    the check of each form, by path
    """

    given: tuple[Fact[Any], ...] = ()
    definition: TenderDefinition = field(factory=a_definition)
    procedure: str = PROCEDURE
    actor: str = "adviseur"
    assess: Callable[[tuple[int, ...], tuple[Draft, ...]], Any] = lambda _without, _with_facts: None
    packages: Mapping[Path, PackageReading] = field(factory=dict)
    files: Mapping[Path, NewFile] = field(factory=dict)
    form_checks: Mapping[Path, tuple[FormCheckRow, ...]] = field(factory=dict)

    def facts(self, body: type[B], subject: str | None = None) -> tuple[Fact[B], ...]:
        """The given facts of a kind, of one subject or of all."""
        return tuple(
            fact
            for fact in self.given
            if isinstance(fact.body, body) and (subject is None or fact.subject == subject)
        )

    def fact(self, id: int) -> Fact[Any]:
        """The given fact of that id. Raises Conflict when there is none."""
        for fact in self.given:
            if fact.id == id:
                return fact
        raise Conflict(f"feit {id} staat niet meer")

    def assessment(self, *, without: tuple[int, ...] = (), with_facts: tuple[Draft, ...] = ()) -> Any:
        """What `assess` says."""
        return self.assess(without, with_facts)

    def package(
        self,
        path: Path,
        admitted: bool = False,  # noqa: ARG002 - the shape of Reader
        registered: Registered | None = None,  # noqa: ARG002
    ) -> PackageReading:
        """The reading that was given for this path."""
        return self.packages[path]

    def form_check(self, path: Path, document: str) -> tuple[FormCheckRow, ...]:  # noqa: ARG002 - as above
        """The check that was given for this path."""
        return self.form_checks[path]

    def kept_file(self, path: Path) -> NewFile:
        """The file that was given for this path."""
        return self.files[path]
