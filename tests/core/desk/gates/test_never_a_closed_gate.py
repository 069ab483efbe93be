"""Whatever order the facts arrive in, a definitive award never exists with a closed gate at its moment."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inkoop_core.desk.actions.definitive import AWARD_DEFINITIVELY, AwardDefinitively
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.course import CourseChange, CourseChanged, DefinitiveAward
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.proceedings import (
    Judgment,
    JudgmentCarriedOut,
    PauseChosen,
    PauseScope,
    Proceedings,
    RulingOfCourt,
)
from inkoop_core.domain.request import SubcontractorDecided
from inkoop_core.errors import Refused
from inkoop_core.progress.gates import gates_of

START = datetime(2026, 7, 1, 8, tzinfo=UTC)
MOSTLY = st.sampled_from([True, True, True, True, False])
COMMAND = AwardDefinitively("alles is vervuld", "besluit 2", ("S-001",))


def events(first: int, second: int) -> list[tuple[str, Any]]:
    """Everything that can happen, with its subject; first, second: the decisions on S-001 and S-002."""

    def letter(kind: LetterKind, decision: int) -> LetterSent:
        return LetterSent(kind, "0" * 64, "brief.docx", "procedure", (decision,))

    return [
        ("S-001/brief/voorlopige-gunning/1", letter(LetterKind.PROVISIONAL_AWARD, first)),
        ("S-002/brief/afwijzing/1", letter(LetterKind.REJECTION, second)),
        ("verloop/1", CourseChanged(CourseChange.SUSPENDED, "beraad", "besluit")),
        ("verloop/2", CourseChanged(CourseChange.RESUMED, "beraad", "besluit")),
        ("verloop/3", CourseChanged(CourseChange.STOPPED, "geld", "besluit")),
        ("geding-1", Proceedings("S-002", "Voorbeeld", "rechtbank", "verbod", ("S-002",))),
        ("geding-1/pauze", PauseChosen(PauseScope.TOUCHED, "raakt alleen S-002", "besluit")),
        ("geding-1/uitspraak", Judgment(RulingOfCourt.NEW_MOTIVATION, "motiveer", ("S-001",))),
        ("geding-1/uitvoering", JudgmentCarriedOut("opnieuw gemotiveerd")),
        ("geding-2", Proceedings("S-002", "Voorbeeld", "rechtbank", "verbod", ())),
        ("geding-2/uitspraak", Judgment(RulingOfCourt.DISMISSED, "afgewezen")),
        ("S-001/hulp", Party("hulp", PartyRole.SUBCONTRACTOR, "Voorbeeldpartij")),
        ("S-001/hulp/toestemming", SubcontractorDecided("hulp", True, "goed", "besluit")),
    ]


def at(day: int) -> datetime:
    return START + timedelta(days=day)


def facts_of(base: ProcedureState, drawn: list[tuple[int, int]]) -> list[Fact[Any]]:
    """The drawn events in the order in which they arrived, each on the day on which it happened."""
    decisions = {item.submission: item.decision for item in base.assessment().submissions}
    first, second = decisions["S-001"], decisions["S-002"]
    assert first is not None
    assert second is not None
    known = events(first.id, second.id)
    found = []
    for number, (which, day) in enumerate(drawn, 1000):
        subject, body = known[which]
        found.append(
            Fact(
                id=number,
                procedure=base.procedure,
                kind="",
                version=1,
                subject=subject,
                happened_at=at(day),
                recorded_at=base.moment.known_at,
                by="anna",
                entry=number,
                body=body,
            )
        )
    return found


def later(base: ProcedureState, facts: list[Fact[Any]], day: int) -> ProcedureState:
    """The procedure with those of the facts that had happened by that day."""
    state = base.beside(base.procedure)
    state.moment = Moment(as_of=at(day), known_at=base.moment.known_at)
    arrived = [fact for fact in facts if fact.happened_at <= state.moment.as_of]
    state.recorded = (*base.recorded, *arrived)
    state.current = (*base.current, *arrived)
    return state


def may_be_awarded(facts: list[Fact[Any]], day: int) -> bool:
    """What must at least hold, by the text of the tender alone and without the gates."""
    now = at(day)
    happened = sorted((fact for fact in facts if fact.happened_at <= now), key=lambda fact: fact.happened_at)
    bodies = [fact.body for fact in happened]
    letters = {fact.submission: fact.happened_at for fact in reversed(happened) if is_letter(fact)}
    told = set(letters) == {"S-001", "S-002"}
    rested = told and all(now > sent + timedelta(days=20) for sent in letters.values())
    stopped = any(isinstance(body, CourseChanged) and body.change is CourseChange.STOPPED for body in bodies)
    pending = any(isinstance(fact.body, Proceedings) and fact.subject == "geding-2" for fact in happened)
    judged = any(fact.subject == "geding-2/uitspraak" for fact in happened)
    party = any(isinstance(body, Party) and body.id == "hulp" for body in bodies)
    consent = any(isinstance(body, SubcontractorDecided) for body in bodies)
    return rested and not stopped and (judged or not pending) and (consent or not party)


def is_letter(fact: Fact[Any]) -> bool:
    return isinstance(fact.body, LetterSent)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_definitive_award_has_every_gate_open_whatever_the_order(award: Any, data: st.DataObject) -> None:
    base = award.office.desk.state("klein-2026")
    day = st.integers(0, 45)
    letters = [(which, data.draw(day, "sent")) for which in (0, 1) if data.draw(MOSTLY, "told")]
    others = st.lists(st.tuples(st.integers(2, 12), day), unique_by=lambda item: item[0], max_size=4)
    facts = facts_of(base, data.draw(st.permutations([*letters, *data.draw(others)]), "in this order"))
    award.gate.open = data.draw(MOSTLY, "the gate of the plugin")
    near = [when + more for _, when in letters for more in (20, 21, 23, 40)]
    tried = st.sampled_from(near) if near else day
    for tried_on in sorted(data.draw(st.sets(tried | st.integers(0, 150), min_size=1, max_size=4), "on")):
        state = later(base, facts, tried_on)
        closed = [gate for gate in gates_of(state.course, "S-001") if not gate.open]
        assert all(gate.opens_when for gate in closed)
        if closed:
            with pytest.raises(Refused) as refused:
                AWARD_DEFINITIVELY.decide(COMMAND, state, state.moment)
            halted = "de procedure is op" in str(refused.value)
            assert halted or all(gate.because in str(refused.value) for gate in closed)
            continue
        (draft,) = AWARD_DEFINITIVELY.decide(COMMAND, state, state.moment).facts
        assert isinstance(draft.body, DefinitiveAward)
        assert award.gate.open
        assert may_be_awarded(facts, tried_on)


def test_the_award_does_come_when_everything_is_fulfilled(award: Any) -> None:
    base = award.office.desk.state("klein-2026")
    facts = facts_of(base, [(12, 30), (11, 1), (1, 13), (0, 13)])
    outcome = AWARD_DEFINITIVELY.decide(COMMAND, later(base, facts, 34), later(base, facts, 34).moment)
    assert [draft.subject for draft in outcome.facts] == ["S-001/definitief"]
