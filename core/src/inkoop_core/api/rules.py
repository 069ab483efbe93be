"""Rules: short pure functions from a case to findings."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, TypeVar

from attrs import define, field, frozen

from inkoop_core.api.definition import Requirement, TenderDefinition
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, FindingKey, Verdict
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.reading import ReadFact

B = TypeVar("B")

Facts = Mapping[type, tuple[Fact[Any], ...]]
"""Current facts by the class of their body, in the order in which they were recorded."""


class Unconfirmed(Exception):
    """A rule asked for facts of which some were read and not yet confirmed: it cannot judge yet.

    readings  what waits for an officer, oldest first
    """

    def __init__(self, readings: tuple[Fact[ReadFact], ...]) -> None:
        super().__init__(", ".join(fact.subject for fact in readings))
        self.readings = readings


@define(frozen=True, slots=False, eq=False)
class Case:
    """Everything a rule may look at.

    submission       its id; "" for a rule over the whole procedure
    facts            the submission's facts (of the procedure rule: of all submissions)
    procedure_facts  facts about the procedure that a rule may see: choices, incidents, scores
    choices          the reading in force for each note: the officer's, else the default of the definition
    unconfirmed      what was read about the submission and not yet confirmed, by the class of the fact to be
    """

    submission: str
    facts: Facts
    procedure_facts: Facts
    definition: TenderDefinition
    choices: Mapping[str, str]
    moment: Moment
    unconfirmed: Mapping[type, tuple[Fact[ReadFact], ...]] = field(factory=dict)
    _voices: dict[str, "OnRequirement"] = field(factory=dict, init=False, repr=False)

    def all(self, body: type[B]) -> tuple[Fact[B], ...]:
        """The submission's current facts of one kind, oldest first.

        Raises Unconfirmed, which leaves the requirement PENDING, while something of that kind was read and
        waits for an officer: a rule never judges half of what a bid says.
        """
        self._require_confirmed(body)
        return self.facts.get(body, ())

    def one(self, body: type[B]) -> Fact[B] | None:
        """The newest current fact of one kind. Raises Unconfirmed as `all` does."""
        self._require_confirmed(body)
        found = self.facts.get(body, ())
        return found[-1] if found else None

    def recorded(self, body: type[B]) -> tuple[Fact[B], ...]:
        """What stands of one kind, whether or not more was read: to show, never to judge by."""
        return self.facts.get(body, ())

    def _require_confirmed(self, body: type) -> None:
        if body in self.unconfirmed:
            raise Unconfirmed(self.unconfirmed[body])

    def choice(self, note: str) -> str:
        """The id of the reading in force for an unclear place; "" when nothing holds yet."""
        return self.choices.get(note, "")

    def on(self, requirement: str) -> "OnRequirement":
        """The voice in which a rule speaks about one requirement. Raises KeyError for an unknown id."""
        voice = self._voices.get(requirement)
        if voice is None:
            voice = OnRequirement(self.submission, self.definition.requirement_by_id[requirement])
            self._voices[requirement] = voice
        return voice

    def about(self, submission: str, requirement: str) -> "OnRequirement":
        """The voice of a PROCEDURE rule about one of the submissions that it compares."""
        return OnRequirement(submission, self.definition.requirement_by_id[requirement])


@frozen(slots=False)  # made by the thousand: without slots a frozen object is made faster
class OnRequirement:
    """Makes the findings about one requirement of one case.

    Each method takes the explanation in Dutch, the facts used, the subject within the submission, and the
    notes that bite; the consequence and the source are the requirement's unless another is given.
    """

    submission: str
    requirement: Requirement

    def met(
        self, explanation: str, *facts: Fact[Any], subject: str = "", notes: tuple[str, ...] = ()
    ) -> Finding:
        return self._finding(Verdict.MET, explanation, facts, subject, notes, None)

    def not_met(
        self,
        explanation: str,
        *facts: Fact[Any],
        subject: str = "",
        notes: tuple[str, ...] = (),
        consequence: Consequence | None = None,
    ) -> Finding:
        return self._finding(Verdict.NOT_MET, explanation, facts, subject, notes, consequence)

    def clarify(
        self,
        explanation: str,
        *facts: Fact[Any],
        subject: str = "",
        notes: tuple[str, ...] = (),
        consequence: Consequence | None = None,
    ) -> Finding:
        return self._finding(Verdict.CLARIFY, explanation, facts, subject, notes, consequence)

    def pending(
        self, explanation: str, *facts: Fact[Any], subject: str = "", notes: tuple[str, ...] = ()
    ) -> Finding:
        return self._finding(Verdict.PENDING, explanation, facts, subject, notes, None)

    def not_applicable(
        self, explanation: str, *facts: Fact[Any], subject: str = "", notes: tuple[str, ...] = ()
    ) -> Finding:
        return self._finding(Verdict.NOT_APPLICABLE, explanation, facts, subject, notes, None)

    def _finding(
        self,
        verdict: Verdict,
        explanation: str,
        facts: tuple[Fact[Any], ...],
        subject: str,
        notes: tuple[str, ...],
        consequence: Consequence | None,
    ) -> Finding:
        requirement = self.requirement
        return Finding(
            FindingKey(self.submission, requirement.id, subject),
            verdict,
            requirement.consequence if consequence is None else consequence,
            requirement.source,
            explanation,
            (facts[0].id,) if len(facts) == 1 else tuple([fact.id for fact in facts]),
            notes,
        )


class Scope(Enum):
    SUBMISSION = "submission"
    PROCEDURE = "procedure"


Check = Callable[[Case], Iterable[Finding]]


@frozen
class Rule:
    """One rule: the requirement it judges, whether it looks at one submission or at all, and the function.

    The function is pure. A SUBMISSION rule gives at least one finding about its requirement.
    """

    requirement: str
    check: Check
    scope: Scope = Scope.SUBMISSION
