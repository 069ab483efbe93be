import itertools

import attrs
import pytest

from inkoop_core.assessment.effects import allowed_outcomes, assessed
from inkoop_core.assessment.model import Effect
from inkoop_core.domain.decision import Ruling, RulingOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, FindingKey, Verdict
from inkoop_core.testing.builders import SOURCE, a_fact

MET, NOT_MET, CLARIFY = Verdict.MET, Verdict.NOT_MET, Verdict.CLARIFY
PENDING, NOT_APPLICABLE = Verdict.PENDING, Verdict.NOT_APPLICABLE
MUST, MAY, NOTE = Consequence.MUST_REJECT, Consequence.MAY_REJECT, Consequence.NOTE
BLOCK, REFUSE = Consequence.BLOCK_PRODUCT, Consequence.REFUSE_PARTY
UPHOLD, SET_ASIDE, ACCEPT = RulingOutcome.UPHOLD, RulingOutcome.SET_ASIDE, RulingOutcome.ACCEPT
REPAIR, ASK = RulingOutcome.REPAIR, RulingOutcome.ASK

UPHELD = {
    MUST: Effect.REJECTS,
    MAY: Effect.REJECTS,
    BLOCK: Effect.BLOCKS_PRODUCT,
    REFUSE: Effect.REFUSES_PARTY,
}


def finding(verdict: Verdict, consequence: Consequence) -> Finding:
    return Finding(FindingKey("S-001", "A-1"), verdict, consequence, SOURCE, "omdat")


def ruling(about: Finding, outcome: RulingOutcome, basis: str = "") -> Fact[Ruling]:
    return a_fact(Ruling("A-1", "", basis or about.basis, outcome, "reden"), "S-001/A-1", id=9)


ALLOWED: dict[tuple[Verdict, Consequence], tuple[RulingOutcome, ...]] = {
    (NOT_MET, MUST): (UPHOLD, SET_ASIDE, ASK, REPAIR),
    (NOT_MET, MAY): (UPHOLD, ACCEPT, SET_ASIDE, ASK, REPAIR),
    (NOT_MET, BLOCK): (UPHOLD, SET_ASIDE, ASK, REPAIR),
    (NOT_MET, REFUSE): (UPHOLD, SET_ASIDE, ASK, REPAIR),
    (CLARIFY, MUST): (UPHOLD, SET_ASIDE, ASK, REPAIR),
    (CLARIFY, MAY): (UPHOLD, ACCEPT, SET_ASIDE, ASK, REPAIR),
    (CLARIFY, BLOCK): (UPHOLD, SET_ASIDE, ASK, REPAIR),
    (CLARIFY, REFUSE): (UPHOLD, SET_ASIDE, ASK, REPAIR),
    (PENDING, MUST): (ASK,),
    (PENDING, MAY): (ASK,),
    (PENDING, BLOCK): (ASK,),
    (PENDING, REFUSE): (ASK,),
}
"""Every other finding allows no ruling."""

PAIRS = list(itertools.product(Verdict, Consequence))
TRIPLES = list(itertools.product(Verdict, Consequence, RulingOutcome))


def bare_effect(verdict: Verdict, consequence: Consequence) -> Effect:
    """What a finding means that nobody ruled on, straight from the table."""
    if (verdict, consequence) not in ALLOWED:
        return Effect.FINE
    return Effect.WAITING if verdict is PENDING else Effect.TO_RULE


@pytest.mark.parametrize(("verdict", "consequence"), PAIRS)
def test_the_rulings_that_a_finding_allows(verdict: Verdict, consequence: Consequence) -> None:
    assert allowed_outcomes(finding(verdict, consequence)) == ALLOWED.get((verdict, consequence), ())


@pytest.mark.parametrize(("verdict", "consequence"), PAIRS)
def test_without_a_ruling_nothing_is_rejected(verdict: Verdict, consequence: Consequence) -> None:
    one = finding(verdict, consequence)
    result = assessed(one, None)
    assert result.effect is bare_effect(verdict, consequence)
    assert (result.finding, result.ruling, result.stale) == (one, None, False)


@pytest.mark.parametrize(("verdict", "consequence", "outcome"), TRIPLES)
def test_a_ruling_has_the_effect_of_its_outcome_when_the_finding_allows_it(
    verdict: Verdict, consequence: Consequence, outcome: RulingOutcome
) -> None:
    one = finding(verdict, consequence)
    given = ruling(one, outcome)
    result = assessed(one, given)
    allowed = outcome in ALLOWED.get((verdict, consequence), ())
    if not allowed:
        expected = bare_effect(verdict, consequence)
    elif outcome is UPHOLD:
        expected = UPHELD[consequence]
    else:
        expected = Effect.FINE if outcome in (SET_ASIDE, ACCEPT) else Effect.WAITING
    assert result.effect is expected
    assert (result.ruling, result.stale) == (given, not allowed)


@pytest.mark.parametrize(("verdict", "consequence", "outcome"), TRIPLES)
def test_a_ruling_on_another_basis_counts_as_absent(
    verdict: Verdict, consequence: Consequence, outcome: RulingOutcome
) -> None:
    one = finding(verdict, consequence)
    given = ruling(attrs.evolve(one, explanation="anders"), outcome)
    result = assessed(one, given)
    assert result.effect is bare_effect(verdict, consequence)
    assert (result.ruling, result.stale) == (given, True)


@pytest.mark.parametrize(("verdict", "consequence"), PAIRS)
def test_only_what_is_not_met_with_a_consequence_is_a_breach(
    verdict: Verdict, consequence: Consequence
) -> None:
    breach = verdict is NOT_MET and consequence is not NOTE
    assert assessed(finding(verdict, consequence), None).breach is breach
