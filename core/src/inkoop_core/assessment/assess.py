"""Assess a procedure: a pure function of facts, definition, rules and moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.rules import Case, Facts
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.assessment.effects import assessed
from inkoop_core.assessment.model import Assessed, Assessment, RuleFailure, SubmissionAssessment
from inkoop_core.assessment.ruleset import OwnedRule, RuleSet
from inkoop_core.assessment.standing import concluded
from inkoop_core.domain.decision import NoteChoice, Ruling
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import PackageReceived


@frozen
class Dossier:
    """The current facts of a procedure, sorted for the rules."""

    procedure_facts: Facts
    by_submission: Mapping[str, Facts]


def dossier(facts: Iterable[Fact[Any]]) -> Dossier:
    """Sort current facts by submission and by the class of their body."""
    sorted_facts: dict[str, dict[type, list[Fact[Any]]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        sorted_facts[fact.subject.partition("/")[0]][type(fact.body)].append(fact)
    frozen_facts = {
        submission: {body: tuple(items) for body, items in kinds.items()}
        for submission, kinds in sorted_facts.items()
    }
    submissions = {
        submission: kinds for submission, kinds in frozen_facts.items() if PackageReceived in kinds
    }
    others: dict[type, tuple[Fact[Any], ...]] = {}
    for submission, kinds in frozen_facts.items():
        if submission not in submissions:
            for body, items in kinds.items():
                others[body] = others.get(body, ()) + items
    return Dossier(others, submissions)


def assess(
    procedure: str,
    definition: TenderDefinition,
    rules: RuleSet,
    facts: Iterable[Fact[Any]],
    moment: Moment,
    only: str | None = None,
) -> Assessment:
    """Assess every submission, or one.

    facts  current at the moment (domain.fact.current), oldest first
    """
    sorted_facts = dossier(facts)
    choices = readings_in_force(definition, sorted_facts.procedure_facts.get(NoteChoice, ()))
    compared, procedure_failures = _procedure_findings(definition, rules, sorted_facts, choices, moment)
    shared = (*rules.failures, *procedure_failures)
    return Assessment(
        procedure=procedure,
        moment=moment,
        definition=definition.sha256,
        submissions=tuple(
            _submission(
                Case(submission, kinds, sorted_facts.procedure_facts, definition, choices, moment),
                rules,
                compared.get(submission, []),
                shared,
            )
            for submission, kinds in sorted(sorted_facts.by_submission.items())
            if only is None or submission == only
        ),
        failures=shared,
    )


def _submission(
    case: Case, rules: RuleSet, compared: Sequence[Finding], shared: tuple[RuleFailure, ...]
) -> SubmissionAssessment:
    findings: list[Finding] = []
    failures: list[RuleFailure] = []
    for owned in rules.submission_rules:
        try:
            given = list(owned.rule.check(case))
        except Exception as error:  # noqa: BLE001 - whatever a rule raises leaves its requirement undecided
            failures.append(_failure(owned, case.submission, error))
            continue
        wrong = _unusable(owned, given)
        if wrong:
            failures.append(RuleFailure(owned.rule.requirement, owned.plugin, wrong, case.submission))
        findings += given
    findings += compared
    rulings = {(fact.body.requirement, fact.body.finding_subject): fact for fact in case.all(Ruling)}
    if rulings:
        results = [
            assessed(finding, rulings.get((finding.key.requirement, finding.key.subject)))
            for finding in findings
        ]
    else:
        results = [assessed(finding, None) for finding in findings]
    return concluded(case, tuple(results), (*shared, *failures), rules.award_method)


def _unusable(owned: OwnedRule, given: Sequence[Finding]) -> str:
    """Why the answer of a rule cannot be relied on, in Dutch; "" when it can."""
    if not given:
        return "de regel gaf geen bevinding"
    if any(finding.key.requirement != owned.rule.requirement for finding in given):
        return "de regel gaf een bevinding over een andere eis"
    if len(given) > 1 and len({finding.key.subject for finding in given}) < len(given):
        return "de regel gaf twee bevindingen over hetzelfde onderwerp"
    return ""


def _procedure_findings(
    definition: TenderDefinition,
    rules: RuleSet,
    facts: Dossier,
    choices: Mapping[str, str],
    moment: Moment,
) -> tuple[dict[str, list[Finding]], tuple[RuleFailure, ...]]:
    """Findings of the rules that compare submissions, by submission."""
    if not rules.procedure_rules:
        return {}, ()
    everything: dict[type, tuple[Fact[Any], ...]] = {}
    for kinds in facts.by_submission.values():
        for body, items in kinds.items():
            everything[body] = everything.get(body, ()) + items
    case = Case("", everything, facts.procedure_facts, definition, choices, moment)
    found: dict[str, list[Finding]] = defaultdict(list)
    failures: list[RuleFailure] = []
    for owned in rules.procedure_rules:
        try:
            for finding in owned.rule.check(case):
                found[finding.key.submission].append(finding)
        except Exception as error:  # noqa: BLE001 - see above
            failures.append(_failure(owned, "", error))
    return found, tuple(failures)


def _failure(owned: OwnedRule, submission: str, error: Exception) -> RuleFailure:
    return RuleFailure(owned.rule.requirement, owned.plugin, f"{type(error).__name__}: {error}", submission)


def finding_of(assessment: Assessment, submission: str, requirement: str, subject: str) -> Assessed | None:
    """The finding about one requirement and subject of one submission."""
    found = assessment.of(submission)
    if found is None:
        return None
    for item in found.findings:
        if item.finding.key.requirement == requirement and item.finding.key.subject == subject:
            return item
    return None
