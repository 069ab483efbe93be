"""Whether a text that is published tells who asked: by name or by trade register number."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from inkoop_core.domain.question import Question

LEGAL_FORMS = frozenset(
    {"bv", "nv", "vof", "cv", "ua", "ba", "wa", "stichting", "vereniging", "cooperatie", "maatschap"}
)
"""Words that say of what kind a company is: without them the name still tells who it is."""
MINIMUM = 3
"""A name of fewer letters is searched only as a whole, with its legal form."""
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_NUMBER = re.compile(r"\d(?:[ .\-]?\d)+")


def betrayals(text: str, askers: Iterable[Question]) -> Iterator[str]:
    """What a text tells of any of those who asked, one Dutch line each."""
    words, numbers = _words(text), {_digits(found) for found in _NUMBER.findall(text)}
    for asker in askers:
        name = asker.asker.strip()
        if name and any(_holds(words, part) for part in _names(name)):
            yield f"de tekst noemt {name}, die een vraag stelde"
        number = _digits(asker.asker_number)
        if number and number in numbers:
            yield f"de tekst noemt handelsregisternummer {asker.asker_number}, van {name}, die een vraag stelde"


def _names(name: str) -> Iterator[list[str]]:
    """The name as it stands, and without the words of its legal form."""
    whole = _words(name)
    yield whole
    bare = [word for word in whole if word not in LEGAL_FORMS]
    if sum(map(len, bare)) >= MINIMUM:
        yield bare


def _words(text: str) -> list[str]:
    """The words in small letters, without accents; "B.V." is one word."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    joined = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", letters)
    return re.findall(r"[^\W_]+", joined)


def _holds(words: list[str], part: list[str]) -> bool:
    length = len(part)
    return bool(part) and any(
        words[start : start + length] == part for start in range(len(words) - length + 1)
    )


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
