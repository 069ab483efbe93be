"""How somebody may be called in a text, however it was typed."""

import re

from inkoop_core.domain.naming import plain_name
from inkoop_core.domain.party import bare_name

_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_BESIDE_NAME = re.compile(r"\([^()]*\)")


def compared(text: str) -> str:
    """A text as it is searched: plain words with one space between them, without signs that nobody sees."""
    return plain_name(text.translate(_INVISIBLE))


def names_of(name: str) -> frozenset[str]:
    """How somebody is called: in full, without the legal form, without what stands between brackets.

    What is left of a name must be two words: one word alone is found in ordinary sentences.
    """
    short = (bare_name(name), bare_name(_BESIDE_NAME.sub(" ", name)))
    return frozenset((compared(name), *(one for one in short if " " in one))) - {""}
