"""Read the story of the sample desk."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from inkoop_core.api.demo import DemoStep
from inkoop_core.domain.moment import instant

SCORE, CONSENSUS = "score-vastleggen", "consensus-vastleggen"
BETWEEN_SCORES = timedelta(minutes=20)


Subjects = Mapping[str, Sequence[str]]
"""The subjects of each award criterion."""


def story(text: str, tender: str) -> tuple[datetime, tuple[DemoStep, ...]]:
    """When the desk is founded, and every step in order of time.

    A table `[[scores]]` stands for the scores of the assessors and the consensus on one submission, each
    with a motivation per subject of the criterion in the tender file.
    """
    tables = tomllib.loads(text, parse_float=Decimal)
    criteria = tomllib.loads(tender, parse_float=Decimal)["award"]["criteria"]
    subjects = {criterion["id"]: criterion["subjects"] for criterion in criteria}
    steps = [_step(table) for table in tables["step"]]
    steps += [
        step
        for number, table in enumerate(tables["scores"])
        for step in _scores(table, number, tables["scoring"], subjects)
    ]
    return instant(tables["founded"]), tuple(sorted(steps, key=lambda step: step.at))


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
