"""What a finding and the ruling on it mean together (table 1B of the domain rules)."""

from inkoop_core.assessment.model import Assessed, Effect
from inkoop_core.domain.decision import Ruling, RulingOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, Verdict

_UPHELD = {
    Consequence.MUST_REJECT: Effect.REJECTS,
    Consequence.MAY_REJECT: Effect.REJECTS,
    Consequence.BLOCK_PRODUCT: Effect.BLOCKS_PRODUCT,
    Consequence.REFUSE_PARTY: Effect.REFUSES_PARTY,
    Consequence.NOTE: Effect.FINE,
}
_QUIET = (Verdict.MET, Verdict.NOT_APPLICABLE)


def allowed_outcomes(finding: Finding) -> tuple[RulingOutcome, ...]:
    """The rulings that make sense on a finding.

    A MAY that is not used is accepted; a MUST can only be upheld, or set aside as a motivated exception.
    """
    if finding.verdict in _QUIET or finding.consequence is Consequence.NOTE:
        return ()
    if finding.verdict is Verdict.PENDING:
        return (RulingOutcome.ASK,)
    asking = (RulingOutcome.ASK, RulingOutcome.REPAIR)
    if finding.consequence is Consequence.MAY_REJECT:
        return (RulingOutcome.UPHOLD, RulingOutcome.ACCEPT, RulingOutcome.SET_ASIDE, *asking)
    return (RulingOutcome.UPHOLD, RulingOutcome.SET_ASIDE, *asking)


def assessed(finding: Finding, ruling: Fact[Ruling] | None) -> Assessed:
    """The finding with what it means now.

    A ruling on another basis counts as absent, and so does one of a kind that the finding does not allow.
    """
    verdict = finding.verdict
    if ruling is None:
        if verdict in _QUIET or finding.consequence is Consequence.NOTE:
            return Assessed(finding, Effect.FINE)
        return Assessed(finding, Effect.WAITING if verdict is Verdict.PENDING else Effect.TO_RULE)
    if ruling.body.basis != finding.basis or ruling.body.outcome not in allowed_outcomes(finding):
        bare = assessed(finding, None)
        return Assessed(finding, bare.effect, ruling, stale=True)
    return Assessed(finding, _effect(finding, ruling.body.outcome), ruling)


def _effect(finding: Finding, outcome: RulingOutcome) -> Effect:
    if outcome is RulingOutcome.UPHOLD:
        return _UPHELD[finding.consequence]
    if outcome in (RulingOutcome.SET_ASIDE, RulingOutcome.ACCEPT):
        return Effect.FINE
    return Effect.WAITING
