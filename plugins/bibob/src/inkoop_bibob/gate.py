"""The gate of the screening: it says the state and nothing more (§5.3 step 7, DEF-01, BIB-10)."""

from inkoop_bibob.status import RECORD_STATUS, BibobState, BibobStatus
from inkoop_core.api.progress import Gate, GateRule
from inkoop_core.api.rules import Case
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.source import SourceRef

GATE = "bibob"
_RECORD = f"de Bibob-coördinator legt vast dat het onderzoek is afgerond ({RECORD_STATUS.id})"


def bibob_gate(case: Case) -> Gate:
    """Open when the screening is cleared and its first day has come. Nothing recorded is open, so a closed gate."""
    fact = case.one(BibobStatus)
    state = BibobState.OPEN if fact is None else fact.body.state
    waits = _waits(case, fact)
    return Gate(
        id=GATE,
        label="Bibob",
        submission=case.submission,
        open=state is BibobState.CLEARED and not waits,
        because=f"Bibob: {state.label}",
        source=_source(case),
        opens_when=waits or ("" if state is BibobState.CLEARED else _RECORD),
        facts=() if fact is None else (fact.id,),
        objection=state is BibobState.OBJECTION,
    )


def _waits(case: Case, fact: Fact[BibobStatus] | None) -> str:
    """The day that a cleared screening still waits for; "" when it waits for none."""
    if fact is None or fact.body.state is not BibobState.CLEARED or fact.body.not_before is None:
        return ""
    if local_day(case.moment.as_of) >= fact.body.not_before:
        return ""
    return f"vanaf {shown_day(fact.body.not_before)}"


def _source(case: Case) -> SourceRef:
    """Where the tender says that an award waits for it; else its term; else the award itself."""
    definition = case.definition
    named = [gate.source for gate in definition.award.gates if gate.id == GATE]
    term = definition.terms.get(GATE)
    return [*named, *([term.source] if term else []), definition.award.source][0]


RULE = GateRule(GATE, bibob_gate)
