import gc
from collections.abc import Callable, Iterable
from typing import Any

import attrs
import pytest

from inkoop_core.api.award import Award
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.rules import Case
from inkoop_core.api.tenders import AwardResult
from inkoop_core.assessment.assess import assess, dossier, finding_of
from inkoop_core.assessment.model import (
    AWARD_METHOD,
    Assessment,
    Effect,
    RuleFailure,
    Standing,
    StepState,
    SubmissionAssessment,
)
from inkoop_core.domain.decision import ConsensusScore, NoteChoice, Ruling, RulingOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, Stage, Verdict
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.submission import Offer, OfferedProduct, PlatformAnswers
from inkoop_core.testing.builders import (
    NOW,
    PROCEDURE,
    SOURCE,
    a_definition,
    a_fact,
    a_note,
    a_package,
    a_requirement,
    a_tenderer,
    an_award,
)

Check = Callable[[Case], Iterable[Finding]]
MUST, MAY, NOTE = Consequence.MUST_REJECT, Consequence.MAY_REJECT, Consequence.NOTE
BLOCK, REFUSE = Consequence.BLOCK_PRODUCT, Consequence.REFUSE_PARTY
MET, NOT_MET, CLARIFY, PENDING = Verdict.MET, Verdict.NOT_MET, Verdict.CLARIFY, Verdict.PENDING

DEFINITION = a_definition(
    a_requirement("F-1", stage=Stage.FORMAL),
    a_requirement("X-1", stage=Stage.EXCLUSION),
    a_requirement("G-1", stage=Stage.ELIGIBILITY, consequence=MAY),
)


def one(assessment: Assessment, submission: str = "S-001") -> SubmissionAssessment:
    found = assessment.of(submission)
    assert found is not None
    return found


def states(assessment: Assessment, submission: str = "S-001") -> list[StepState]:
    return [step.state for step in one(assessment, submission).steps]


def ruled(
    item: SubmissionAssessment, requirement: str, outcome: RulingOutcome, id: int = 700
) -> Fact[Ruling]:
    (finding,) = [found.finding for found in item.findings if found.finding.key.requirement == requirement]
    body = Ruling(requirement, finding.key.subject, finding.basis, outcome, "reden")
    return a_fact(body, f"S-001/{requirement}", id=id)


# --- Steps and standing ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdicts", "consequence", "state", "standing"),
    [
        ([MET, Verdict.NOT_APPLICABLE], MUST, StepState.CLEAR, Standing.AWARDABLE),
        ([MET, PENDING], MUST, StepState.WAITING, Standing.WAITING),
        ([PENDING, CLARIFY], MUST, StepState.TO_RULE, Standing.TO_RULE),
        ([PENDING, NOT_MET], MAY, StepState.TO_RULE, Standing.TO_RULE),
        ([NOT_MET, CLARIFY], MUST, StepState.TO_RULE, Standing.REJECTION_PROPOSED),
        ([NOT_MET, NOT_MET], NOTE, StepState.CLEAR, Standing.AWARDABLE),
        ([NOT_MET, PENDING], BLOCK, StepState.TO_RULE, Standing.TO_RULE),
    ],
)
def test_the_worst_finding_decides_its_step(
    says: Callable[..., Check],
    assess_with: Callable[..., Assessment],
    verdicts: list[Verdict],
    consequence: Consequence,
    state: StepState,
    standing: Standing,
) -> None:
    requirements = [a_requirement(f"F-{number}", consequence=consequence) for number in range(len(verdicts))]
    checks = {item.id: says(item.id, verdict) for item, verdict in zip(requirements, verdicts, strict=True)}
    assessment = assess_with(a_definition(*requirements), checks)
    assert states(assessment)[0] is state
    assert one(assessment).standing is standing


def test_what_decides_a_step_stands_worst_first(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    definition = a_definition(*[a_requirement(f"F-{number}", consequence=MAY) for number in range(4)])
    checks = {
        "F-0": says("F-0", PENDING),
        "F-1": says("F-1", MET),
        "F-2": says("F-2", CLARIFY),
        "F-3": says("F-3", NOT_MET),
    }
    item = one(assess_with(definition, checks))
    assert item.steps[0].deciding == (2, 3, 0)
    rejecting = ruled(item, "F-3", RulingOutcome.UPHOLD)
    again = one(assess_with(definition, checks, rejecting))
    assert again.steps[0].deciding == (3, 2, 0)
    assert (again.steps[0].state, again.standing) == (StepState.REJECTED, Standing.REJECTED)


@pytest.mark.parametrize(
    ("consequence", "outcome", "standing"),
    [
        (MUST, RulingOutcome.UPHOLD, Standing.REJECTED),
        (MUST, RulingOutcome.SET_ASIDE, Standing.AWARDABLE),
        (MUST, RulingOutcome.REPAIR, Standing.WAITING),
        (MUST, RulingOutcome.ACCEPT, Standing.REJECTION_PROPOSED),
        (MAY, RulingOutcome.UPHOLD, Standing.REJECTED),
        (MAY, RulingOutcome.ACCEPT, Standing.AWARDABLE),
        (MAY, RulingOutcome.ASK, Standing.WAITING),
        (BLOCK, RulingOutcome.UPHOLD, Standing.UNDECIDED),
        (REFUSE, RulingOutcome.UPHOLD, Standing.UNDECIDED),
    ],
)
def test_an_officer_decides_what_the_program_proposes(
    says: Callable[..., Check],
    assess_with: Callable[..., Assessment],
    consequence: Consequence,
    outcome: RulingOutcome,
    standing: Standing,
) -> None:
    definition = a_definition(a_requirement("F-1", consequence=consequence))
    checks = {"F-1": says("F-1", NOT_MET)}
    ruling = ruled(one(assess_with(definition, checks)), "F-1", outcome)
    assert one(assess_with(definition, checks, ruling)).standing is standing


def test_a_ruling_on_what_has_changed_since_is_shown_as_stale_and_does_not_count(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    definition = a_definition(a_requirement("F-1"))
    ruling = ruled(
        one(assess_with(definition, {"F-1": says("F-1", CLARIFY)})), "F-1", RulingOutcome.SET_ASIDE
    )
    item = one(assess_with(definition, {"F-1": says("F-1", NOT_MET)}, ruling))
    (found,) = item.findings
    assert (found.effect, found.ruling, found.stale) == (Effect.TO_RULE, ruling, True)
    assert item.standing is Standing.REJECTION_PROPOSED


def test_a_ruling_counts_for_its_own_subject_alone(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    definition = a_definition(a_requirement("F-1"))
    checks = {"F-1": says("F-1", NOT_MET, "a", "b")}
    first = one(assess_with(definition, checks)).findings[0].finding
    body = Ruling("F-1", "a", first.basis, RulingOutcome.SET_ASIDE, "reden")
    item = one(assess_with(definition, checks, a_fact(body, "S-001/F-1/a", id=700)))
    assert [found.effect for found in item.findings] == [Effect.FINE, Effect.TO_RULE]


def test_a_failure_stands_before_a_rejection(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    checks = {"F-1": says("F-1", NOT_MET), "X-1": says("X-1"), "G-1": says("G-1")}
    ruling = ruled(one(assess_with(DEFINITION, checks)), "F-1", RulingOutcome.UPHOLD)
    assert one(assess_with(DEFINITION, checks, ruling)).standing is Standing.REJECTED
    broken = one(assess_with(DEFINITION, checks | {"G-1": lambda _: []}, ruling))
    assert broken.standing is Standing.UNDECIDED


# --- Products and parties ----------------------------------------------------------------------------


def test_an_upheld_block_takes_that_product_out_of_the_award(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    definition = a_definition(a_requirement("P-1", consequence=BLOCK))
    checks = {"P-1": says("P-1", NOT_MET, "product:ib4")}
    offer = a_fact(Offer((OfferedProduct("ib1"), OfferedProduct("ib4"))), id=1)
    before = one(assess_with(definition, checks, offer))
    assert (before.products, before.standing) == (("ib1", "ib4"), Standing.TO_RULE)
    after = one(assess_with(definition, checks, offer, ruled(before, "P-1", RulingOutcome.UPHOLD)))
    assert (after.products, after.standing) == (("ib1",), Standing.AWARDABLE)


def test_an_upheld_refusal_names_the_party_once(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    definition = a_definition(a_requirement("X-1", stage=Stage.EXCLUSION, consequence=REFUSE))
    checks = {"X-1": says("X-1", NOT_MET, "onderaannemer-1/fraud", "onderaannemer-1/corruption", "tweede")}
    item = one(assess_with(definition, checks))
    rulings = [
        a_fact(
            Ruling("X-1", found.finding.key.subject, found.finding.basis, RulingOutcome.UPHOLD, "reden"),
            f"S-001/X-1/{number}",
            id=700 + number,
        )
        for number, found in enumerate(item.findings)
    ]
    assert item.refused == ()
    assert one(assess_with(definition, checks, *rulings)).refused == ("onderaannemer-1", "tweede")


# --- Scores ------------------------------------------------------------------------------------------


def score(criterion: str, value: int, id: int) -> Fact[ConsensusScore]:
    return a_fact(ConsensusScore(criterion, value, ()), f"S-001/{criterion}", id=id)


@pytest.mark.parametrize(
    ("given", "total", "passed"),
    [
        ([], None, None),
        ([("SG1", 6)], None, None),
        ([("SG1", 6), ("SG2", 6)], 12, True),
        ([("SG1", 4), ("SG2", 8)], 12, False),
        ([("SG1", 6), ("SG2", 4), ("SG2", 6)], 12, True),
    ],
)
def test_there_is_a_result_once_every_criterion_has_its_score(
    assess_with: Callable[..., Assessment],
    given: list[tuple[str, int]],
    total: int | None,
    passed: bool | None,
) -> None:
    facts = [score(criterion, value, number) for number, (criterion, value) in enumerate(given, 1)]
    item = one(assess_with(a_definition(), {}, *facts, scored=False))
    assert [line.criterion for line in item.scores] == ["SG1", "SG2"]
    assert (item.award.total if item.award else None) == total
    assert (item.award.passed if item.award else None) == passed


def test_an_award_method_that_raises_leaves_the_award_undecided_and_the_rest_shown(
    rules_of: Callable[..., Any],
) -> None:
    def bad_method(_award: Award, _scores: object) -> AwardResult:
        raise OverflowError("te veel")

    rules = attrs.evolve(rules_of(a_definition(), {}), award_method=bad_method)
    facts: list[Fact[Any]] = [a_fact(a_package(), id=1), score("SG1", 6, 2), score("SG2", 8, 3)]
    item = one(assess(PROCEDURE, a_definition(), rules, facts, Moment.at(NOW)))
    assert item.failures == (RuleFailure(AWARD_METHOD, "?", "OverflowError: te veel", "S-001"),)
    assert (item.award, item.standing) == (None, Standing.UNDECIDED)
    assert [step.state for step in item.steps] == [StepState.CLEAR] * 4 + [StepState.UNDECIDED]


# --- Facts -------------------------------------------------------------------------------------------


def test_facts_are_sorted_by_submission_and_kind_in_their_order() -> None:
    facts: list[Fact[Any]] = [
        a_fact(a_package(), "S-002", id=1),
        a_fact(a_package(), "S-001", id=2),
        a_fact(PlatformAnswers(), "S-001", id=3),
        a_fact(PlatformAnswers(("1",)), "S-001/deel", id=4),
        a_fact(NoteChoice("N-1", "eerste", "reden", False), "note/N-1", id=5),
        a_fact(NoteChoice("N-2", "tweede", "reden", False), "note/N-2", id=6),
    ]
    sorted_facts = dossier(facts)
    assert set(sorted_facts.by_submission) == {"S-001", "S-002"}
    assert [fact.id for fact in sorted_facts.by_submission["S-001"][PlatformAnswers]] == [3, 4]
    assert [fact.id for fact in sorted_facts.procedure_facts[NoteChoice]] == [5, 6]


def test_what_has_no_package_is_no_submission(assess_with: Callable[..., Assessment]) -> None:
    assessment = assess_with(a_definition(), {}, a_fact(PlatformAnswers(), "S-003", id=1))
    assert [item.submission for item in assessment.submissions] == ["S-001"]


def test_submissions_are_assessed_in_order_and_one_alone_on_request(
    assess_with: Callable[..., Assessment],
) -> None:
    submissions = ("S-010", "S-002", "S-001")
    every = assess_with(a_definition(), {}, submissions=submissions)
    assert [item.submission for item in every.submissions] == ["S-001", "S-002", "S-010"]
    single = assess_with(a_definition(), {}, submissions=submissions, only="S-002")
    assert [item.submission for item in single.submissions] == ["S-002"]
    assert every.of("S-999") is None


def test_a_submission_is_called_by_its_tenderer_else_by_its_package(
    assess_with: Callable[..., Assessment],
) -> None:
    assert one(assess_with(a_definition(), {})).tenderer == "inschrijving.zip"
    named = a_fact(a_tenderer(name="Zorg Voorbeeld"), id=1)
    assert one(assess_with(a_definition(), {}, named)).tenderer == "Zorg Voorbeeld"


# --- Unclear places ----------------------------------------------------------------------------------


def noted() -> TenderDefinition:
    return a_definition(
        a_requirement("F-1"),
        notes={"N-1": a_note("N-1", "ja", "ja", "nee"), "N-2": a_note("N-2", "", "ja", "nee")},
        award=an_award(),
    )


def by_note(note: str) -> Check:
    def check(case: Case) -> Iterable[Finding]:
        voice = case.on("F-1")
        say = {"ja": voice.met, "nee": voice.not_met, "": voice.clarify}
        yield say[case.choice(note)]("omdat", notes=(note,))

    return check


@pytest.mark.parametrize(
    ("note", "choices", "standing"),
    [
        ("N-1", [], Standing.AWARDABLE),
        ("N-1", ["nee"], Standing.REJECTION_PROPOSED),
        ("N-1", ["nee", "ja"], Standing.AWARDABLE),
        ("N-2", [], Standing.TO_RULE),
        ("N-2", ["ja"], Standing.AWARDABLE),
    ],
)
def test_the_reading_that_an_officer_chose_holds_else_the_default_else_it_is_asked(
    assess_with: Callable[..., Assessment], note: str, choices: list[str], standing: Standing
) -> None:
    facts = [
        a_fact(NoteChoice(note, reading, "reden", False), f"note/{note}", id=number)
        for number, reading in enumerate(choices, 1)
    ]
    assert one(assess_with(noted(), {"F-1": by_note(note)}, *facts)).standing is standing


def test_the_source_of_a_finding_is_that_of_its_requirement(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    definition = a_definition(attrs.evolve(a_requirement("F-1"), source=SOURCE))
    assert one(assess_with(definition, {"F-1": says("F-1")})).findings[0].finding.source == SOURCE


def test_a_finding_that_is_not_there_is_none(
    says: Callable[..., Check], assess_with: Callable[..., Assessment]
) -> None:
    assessment = assess_with(a_definition(a_requirement("F-1")), {"F-1": says("F-1")})
    assert finding_of(assessment, "S-001", "F-1", "") is not None
    for submission, requirement, subject in (("S-9", "F-1", ""), ("S-001", "F-2", ""), ("S-001", "F-1", "x")):
        assert finding_of(assessment, submission, requirement, subject) is None


@pytest.mark.parametrize("searching", [True, False])
def test_the_search_for_garbage_is_left_as_it_was(
    assess_with: Callable[..., Assessment], searching: bool
) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if searching else gc.disable)()
        assess_with(a_definition(), {})
        assert gc.isenabled() is searching
    finally:
        (gc.enable if before else gc.disable)()
