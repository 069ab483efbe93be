"""Award methods that a tender names in its `[award]` table."""

from collections.abc import Mapping

from inkoop_core.api.award import Award, AwardCriterion
from inkoop_core.api.tenders import AwardMethod, AwardResult


def threshold(award: Award, scores: Mapping[str, int]) -> AwardResult:
    """Everyone who reaches every minimum passes; there is no ranking (§4).

    Checks the minimum of each criterion and that of the total, and gives a reason for each. A criterion
    without a score is not passed.
    """
    knock_outs = {step.value for step in award.scale if step.knock_out}
    passed = True
    reasons = []
    for criterion in award.criteria:
        enough, reason = _criterion(criterion, scores.get(criterion.id), knock_outs)
        passed = passed and enough
        reasons.append(reason)
    total = sum([scores.get(criterion.id, 0) for criterion in award.criteria])
    enough = total >= award.total_minimum
    reasons.append(
        f"Totaal: {total} punten; {'voldoet aan' if enough else 'onder'} het minimum van "
        f"{award.total_minimum}."
    )
    return AwardResult(total=total, passed=passed and enough, reasons=tuple(reasons))


def _criterion(criterion: AwardCriterion, score: int | None, knock_outs: set[int]) -> tuple[bool, str]:
    """Whether one criterion is passed, and the reason."""
    name = f"{criterion.id} {criterion.title_in_letters}"
    if score is None:
        return False, f"{name}: nog geen score."
    if score in knock_outs:
        return False, f"{name}: score {score} is een knock-out; het minimum is {criterion.minimum}."
    if score < criterion.minimum:
        return False, f"{name}: score {score}; onder het minimum van {criterion.minimum}."
    return True, f"{name}: score {score}; voldoet aan het minimum van {criterion.minimum}."


AWARD_METHODS: Mapping[str, AwardMethod] = {"threshold": threshold}
"""By the name in `[award] method`."""
