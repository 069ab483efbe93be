"""The view over scores."""

from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.interests import doubtful_scores
from inkoop_core.desk.scoring import may_see
from inkoop_core.desk.scoring_rounds import is_hidden, is_of_earlier_round
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.desk.views.assessment import OfSubmission
from inkoop_core.domain.decision import ConsensusScore, Score, SubjectMotivation
from inkoop_core.domain.fact import Withdrawn
from inkoop_core.domain.moment import Moment

_METHODS = {"threshold": "Drempel zonder rangorde: wie de minima haalt, komt in aanmerking"}

DOUBTFUL = " (gaf later een belang op)"
"""Beside the score of who declared an interest in that submission."""


def scores(arguments: OfSubmission, reader: Reader, moment: Moment) -> Table:
    """Individual scores that may be seen, consensus scores, and what they lead to."""
    state = as_reader(reader)
    doubtful = doubtful_scores(state)
    rows = [
        Row(
            Ref("score", fact.subject),
            (
                fact.submission,
                fact.body.criterion,
                fact.body.assessor + (DOUBTFUL if fact in doubtful else ""),
                fact.by if fact.by != fact.body.assessor else "",
                fact.body.value if may_see(state, fact.submission, fact.body) else None,
                _told(fact.body.motivations)
                if may_see(state, fact.submission, fact.body)
                else "(nog niet zichtbaar)",
            ),
        )
        for fact in state.facts(Score)
        if arguments.submission in ("", fact.submission) and not is_of_earlier_round(state, fact)
    ]
    rows += [
        Row(
            Ref("score", fact.subject),
            (
                fact.submission,
                fact.body.criterion,
                "consensus",
                "",
                fact.body.value,
                _told(fact.body.motivations),
            ),
        )
        for fact in state.facts(ConsensusScore)
        if arguments.submission in ("", fact.submission) and not is_of_earlier_round(state, fact)
    ]
    rows += _earlier_rounds(arguments, state, moment)
    for item in state.assessment().submissions:
        if arguments.submission in ("", item.submission) and item.award is not None:
            rows.append(
                Row(
                    Ref("submission", item.submission),
                    (item.submission, "totaal", "", "", item.award.total, " ".join(item.award.reasons)),
                )
            )
    return Table(
        (
            Column("submission", "Nr"),
            Column("criterion", "Criterium"),
            Column("assessor", "Beoordelaar"),
            Column("entered_by", "Ingevoerd door"),
            Column("value", "Punten", ColumnKind.NUMBER),
            Column("motivation", "Motivering"),
        ),
        tuple(sorted(rows, key=lambda row: (row.cells[0], row.cells[1]))),
        "Scores",
        f"{_METHODS.get(reader.definition.award.method, reader.definition.award.method)} "
        f"({reader.definition.award.source}).",
    )


def _earlier_rounds(arguments: OfSubmission, state: ProcedureState, moment: Moment) -> list[Row]:
    """What was scored before a new round, as it stood then, for who may see that."""
    replaced = {fact.replaces for fact in state.recorded if not isinstance(fact.body, Withdrawn)}
    return [
        Row(
            Ref("score", fact.subject),
            (
                fact.submission,
                fact.body.criterion,
                f"{fact.body.assessor if isinstance(fact.body, Score) else 'consensus'} (eerdere ronde)",
                "",
                fact.body.value,
                _told(fact.body.motivations),
            ),
        )
        for fact in state.recorded
        if isinstance(fact.body, (Score, ConsensusScore))
        and arguments.submission in ("", fact.submission)
        and fact.recorded_at <= moment.known_at
        and fact.id not in replaced
        and is_of_earlier_round(state, fact)
        and not is_hidden(state, fact)
    ]


def _told(motivations: tuple[SubjectMotivation, ...]) -> str:
    return " | ".join(f"{item.subject}: {item.text}" for item in motivations)


SCORES = View("scores", "Scores", "submission", scores, OfSubmission)
