"""Letters as content: what is stated, with its paragraph, before it is a Word file."""

from datetime import date
from enum import Enum

from attrs import field, frozen

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
    PASSAGE = "passage"


@frozen
class Statement:
    """A fact of the desk that the letter tells, and that the file which is really sent must tell too.

    id        "standstill-last-day", "score/SG1", "finding/ELI-10": stable, so that differences can be named
    label     in Dutch, for the officer
    text      as it stands in the letter
    forms     other ways to write the same ("3 augustus 2026", "03-08-2026"): any of them will do
    deciding  without it the letter may not be registered as sent: the outcome, the deciding finding or motivation of a
              rejection, its standstill and winners
    source    the paragraph that it rests on
    facts     ids of the facts that it tells
    under     of a passage: the heading under which it stands
    """

    id: str
    kind: StatementKind
    label: str
    text: str
    source: SourceRef | None = None
    forms: tuple[str, ...] = ()
    deciding: bool = False
    facts: tuple[int, ...] = ()
    under: str = ""


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

    @property
    def lines(self) -> tuple[str, ...]:
        """What is printed under the heading: paragraphs, bullets, the heads and rows of the table."""
        rows = () if self.table is None else (self.table.heads, *self.table.rows)
        told = (*self.paragraphs, *self.bullets, *(" | ".join(cell for cell in row if cell) for row in rows))
        return tuple(" ".join(text.split()) for text in told if text.strip())


@frozen
class LetterContent:
    """Everything that a letter says.

    about       "S-001", `klacht-1`, `vraag-3`
    addressee   name of who gets it; channel: id of the channel by which it must go
    reference   the reference of the procedure
    facts       ids of the facts that it tells: LetterSent.facts of the letter that is really sent
    statements  every fact in it, then every passage as it is printed: a paragraph, a bullet, a row of a table
    example     made on a sample desk: marked on every page
    sent_on     the day of the letter, from which its days are counted
    sender      on whose behalf; procedure: its title; route: the channel in words
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
    sent_on: date | None = None
    sender: str = ""
    procedure: str = ""
    route: str = ""


@frozen
class LetterFile:
    """A letter as it was really sent: the file, and everything that a reader of it sees.

    text     paragraphs and cells, each on a line, with headers, footers and footnotes
    remarks  what keeps the text from being certain, in Dutch: tracked changes, comments, pages without text
    """

    name: str
    sha256: str
    content: bytes = field(repr=False)
    text: str
    remarks: tuple[str, ...] = ()


def written(content: LetterContent) -> str:
    """Everything that the content says, a line per paragraph, bullet and cell."""
    lines = [content.title, content.addressee, content.reference]
    for section in content.sections:
        lines += [section.heading, *section.paragraphs, *section.bullets]
        if section.table is not None:
            lines += [cell for row in (section.table.heads, *section.table.rows) for cell in row]
    lines += [text for statement in content.statements for text in (statement.text, *statement.forms)]
    return "\n".join(lines)
