"""`inschrijving.toml`: from its bytes to a Declaration. How it reads is in docs/submission-package.md."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from inkoop_core.api.channels import PROCEDURE_CHANNEL, is_procedure_channel
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import Declaration, PlatformEntry
from inkoop_core.domain.moment import shown, shown_apart
from inkoop_core.reading.sources import DECLARATION, normal
from inkoop_core.structure import strict

FORMAT = 1
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_MAX_DOTS = 20
"""More in one line is no key of ours, and costs the parser time that grows with the square of their number."""
_QUOTED = re.compile(
    r"""
    \"{3} (?: \\. | [^\\] | \\\Z )*? (?: \"{3,5} | \Z )
    | '{3} .*? (?: '{3,5} | \Z )
    | \" (?: \\[^\n] | [^"\\\n] )* \"?
    | ' [^'\n]* '?
    | \# [^\n]*
    """,
    re.DOTALL | re.VERBOSE,
)
"""Texts and comments, in which dots do no harm; one that is not closed reaches as far as the parser looks."""
_CAUSES = {
    "Cannot overwrite": "een sleutel staat er dubbel",
    "Cannot declare": "een tabel staat er dubbel",
    "Cannot mutate": "een tabel wordt op twee plaatsen gevuld",
    "Unterminated string": "een tekst heeft geen sluitend aanhalingsteken",
    "Invalid date": "een datum of tijd bestaat niet",
}


def parsed(data: bytes) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The tables of the file, or what is wrong with it and where."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return {}, (_told(f"regel {line}, byte {column}: geen UTF-8; sla het bestand op als UTF-8"),)
    deep = _deep_key(text)
    if deep:
        return {}, (_told(f"regel {deep}: een sleutel heeft meer dan {_MAX_DOTS} punten"),)
    try:
        return tomllib.loads(text, parse_float=Decimal), ()
    except tomllib.TOMLDecodeError as error:
        return {}, (_told(_told_place(str(error), text)),)
    except (ValueError, ArithmeticError):
        return {}, (_told("een getal of datum heeft een waarde die niet kan worden gelezen"),)
    except RecursionError:
        return {}, (_told("lijsten of tabellen zijn te diep in elkaar gezet"),)


def platform_entry(document: Mapping[str, Any]) -> tuple[PlatformEntry | None, tuple[str, ...]]:
    """When and how the platform received the package, and nothing else of it; or the problems with that."""
    problems = [*_format_problems(document)]
    if "platform" not in document:
        return None, (*problems, _told("platform: ontbreekt"))
    table = document["platform"]
    if not isinstance(table, dict):
        return None, (*problems, _told("platform: verwacht een tabel"))
    entry, wrong = strict(PlatformEntry, table)
    problems += [_told(f"platform.{line}") for line in wrong]
    return (None if problems else entry), tuple(problems)


def why_unread(entry: PlatformEntry, definition: TenderDefinition) -> str:
    """Why the content of a package stays closed: late or by another route; "" when it may be read.

    Source: tender document §1.2 and §5.2. The closing time itself is still in time.
    """
    reasons = []
    closing = definition.procedure.closing_at
    if entry.received_at > closing:
        reasons.append(
            f"te laat: ontvangen op {shown_apart(entry.received_at, closing)}, de inschrijving sloot op "
            f"{shown(closing)}"
        )
    if not is_procedure_channel(entry.channel, definition):
        channel = definition.channel_by_id.get(PROCEDURE_CHANNEL)
        route = channel.address if channel else definition.procedure.platform
        reasons.append(
            f"langs een andere weg: ontvangen via {entry.channel!r}, de voorgeschreven weg is {route}"
        )
    return "; ".join(reasons) + "." if reasons else ""


def structured(document: Mapping[str, Any]) -> tuple[Declaration | None, tuple[str, ...]]:
    """The whole file as a Declaration, or one line per problem. File names get the package's spelling."""
    declaration, problems = strict(Declaration, dict(document))
    if declaration is None:
        return None, tuple(_told(line) for line in problems)
    documents = tuple(attrs.evolve(named, file=normal(named.file)) for named in declaration.documents)
    return attrs.evolve(declaration, documents=documents), ()


def _format_problems(document: Mapping[str, Any]) -> tuple[str, ...]:
    if "format" not in document:
        return (_told(f"format: ontbreekt; dit programma leest format = {FORMAT}"),)
    found = document["format"]
    if type(found) is not int or found != FORMAT:
        return (_told(f"format: {str(found)[:20]!r} is onbekend; dit programma leest format = {FORMAT}"),)
    return ()


def _deep_key(text: str) -> int:
    """The number of the first line with too many dots outside texts and comments; 0 when there is none."""
    bare = _QUOTED.sub(lambda found: "\n" * found.group().count("\n"), text)
    for number, line in enumerate(bare.split("\n"), start=1):
        if line.count(".") > _MAX_DOTS:
            return number
    return 0


def _told(line: str) -> str:
    return f"{DECLARATION}: {line}"


def _told_place(message: str, text: str) -> str:
    found = _PLACE.search(message)
    line, column = found.groups() if found else (str(text.count("\n") + 1), "1")
    cause = next(
        (words for start, words in _CAUSES.items() if message.startswith(start)), "geen geldige TOML"
    )
    return f"regel {line}, kolom {column}: {cause}"
