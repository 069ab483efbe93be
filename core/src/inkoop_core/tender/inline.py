"""A value written as TOML on one line, as an amendment takes it."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from inkoop_core.domain.canonical import instant_text


def inline_toml(value: Any) -> str:
    """The value as TOML: `12`, `"tekst"`, `["a", "b"]`, `{ id = "a" }`; read back it is the same.

    Raises TypeError for what TOML has no word for.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text if "." in text else f"{text}.0"
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(inline_toml(item) for item in value)}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{_quoted(key)} = {inline_toml(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    raise TypeError(f"{type(value).__name__} has no TOML form")


def _quoted(text: str) -> str:
    """A basic string: as in JSON, but that TOML takes no delete sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
