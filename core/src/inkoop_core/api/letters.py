"""Letters as content: what is stated, with its paragraph, before it is a Word file."""

from enum import Enum

from attrs import frozen

from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.source import SourceRef


class StatementKind(Enum):
    """What a statement is, for the comparison of the file that was sent."""

    DAY = "day"
    SCORE = "score"
    PRODUCT = "product"
    NAME = "name"
    PARAGRAPH = "paragraph"
    FINDING = "finding"
    MOTIVATION = "motivation"
    ADDRESS = "address"
    EVIDENCE = "evidence"
    TEXT = "text"


@frozen
class Statement:
    """A fact of the desk that the letter tells, and that the file which is really sent must tell too.

    id        "standstill-last-day", "score/SG1", "finding/ELI-10": stable, so that differences can be named
    label     in Dutch, for the officer
    text      as it stands in the letter
    forms     other ways to write the same ("3 augustus 2026", "03-08-2026"): any of them will do
    deciding  without it the letter may not be registered as sent: the deciding finding or motivation of a rejection
    source    the paragraph that it rests on
    facts     ids of the facts that it tells
    """

    id: str
    kind: StatementKind
    label: str
    text: str
    source: SourceRef | None = None
    forms: tuple[str, ...] = ()
    deciding: bool = False
    facts: tuple[int, ...] = ()


@frozen
class LetterTable:
    """A table in a letter: the heads, and rows of as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Section:
    """A part of a letter. bullets come after the paragraphs, the table last."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    table: LetterTable | None = None


@frozen
class LetterContent:
    """Everything that a letter says.

    about       "S-001", `klacht-1`, `vraag-3`
    addressee   name of who gets it; channel: id of the channel by which it must go
    reference   the reference of the procedure
    facts       ids of the facts that it tells: LetterSent.facts of the letter that is really sent
    statements  every fact in it; what is not among them is fixed text
    example     made on a sample desk: marked on every page
    """

    kind: LetterKind
    about: str
    addressee: str
    channel: str
    reference: str
    title: str
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    facts: tuple[int, ...]
    example: bool = False
