"""What stands in which cell of a scoring sheet: the one description for who writes it and who checks it."""

from collections.abc import Iterator, Mapping
from enum import Enum

from attrs import frozen

from inkoop_core.api.scoring_sheets import CellValue, Place, ScoringSheet, SheetRow
from inkoop_core.domain.canonical import canonical_json, digest, instant_text
from inkoop_core.domain.moment import shown

FORMAT = 1
GUIDE, SCORES, FACTS = "Toelichting", "Scores", "Gegevens"
NAME_COLUMN, SCORE_COLUMN, TEXT_COLUMN = 1, 2, 4
HEADER_ROW = 3
FACT_KEYS = ("format", "procedure", "criterion", "assessor", "definition", "made_at", "head", "digest")
SUBMISSION_KEY = "submission"
KNOCK_OUT = "knock-out"
_HOW = (
    "Ga naar het blad Scores. Vul alleen de gele cellen in; al het andere staat vast.",
    "Kies bij elke inschrijving één score uit de lijst. Andere waarden dan die van de schaal tellen niet.",
    "Motiveer bij elk onderwerp. Een inschrijving zonder motivering bij elk onderwerp wordt niet ingenomen.",
    "Een inschrijving die u nog niet hebt beoordeeld, laat u leeg: u kunt het formulier later nog eens inleveren.",
    "Verander geen volgorde, voeg geen rijen toe en gebruik geen formules. Bewaar het bestand als .xlsx.",
    "Beoordeel alleen: bespreek uw scores niet met andere beoordelaars tot alle scores open zijn.",
)


class Style(Enum):
    """How a cell looks."""

    TITLE = "title"
    LABEL = "label"
    PLAIN = "plain"
    WRAPPED = "wrapped"
    HEAD = "head"
    SCALE = "scale"


@frozen
class Locked:
    """A cell that nobody fills in. across: the last column it lies over; None: its own."""

    value: str | int
    style: Style = Style.PLAIN
    across: int | None = None


@frozen
class Block:
    """The cells of one submission. `texts` are the places of its motivations, in the order of the subjects."""

    row: SheetRow
    name: Place
    score: Place
    texts: tuple[Place, ...]
    last: int


@frozen
class Layout:
    """A scoring sheet, cell by cell.

    scale  the places of the scale's values on the page of explanation
    """

    locked: Mapping[str, Mapping[Place, Locked]]
    blocks: tuple[Block, ...]
    scale: tuple[Place, Place]
    digest: str


def laid_out(sheet: ScoringSheet) -> Layout:
    """Every cell of a sheet. The digest is over all locked texts and facts."""
    guide = _guide(sheet)
    scale = [place for place, cell in guide.items() if cell.style is Style.SCALE]
    scores, blocks = _scores(sheet)
    facts = _facts(sheet)
    told = [
        [page, row, column, plain_text(cell.value)]
        for page, cells in ((GUIDE, guide), (SCORES, scores), (FACTS, facts))
        for (row, column), cell in sorted(cells.items())
    ]
    seal = digest(canonical_json(told))
    facts[(FACT_KEYS.index("digest"), 1)] = Locked(seal)
    return Layout({GUIDE: guide, SCORES: scores, FACTS: facts}, blocks, (scale[0], scale[-1]), seal)


def _guide(sheet: ScoringSheet) -> dict[Place, Locked]:
    cells: dict[Place, Locked] = {}
    criterion, procedure = sheet.criterion, sheet.procedure
    rows: list[tuple[Locked, ...]] = [
        (Locked(f"Scoreformulier {criterion.id} {criterion.title}", Style.TITLE),),
        (),
        *_told("Procedure", f"{procedure.title} ({procedure.id})"),
        *_told("Kenmerk", procedure.reference),
        *_told("Opdrachtgever", procedure.client),
        *_told("Beoordelaar", sheet.assessor),
        *_told("Gemaakt op", shown(sheet.made_at)),
        (),
        (Locked(f"Het criterium ({criterion.source})", Style.HEAD, 3),),
        *_told(criterion.id, criterion.title),
        *_told("Punten", f"ten hoogste {criterion.maximum}; ten minste {criterion.minimum} is nodig"),
        *(
            row
            for number, subject in enumerate(criterion.subjects, 1)
            for row in _told(f"Onderwerp {number}", subject)
        ),
        (),
        tuple(Locked(text, Style.HEAD) for text in ("Score", "Oordeel", "Betekenis", "Gevolg")),
        *(
            (
                Locked(item.value, Style.SCALE),
                Locked(item.label, Style.WRAPPED),
                Locked(item.text, Style.WRAPPED),
                Locked(KNOCK_OUT if item.knock_out else "", Style.WRAPPED),
            )
            for item in sheet.scale
        ),
        (),
        (Locked("Zo vult u het in", Style.HEAD, 3),),
        *(row for number, text in enumerate(_HOW, 1) for row in _told(str(number), text)),
    ]
    for row, content in enumerate(rows):
        for column, cell in enumerate(content):
            cells[(row, column)] = cell
    return cells


def _told(label: str, text: str) -> Iterator[tuple[Locked, ...]]:
    if text:
        yield Locked(label, Style.LABEL), Locked(text, Style.WRAPPED, 3)


def _scores(sheet: ScoringSheet) -> tuple[dict[Place, Locked], tuple[Block, ...]]:
    criterion = sheet.criterion
    cells = {
        (0, 0): Locked(f"Scoreformulier {criterion.id} {criterion.title}", Style.TITLE),
        (1, 0): Locked(f"Beoordelaar: {sheet.assessor}. Procedure: {sheet.procedure.title}."),
        (2, 0): Locked(
            "Vul alleen de gele cellen in: één score per inschrijving, en bij elk onderwerp een motivering. "
            f"Zie het blad {GUIDE}."
        ),
    }
    for column, text in enumerate(("Nr", "Inschrijver", "Score", "Onderwerp", "Motivering")):
        cells[(HEADER_ROW, column)] = Locked(text, Style.HEAD)
    blocks = []
    first = HEADER_ROW + 1
    for row in sheet.rows:
        last = first + max(len(criterion.subjects), 1) - 1
        cells[(first, 0)] = Locked(row.submission, Style.LABEL)
        cells[(first, NAME_COLUMN)] = Locked(row.tenderer, Style.WRAPPED)
        for number, subject in enumerate(criterion.subjects):
            cells[(first + number, TEXT_COLUMN - 1)] = Locked(subject, Style.WRAPPED)
        texts = tuple((first + number, TEXT_COLUMN) for number in range(len(criterion.subjects)))
        blocks.append(Block(row, (first, NAME_COLUMN), (first, SCORE_COLUMN), texts, last))
        first = last + 1
    return cells, tuple(blocks)


def _facts(sheet: ScoringSheet) -> dict[Place, Locked]:
    values: tuple[str | int, ...] = (
        FORMAT,
        sheet.procedure.id,
        sheet.criterion.id,
        sheet.assessor,
        sheet.definition,
        instant_text(sheet.made_at),
        sheet.head,
        "",
    )
    told: list[tuple[str, str | int]] = [
        *zip(FACT_KEYS, values, strict=True),
        *((SUBMISSION_KEY, row.submission) for row in sheet.rows),
    ]
    cells: dict[Place, Locked] = {}
    for row, (key, value) in enumerate(told):
        cells[(row, 0)] = Locked(key)
        cells[(row, 1)] = Locked(value)
    return cells


def same_cell(one: CellValue, other: CellValue) -> bool:
    """Whether two cells hold the same, whatever the line ends that a spreadsheet writes."""
    return type(one) is type(other) and plain_text(one) == plain_text(other)


def plain_text(value: CellValue) -> CellValue:
    """A text with one kind of line end and nothing around it; another value as it is."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else value
