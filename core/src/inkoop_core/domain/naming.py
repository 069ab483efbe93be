"""Names and texts as they are compared: without capitals, accents and signs."""

import re
import unicodedata

_BETWEEN = re.compile(r"[^a-z0-9]+")
_ODD = re.compile(r"[^\x00-\x7f]")


def plain_name(text: str) -> str:
    """Words of a-z and 0-9 with one space between them: `Café "Oud-Zuid" B.V.` is `cafe oud zuid b v`."""
    if text.isascii():
        return _BETWEEN.sub(" ", text.lower()).strip()
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = _ODD.sub(lambda sign: "" if unicodedata.combining(sign[0]) else " ", apart)
    return _BETWEEN.sub(" ", letters).strip()


def holds(text: str, words: str) -> bool:
    """Whether whole words stand in a text; both as `plain_name` gives them, and not nothing."""
    return bool(words) and f" {words} " in f" {text} "
