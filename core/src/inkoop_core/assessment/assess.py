"""Assess a procedure: a pure function of facts, definition, rules and moment."""

import gc
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from attrs import evolve, frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.rules import Case, Facts, Rule, Scope, Unconfirmed
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.assessment.effects import assessed
from inkoop_core.assessment.model import Assessed, Assessment, RuleFailure, SubmissionAssessment
from inkoop_core.assessment.ruleset import OwnedRule, RuleSet
from inkoop_core.assessment.standing import blocked_by, concluded, tenderer_named
from inkoop_core.assessment.unconfirmed import Bodies, Readings, pending_findings, unconfirmed
from inkoop_core.assessment.verifying import is_verified, parted, with_verification
from inkoop_core.domain.decision import NoteChoice, Ruling
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, FindingKey, Verdict
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import SUBMISSION_PREFIX, PackageReceived
from inkoop_core.domain.submission import Offer


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
        # What is left of a withdrawn submission is neither a submission nor a fact about the procedure.
        if not submission.startswith(SUBMISSION_PREFIX):
            for body, items in kinds.items():
                others[body] = others.get(body, ()) + items
    return Dossier(others, submissions)


def tenderer_names(facts: Iterable[Fact[Any]]) -> dict[str, str]:
    """The name of each tenderer by submission, of those that are on the list; pass current facts, oldest first."""
    return {submission: tenderer_named(kinds) for submission, kinds in dossier(facts).by_submission.items()}


def assess(
    procedure: str,
    definition: TenderDefinition,
    rules: RuleSet,
    facts: Iterable[Fact[Any]],
    moment: Moment,
    only: str | None = None,
    bodies: Bodies | None = None,
) -> Assessment:
    """Assess every submission, or one.

    facts   current at the moment (domain.fact.current), oldest first
    bodies  the class of each kind of fact that can be read in a file
    """
    with _no_search_for_garbage():
        return _assessment(procedure, definition, rules, facts, moment, only, bodies or {})


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Everything that is made here is kept and refers to nothing made later: nothing could be collected.

    Searching all the same would cost more per submission the more there are.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _assessment(
    procedure: str,
    definition: TenderDefinition,
    rules: RuleSet,
    facts: Iterable[Fact[Any]],
    moment: Moment,
    only: str | None,
    bodies: Bodies,
) -> Assessment:
    sorted_facts = dossier(facts)
    waiting = {
        submission: unconfirmed(kinds, bodies) for submission, kinds in sorted_facts.by_submission.items()
    }
    choices = readings_in_force(definition, sorted_facts.procedure_facts.get(NoteChoice, ()))
    compared, procedure_failures = _procedure_findings(
        definition, rules, sorted_facts, choices, moment, waiting
    )
    later, earlier = parted(definition, rules.failures)
    shared = (*earlier, *procedure_failures)
    return Assessment(
        procedure=procedure,
        moment=moment,
        definition=definition.sha256,
        submissions=tuple(
            _submission(
                Case(
                    submission,
                    kinds,
                    sorted_facts.procedure_facts,
                    definition,
                    choices,
                    moment,
                    waiting[submission],
                ),
                rules,
                compared.get(submission, []),
                shared,
                later,
            )
            for submission, kinds in sorted(sorted_facts.by_submission.items())
            if only is None or submission == only
        ),
        failures=(*shared, *later),
    )


def _submission(
    case: Case,
    rules: RuleSet,
    compared: Sequence[Finding],
    shared: tuple[RuleFailure, ...],
    later: tuple[RuleFailure, ...],
) -> SubmissionAssessment:
    findings, failures = findings_of(case, rules.submission_rules)
    findings += compared
    failures += _silent(case, rules, compared, shared)
    rulings = {(fact.body.requirement, fact.body.finding_subject): fact for fact in case.recorded(Ruling)}
    if rulings:
        results = [
            assessed(finding, rulings.get((finding.key.requirement, finding.key.subject)))
            for finding in findings
        ]
        added, more_failures = _of_what_is_left(case, rules, results, rulings)
        results += added
        failures += more_failures
    else:
        results = [assessed(finding, None) for finding in findings]
    item = concluded(case, tuple(results), (*shared, *failures), rules.award_method)
    return _verified(case, rules, item, rulings, later) if is_verified(case) else item


def _verified(
    case: Case,
    rules: RuleSet,
    item: SubmissionAssessment,
    rulings: "Rulings",
    later: tuple[RuleFailure, ...],
) -> SubmissionAssessment:
    """With what the rules of step 5 find of a provisional winner."""
    findings, failures = findings_of(case, rules.verification_rules)
    results = [
        assessed(finding, rulings.get((finding.key.requirement, finding.key.subject))) for finding in findings
    ]
    return with_verification(case, item, tuple(results), (*later, *failures))


def _silent(
    case: Case, rules: RuleSet, compared: Sequence[Finding], shared: Sequence[RuleFailure]
) -> list[RuleFailure]:
    """Rules over the whole procedure that say nothing of this submission; failed ones are told already."""
    heard = {finding.key.requirement for finding in compared} | {failure.requirement for failure in shared}
    return [
        RuleFailure(owned.rule.requirement, owned.plugin, "de regel gaf geen bevinding", case.submission)
        for owned in rules.procedure_rules
        if owned.rule.requirement not in heard
    ]


Rulings = Mapping[tuple[str, str], Fact[Ruling]]


def _of_what_is_left(
    case: Case, rules: RuleSet, results: Sequence[Assessed], rulings: Rulings
) -> tuple[list[Assessed], list[RuleFailure]]:
    """What the rules over products say of the offer without its blocked products, where that is new.

    A product that is blocked can leave another behind that may not be offered by itself.
    """
    offer = None if Offer in case.unconfirmed else case.one(Offer)
    requirements = case.definition.requirement_by_id
    product_rules = [
        owned
        for owned in rules.submission_rules
        if requirements[owned.rule.requirement].consequence is Consequence.BLOCK_PRODUCT
    ]
    added: list[Assessed] = []
    failures: list[RuleFailure] = []
    while offer is not None and (blocked := blocked_by([*results, *added])):
        left = tuple(item for item in offer.body.products if item.product not in blocked)
        if not left:
            break
        reduced = evolve(offer, body=evolve(offer.body, products=left))
        remaining = Case(
            case.submission,
            {**case.facts, Offer: (reduced,)},
            case.procedure_facts,
            case.definition,
            case.choices,
            case.moment,
            case.unconfirmed,
        )
        known = {item.finding.key for item in (*results, *added)}
        given, failed = findings_of(remaining, product_rules)
        failures += failed
        new = [
            assessed(finding, rulings.get((finding.key.requirement, finding.key.subject)))
            for finding in given
            if finding.key not in known and finding.verdict not in (Verdict.MET, Verdict.NOT_APPLICABLE)
        ]
        if not new:
            break
        added += new
    return added, failures


def findings_of(case: Case, rules: Iterable[OwnedRule]) -> tuple[list[Finding], list[RuleFailure]]:
    """What the rules find in one submission, in their order, and the rules that cannot be relied on."""
    findings: list[Finding] = []
    failures: list[RuleFailure] = []
    about = (case.submission,)
    for owned in rules:
        given, wrong = _answered(owned, case, about)
        if wrong:
            failures.append(RuleFailure(owned.rule.requirement, owned.plugin, wrong, case.submission))
        findings += given
    return findings, failures


def _answered(owned: OwnedRule, case: Case, submissions: Collection[str]) -> tuple[list[Finding], str]:
    """What a rule finds, and why that cannot be relied on, in Dutch; "" when it can.

    Findings that are not the rule's to give are left out: they would speak for another rule.
    """
    rule = owned.rule
    try:
        given = list(rule.check(case))
        wrong = _unusable(rule, given, submissions)
    except Unconfirmed as waiting:
        return pending_findings(case, rule, waiting.readings, submissions), ""
    except Exception as error:  # noqa: BLE001 - whatever a rule raises leaves its requirement undecided
        return [], f"{type(error).__name__}: {error}"
    if wrong:
        given = [item for item in given if not _of_another(rule, item.key, submissions)]
    return given, wrong


def _unusable(rule: Rule, given: Sequence[Finding], submissions: Container[str]) -> str:
    if not given and rule.scope is Scope.SUBMISSION:
        return "de regel gaf geen bevinding"
    for finding in given:
        key = finding.key
        if key.requirement != rule.requirement or key.submission not in submissions:
            return _of_another(rule, key, submissions)
    if len(given) > 1 and len({finding.key for finding in given}) < len(given):
        return "de regel gaf twee bevindingen over hetzelfde onderwerp"
    return ""


def _of_another(rule: Rule, key: FindingKey, submissions: Container[str]) -> str:
    if key.requirement != rule.requirement:
        return "de regel gaf een bevinding over een andere eis"
    if key.submission not in submissions:
        return "de regel gaf een bevinding over een andere inschrijving"
    return ""


def _procedure_findings(
    definition: TenderDefinition,
    rules: RuleSet,
    facts: Dossier,
    choices: Mapping[str, str],
    moment: Moment,
    waiting: Mapping[str, Readings],
) -> tuple[dict[str, list[Finding]], tuple[RuleFailure, ...]]:
    """Findings of the rules that compare submissions, by submission."""
    if not rules.procedure_rules:
        return {}, ()
    everything: dict[type, tuple[Fact[Any], ...]] = {}
    for kinds in facts.by_submission.values():
        for body, items in kinds.items():
            everything[body] = everything.get(body, ()) + items
    together: dict[type, tuple[Fact[Any], ...]] = {}
    for readings in waiting.values():
        for body, unread in readings.items():
            together[body] = together.get(body, ()) + unread
    case = Case("", everything, facts.procedure_facts, definition, choices, moment, together)
    found: dict[str, list[Finding]] = defaultdict(list)
    failures: list[RuleFailure] = []
    for owned in rules.procedure_rules:
        given, wrong = _answered(owned, case, facts.by_submission)
        if wrong:
            failures.append(RuleFailure(owned.rule.requirement, owned.plugin, wrong))
        for finding in given:
            found[finding.key.submission].append(finding)
    return found, tuple(failures)


def finding_of(assessment: Assessment, submission: str, requirement: str, subject: str) -> Assessed | None:
    """The finding about one requirement and subject of one submission."""
    found = assessment.of(submission)
    if found is None:
        return None
    for item in found.every_finding:
        if item.finding.key.requirement == requirement and item.finding.key.subject == subject:
            return item
    return None
