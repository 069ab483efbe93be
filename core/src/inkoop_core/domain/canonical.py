"""The one canonical JSON of the house, and its one hash.

Sorted keys, no spaces, UTF-8. Decimal as text, instants as UTC text, dates as ISO text, enumerations by
value. A float has no canonical form and is refused.
"""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any

import attrs


def plain(value: Any) -> Any:
    """The JSON-ready form of a value: attrs classes become objects, tuples arrays.

    Raises TypeError for a float, a Decimal that is no number and anything else without a canonical form,
    ValueError for a naive instant.
    """
    if isinstance(value, tuple | list | frozenset):
        items = [plain(item) for item in value]
        return sorted(items) if isinstance(value, frozenset) else items
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if attrs.has(type(value)):
        return {field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
    return _single(value)


def _single(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def instant_text(value: datetime) -> str:
    """An instant as UTC text with microseconds, so that text order is time order."""
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone")
    # Not strftime: it writes the years before 1000 with fewer than four digits.
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def canonical_json(value: Any) -> bytes:
    """Canonical JSON of a value, as bytes."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(data: bytes) -> str:
    """SHA-256 as lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()
