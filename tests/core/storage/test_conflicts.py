"""Who replaces a fact that somebody else already replaced, loses, and is told what happened."""

from collections.abc import Callable
from typing import Any

import pytest

from inkoop_core.desk.ports import Appended, EntryDraft, Store
from inkoop_core.domain.fact import Draft, Withdrawn
from inkoop_core.errors import Conflict

Noting = Callable[..., Appended]
ENTRY = EntryDraft("P-1", "noteer", "0" * 64, "a.devries")


def test_a_replaced_fact_cannot_be_replaced_again(store: Store, note: Noting) -> None:
    note("P-1", "eerst", subject="S-001")
    note("P-1", "beter", subject="S-001", replaces=1, by="b.bakker")
    with pytest.raises(Conflict) as raised:
        note("P-1", "ook beter", subject="S-001", replaces=1)
    told = str(raised.value)
    for part in ("Feit 1 ('Notitie' over S-001)", "b.bakker", "15-06-2026 12:00:00", "feit 2", "opnieuw"):
        assert part in told
    assert store.head("P-1").seq == 2


def test_a_fact_that_is_not_there_cannot_be_replaced(note: Noting) -> None:
    with pytest.raises(Conflict, match="Feit 7 hoort niet bij P-1"):
        note("P-1", "x", replaces=7)


def test_a_fact_of_another_procedure_cannot_be_replaced(note: Noting) -> None:
    note("P-2", "van een ander")
    with pytest.raises(Conflict, match="Feit 1 hoort niet bij P-1"):
        note("P-1", "x", replaces=1)


def test_one_action_cannot_replace_a_fact_twice(store: Store, note: Noting, bodies: Any) -> None:
    note("P-1", "x")
    with pytest.raises(Conflict, match="feit 1 twee keer"):
        store.append(ENTRY, [Draft(bodies.Note("a"), replaces=1), Draft(bodies.Note("b"), replaces=1)])


def test_a_fact_is_replaced_by_one_of_its_own_kind(store: Store, note: Noting, bodies: Any) -> None:
    note("P-1", "x", subject="S-001")
    with pytest.raises(Conflict, match="andere soort dan 'Score'"):
        store.append(ENTRY, [Draft(bodies.Score(3), "S-001", replaces=1)])


def test_a_fact_is_replaced_by_one_about_the_same(note: Noting) -> None:
    note("P-1", "x", subject="S-001")
    with pytest.raises(Conflict, match="gaat niet over S-002"):
        note("P-1", "y", subject="S-002", replaces=1)


def test_a_kind_that_ends_another_may_replace_it(store: Store, note: Noting, bodies: Any) -> None:
    note("P-1", "x")
    store.append(ENTRY, [Draft(bodies.Closed("klaar"), replaces=1)])
    assert store.facts("P-1")[1].replaces == 1


def test_a_single_kind_has_one_chain_per_subject(store: Store, bodies: Any) -> None:
    store.append(ENTRY, [Draft(bodies.Score(3), "S-001"), Draft(bodies.Score(3), "S-002")])
    store.append(ENTRY, [Draft(bodies.Score(4), "S-001", replaces=1)])
    with pytest.raises(Conflict, match=r"Feit 3 \('Score' over S-001\).*vervangt feit 3"):
        store.append(ENTRY, [Draft(bodies.Score(5), "S-001")])
    store.append(EntryDraft("P-2", "noteer", "0" * 64, "a.devries"), [Draft(bodies.Score(5), "S-001")])


def test_one_action_cannot_begin_a_single_chain_twice(store: Store, bodies: Any) -> None:
    with pytest.raises(Conflict, match="twee keer 'Score'"):
        store.append(ENTRY, [Draft(bodies.Score(3), "S-001"), Draft(bodies.Score(3), "S-001")])


def test_a_withdrawn_fact_may_be_recorded_anew_by_replacing_the_withdrawal(store: Store, bodies: Any) -> None:
    store.append(ENTRY, [Draft(bodies.Score(3), "S-001")])
    store.append(ENTRY, [Draft(Withdrawn("vergissing"), replaces=1)])
    with pytest.raises(Conflict, match="vervangt feit 2"):
        store.append(ENTRY, [Draft(bodies.Score(4), "S-001")])
    with pytest.raises(Conflict, match="andere soort"):
        store.append(ENTRY, [Draft(bodies.Note("x"), "S-001", replaces=2)])
    store.append(ENTRY, [Draft(bodies.Score(4), "S-001", replaces=2)])
    assert [fact.body for fact in store.facts("P-1")][1:] == [Withdrawn("vergissing"), bodies.Score(4)]


def test_a_refused_append_leaves_no_trace(store: Store, note: Noting) -> None:
    with pytest.raises(Conflict):
        note("P-1", "x", replaces=7)
    assert store.chains() == ()
    assert note("P-1", "y").facts == (1,)


def test_many_facts_are_replaced_in_one_action(store: Store, bodies: Any) -> None:
    subjects = [f"S-{n:04}" for n in range(1200)]
    first = store.append(ENTRY, [Draft(bodies.Score(1), subject) for subject in subjects])
    pairs = zip(subjects, first.facts, strict=True)
    store.append(ENTRY, [Draft(bodies.Score(2), subject, replaces=old) for subject, old in pairs])
    with pytest.raises(Conflict, match=r"Feit 1200 .* vervangen"):
        store.append(ENTRY, [Draft(bodies.Score(3), subjects[-1], replaces=1200)])
