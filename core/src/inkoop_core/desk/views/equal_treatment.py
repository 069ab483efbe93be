"""Where tenderers in the same position were treated differently."""

from typing import Any

from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.assessment.equal_treatment import Treated, unequal
from inkoop_core.desk.equal_position import positions_of, told_treatment
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.request import Request


def equal_treatment(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Each position in which they were, with everybody who is in it and the reason that was given."""
    state = as_reader(reader)
    rows = [_row(item, state) for _, group in unequal(positions_of(state)) for item in group]
    told = (
        "Zelfde eis, bevinding en gevolg over hetzelfde soort onderwerp; lees de toelichtingen om te zien of de "
        "gevallen werkelijk gelijk zijn."
    )
    return Table(
        (
            Column("requirement", "Eis"),
            Column("submission", "Nr"),
            Column("subject", "Onderwerp"),
            Column("verdict", "Bevinding", ColumnKind.STATE),
            Column("consequence", "Gevolg"),
            Column("treatment", "Behandeling"),
            Column("difference", "Waarom anders"),
            Column("explanation", "Toelichting"),
        ),
        tuple(rows),
        "Gelijke behandeling",
        told if rows else "Niemand in dezelfde positie is anders behandeld.",
    )


def _row(item: Treated, state: ProcedureState) -> Row:
    key = item.finding.key
    return Row(
        Ref("finding", f"{key.submission}|{key.requirement}|{key.subject}"),
        (
            key.requirement,
            key.submission,
            key.subject,
            item.finding.verdict.label,
            item.finding.consequence.label,
            told_treatment(item),
            "; ".join(dict.fromkeys(_reasons(item, state))),
            item.finding.explanation,
        ),
    )


def _reasons(item: Treated, state: ProcedureState) -> list[str]:
    key = item.finding.key
    given = [item.ruling.body.difference] if item.ruling is not None else []
    given += [
        fact.body.difference
        for fact in state.facts(Request)
        if fact.submission == key.submission
        and any((one.id, one.subject) == (key.requirement, key.subject) for one in fact.body.items)
    ]
    return [reason for reason in given if reason]


EQUAL_TREATMENT = View("gelijke-behandeling", "Gelijke behandeling", "procedure", equal_treatment)
