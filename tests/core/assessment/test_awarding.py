"""What can be awarded: only what passes, and only what is left and may be offered."""

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from inkoop_core.api.rules import Case
from inkoop_core.assessment.assess import assess
from inkoop_core.assessment.model import AWARD_METHOD, Assessment, Standing, StepState, SubmissionAssessment
from inkoop_core.domain.decision import ConsensusScore, Ruling, RulingOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.submission import Offer, OfferedProduct
from inkoop_core.testing.builders import NOW, PROCEDURE, a_definition, a_fact, a_package, a_requirement

Check = Callable[[Case], Iterable[Finding]]
BLOCK = Consequence.BLOCK_PRODUCT
NOT_MET = Verdict.NOT_MET


def one(assessment: Assessment) -> SubmissionAssessment:
    found = assessment.of("S-001")
    assert found is not None
    return found


def ruled(item: SubmissionAssessment, requirement: str, outcome: RulingOutcome) -> Fact[Ruling]:
    (finding,) = [found.finding for found in item.findings if found.finding.key.requirement == requirement]
    body = Ruling(requirement, finding.key.subject, finding.basis, outcome, "reden")
    return a_fact(body, f"S-001/{requirement}", id=700)


def score(criterion: str, value: int, id: int) -> Fact[ConsensusScore]:
    return a_fact(ConsensusScore(criterion, value, ()), f"S-001/{criterion}", id=id)


# --- Nothing is awarded without a score that passes ------------------------------------------------------


def test_without_scores_nothing_is_awarded_also_where_no_requirement_asks_for_them(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    definition = a_definition(a_requirement("F-1"))
    item = one(assess_with(definition, {"F-1": says("F-1")}, scored=False))

    assert item.standing is Standing.WAITING
    assert item.steps[4].state is StepState.WAITING


def test_a_score_that_does_not_pass_is_never_awarded_whatever_the_findings_say(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    definition = a_definition(a_requirement("F-1"))
    scores = [score("SG1", 4, 1), score("SG2", 8, 2)]
    item = one(assess_with(definition, {"F-1": says("F-1")}, *scores, scored=False))

    assert item.standing is Standing.TO_RULE
    assert item.steps[4].state is StepState.TO_RULE


def test_an_award_method_that_says_nothing_leaves_the_award_undecided(rules_of: Callable[..., Any]) -> None:
    rules = attrs.evolve(rules_of(a_definition(), {}), award_method=lambda _award, _scores: None)
    facts: list[Fact[Any]] = [a_fact(a_package(), "S-001", id=1), score("SG1", 8, 2), score("SG2", 8, 3)]
    item = one(assess(PROCEDURE, a_definition(), rules, facts, Moment.at(NOW)))

    assert item.standing is Standing.UNDECIDED
    assert [failure.requirement for failure in item.failures] == [AWARD_METHOD]


# --- What is left after a block --------------------------------------------------------------------------


def transport_needs_a_group(case: Case) -> Iterable[Finding]:
    """A group needs both kinds of transport; transport alone is not spoken of."""
    offer = case.one(Offer)
    assert offer is not None
    voice = case.on("P-1")
    if offer.body.has("groep") and not offer.body.has("rolstoel"):
        yield voice.not_met("groep zonder rolstoelvervoer", offer, subject="product:groep")
    elif not offer.body.has("groep") and offer.body.has("vervoer"):
        yield voice.clarify("alleen vervoer", offer, subject="product:vervoer")
    else:
        yield voice.met("compleet", offer)


def test_what_a_block_leaves_behind_is_judged_again(assess_with: Callable[..., Assessment]) -> None:
    definition = a_definition(a_requirement("P-1", consequence=BLOCK))
    checks = {"P-1": transport_needs_a_group}
    offer = a_fact(Offer((OfferedProduct("groep"), OfferedProduct("vervoer"))), id=1)
    before = one(assess_with(definition, checks, offer))
    after = one(assess_with(definition, checks, offer, ruled(before, "P-1", RulingOutcome.UPHOLD)))

    assert [found.finding.key.subject for found in after.findings] == ["product:groep", "product:vervoer"]
    assert after.standing is Standing.TO_RULE
    rulings = [
        a_fact(
            Ruling("P-1", found.finding.key.subject, found.finding.basis, RulingOutcome.UPHOLD, "reden"),
            f"S-001/P-1/{number}",
            id=700 + number,
        )
        for number, found in enumerate(after.findings)
    ]
    nothing = one(assess_with(definition, checks, offer, *rulings))
    assert (nothing.products, nothing.standing) == ((), Standing.REJECTED)


def test_an_upheld_block_that_names_no_offered_product_leaves_its_step_undecided(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    definition = a_definition(a_requirement("P-1", consequence=BLOCK))
    checks = {"P-1": says("P-1", NOT_MET)}
    offer = a_fact(Offer((OfferedProduct("ib1"),)), id=1)
    ruling = ruled(one(assess_with(definition, checks, offer)), "P-1", RulingOutcome.UPHOLD)
    item = one(assess_with(definition, checks, offer, ruling))

    assert item.standing is Standing.UNDECIDED
    assert "noemt geen aangeboden product" in item.failures[0].reason
