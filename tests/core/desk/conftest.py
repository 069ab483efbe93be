"""A small tender of these tests alone, its plugin, its packages, and a desk with people."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field, frozen
from pypdf import PdfWriter
from sqlalchemy import text

from inkoop_core.access import Actor
from inkoop_core.api.actions import Action, Outcome, Performed, Reader
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.hooks import CatalogueHooks, EligibilityHooks, hookimpl
from inkoop_core.api.records import RecordType
from inkoop_core.api.rules import Case, Rule
from inkoop_core.api.tenders import TenderSource
from inkoop_core.assessment.model import Assessed, SubmissionAssessment
from inkoop_core.cli.show import rows_of
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.ports import EntryDraft, Store
from inkoop_core.desk.records import CORE_RECORDS
from inkoop_core.domain.decision import SubjectMotivation
from inkoop_core.domain.desk_records import DeskFounded
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.role import Role
from inkoop_core.plugins import Catalogue, Point, discover
from inkoop_core.reading import FilePackageReader
from inkoop_core.standard.plugin import plugin as standard
from inkoop_core.storage import open_store
from inkoop_core.storage.engine import engine_for
from inkoop_core.storage.location import located

TENDER = (Path(__file__).parent / "klein.toml").read_text("utf-8")

DECLARATION = """
format = 1
[platform]
channel = "{channel}"
received_at = {received_at}
message_number = "V-1"
[tenderer]
name = "{tenderer}"
trade_register_number = "{number}"
legal_form = "private-company"
bid_form = "sole"
agb_code = "{code}"
[offer]
products = [{{ product = "P1" }}]
[[documents]]
kind = "uea"
file = "uea.pdf"
[[documents]]
kind = "sg1"
file = "sg1.pdf"
"""


@frozen
class Remark:
    """A fact of the plugin alone."""

    text: str


@frozen
class MakeRemark:
    """Its command."""

    text: str


def make_remark(command: MakeRemark, _reader: Reader, _moment: Moment) -> Outcome:
    return Outcome((Draft(Remark(command.text)),), f"Opgemerkt: {command.text}")


@define(eq=False)
class TrialPlugin(CatalogueHooks, EligibilityHooks):
    """Judges one requirement by the length of the AGB code; can be made to raise."""

    name = "proef"
    api_version = 1
    rule_raises: bool = False
    answer: Any = None
    twice: bool = False
    hook_raises: bool = False

    @hookimpl
    def inkoop_tenders(self) -> Iterable[TenderSource]:
        return [TenderSource("klein-2026", "Klein", lambda: TENDER)]

    @hookimpl
    def inkoop_record_types(self) -> Iterable[RecordType]:
        return [RecordType("proef.opmerking", Remark, "opmerking")]

    @hookimpl
    def inkoop_actions(self) -> Iterable[Action[Any]]:
        return [
            Action("proef-opmerken", "Opmerken", MakeRemark, (Role.ADVISER,), "procedure", make_remark),
        ]

    @hookimpl
    def inkoop_eligibility_rules(self, definition: TenderDefinition) -> Iterable[Rule]:
        if self.hook_raises:
            raise RuntimeError("de hook is stuk")
        digits = definition.whole("proef_cijfers")

        def proef(case: Case) -> Iterable[Finding]:
            if self.rule_raises:
                raise RuntimeError("de regel is stuk")
            if self.answer is not None:
                yield from self.answer
                return
            voice = case.on("PROEF")
            tenderer = case.one(Tenderer)
            if tenderer is None:
                yield voice.pending("Er is nog geen inschrijver bekend.")
            elif not tenderer.body.agb_code:
                yield voice.clarify("De AGB-code is leeg.", tenderer)
            elif len(tenderer.body.agb_code) != digits:
                yield voice.not_met(f"De AGB-code heeft geen {digits} cijfers.", tenderer)
            else:
                yield voice.met("De AGB-code klopt.", tenderer)

        return [Rule("PROEF", proef)] * (2 if self.twice else 1)


@define
class ScriptClock:
    """A clock that is set by the test; each look at it is a millisecond later."""

    instant: datetime

    def __call__(self) -> datetime:
        self.instant += timedelta(milliseconds=1)
        return self.instant


PEOPLE = {
    "anna": Role.ADVISER,
    "fatima": Role.ADVISER,
    "bram": Role.ASSESSOR,
    "carla": Role.ASSESSOR,
    "dirk": Role.CHAIR,
    "els": Role.DECISION_MAKER,
    "gijs": Role.AUDITOR,
}
BEFORE = datetime(2026, 6, 10, 8, tzinfo=UTC)
AFTER = datetime(2026, 6, 16, 8, tzinfo=UTC)
CLOSING = datetime(2026, 6, 15, 8, tzinfo=UTC)


def _pdf(pages: int) -> bytes:
    made, writer = BytesIO(), PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.write(made)
    return made.getvalue()


@define
class Office:
    """A desk with its people, its clock and its packages, and short ways to act."""

    desk: Desk
    clock: ScriptClock
    plugin: TrialPlugin
    packages: Path
    procedure: str = "klein-2026"
    before: datetime = BEFORE
    after: datetime = AFTER
    closing: datetime = CLOSING
    count: int = field(default=0, init=False)

    def of(self, person: str) -> Desk:
        return self.desk.for_actor(Actor(person, stated=True))

    def at(self, moment: Moment) -> Desk:
        desk = self.desk
        return Desk(desk.store, desk.catalogue, desk.packages, desk.actor, desk.clock, moment)

    def do(self, person: str, action: str, /, *, dry_run: bool = False, **fields: Any) -> Performed:
        command = self.desk.commands()[action][1](**fields)
        return self.of(person).perform(action, self.procedure, command, dry_run=dry_run)

    def agreed(self, person: str, second: str, action: str, /, **fields: Any) -> Performed:
        done = self.do(person, action, **fields)
        assert done.proposal is not None, "deze handeling vroeg geen tweede persoon"
        return self.of(second).confirm(self.procedure, done.proposal)

    def package(
        self,
        received_at: str = "2026-06-12T11:30:00",
        channel: str = "TenderNed",
        code: str = "00000001",
        pages: int = 2,
        number: str = "",
    ) -> Path:
        self.count += 1
        folder = self.packages / f"pakket-{self.count}"
        folder.mkdir(parents=True)
        declaration = DECLARATION.format(
            channel=channel,
            received_at=received_at,
            tenderer=f"Verzonnen Zorg {self.count}",
            number=number or f"0000{self.count:04d}",
            code=code,
        )
        (folder / "inschrijving.toml").write_text(declaration, "utf-8")
        (folder / "uea.pdf").write_bytes(_pdf(1))
        (folder / "sg1.pdf").write_bytes(_pdf(pages))
        return folder

    def take_in(self, path: Path | None = None, **package: Any) -> str:
        """The id of the submission; after the closing."""
        self.clock.instant = max(self.clock.instant, AFTER)
        folder = path or self.package(**package)
        done = self.do("anna", "inschrijving-innemen", path=folder)
        return done.text.partition(":")[0]

    def assessed(self, submission: str, desk: Desk | None = None) -> SubmissionAssessment:
        found = (desk or self.desk).assessment(self.procedure).of(submission)
        assert found is not None
        return found

    def finding(self, submission: str, requirement: str, desk: Desk | None = None) -> Assessed:
        (found,) = [
            item
            for item in self.assessed(submission, desk).findings
            if item.finding.key.requirement == requirement
        ]
        return found

    def fact(self, submission: str, body: type) -> Any:
        facts: tuple[Any, ...] = self.desk.state(self.procedure).facts(body)
        (found,) = [fact for fact in facts if fact.submission == submission]
        return found

    def rows(
        self, view: str, person: str = "anna", desk: Desk | None = None, **arguments: Any
    ) -> list[dict[str, Any]]:
        opened = desk or self.of(person)
        table = opened.view(view, self.procedure, opened.views[view].arguments(**arguments))
        names = [column.id for column in table.columns]
        return [dict(zip(names, row.cells, strict=True)) for row in rows_of(table)]

    def score(
        self, person: str, submission: str, criterion: str, value: int, action: str = "score-vastleggen"
    ) -> Performed:
        subjects = self.desk.state(self.procedure).definition.criterion(criterion).subjects
        motivations = tuple(SubjectMotivation(subject, f"want {value}") for subject in subjects)
        return self.do(
            person, action, submission=submission, criterion=criterion, value=value, motivations=motivations
        )

    def scored(self, submission: str, sg1: int = 8, sg2: int = 8) -> None:
        """Both assessors and the consensus on both criteria."""
        for criterion, value in (("SG1", sg1), ("SG2", sg2)):
            for person in ("bram", "carla"):
                self.score(person, submission, criterion, value)
            self.score("dirk", submission, criterion, value, "consensus-vastleggen")

    def decided(self, *submissions: str) -> Performed:
        return self.agreed(
            "anna",
            "els",
            "gunningsbeslissing-nemen",
            reason="voldoet",
            mandate="mandaatbesluit 1",
            submissions=submissions,
        )

    def refused_entries(self) -> list[dict[str, Any]]:
        return [row for row in self.rows("journaal", "gijs") if row["refused"]]


@pytest.fixture
def trial_plugin() -> TrialPlugin:
    return TrialPlugin()


@pytest.fixture
def catalogue(trial_plugin: TrialPlugin) -> Catalogue:
    return discover(
        [
            Point("standard", "inkoop-core", "0.1.0", lambda: standard),
            Point("proef", "inkoop-core", "1.0", lambda: trial_plugin),
        ]
    )


@pytest.fixture
def without_plugin() -> Catalogue:
    """The same desk on a computer where the plugin is not installed."""
    return discover([Point("standard", "inkoop-core", "0.1.0", lambda: standard)])


Opening = Callable[..., Desk]


@pytest.fixture
def opened(database: str) -> Iterator[Opening]:
    """Opens the test's desk once more: `opened(catalogue, clock, "anna")`."""
    stores: list[Store] = []

    def opening(catalogue: Catalogue, clock: Callable[[], datetime], person: str = "oprichter") -> Desk:
        stores.append(open_store(database, (*CORE_RECORDS, *catalogue.record_types), clock))
        return Desk(stores[-1], catalogue, FilePackageReader(), Actor(person, stated=True), clock)

    yield opening
    for store in stores:
        store.close()


@pytest.fixture
def founded(opened: Opening, catalogue: Catalogue, trial_plugin: TrialPlugin, tmp_path: Path) -> Office:
    """A sample desk before the closing, without any procedure."""
    clock = ScriptClock(BEFORE)
    desk = opened(catalogue, clock)
    entry = EntryDraft("", "bureau-oprichten", "0" * 64, "oprichter", stated=True)
    desk.store.append(entry, [Draft(DeskFounded("oprichter", sample=True, shared=False))])
    return Office(desk, clock, trial_plugin, tmp_path / "pakketten")


@pytest.fixture
def office(founded: Office) -> Office:
    """The desk with the small tender and people in every role."""
    founded.do("oprichter", "procedure-toevoegen", tender="klein-2026")
    for person, role in PEOPLE.items():
        founded.do("oprichter", "rol-toekennen", person=person, role=role)
    return founded


@pytest.fixture
def tamper(database: str, database_engine: str) -> Callable[..., None]:
    """Changes the database behind the store's back: `tamper("UPDATE ...", id=3)`."""

    def change(statement: str, **values: Any) -> None:
        engine = engine_for(located(database))
        with engine.connect() as connection:
            if database_engine == "postgresql":
                connection.exec_driver_sql("SET session_replication_role = replica")
            assert connection.execute(text(statement), values).rowcount == 1
            connection.commit()
        engine.dispose()

    return change
