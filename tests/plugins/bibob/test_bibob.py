"""The screening is walled off: its gate says the state and nothing more, and only its coordinator sets it."""

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from inkoop_bibob import plugin
from inkoop_bibob.gate import bibob_gate
from inkoop_bibob.status import RECORD_STATUS, BibobState, BibobStatus, RecordStatus
from inkoop_core.api.actions import Outcome
from inkoop_core.api.award import AwardGate
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.fields import fields_of
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import Role
from inkoop_core.domain.source import SourceRef
from inkoop_core.errors import Refused, Unknown
from inkoop_core.testing.builders import NOW, a_case, a_definition, a_fact, a_package
from inkoop_core.testing.fakes import FakeReader

SUBJECT = "S-001/bibob"
STEP_7 = SourceRef("inkoopdocument", "§5.3 stap 7")


def with_gate() -> TenderDefinition:
    definition = a_definition()
    gates = (AwardGate("bibob", "Bibob-onderzoek", STEP_7),)
    return attrs.evolve(definition, award=attrs.evolve(definition.award, gates=gates))


def a_status(state: BibobState, not_before: date | None = None) -> Fact[BibobStatus]:
    return a_fact(BibobStatus(state, not_before), SUBJECT, 7)


def test_without_a_fact_the_screening_is_open_and_the_gate_closed() -> None:
    gate = bibob_gate(a_case())
    assert (gate.open, gate.because, gate.facts) == (False, "Bibob: open", ())
    assert "bibob-stand-vastleggen" in gate.opens_when


@pytest.mark.parametrize(
    ("state", "is_open", "because", "objection"),
    [
        (BibobState.OPEN, False, "Bibob: open", False),
        (BibobState.CLEARED, True, "Bibob: afgerond", False),
        (BibobState.OBJECTION, False, "Bibob: bezwaar", True),
    ],
)
def test_the_gate_says_the_state_and_nothing_more(
    state: BibobState, is_open: bool, because: str, objection: bool
) -> None:
    gate = bibob_gate(a_case(a_status(state)))
    assert (gate.open, gate.because, gate.objection) == (is_open, because, objection)
    assert gate.facts == (7,)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (datetime(2026, 9, 30, 21, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 9, 30, 22, 0, 0, tzinfo=UTC), True),
    ],
)
def test_a_cleared_screening_opens_on_its_first_day_in_the_netherlands(now: datetime, is_open: bool) -> None:
    status = a_status(BibobState.CLEARED, date(2026, 10, 1))
    gate = bibob_gate(a_case(status, moment=Moment.at(now)))
    assert (gate.open, gate.because) == (is_open, "Bibob: afgerond")
    assert gate.opens_when == ("" if is_open else "vanaf 01-10-2026")


def test_the_gate_cites_the_place_that_the_tender_names() -> None:
    assert bibob_gate(a_case(definition=with_gate())).source == STEP_7


def test_the_plugin_brings_its_gate_to_a_tender_with_the_clause_or_the_gate() -> None:
    assert tuple(plugin.inkoop_gates(definition=a_definition())) == ()
    clause = attrs.evolve(a_definition(), clauses={"bibob": {}})
    for definition in (clause, with_gate()):
        assert [rule.id for rule in plugin.inkoop_gates(definition=definition)] == ["bibob"]


def test_only_the_coordinator_records_the_state_and_nobody_types_over_it() -> None:
    assert RECORD_STATUS.roles == (Role.BIBOB_COORDINATOR,)
    (record,) = plugin.inkoop_record_types()
    assert record.own_action
    assert record.single


def test_there_is_no_place_for_a_reason_or_a_term() -> None:
    assert [item.name for item in fields_of(RecordStatus)] == ["submission", "state", "not_before"]
    assert [item.name for item in attrs.fields(BibobStatus)] == ["state", "not_before"]


def reader(*facts: Fact[Any]) -> FakeReader:
    return FakeReader((a_fact(a_package(), id=1), *facts))


def record(reader: FakeReader, **fields: Any) -> Outcome:
    return RECORD_STATUS.decide(RecordStatus(**fields), reader, Moment.at(NOW))


def test_the_state_is_recorded_by_itself() -> None:
    done = record(reader(), submission="S-001", state=BibobState.OPEN)
    (draft,) = done.facts
    assert (draft.subject, draft.body, draft.replaces) == (SUBJECT, BibobStatus(BibobState.OPEN), None)
    assert done.text == "S-001: Bibob: open."


def test_a_new_state_replaces_the_old_one() -> None:
    before = reader(a_status(BibobState.OPEN))
    done = record(before, submission="S-001", state=BibobState.CLEARED, not_before=date(2026, 10, 1))
    (draft,) = done.facts
    assert draft.replaces == 7
    assert done.text == "S-001: Bibob: afgerond, niet voor 01-10-2026."
    with pytest.raises(Refused, match="al vastgelegd"):
        record(before, submission="S-001", state=BibobState.OPEN)


def test_a_submission_that_is_not_there_has_no_state() -> None:
    with pytest.raises(Unknown, match="S-404"):
        record(reader(), submission="S-404", state=BibobState.OPEN)


def test_a_first_day_goes_with_a_cleared_screening_alone() -> None:
    command = RecordStatus("S-001", BibobState.OPEN, date(2026, 10, 1))
    assert list(RECORD_STATUS.problems(command)) == ["not_before: hoort alleen bij een afgerond onderzoek"]
    assert list(RECORD_STATUS.problems(RecordStatus("S-001", BibobState.CLEARED, date(2026, 10, 1)))) == []
