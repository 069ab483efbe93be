"""Bodies survive new versions of their kind, and the absence of their plugin."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import frozen

from inkoop_core.api.records import RecordType
from inkoop_core.desk.ports import EntryDraft, Store
from inkoop_core.domain.fact import Draft, UnknownRecord, Withdrawn
from inkoop_core.errors import PluginBroken, StorageError
from inkoop_core.storage.codec import RecordCodec


@frozen
class First:
    name: str


@frozen
class Second:
    names: tuple[str, ...]
    place: str


FIRST = RecordType(kind="test.party", body=First, label="Partij")
SECOND = RecordType(
    kind="test.party",
    body=Second,
    label="Partij",
    version=3,
    upgrades={1: lambda plain: {"names": [plain["name"]]}, 2: lambda plain: {**plain, "place": "Dalfsen"}},
)
ENTRY = EntryDraft("P-1", "noteer", "0" * 64, "a.devries")


def test_an_older_body_is_read_through_every_upgrade(store_factory: Callable[..., Store]) -> None:
    store_factory([FIRST]).append(ENTRY, [Draft(First("Zorg"))])
    (fact,) = store_factory([SECOND]).facts("P-1")
    assert (fact.version, fact.body) == (1, Second(("Zorg",), "Dalfsen"))


def test_a_fact_whose_plugin_is_missing_is_still_read(store_factory: Callable[..., Store]) -> None:
    store_factory([FIRST]).append(ENTRY, [Draft(First("Zorg"))])
    without = store_factory([])
    assert without.facts("P-1")[0].body == UnknownRecord("test.party", 1, {"name": "Zorg"})
    assert [report.problems for report in without.verify()] == [()]


def test_a_body_of_a_newer_version_is_unknown() -> None:
    assert RecordCodec([FIRST]).decode("test.party", 2, {}) == UnknownRecord("test.party", 2, {})


def test_a_body_that_does_not_fit_its_class_is_told_with_its_fact(
    store_factory: Callable[..., Store],
) -> None:
    store_factory([FIRST]).append(ENTRY, [Draft(First("Zorg"))])
    changed = RecordType(kind="test.party", body=Second, label="Partij")
    with pytest.raises(StorageError, match=r"Feit 1 .*'test\.party' \(versie 1\)"):
        store_factory([changed]).facts("P-1")


@pytest.mark.parametrize(
    "others",
    [
        [RecordType(kind="test.party", body=Second, label="Andere klasse")],
        [RecordType(kind="test.other", body=First, label="Andere soort")],
    ],
)
def test_two_types_of_one_kind_or_one_class_are_refused(others: list[Any]) -> None:
    with pytest.raises(PluginBroken, match="botsen"):
        RecordCodec([FIRST, *others])


def test_a_version_without_upgrade_is_refused() -> None:
    with pytest.raises(PluginBroken, match="versie 1"):
        RecordCodec([RecordType(kind="test.party", body=First, label="Partij", version=2)])


def test_withdrawals_are_known_unless_the_desk_has_its_own_type() -> None:
    assert RecordCodec([]).kind_of(Withdrawn("x")).kind == "fact.withdrawn"
    own = RecordType(kind="desk.withdrawn", body=Withdrawn, label="Terug")
    assert RecordCodec([own]).kind_of(Withdrawn("x")) is own
