"""Recording: what comes back is what was recorded, in one order for the whole desk."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from inkoop_core.api.actions import NewFile
from inkoop_core.desk.ports import Appended, EntryDraft, Head, HeadMoved, Store
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.fact import Draft
from inkoop_core.errors import IntegrityError, PluginBroken, Unknown

NOON = datetime(2026, 6, 15, 10, tzinfo=UTC)
MIB = 1024 * 1024
Noting = Callable[..., Appended]
Filing = Callable[..., NewFile]


def entry(chain: str = "P-1", **said: Any) -> EntryDraft:
    return EntryDraft(chain, "noteer", "0" * 64, "a.devries", **said)


def test_a_fact_comes_back_as_it_was_recorded(store: Store, bodies: Any) -> None:
    happened = datetime(2026, 6, 1, 12, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    draft = Draft(
        bodies.Note('€ "één"\n'),
        "S-001/onderaannemer-1",
        happened,
        timing_reason="nagekomen",
        reason="was fout",
    )
    appended = store.append(entry(), [draft])
    (fact,) = store.facts("P-1")
    assert fact.body == bodies.Note('€ "één"\n')
    assert (fact.id, fact.procedure, fact.kind, fact.version) == (1, "P-1", "test.note", 1)
    assert (fact.subject, fact.by, fact.entry, fact.replaces) == (
        "S-001/onderaannemer-1",
        "a.devries",
        1,
        None,
    )
    assert (fact.happened_at, fact.recorded_at) == (happened, NOON)
    assert fact.happened_at.tzinfo is UTC
    assert (fact.compartment, fact.timing_reason, fact.reason) == ("", "nagekomen", "was fout")
    assert appended == Appended(1, store.head("P-1").hash, NOON, (1,))


def test_what_has_no_time_of_its_own_happened_when_it_was_recorded(store: Store, note: Noting) -> None:
    appended = note("P-1", "nu")
    assert store.facts("P-1")[0].happened_at == appended.recorded_at


def test_recorded_times_rise_over_all_chains_while_the_clock_stands_still(note: Noting) -> None:
    times = [note(chain, "x").recorded_at for chain in ("P-1", "", "P-2", "P-1")]
    assert times == [NOON + timedelta(microseconds=n) for n in range(4)]


def test_recorded_times_rise_when_the_clock_of_the_machine_falls(
    store_factory: Callable[..., Store], record_types: Any
) -> None:
    times = iter([NOON, NOON - timedelta(hours=1), NOON + timedelta(hours=1)])
    store = store_factory(record_types, lambda: next(times))
    recorded = [store.append(entry(chain)).recorded_at for chain in ("P-1", "P-2", "P-1")]
    assert recorded == [NOON, NOON + timedelta(microseconds=1), NOON + timedelta(hours=1)]


def test_ids_are_given_out_over_the_whole_desk_and_facts_are_read_per_chain(
    store: Store, note: Noting
) -> None:
    assert [note(chain, "x").facts for chain in ("P-1", "P-2", "P-1")] == [(1,), (2,), (3,)]
    assert [fact.id for fact in store.facts("P-1")] == [1, 3]
    assert store.facts("P-9") == ()
    assert store.chains() == ("P-1", "P-2")


def test_the_journal_tells_of_an_action_and_names_its_facts_and_files(
    store: Store, bodies: Any, new_file: Filing
) -> None:
    kept = new_file(b"inhoud")
    said = entry(second="b.bakker", stated=True)
    store.append(said, [Draft(bodies.Note("a")), Draft(bodies.Note("b"))], [kept, kept])
    (told,) = store.journal("P-1")
    assert (told.chain, told.seq, told.previous) == ("P-1", 1, "")
    assert (told.action, told.command_digest, told.actor) == ("noteer", "0" * 64, "a.devries")
    assert (told.second, told.stated, told.refused, told.recorded_at) == ("b.bakker", True, "", NOON)
    assert [number for number, _ in told.facts] == [1, 2]
    assert told.files == (kept.sha256,)
    assert Head(told.seq, told.hash) == store.head("P-1")


def test_a_refused_attempt_is_an_entry_without_facts(store: Store) -> None:
    appended = store.append(entry(refused="geen rol"))
    (told,) = store.journal("P-1")
    assert (appended.facts, told.facts, told.refused) == ((), (), "geen rol")


def test_each_entry_hangs_on_the_one_before_it(store: Store, note: Noting) -> None:
    for said in ("a", "b", "c"):
        note("P-1", said)
    told = list(store.journal("P-1"))
    assert [later.previous for later in told[1:]] == [earlier.hash for earlier in told[:-1]]
    assert list(store.journal("P-1", after=1)) == told[1:]
    assert list(store.journal("P-1", after=1, limit=1)) == told[1:2]
    assert list(store.journal("P-1", limit=0)) == []


def test_a_journal_longer_than_a_page_is_read_whole(store: Store) -> None:
    for _ in range(1001):
        store.append(entry())
    assert [told.seq for told in store.journal("P-1")] == list(range(1, 1002))
    assert [told.seq for told in store.journal("P-1", after=2, limit=600)] == list(range(3, 603))


def test_the_head_of_a_chain_without_entries_is_nought(store: Store) -> None:
    assert store.head("P-1") == Head(0, "")


def test_an_append_on_a_head_that_moved_records_nothing(store: Store, bodies: Any, new_file: Filing) -> None:
    seen = store.head("P-1")
    store.append(entry(), expected=seen)
    kept = new_file(b"inhoud")
    with pytest.raises(HeadMoved):
        store.append(entry(), [Draft(bodies.Note("te laat"))], [kept], expected=seen)
    assert store.facts("P-1") == ()
    with pytest.raises(Unknown):
        store.file(kept.sha256)
    store.append(entry(), expected=store.head("P-1"))
    store.append(entry("P-2"), expected=Head(0, ""))


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB])
def test_a_file_comes_back_byte_for_byte(store: Store, new_file: Filing, size: int) -> None:
    kept = new_file(bytes(n % 251 for n in range(size)))
    store.append(entry(), files=[kept])
    assert store.file(kept.sha256) == kept.content
    assert [report.problems for report in store.verify()] == [()]


def test_a_file_that_two_procedures_keep_is_stored_once(store: Store, new_file: Filing) -> None:
    kept = new_file(b"zelfde")
    store.append(entry("P-1"), files=[kept])
    store.append(entry("P-2"), files=[kept])
    assert store.file(kept.sha256) == b"zelfde"
    assert [report.problems for report in store.verify()] == [(), ()]


def test_a_file_that_is_not_what_its_hash_says_is_not_kept(store: Store) -> None:
    with pytest.raises(IntegrityError, match=r"bijlage\.pdf"):
        store.append(entry(), files=[NewFile("bijlage.pdf", digest(b"iets"), b"anders")])
    assert store.chains() == ()


def test_a_file_that_was_never_kept_is_unknown(store: Store) -> None:
    with pytest.raises(Unknown, match="abc"):
        store.file("abc")


def test_a_body_that_nobody_registered_is_refused(store: Store) -> None:
    with pytest.raises(PluginBroken, match="Head"):
        store.append(entry(), [Draft(Head(1, ""))])
