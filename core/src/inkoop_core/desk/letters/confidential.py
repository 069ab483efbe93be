"""The guard before a letter goes out: nothing of another tenderer, no assessor's own score, no Bibob facts."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.desk.called import compared, names_of
from inkoop_core.desk.letters.open_texts import WINNER, OpenTexts
from inkoop_core.desk.letters.secret_texts import is_amount, secrets_of
from inkoop_core.desk.letters.whose import is_of_another, is_sealed, submissions
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import Score
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.naming import holds
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.proceedings import Proceedings
from inkoop_core.errors import Refused

_SURELY_TEXT = 4
"""A text of so many words that are no numbers is the same text over the end of a line."""


def require_confidential(content: LetterContent, state: ProcedureState) -> None:
    """Raises Refused, naming the facts and never what they say, when the letter tells what is not for its reader."""
    found = [
        *told_of_others(_written(content), content, state),
        *_foreign_facts(content, state, OpenTexts(content, state).own),
    ]
    if found:
        raise Refused(
            f"de brief '{content.kind.label}' over {content.about} is niet gemaakt: hij zou iets vertellen dat niet "
            "voor de geadresseerde is. Het gaat om:\n"
            + "\n".join(f"  - {line}" for line in dict.fromkeys(found))
        )


def told_of_others(
    lines: Iterable[str], content: LetterContent, state: ProcedureState, wrapped: bool = False
) -> tuple[str, ...]:
    """What a text to the reader of this letter gives away, in Dutch: the facts by number, never what they say.

    lines    paragraphs, bullets and cells: what stands in two of them is not read on, but for names
    wrapped  a sentence may run on over lines
    """
    opened = OpenTexts(content, state)
    told = _Told(lines, wrapped)
    found = [
        f"{fact.subject or 'de procedure'} ({fact.kind}, feit {fact.id})"
        for fact in _closed_facts(state, opened.own)
        if any(
            told.holds(secret) and not opened.has(secret, fact)
            for secret in state.remembered.once(secrets_of, fact)
        )
    ]
    return tuple(dict.fromkeys((*found, *_named_others(told, state, opened))))


class _Told:
    """A text as it is searched: line by line, for names as a whole, and for sentences as a whole where lines wrap."""

    def __init__(self, lines: Iterable[str], wrapped: bool) -> None:
        plain = [compared(line) for line in lines]
        self.lines = " \n ".join(("", *plain, ""))
        self.whole = " ".join(line for line in plain if line)
        self._sentences = f" {self.whole} " if wrapped else ""

    def holds(self, secret: str) -> bool:
        if f" {secret} " in self.lines:
            return not is_amount(secret) or self._stands_alone(secret)
        return f" {secret} " in self._sentences and sum(map(str.isalpha, secret.split())) >= _SURELY_TEXT

    def _stands_alone(self, amount: str) -> bool:
        return re.search(rf"(?<!\d) {amount} (?!\d)", self.lines) is not None


def _written(content: LetterContent) -> list[str]:
    """Everything that the content says, each paragraph, bullet and cell by itself, however it is broken."""
    texts = [content.title, content.addressee, content.reference]
    for section in content.sections:
        texts += [section.heading, *section.paragraphs, *section.bullets]
        if section.table is not None:
            texts += [cell for row in (section.table.heads, *section.table.rows) for cell in row]
    return texts + [text for item in content.statements for text in (item.text, *item.forms)]


def _closed_facts(state: ProcedureState, own: frozenset[str]) -> Iterator[Fact[Any]]:
    """Facts of others, scores of single assessors, and whatever lies in a sealed compartment or is about Bibob."""
    for fact in state.recorded:
        if is_sealed(fact) or isinstance(fact.body, Score) or is_of_another(fact, state, own):
            yield fact


def _named_others(told: _Told, state: ProcedureState, opened: OpenTexts) -> Iterable[str]:
    """Tenderers that are named, by whatever name they had, and ids of other submissions."""
    for other in sorted(submissions(state) - opened.own):
        if holds(told.whole, compared(other)):
            yield f"{other}: het nummer van een andere inschrijving"
    for fact in state.recorded:
        if isinstance(fact.body, Tenderer) and fact.subject not in opened.own:
            named = [name for name in names_of(fact.body.name) if holds(told.whole, name)]
            if any(not opened.may_name(name) for name in named):
                yield f"{fact.subject}: de naam van een andere inschrijver"


def _foreign_facts(content: LetterContent, state: ProcedureState, own: frozenset[str]) -> Iterable[str]:
    """Statements that rest on a fact of another, unless they only name a winner."""
    by_id = {fact.id: fact for fact in state.current}
    for item in content.statements:
        if item.kind is StatementKind.NAME and item.id.startswith(WINNER):
            continue
        for told in item.facts:
            fact = by_id.get(told)
            if fact is None or isinstance(fact.body, Proceedings):
                continue  # That there are proceedings is no secret: days rest on it. What is claimed is searched for.
            if is_of_another(fact, state, own):
                yield f"{fact.subject} ({fact.kind}, feit {told}), in: {item.label}"
