"""From what people type to a command: every problem at once, each at its field."""

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from inkoop_core.api.fields import FieldProblem, FieldSpec, fields_of, typed
from inkoop_core.errors import CommandError
from inkoop_core.structure import strict
from inkoop_core.tender.load import tables_of


@frozen
class Typed:
    """What was read: a command, or the problems by field name."""

    command: Any | None
    problems: Mapping[str, str]


def from_texts(cls: type, texts: Mapping[str, Sequence[str]]) -> Typed:
    """A command from texts by field name; a field of many values has several texts.

    A value of a flat class is typed as a TOML table: `{subject = "…", text = "…"}`.
    """
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    specs = {spec.name: spec for spec in fields_of(cls)}
    for name in texts:
        if name not in specs:
            problems[name] = f"dit veld bestaat niet; velden: {', '.join(specs)}"
    for spec in specs.values():
        given = texts.get(spec.name, ())
        if not given or (list(given) == [""] and not spec.required):
            if spec.required:
                problems[spec.name] = "vul dit veld in"
            continue
        try:
            values[spec.name] = _value(spec, given)
        except FieldProblem as problem:
            problems[spec.name] = str(problem)
    if problems:
        return Typed(None, problems)
    return Typed(cls(**values), {})


def _value(spec: FieldSpec, texts: Sequence[str]) -> Any:
    if spec.many:
        return tuple(_one(spec, text) for text in texts if text.strip())
    if len(texts) > 1:
        raise FieldProblem("dit veld heeft één waarde")
    value = _one(spec, texts[0])
    if value == "" and spec.required:
        raise FieldProblem("vul dit veld in")
    return value


def _one(spec: FieldSpec, text: str) -> Any:
    if not attrs.has(spec.type):
        return typed(spec, text)
    try:
        (table,) = tomllib.loads(f"v = {text}", parse_float=Decimal).values()
    except ValueError:
        names = ", ".join(f'{field.name} = "…"' for field in attrs.fields(spec.type))
        raise FieldProblem(f"schrijf als {{{names}}}") from None
    value, lines = strict(spec.type, table)
    if lines:
        raise FieldProblem("; ".join(lines))
    return value


def from_table(cls: type, table: Mapping[str, Any], where: str) -> Any:
    """A command from a file, strictly. Raises CommandError with every problem."""
    value, lines = strict(cls, dict(table))
    if lines:
        raise CommandError(f"{where} kan niet worden gelezen:", lines)
    return value


def from_file(cls: type, file: Path) -> Any:
    """A command from a TOML file. Raises CommandError with every problem, TenderFileError for no TOML at all."""
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError:
        raise CommandError(
            f"{file.name} kan niet worden gelezen:", ["sla het bestand op als UTF-8"]
        ) from None
    return from_table(cls, tables_of(text, file.name), file.name)
