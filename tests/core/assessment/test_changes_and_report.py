import json
from collections.abc import Callable
from typing import Any

from inkoop_core.assessment.changes import told_changes, turned_findings
from inkoop_core.assessment.model import Assessment
from inkoop_core.assessment.report import assessment_report, deciding_findings, submission_report
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.decision import AwardDecision, ConsensusScore, DecisionOutcome, Ruling, RulingOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Stage, Verdict
from inkoop_core.domain.submission import Offer, OfferedProduct
from inkoop_core.testing.builders import a_definition, a_fact, a_requirement, a_tenderer

MET, NOT_MET, CLARIFY, PENDING = Verdict.MET, Verdict.NOT_MET, Verdict.CLARIFY, Verdict.PENDING
DEFINITION = a_definition(
    a_requirement("F-1", paragraph="§5.2", notes=("N-1",)),
    a_requirement("G-1", stage=Stage.ELIGIBILITY, consequence=Consequence.MAY_REJECT),
    sha256="abc",
)
AssessWith = Callable[..., Assessment]
Says = Callable[..., Any]


def the_ruling(assessment: Assessment, requirement: str, outcome: RulingOutcome) -> Fact[Ruling]:
    (item,) = assessment.submissions
    (found,) = [one for one in item.findings if one.finding.key.requirement == requirement]
    body = Ruling(requirement, found.finding.key.subject, found.finding.basis, outcome, "reden")
    return a_fact(body, f"S-001/{requirement}", id=700)


def test_findings_that_turn_are_told_with_what_they_were_and_are(says: Says, assess_with: AssessWith) -> None:
    before = assess_with(DEFINITION, {"F-1": says("F-1", MET), "G-1": says("G-1", CLARIFY, "KC1")})
    after = assess_with(DEFINITION, {"F-1": says("F-1", NOT_MET), "G-1": says("G-1", CLARIFY, "KC2")})
    assert [str(turned) for turned in turned_findings(before, after)] == [
        "S-001 F-1: voldoet → voldoet niet",
        "S-001 G-1 (KC1): onduidelijk → geen bevinding",
        "S-001 G-1 (KC2): geen bevinding → onduidelijk",
    ]
    assert told_changes(before, after).startswith("Bevindingen die veranderen:\n  - S-001 F-1:")


def test_what_only_waited_and_is_in_order_now_comes_last_in_one_line(
    says: Says, assess_with: AssessWith
) -> None:
    before = assess_with(DEFINITION, {"F-1": says("F-1", PENDING), "G-1": says("G-1", PENDING)})
    after = assess_with(DEFINITION, {"F-1": says("F-1", MET), "G-1": says("G-1", CLARIFY)})
    assert told_changes(before, after) == (
        "Bevindingen die veranderen:\n  - S-001 G-1: wacht op gegevens → onduidelijk\n"
        "Wachtte op gegevens, nu in orde:\n  - S-001: F-1"
    )


def test_findings_about_the_parts_replace_the_one_that_the_requirement_waits(
    says: Says, assess_with: AssessWith
) -> None:
    before = assess_with(DEFINITION, {"F-1": says("F-1"), "G-1": says("G-1", PENDING)})
    after = assess_with(DEFINITION, {"F-1": says("F-1"), "G-1": says("G-1", MET, "KC1", "KC2")})
    assert told_changes(before, after) == "Wachtte op gegevens, nu in orde:\n  - S-001: G-1"


def test_a_finding_about_a_part_of_a_requirement_that_waited_waited_too(
    says: Says, assess_with: AssessWith
) -> None:
    before = assess_with(DEFINITION, {"F-1": says("F-1"), "G-1": says("G-1", PENDING)})
    after = assess_with(DEFINITION, {"F-1": says("F-1"), "G-1": says("G-1", NOT_MET, "KC1")})
    assert told_changes(before, after) == (
        "Bevindingen die veranderen:\n  - S-001 G-1 (KC1): wacht op gegevens → voldoet niet"
    )


def test_a_finding_that_disappears_without_another_in_its_place_is_told(
    says: Says, assess_with: AssessWith
) -> None:
    before = assess_with(DEFINITION, {"F-1": says("F-1"), "G-1": says("G-1", CLARIFY, "KC1", "KC2")})
    after = assess_with(DEFINITION, {"F-1": says("F-1"), "G-1": says("G-1", MET, "KC1")})
    assert told_changes(before, after) == (
        "Bevindingen die veranderen:\n  - S-001 G-1 (KC1): onduidelijk → voldoet\n"
        "  - S-001 G-1 (KC2): onduidelijk → geen bevinding"
    )


def test_another_explanation_is_no_change_but_another_consequence_is(
    says: Says, assess_with: AssessWith
) -> None:
    before = assess_with(DEFINITION, {"F-1": says("F-1", NOT_MET), "G-1": says("G-1")})
    other = a_definition(
        a_requirement("F-1", consequence=Consequence.MAY_REJECT), *DEFINITION.requirements[1:]
    )
    after = assess_with(other, {"F-1": says("F-1", NOT_MET), "G-1": says("G-1")})
    assert told_changes(before, before) == "Geen enkele bevinding verandert."
    (turned,) = turned_findings(before, after)
    assert turned.before == (NOT_MET, Consequence.MUST_REJECT)
    assert turned.after == (NOT_MET, Consequence.MAY_REJECT)


def test_a_submission_that_came_or_went_turns_with_all_its_findings(
    says: Says, assess_with: AssessWith
) -> None:
    checks = {"F-1": says("F-1"), "G-1": says("G-1")}
    one = assess_with(DEFINITION, checks)
    two = assess_with(DEFINITION, checks, submissions=("S-001", "S-002"))
    assert [turned.key.submission for turned in turned_findings(one, two)] == ["S-002", "S-002"]
    assert all(turned.after is None for turned in turned_findings(two, one))


def a_full_assessment(says: Says, assess_with: AssessWith) -> Assessment:
    checks = {"F-1": says("F-1", NOT_MET), "G-1": says("G-1")}
    ruling = the_ruling(assess_with(DEFINITION, checks), "F-1", RulingOutcome.UPHOLD)
    decision = AwardDecision(
        DecisionOutcome.REJECT, (), (), "reden", "mandaat", "{}", "0", "abc", versions=()
    )
    return assess_with(
        DEFINITION,
        checks,
        a_fact(a_tenderer(name="Zorg Voorbeeld"), id=1),
        a_fact(Offer((OfferedProduct("ib1"),), ("ggz",)), id=2),
        a_fact(ConsensusScore("SG1", 6, ()), id=3),
        a_fact(ConsensusScore("SG2", 8, ()), id=4),
        ruling,
        a_fact(decision, id=701),
    )


def test_the_report_is_plain_json_with_everything_that_is_documented(
    says: Says, assess_with: AssessWith
) -> None:
    assessment = a_full_assessment(says, assess_with)
    report = assessment_report(assessment, DEFINITION)
    assert json.loads(json.dumps(report)) == report
    assert {key: report[key] for key in report if key != "submissions"} == {
        "procedure": "voorbeeld-2026",
        "as_of": "2026-06-16T07:00:00.000000Z",
        "known_at": "2026-06-16T07:00:00.000000Z",
        "definition": "abc",
    }
    (item,) = report["submissions"]
    assert set(item) == {
        "id",
        "tenderer",
        "steps",
        "findings",
        "undecided",
        "scores",
        "outcome",
        "products",
        "refused_parties",
        "decision",
    }
    assert (item["id"], item["tenderer"], item["outcome"]) == ("S-001", "Zorg Voorbeeld", "rejected")
    assert item["steps"][0] == {"number": 0, "label": "Opening en volledigheid", "state": "rejected"}
    assert item["findings"][0] == {
        "requirement": "F-1",
        "step": 0,
        "subject": "",
        "verdict": "not-met",
        "consequence": "must-reject",
        "source": {"document": "inkoopdocument", "paragraph": "§5.2", "in_force": None},
        "notes": [],
        "explanation": "omdat",
        "facts": [],
        "effect": "rejects",
        "ruling": {"outcome": "uphold", "reason": "reden", "by": "adviseur", "stale": False},
    }
    assert item["findings"][1]["ruling"] is None
    assert item["scores"]["criteria"] == {"SG1": 6, "SG2": 8}
    assert (item["scores"]["total"], item["scores"]["passed"]) == (14, True)
    assert item["products"] == ["ib1"]
    assert item["decision"] == {
        "outcome": "reject",
        "products": [],
        "recorded_at": "2026-06-12T09:30:00.000000Z",
        "by": "adviseur",
    }


def test_the_same_facts_give_the_same_bytes(says: Says, assess_with: AssessWith) -> None:
    first, second = (
        canonical_json(assessment_report(a_full_assessment(says, assess_with), DEFINITION)) for _ in range(2)
    )
    assert first == second


def test_what_a_decision_rests_on_holds_nothing_of_the_decision(says: Says, assess_with: AssessWith) -> None:
    (item,) = a_full_assessment(says, assess_with).submissions
    assert "decision" not in submission_report(item, DEFINITION)


def test_a_rule_that_could_not_be_run_is_in_the_report(says: Says, assess_with: AssessWith) -> None:
    assessment = assess_with(DEFINITION, {"F-1": lambda _: [], "G-1": says("G-1")}, scored=False)
    (item,) = assessment_report(assessment, DEFINITION)["submissions"]
    assert item["undecided"] == [
        {"requirement": "F-1", "plugin": "proef", "reason": "de regel gaf geen bevinding"}
    ]
    assert item["outcome"] == "undecided"
    assert item["scores"] == {
        "criteria": {"SG1": None, "SG2": None},
        "total": None,
        "passed": None,
        "reasons": [],
    }


def deciding(assessment: Assessment) -> list[str]:
    (item,) = assessment.submissions
    return [found.finding.key.requirement for found in deciding_findings(item)]


def test_what_merely_waits_decides_only_when_nothing_else_does(says: Says, assess_with: AssessWith) -> None:
    waiting = {"F-1": says("F-1", PENDING), "G-1": says("G-1", PENDING)}
    assert deciding(assess_with(DEFINITION, waiting)) == ["F-1", "G-1"]
    assert deciding(assess_with(DEFINITION, waiting | {"G-1": says("G-1", CLARIFY)})) == ["G-1"]
    assert deciding(assess_with(DEFINITION, {"F-1": says("F-1"), "G-1": says("G-1")})) == []


def test_once_something_rejects_it_alone_decides(says: Says, assess_with: AssessWith) -> None:
    checks = {"F-1": says("F-1", NOT_MET), "G-1": says("G-1", NOT_MET)}
    before = assess_with(DEFINITION, checks)
    assert deciding(before) == ["F-1", "G-1"]
    ruling = the_ruling(before, "G-1", RulingOutcome.UPHOLD)
    assert deciding(assess_with(DEFINITION, checks, ruling)) == ["G-1"]


def test_a_finding_that_keeps_its_verdict_and_says_something_else_is_told(
    says: Says, assess_with: AssessWith
) -> None:
    def amount(text: str) -> Any:
        return lambda case: [case.on("F-1").met(text)]

    before = assess_with(DEFINITION, {"F-1": amount("verzekerd voor 1,25 miljoen"), "G-1": says("G-1")})
    after = assess_with(DEFINITION, {"F-1": amount("verzekerd voor 2,5 miljoen"), "G-1": says("G-1")})
    told = told_changes(before, after)

    assert "Geen enkele bevinding verandert." in told
    assert "S-001 F-1: verzekerd voor 2,5 miljoen" in told
