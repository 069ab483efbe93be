"""What was read in a bid and not yet confirmed: the rules that need it wait."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from inkoop_core.api.rules import Case, Facts, Rule
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import NoneStated, kind_of_none

Bodies = Mapping[str, type]
"""The class of a fact's body by its kind."""
Readings = Mapping[type, tuple[Fact[ReadFact], ...]]
"""What waits for an officer, by the class of the fact to be."""
SHOWN = 3
"""So many files are named; of the rest the number."""


def subject_of(reading: Fact[ReadFact]) -> str:
    """The subject of the fact that a reading would become."""
    part = reading.body.part
    return f"{reading.submission}/{part}" if part else reading.submission


def unconfirmed(facts: Facts, bodies: Bodies) -> Readings:
    """The readings of one submission of which the fact does not stand; what was looked up waits for nobody.

    That there is none of a kind waits under the class of that kind: a rule that asks for it must not find nothing.

    A reading of a kind that nobody here knows waits too, under no class: no rule can ask for it.
    """
    found: dict[type, tuple[Fact[ReadFact], ...]] = {}
    for reading in facts.get(ReadFact, ()):
        body = bodies.get(reading.body.kind)
        if body is None or not reading.body.of_the_bid:
            continue
        subject = subject_of(reading)
        if any(fact.subject == subject for fact in facts.get(body, ())):
            continue
        if body is NoneStated:
            kind = kind_of_none(reading.body.part)
            if said_after_all(
                reading, kind, (*facts.get(ReadFact, ()), *facts.get(bodies.get(kind, body), ())), bodies
            ):
                continue
            body = bodies.get(kind, body)
        found[body] = (*found.get(body, ()), reading)
    return found


def said_after_all(reading: Fact[ReadFact], kind: str, facts: Iterable[Fact[Any]], bodies: Bodies) -> bool:
    """Whether the bid of a reading that there is none does state something of that kind: then that counts instead."""
    body = bodies.get(kind)
    return any(
        fact.body.kind == kind and fact.body.of_the_bid
        if isinstance(fact.body, ReadFact)
        else type(fact.body) is body
        for fact in facts
        if fact.submission == reading.submission
    )


def pending_findings(
    case: Case, rule: Rule, readings: tuple[Fact[ReadFact], ...], submissions: Collection[str]
) -> list[Finding]:
    """That the requirement waits for a confirmation, of each submission that the rule judges."""
    files = list(dict.fromkeys(reading.body.file for reading in readings))
    shown = ", ".join(files[:SHOWN]) + (f" en {len(files) - SHOWN} andere" if len(files) > SHOWN else "")
    text = f"Wacht op bevestiging van wat is gelezen in {shown}."
    return [
        case.about(submission, rule.requirement).pending(text, *readings)
        for submission in sorted(submissions)
    ]
