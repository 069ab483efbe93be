"""What never leaves the desk in a record or a dossier: everything of the integrity screening (Wet Bibob art. 28).

Its plugin keeps it apart. Here it is kept out once more, by kind, by plugin, by compartment and by word.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from inkoop_core.api.record_content import Block, Bullets, Pairs, Paragraph, Part, Record
from inkoop_core.domain.desk_records import Proposal, ProposalClosed
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.package import Document, Observation, PackageReceived
from inkoop_core.plugins import Catalogue

_WORD = "bibob"
_IN_OTHER_WORDS = re.compile(r"\b(?:lbb|l\.?\s?b\.?\s?b\b|landelijke?\s+bureau)")
"""The office that advises in a screening, as people write of it."""
LEFT_OUT = "[weggelaten]"


def names_it(text: str) -> bool:
    """Whether a text, an id or the name of a file tells of the screening."""
    return _WORD in text.casefold()


def is_sealed(fact: Fact[Any]) -> bool:
    """Whether a fact belongs to a sealed compartment, to the screening's plugin, or is about a form of it."""
    if fact.compartment or names_it(fact.kind) or names_it(fact.subject):
        return True
    if names_it(type(fact.body).__module__):
        return True
    if isinstance(fact.body, Document):
        return is_sealed_file(fact.body.file, fact.body.kind)
    return isinstance(fact.body, Observation) and is_sealed_file(fact.body.file)


def is_sealed_file(name: str, kind: str = "") -> bool:
    """Whether a file is a form of the screening, which a tenderer may have put in the bid."""
    return tells_of_it(name) or names_it(kind)


def sealed_actions(catalogue: Catalogue) -> frozenset[str]:
    """The ids of the actions of the screening's plugin, under whatever name."""
    return frozenset(action.id for action in _brought(catalogue, "inkoop_actions"))


def _brought(catalogue: Catalogue, hook: str) -> Iterator[Any]:
    """What the screening's plugin brings."""
    for loaded in catalogue.plugins:
        if names_it(loaded.name) and hasattr(loaded.plugin, hook):
            yield from getattr(loaded.plugin, hook)()


def sealed_ids(facts: Iterable[Fact[Any]], catalogue: Catalogue) -> frozenset[int]:
    """The facts that are sealed, with what replaced or withdrew them, and proposals for what the plugin does."""
    actions = sealed_actions(catalogue)
    kinds = {record.kind for record in _brought(catalogue, "inkoop_record_types")}
    found: set[int] = set()
    for fact in facts:
        proposed = isinstance(fact.body, Proposal | ProposalClosed) and (
            fact.body.action in actions or names_it(fact.body.action)
        )
        if proposed or is_sealed(fact) or fact.kind in kinds or fact.replaces in found:
            found.add(fact.id)
    return frozenset(found)


def sealed_hashes(facts: tuple[Fact[Any], ...]) -> frozenset[str]:
    """SHA-256 of every file that is sealed under any name."""
    found = {
        fact.body.sha256
        for fact in facts
        if isinstance(fact.body, Document | Observation) and is_sealed(fact)
    }
    found |= {
        file.sha256
        for fact in facts
        if isinstance(fact.body, PackageReceived)
        for file in fact.body.files
        if is_sealed_file(file.name)
    }
    return frozenset(found)


def unsealed(text: str) -> str:
    """The text, or that it was left out: of one that tells of the screening nobody knows where that ends."""
    return LEFT_OUT if tells_of_it(text) else text


def tells_of_it(text: str) -> bool:
    """Whether a typed text tells of the screening, by its name or by that of the office that advises in it."""
    return names_it(text) or _IN_OTHER_WORDS.search(text.casefold()) is not None


def unsealed_record(record: Record) -> Record:
    """A record without what is sealed."""
    return evolve(
        record,
        frame=tuple((label, unsealed(value)) for label, value in record.frame),
        parts=tuple(
            Part(unsealed(part.heading), tuple(map(_unsealed_block, part.blocks)), part.level)
            for part in record.parts
        ),
    )


def _unsealed_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(unsealed(block.text))
    if isinstance(block, Bullets):
        return Bullets(tuple(map(unsealed, block.items)))
    if isinstance(block, Pairs):
        return Pairs(tuple((unsealed(label), unsealed(value)) for label, value in block.items))
    return evolve(block, rows=tuple(tuple(map(unsealed, row)) for row in block.rows))


def told_withheld(record: Record) -> tuple[str, ...]:
    """Under which headings a text was left out of a record, for whoever makes it."""
    return tuple(
        part.heading
        for part in record.parts
        if any(LEFT_OUT in text for block in part.blocks for text in _texts(block))
    )


def _texts(block: Block) -> tuple[str, ...]:
    if isinstance(block, Paragraph):
        return (block.text,)
    if isinstance(block, Bullets):
        return block.items
    if isinstance(block, Pairs):
        return tuple(text for pair in block.items for text in pair)
    return tuple(cell for row in block.rows for cell in row)
