"""What must hold before anything of a scoring sheet is recorded: it is the sheet that was made, only filled in."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from attrs import evolve, frozen

from inkoop_core.api.award import AwardCriterion
from inkoop_core.api.scoring_sheets import CellValue, Place, SheetReading, SheetRow, cell_name
from inkoop_core.assessment.assess import tenderer_names
from inkoop_core.desk.actions.scoring import off_scale
from inkoop_core.desk.actions.sheet_contents import sheet_with
from inkoop_core.desk.state import ProcedureState
from inkoop_core.documents.scoring_layout import (
    FACT_KEYS,
    FACTS,
    FORMAT,
    SCORES,
    SUBMISSION_KEY,
    Block,
    Layout,
    laid_out,
    plain_text,
    same_cell,
)
from inkoop_core.domain.decision import Amendment
from inkoop_core.domain.moment import shown
from inkoop_core.domain.package import PackageReceived
from inkoop_core.errors import SheetError
from inkoop_core.structure import strict

MOST_LINES = 40
"""More problems than this are counted, not told."""
_MOST_SHOWN = 60
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,8}")


@frozen
class FilledRow:
    """A submission on a sheet. value None and no texts: not filled in. cell: of its score, by name."""

    submission: str
    value: int | None
    texts: tuple[str, ...]
    cell: str


@frozen
class FilledSheet:
    """A sheet that is sound.

    renamed     `S-001` and the name that stands on the sheet, where it is another now
    made_after  the last entry of the journal when it was made
    """

    criterion: AwardCriterion
    rows: tuple[FilledRow, ...]
    renamed: tuple[tuple[str, str], ...]
    made_after: int


@frozen
class _Identity:
    criterion: str
    made_at: datetime
    head: str
    digest: str
    submissions: tuple[str, ...]


def filled_sheet(reading: SheetReading, assessor: str, state: ProcedureState) -> FilledSheet:
    """The rows of a sheet. Raises SheetError with every problem and its cell.

    A sheet of another procedure, assessor or version is refused for that alone: its cells are another sheet's.
    """
    identity = _identity(reading, assessor, state)
    names = tenderer_names(state.current)
    rows = tuple(SheetRow(item, names.get(item, "")) for item in identity.submissions)
    now = sheet_with(state, assessor, identity.criterion, rows, made_at=identity.made_at, head=identity.head)
    scores = reading.pages.get(SCORES, {})
    as_read = tuple(
        evolve(block.row, tenderer=str(scores.get(block.name, ""))) for block in laid_out(now).blocks
    )
    # The name of a tenderer may have been corrected since: the seal tells that from a changed cell.
    untouched = laid_out(evolve(now, rows=as_read))
    layout = untouched if untouched.digest == identity.digest else laid_out(now)
    told = _shown if assessor == state.actor else _not_shown
    wrong = [*_changed(reading, layout, told), *_inputs_wrong(reading, layout, now.criterion, state, told)]
    if not wrong and layout.digest != identity.digest:
        wrong = [f"{_fact_cell('digest')}: past niet bij de rest van het blad; vraag een nieuw formulier"]
    if wrong:
        raise sheet_error(reading.name, wrong)
    return FilledSheet(
        now.criterion,
        tuple(_filled(scores, block) for block in layout.blocks),
        tuple(
            (row.submission, row.tenderer)
            for row in as_read
            if row.submission in names and row.tenderer != plain_text(names[row.submission])
        ),
        int(identity.head.partition(" ")[0]),
    )


def sheet_error(name: str, wrong: list[str]) -> SheetError:
    """The refusal of a sheet, of which nothing is recorded."""
    more = len(wrong) - MOST_LINES
    lines = [*wrong[:MOST_LINES], f"en nog {more} andere"] if more > 0 else wrong
    return SheetError(f"Scoreformulier {name} kan niet worden ingenomen; er is niets vastgelegd:", lines)


def _identity(reading: SheetReading, assessor: str, state: ProcedureState) -> _Identity:
    """What a sheet says of itself. Raises SheetError when it is not this desk's, or another's, or of another time."""
    said = reading.pages.get(FACTS)
    if said is None:
        raise sheet_error(
            reading.name, [f"het blad {FACTS} ontbreekt: dit is geen scoreformulier van inkoop"]
        )
    if said.get((0, 0)) != FACT_KEYS[0] or said.get((0, 1)) != FORMAT:
        told = _shown(said.get((0, 1)))
        raise sheet_error(
            reading.name,
            [f"{cell_name(FACTS, (0, 1))}: opmaak {told} is onbekend; bekend is opmaak {FORMAT}"],
        )
    facts = {key: str(said.get((row, 1), "")) for row, key in enumerate(FACT_KEYS)}
    made_at = _instant(facts["made_at"])
    submissions = tuple(
        str(said.get((row, 1), ""))
        for row in range(len(FACT_KEYS), 1 + max(row for row, _ in said))
        if said.get((row, 0)) == SUBMISSION_KEY
    )
    wrong = [
        *_elsewhere(facts, assessor, state),
        *_other_version(facts["definition"], made_at, state),
        *_unknown_rows(submissions, state),
    ]
    if made_at is None:
        wrong.append(f"{_fact_cell('made_at')}: {_shown(facts['made_at'])} is geen tijdstip")
    elif not _is_of_journal(facts["head"], state):
        wrong.append(f"{_fact_cell('head')}: dit formulier is niet op dit bureau gemaakt")
    if wrong or made_at is None:
        raise sheet_error(reading.name, wrong)
    return _Identity(facts["criterion"], made_at, facts["head"], facts["digest"], submissions)


def _elsewhere(facts: Mapping[str, str], assessor: str, state: ProcedureState) -> Iterator[str]:
    if facts["procedure"] != state.procedure:
        yield (
            f"{_fact_cell('procedure')}: dit formulier is van procedure {_shown(facts['procedure'])}, niet van "
            f"{state.procedure}"
        )
    if facts["criterion"] not in [item.id for item in state.definition.award.criteria]:
        yield f"{_fact_cell('criterion')}: criterium {_shown(facts['criterion'])} bestaat hier niet"
    if facts["assessor"] != assessor:
        yield (
            f"{_fact_cell('assessor')}: dit is het formulier van {_shown(facts['assessor'])}, niet van {assessor}"
        )


def _other_version(definition: str, made_at: datetime | None, state: ProcedureState) -> Iterator[str]:
    if definition == state.definition.sha256:
        return
    since = [
        f"{fact.body.path} ({fact.body.reason})"
        for fact in state.facts(Amendment)
        if made_at is not None and fact.recorded_at > made_at
    ]
    told = f"; sindsdien gewijzigd: {', '.join(since)}" if since else ""
    yield (
        f"{_fact_cell('definition')}: het formulier hoort bij een andere versie van de aanbesteding dan nu "
        f"geldt{told}. De schaal of de onderwerpen kunnen anders zijn; maak een nieuw formulier en neem de "
        "scores over"
    )


def _unknown_rows(submissions: tuple[str, ...], state: ProcedureState) -> Iterator[str]:
    ever = {fact.subject for fact in state.recorded if isinstance(fact.body, PackageReceived)}
    if not submissions:
        yield f"blad {FACTS}: er staat geen inschrijving op het formulier"
    for number, submission in enumerate(submissions):
        cell = cell_name(FACTS, (len(FACT_KEYS) + number, 1))
        if submission not in ever:
            yield f"{cell}: inschrijving {_shown(submission)} bestaat niet"
        elif submission in submissions[:number]:
            yield f"{cell}: inschrijving {submission} staat er twee keer op"


def _is_of_journal(head: str, state: ProcedureState) -> bool:
    seq, _, hash_ = head.partition(" ")
    if not _WHOLE.fullmatch(seq) or int(seq) < 1:
        return False
    return any(
        entry.seq == int(seq) and entry.hash == hash_
        for entry in state.store.journal(state.procedure, int(seq) - 1, 1)
    )


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo is not None and shown(found) else None
    except (ValueError, OverflowError):
        return None


def _changed(reading: SheetReading, layout: Layout, told: Callable[[object], str]) -> Iterator[str]:
    """Cells that nobody may fill in and that are not as they were; formulas anywhere."""
    # The digest is compared when all else is the same: only then does it say more than the cells do.
    free = {
        SCORES: {place for block in layout.blocks for place in (block.score, *block.texts)},
        FACTS: {(FACT_KEYS.index("digest"), 1)},
    }
    for page in reading.pages:
        if page not in layout.locked:
            yield f"het blad {_shown(page)} hoort niet bij het formulier"
    for page, cells in layout.locked.items():
        found = reading.pages.get(page)
        if found is None:
            yield f"het blad {page} ontbreekt"
            continue
        fixed = {place: cell.value for place, cell in cells.items() if cell.value != ""}
        for place in sorted((fixed.keys() | found.keys()) - free.get(page, set())):
            yield from _differs(cell_name(page, place), found.get(place, ""), fixed.get(place, ""), told)
    for page, place in sorted(reading.computed):
        yield f"{cell_name(page, place)}: hier staat een formule; typ de waarde zelf"


def _differs(cell: str, found: CellValue, wanted: CellValue, told: Callable[[object], str]) -> Iterator[str]:
    if same_cell(found, wanted):
        return
    if wanted == "":
        if plain_text(found) != "":
            yield f"{cell}: hier hoort niets te staan, er staat {told(found)}"
    elif found == "":
        yield f"{cell}: deze vaste cel is leeggemaakt; er stond {_shown(wanted)}"
    else:
        yield f"{cell}: deze vaste cel is gewijzigd in {told(found)}; er stond {_shown(wanted)}"


def _inputs_wrong(
    reading: SheetReading,
    layout: Layout,
    criterion: AwardCriterion,
    state: ProcedureState,
    told: Callable[[object], str],
) -> Iterator[str]:
    """What is wrong in the cells that were filled in, of submissions that are still there."""
    cells = reading.pages.get(SCORES, {})
    here = {fact.subject for fact in state.facts(PackageReceived)}
    for block in layout.blocks:
        places = (block.score, *block.texts)
        if block.row.submission not in here or all(_empty(cells.get(place)) for place in places):
            continue
        yield from _score_wrong(cell_name(SCORES, block.score), cells.get(block.score), state, told)
        for subject, place in zip(criterion.subjects, block.texts, strict=True):
            yield from _text_wrong(cell_name(SCORES, place), cells.get(place), subject, told)


def _score_wrong(
    cell: str, found: CellValue | None, state: ProcedureState, told: Callable[[object], str]
) -> Iterator[str]:
    if _empty(found):
        yield f"{cell}: de score ontbreekt, maar er is wel iets ingevuld; kies een score of maak de regels leeg"
        return
    value = _whole(found)
    scale = ", ".join(str(item.value) for item in state.definition.award.scale)
    if value is None or off_scale(value, state.definition):
        yield f"{cell}: {told(found)} staat niet op de schaal; kies uit {scale}"


def _text_wrong(
    cell: str, found: CellValue | None, subject: str, told: Callable[[object], str]
) -> Iterator[str]:
    if _empty(found):
        yield f"{cell}: motiveer het onderwerp {subject!r}"
    elif not isinstance(found, str):
        yield f"{cell}: {told(found)} is geen tekst; motiveer het onderwerp {subject!r} in woorden"
    else:
        _, problems = strict(str, plain_text(found))
        readable = told is _shown
        yield from (f"{cell}: {problem if readable else 'kan niet worden gelezen'}" for problem in problems)


def _empty(found: CellValue | None) -> bool:
    return found is None or plain_text(found) == ""


def _whole(found: CellValue | None) -> int | None:
    """The whole number of a cell, also where a spreadsheet kept `6` as a text; nothing else is rounded or guessed."""
    if isinstance(found, str) and _WHOLE.fullmatch(found.strip()):
        return int(found.strip())
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _filled(cells: Mapping[Place, CellValue], block: Block) -> FilledRow:
    texts = tuple(str(plain_text(cells.get(place, ""))) for place in block.texts)
    value = _whole(cells.get(block.score))
    return FilledRow(block.row.submission, value, texts, cell_name(SCORES, block.score))


def _fact_cell(key: str) -> str:
    return cell_name(FACTS, (FACT_KEYS.index(key), 1))


def _not_shown(_value: object) -> str:
    """In the place of a value on the sheet of another."""
    return "wat daar staat"


def _shown(value: object) -> str:
    text = "niets" if value is None else repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
