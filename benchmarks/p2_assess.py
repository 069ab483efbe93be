"""P2: assess 1, 100 and 1,000 submissions of the sample tender with their facts in memory.

    python -m benchmarks.p2_assess

Goals: the cost of a submission stays the same (last/first at most 1.1) and at least 4 times the 544 a second of
the peer, on a machine where that peer gives 544. The peer is not here, so the absolute rate stands beside 4 x 544.
Loading the facts of one submission from SQLite: at most 1 ms.
"""

import tempfile
from pathlib import Path
from typing import Any

import attrs
from benchmarks.sample import SampleProcedure, sample_procedure
from benchmarks.timing import median_seconds

from inkoop_core.assessment.assess import assess
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.package import PackageReceived

FLAT, PEER, TIMES, LOADING = 1.1, 544, 4, 0.001


def fullest(sample: SampleProcedure) -> tuple[list[Fact[Any]], list[Fact[Any]]]:
    """The facts of the submission that has most, and those of the procedure."""
    names = {fact.submission for fact in sample.facts if isinstance(fact.body, PackageReceived)}
    by_name = {name: [fact for fact in sample.facts if fact.submission == name] for name in names}
    return max(sorted(by_name.items()), key=lambda pair: len(pair[1]))[1], [
        fact for fact in sample.facts if fact.submission not in names
    ]


def copied(facts: list[Fact[Any]], number: int) -> list[Fact[Any]]:
    """The same facts for another submission, under ids of their own."""
    name, first = f"S-{number:04}", number * (max(fact.id for fact in facts) + 1)
    return [
        attrs.evolve(fact, id=first + fact.id, subject="/".join([name, *fact.subject.split("/")[1:]]))
        for fact in facts
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sample = sample_procedure(Path(folder))
        one, shared = fullest(sample)
        costs = []
        for count in (1, 100, 1000):
            facts = shared + [fact for number in range(1, count + 1) for fact in copied(one, number)]

            def work(facts: list[Fact[Any]] = facts) -> object:
                return assess(sample.id, sample.definition, sample.rules, facts, sample.moment)

            found = assess(sample.id, sample.definition, sample.rules, facts, sample.moment)
            assert len(found.submissions) == count
            cost = median_seconds(work, rounds=9, repeat=max(1, 200 // count)) / count
            costs.append(cost)
            print(
                f"{count:5} inschrijvingen van {len(one)} feiten en {len(found.submissions[0].findings)} "
                f"bevindingen: {cost * 1e6:6.0f} us elk, {1 / cost:6.0f} per s "
                f"(doel {TIMES} x {PEER} = {TIMES * PEER})"
            )
        print(f"laatste/eerste {costs[-1] / costs[0]:.2f} (grens {FLAT})")
        count = len({fact.submission for fact in sample.facts if isinstance(fact.body, PackageReceived)})
        loading = median_seconds(lambda: sample.store.facts(sample.id), rounds=9, repeat=3) / count
        print(
            f"feiten van een inschrijving uit SQLite: {loading * 1e3:.2f} ms (grens {LOADING * 1e3:.0f} ms)"
        )


if __name__ == "__main__":
    main()
