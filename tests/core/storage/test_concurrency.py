"""Several at once: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from inkoop_core.api.actions import NewFile
from inkoop_core.desk.ports import Appended, EntryDraft, Head, HeadMoved, Store
from inkoop_core.domain.fact import Draft
from inkoop_core.errors import Conflict


def entry(by: str, chain: str = "P-1") -> EntryDraft:
    return EntryDraft(chain, "noteer", "0" * 64, by)


def together(*actions: Callable[[], Appended]) -> list[Appended | Exception]:
    """What becomes of actions that begin at the same moment."""
    barrier = Barrier(len(actions))

    def run(action: Callable[[], Appended]) -> Appended | Exception:
        barrier.wait()
        try:
            return action()
        except (HeadMoved, Conflict) as error:
            return error

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_of_two_who_append_to_the_same_head_one_wins(
    store_factory: Callable[..., Store], record_types: Any
) -> None:
    stores = [store_factory(record_types) for _ in range(2)]
    seen = Head(0, "")
    results = together(*(lambda s=s: s.append(entry("a.devries"), expected=seen) for s in stores))
    assert sorted(type(result).__name__ for result in results) == ["Appended", "HeadMoved"]
    assert stores[0].head("P-1").seq == 1


def test_of_two_who_replace_the_same_fact_one_is_told_of_the_other(
    store_factory: Callable[..., Store], record_types: Any, bodies: Any
) -> None:
    stores = {name: store_factory(record_types) for name in ("a.devries", "b.bakker")}
    stores["a.devries"].append(entry("c.chen"), [Draft(bodies.Note("eerst"))])

    def replacing(name: str) -> Callable[[], Appended]:
        return lambda: stores[name].append(entry(name), [Draft(bodies.Note(name), replaces=1)])

    results = together(replacing("a.devries"), replacing("b.bakker"))
    (lost,) = [result for result in results if isinstance(result, Conflict)]
    winner = stores["a.devries"].facts("P-1")[-1].by
    assert winner in str(lost)
    assert "feit 2" in str(lost)


def test_many_writers_give_one_gapless_desk(
    store_factory: Callable[..., Store], record_types: Any, bodies: Any, new_file: Callable[..., NewFile]
) -> None:
    stores = [store_factory(record_types) for _ in range(4)]
    kept = [new_file(b"a" * 2_000_000), new_file(b"b")]

    def work(number: int) -> None:
        for turn in range(10):
            chain = f"P-{turn % 3}"
            stores[number].append(entry("a.devries", chain), [Draft(bodies.Note(f"{number}.{turn}"))], kept)
            kept.reverse()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    facts = [fact for chain in stores[0].chains() for fact in stores[0].facts(chain)]
    facts.sort(key=lambda fact: fact.id)
    assert [fact.id for fact in facts] == list(range(1, 41))
    assert [fact.recorded_at for fact in facts] == sorted({fact.recorded_at for fact in facts})
    assert [report.problems for report in stores[0].verify()] == [(), (), ()]


def test_the_desk_can_be_read_while_somebody_writes(
    store_factory: Callable[..., Store], record_types: Any, bodies: Any
) -> None:
    writer, reader = store_factory(record_types), store_factory(record_types)
    writer.append(entry("a.devries"), [Draft(bodies.Note("eerst"))])
    reports = iter(reader.verify())
    first = next(reports)
    writer.append(entry("a.devries"), [Draft(bodies.Note("tussendoor"))])
    assert (first.entries, list(reports)) == (1, [])
    assert len(reader.facts("P-1")) == 2
