"""Which parts of a Word file a reader of it sees, and what in them is hidden from sight."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import frozen

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_MAIN = "word/document.xml"
_OFF = ("0", "false", "off")
_FEWEST_HALF_POINTS = 8
"""Of letters under four points nobody reads a word."""
_LIGHTEST = 0xEA
"""From here on every colour is white to who reads it on paper."""
Root = Callable[[str], Any]
"""Gives the root of a part by its name. Raises what the reading of it raises."""


@frozen
class WordParts:
    """The parts of a Word file. shown: the body first, then headers, footers and notes that are printed."""

    shown: tuple[str, ...]
    styles: str = ""
    comments: str = ""


def with_one_namespace(root: Any) -> Any:
    """The same tree; what a strict file calls otherwise has the names of every other file."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(_STRICT):
            element.tag = element.tag.replace(_STRICT, WORD)
            for name in [name for name in element.attrib if name.startswith(_STRICT)]:
                element.attrib[name.replace(_STRICT, WORD)] = element.attrib.pop(name)
    return root


def parts_of(names: Mapping[str, int], root: Root) -> WordParts | None:
    """The parts, by the relations of the file; by their usual names where it has none. None: it has no body."""
    main = next(
        (target for kind, target, _ in _relations("", names, root) if kind == "officeDocument"), _MAIN
    )
    if main not in names:
        return None
    if _relations_name(main) not in names:
        beside = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
        shown = [name for name in sorted(names) if name.startswith(beside) and name.endswith(".xml")]
        return WordParts(
            (main, *shown), _present("word/styles.xml", names), _present("word/comments.xml", names)
        )
    found = [item for item in _relations(main, names, root) if item[1] in names]
    by_kind = {kind: target for kind, target, _ in found}
    settings = root(by_kind["settings"]) if "settings" in by_kind else None
    printed = _printed(root(main), settings)
    shown = [
        target
        for kind, target, relation in found
        if kind in ("footnotes", "endnotes") or (kind in ("header", "footer") and relation in printed)
    ]
    return WordParts((main, *dict.fromkeys(shown)), by_kind.get("styles", ""), by_kind.get("comments", ""))


def _present(name: str, names: Mapping[str, int]) -> str:
    return name if name in names else ""


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relations(part: str, names: Mapping[str, int], root: Root) -> Iterator[tuple[str, str, str]]:
    """Kind, target and id of each relation of a part; "" the whole file."""
    name = _relations_name(part)
    if name not in names:
        return
    for relation in root(name).iter(_RELATION):
        if relation.get("TargetMode") != "External":
            target = posixpath.join("/", posixpath.dirname(part), relation.get("Target", ""))
            kind = relation.get("Type", "").rpartition("/")[2]
            yield kind, posixpath.normpath(target).lstrip("/"), relation.get("Id", "")


def _printed(body: Any, settings: Any) -> frozenset[str]:
    """The ids of headers and footers that are printed: of first and even pages only where those are switched on."""
    kinds = {"default"}
    if _is_on(body.find(f".//{WORD}sectPr/{WORD}titlePg")):
        kinds.add("first")
    if settings is not None and _is_on(settings.find(f"{WORD}evenAndOddHeaders")):
        kinds.add("even")
    return frozenset(
        element.get(name, "")
        for tag in ("headerReference", "footerReference")
        for element in body.iter(f"{WORD}{tag}")
        if element.get(f"{WORD}type", "default") in kinds
        for name in _RELATION_IDS
    ) - {""}


def _is_on(element: Any) -> bool:
    return element is not None and element.get(f"{WORD}val", "true") not in _OFF


class Sight:
    """What of a Word file is seen: not what is hidden, white on white, or too small to read, in itself or by style."""

    def __init__(self, styles: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self._usual: list[Any] = []
        self._usual_style = ""
        if styles is None:
            return
        for style in styles.iter(f"{WORD}style"):
            name = style.get(f"{WORD}styleId", "")
            self._styles[name] = style
            kind, usual = style.get(f"{WORD}type"), style.get(f"{WORD}default", "0")
            if kind == "paragraph" and usual not in _OFF:
                self._usual_style = name
        found = styles.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr")
        self._usual = [] if found is None else [found]

    def is_hidden(self, run: Any) -> bool:
        """Whether nobody who looks at the letter reads the text of this run."""
        looks = self._looks(run)
        size = _first(looks, "sz")
        tiny = size is not None and _number(size.get(f"{WORD}val")) < _FEWEST_HALF_POINTS
        return tiny or _is_on(_first(looks, "vanish")) or (_is_white(looks) and not _is_shaded(run, looks))

    def _looks(self, run: Any) -> list[Any]:
        """The settings of a run, what goes first first: its own, of its style, of its paragraph, of the file."""
        own = run.find(f"{WORD}rPr")
        paragraph = next(run.iterancestors(f"{WORD}p"), None)
        style = _value(own, "rStyle")
        settings = None if paragraph is None else paragraph.find(f"{WORD}pPr")
        of_paragraph = _value(settings, "pStyle") or self._usual_style
        return [
            *([] if own is None else [own]),
            *self._chain(style),
            *self._chain(of_paragraph),
            *self._usual,
        ]

    def _chain(self, name: str) -> Iterator[Any]:
        known: set[str] = set()
        while name in self._styles and name not in known:
            known.add(name)
            found = self._styles[name].find(f"{WORD}rPr")
            if found is not None:
                yield found
            name = _value(self._styles[name], "basedOn")


def _value(settings: Any, name: str) -> str:
    found = None if settings is None else settings.find(f"{WORD}{name}")
    return "" if found is None else str(found.get(f"{WORD}val", ""))


def _first(looks: list[Any], name: str) -> Any:
    return next((found for look in looks if (found := look.find(f"{WORD}{name}")) is not None), None)


def _number(text: str | None) -> int:
    """A size; one that is no number hides nothing."""
    return int(text) if text is not None and text.isdigit() else _FEWEST_HALF_POINTS


def _is_white(looks: list[Any]) -> bool:
    colour = _first(looks, "color")
    if colour is None:
        return False
    if colour.get(f"{WORD}themeColor") == "background1":
        return True
    return _is_light(colour.get(f"{WORD}val", ""))


def _is_light(colour: str) -> bool:
    try:
        parts = bytes.fromhex(colour)
    except ValueError:
        return False
    return bool(parts) and min(parts) >= _LIGHTEST


def _is_shaded(run: Any, looks: list[Any]) -> bool:
    """Whether it stands on a ground of its own: a white text in a coloured row of a house style is read."""
    if _first(looks, "highlight") is not None:
        return True
    above = [element for element in run.iterancestors() if element.tag.removeprefix(WORD) in _GROUNDS]
    grounds = [look.find(f"{WORD}shd") for look in looks]
    grounds += [
        element.find(f"{WORD}{_GROUNDS[element.tag.removeprefix(WORD)]}/{WORD}shd") for element in above
    ]
    return any(ground is not None and _is_dark(ground) for ground in grounds)


_GROUNDS = {"p": "pPr", "tc": "tcPr"}


def _is_dark(ground: Any) -> bool:
    fill = ground.get(f"{WORD}fill", "auto")
    if ground.get(f"{WORD}themeFill") not in (None, "background1"):
        return True
    return fill not in ("auto", "") and not _is_light(fill)
