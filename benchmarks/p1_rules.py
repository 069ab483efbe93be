"""P1: the rules of one submission through the rule set, against the same functions called directly; at most 1.3x.

    python -m benchmarks.p1_rules

Over the submissions of the sample desk, with a fresh case each time. Beside it what an assessment adds to the
rules: effects of rulings, steps, scores and standing.
"""

import tempfile
from pathlib import Path

from benchmarks.sample import SampleProcedure, sample_procedure
from benchmarks.timing import median_seconds, side_by_side

from inkoop_core.api.rules import Case
from inkoop_core.assessment.assess import assess, dossier, findings_of
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.domain.decision import NoteChoice

GOAL = 1.3
TIMES = 5


def cases(sample: SampleProcedure) -> list[Case]:
    """Fresh cases: a case remembers how its rules speak."""
    sorted_facts = dossier(sample.facts)
    choices = readings_in_force(sample.definition, sorted_facts.procedure_facts.get(NoteChoice, ()))
    return [
        Case(name, kinds, sorted_facts.procedure_facts, sample.definition, choices, sample.moment)
        for name, kinds in sorted_facts.by_submission.items()
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sample = sample_procedure(Path(folder))
        rules = sample.rules.submission_rules
        checks = [owned.rule.check for owned in rules]

        def fresh() -> list[Case]:
            return [case for _ in range(TIMES) for case in cases(sample)]

        def through_the_rule_set(given: list[Case]) -> None:
            for case in given:
                findings_of(case, rules)

        def directly(given: list[Case]) -> None:
            for case in given:
                for check in checks:
                    list(check(case))

        def assessed() -> None:
            assess(sample.id, sample.definition, sample.rules, sample.facts, sample.moment)

        count = len(cases(sample))
        findings = sum(len(findings_of(case, rules)[0]) for case in cases(sample)) / count
        ours, limit, ratio = side_by_side(fresh, through_the_rule_set, directly)
        whole = median_seconds(assessed, repeat=TIMES)
        print(
            f"{count} inschrijvingen, {len(rules)} regels, {findings:.0f} bevindingen elk; per inschrijving:"
        )
        print(f"  rechtstreeks     {limit / count / TIMES * 1e6:5.0f} us")
        print(
            f"  via de regels    {ours / count / TIMES * 1e6:5.0f} us, verhouding {ratio:.2f} (grens {GOAL})"
        )
        print(f"  hele beoordeling {whole / count * 1e6:5.0f} us (met oordelen, stappen, score en stand)")


if __name__ == "__main__":
    main()
