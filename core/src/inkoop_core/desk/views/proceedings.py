"""Proceedings with their pause, ruling and what is left to carry out."""

from collections.abc import Iterator
from typing import Any

from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.numbering import number_of
from inkoop_core.desk.proceedings import forfeiture_told, open_for, paused_by, standing_of
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment, local_day, shown, shown_day
from inkoop_core.domain.proceedings import (
    Appealed,
    Joined,
    Judgment,
    JudgmentCarriedOut,
    Proceedings,
    RulingOfCourt,
)
from inkoop_core.progress.pauses import judgment_of, pauses_of, scope_of


def proceedings(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Every case: who, what, whom it can touch, in time or not, how far it pauses, how it ended."""
    state = as_reader(reader)
    found = sorted(state.facts(Proceedings), key=lambda fact: number_of(fact.subject))
    return Table(
        (
            Column("proceedings", "Nr"),
            Column("summoned_at", "Dagvaarding", ColumnKind.INSTANT),
            Column("claimant", "Eiser"),
            Column("court", "Gerecht"),
            Column("case_number", "Zaaknummer"),
            Column("claims", "Vorderingen"),
            Column("concerns", "Kan raken"),
            Column("forfeiture", "Vervaltermijn"),
            Column("state", "Stand", ColumnKind.STATE),
            Column("scope", "Pauzeert"),
            Column("paused", "Nu gesloten"),
            Column("opens_when", "Gaat open als"),
            Column("judgment", "Uitspraak"),
            Column("carried_out", "Uitvoering"),
            Column("joined", "Gevoegd"),
            Column("appeal", "Hoger beroep"),
        ),
        tuple(_row(fact, state) for fact in found),
        "Gedingen",
        "\n".join(_course_pauses(state)),
    )


def _course_pauses(state: ProcedureState) -> Iterator[str]:
    """What pauses everybody without any case: a suspension, a stop."""
    cases = {fact.subject for fact in state.facts(Proceedings)}
    for pause in pauses_of(state.course, ""):
        if pause.about not in cases:
            yield f"Let op: {pause.why}. Gaat open als: {pause.opens_when}."


def _row(fact: Fact[Proceedings], state: ProcedureState) -> Row:
    body, judgment = fact.body, judgment_of(state.course, fact.subject)
    paused = paused_by(state, fact.subject)
    opens = dict.fromkeys(
        pause.opens_when
        for submission in paused
        for pause in pauses_of(state.course, submission)
        if pause.about == fact.subject
    )
    return Row(
        Ref("proceedings", fact.subject),
        (
            fact.subject,
            fact.happened_at,
            f"{body.claimant_name} ({body.claimant})" if body.claimant else body.claimant_name,
            body.court,
            body.case_number,
            body.claims,
            ", ".join(body.concerns) or "allemaal",
            forfeiture_told(state, fact).removeprefix("Vervaltermijn: "),
            standing_of(state, fact),
            "" if judgment else scope_of(state.course, fact.subject).label,
            ", ".join(paused),
            "; ".join(opens),
            _judgment(judgment) if judgment else "",
            "; ".join(done.body.how for done in state.course.all(JudgmentCarriedOut, fact.subject)),
            "; ".join(
                f"{item.body.name} ({item.body.side})" for item in state.course.all(Joined, fact.subject)
            ),
            "; ".join(
                f"{item.body.by}, {shown(item.happened_at)}, {item.body.court}"
                for item in state.course.all(Appealed, fact.subject)
            ),
        ),
    )


def _judgment(judgment: Fact[Judgment]) -> str:
    about = f" over {', '.join(judgment.body.submissions)}" if judgment.body.submissions else ""
    day = shown_day(local_day(judgment.happened_at))
    return f"{judgment.body.outcome.label}{about}, {day}: {judgment.body.order}"


def proceedings_tasks(reader: Reader) -> Iterator[Row]:
    """Rulings that wait to be carried out."""
    state = as_reader(reader)
    for fact in state.facts(Proceedings):
        waiting = open_for(state, fact.subject)
        judgment = judgment_of(state.course, fact.subject)
        if not waiting or judgment is None:
            continue
        prohibited = judgment.body.outcome is RulingOfCourt.PROHIBITED
        how = "een nieuwe beslissing is nodig" if prohibited else "leg de uitvoering vast"
        told = f"{_judgment(judgment)}; {how} ({', '.join(waiting)})"
        yield Row(Ref("proceedings", fact.subject), (fact.subject, "uitspraak uitvoeren", told))


PROCEEDINGS = View("gedingen", "Gedingen", "procedure", proceedings)
