"""The guard before a letter goes out: nothing of another tenderer, no assessor's own score, no Bibob facts."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.letters import LetterContent, StatementKind, written
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.complaint import Complaint
from inkoop_core.domain.decision import Score
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.money import euros
from inkoop_core.domain.naming import holds, plain_name
from inkoop_core.domain.party import Party, Tenderer
from inkoop_core.domain.question import Question
from inkoop_core.errors import Refused

BIBOB = "bibob"
_FEWEST_WORDS = 4
"""A text of so many words is somebody's own; a shorter one only when it holds a number or is a name."""
_FEWEST_LETTERS = 6
_LEAST_MONEY = 100_000
"""Cents: what is less is told by many."""
WINNER = "winner/"
"""Statements that may name another tenderer."""


def require_confidential(content: LetterContent, state: ProcedureState) -> None:
    """Raises Refused, naming the facts and never what they say, when the letter tells what is not for its reader."""
    own = _own(content, state)
    told = plain_name(written(content))
    open_text = plain_name("\n".join(_open_texts(content, state, own)))
    whole = f" {told} "
    found = [
        f"{fact.subject or 'de procedure'} ({fact.kind}, feit {fact.id})"
        for fact in _closed_facts(state, own)
        if any(
            f" {secret} " in whole and not holds(open_text, secret)
            for secret in state.remembered.once(_secrets_of, fact)
        )
    ]
    found += _named_others(content, state, told, own)
    found += _foreign_facts(content, state, own)
    if found:
        raise Refused(
            f"de brief '{content.kind.label}' over {content.about} is niet gemaakt: hij zou iets vertellen dat niet "
            "voor de geadresseerde is. Het gaat om:\n"
            + "\n".join(f"  - {line}" for line in dict.fromkeys(found))
        )


def _secrets_of(fact: Fact[Any]) -> frozenset[str]:
    """What a fact would give away, as names are compared."""
    return frozenset(map(plain_name, _secrets(fact.body)))


def _closed_facts(state: ProcedureState, own: frozenset[str]) -> Iterator[Fact[Any]]:
    """Facts of others, scores of single assessors, and whatever lies in a sealed compartment or is about Bibob."""
    for fact in state.recorded:
        if _is_sealed(fact) or isinstance(fact.body, Score) or _of_another(fact, state, own):
            yield fact


def _is_sealed(fact: Fact[Any]) -> bool:
    return bool(fact.compartment) or fact.kind.partition(".")[0] == BIBOB


def _of_another(fact: Fact[Any], state: ProcedureState, own: frozenset[str]) -> bool:
    """Whether a fact is about another submission, or another's complaint or question."""
    about = fact.submission
    if not about or about in own:
        return False
    if about in _submissions(state):
        return True
    return isinstance(fact.body, Complaint | Question)


def _own(content: LetterContent, state: ProcedureState) -> frozenset[str]:
    """What the letter is about, and of a complaint the submission of who complains."""
    own = [fact.body.submission for fact in state.facts(Complaint, content.about)]
    return frozenset((content.about, *own)) - {""}


@lru_cache(maxsize=2)
def _submissions(state: ProcedureState) -> frozenset[str]:
    return frozenset(item.submission for item in state.course.assessment.submissions) | {
        fact.subject for fact in state.recorded if isinstance(fact.body, Tenderer)
    }


def _open_texts(content: LetterContent, state: ProcedureState, own: frozenset[str]) -> Iterator[str]:
    """What the reader may know: the definition, what is about him or all, and the names of the winners."""
    yield _text_of(state.definition)
    yield content.addressee
    for fact in state.current:
        told = fact.id in content.facts and not _of_another(fact, state, own)
        if (told or fact.submission in own) and not isinstance(fact.body, Score) and not _is_sealed(fact):
            yield from _texts(fact.body)
    yield from (item.text for item in content.statements if item.id.startswith(WINNER))


@lru_cache(maxsize=4)
def _text_of(definition: TenderDefinition) -> str:
    return "\n".join(
        text
        for table in (
            definition.procedure,
            definition.channels,
            definition.documents,
            definition.requirements,
            definition.evidence,
            definition.products,
            definition.award,
            definition.letters,
            definition.tender_documents,
            definition.focus_areas,
        )
        for text in _texts(table)
    )


def _secrets(body: Any) -> Iterator[str]:
    """The texts of a fact that tell something of it: names, several words, or a number in it."""
    if isinstance(body, Tenderer | Party):
        yield body.name
    for text in _texts(body):
        words = plain_name(text)
        numbered = len(words) >= _FEWEST_LETTERS and any(sign.isdigit() for sign in words)
        if numbered or len(words.split()) >= _FEWEST_WORDS:
            yield text
    if isinstance(body, Tenderer):
        for amount in (body.turnover, body.balance_total):
            if amount is not None and amount >= _LEAST_MONEY:
                yield from (euros(amount), euros(amount).rpartition(",")[0], str(amount // 100))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value, those in the JSON of a kept assessment too."""
    for text in _strings(json.loads(canonical_json(value))):
        if text.startswith(("{", "[")):
            try:
                yield from _strings(json.loads(text))
                continue
            except ValueError:
                pass
        yield text


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for inner in data.values():
            yield from _strings(inner)
    elif isinstance(data, list):
        for inner in data:
            yield from _strings(inner)


def _named_others(
    content: LetterContent, state: ProcedureState, told: str, own: frozenset[str]
) -> Iterable[str]:
    """Tenderers that are named and are not the addressee or a winner, and ids of other submissions."""
    for other in sorted(_submissions(state) - own):
        if holds(told, plain_name(other)):
            yield f"{other}: het nummer van een andere inschrijving"
    allowed = {plain_name(item.text) for item in content.statements if item.id.startswith(WINNER)}
    allowed |= {plain_name(content.addressee)}
    for fact in state.current:
        if isinstance(fact.body, Tenderer) and fact.subject not in own:
            name = plain_name(fact.body.name)
            if name not in allowed and holds(told, name) and not any(holds(one, name) for one in allowed):
                yield f"{fact.subject}: de naam van een andere inschrijver"


def _foreign_facts(content: LetterContent, state: ProcedureState, own: frozenset[str]) -> Iterable[str]:
    """Statements that rest on a fact of another, unless they only name a winner."""
    by_id = {fact.id: fact for fact in state.current}
    for item in content.statements:
        if item.kind is StatementKind.NAME and item.id.startswith(WINNER):
            continue
        for told in item.facts:
            fact = by_id.get(told)
            if fact is not None and _of_another(fact, state, own):
                yield f"{fact.subject} ({fact.kind}, feit {told}), in: {item.label}"
