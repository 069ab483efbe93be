"""Recompute what decisions rest on, and compare it with what was kept."""

from collections.abc import Iterator

from attrs import evolve

from inkoop_core.assessment.assess import assess
from inkoop_core.assessment.report import submission_report
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.remembered import RememberedFacts
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.canonical import canonical_json, digest
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.fact import Fact, current
from inkoop_core.domain.moment import Moment
from inkoop_core.errors import InkoopError


def recomputed(desk: Desk) -> Iterator[tuple[str, bool]]:
    """One line per decision, in Dutch, and whether it still follows from the facts of its moment.

    Everything is read anew: what the desk remembers is no proof of what is stored.
    """
    reading_anew = evolve(desk, remembered=RememberedFacts(desk.store))
    for procedure in reading_anew.procedures():
        state = reading_anew.state(procedure)
        for fact in state.recorded:
            if isinstance(fact.body, AwardDecision):
                yield _compared(state, fact)


def _compared(state: ProcedureState, decision: Fact[AwardDecision]) -> tuple[str, bool]:
    about = f"{state.procedure} {decision.subject}, beslissing {decision.id}"
    if digest(decision.body.assessment.encode()) != decision.body.assessment_digest:
        return f"{about}: de bewaarde beoordeling past niet bij haar hash", False
    try:
        again = _again(state, decision)
    except InkoopError as error:
        return f"{about}: kan niet opnieuw worden berekend: {error}", False
    if digest(again) == decision.body.assessment_digest:
        return f"{about}: opnieuw berekend, gelijk", True
    return f"{about}: opnieuw berekend, ANDERS dan wat toen is gezien", False


def _again(state: ProcedureState, decision: Fact[AwardDecision]) -> bytes:
    """The report as it follows from the facts that stood before the decision's own entry."""
    moment = Moment.at(decision.recorded_at)
    then = ProcedureState(
        state.procedure,
        state.actor,
        moment,
        state.store,
        state.catalogue,
        state.packages,
        state.records,
        state.remembered,
    )
    facts = current((fact for fact in state.recorded if fact.entry < decision.entry), moment)
    assessment = assess(
        state.procedure,
        then.definition,
        then.rules,
        facts,
        moment,
        only=decision.submission,
        bodies=then.bodies,
    )
    item = assessment.of(decision.submission)
    return canonical_json(submission_report(item, then.definition)) if item is not None else b""
