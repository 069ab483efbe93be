"""One submission as a person looks at it: read from the desk in one go, shown without asking again."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.assessment.model import Assessed, Effect, SubmissionAssessment
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.scoring import may_see
from inkoop_core.desk.scoring_rounds import shown_to_actor
from inkoop_core.desk.views.assessment import OneSubmission
from inkoop_core.domain.decision import NoteChoice, RulingOutcome, Score
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.package import Document, Observation

_ORDER = (
    Effect.REJECTS,
    Effect.TO_RULE,
    Effect.BLOCKS_PRODUCT,
    Effect.REFUSES_PARTY,
    Effect.WAITING,
    Effect.FINE,
)


@frozen
class Look:
    """Everything about one submission at one moment.

    item      None: the submission is there, but the assessment does not have it
    readings  the reading in force of each note; late: notes whose reading was chosen after the opening
    facts     of the submission and of the procedure, by id; labels: what each kind of fact is called
    hidden    ids of facts that this person may not see yet
    """

    submission: str
    item: SubmissionAssessment | None
    definition: TenderDefinition
    readings: Mapping[str, str]
    late: frozenset[str]
    facts: Mapping[int, Fact[Any]]
    labels: Mapping[str, str]
    hidden: frozenset[int]
    documents: tuple[Fact[Document], ...]
    observations: Mapping[str, Observation]

    def by_step(self) -> tuple[tuple[int, str, tuple[Assessed, ...]], ...]:
        """Number and label of each step with its findings, what needs a person first."""
        if self.item is None:
            return ()
        requirements = self.definition.requirement_by_id
        return tuple(
            (
                step.number,
                f"Stap {step.number}  {step.label}: {step.state.sign} {step.state.label}",
                tuple(
                    sorted(
                        (
                            found
                            for found in self.item.every_finding
                            if requirements[found.finding.key.requirement].stage.step == step.number
                        ),
                        key=lambda found: (_ORDER.index(found.effect), quiet(found)),
                    )
                ),
            )
            for step in self.item.steps
        )


def look_at(desk: Desk, procedure: str, submission: str) -> Look:
    """Read a submission. Raises Unknown, NotPermitted, PluginMissing."""
    desk.view("inschrijving", procedure, OneSubmission(submission))
    state = shown_to_actor(desk.state(procedure))
    facts = {fact.id: fact for fact in state.current if fact.submission in ("", submission)}
    choices = state.facts(NoteChoice)
    facts |= {fact.id: fact for fact in choices}
    return Look(
        submission=submission,
        item=state.assessment().of(submission),
        definition=state.definition,
        readings=readings_in_force(state.definition, choices),
        late=frozenset(fact.body.note for fact in choices if fact.body.after_opening),
        facts=facts,
        labels={kind: record.label for kind, record in desk.records.items()},
        hidden=frozenset(
            fact.id
            for fact in facts.values()
            if isinstance(fact.body, Score) and not may_see(state, fact.submission, fact.body)
        ),
        documents=tuple(fact for fact in state.facts(Document) if fact.submission == submission),
        observations={
            fact.body.file: fact.body for fact in state.facts(Observation) if fact.submission == submission
        },
    )


def quiet(found: Assessed) -> bool:
    """Nobody needs to look at it: met, or not applicable."""
    return found.finding.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE) and found.ruling is None


_STATES = {
    Effect.REJECTS: "✗ afwijzen",
    Effect.BLOCKS_PRODUCT: "✗ product",
    Effect.REFUSES_PARTY: "✗ partij",
}
_RULED = {
    RulingOutcome.SET_ASIDE: "✓ terzijde",
    RulingOutcome.ACCEPT: "✓ aanvaard",
    RulingOutcome.REPAIR: "… herstel",
    RulingOutcome.ASK: "… gevraagd",
    RulingOutcome.UPHOLD: "✓ handhaafd",
}


def state_of(found: Assessed) -> str:
    """Sign and word of a finding.

    Before a ruling nothing is a rejection: what could become one asks for a ruling, "moet" and "kan" alike.
    """
    if found.effect in _STATES:
        return _STATES[found.effect]
    if found.effect is Effect.TO_RULE:
        return "? oordeel"
    if found.ruling is not None and not found.stale:
        return _RULED[found.ruling.body.outcome]
    if found.effect is Effect.WAITING:
        return "… wacht"
    if found.finding.verdict is Verdict.NOT_APPLICABLE:
        return "– n.v.t."
    return "· notitie" if found.finding.verdict is not Verdict.MET else "✓ voldoet"


def consequence_of(found: Assessed) -> str:
    """What may follow, in words; nothing where the finding is met."""
    if quiet(found):
        return ""
    return found.finding.consequence.label
