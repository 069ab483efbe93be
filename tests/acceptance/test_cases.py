"""Every sample tenderer gets the outcome that stands in `cases/`: see the README there for officers."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.api.packages import PackageReading
from inkoop_core.assessment.model import Assessed, SubmissionAssessment
from inkoop_core.assessment.report import deciding_findings
from inkoop_core.cli.demo import installed_demo
from inkoop_core.desk.desk import Desk
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.package import PackageReceived

TENDER = "dalfsen-wmo-2027"
FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in FILES}
KEYS = {"pakket", "inschrijving", "inschrijver", "beoordeling", "besluit"}
PHASE_KEYS = {"uitkomst", "stappen", "bevindingen", "ook", "punten", "besluit", "producten"}
FINDING_KEYS = {"eis", "onderwerp", "bevinding", "gevolg", "paragraaf", "noten", "oordeel"}

cases = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())


def of(desk: Desk, case: dict[str, Any]) -> SubmissionAssessment:
    found = desk.assessment(TENDER).of(case["inschrijving"])
    assert found is not None, f"{case['inschrijving']} is niet ingenomen"
    return found


def stated(found: Assessed, ruled: bool) -> dict[str, Any]:
    """A finding in the words of a case; what is empty is left out."""
    finding, ruling = found.finding, found.ruling
    told = {
        "eis": finding.key.requirement,
        "onderwerp": finding.key.subject,
        "bevinding": finding.verdict.value,
        "gevolg": finding.consequence.value,
        "paragraaf": finding.source.paragraph,
        "noten": list(finding.notes),
        "oordeel": ruling.body.outcome.value if ruling is not None and ruled else "",
    }
    return {key: value for key, value in told.items() if value}


def without_empty(finding: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in finding.items() if value}


def ordered(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(findings, key=lambda one: (one["eis"], one.get("onderwerp", "")))


def test_every_sample_package_has_a_case() -> None:
    packages = {
        path.name for path in installed_demo().packages.iterdir() if path.is_dir() or path.suffix == ".zip"
    }
    assert {case["pakket"] for case in CASES.values()} == packages


@cases
def test_a_case_has_only_keys_that_are_read(case: dict[str, Any]) -> None:
    assert set(case) == KEYS
    for phase in (case["beoordeling"], case["besluit"]):
        assert set(phase) <= PHASE_KEYS
        for finding in phase.get("bevindingen", []):
            assert set(finding) <= FINDING_KEYS


@cases
def test_the_package_is_that_of_the_tenderer(case: dict[str, Any], sample_desk: Desk) -> None:
    (received,) = sample_desk.state(TENDER).facts(PackageReceived, case["inschrijving"])
    assert received.body.name == case["pakket"]
    assert of(sample_desk, case).tenderer == case["inschrijver"]


@cases
def test_after_the_intake_it_stands_as_expected(case: dict[str, Any], after_intake: Desk) -> None:
    item, expected = of(after_intake, case), case["beoordeling"]
    told = [
        stated(found, ruled=False)
        for found in deciding_findings(item)
        if found.finding.verdict is not Verdict.PENDING
    ]
    assert item.standing.value == expected["uitkomst"]
    assert [step.state.value for step in item.steps] == expected["stappen"]
    assert ordered(told) == ordered([without_empty(one) for one in expected.get("bevindingen", [])])
    assert item.decision is None
    assert not any(found.ruling for found in item.findings)


@cases
def test_after_the_intake_these_requirements_are_met_too(case: dict[str, Any], after_intake: Desk) -> None:
    found: dict[str, set[str]] = {}
    for one in of(after_intake, case).findings:
        found.setdefault(one.finding.key.requirement, set()).add(one.finding.verdict.value)
    for requirement, verdict in case["beoordeling"].get("ook", {}).items():
        assert found.get(requirement) == {verdict}, requirement


@cases
def test_after_rulings_and_decision_it_stands_as_expected(
    case: dict[str, Any], after_assessment: Desk
) -> None:
    item, expected = of(after_assessment, case), case["besluit"]
    told = [stated(found, ruled=True) for found in deciding_findings(item) if found not in item.verification]
    assert item.standing.value == expected["uitkomst"]
    assert [step.state.value for step in item.steps if step.number < 5] == expected["stappen"]
    assert [step.state.value for step in item.steps if step.number == 5] == (
        ["waiting"] if expected["besluit"] == "award" else []
    )
    assert (item.award.total if item.award else None) == expected.get("punten")
    assert ordered(told) == ordered([without_empty(one) for one in expected.get("bevindingen", [])])
    decision = item.decision.body if item.decision else None
    assert (decision.outcome.value if decision else "") == expected["besluit"]
    assert list(decision.products if decision else ()) == expected.get("producten", [])


@cases
def test_reading_a_package_twice_gives_the_same(
    case: dict[str, Any], sample_desk: Desk, read: Callable[[str], PackageReading]
) -> None:
    (received,) = sample_desk.state(TENDER).facts(PackageReceived, case["inschrijving"])
    assert read(case["pakket"]).received == received.body


@pytest.fixture
def read(sample_desk: Desk) -> Callable[[str], PackageReading]:
    definition = sample_desk.state(TENDER).definition
    return lambda name: sample_desk.packages.read(installed_demo().packages / name, definition)
