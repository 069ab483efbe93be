"""What a fact would give away: the texts in it that tell something, as names are compared."""

import json
import re
from collections.abc import Iterator
from typing import Any

from inkoop_core.desk.called import compared, names_of
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.money import euros
from inkoop_core.domain.party import Party, Tenderer
from inkoop_core.domain.proceedings import Proceedings

_FEWEST_WORDS = 4
"""A text of so many words is somebody's own; a shorter one only when it holds a number or is a name."""
_FEWEST_LETTERS = 6
_LEAST_MONEY = 100_000
"""Cents: what is less is told by many."""
_MONTH = (
    "(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|jun[i]?|jul[i]?|aug(?:ustus)?|sep(?:t(?:ember)?)?"
    "|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WHEN = re.compile(
    rf"\b(?:\d{{4}} \d{{1,2}} \d{{1,2}}(?:t\d{{2}} \d{{2}} \d{{2}}(?: \d+)?z?)?"
    rf"|\d{{1,2}} (?:\d{{1,2}}|{_MONTH}) (?:\d{{4}}|\d{{2}})|(?:\d{{1,2}} )?{_MONTH} \d{{4}}|\d{{1,2}} {_MONTH}"
    rf"|\d{{4}} \d{{1,2}}|\d{{1,2}} \d{{4}}|\d{{1,2}} \d{{2}}(?: uur)?|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|van|tot|en|met|t|m|om|op|per|vanaf)\b"
)
_AMOUNT = re.compile(r"\d{1,3}(?: \d{2,3})+")


def secrets_of(fact: Fact[Any]) -> frozenset[str]:
    """The texts of a fact that tell something of it: names, several words, or a number that is no date."""
    return frozenset(_secrets(fact.body)) - {""}


def texts_of(value: Any) -> frozenset[str]:
    """Every text in a value, and every line of it, as it is searched."""
    return frozenset(compared(piece) for text in _texts(value) for piece in _pieces(text)) - {""}


def is_date(words: str) -> bool:
    """Whether plain words are a date, a time or a period, and nothing else: everybody has dates."""
    return not _WHEN.sub("", words).strip()


def is_amount(words: str) -> bool:
    """Whether plain words are one number in groups: part of a larger number is another number."""
    return _AMOUNT.fullmatch(words) is not None


def amounts_told(amount: int) -> Iterator[str]:
    """Cents as they are written: with and without cents, with and without points."""
    yield from map(compared, (euros(amount), euros(amount).rpartition(",")[0], str(amount // 100)))


def _secrets(body: Any) -> Iterator[str]:
    if isinstance(body, Tenderer | Party):
        yield from names_of(body.name)
    if isinstance(body, Proceedings):
        yield from names_of(body.claimant_name)
        body = body.claims
    for words in texts_of(body):
        numbered = len(words) >= _FEWEST_LETTERS and any(sign.isdigit() for sign in words)
        if (numbered or len(words.split()) >= _FEWEST_WORDS) and not is_date(words):
            yield words
    if isinstance(body, Tenderer):
        for amount in (body.turnover, body.balance_total):
            if amount is not None and amount >= _LEAST_MONEY:
                yield from amounts_told(amount)


def _pieces(text: str) -> Iterator[str]:
    yield text
    if "\n" in text:
        yield from text.splitlines()


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
