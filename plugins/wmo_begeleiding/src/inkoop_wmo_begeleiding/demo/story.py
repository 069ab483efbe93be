"""Read the story of the sample desk."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from inkoop_core.api.demo import DemoStep
from inkoop_core.domain.moment import instant

SCORE, CONSENSUS = "score-vastleggen", "consensus-vastleggen"
TAKE_IN, JUDGE = "bewijs-innemen", "bewijs-beoordelen"
BETWEEN_SCORES = timedelta(minutes=20)
BETWEEN_JUDGEMENTS = timedelta(minutes=5)


Subjects = Mapping[str, Sequence[str]]
"""The subjects of each award criterion."""


def story(texts: Sequence[str], tender: str) -> tuple[datetime, tuple[DemoStep, ...]]:
    """When the desk is founded, and every step of all texts in order of time; the first text says when.

    A table `[[scores]]` stands for the scores of the assessors and the consensus on one submission, each
    with a motivation per subject of the criterion in the tender file. A table `[[evidence]]` stands for papers
    that came in together and, where it says when, for judging each of them, with everything there that it must say.
    """
    first, *later = (tomllib.loads(text, parse_float=Decimal) for text in texts)
    definition = tomllib.loads(tender, parse_float=Decimal)
    criteria = definition["award"]["criteria"]
    kinds = {kind["id"]: kind for kind in definition["evidence"]}
    subjects = {criterion["id"]: criterion["subjects"] for criterion in criteria}
    steps = [_step(table) for tables in (first, *later) for table in tables["step"]]
    steps += [
        step
        for number, table in enumerate(first["scores"])
        for step in _scores(table, number, first["scoring"], subjects)
    ]
    steps += [
        step
        for tables in (first, *later)
        for table in tables.get("evidence", ())
        for step in _evidence(table, tables["papers"], kinds)
    ]
    return instant(first["founded"]), tuple(sorted(steps, key=lambda step: step.at))


def _step(table: dict[str, Any]) -> DemoStep:
    return DemoStep(
        at=instant(table["at"]),
        actor=table.get("actor", ""),
        action=table["action"],
        fields=table.get("fields", {}),
        second=table.get("second", ""),
    )


def _scores(
    table: dict[str, Any], number: int, rounds: dict[str, Any], subjects: Subjects
) -> Iterator[DemoStep]:
    individual = instant(rounds["individual_from"]) + number * BETWEEN_SCORES
    consensus = instant(rounds["consensus_from"]) + number * BETWEEN_SCORES
    for criterion, values in table["values"].items():
        given = [
            (individual, assessor, SCORE, value)
            for assessor, value in zip(rounds["assessors"], values["individual"], strict=True)
        ]
        for at, actor, action, value in (
            *given,
            (consensus, rounds["chair"], CONSENSUS, values["consensus"]),
        ):
            text = rounds["motivation"][str(value)]
            fields = {
                "submission": table["submission"],
                "criterion": criterion,
                "value": value,
                "motivations": [{"subject": subject, "text": text} for subject in subjects[criterion]],
            }
            yield DemoStep(at, actor, action, fields)


def _evidence(
    table: dict[str, Any], papers: Mapping[str, dict[str, Any]], kinds: Mapping[str, dict[str, Any]]
) -> Iterator[DemoStep]:
    """Papers of one submission and party taken in at once, and judged one by one. papers: what is seen on each."""
    actor, whose = (
        table["actor"],
        {"submission": table["submission"], "party": table.get("party", "tenderer")},
    )
    taken = {"paths": [f"{kind}.pdf" for kind in table["kinds"]], "received_at": table["received_at"]}
    yield DemoStep(instant(table["at"]), actor, TAKE_IN, {**whose, **taken})
    for number, kind in enumerate(table["kinds"] if "judged_from" in table else ()):
        seen = papers[kind]
        points = [
            {"point": point["id"], "present": True, "where": "bladzijde 1"}
            for point in kinds[kind].get("must_state", ())
            if point.get("route", "") in ("", seen.get("route", ""))
        ]
        fields = {**whose, **seen, "evidence": kind, "accepted": True, "points": points}
        yield DemoStep(instant(table["judged_from"]) + number * BETWEEN_JUDGEMENTS, actor, JUDGE, fields)
