"""Tick boxes in a text: every sign that stands for one becomes TICKED or UNTICKED."""

import re

from inkoop_core.reading.forms.content import TICKED, UNTICKED

_TICKED = "☑☒✓✔✗✘🗹🗷⮽⊠\uf0fe\uf0fd\uf0fc\uf0fb"
_UNTICKED = "☐□▢❏❑◻⬜\uf0a8\uf06f"
_SIGNS = str.maketrans(
    dict.fromkeys(_TICKED, TICKED) | dict.fromkeys(_UNTICKED, UNTICKED) | {"\xa0": " ", "\u2002": " "}
)
_SYMBOLS = {
    "wingdings": {0xFB: TICKED, 0xFC: TICKED, 0xFD: TICKED, 0xFE: TICKED, 0xA8: UNTICKED, 0x6F: UNTICKED},
    "wingdings 2": {0x4F: TICKED, 0x50: TICKED, 0x51: TICKED, 0x52: TICKED, 0x53: TICKED, 0x54: TICKED}
    | {0x2A: UNTICKED, 0xA3: UNTICKED, 0x30: UNTICKED},
}


_TYPED = re.compile(r"\[ {0,3}([xX]?) {0,3}\]")


def with_boxes(text: str) -> str:
    """The text with one sign for a ticked and one for an empty box, also `[X]`; fixed spaces become plain ones."""
    text = text.translate(_SIGNS)
    return _TYPED.sub(lambda box: TICKED if box.group(1) else UNTICKED, text) if "[" in text else text


def symbol(font: str, code: str) -> str:
    """A sign of a symbol font, by its hexadecimal code in Word; "" where it is no box."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    fonts = _SYMBOLS.get(font.casefold())
    return fonts.get(number & 0xFF, "") if fonts else with_boxes(chr(number)) if number < 0x110000 else ""
