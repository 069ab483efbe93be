"""A scoring sheet that was filled in is taken in: by the assessor, or by another for him."""

from collections.abc import Iterable
from pathlib import Path

from attrs import field, frozen

from inkoop_core.access import person_name
from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.scoring import GivenScore, scored, why_open, why_unscored
from inkoop_core.desk.actions.sheet_check import FilledRow, FilledSheet, filled_sheet, sheet_error
from inkoop_core.desk.actions.sheet_contents import FOR_OTHERS, may_enter_for, to_score
from inkoop_core.desk.scoring import may_see, why_not_by
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import Score, ScoresOpened, SubjectMotivation
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused


@frozen
class TakeInSheet:
    """Take in a filled-in scoring sheet; the file is kept."""

    path: Path = said("Formulier", "het ingevulde .xlsx-bestand")
    assessor: str = said("Beoordelaar", "van wie het formulier is; leeg: van uzelf", default="")


@frozen
class _Sorted:
    """The rows of a sheet by what becomes of them."""

    record: tuple[FilledRow, ...]
    empty: tuple[str, ...] = field(default=())
    same: tuple[str, ...] = field(default=())
    gone: tuple[str, ...] = field(default=())


def take_in(command: TakeInSheet, reader: Reader, _moment: Moment) -> Outcome:
    """Every score of a sheet in one entry, or none.

    Of another's sheet nothing that stands in it is told: neither to who enters it nor to the second person.

    Raises SheetError with every problem and its cell, NotPermitted and Unknown for another's sheet, Refused
    when it says nothing new.
    """
    state = as_reader(reader)
    assessor = person_name(command.assessor) or state.actor
    may_enter_for(state, assessor)
    reading = state.packages.scoring_sheet(command.path)
    sheet = filled_sheet(reading, assessor, state)
    rows, wrong = _sorted(sheet, assessor, state)
    if wrong:
        raise sheet_error(reading.name, wrong)
    aside = [*_told_aside(rows), *_told_beside(sheet, state)]
    if not rows.record:
        raise Refused("\n".join([f"op {reading.name} staat niets nieuws; er is niets vastgelegd.", *aside]))
    drafts: list[Draft] = []
    lines: list[str] = []
    for row in rows.record:
        made, told = scored(_given(row, sheet, reading.sha256), assessor, state)
        drafts += made
        lines.append(told)
    replaced = [draft.subject.partition("/")[0] for draft in drafts if draft.replaces is not None]
    if replaced:
        aside.insert(0, f"Vervangt de eerdere score bij {', '.join(replaced)}.")
    entered, why = "", ""
    if assessor != state.actor:
        entered = f", ingevoerd door {state.actor}"
        why = f"een score van {assessor} die een ander invoert, vraagt een tweede persoon"
        lines = [f"Ingevuld: {', '.join(row.submission for row in rows.record)}.", *_told_open(drafts)]
    head = f"Formulier {sheet.criterion.id} van {assessor}{entered}: {len(rows.record)} vastgelegd."
    kept = NewFile(reading.name, reading.sha256, reading.content)
    return Outcome(tuple(drafts), "\n".join([head, *lines, *aside]), (kept,), why)


def _told_open(drafts: Iterable[Draft]) -> list[str]:
    """For which submissions every assessor has now scored."""
    opened = [draft.subject.partition("/")[0] for draft in drafts if isinstance(draft.body, ScoresOpened)]
    return (
        [f"De individuele scores gaan open en veranderen niet meer: {', '.join(opened)}."] if opened else []
    )


def _given(row: FilledRow, sheet: FilledSheet, sha256: str) -> GivenScore:
    if row.value is None:
        raise ValueError(f"{row.submission} is not filled in")
    motivations = tuple(map(SubjectMotivation, sheet.criterion.subjects, row.texts))
    return GivenScore(row.submission, sheet.criterion.id, row.value, motivations, sha256)


def _sorted(sheet: FilledSheet, assessor: str, state: ProcedureState) -> tuple[_Sorted, list[str]]:
    """The rows by what becomes of them, and what stands in the way."""
    here = {fact.subject for fact in state.facts(PackageReceived)}
    record: list[FilledRow] = []
    aside: dict[str, list[str]] = {"empty": [], "same": [], "gone": []}
    wrong: list[str] = []
    for row in sheet.rows:
        if row.submission not in here:
            aside["gone"].append(row.submission)
        elif row.value is None:
            aside["empty"].append(row.submission)
        elif _is_known(row, sheet, assessor, state):
            aside["same"].append(row.submission)
        elif (
            why := why_unscored(state, row.submission, sheet.criterion.id)
            or why_open(state, row.submission, sheet.criterion.id)
            or why_not_by(state, assessor, row.submission, sheet.criterion.id)
        ) or (why := _why_not_replaced(row, sheet, assessor, state)):
            wrong.append(f"{row.cell}: {why}")
        else:
            record.append(row)
    return _Sorted(tuple(record), **{name: tuple(items) for name, items in aside.items()}), wrong


def _is_known(row: FilledRow, sheet: FilledSheet, assessor: str, state: ProcedureState) -> bool:
    """Whether this very score stands already, as far as the actor may know that."""
    return any(
        may_see(state, row.submission, fact.body)
        and fact.body.value == row.value
        and {item.subject: item.text.strip() for item in fact.body.motivations}
        == dict(zip(sheet.criterion.subjects, row.texts, strict=True))
        for fact in state.facts(Score, f"{row.submission}/{sheet.criterion.id}/{assessor}")
    )


def _why_not_replaced(row: FilledRow, sheet: FilledSheet, assessor: str, state: ProcedureState) -> str:
    """Why the score that stands is not replaced by this row; "" when it is, or when there is none."""
    for fact in state.facts(Score, f"{row.submission}/{sheet.criterion.id}/{assessor}"):
        told = f"{row.submission}: {fact.by} legde op {shown(fact.recorded_at)} een score van {assessor} vast"
        if assessor != state.actor and fact.by == assessor:
            return f"{told}; alleen {assessor} verandert die"
        if fact.entry > sheet.made_after:
            return (
                f"{told}, nadat dit formulier was gemaakt; die blijft staan. Maak een nieuw formulier, of wijzig de "
                "score met score-vastleggen"
            )
    return ""


def _told_aside(rows: _Sorted) -> list[str]:
    told = (
        ("Niet ingevuld", rows.empty),
        ("Ongewijzigd", rows.same),
        ("Overgeslagen, want van de lijst gehaald", rows.gone),
    )
    return [f"{what}: {', '.join(items)}." for what, items in told if items]


def _told_beside(sheet: FilledSheet, state: ProcedureState) -> list[str]:
    on_sheet = {row.submission for row in sheet.rows}
    beside = [item for item in to_score(state, sheet.criterion.id) if item not in on_sheet]
    told = [f"Niet op dit formulier, wel te scoren: {', '.join(beside)}."] if beside else []
    return told + [
        f"{submission} heet op het formulier {name!r}; die naam is sindsdien veranderd."
        for submission, name in sheet.renamed
    ]


TAKE_IN_SHEET = Action(
    "scoreformulier-innemen",
    "Scoreformulier innemen",
    TakeInSheet,
    (Role.ASSESSOR, *FOR_OTHERS),
    "procedure",
    take_in,
)
