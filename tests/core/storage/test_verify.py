"""Verification finds every change that was made behind the desk's back, and names it."""

from collections.abc import Callable
from typing import Any

import pytest

from inkoop_core.api.actions import NewFile
from inkoop_core.desk.ports import Appended, EntryDraft, Store
from inkoop_core.domain.fact import Draft
from inkoop_core.errors import IntegrityError

Tamper = Callable[..., None]
Noting = Callable[..., Appended]


@pytest.fixture
def filled(store: Store, bodies: Any, note: Noting, new_file: Callable[..., NewFile]) -> Store:
    """Four entries with facts 1 to 5 and a file of two chunks, and another chain with fact 6."""
    note("P-1", "een")
    note("P-1", "twee", subject="S-001")
    entry = EntryDraft("P-1", "noteer", "0" * 64, "a.devries")
    store.append(
        entry, [Draft(bodies.Note("drie")), Draft(bodies.Note("vier"))], [new_file(b"x" * 1_500_000)]
    )
    note("P-1", "vijf", replaces=1)
    note("P-2", "zes")
    return store


def problems(store: Store) -> list[str]:
    return [problem for report in store.verify() for problem in report.problems]


def test_an_untouched_desk_has_no_problems(filled: Store) -> None:
    reports = list(filled.verify())
    assert [(report.chain, report.entries, report.problems) for report in reports] == [
        ("P-1", 4, ()),
        ("P-2", 1, ()),
    ]
    assert [report.head for report in reports] == [filled.head("P-1").hash, filled.head("P-2").hash]


def test_a_desk_without_entries_has_nothing_to_report(store: Store) -> None:
    assert list(store.verify()) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("kind = 'test.closed'", "feit 2 is gewijzigd"),
        ("version = 2", "feit 2 is gewijzigd"),
        ("subject = 'S-002'", "feit 2 is gewijzigd"),
        ("\"by\" = 'b.bakker'", "feit 2 is gewijzigd"),
        ("replaces = 1", "feit 2 is gewijzigd"),
        ("compartment = 'bibob'", "feit 2 is gewijzigd"),
        ("timing_reason = 'later'", "feit 2 is gewijzigd"),
        ("reason = 'later'", "feit 2 is gewijzigd"),
        ("single = true", "feit 2 is gewijzigd"),
        ("body_digest = 'ff'", "feit 2 is gewijzigd"),
        ("happened_at = '2026-06-15T10:00:00.000002Z'", "feit 2 is gewijzigd"),
        ("recorded_at = '2026-06-15T10:00:00.000002Z'", "feit 2 staat in de tabel bij"),
        ("entry = 3", "feit 2 staat in de tabel bij een andere boeking"),
        ("procedure = 'P-2'", "Keten P-1, boeking 2: feit 2 ontbreekt."),
        ("procedure = 'P-2'", "Keten P-2, boeking 2: geen boeking noemt feit 2."),
        ("procedure = 'P-3'", "Keten P-3, boeking 2: geen boeking noemt feit 2."),
    ],
)
def test_a_changed_column_of_a_fact_is_found(filled: Store, tamper: Tamper, change: str, told: str) -> None:
    # Fact 5 replaces 1; where the change needs that place it is made free.
    free = ("UPDATE fact SET replaces = NULL WHERE id = 5",) if "replaces" in change else ()
    tamper(*free, f"UPDATE fact SET {change} WHERE id = 2")
    found = problems(filled)
    assert any(told in problem for problem in found), found
    assert len(found) <= 3


def test_a_changed_id_of_a_fact_is_found(filled: Store, tamper: Tamper) -> None:
    tamper("UPDATE fact SET id = 99 WHERE id = 2", "UPDATE fact_body SET fact_id = 99 WHERE fact_id = 2")
    assert problems(filled) == [
        "Keten P-1, boeking 2: feit 2 ontbreekt.",
        "Keten P-1, boeking 2: geen boeking noemt feit 99.",
    ]


def test_a_changed_body_is_found(filled: Store, tamper: Tamper) -> None:
    tamper("UPDATE fact_body SET body = :body WHERE fact_id = 3", body='{"text":"DRIE"}')
    assert problems(filled) == ["Keten P-1, boeking 3: de inhoud van feit 3 is gewijzigd."]


def test_a_missing_body_is_found_and_not_read_as_something_else(filled: Store, tamper: Tamper) -> None:
    tamper("DELETE FROM fact_body WHERE fact_id = 3")
    assert problems(filled) == ["Keten P-1, boeking 3: de inhoud van feit 3 ontbreekt."]
    with pytest.raises(IntegrityError, match="feit 3"):
        filled.facts("P-1")


def test_a_missing_fact_is_found(filled: Store, tamper: Tamper) -> None:
    tamper("DELETE FROM fact_body WHERE fact_id = 4", "DELETE FROM fact WHERE id = 4")
    assert problems(filled) == ["Keten P-1, boeking 3: feit 4 ontbreekt."]


def test_a_fact_that_no_entry_names_is_found(filled: Store, tamper: Tamper) -> None:
    columns = (
        'kind, version, subject, happened_at, recorded_at, "by", compartment, timing_reason, reason, single'
    )
    tamper(
        f"INSERT INTO fact (id, procedure, entry, body_digest, {columns}) "
        f"SELECT 99, procedure, entry, body_digest, {columns} FROM fact WHERE id = 2",
        "INSERT INTO fact_body SELECT 99, body FROM fact_body WHERE fact_id = 2",
    )
    assert problems(filled) == ["Keten P-1, boeking 2: geen boeking noemt feit 99."]


def test_a_body_without_its_fact_is_found(filled: Store, tamper: Tamper) -> None:
    tamper("INSERT INTO fact_body VALUES (99, '{}')")
    assert problems(filled) == ["Er is een inhoud van feit 99, maar het feit ontbreekt."]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("payload = replace(payload, 'noteer', 'wis')", ["de inhoud past niet bij de hash"]),
        ("payload = replace(payload, '}', ' }')", ["de inhoud past niet bij de hash"]),
        ("payload = ''", ["de inhoud past niet bij de hash"]),
        ("hash = 'ff'", ["de inhoud past niet bij de hash", "boeking 3: sluit niet aan"]),
        ("previous = 'ff'", ["boeking 2: sluit niet aan", "de inhoud past niet bij de hash"]),
        ("recorded_at = '2026-06-15T10:00:00.000009Z'", ["de inhoud past niet", "boeking 3: de tijd"]),
        ("recorded_at = '2026-06-15T09:00:00.000000Z'", ["de inhoud past niet", "boeking 2: de tijd"]),
        ("seq = 9", ["boeking 3: ervoor ontbreekt boeking 2", "geen boeking noemt feit 2", "boeking 9: "]),
        (
            "chain = 'P-3'",
            ["boeking 3: ervoor ontbreekt boeking 2", "Keten P-3, boeking 2: ervoor ontbreekt"],
        ),
    ],
)
def test_a_changed_column_of_an_entry_is_found(
    filled: Store, tamper: Tamper, change: str, told: list[str]
) -> None:
    tamper(f"UPDATE journal SET {change} WHERE chain = 'P-1' AND seq = 2")
    found = problems(filled)
    for part in told:
        assert any(part in problem for problem in found), found
    assert len(found) <= 6


def test_a_missing_entry_is_found_with_the_facts_it_named(filled: Store, tamper: Tamper) -> None:
    tamper("DELETE FROM journal WHERE chain = 'P-1' AND seq = 2")
    assert problems(filled) == [
        "Keten P-1, boeking 3: ervoor ontbreekt boeking 2.",
        "Keten P-1, boeking 2: geen boeking noemt feit 2.",
    ]


def test_an_entry_taken_from_the_end_is_found_by_what_it_leaves(filled: Store, tamper: Tamper) -> None:
    tamper("DELETE FROM journal WHERE chain = 'P-1' AND seq >= 3")
    found = problems(filled)
    assert [problem[-7:-1] for problem in found[:3]] == ["feit 3", "feit 4", "feit 5"]
    assert "geen boeking noemt bestand" in found[3]


def test_an_added_entry_is_found(filled: Store, tamper: Tamper) -> None:
    tamper(
        "INSERT INTO journal SELECT chain, 5, previous, hash, '2026-06-16T10:00:00.000000Z', payload "
        "FROM journal WHERE chain = 'P-1' AND seq = 4"
    )
    assert any("boeking 5: sluit niet aan" in problem for problem in problems(filled))


def test_swapped_entries_are_found(filled: Store, tamper: Tamper) -> None:
    tamper(
        "UPDATE journal SET seq = 9 WHERE chain = 'P-1' AND seq = 2",
        "UPDATE journal SET seq = 2 WHERE chain = 'P-1' AND seq = 3",
        "UPDATE journal SET seq = 3 WHERE chain = 'P-1' AND seq = 9",
    )
    found = problems(filled)
    assert any("boeking 2: sluit niet aan" in problem for problem in found)
    assert any("boeking 3: sluit niet aan" in problem for problem in found)
    assert any("boeking 3: de tijd" in problem for problem in found)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE file_chunk SET content = :other WHERE number = 1", "de inhoud is gewijzigd"),
        ("DELETE FROM file_chunk WHERE number = 0", "deel 1 van 2 ontbreekt"),
        ("DELETE FROM file_chunk WHERE number = 1", "deel 2 van 2 ontbreekt"),
        ("UPDATE file SET size = 1200000", "de omvang is 1500000 bytes"),
        ("INSERT INTO file_chunk SELECT sha256, 7, content FROM file_chunk WHERE number = 1", "in 3 delen"),
        ("UPDATE file SET entry = 2", "boeking 2: geen boeking noemt bestand"),
        ("UPDATE file SET chain = NULL", "Geen boeking noemt bestand"),
        ("DELETE FROM file", "maar het bestand ontbreekt"),
        ("DELETE FROM file", "boeking 3: bestand"),
    ],
)
def test_a_changed_file_is_found(filled: Store, tamper: Tamper, change: str, told: str) -> None:
    tamper(change, other=b"y") if ":other" in change else tamper(change)
    assert any(told in problem for problem in problems(filled)), problems(filled)


def test_changed_bytes_are_not_handed_out(filled: Store, tamper: Tamper) -> None:
    (sha256,) = [name for entry in filled.journal("P-1") for name in entry.files]
    tamper("UPDATE file_chunk SET content = :other WHERE number = 1", other=b"y")
    with pytest.raises(IntegrityError, match=sha256):
        filled.file(sha256)


def test_an_entry_that_cannot_be_read_is_told_as_such(filled: Store, tamper: Tamper) -> None:
    tamper("UPDATE journal SET payload = '{' WHERE chain = 'P-1' AND seq = 2")
    with pytest.raises(IntegrityError, match="Boeking 2 van P-1"):
        list(filled.journal("P-1"))
