"""A procedure as it stands at a moment: definition, rules, facts, assessment."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from inkoop_core.api.actions import NewFile, Reader
from inkoop_core.api.definition import DocumentKind, TenderDefinition
from inkoop_core.api.forms import FormCheckRow
from inkoop_core.api.packages import PackageReading, Registered
from inkoop_core.api.records import RecordType
from inkoop_core.assessment.assess import assess
from inkoop_core.assessment.model import Assessment
from inkoop_core.assessment.ruleset import RuleSet, rule_set
from inkoop_core.desk.ports import PackageReader, Store
from inkoop_core.desk.remembered import RememberedFacts
from inkoop_core.domain.decision import Amendment, ProcedureAdded
from inkoop_core.domain.fact import Draft, Fact, Withdrawn, current
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.errors import Conflict, PluginMissing, TenderFileError, Unknown
from inkoop_core.plugins import Catalogue, ProcedurePlugins
from inkoop_core.progress.course import Course
from inkoop_core.standard.award import AWARD_METHODS
from inkoop_core.structure import strict
from inkoop_core.tender.in_force import InForce, in_force_at_closing
from inkoop_core.tender.load import load_definition, tables_of

B = TypeVar("B")
HYPOTHETICAL = 0
"""The id of a fact that is only supposed."""


class ProcedureState(Reader):
    """What is known of a procedure ("" the desk) at a moment. Lazy: a broken plugin hurts only what needs it."""

    def __init__(
        self,
        procedure: str,
        actor: str,
        moment: Moment,
        store: Store,
        catalogue: Catalogue,
        packages: PackageReader,
        records: Mapping[str, RecordType],
        remembered: RememberedFacts | None = None,
    ) -> None:
        self._procedure = procedure
        self._actor = actor
        self.moment = moment
        self.store = store
        self.catalogue = catalogue
        self.packages = packages
        self.records = records
        self.remembered = remembered or RememberedFacts(store)

    @property
    def procedure(self) -> str:
        return self._procedure

    @property
    def actor(self) -> str:
        return self._actor

    @cached_property
    def recorded(self) -> tuple[Fact[Any], ...]:
        """Every fact ever recorded in the procedure, replaced ones too."""
        return self.remembered.of(self._procedure)

    @cached_property
    def current(self) -> tuple[Fact[Any], ...]:
        return current(self.recorded, self.moment)

    @cached_property
    def scoring_rounds(self) -> tuple[Fact[ScoringRound], ...]:
        """Every round of scoring that was ever opened, whatever moment is looked at."""
        return tuple(fact for fact in self.recorded if isinstance(fact.body, ScoringRound))

    @cached_property
    def recorded_on_desk(self) -> tuple[Fact[Any], ...]:
        """Every fact ever recorded about the desk itself."""
        return self.remembered.of("") if self._procedure else self.recorded

    @cached_property
    def desk_facts(self) -> tuple[Fact[Any], ...]:
        """Current facts of the desk itself."""
        return current(self.recorded_on_desk, self.moment)

    @cached_property
    def added(self) -> Fact[ProcedureAdded]:
        """How the procedure came to the desk. Raises Unknown when it did not."""
        for fact in self.current:
            if isinstance(fact.body, ProcedureAdded):
                return fact
        raise Unknown(
            f"procedure {self._procedure!r} bestaat niet op dit bureau; zie `inkoop procedure list`."
        )

    @cached_property
    def in_force(self) -> InForce:
        """The amendments by which submissions are judged, and the tender file with them: no plugin needed."""
        amendments = [fact.body for fact in self.facts(Amendment)]
        return in_force_at_closing(self.added.body.text, amendments, self.added.happened_at, self._procedure)

    @property
    def opened(self) -> bool:
        """Whether bids may have been seen: after the closing, or once one was taken in."""
        if self.moment.as_of > self.in_force.closing_at:
            return True
        return any(isinstance(fact.body, PackageReceived) for fact in self.recorded)

    @property
    def _requires(self) -> Mapping[str, str]:
        # As it came to the desk: a set of plugins is not amended, so nothing amended can hide it.
        requires: Mapping[str, str] = tables_of(self.added.body.text, self._procedure).get("requires", {})
        return requires

    def require_plugins(self) -> None:
        """Raises PluginMissing when the procedure cannot be acted in."""
        self.catalogue.required(self._requires)

    @cached_property
    def plugins(self) -> ProcedurePlugins:
        """The plugins that the definition requires. Raises PluginMissing."""
        return self.catalogue.for_procedure(self._requires)

    @cached_property
    def document_kinds(self) -> Mapping[str, DocumentKind]:
        """The checklist by kind; without the plugins, what the tender file itself says of it."""
        try:
            return self.definition.document_by_kind
        except PluginMissing:
            kinds, _ = strict(tuple[DocumentKind, ...], self.in_force.tables.get("documents", []))
            return {kind.kind: kind for kind in kinds or ()}

    @cached_property
    def definition(self) -> TenderDefinition:
        """The definition by which submissions are judged."""
        _ = self.plugins
        return load_definition(
            self.added.body.text, self.in_force.amendments, self.catalogue.clause_types, self._procedure
        )

    @cached_property
    def _rules(self) -> tuple[RuleSet, tuple[str, ...]]:
        """The rules, and what is wrong with them."""
        given, failures = self.plugins.rules(self.definition)
        return rule_set(
            self.definition,
            given,
            [str(failure) for failure in failures],
            AWARD_METHODS,
            lambda: self.plugins.award_method(self.definition),
        )

    @property
    def rules(self) -> RuleSet:
        """The rules. Raises TenderFileError when a requirement has none or two."""
        rules, problems = self._rules
        if problems:
            raise TenderFileError(f"De regels van {self._procedure} kloppen niet:", problems)
        return rules

    @property
    def rules_as_found(self) -> RuleSet:
        """The rules, also where something is wrong with them."""
        return self._rules[0]

    def definition_problems(self) -> tuple[str, ...]:
        """What rules and plugins miss in the definition, one line each. Raises TenderFileError."""
        return (*self._rules[1], *self.plugins.problems(self.definition))

    @cached_property
    def _assessment(self) -> Assessment:
        return self._assessed(self.current)

    @cached_property
    def course(self) -> Course:
        """What clocks and gates look at."""
        return Course(
            definition=self.definition,
            facts=self.current,
            assessment=self.assessment(),
            moment=self.moment,
            gate_rules=self.plugins.gates(self.definition),
            deadline_rules=self.plugins.deadlines(self.definition),
        )

    @cached_property
    def bodies(self) -> Mapping[str, type]:
        """The class of each kind of fact."""
        return {record.kind: record.body for record in self.records.values()}

    def _assessed(self, facts: Iterable[Fact[Any]]) -> Assessment:
        return assess(self._procedure, self.definition, self.rules, facts, self.moment, bodies=self.bodies)

    def assessment(self, *, without: tuple[int, ...] = (), with_facts: tuple[Draft, ...] = ()) -> Assessment:
        if not without and not with_facts:
            return self._assessment
        return self._assessed(self._supposing(with_facts, without))

    def supposing(self, *drafts: Draft) -> "ProcedureState":
        """The procedure as it would stand with more facts: definition, rules and assessment follow them."""
        state = self.beside(self._procedure)
        state.recorded = self.recorded
        state.current = self._supposing(drafts)
        return state

    def _supposing(self, drafts: tuple[Draft, ...], without: tuple[int, ...] = ()) -> tuple[Fact[Any], ...]:
        """The current facts with others, of which those that would still have to happen are not seen."""
        supposed = [
            fact for draft in drafts if (fact := self._supposed(draft)).happened_at <= self.moment.as_of
        ]
        gone = {*without, *(fact.replaces for fact in supposed)}
        kept = [fact for fact in self.current if fact.id not in gone]
        return (*kept, *(fact for fact in supposed if not isinstance(fact.body, Withdrawn)))

    def _supposed(self, draft: Draft) -> Fact[Any]:
        return Fact(
            id=HYPOTHETICAL,
            procedure=self._procedure,
            kind="",
            version=1,
            subject=draft.subject,
            happened_at=draft.happened_at or self.moment.as_of,
            recorded_at=self.moment.known_at,
            by=self._actor,
            entry=0,
            body=draft.body,
            replaces=draft.replaces,
        )

    def facts(self, body: type[B], subject: str | None = None) -> tuple[Fact[B], ...]:
        return tuple(
            fact
            for fact in self.current
            if isinstance(fact.body, body) and (subject is None or fact.subject == subject)
        )

    def fact(self, id: int) -> Fact[Any]:
        """A fact that stands, also one that happens later than now. Raises Conflict, Unknown."""
        for fact in self.current:
            if fact.id == id:
                return fact
        for later in self.recorded:
            if later.replaces == id:
                raise Conflict(
                    f"feit {id} is intussen vervangen: {later.by} legde op {shown(later.recorded_at)} "
                    f"feit {later.id} vast. Bekijk dat feit en doe het zo nodig opnieuw."
                )
        for hidden in self.recorded:
            # Recorded for a moment to come: not seen by rules and views, but there to be corrected.
            known = hidden.id == id and hidden.recorded_at <= self.moment.known_at
            if known and not isinstance(hidden.body, Withdrawn):
                return hidden
        raise Unknown(f"feit {id} bestaat niet in procedure {self._procedure!r}; zie `inkoop view feiten`.")

    def package(
        self, path: Path, admitted: bool = False, registered: Registered | None = None
    ) -> PackageReading:
        return self.packages.read(path, self.definition, admitted, registered)

    def form_check(self, path: Path, document: str) -> tuple[FormCheckRow, ...]:
        return self.packages.form_check(path, self.definition, document)

    def kept_file(self, path: Path) -> NewFile:
        return self.packages.kept_file(path)

    def at(self, moment: Moment) -> "ProcedureState":
        """The same procedure for the same person at another moment."""
        return ProcedureState(
            self._procedure,
            self._actor,
            moment,
            self.store,
            self.catalogue,
            self.packages,
            self.records,
            self.remembered,
        )

    def beside(self, procedure: str) -> "ProcedureState":
        """Another procedure of the same desk, for the same person at the same moment."""
        return ProcedureState(
            procedure,
            self._actor,
            self.moment,
            self.store,
            self.catalogue,
            self.packages,
            self.records,
            self.remembered,
        )


def as_reader(state: Reader) -> ProcedureState:
    """The state behind a reader: core's own actions see more than a plugin's."""
    if not isinstance(state, ProcedureState):
        raise TypeError("core's own actions need the desk's reader")
    return state


def last_of(recorded: Iterable[Fact[Any]], body: type, subject: str) -> Fact[Any] | None:
    """The last fact of a kind about a subject, or the withdrawal that ended it; None when there was none."""
    last: Fact[Any] | None = None
    for fact in recorded:
        starts = fact.subject == subject and isinstance(fact.body, body)
        if starts or (last is not None and fact.replaces == last.id):
            last = fact
    return last


def draft_replacing(fact: Fact[Any], body: Any, reason: str) -> Draft:
    """A draft that corrects a fact: about the same, happened at the same moment.

    Where it is recorded long after that moment, the reason of the correction says why.
    """
    return Draft(
        body=body,
        subject=fact.subject,
        happened_at=fact.happened_at,
        replaces=fact.id,
        timing_reason=fact.timing_reason or reason,
        reason=reason,
    )
