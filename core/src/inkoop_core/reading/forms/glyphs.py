"""Tick boxes in a text: every sign that stands for one becomes TICKED or UNTICKED."""

import re

from inkoop_core.reading.forms.content import TICKED, UNTICKED

_TICKED = "☑☒✓✔✗✘🗹🗷⮽⊠⊗◉🔘\uf078\uf0fe\uf0fd\uf0fc\uf0fb"
_UNTICKED = "☐□▢❏❑❒❐◻⬜◯\uf0a8\uf06f"
_SIGNS = str.maketrans(
    dict.fromkeys(_TICKED, TICKED) | dict.fromkeys(_UNTICKED, UNTICKED) | {"\xa0": " ", "\u2002": " "}
)
_SYMBOLS = {
    "wingdings": {0x78: TICKED, 0xFB: TICKED, 0xFC: TICKED, 0xFD: TICKED, 0xFE: TICKED}
    | {0xA8: UNTICKED, 0x6F: UNTICKED},
    "wingdings 2": {0x4F: TICKED, 0x50: TICKED, 0x51: TICKED, 0x52: TICKED, 0x53: TICKED, 0x54: TICKED}
    | {0x2A: UNTICKED, 0xA3: UNTICKED, 0x30: UNTICKED},
}


_TYPED = re.compile(r"\[ {0,3}([xXvV]?) {0,3}\]|\( {0,3}([xX]) {0,3}\)|\( {1,3}\)")
_FILLED, _OPEN = "●■⚫⬤", "○⚪"
_DOTS = str.maketrans(dict.fromkeys(_FILLED, TICKED) | dict.fromkeys(_OPEN, UNTICKED))
_DOT = re.compile(f"[{_FILLED}{_OPEN}]")
_SHORT = 100


def with_boxes(text: str) -> str:
    """The text with one sign for a ticked and one for an empty box, also `[X]`; fixed spaces become plain ones."""
    text = text.translate(_SIGNS)
    if _DOT.search(text) and _chosen_by_dots(text):
        text = text.translate(_DOTS)
    if "[" not in text and "(" not in text:
        return text
    return _TYPED.sub(lambda box: TICKED if box.group(1) or box.group(2) else UNTICKED, text)


def _chosen_by_dots(text: str) -> bool:
    """Dots and squares are boxes where filled and empty ones stand together or beside one line; else a list."""
    filled = any(sign in text for sign in (*_FILLED, TICKED))
    empty = any(sign in text for sign in (*_OPEN, UNTICKED))
    line = text.strip()
    beside_line = "\n" not in line and len(line) <= _SHORT and _DOT.search(line[0] + line[-1])
    return (filled and empty) or bool(beside_line)


def symbol(font: str, code: str) -> str:
    """A sign of a symbol font, by its hexadecimal code in Word; "" where it is no box."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    fonts = _SYMBOLS.get(font.casefold())
    return fonts.get(number & 0xFF, "") if fonts else with_boxes(chr(number)) if number < 0x110000 else ""
