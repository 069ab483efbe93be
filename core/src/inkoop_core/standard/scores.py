"""Consensus scores against the scale and the minima (§4)."""

from collections.abc import Iterable

from inkoop_core.api.award import AwardCriterion, ScaleValue
from inkoop_core.api.rules import Case, OnRequirement
from inkoop_core.domain.decision import ConsensusScore
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding
from inkoop_core.standard.settings import named, noted


def score_of(case: Case, criterion: str) -> Fact[ConsensusScore] | None:
    """The newest consensus score of a criterion."""
    for fact in reversed(case.all(ConsensusScore)):
        if fact.body.criterion == criterion:
            return fact
    return None


def step_of(case: Case, value: int) -> ScaleValue | None:
    """The value of the scale; None when the scale does not have it."""
    for step in case.definition.award.scale:
        if step.value == value:
            return step
    return None


def score_scale(case: Case, id: str) -> Iterable[Finding]:
    """A score is one of the values of the scale (§4)."""
    voice = case.on(id)
    for criterion, subject in _criteria(case, voice):
        score = score_of(case, criterion.id)
        step = step_of(case, score.body.value) if score is not None else None
        if score is None:
            yield _not_scored(voice, criterion.id, subject=subject)
        elif step is None:
            yield _off_scale(case, voice, score, subject)
        else:
            yield voice.met(f"{criterion.id}: score {step.value}, {step.label}.", score, subject=subject)


def score_minimum(case: Case, id: str) -> Iterable[Finding]:
    """A score is no knock-out and reaches the minimum of its criterion (§4)."""
    voice = case.on(id)
    for criterion, subject in _criteria(case, voice):
        score = score_of(case, criterion.id)
        step = step_of(case, score.body.value) if score is not None else None
        if score is None:
            yield _not_scored(voice, criterion.id, subject=subject)
        elif step is None:
            yield _off_scale(case, voice, score, subject)
        else:
            yield _against_minimum(voice, criterion, step, score, subject)


def _against_minimum(
    voice: OnRequirement,
    criterion: AwardCriterion,
    step: ScaleValue,
    score: Fact[ConsensusScore],
    subject: str,
) -> Finding:
    text = f"{criterion.id} {criterion.title_in_letters}: score {step.value} ({step.label})"
    if step.knock_out or step.value < criterion.minimum:
        return voice.not_met(
            f"{text} is een knock-out; het minimum is {criterion.minimum}.",
            score,
            subject=subject,
            notes=noted(voice),
            consequence=Consequence.MUST_REJECT,
        )
    return voice.met(
        f"{text}; het minimum is {criterion.minimum}.", score, subject=subject, notes=noted(voice)
    )


def score_total(case: Case, id: str) -> Iterable[Finding]:
    """The scores together reach the minimum of the total; a knock-out is judged by `score_minimum` (§4)."""
    voice = case.on(id)
    award = case.definition.award
    found = {criterion.id: score_of(case, criterion.id) for criterion in award.criteria}
    scores = {name: fact for name, fact in found.items() if fact is not None}
    if len(scores) < len(found):
        yield _not_scored(voice, *[name for name in found if name not in scores])
        return
    for fact in scores.values():
        if step_of(case, fact.body.value) is None:
            yield _off_scale(case, voice, fact)
            return
    total = sum([fact.body.value for fact in scores.values()])
    text = f"Totaal: {total} punten; het minimum is {award.total_minimum}."
    if total < award.total_minimum:
        yield voice.not_met(text, *scores.values(), notes=noted(voice), consequence=Consequence.MUST_REJECT)
    else:
        yield voice.met(text, *scores.values(), notes=noted(voice))


def _criteria(case: Case, voice: OnRequirement) -> Iterable[tuple[AwardCriterion, str]]:
    """The criterion that the requirement names, else each of them under its own subject."""
    if "criterion" in voice.requirement.parameters:
        return ((case.definition.criterion(named(voice, "criterion")), ""),)
    return [(criterion, criterion.id) for criterion in case.definition.award.criteria]


def _not_scored(voice: OnRequirement, *criteria: str, subject: str = "") -> Finding:
    return voice.pending(f"Nog geen consensusscore voor {' en '.join(criteria)}.", subject=subject)


def _off_scale(case: Case, voice: OnRequirement, score: Fact[ConsensusScore], subject: str = "") -> Finding:
    values = ", ".join([str(step.value) for step in case.definition.award.scale])
    return voice.clarify(
        f"{score.body.criterion}: score {score.body.value} staat niet op de schaal ({values}).",
        score,
        subject=subject,
    )
