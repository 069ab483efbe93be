"""Which of the options of a field is chosen: by boxes, by a list, or in words."""

import re
from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from inkoop_core.domain.naming import holds, plain_name
from inkoop_core.reading.forms.content import places_of
from inkoop_core.reading.forms.finding import Found, Scope, Sheet, label_key
from inkoop_core.reading.forms.ticking import Tick, ticks, ticks_in
from inkoop_core.reading.forms.values import Unreadable

_EITHER = re.compile(r"/|\bof\b")
"""Between options of which one still has to be struck out."""
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
    if len(set(ids)) > 1 and _EITHER.search(text):
        return (), (text,)
    return tuple(dict.fromkeys(ids)), tuple(unknown)


def _option(text: str, options: Iterable[Option]) -> str:
    key, plain = label_key(text), plain_name(text)
    return next((option.id for option in options if key in option.keys or plain in option.keys), "")


def at(found: Found, options: Sequence[Option]) -> Chosen:
    """What is chosen at one place. Raises Unreadable, naming it."""
    try:
        boxes = ticks_in(found.text, _known_by(options))
    except Unreadable as wrong:
        raise Unreadable(f"{wrong} ({found.place})") from None
    if not boxes:
        ids, unknown = in_words(found.text, options)
        return Chosen(ids, found.place, found.text, False, unknown)
    captions = [caption for ticked, caption in boxes if ticked]
    known = [_option(caption, options) or _begins(caption, options) for caption in captions]
    strange = tuple(caption for caption, option in zip(captions, known, strict=True) if not option)
    return Chosen(tuple(option for option in known if option), found.place, found.text, True, strange)


def _known_by(options: Sequence[Option]) -> Callable[[str], bool]:
    return lambda words: bool(_option(words, options) or _begins(words, options))


_MORE = re.compile(r"\(|\b(?:namelijk|nl|te weten)\b")
_ADDED = re.compile(r"\(.*\)\W*|[,:;]?\s*\b(?:namelijk|nl|te weten)\b.*", re.S)


def _begins(caption: str, options: Iterable[Option]) -> str:
    """`anders, namelijk ...` is the option `anders`, and words in brackets take nothing back; "" when two fit."""
    text = caption[:200].strip()
    if _MORE.search(text) is None:
        return ""
    heads = {
        label_key(text[: start.start()])
        for start in re.finditer(r"[(,:;\s]", text)
        if _ADDED.fullmatch(text, start.start())
    }
    fitting = {option.id for option in options if heads & option.keys}
    return fitting.pop() if len(fitting) == 1 else ""


def boxes_of(
    sheet: Sheet, scope: Scope, options: Sequence[Option], number: str, is_other: Callable[[Tick], bool]
) -> Chosen | None:
    """What is ticked among boxes that stand apart, by their names or by the text beside them; None without any.

    is_other: whether a box is one of another field. Raises Unreadable, naming the place.
    """
    chosen: list[tuple[str, str, str]] = []
    own_lines: set[int] = set()
    seen = False
    loose = ticks(sheet, scope, _known_by(options))
    meant = [_option(tick.caption, options) or _begins(tick.caption, options) for tick in loose]
    for option in options:
        names = [name.replace("{n}", number).replace("{option}", option.id) for name in option.names]
        named = [item for item in sheet.named(names, scope) if item.ticked is not None]
        wrong = next((item for item in named if item.doubt), None)
        if wrong is not None:
            raise Unreadable(f"{wrong.doubt} ({wrong.place})")
        lines = {item.line for item in named}
        own_lines |= lines
        boxes = [(bool(item.ticked), item.place, item.control) for item in named]
        boxes += [
            (tick.ticked, tick.place, tick.caption)
            for tick, means in zip(loose, meant, strict=True)
            if means == option.id and tick.line not in lines
        ]
        if len({ticked for ticked, _, _ in boxes}) > 1:
            places = places_of(place for _, place, _ in boxes)
            raise Unreadable(f"{option.id!r} is op de ene plaats aangekruist en op de andere niet ({places})")
        seen = seen or bool(boxes)
        chosen += [(option.id, place, caption) for ticked, place, caption in boxes[:1] if ticked]
    if not seen:
        return None
    strange = [
        tick
        for tick, means in zip(loose, meant, strict=True)
        if tick.ticked and not means and tick.line not in own_lines and not is_other(tick)
    ]
    if strange:
        places = places_of(tick.place for tick in strange)
        captions = tuple(tick.caption or "een vakje zonder woorden" for tick in strange)
        return Chosen((), places, ", ".join(captions), True, captions)
    ids, at_places, words = zip(*chosen, strict=True) if chosen else ((), (), ())
    return Chosen(ids, places_of(at_places), ", ".join(words), True)


def choice_in(text: str, options: Sequence[Option]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The options that a text names, also with words in brackets after it, and what is none."""
    option = _begins(text, options)
    return ((option,), ()) if option else in_words(text, options)


def mentioned(text: str, options: Iterable[Option]) -> tuple[str, ...]:
    """The options of which a text holds the name as whole words."""
    plain = plain_name(text[:2000])
    return tuple(option.id for option in options if any(holds(plain, key) for key in option.keys))
