"""The tick boxes of a form, each with the words that belong to it."""

import re
from collections.abc import Callable

from attrs import frozen

from inkoop_core.reading.forms.content import STRUCK, TICKED, UNTICKED, Line, shown
from inkoop_core.reading.forms.finding import Scope, Sheet
from inkoop_core.reading.forms.values import Unreadable

_BOX = re.compile(f"[{TICKED}{UNTICKED}]")


@frozen
class Tick:
    """A tick box with the text that belongs to it."""

    ticked: bool
    caption: str
    place: str
    line: int


def ticks_in(text: str, known: Callable[[str], bool]) -> list[tuple[bool, str]]:
    """The tick boxes of a text, each with the words after it, or before it where the boxes stand last.

    known: whether words are an option; it decides where words stand before the first and after the last box.
    Raises Unreadable when that can be read in two ways, or in none.
    """
    parts = re.split(f"([{TICKED}{UNTICKED}])", text)
    boxes = [part == TICKED for part in parts[1::2]]
    if not boxes:
        return []
    if STRUCK in text:
        raise Unreadable("er zijn woorden doorgehaald bij de vakjes")
    words = [part.strip() for part in parts[::2]]
    after, before = words[1:], words[:-1]
    if not words[0]:
        return list(zip(boxes, after, strict=True))
    if not words[-1]:
        return list(zip(boxes, before, strict=True))
    fitting = [captions for captions in (after, before) if all(map(known, captions))]
    if len(fitting) != 1:
        raise Unreadable(f"bij {shown(text)} is niet te zeggen welke woorden bij welk vakje horen")
    return list(zip(boxes, fitting[0], strict=True))


def ticks(sheet: Sheet, scope: Scope, known: Callable[[str], bool]) -> list[Tick]:
    """Every tick box in a part of the form; one without words gets those of the cell beside it.

    Raises Unreadable, naming the place, where boxes can be read in two ways and words beside them are an option.
    """
    found: list[Tick] = []
    for number in range(scope.start, min(scope.stop, len(sheet.lines))):
        line = sheet.lines[number]
        for place, cell in enumerate(line.cells):
            if TICKED not in cell.text and UNTICKED not in cell.text:
                continue
            try:
                boxes = ticks_in(cell.text, known)
            except Unreadable as wrong:
                if any(known(words.strip()) for words in _BOX.split(cell.text)):
                    raise Unreadable(f"{wrong} ({line.place})") from None
                continue
            for ticked, words in boxes:
                found.append(Tick(ticked, words or _neighbour(line, place), line.place, number))
    return found


def _neighbour(line: Line, place: int) -> str:
    right = line.cells[place + 1].text if place + 1 < len(line.cells) else ""
    if right and TICKED not in right and UNTICKED not in right:
        return right
    return line.cells[place - 1].text if place else ""
