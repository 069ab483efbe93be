"""A desk whose tender has terms and a gate of its plugin, with two bids that were decided on."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field, frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.hooks import MonitoringHooks, hookimpl
from inkoop_core.api.progress import Gate, GateRule
from inkoop_core.api.rules import Case
from inkoop_core.api.tenders import TenderSource
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.decision import AwardDecision, RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.progress.gates import gates_of

PROCEDURE = "klein-2026"
GROUND = (Path(__file__).parents[1] / "klein.toml").read_text("utf-8")
TERMS = """
[terms.standstill]
length = 20
unit = "days"
starts = "award-letter-sent"
end_rule = "next-working-day"
source = { document = "Aanbestedingswet 2012", paragraph = "art. 2.127" }

[terms.forfeiture]
length = 20
unit = "days"
starts = "award-announced"
source = { document = "inkoopdocument", paragraph = "§5.8.2" }

[terms.validity]
length = 130
unit = "days"
starts = "closing"
source = { document = "inkoopdocument", paragraph = "§5.7" }

[terms.validity_after_judgment]
length = 14
unit = "days"
starts = "judgment"
source = { document = "inkoopdocument", paragraph = "§5.7" }

[[award.gates]]
id = "proef"
title = "Proefonderzoek"
source = { document = "inkoopdocument", paragraph = "§5.3 stap 7" }
"""
SENT = datetime(2026, 7, 14, 8, tzinfo=UTC)
"""A Tuesday: the standstill ends on Monday 3 August."""
FREE = datetime(2026, 8, 4, 8, tzinfo=UTC)
"""The first day after it."""


@define
class GatePlugin:
    """What the plugin of these tests answers about its gate."""

    open: bool = True
    objection: bool = False
    brings: bool = True
    raises: bool = False
    fails: bool = False
    times: int = 1
    text: str = field(default=GROUND + TERMS)

    def rules(self) -> list[GateRule]:
        if self.fails:
            raise RuntimeError("de hook is stuk")
        return [GateRule("proef", self._gate)] * self.times if self.brings else []

    def _gate(self, case: Case) -> Gate:
        if self.raises:
            raise RuntimeError("de poort is stuk")
        return Gate(
            "proef",
            "Proefonderzoek",
            case.submission,
            self.open,
            "Proef: in orde" if self.open else "Proef: open",
            case.definition.award.source,
            "" if self.open else "de proef is gedaan",
            objection=self.objection,
        )


@pytest.fixture
def gate_plugin() -> GatePlugin:
    return GatePlugin()


@pytest.fixture
def trial_plugin(trial_plugin: Any, gate_plugin: GatePlugin) -> Any:
    """The trial plugin with terms in its tender and a gate of its own."""
    kind: Any = type(trial_plugin)

    class WithGate(kind, MonitoringHooks):  # type: ignore[misc]
        @hookimpl
        def inkoop_tenders(self) -> Iterable[TenderSource]:
            return [TenderSource(PROCEDURE, "Klein", lambda: gate_plugin.text)]

        @hookimpl
        def inkoop_gates(self, definition: TenderDefinition) -> Iterable[GateRule]:  # noqa: ARG002
            return gate_plugin.rules()

    return WithGate()


@frozen
class Award:
    """The desk after its decisions, with short ways to tell them and to award."""

    office: Any
    gate: GatePlugin

    def ready(self) -> str:
        submission: str = self.office.take_in()
        check = {"requirement": "HAND", "met": True, "explanation": "x"}
        self.office.do("anna", "toets-vastleggen", submission=submission, **check)
        self.office.scored(submission)
        return submission

    def failing(self) -> str:
        submission: str = self.office.take_in(code="1")
        fields = {"requirement": "PROEF", "outcome": RulingOutcome.UPHOLD, "reason": "zo is het"}
        self.office.do("anna", "oordeel-vastleggen", submission=submission, **fields)
        return submission

    def at(self, instant: datetime) -> None:
        self.office.clock.instant = max(self.office.clock.instant, instant)

    def record(self, *drafts: Draft) -> tuple[int, ...]:
        """Facts of another room, as its action would record them."""
        entry = EntryDraft(PROCEDURE, "proef", "0" * 64, "anna", stated=True)
        facts: tuple[int, ...] = self.office.desk.store.append(entry, drafts).facts
        return facts

    def letter(
        self, submission: str, kind: LetterKind, *facts: int, sent: datetime | None = None, n: int = 1
    ) -> int:
        body = LetterSent(kind, "0" * 64, "brief.docx", "procedure", facts, received_at=sent)
        draft = Draft(body, f"{submission}/brief/{kind.value}/{n}", happened_at=sent)
        return self.record(draft)[0]

    def decision(self, submission: str) -> Any:
        return self.office.fact(submission, AwardDecision)

    def tell(self, submission: str, sent: datetime = SENT) -> None:
        """The letter with the decision that stands."""
        decision = self.decision(submission)
        kind = LetterKind.PROVISIONAL_AWARD if decision.body.products else LetterKind.REJECTION
        self.at(sent)
        self.letter(submission, kind, decision.id, sent=sent)

    @property
    def course(self) -> Any:
        return self.office.desk.state(PROCEDURE).course

    def gates(self, submission: str = "S-001") -> dict[str, Gate]:
        return {gate.id: gate for gate in gates_of(self.course, submission)}

    def closed(self, submission: str = "S-001") -> list[str]:
        return [name for name, gate in self.gates(submission).items() if not gate.open]

    def definitive(self, *submissions: str, second: str = "els") -> Any:
        fields = {"reason": "alles is vervuld", "mandate": "besluit 2", "submissions": submissions}
        return self.office.agreed("anna", second, "definitief-gunnen", **fields)

    def anew(self, submission: str, ground: Any, **fields: Any) -> Any:
        given = {"reason": "nieuw feit", "mandate": "besluit 3"} | fields
        return self.office.agreed(
            "anna", "els", "nieuwe-gunningsbeslissing", submission=submission, ground=ground, **given
        )


@pytest.fixture
def award(office: Any, gate_plugin: GatePlugin) -> Award:
    """S-001 awarded, S-002 rejected; nobody was told yet."""
    made = Award(office, gate_plugin)
    office.decided(made.ready(), made.failing())
    return made


@pytest.fixture
def told(award: Award) -> Award:
    """Both were told on 14 July; it is 4 August and every gate is open."""
    award.tell("S-001")
    award.tell("S-002")
    award.at(FREE)
    return award
