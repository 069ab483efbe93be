"""P1: the rules of one submission through the rule set, against the same functions called directly; at most 1.3x.

    python benchmarks/p1_rules.py

Over the submissions of the sample desk, with a fresh case each time. Beside it what an assessment adds to the
rules: effects of rulings, steps, scores and standing.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from sample import SampleProcedure, sample_procedure
from timing import side_by_side

from inkoop_core.api.rules import Case
from inkoop_core.assessment.assess import assess, dossier, findings_of
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.domain.decision import NoteChoice

GOAL = 1.3


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
        made = cases(sample)

        def through_the_rule_set() -> None:
            for case in cases(sample):
                findings_of(case, rules)

        def directly() -> None:
            for case in cases(sample):
                for check in checks:
                    list(check(case))

        def assessed() -> None:
            assess("", sample.definition, sample.rules, sample.facts, sample.moment)

        findings = sum(len(findings_of(case, rules)[0]) for case in made)
        ours, limit, ratio = side_by_side(through_the_rule_set, directly, repeat=5)
        whole, _, _ = side_by_side(assessed, directly, repeat=5)
        print(f"{len(made)} inschrijvingen, {len(rules)} regels, {findings / len(made):.0f} bevindingen elk")
        print(f"  rechtstreeks   {limit / len(made) * 1e6:7.0f} us per inschrijving")
        print(f"  via de regels  {ours / len(made) * 1e6:7.0f} us; verhouding {ratio:.2f} (grens {GOAL})")
        print(f"  hele beoordeling {whole / len(made) * 1e6:5.0f} us (met oordelen, stappen, score en stand)")


if __name__ == "__main__":
    main()
