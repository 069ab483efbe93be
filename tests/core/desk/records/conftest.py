"""A desk with two bids that were opened, scored and decided on, and a plugin that screens."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import define, frozen

from inkoop_core.access import Actor
from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.hooks import CatalogueHooks, hookimpl
from inkoop_core.api.records import RecordType
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.desk.records import CORE_RECORDS
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.desk_records import DeskFounded, RoleGranted
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.opening import Irregularity, PersonPresent
from inkoop_core.domain.role import Role
from inkoop_core.plugins import Catalogue, Point, discover
from inkoop_core.reading import FilePackageReader
from inkoop_core.standard.plugin import plugin as standard
from inkoop_core.storage import create_store

MARKER = "Geheime-uitkomst-4711"


@frozen
class Advice:
    """A fact of the screening, whose name does not tell that it is one."""

    text: str


@frozen
class TakeAdvice:
    text: str


def take_advice(command: TakeAdvice, _reader: Reader, _moment: Moment) -> Outcome:
    return Outcome((Draft(Advice(command.text), "S-001/advies"),), command.text)


@define(eq=False)
class Screening(CatalogueHooks):
    """Takes the place of the plugin that screens."""

    name = "bibob"
    api_version = 1

    @hookimpl
    def inkoop_record_types(self) -> Iterable[RecordType]:
        return [RecordType("screening.advies", Advice, "advies")]

    @hookimpl
    def inkoop_actions(self) -> Iterable[Action[Any]]:
        return [
            Action("advies-innemen", "Advies innemen", TakeAdvice, (Role.ADVISER,), "procedure", take_advice)
        ]


@pytest.fixture
def marker() -> str:
    """Stands in everything that is sealed, and nowhere else."""
    return MARKER


@pytest.fixture
def catalogue(trial_plugin: Any) -> Catalogue:
    screening = Screening()
    return discover(
        [
            Point("standard", "inkoop-core", "0.1.0", lambda: standard),
            Point("proef", "inkoop-core", "1.0", lambda: trial_plugin),
            Point("bibob", "inkoop-core", "1.0", lambda: screening),
        ]
    )


Plant = Callable[..., tuple[int, ...]]


@pytest.fixture
def plant(office: Any) -> Plant:
    """Records bodies by subject as if an action of another had: `plant(("geding-1", body), files={...})`."""

    def planting(
        *bodies: tuple[str, Any], action: str = "geplant", files: dict[str, bytes] | None = None
    ) -> Any:
        entry = EntryDraft(office.procedure, action, "0" * 64, "anna", stated=True)
        kept = [NewFile(name, digest(content), content) for name, content in (files or {}).items()]
        drafts = [Draft(body, subject) for subject, body in bodies]
        return office.desk.store.append(entry, drafts, kept).facts

    return planting


def told(office: Any, packages: Iterable[Path]) -> Any:
    """The story of the two bids, on any desk."""
    for package in packages:
        office.take_in(package)
    office.agreed(
        "anna",
        "fatima",
        "opening-vastleggen",
        opened_at=office.closing + timedelta(minutes=5),
        present=(PersonPresent("anna", "inkoopadviseur"), PersonPresent("fatima", "inkoopadviseur")),
        irregularities=(Irregularity("S-002", "het pakket had & # $ * _ @ in de naam"),),
    )
    office.scored("S-001")
    office.scored("S-002", sg2=4)
    office.do(
        "anna",
        "oordeel-vastleggen",
        submission="S-002",
        requirement="PROEF",
        outcome=RulingOutcome.UPHOLD,
        reason="de code klopt niet",
    )
    office.decided()
    return office


@pytest.fixture
def packages(office: Any) -> tuple[Path, ...]:
    return office.package(), office.package(code="12")


@pytest.fixture
def decided(office: Any, packages: tuple[Path, ...]) -> Any:
    """One bid is awarded and one is rejected."""
    return told(office, packages)


@pytest.fixture
def another_desk(decided: Any, packages: tuple[Path, ...], tmp_path: Path) -> Iterator[Any]:
    """The same story on a desk of its own in an SQLite file, whatever the engine of the test."""
    file = tmp_path / "ander" / "desk.db"
    file.parent.mkdir()
    start = decided.before
    clock = type(decided.clock)(start)
    catalogue = decided.desk.catalogue
    store = create_store(file, (*CORE_RECORDS, *catalogue.record_types), clock)
    desk = Desk(store, catalogue, FilePackageReader(), Actor("oprichter", stated=True), clock)
    entry = EntryDraft("", "bureau-oprichten", "0" * 64, "oprichter", stated=True)
    store.append(entry, [Draft(DeskFounded("oprichter", sample=True, shared=False))])
    office = type(decided)(desk, clock, decided.plugin, decided.packages)
    office.do("oprichter", "procedure-toevoegen", tender="klein-2026")
    for person, role in _people(decided):
        office.do("oprichter", "rol-toekennen", person=person, role=role)
    yield told(office, packages)
    store.close()
    shutil.rmtree(file.parent)


def _people(office: Any) -> list[tuple[str, Role]]:
    facts = office.desk.state(office.procedure).recorded
    return [(fact.body.person, fact.body.role) for fact in facts if isinstance(fact.body, RoleGranted)]
