"""The assessment that a decision rests on, as the decision keeps it."""

import json
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from inkoop_core.assessment.model import Effect
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.decision import AwardDecision, ConsensusScore
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence
from inkoop_core.domain.source import SourceRef


@frozen
class KeptFinding:
    """A finding as it was when the decision was taken. reason: of the ruling on it; "" there was none."""

    requirement: str
    subject: str
    consequence: Consequence
    source: SourceRef
    explanation: str
    effect: str
    reason: str
    facts: tuple[int, ...]

    @property
    def id(self) -> str:
        return f"{self.requirement}/{self.subject}" if self.subject else self.requirement


def report_of(decision: Fact[AwardDecision]) -> dict[str, Any]:
    """The report as plain data (docs/json.md)."""
    kept: dict[str, Any] = json.loads(decision.body.assessment)
    return kept


def kept_findings(decision: Fact[AwardDecision]) -> Iterator[KeptFinding]:
    """Every finding of the assessment, by step."""
    for found in report_of(decision)["findings"]:
        yield KeptFinding(
            requirement=found["requirement"],
            subject=found["subject"],
            consequence=Consequence(found["consequence"]),
            source=SourceRef(found["source"]["document"], found["source"]["paragraph"]),
            explanation=found["explanation"],
            effect=found["effect"],
            reason=(found["ruling"] or {}).get("reason", ""),
            facts=tuple(found["facts"]),
        )


def rejecting(decision: Fact[AwardDecision]) -> tuple[KeptFinding, ...]:
    """The findings that carry a rejection: those that reject, else those that leave no product to award.

    A new decision rests on its grounds; a product that was blocked before is none of them.
    """
    found = tuple(kept_findings(decision))
    reject = tuple(item for item in found if item.effect == Effect.REJECTS.value)
    if reject or decision.body.grounds:
        return reject
    return tuple(item for item in found if item.effect == Effect.BLOCKS_PRODUCT.value)


def of_effect(decision: Fact[AwardDecision], effect: Effect) -> tuple[KeptFinding, ...]:
    """The findings with that effect."""
    return tuple(item for item in kept_findings(decision) if item.effect == effect.value)


def decided_scores(decision: Fact[AwardDecision]) -> dict[str, int]:
    """The consensus score per criterion that the decision rests on; {} where nothing was scored."""
    criteria: dict[str, int | None] = report_of(decision)["scores"]["criteria"]
    return {criterion: value for criterion, value in criteria.items() if value is not None}


def consensus(letter: Letter, decision: Fact[AwardDecision]) -> dict[str, Fact[ConsensusScore]]:
    """The consensus scores with their motivations, by criterion. Raises Refused when one is not what was decided on."""
    decided = decided_scores(decision)
    stands = {fact.body.criterion: fact for fact in letter.course.all(ConsensusScore, letter.about)}
    for criterion, value in decided.items():
        found = stands.get(criterion)
        if found is None or found.body.value != value:
            raise letter.missing(
                f"de score voor {criterion} is niet meer die waarop de beslissing rust; beslis eerst opnieuw"
            )
    return {criterion: stands[criterion] for criterion in decided}
