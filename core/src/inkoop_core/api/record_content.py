"""Records as content: what is told, in order, before it is a PDF."""

from attrs import frozen

from inkoop_core.domain.moment import Moment
from inkoop_core.domain.record_made import RecordKind


@frozen
class Paragraph:
    """A paragraph; a line break in it stays one."""

    text: str


@frozen
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]


@frozen
class Pairs:
    """What is said of one thing: a label with its value, line by line."""

    items: tuple[tuple[str, str], ...]


@frozen
class RecordTable:
    """A table: heads, and rows of as many cells.

    widths  how wide each column is beside the others; () all alike
    small   written smaller: long names and hashes
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    small: bool = False


Block = Paragraph | Bullets | Pairs | RecordTable


@frozen
class Part:
    """A part under a heading. level: 1 a chapter, 2 and 3 within it."""

    heading: str
    blocks: tuple[Block, ...]
    level: int = 1


@frozen
class Signatory:
    """Somebody who signs: the capacity, and the name where it is known."""

    capacity: str
    name: str = ""


@frozen
class Record:
    """Everything that a record says.

    reference   of the procedure, in the head of every page; client: the contracting authority
    title       "Beoordelingsrapport"; subject: the title of the procedure
    frame       the block under the title: procedure, moment, journal, maker, versions
    journal     the head of the journal in short, at the foot of every page
    moment      that it tells; `known_at` is the date of the file
    example     made on a sample desk: marked on every page
    """

    kind: RecordKind
    title: str
    subject: str
    client: str
    reference: str
    frame: tuple[tuple[str, str], ...]
    journal: str
    moment: Moment
    maker: str
    parts: tuple[Part, ...]
    signatories: tuple[Signatory, ...] = ()
    example: bool = False
