"""Options of actions and views: read from their fields."""

from collections.abc import Sequence
from typing import Any

from inkoop_core.api.fields import fields_of
from inkoop_core.desk.commands import from_texts
from inkoop_core.desk.desk import Desk
from inkoop_core.errors import CommandError, Unknown

HELP = ("-h", "--help")


def asks_help(*words: str) -> bool:
    """Whether any of these words asks for help."""
    return any(word in HELP for word in words)


def texts_of(options: Sequence[str]) -> dict[str, list[str]]:
    """`--field value` and `--field=value` by field name. Raises CommandError for anything else."""
    texts: dict[str, list[str]] = {}
    rest = list(options)
    while rest:
        option = rest.pop(0)
        if not option.startswith("--"):
            raise CommandError("De opties kunnen niet worden gelezen:", [f"{option!r} hoort bij geen veld"])
        name, equals, value = option.removeprefix("--").partition("=")
        if not equals:
            if not rest:
                raise CommandError(
                    "De opties kunnen niet worden gelezen:", [f"{option}: de waarde ontbreekt"]
                )
            value = rest.pop(0)
        texts.setdefault(name.replace("-", "_"), []).append(value)
    return texts


def read_command(cls: type, options: Sequence[str]) -> Any:
    """A command from options. Raises CommandError with every problem."""
    read = from_texts(cls, texts_of(options))
    if read.problems:
        raise CommandError(
            "De velden kloppen niet:", [f"--{name}: {text}" for name, text in read.problems.items()]
        )
    return read.command


def the_procedure(desk: Desk, given: str | None) -> str:
    """The procedure that is meant: the given one, or the only one. Raises Unknown."""
    known = desk.procedures()
    if given is not None:
        if given not in known:
            raise Unknown(
                f"procedure {given!r} bestaat niet op dit bureau; bekend: {', '.join(known) or 'geen'}."
            )
        return given
    if len(known) == 1:
        return known[0]
    raise Unknown(f"zeg met --procedure welke procedure u bedoelt; bekend: {', '.join(known) or 'geen'}.")


def field_help(usage: str, label: str, cls: type) -> str:
    """What an action or view asks, field by field."""
    lines = [f"{usage} [--veld waarde ...]", "", f"  {label}", ""]
    for spec in fields_of(cls):
        marks = [mark for mark, on in (("verplicht", spec.required), ("meer keren", spec.many)) if on]
        told = f" ({', '.join(marks)})" if marks else ""
        lines.append(f"  --{spec.name}  {spec.label}{told}")
        if spec.help:
            lines.append(f"      {spec.help}")
        lines += [f"      {value}: {meaning}" for value, meaning in spec.choices]
    return "\n".join(lines)
