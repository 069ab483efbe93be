"""How the fields of a command or of a view's arguments are described, shown and read from what people type.

Types: str, int, bool, date, datetime, Decimal, an Enum, Path, any of them or None, a tuple of them, or a
tuple of one flat attrs class.
"""

import re
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from inkoop_core.domain.moment import LocalTimeError, instant


@frozen
class FieldSpec:
    """A field as screens and the command line draw it.

    type      the type of one value
    optional  None is allowed; required  must be given
    many      a tuple of values
    refers    the kind of thing whose id is asked ("submission", "requirement"); "" otherwise
    """

    name: str
    label: str
    help: str
    type: type
    required: bool
    optional: bool
    many: bool
    default: Any
    refers: str
    long: bool
    choices: tuple[tuple[str, str], ...]


def said(
    label: str, help: str = "", *, refers: str = "", long: bool = False, default: Any = attrs.NOTHING
) -> Any:
    """A field of a command, with its Dutch label and help.

    refers  the kind of thing whose id is asked; long  a text of several lines
    """
    return attrs.field(
        default=default, metadata={"label": label, "help": help, "refers": refers, "long": long}
    )


def fields_of(cls: type) -> tuple[FieldSpec, ...]:
    """The fields of a command class, in order."""
    hints = typing.get_type_hints(cls)
    return tuple(_spec(attribute, hints[attribute.name]) for attribute in attrs.fields(cls))


def _spec(attribute: "attrs.Attribute[Any]", hint: Any) -> FieldSpec:
    kind, optional, many = unwrapped(hint)
    return FieldSpec(
        name=attribute.name,
        label=attribute.metadata.get("label", attribute.name),
        help=attribute.metadata.get("help", ""),
        type=kind,
        required=attribute.default is attrs.NOTHING,
        optional=optional,
        many=many,
        default=None if attribute.default is attrs.NOTHING else attribute.default,
        refers=attribute.metadata.get("refers", ""),
        long=attribute.metadata.get("long", False),
        choices=choices_of(kind),
    )


def unwrapped(hint: Any) -> tuple[type, bool, bool]:
    """The type of one value, whether None is allowed, whether it is a tuple of many."""
    optional = many = False
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [option for option in typing.get_args(hint) if option is not type(None)]
        optional, hint = len(inner) < len(typing.get_args(hint)), inner[0]
    if typing.get_origin(hint) is tuple:
        many, hint = True, typing.get_args(hint)[0]
    supertype = getattr(hint, "__supertype__", None)
    return supertype or hint, optional, many


def choices_of(kind: type) -> tuple[tuple[str, str], ...]:
    """Value and label of each choice of an enumeration."""
    if not issubclass(kind, Enum):
        return ()
    return tuple((str(member.value), getattr(member, "label", str(member.value))) for member in kind)


class FieldProblem(ValueError):
    """What a person typed cannot be read; the text says what was expected."""


def typed(spec: FieldSpec, text: str) -> Any:
    """One value from what a person typed. Raises FieldProblem; the text names what was expected."""
    text = text.strip()
    if text == "" and spec.optional:
        return None
    if text == "" and spec.type is not str:
        raise FieldProblem("vul een waarde in")
    for base, read in _READERS:
        if issubclass(spec.type, base):
            return read(spec.type, text)
    raise FieldProblem(
        "dit veld heeft delen en kan niet als één tekst worden getypt; geef het in een bestand"
    )


def typed_instant(text: str) -> datetime:
    """An instant from what a person typed. Raises FieldProblem."""
    return _instant(datetime, text.strip())


def _choice(kind: Any, text: str) -> Any:
    wanted = text.casefold()
    for said_as in (_value_of, _label_of, _word_of):
        found = [member for member in kind if said_as(member).casefold() == wanted]
        if len(found) == 1:
            return found[0]
    raise FieldProblem(f"{text!r} is geen keuze; kies uit: {', '.join(map(_word_and_value, kind))}")


def _value_of(member: Any) -> str:
    return str(member.value)


def _label_of(member: Any) -> str:
    return str(getattr(member, "label", member.value))


def _word_of(member: Any) -> str:
    """The label without its explanation: "handhaven: het gevolg treedt in", "beslisser (mandaat)"."""
    return re.split(r":| \(", _label_of(member))[0]


def _word_and_value(member: Any) -> str:
    word, value = _word_of(member), _value_of(member)
    return value if word == value else f"{word} ({value})"


def _yes_no(kind: Any, text: str) -> bool:  # noqa: ARG001 - one signature for all readers
    if text.lower() in ("ja", "j", "true", "waar", "1"):
        return True
    if text.lower() in ("nee", "n", "false", "onwaar", "0"):
        return False
    raise FieldProblem(f"{text!r}: vul ja of nee in")


def _instant(kind: Any, text: str) -> datetime:  # noqa: ARG001
    for pattern in ("%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M"):
        try:
            return instant(datetime.strptime(text, pattern))  # noqa: DTZ007 - local Dutch time is meant
        except LocalTimeError as error:
            raise FieldProblem(str(error)) from None
        except ValueError:
            continue
    try:
        return instant(datetime.fromisoformat(_end_of_bare_day(text)))
    except LocalTimeError as error:
        raise FieldProblem(str(error)) from None
    except ValueError:
        raise FieldProblem(f"{text!r} is geen tijdstip; bijvoorbeeld 15-06-2026 10:00:00") from None


def _end_of_bare_day(text: str) -> str:
    """A day without a time means the whole day: its last second."""
    try:
        return f"{_day(date, text).isoformat()}T23:59:59"
    except FieldProblem:
        return text


def _day(kind: Any, text: str) -> date:  # noqa: ARG001
    try:
        return datetime.strptime(text, "%d-%m-%Y").date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        pass
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FieldProblem(f"{text!r} is geen datum; bijvoorbeeld 15-06-2026") from None


_DUTCH_NUMBER = re.compile(r"[+-]?([1-9][0-9]{0,2}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?")


def _number(kind: Any, text: str) -> Decimal:  # noqa: ARG001
    """A Dutch number: comma for decimals, full stops only as thousands separators."""
    if not _DUTCH_NUMBER.fullmatch(text):
        raise FieldProblem(f"{text!r} is geen getal; schrijf 1.250,50 (komma voor decimalen)")
    return Decimal(text.replace(".", "").replace(",", "."))


def _whole(kind: Any, text: str) -> int:
    number = _number(kind, text)
    if number != number.to_integral_value():
        raise FieldProblem(f"{text!r} is geen geheel getal")
    return int(number)


_READERS: tuple[tuple[type, Any], ...] = (
    (Enum, _choice),
    (bool, _yes_no),
    (datetime, _instant),
    (date, _day),
    (Decimal, _number),
    (int, _whole),
    (Path, lambda _, text: Path(text)),
    (str, lambda _, text: text),
)
