"""From plain data to attrs classes: strictly for files, plainly for what the desk stored itself.

Strict: no `"1"` for 1, no 1 for true, decimals as Decimal, unknown keys are errors, and every error is told
with its path. Plain: the canonical JSON of `domain.canonical`, read back.
"""

import functools
import re
import types
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from inkoop_core.api.definition import Value
from inkoop_core.domain.moment import LocalTimeError, instant

T = TypeVar("T")

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control signs but newline and tab, signs that turn the direction of writing, and halves of a sign.

They could show an officer another text than there is.
"""


class NotOfType(ValueError):
    """A value of the wrong type; the text says what was expected."""


def strict(cls: type[T], data: Any) -> tuple[T | None, tuple[str, ...]]:
    """Structure data as read from TOML. Returns the value, or None with one line per problem.

    A line reads `pad.naar[2].veld: wat er mis is`.
    """
    try:
        return strict_converter().structure(data, cls), ()
    except (ClassValidationError, IterableValidationError) as error:
        return None, tuple(_lines(error, ""))
    except NotOfType as error:
        return None, (str(error),)
    except (AttributeError, TypeError):  # cattrs met something without keys
        return None, ("verwacht een tabel",)


def plain(cls: type[T], data: Any) -> T:
    """Structure what the desk itself stored as canonical JSON. Raises cattrs errors for anything else."""
    return plain_converter().structure(data, cls)


@functools.cache
def strict_converter() -> Converter:
    """The converter for files; callers may register hooks for their own types before its first use."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook(str, _text)
    for kind, expected in (
        (int, "een geheel getal"),
        (bool, "true of false"),
        (date, "een datum (2026-06-15)"),
    ):
        converter.register_structure_hook(kind, _exactly(kind, expected))
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook(datetime, _instant)
    converter.register_structure_hook(Path, _path)
    converter.register_structure_hook_func(_is_enum, _member)
    converter.register_structure_hook_func(_is_optional, _optional(converter))
    converter.register_structure_hook_func(_is_tuple, _many(converter))
    converter.register_structure_hook_func(_is_free_value, _free_value)
    return converter


@functools.cache
def plain_converter() -> Converter:
    converter = Converter(detailed_validation=False)
    converter.register_structure_hook(
        datetime, lambda value, _: datetime.fromisoformat(value).astimezone(UTC)
    )
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    converter.register_structure_hook(Path, lambda value, _: Path(value))
    return converter


def _exactly(kind: type, expected: str) -> Callable[[Any, Any], Any]:
    def read(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise NotOfType(f"verwacht {expected}, niet {_shown(value)}")
        return value

    return read


def _text(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise NotOfType(f"verwacht een tekst, niet {_shown(value)}")
    unseen = _UNSEEN.search(value)
    if unseen:
        raise NotOfType(
            f"bevat een onzichtbaar teken (U+{ord(unseen.group()):04X}) dat niet is toegestaan; haal het weg"
        )
    return value


def _decimal(value: Any, _: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise NotOfType(f"verwacht een getal, niet {_shown(value)}")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise NotOfType(f"verwacht een getal, niet {_shown(value)}") from None
    if not number.is_finite():
        raise NotOfType(f"verwacht een getal, niet {_shown(value)}")
    return number


def _instant(value: Any, _: Any) -> datetime:
    if not isinstance(value, datetime):
        raise NotOfType(f"verwacht een tijdstip (2026-06-15T10:00:00), niet {_shown(value)}")
    try:
        return instant(value)
    except LocalTimeError as error:
        raise NotOfType(str(error)) from None


def _path(value: Any, _: Any) -> Path:
    if not isinstance(value, str):
        raise NotOfType(f"verwacht een pad, niet {_shown(value)}")
    return Path(value)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _member(value: Any, kind: Any) -> Any:
    for member in kind:
        if type(value) is type(member.value) and member.value == value:
            return member
    raise NotOfType(f"{_shown(value)} is geen keuze; kies uit {', '.join(repr(m.value) for m in kind)}")


def _is_optional(kind: Any) -> bool:
    return typing.get_origin(kind) in (typing.Union, types.UnionType) and type(None) in typing.get_args(kind)


def _optional(converter: Converter) -> Callable[[Any, Any], Any]:
    def read(value: Any, kind: Any) -> Any:
        if value is None:
            return None
        inner = [option for option in typing.get_args(kind) if option is not type(None)]
        return converter.structure(value, inner[0])

    return read


def _is_free_value(kind: Any) -> bool:
    return bool(kind == Value)


def _free_value(value: Any, _: Any) -> Any:
    """A value whose type the reader of the table decides: a parameter."""
    if isinstance(value, datetime):
        return _instant(value, datetime)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(_text(item, str) for item in value)
    if isinstance(value, Decimal):
        return _decimal(value, Decimal)
    if isinstance(value, str):
        return _text(value, str)
    if isinstance(value, bool | int | date):
        return value
    raise NotOfType(f"verwacht een waarde of een lijst van teksten, niet {_shown(value)}")


def _is_tuple(kind: Any) -> bool:
    return typing.get_origin(kind) is tuple and typing.get_args(kind)[1:] == (Ellipsis,)


def _many(converter: Converter) -> Callable[[Any, Any], Any]:
    def read(value: Any, kind: Any) -> Any:
        if not isinstance(value, list):
            raise NotOfType(f"verwacht een lijst, niet {_shown(value)}")
        (item,) = typing.get_args(kind)[:1]
        return tuple(converter.structure(value, list[item]))  # type: ignore[valid-type]

    return read


def _shown(value: Any) -> str:
    text = _as_written(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _as_written(value: Any) -> str:
    """A value much as it stands in the file: 2.5 and 2026-06-15, texts in quotes."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join([str(item) if isinstance(item, Decimal) else repr(item) for item in value])}]"
    return str(value) if isinstance(value, Decimal) else repr(value)


def _inside(path: str, index: int | str) -> str:
    """The path of one item: of a list by its number, of a table by its key."""
    return f"{path}[{index}]" if isinstance(index, int) else _under(path, index)


def _under(path: str, key: str) -> str:
    """The path of a key, escaped where it has signs that cannot be seen."""
    return f"{path}.{key if key.isprintable() else ascii(key)}".lstrip(".")


def _lines(error: BaseException, path: str) -> list[str]:
    """One line per leaf of the error tree."""
    if isinstance(error, ClassValidationError):
        noted, bare = error.group_exceptions()
        lines = [line for inner, note in noted for line in _lines(inner, f"{path}.{note.name}".lstrip("."))]
        return lines + [line for inner in bare for line in _lines(inner, path)]
    if isinstance(error, IterableValidationError):
        indexed, bare = error.group_exceptions()
        lines = [line for inner, note in indexed for line in _lines(inner, _inside(path, note.index))]
        return lines + [line for inner in bare for line in _lines(inner, path)]
    if isinstance(error, ForbiddenExtraKeysError):
        known = ", ".join(field.name for field in attrs.fields(error.cl)) if error.cl else ""
        return [
            f"{_under(path, key)}: onbekende sleutel; hier kan staan: {known}"
            for key in sorted(error.extra_fields)
        ]
    if isinstance(error, KeyError):
        missing = str(error.args[0])
        named = path == missing or path.endswith(f".{missing}")
        return [f"{path if named else f'{path}.{missing}'.lstrip('.')}: ontbreekt"]
    if isinstance(error, NotOfType):
        return [f"{path}: {error}"]
    if isinstance(error, AttributeError | TypeError):  # cattrs met something without keys
        return [f"{path}: verwacht een tabel"]
    return [f"{path}: {error}"]
