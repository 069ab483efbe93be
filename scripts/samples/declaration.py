"""A declaration as the text of `inschrijving.toml`."""

import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from inkoop_core.api.packages import Declaration
from inkoop_core.domain.moment import local
from samples.case import EXAMPLE


def as_toml(declaration: Declaration) -> str:
    """The declaration as TOML; what has its default value is left out."""
    lines = [f"# {EXAMPLE}.", f"format = {declaration.format}"]
    for field in attrs.fields(Declaration):
        value = getattr(declaration, field.name)
        if isinstance(value, tuple):
            for item in value:
                lines += ["", f"[[{field.name}]]", *_table(item)]
        elif attrs.has(type(value)):
            lines += ["", f"[{field.name}]", *_table(value)]
    return "\n".join(lines) + "\n"


def _table(value: Any) -> list[str]:
    return [f"{name} = {_value(inner)}" for name, inner in _given(value)]


def _given(value: Any) -> list[tuple[str, Any]]:
    """The fields that do not have their default value, and every yes or no."""
    pairs = [(field, getattr(value, field.name)) for field in attrs.fields(type(value))]
    return [
        (field.name, inner) for field, inner in pairs if inner != field.default or isinstance(inner, bool)
    ]


def _value(value: Any) -> str:
    if attrs.has(type(value)):
        return "{ " + ", ".join(f"{name} = {_value(inner)}" for name, inner in _given(value)) + " }"
    if isinstance(value, tuple):
        return _list(value)
    if isinstance(value, Enum):
        return _value(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return local(value).replace(tzinfo=None).isoformat()
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _list(values: tuple[Any, ...]) -> str:
    if any(attrs.has(type(item)) for item in values):
        return "[\n" + "".join(f"    {_value(item)},\n" for item in values) + "]"
    return "[" + ", ".join(_value(item) for item in values) + "]"
