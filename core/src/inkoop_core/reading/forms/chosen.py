"""Which of the options of a field is chosen: by boxes, by a list, or in words."""

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from inkoop_core.domain.naming import holds, plain_name
from inkoop_core.reading.forms.finding import Found, Scope, Sheet, Tick, label_key, ticks, ticks_in

_BETWEEN = re.compile(r"[,;\n/&+]|\ben\b|\bof\b")


@frozen
class Option:
    """An option with every text and every box that stands for it."""

    id: str
    labels: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(label_key(label) for label in (self.id, *self.labels))


@frozen
class Chosen:
    """What is ticked or written. boxes: whether there were boxes; unknown: texts that are no option."""

    ids: tuple[str, ...]
    place: str
    words: str
    boxes: bool
    unknown: tuple[str, ...] = ()


def in_words(text: str, options: Sequence[Option]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The options that a text names, and what is none."""
    whole_text = _option(text, options)
    if whole_text:
        return (whole_text,), ()
    ids: list[str] = []
    unknown: list[str] = []
    for part in _BETWEEN.split(text[:2000]):
        if part.strip():
            known = _option(part, options)
            if known:
                ids.append(known)
            else:
                unknown.append(part.strip())
    return tuple(dict.fromkeys(ids)), tuple(unknown)


def _option(text: str, options: Iterable[Option]) -> str:
    key, plain = label_key(text), plain_name(text)
    return next((option.id for option in options if key in option.keys or plain in option.keys), "")


def at(found: Found, options: Sequence[Option]) -> Chosen:
    """What is chosen at one place."""
    boxes = ticks_in(found.text)
    if not boxes:
        ids, unknown = in_words(found.text, options)
        return Chosen(ids, found.place, found.text, False, unknown)
    captions = [caption for ticked, caption in boxes if ticked]
    known = [_option(caption, options) or _begins(caption, options) for caption in captions]
    strange = tuple(caption for caption, option in zip(captions, known, strict=True) if not option)
    return Chosen(tuple(option for option in known if option), found.place, found.text, True, strange)


def _begins(caption: str, options: Iterable[Option]) -> str:
    """`anders, namelijk ...` is the option `anders`."""
    plain = plain_name(caption[:200])
    fitting = [
        (len(key), option.id) for option in options for key in option.keys if plain.startswith(f"{key} ")
    ]
    return max(fitting)[1] if fitting else ""


def boxes_of(sheet: Sheet, scope: Scope, options: Sequence[Option], number: str) -> Chosen | None:
    """What is ticked among boxes that stand apart, by their names or by the text beside them; None without any."""
    ids: list[str] = []
    places: list[str] = []
    words: list[str] = []
    seen = False
    loose: list[Tick] | None = None
    for option in options:
        names = [name.replace("{n}", number).replace("{option}", option.id) for name in option.names]
        named = sheet.named(names, scope)
        boxes = [(bool(item.ticked), item.place, item.control) for item in named if item.ticked is not None]
        if not boxes:
            loose = ticks(sheet, scope) if loose is None else loose
            boxes = [
                (tick.ticked, tick.place, tick.caption)
                for tick in loose
                if label_key(tick.caption) in option.keys
            ]
        seen = seen or bool(boxes)
        for ticked, place, caption in boxes[:1]:
            if ticked:
                ids.append(option.id)
                places.append(place)
                words.append(caption)
    return Chosen(tuple(ids), "; ".join(dict.fromkeys(places)), ", ".join(words), True) if seen else None


def mentioned(text: str, options: Iterable[Option]) -> tuple[str, ...]:
    """The options of which a text holds the name as whole words."""
    plain = plain_name(text[:2000])
    return tuple(option.id for option in options if any(holds(plain, key) for key in option.keys))
