"""What the assessment report tells of the scores."""

from collections.abc import Iterator
from typing import Any

from inkoop_core.api.award import AwardCriterion
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.record_content import Block, Paragraph, Part, RecordTable
from inkoop_core.assessment.model import SubmissionAssessment
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import ConsensusScore, Score, ScoresOpened, ScoringClosed
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import shown
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.domain.tender_document import SHORT_HASH


def opened_then(state: ProcedureState, submission: str, criterion: str) -> bool:
    """Whether the individual scores were open at the moment of the record, for everybody.

    Asked of the facts of that moment, so that the same record can be made later.
    """
    subject = f"{submission}/{criterion}"
    rounds = [
        fact.id
        for fact in state.facts(ScoringRound)
        if submission in fact.body.submissions and criterion in fact.body.criteria
    ]
    opening: tuple[Fact[Any], ...] = (
        *state.facts(ScoringClosed),
        *state.facts(ScoresOpened, subject),
        *state.facts(ConsensusScore, subject),
    )
    # A new round closes the scores again.
    return any(fact.id > max(rounds, default=0) for fact in opening)


def scores_told(item: SubmissionAssessment, state: ProcedureState) -> Iterator[Part]:
    """Per criterion the individual scores, the committee's score, and its reasons by subject; nothing unscored."""
    for criterion in state.definition.award.criteria:
        blocks = tuple(_criterion(item.submission, criterion, state))
        if blocks:
            yield Part(f"{criterion.id} {criterion.title} ({criterion.source})", blocks, level=3)
    if item.award is not None and item.award.total is not None:
        yield Part("Totaal", (Paragraph("\n".join(item.award.reasons)),), level=3)


def _criterion(submission: str, criterion: AwardCriterion, state: ProcedureState) -> Iterator[Block]:
    yield from _individual(submission, criterion, state)
    for fact in state.facts(ConsensusScore, f"{submission}/{criterion.id}"):
        yield from _consensus(fact, criterion, state.definition)


def _individual(submission: str, criterion: AwardCriterion, state: ProcedureState) -> Iterator[Block]:
    given = [
        fact
        for fact in state.facts(Score)
        if fact.submission == submission and fact.body.criterion == criterion.id
    ]
    if given and not opened_then(state, submission, criterion.id):
        yield Paragraph("De individuele scores zijn nog niet geopend en staan hier daarom niet.")
    elif given:
        yield RecordTable(
            ("Beoordelaar", "Punten", "Vastgelegd", "Door", "Formulier"),
            tuple(
                (
                    fact.body.assessor,
                    str(fact.body.value),
                    shown(fact.recorded_at),
                    fact.by,
                    f"{fact.body.sheet[:SHORT_HASH]}…" if fact.body.sheet else "rechtstreeks ingevoerd",
                )
                for fact in sorted(given, key=lambda fact: fact.body.assessor)
            ),
            (5, 2, 4, 4, 5),
        )


def _consensus(
    fact: Fact[ConsensusScore], criterion: AwardCriterion, definition: TenderDefinition
) -> Iterator[Block]:
    yield Paragraph(
        f"Score van de commissie: {fact.body.value} van {criterion.maximum}, vastgesteld door {fact.by} op "
        f"{shown(fact.recorded_at)}. Het minimum is {criterion.minimum}."
    )
    for step in definition.award.scale:
        if step.value == fact.body.value:
            knock_out = "; deze score leidt tot afwijzing" if step.knock_out else ""
            yield Paragraph(f"Maatstaf bij {step.value} ({step.label}{knock_out}): {step.text}")
    if fact.body.motivations:
        yield RecordTable(
            ("Onderwerp", "Motivering van de commissie"),
            tuple((item.subject, item.text) for item in fact.body.motivations),
            (2, 5),
        )
