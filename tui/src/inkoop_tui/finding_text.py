"""A finding with everything needed to defend it, as text."""

import re
from collections.abc import Iterator
from typing import Any

import attrs
from textual.content import Content

from inkoop_core.assessment.effects import allowed_outcomes
from inkoop_core.assessment.model import Assessed, Effect
from inkoop_core.domain.canonical import plain
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence
from inkoop_core.domain.moment import shown
from inkoop_tui.look import Look, state_of

_HASH = re.compile("[0-9a-f]{64}")
MOST_LINES = 14
"""Lines of one fact's content; the rest is in the view of facts."""

Part = Content | str | tuple[str, str]


def finding_content(look: Look, found: Assessed) -> Content:
    """The whole finding."""
    parts: list[Part] = [
        *_head(look, found),
        *_ruling(found),
        *_notes(look, found),
        *_facts(look, found),
    ]
    return Content.assemble(*parts)


def _head(look: Look, found: Assessed) -> Iterator[Part]:
    finding = found.finding
    requirement = look.definition.requirement_by_id[finding.key.requirement]
    yield (f"{requirement.id}  {requirement.title}\n", "bold")
    if finding.key.subject:
        yield f"Over: {finding.key.subject}\n"
    yield (f"{state_of(found)}", _STYLES.get(found.effect, ""))
    yield f"   {finding.verdict.label}   ·   gevolg: {finding.consequence.label}\n"
    yield ("Bron: ", "$secondary")
    yield f"{finding.source.document} {finding.source.paragraph}\n\n"
    yield f"{finding.explanation}\n"
    if found.effect is Effect.TO_RULE:
        yield ("\n? Uw oordeel is nodig (toets o). ", "bold $warning")
        if finding.consequence is Consequence.MAY_REJECT:
            yield "Afwijzen kan, maar hoeft niet: dit is nog geen afwijzing. "
        yield f"Mogelijk: {', '.join(outcome.label.partition(':')[0] for outcome in allowed_outcomes(finding))}.\n"


_STYLES = {
    Effect.TO_RULE: "bold $warning",
    Effect.REJECTS: "bold $error",
    Effect.BLOCKS_PRODUCT: "bold $error",
    Effect.REFUSES_PARTY: "bold $error",
    Effect.FINE: "$success",
}


def _ruling(found: Assessed) -> Iterator[Part]:
    if found.ruling is None:
        return
    body = found.ruling.body
    yield ("\nOordeel\n", "bold $secondary")
    if found.stale:
        yield (
            "! VEROUDERD: de grondslag is veranderd, dit oordeel telt niet meer. Oordeel opnieuw.\n",
            "bold $error",
        )
    yield f"{body.outcome.label}\n"
    yield f"{body.reason}\n"
    yield (
        f"{found.ruling.by}, {shown(found.ruling.recorded_at)}, feit {found.ruling.id}\n",
        "$foreground 75%",
    )


def _notes(look: Look, found: Assessed) -> Iterator[Part]:
    if not found.finding.notes:
        return
    yield ("\nNoten\n", "bold $secondary")
    for note_id in found.finding.notes:
        note = look.definition.notes.get(note_id)
        if note is None:
            yield f"{note_id}\n"
            continue
        yield (f"{note.id} ({note.where})  ", "bold")
        yield f"{note.finding}\n"
        reading = look.readings.get(note.id)
        text = next((item.text for item in note.readings if item.id == reading), "")
        late = " (na de opening gekozen)" if note.id in look.late else ""
        if reading:
            yield f"  geldt nu{late}: {reading}: {text}\n"
        elif note.readings:
            yield ("  ? er is nog geen lezing gekozen\n", "$warning")


def _facts(look: Look, found: Assessed) -> Iterator[Part]:
    if not found.finding.facts:
        return
    yield ("\nGebruikte feiten\n", "bold $secondary")
    for number in found.finding.facts:
        fact = look.facts.get(number)
        if fact is None:
            yield f"feit {number}\n"
            continue
        yield from _fact(look, fact)


def _fact(look: Look, fact: Fact[Any]) -> Iterator[Part]:
    about = fact.subject or "de procedure"
    yield (f"{fact.id}  {look.labels.get(fact.kind, fact.kind)}", "bold")
    yield (f"  {about}\n", "")
    yield (
        f"  gebeurd {shown(fact.happened_at)}\n  vastgelegd {shown(fact.recorded_at)} door {fact.by}\n",
        "$foreground 75%",
    )
    if fact.id in look.hidden:
        yield "  (nog niet zichtbaar)\n"
        return
    lines = list(body_lines(plain(fact.body) if attrs.has(type(fact.body)) else str(fact.body)))
    for line in lines[:MOST_LINES]:
        yield f"  {line}\n"
    if len(lines) > MOST_LINES:
        yield f"  … {len(lines) - MOST_LINES} regels meer, zie overzicht feiten\n"


def body_lines(value: Any, name: str = "", depth: int = 0) -> Iterator[str]:
    """The content of a fact, a line per field; what is empty is left out."""
    indent = "  " * depth
    head = f"{indent}{name}: " if name else indent
    if isinstance(value, dict):
        if name:
            yield head.rstrip()
        for key, inner in value.items():
            yield from body_lines(inner, str(key), depth + bool(name))
    elif isinstance(value, list) and all(not isinstance(item, dict | list) for item in value):
        if value:
            yield head + ", ".join(_shown(item) for item in value)
    elif isinstance(value, list):
        yield head.rstrip()
        for item in value:
            yield f"{indent}  - " + ", ".join(line.strip() for line in body_lines(item))
    elif value not in (None, ""):
        yield head + _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    text = str(value)
    return f"{text[:12]}…" if _HASH.fullmatch(text) else text
