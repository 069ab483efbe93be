"""Views over what people decided: rulings, and award decisions with those they replaced."""

from collections.abc import Iterator
from typing import Any

from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.assessment.assess import finding_of
from inkoop_core.desk.coverage import replaced_decisions
from inkoop_core.desk.scoring_rounds import is_hidden
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.desk.views.assessment import OfSubmission
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.decision import AwardDecision, Ruling
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment
from inkoop_core.progress.letters_sent import letter_of, told_at


def rulings(arguments: OfSubmission, reader: Reader, _moment: Moment) -> Table:
    """Every ruling that stands, with its reason, and whether its finding is still what was ruled on."""
    state = as_reader(reader)
    return Table(
        (
            Column("submission", "Nr"),
            Column("requirement", "Eis"),
            Column("subject", "Onderwerp"),
            Column("outcome", "Oordeel"),
            Column("reason", "Motivering"),
            Column("by", "Door"),
            Column("at", "Op", ColumnKind.INSTANT),
            Column("state", "Stand", ColumnKind.STATE),
            Column("fact", "Feit", ColumnKind.NUMBER),
        ),
        tuple(
            _ruling_row(fact, state)
            for fact in state.facts(Ruling)
            if arguments.submission in ("", fact.submission)
        ),
        "Oordelen",
    )


def _ruling_row(fact: Fact[Ruling], state: ProcedureState) -> Row:
    body = fact.body
    found = finding_of(state.assessment(), fact.submission, body.requirement, body.finding_subject)
    stands = "telt"
    if found is None:
        stands = "de bevinding is er niet meer"
    elif found.ruling is None or found.ruling.id != fact.id or found.stale:
        stands = "verouderd: de grondslag is veranderd"
    return Row(
        Ref("finding", f"{fact.submission}|{body.requirement}|{body.finding_subject}"),
        (
            fact.submission,
            body.requirement,
            body.finding_subject,
            body.outcome.label,
            body.reason,
            fact.by,
            fact.recorded_at,
            stands,
            fact.id,
        ),
    )


def decisions(arguments: OfSubmission, reader: Reader, _moment: Moment) -> Table:
    """Every decision in its order, those that were replaced too, and when each was told."""
    state = as_reader(reader)
    rows = [row for row in _decision_rows(state) if arguments.submission in ("", row.cells[0])]
    return Table(
        (
            Column("submission", "Nr"),
            Column("kind", "Soort"),
            Column("outcome", "Uitkomst"),
            Column("products", "Producten"),
            Column("reason", "Motivering"),
            Column("mandate", "Mandaat"),
            Column("by", "Door"),
            Column("at", "Genomen op", ColumnKind.INSTANT),
            Column("told", "Verzonden op", ColumnKind.INSTANT),
            Column("state", "Stand", ColumnKind.STATE),
            Column("fact", "Feit", ColumnKind.NUMBER),
        ),
        tuple(sorted(rows, key=lambda row: (row.cells[0], row.cells[-1]))),
        "Beslissingen",
    )


def _decision_rows(state: ProcedureState) -> Iterator[Row]:
    for fact in replaced_decisions(state):
        if is_hidden(state, fact):
            continue
        yield _decision_row(fact, state, "vervangen")
    for fact in state.facts(AwardDecision):
        yield _decision_row(fact, state, "geldt")
    for award in state.facts(DefinitiveAward):
        products = ", ".join(item.product for item in award.body.awarded)
        yield _row(award, state, "definitieve gunning", "definitief gegund", products, "geldt")


def _decision_row(fact: Fact[AwardDecision], state: ProcedureState, stands: str) -> Row:
    kind = "nieuwe beslissing" if fact.replaces else "voorlopige beslissing"
    return _row(fact, state, kind, fact.body.outcome.label, ", ".join(fact.body.products), stands)


def _row(fact: Fact[Any], state: ProcedureState, kind: str, outcome: str, products: str, stands: str) -> Row:
    letter = letter_of(state.course, fact.id)
    return Row(
        Ref("submission", fact.submission),
        (
            fact.submission,
            kind,
            outcome,
            products,
            fact.body.reason,
            fact.body.mandate,
            fact.by,
            fact.happened_at,
            told_at(letter) if letter else None,
            stands,
            fact.id,
        ),
    )


RULINGS = View("oordelen", "Oordelen", "submission", rulings, OfSubmission)
DECISIONS = View("beslissingen", "Beslissingen", "submission", decisions, OfSubmission)
