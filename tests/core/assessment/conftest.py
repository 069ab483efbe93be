"""Rules by requirement, and the assessment that they make of literal facts."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.rules import Case, Rule
from inkoop_core.api.tenders import AwardMethod
from inkoop_core.assessment.assess import assess
from inkoop_core.assessment.model import Assessment
from inkoop_core.assessment.ruleset import RuleSet, rule_set
from inkoop_core.domain.decision import ConsensusScore
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding, Verdict
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.party import Party, Tenderer
from inkoop_core.domain.submission import Offer
from inkoop_core.standard.award import AWARD_METHODS
from inkoop_core.testing.builders import NOW, PROCEDURE, a_fact, a_package

Check = Callable[[Case], Iterable[Finding]]
Says = Callable[..., Check]
Rules = Callable[..., RuleSet]
Assess = Callable[..., Assessment]


READABLE: Mapping[str, type] = {"offer": Offer, "party": Party, "tenderer": Tenderer}
"""Kinds of facts that are read in files."""


def no_plugin_award() -> AwardMethod:
    raise AssertionError("this tender names an award method of core")


@pytest.fixture
def says() -> Says:
    """A check that gives one verdict about a requirement, for each of the subjects."""

    def make(requirement: str, verdict: Verdict = Verdict.MET, *subjects: str) -> Check:
        voices = {
            Verdict.MET: "met",
            Verdict.NOT_MET: "not_met",
            Verdict.CLARIFY: "clarify",
            Verdict.PENDING: "pending",
            Verdict.NOT_APPLICABLE: "not_applicable",
        }

        def check(case: Case) -> Iterable[Finding]:
            for subject in subjects or ("",):
                yield getattr(case.on(requirement), voices[verdict])("omdat", subject=subject)

        return check

    return make


@pytest.fixture
def rules_of() -> Rules:
    """A rule set of plugin `proef` from checks by requirement; the definition must be sound with it."""

    def make(definition: TenderDefinition, checks: Mapping[str, Check | Rule]) -> RuleSet:
        given = [
            ("proef", check if isinstance(check, Rule) else Rule(requirement, check))
            for requirement, check in checks.items()
        ]
        rules, problems = rule_set(definition, given, (), AWARD_METHODS, no_plugin_award)
        assert problems == ()
        return rules

    return make


@pytest.fixture
def assess_with(rules_of: Rules) -> Assess:
    """The assessment of facts by checks.

    A package of S-001 is always among the facts; unless `scored` is false, so are sufficient scores.
    """

    def make(
        definition: TenderDefinition,
        checks: Mapping[str, Check | Rule],
        *facts: Fact[Any],
        submissions: tuple[str, ...] = ("S-001",),
        only: str | None = None,
        scored: bool = True,
    ) -> Assessment:
        scores = [
            a_fact(ConsensusScore(item.id, 8, ()), f"{name}/{item.id}", id=9000 + 10 * number + place)
            for number, name in enumerate(submissions)
            for place, item in enumerate(definition.award.criteria)
        ]
        packages = [a_fact(a_package(), name, id=900 + number) for number, name in enumerate(submissions)]
        rules = rules_of(definition, checks)
        return assess(
            PROCEDURE,
            definition,
            rules,
            [*packages, *(scores if scored else ()), *facts],
            Moment.at(NOW),
            only,
            READABLE,
        )

    return make
