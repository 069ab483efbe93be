"""Scoring sheets as they go out: one workbook per assessor and criterion."""

import re
from collections import Counter
from collections.abc import Iterator

from attrs import field, frozen

from inkoop_core.access import person_name, require, roles_now
from inkoop_core.api.scoring_sheets import MAX_TEXT, ScoringSheet, SheetRow
from inkoop_core.assessment.assess import tenderer_names
from inkoop_core.desk.actions.sheet_contents import (
    FOR_OTHERS,
    assessors_of,
    may_enter_for,
    sheet_with,
    to_score,
)
from inkoop_core.desk.actions.subjects import known_criterion
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.scoring import why_not_by
from inkoop_core.desk.state import ProcedureState
from inkoop_core.documents.scoring_sheet import scoring_workbook
from inkoop_core.domain.decision import Score
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused


@frozen
class SheetFile:
    """A scoring sheet. submissions: how many stand on it; scored: how many of them bear an earlier score."""

    name: str
    content: bytes = field(repr=False)
    assessor: str
    criterion: str
    submissions: int
    scored: int


def scoring_sheets(
    desk: Desk, procedure: str, assessor: str = "", criterion: str = ""
) -> tuple[SheetFile, ...]:
    """The sheets of an assessor ("" oneself; of everybody for who makes them for others) and criterion ("" all).

    An earlier score stands on a sheet only when its own assessor makes it.
    Raises NotPermitted, Unknown, and Refused when there is nothing left to score.
    """
    state = desk.state(procedure)
    _ = state.added
    require(desk.actor, desk.roles(procedure), (Role.ASSESSOR, *FOR_OTHERS), "'Scoreformulieren maken'")
    if desk.moment is not None:
        raise Refused(
            "een scoreformulier hoort bij wat nu geldt; laat --as-of en --known-at weg om het te maken."
        )
    criteria = [known_criterion(state, criterion)] if criterion else list(state.definition.award.criteria)
    files: list[SheetFile] = []
    for person in _assessors(state, person_name(assessor)):
        for one in criteria:
            sheet = _sheet(state, person, one.id)
            if sheet.rows:
                files.append(_file(sheet))
    if not files:
        raise Refused(
            "er is niets te scoren: er zijn geen gelezen inschrijvingen, of hun scores zijn al open of beslist."
        )
    return tuple(_named_apart(files))


def _assessors(state: ProcedureState, assessor: str) -> tuple[str, ...]:
    if not assessor:
        held = roles_now(state.actor, (*state.recorded_on_desk, *state.recorded))
        if not held.intersection(FOR_OTHERS):
            return (state.actor,)
        if found := assessors_of(state):
            return found
        raise Refused("deze procedure heeft nog geen beoordelaars; zie `inkoop do rol-toekennen --help`.")
    may_enter_for(state, assessor)
    return (assessor,)


def _sheet(state: ProcedureState, assessor: str, criterion: str) -> ScoringSheet:
    names = tenderer_names(state.current)
    rows = tuple(
        _row(state, submission, names.get(submission, ""), criterion, assessor)
        for submission in to_score(state, criterion)
        if not why_not_by(state, assessor, submission, criterion)
    )
    return sheet_with(state, assessor, criterion, rows)


def _row(state: ProcedureState, submission: str, tenderer: str, criterion: str, assessor: str) -> SheetRow:
    """Raises Refused for a motivation that no cell can hold."""
    own = state.facts(Score, f"{submission}/{criterion}/{assessor}") if assessor == state.actor else ()
    if not own:
        return SheetRow(submission, tenderer)
    said = {item.subject: item.text for item in own[-1].body.motivations}
    texts = tuple(said.get(subject, "") for subject in known_criterion(state, criterion).subjects)
    if any(len(text) > MAX_TEXT for text in texts):
        raise Refused(
            f"een motivering bij {submission} op {criterion} telt meer dan {MAX_TEXT} tekens en past niet in een "
            "cel; wijzig deze score met `inkoop do score-vastleggen`."
        )
    return SheetRow(submission, tenderer, own[-1].body.value, texts)


def _file(sheet: ScoringSheet) -> SheetFile:
    return SheetFile(
        "-".join(
            _slug(part) for part in ("scoreformulier", sheet.procedure.id, sheet.criterion.id, sheet.assessor)
        ),
        scoring_workbook(sheet),
        sheet.assessor,
        sheet.criterion.id,
        len(sheet.rows),
        sum(row.value is not None for row in sheet.rows),
    )


def _slug(text: str) -> str:
    return re.sub(r"[^\w.]+", "-", text).strip("-.") or "naamloos"


def _named_apart(files: list[SheetFile]) -> Iterator[SheetFile]:
    """Files of which no two have one name, also where capitals are not told apart."""
    seen: Counter[str] = Counter()
    for file in files:
        seen[file.name.casefold()] += 1
        count = seen[file.name.casefold()]
        name = f"{file.name}-{count}.xlsx" if count > 1 else f"{file.name}.xlsx"
        yield SheetFile(name, file.content, file.assessor, file.criterion, file.submissions, file.scored)
