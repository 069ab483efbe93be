"""The letter that was really sent, held against the facts that it should tell."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.letters import LetterContent, LetterFile, Statement, StatementKind, written
from inkoop_core.domain.moment import shown_day
from inkoop_core.domain.naming import holds, plain_name
from inkoop_core.domain.party import bare_name

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_NUMERIC_DAY = re.compile(r"\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})\b")
_WRITTEN_DAY = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"§\s?(\d+(?:\.\d+)*)")
_POINTS = re.compile(r"\b(\d{1,3})\s+punt(?:en)?\b", re.IGNORECASE)
_LONG = 40
"""Letters: so long a text may be broken over lines anywhere and is still told from others."""


@frozen
class Difference:
    """Where the letter that was sent and the facts differ.

    told      in Dutch: what, and what the facts say
    deciding  the letter cannot be registered as sent with it
    """

    told: str
    deciding: bool = False


def differences(
    file: LetterFile,
    content: LetterContent,
    definition: TenderDefinition,
    tenderers: Iterable[str],
    sent_on: date,
) -> tuple[Difference, ...]:
    """What the facts say and the letter does not, then what the letter says and the facts do not.

    sent_on    the day on which it was sent: the only date that a letter may have of itself
    tenderers  the names of everybody who bid: one that the facts do not put in this letter is told
    """
    sent = _Text(file.text)
    facts = f"{written(content)}\n{shown_day(sent_on)}"
    everybody = tuple(tenderers)
    return (
        *(Difference(remark) for remark in file.remarks),
        *(_missing(statement) for statement in content.statements if not _is_told(statement, sent)),
        *_foreign("de datum", _days(file.text), _days(facts)),
        *_foreign("paragraaf", _paragraphs(file.text), _paragraphs(facts)),
        *_foreign("het aantal punten", _points(file.text), _points(facts)),
        *_foreign("het product", _products(file.text, definition), _products(facts, definition)),
        *_foreign("de naam", _names(file.text, everybody), _names(facts, everybody)),
    )


class _Text:
    """A text as it is searched: words, and for what is long also without what separates them."""

    def __init__(self, text: str) -> None:
        self.words = plain_name(text)
        self.closed = self.words.replace(" ", "")
        self.days = _days(text)
        self.paragraphs = _paragraphs(text)


def _is_told(statement: Statement, sent: _Text) -> bool:
    return any(_stands(form, statement.kind, sent) for form in (statement.text, *statement.forms))


def _stands(form: str, kind: StatementKind, sent: _Text) -> bool:
    days = _days(form)
    if kind is StatementKind.DAY and days:
        return days <= sent.days
    if kind is StatementKind.PARAGRAPH and (named := _paragraphs(form)):
        return named <= sent.paragraphs
    words = plain_name(form)
    if holds(sent.words, words):
        return True
    closed = words.replace(" ", "")
    return len(closed) >= _LONG and closed in sent.closed


def _missing(statement: Statement) -> Difference:
    source = f" ({statement.source})" if statement.source else ""
    return Difference(
        f"ontbreekt of is anders: {statement.label}{source}; volgens de feiten: {_short(statement.text)}",
        statement.deciding,
    )


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _foreign(what: str, in_letter: set[str], in_facts: set[str]) -> Iterator[Difference]:
    for found in sorted(in_letter - in_facts):
        yield Difference(f"staat in de brief en niet in de feiten: {what} {found}")


def _days(text: str) -> set[str]:
    """The days in a text, as `03-08-2026`, however they are written."""
    numeric = {(int(day), int(month), year) for day, month, year in _NUMERIC_DAY.findall(text)}
    named = {
        (int(day), _MONTHS.index(month.lower()) + 1, year) for day, month, year in _WRITTEN_DAY.findall(text)
    }
    return {f"{day:02}-{month:02}-{year}" for day, month, year in numeric | named}


def _paragraphs(text: str) -> set[str]:
    return {f"§{number}" for number in _PARAGRAPH.findall(text)}


def _points(text: str) -> set[str]:
    return set(_POINTS.findall(text))


def _products(text: str, definition: TenderDefinition) -> set[str]:
    words = plain_name(text)
    return {
        f"{product.title} ({product.id})"
        for product in definition.products
        if holds(words, plain_name(product.title)) or re.search(rf"\b{re.escape(product.id)}\b", text)
    }


def _names(text: str, tenderers: Iterable[str]) -> set[str]:
    """The tenderers that a text names, with or without their legal form."""
    words = plain_name(text)
    return {name for name in tenderers if holds(words, _called(name))}


def _called(name: str) -> str:
    """What is left of a name without its legal form; the whole name where that is a single word."""
    bare = bare_name(name)
    return bare if " " in bare else plain_name(name)
