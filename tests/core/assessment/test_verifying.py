"""Step 5 stands beside the steps that led to the provisional decision."""

from collections.abc import Callable
from typing import Any

import pytest

from inkoop_core.assessment.assess import finding_of
from inkoop_core.assessment.model import Effect, Standing, StepState
from inkoop_core.assessment.report import deciding_findings, submission_report
from inkoop_core.assessment.since_decision import changed_since
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.decision import DecisionOutcome, Ruling, RulingOutcome
from inkoop_core.domain.finding import Consequence, Stage, Verdict
from inkoop_core.testing.builders import a_definition, a_fact, a_party, a_requirement
from inkoop_core.testing.evidence import a_request, an_award_decision

DEFINITION = a_definition(
    a_requirement("F-1"),
    a_requirement("V-1", stage=Stage.VERIFICATION),
    a_requirement("V-2", stage=Stage.VERIFICATION, consequence=Consequence.REFUSE_PARTY),
)
REJECTION = {"outcome": DecisionOutcome.REJECT, "products": ()}


@pytest.fixture
def assessed(assess_with: Callable[..., Any], says: Callable[..., Any]) -> Callable[..., Any]:
    """The submission with a breach in step 5, and of a party one more."""

    def make(*facts: Any, broken: bool = False) -> Any:
        def breaks(_case: Any) -> Any:
            raise RuntimeError("stuk")

        checks = {
            "F-1": says("F-1"),
            "V-1": breaks if broken else says("V-1", Verdict.NOT_MET, "gva"),
            "V-2": says("V-2", Verdict.NOT_MET, "gva/p-1"),
        }
        return assess_with(DEFINITION, checks, *facts)

    return make


def test_without_a_decision_nothing_is_verified(assessed: Callable[..., Any]) -> None:
    (item,) = assessed().submissions
    assert (item.verification, [step.number for step in item.steps]) == ((), [0, 1, 2, 3, 4])


def test_a_provisional_winner_has_step_5_and_keeps_its_standing(assessed: Callable[..., Any]) -> None:
    (item,) = assessed(an_award_decision()).submissions
    assert [step.number for step in item.steps] == [0, 1, 2, 3, 4, 5]
    assert item.steps[5].state is StepState.TO_RULE
    assert item.steps[5].deciding == (0, 1)
    assert item.standing is Standing.AWARDABLE
    assert [found.finding.key.requirement for found in item.every_finding] == ["F-1", "V-1", "V-2"]
    assert deciding_findings(item) == ()


def test_who_is_rejected_is_verified_only_when_evidence_was_asked(assessed: Callable[..., Any]) -> None:
    (item,) = assessed(an_award_decision(**REJECTION)).submissions
    assert item.verification == ()
    (item,) = assessed(an_award_decision(**REJECTION), a_request("gva")).submissions
    assert len(item.verification) == 2


def ruling_on(item: Any, number: int) -> Any:
    finding = item.verification[number].finding
    body = Ruling(
        finding.key.requirement, finding.key.subject, finding.basis, RulingOutcome.UPHOLD, "zo is het"
    )
    return a_fact(body, f"S-001/{finding.key.requirement}/{finding.key.subject}", 800 + number)


def test_an_upheld_breach_rejects_in_step_5_alone(assessed: Callable[..., Any]) -> None:
    (item,) = assessed(an_award_decision()).submissions
    (after,) = assessed(an_award_decision(), ruling_on(item, 0)).submissions
    assert after.verification[0].effect is Effect.REJECTS
    assert (after.steps[5].state, after.standing) == (StepState.REJECTED, Standing.AWARDABLE)


def test_a_refusal_that_names_no_party_leaves_step_5_undecided(assessed: Callable[..., Any]) -> None:
    (item,) = assessed(an_award_decision()).submissions
    (after,) = assessed(an_award_decision(), ruling_on(item, 1)).submissions
    assert (after.steps[5].state, after.failures) == (StepState.UNDECIDED, ())
    assert "noemt geen partij" in after.verification_failures[0].reason
    party = a_fact(a_party("p-1"), "S-001/p-1", 10)
    (known,) = assessed(an_award_decision(), party, ruling_on(item, 1)).submissions
    assert known.verification_failures == ()
    assert known.refused == ()


def test_a_rule_of_step_5_that_breaks_leaves_the_steps_before_it_alone(assessed: Callable[..., Any]) -> None:
    (item,) = assessed(an_award_decision(), broken=True).submissions
    assert (item.steps[5].state, item.standing) == (StepState.UNDECIDED, Standing.AWARDABLE)
    assert item.verification_failures[0].requirement == "V-1"
    (before,) = assessed(broken=True).submissions
    assert before.failures == ()


def test_what_a_first_decision_rests_on_knows_no_step_5(assessed: Callable[..., Any]) -> None:
    (before,) = assessed().submissions
    kept = canonical_json(submission_report(before, DEFINITION)).decode()
    (after,) = assessed(an_award_decision(assessment=kept)).submissions
    assert [step["number"] for step in submission_report(before, DEFINITION)["steps"]] == [0, 1, 2, 3, 4]
    assert submission_report(after, DEFINITION)["steps"][-1]["number"] == 5
    assert changed_since(after, DEFINITION) == ""


def test_a_finding_of_step_5_is_found_by_requirement_and_subject(assessed: Callable[..., Any]) -> None:
    assessment = assessed(an_award_decision())
    assert finding_of(assessment, "S-001", "V-1", "gva") is not None
    assert finding_of(assessment, "S-001", "V-1", "") is None
