"""Whether a text that is published tells who asked: by name or by trade register number."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from inkoop_core.domain.question import Question

LEGAL_FORMS = frozenset(
    {"bv", "nv", "vof", "cv", "ua", "ba", "wa", "stichting", "vereniging", "cooperatie", "maatschap"}
)
"""Words that say of what kind a company is: without them the name still tells who it is."""
GENERIC = frozenset(
    {
        *(
            "zorg",
            "zorggroep",
            "thuiszorg",
            "jeugdzorg",
            "jeugdhulp",
            "begeleiding",
            "welzijn",
            "wonen",
            "hulp",
        ),
        *("groep", "organisatie", "instelling", "centrum", "diensten", "nederland", "holding", "co"),
        *("de", "het", "een", "van", "der", "den", "en", "in", "op", "bij", "voor", "te", "aan"),
    }
)
"""Words that many names have: what stands between them still tells who it is."""
MINIMUM = 3
"""A name of fewer letters is searched only as a whole, with its legal form."""
JOINED_MINIMUM = 6
"""A name of fewer letters is not searched as one word, as in an address of a site."""
REGISTER_DIGITS = 8
"""A trade register number; what follows it is a branch or a suffix."""
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_BETWEEN = r"[\s.\-\u2010-\u2015]{0,3}"
_NUMBER = re.compile(rf"\d(?:{_BETWEEN}\d)+")
_PARTS = re.compile(r"[,;/()|]| - ")


def betrayals(text: str, askers: Iterable[Question]) -> Iterator[str]:
    """What a text tells of any of those who asked, one Dutch line each."""
    words = _words(text)
    for asker in askers:
        name = asker.asker.strip()
        if name and _named(words, name):
            yield f"de tekst noemt {name}, die een vraag stelde"
        if any(_numbered(text, number) for number in _numbers(asker.asker_number)):
            yield f"de tekst noemt handelsregisternummer {asker.asker_number}, van {name}, die een vraag stelde"


def _named(words: list[str], name: str) -> bool:
    return any(_holds(words, part) for part in _names(name)) or any(
        _holds_joined(words, joined) for joined in _joined(name)
    )


def _names(name: str) -> Iterator[list[str]]:
    """The name as it stands, without the words of its legal form and those of many names, and each part of it."""
    whole = _words(name)
    yield whole
    bare = _bare(whole)
    if sum(map(len, bare)) >= MINIMUM:
        yield bare
    for part in (*_parts(name), bare):
        own = _stripped(part)
        if len(own) > 1 and sum(map(len, own)) >= MINIMUM:
            yield own
            yield part


def _parts(name: str) -> list[list[str]]:
    """What stands between commas, slashes and brackets: a person, and the organisation that he writes for."""
    return [_bare(_words(part)) for part in _PARTS.split(name) if part.strip()]


def _joined(name: str) -> Iterator[str]:
    """The name as one word, as in an address of a site; with and without the words between."""
    parts = _parts(name)
    for part in (_bare(_words(name)), *parts[:1], *(part for part in parts if len(part) > 1)):
        if not _stripped(part):
            continue
        for words in (part, [word for word in part if word != "en"]):
            if len("".join(words)) >= JOINED_MINIMUM:
                yield "".join(words)


def _bare(words: list[str]) -> list[str]:
    return [word for word in words if word not in LEGAL_FORMS]


def _stripped(words: list[str]) -> list[str]:
    """Without the words of many names at its ends."""
    own = [place for place, word in enumerate(words) if word not in GENERIC]
    return words[own[0] : own[-1] + 1] if own else []


def _words(text: str) -> list[str]:
    """The words in small letters, without accents; "B.V." is one word, "&" is "en"."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " en "))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    joined = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", letters)
    return re.findall(r"[^\W_]+", joined)


def _holds(words: list[str], part: list[str]) -> bool:
    length = len(part)
    return bool(part) and any(
        words[start : start + length] == part for start in range(len(words) - length + 1)
    )


def _holds_joined(words: list[str], name: str) -> bool:
    """Whether words in a row make the name, however it is cut; "-s" of possession is no other name."""
    for start in range(len(words)):
        made = ""
        for word in words[start:]:
            made += word
            if made in (name, f"{name}s"):
                return True
            if len(made) > len(name):
                break
    return False


def _numbers(text: str) -> Iterator[str]:
    """The register numbers in what was noted of one: each without its branch; else all its digits."""
    found = [_digits(match) for match in _NUMBER.findall(text)]
    whole = [digits[:REGISTER_DIGITS] for digits in found if len(digits) >= REGISTER_DIGITS]
    yield from whole or filter(None, [_digits(text)])


def _numbered(text: str, number: str) -> bool:
    return re.search(rf"(?<!\d){_BETWEEN.join(number)}(?!\d)", text) is not None


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
