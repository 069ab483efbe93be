"""Change one value of a tender file by its path."""

import tomllib
from decimal import Decimal
from typing import Any

IDENTITIES = ("id", "code", "kind", "value")
"""The keys by which a table in a list is named in a path: the first of them that it has."""


def amended(tables: dict[str, Any], path: str, value: str) -> dict[str, Any]:
    """The tables with one value changed.

    path   `parameters.kc1_clients.value`; in a list of tables the id of the table: `products.IB4.title`
    value  as TOML: `12`, `"tekst"`, `["a", "b"]`, `2026-06-15T10:00:00`
    Raises ValueError in Dutch when the path leads nowhere or the value is no TOML.
    """
    try:
        # Unpacked: text that goes on after the value would bring more keys.
        (parsed,) = tomllib.loads(f"v = {value}", parse_float=Decimal).values()
    except ValueError:
        raise ValueError(
            f"{path}: {value!r} is geen TOML-waarde; een tekst staat tussen aanhalingstekens"
        ) from None
    changed: dict[str, Any] = _with(tables, _segments(path), parsed, path)
    return changed


def _with(place: Any, segments: list[str], value: Any, path: str, depth: int = 1) -> Any:
    """A copy of what stands at a place with one value in it changed; what is beside the path is shared."""
    segment, *rest = segments
    if not rest:
        if not isinstance(place, dict):
            raise ValueError(f"{path}: hier staat geen tabel waarin een waarde kan worden gewijzigd")
        return {**place, segment: value}
    inner = _inner(place, segment, ".".join(path.split(".")[:depth]))
    changed = _with(inner, rest, value, path, depth + 1)
    if isinstance(place, dict):
        return {**place, segment: changed}
    return [changed if item is inner else item for item in place]


def value_at(tables: dict[str, Any], path: str) -> Any:
    """The value at a path, None when there is none."""
    place: Any = tables
    try:
        for segment in _segments(path):
            place = _inner(place, segment, path)
    except ValueError:
        return None
    return place


def _segments(path: str) -> list[str]:
    segments = path.split(".")
    if not all(segments):
        raise ValueError(f"{path!r} is geen pad; bijvoorbeeld parameters.kc1_clients.value")
    return segments


def _inner(place: Any, segment: str, path: str) -> Any:
    if isinstance(place, dict) and segment in place:
        return place[segment]
    if isinstance(place, list):
        for item in place:
            if isinstance(item, dict) and segment == _identity(item):
                return item
    known = _names(place)
    raise ValueError(f"{path}: {segment!r} bestaat niet; hier staat: {', '.join(known) or 'niets'}")


def _names(place: Any) -> list[str]:
    if isinstance(place, dict):
        return [str(key) for key in place]
    if isinstance(place, list):
        return [_identity(item) for item in place if isinstance(item, dict)]
    return []


def _identity(table: dict[str, Any]) -> str:
    return next((str(table[key]) for key in IDENTITIES if key in table), "?")
