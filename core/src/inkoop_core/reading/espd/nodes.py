"""Elements by their local name: the generations differ in namespaces, hardly in names."""

import re
from collections.abc import Iterator
from typing import Any

MAX_TEXT = 20_000
"""Signs of one answer that are kept; more is told and left out."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    """Children with that local name, in any namespace."""
    found: Iterator[Any] = element.iterchildren(f"{{*}}{name}")
    return found


def child(element: Any, *path: str) -> Any:
    """The first element down a path of local names; None when there is none."""
    found = element
    for name in path:
        if found is None:
            return None
        found = next(children(found, name), None)
    return found


def first_parts(element: Any) -> dict[str, Any]:
    """The first child of every local name: quicker than one by one where many are asked."""
    parts: dict[str, Any] = {}
    for part in element:
        parts.setdefault(local(part), part)
    return parts


def text(element: Any, *path: str) -> str:
    """The text of an element or down a path, on one line; "" when there is none."""
    found = child(element, *path) if path else element
    if found is None or not found.text:
        return ""
    return " ".join(shown(found.text).split())


def words(element: Any) -> str:
    """The text of an element with its lines as they are."""
    return shown(element.text or "").replace("\r", "").strip()


def shown(value: str) -> str:
    """Control signs and signs that turn the direction of writing become visible; no more than MAX_TEXT."""
    kept = value[:MAX_TEXT]
    return kept if kept.isprintable() else _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", kept)
