"""Equal treatment: two tenderers in the same position are ruled on alike, or a reason says why not."""

from typing import Any

import pytest
from attrs import evolve

from inkoop_core.assessment.equal_treatment import (
    Asked,
    Treatment,
    differ,
    left_out,
    positions,
    subject_kind,
    treated_by,
    unequal,
    unequal_to,
)
from inkoop_core.assessment.model import Assessed, Assessment, Effect, Standing, SubmissionAssessment
from inkoop_core.domain.decision import Ruling, RulingOutcome
from inkoop_core.domain.finding import Consequence, Finding, FindingKey, Verdict
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.request import RequestKind
from inkoop_core.testing.builders import NOW, PROCEDURE, SOURCE, a_fact

UPHOLD, ACCEPT, SET_ASIDE = RulingOutcome.UPHOLD, RulingOutcome.ACCEPT, RulingOutcome.SET_ASIDE
ASK, REPAIR = RulingOutcome.ASK, RulingOutcome.REPAIR
QUESTION, REPAIRED = RequestKind.CLARIFICATION, RequestKind.REPAIR


def found(submission: str, subject: str = "", **changes: Any) -> Finding:
    finding = Finding(
        FindingKey(submission, "EIS", subject), Verdict.NOT_MET, Consequence.MAY_REJECT, SOURCE, "klopt niet"
    )
    return evolve(finding, **changes)


def item(finding: Finding, outcome: RulingOutcome | None = None, *, stale: bool = False) -> Assessed:
    ruling = None
    if outcome is not None:
        key = finding.key
        ruling = a_fact(Ruling(key.requirement, key.subject, finding.basis, outcome, "zo"), key.submission)
    return Assessed(finding, Effect.TO_RULE, ruling, stale)


def assessment(*items: Assessed) -> Assessment:
    by_submission: dict[str, tuple[Assessed, ...]] = {}
    for one in items:
        submission = one.finding.key.submission
        by_submission[submission] = (*by_submission.get(submission, ()), one)
    return Assessment(
        PROCEDURE,
        Moment.at(NOW),
        "0" * 64,
        tuple(
            SubmissionAssessment(name, name, found, (), (), None, Standing.TO_RULE, (), ())
            for name, found in by_submission.items()
        ),
    )


def of(*items: Assessed, asked: Any = None, parties: Any = frozenset()) -> Any:
    return positions(assessment(*items), asked or {}, parties)


@pytest.mark.parametrize(
    ("one", "other", "unequal"),
    [
        (Treatment(UPHOLD, None), Treatment(ACCEPT, None), True),
        (Treatment(UPHOLD, None), Treatment(UPHOLD, None), False),
        (Treatment(UPHOLD, None), Treatment(None, None), False),
        (Treatment(UPHOLD, None), Treatment(None, QUESTION), True),
        (Treatment(UPHOLD, QUESTION, heard=True), Treatment(None, QUESTION), False),
        (Treatment(UPHOLD, QUESTION), Treatment(None, QUESTION), True),
        (Treatment(UPHOLD, None), Treatment(UPHOLD, QUESTION, heard=True), True),
        (Treatment(ACCEPT, None), Treatment(None, QUESTION), False),
        (Treatment(SET_ASIDE, QUESTION), Treatment(ACCEPT, QUESTION), True),
        (Treatment(None, QUESTION), Treatment(None, REPAIRED), True),
    ],
)
def test_treatments_differ_by_outcome_or_by_the_chance_that_was_given(
    one: Treatment, other: Treatment, unequal: bool
) -> None:
    assert differ(one, other) is unequal
    assert differ(other, one) is unequal


@pytest.mark.parametrize(("outcome", "kind"), [(ASK, QUESTION), (REPAIR, REPAIRED)])
def test_a_ruling_that_asks_decides_nothing_yet(outcome: RulingOutcome, kind: RequestKind) -> None:
    assert treated_by(outcome, Treatment(None, None)) == Treatment(None, kind)


def test_a_repair_after_a_question_is_a_repair() -> None:
    assert treated_by(REPAIR, Treatment(None, QUESTION, heard=True)) == Treatment(None, REPAIRED, heard=True)
    assert treated_by(ASK, Treatment(None, REPAIRED)) == Treatment(None, REPAIRED)


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("", ""),
        ("referentie-1", "referentie"),
        ("referentie-12", "referentie"),
        ("product:IB1", "product"),
        ("KC1", "KC1"),
        ("tenderer/fraud", "tenderer/fraud"),
        ("zorgvoorbeeld/fraud", "partij/fraud"),
        ("uea:zorgvoorbeeld", "uea:partij"),
        ("onderaannemer-2", "onderaannemer"),
    ],
)
def test_the_kind_of_a_subject_has_no_number_name_or_product(subject: str, kind: str) -> None:
    key = FindingKey("S-001", "EIS", subject)
    assert subject_kind(key, {("S-001", "zorgvoorbeeld")}) == kind


def test_a_party_of_another_bid_is_no_party_of_this_one() -> None:
    assert subject_kind(FindingKey("S-002", "EIS", "zorgvoorbeeld"), {("S-001", "zorgvoorbeeld")}) != "partij"


def test_the_same_finding_ruled_differently_is_shown_with_everybody_in_the_position() -> None:
    ((position, group),) = unequal(
        of(item(found("S-001"), UPHOLD), item(found("S-002"), ACCEPT), item(found("S-003")))
    )
    assert position.requirement == "EIS"
    assert [one.submission for one in group] == ["S-001", "S-002", "S-003"]


@pytest.mark.parametrize(
    "other",
    [
        found("S-002", verdict=Verdict.CLARIFY),
        found("S-002", consequence=Consequence.MUST_REJECT),
        found("S-002", "referentie-1"),
        evolve(found("S-002"), key=FindingKey("S-002", "ANDERS")),
    ],
)
def test_another_verdict_consequence_subject_or_requirement_is_another_position(other: Finding) -> None:
    assert unequal(of(item(found("S-001"), UPHOLD), item(other, SET_ASIDE))) == ()


def test_two_findings_of_one_tenderer_may_differ() -> None:
    one, two = found("S-001", "referentie-1"), found("S-001", "referentie-2")
    assert unequal(of(item(one, UPHOLD), item(two, ACCEPT))) == ()


def test_a_stale_ruling_is_no_treatment() -> None:
    assert unequal(of(item(found("S-001"), UPHOLD, stale=True), item(found("S-002"), ACCEPT))) == ()


def test_a_finding_that_nobody_rules_on_has_no_position() -> None:
    assert of(item(found("S-001", verdict=Verdict.MET))) == {}


def test_a_new_ruling_is_held_against_one_of_each_treatment_that_differs() -> None:
    given = of(
        item(found("S-001"), ACCEPT),
        item(found("S-002"), ACCEPT),
        item(found("S-003"), SET_ASIDE),
        item(found("S-004")),
    )
    pairs = unequal_to(given, {FindingKey("S-004", "EIS"): UPHOLD})
    assert [(now.submission, other.submission) for now, other in pairs] == [
        ("S-004", "S-001"),
        ("S-004", "S-003"),
    ]


def test_rulings_that_are_given_together_are_not_held_against_each_other() -> None:
    given = of(item(found("S-001"), ACCEPT), item(found("S-002")))
    both = {FindingKey("S-001", "EIS"): UPHOLD, FindingKey("S-002", "EIS"): UPHOLD}
    assert unequal_to(given, both) == ()


def test_one_who_was_asked_before_is_upheld_and_the_other_at_once() -> None:
    asked = {FindingKey("S-001", "EIS"): Asked(QUESTION, heard=True)}
    given = of(item(found("S-001"), ASK), item(found("S-002")), asked=asked)
    assert unequal_to(given, {FindingKey("S-002", "EIS"): UPHOLD})
    assert not unequal_to(given, {FindingKey("S-002", "EIS"): ACCEPT})


def test_left_out_is_who_is_in_the_same_position_without_ruling_or_question() -> None:
    given = of(
        item(found("S-001", "referentie-1")),
        item(found("S-001", "referentie-2")),
        item(found("S-002", "referentie-1")),
        item(found("S-003", "referentie-1"), UPHOLD),
        item(found("S-004", "referentie-9"), ASK),
    )
    chosen = {FindingKey("S-001", "EIS", "referentie-1")}
    assert [one.submission for one in left_out(given, chosen, QUESTION)] == ["S-002"]
    assert [one.submission for one in left_out(given, chosen, REPAIRED)] == ["S-002", "S-004"]


def test_what_was_asked_about_and_answered_since_is_remembered_as_it_was() -> None:
    asked = {FindingKey("S-001", "EIS"): Asked(REPAIRED, heard=True, finding=found("S-001"))}
    given = of(item(found("S-001", verdict=Verdict.MET)), item(found("S-002")), asked=asked)
    ((now, other),) = unequal_to(given, {FindingKey("S-002", "EIS"): UPHOLD})
    assert (now.submission, other.submission, other.past) == ("S-002", "S-001", True)
    assert not unequal_to(given, {FindingKey("S-002", "EIS"): REPAIR})
    ((_, group),) = unequal(of(item(found("S-002"), UPHOLD), asked=asked))
    assert [one.submission for one in group] == ["S-002", "S-001"]
