import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from inkoop_core.domain.canonical import canonical_json, digest, instant_text, plain
from inkoop_core.structure import plain as read_back


class Colour(Enum):
    RED = "rood"


@frozen
class Body:
    day: date
    at: datetime
    ratio: Decimal
    many: tuple[int, ...] = ()
    maybe: str | None = None


def test_keys_are_sorted_without_spaces_and_text_stays_readable() -> None:
    assert canonical_json({"b": "é", "a": [1, True, None]}) == '{"a":[1,true,null],"b":"é"}'.encode()


def test_an_attrs_class_becomes_an_object_with_every_field() -> None:
    body = Body(date(2026, 6, 15), datetime(2026, 6, 15, 8, tzinfo=UTC), Decimal("2.50"), (2, 1))
    assert json.loads(canonical_json(body)) == {
        "at": "2026-06-15T08:00:00.000000Z",
        "day": "2026-06-15",
        "many": [2, 1],
        "maybe": None,
        "ratio": "2.50",
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Colour.RED, "rood"),
        (Decimal("1E+3"), "1000"),
        (PurePosixPath("a/b.pdf"), "a/b.pdf"),
        (frozenset({"b", "a"}), ["a", "b"]),
        ((), []),
        ({1: "een"}, {"1": "een"}),
    ],
)
def test_each_kind_of_value_has_one_form(value: Any, expected: Any) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize(
    "value", [1.5, [0.0], {"a": (1, 2.0)}, Decimal("NaN"), Decimal("Infinity"), b"x", object(), {1, 2}]
)
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        canonical_json(value)


@pytest.mark.parametrize("form", [instant_text, canonical_json])
def test_an_instant_without_time_zone_is_refused(form: Callable[[datetime], object]) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        form(datetime(2026, 6, 15, 10))  # noqa: DTZ001 - that is what is refused


def test_the_same_instant_in_another_zone_has_the_same_text() -> None:
    summer = timezone(timedelta(hours=2))
    assert instant_text(datetime(2026, 6, 15, 10, tzinfo=summer)) == "2026-06-15T08:00:00.000000Z"


def test_an_instant_of_an_early_year_keeps_four_digits_and_can_be_read_back() -> None:
    early = Body(date(26, 6, 15), datetime(26, 6, 15, 8, tzinfo=UTC), Decimal(1))
    assert instant_text(early.at) == "0026-06-15T08:00:00.000000Z"
    assert read_back(Body, json.loads(canonical_json(early))) == early


def test_text_order_is_time_order() -> None:
    instants = [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2026, 6, 15, 8, tzinfo=UTC),
        datetime(2026, 6, 15, 8, 0, 0, 1, tzinfo=UTC),
        datetime(2026, 6, 15, 8, 0, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    ]
    assert sorted(map(instant_text, reversed(instants))) == [instant_text(one) for one in instants]


@given(
    st.builds(
        Body,
        day=st.dates(),
        at=st.datetimes(timezones=st.just(UTC)),
        ratio=st.decimals(allow_nan=False, allow_infinity=False, places=4),
        many=st.lists(st.integers(), max_size=3).map(tuple),
        maybe=st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    )
)
def test_what_is_written_is_read_back_the_same(body: Body) -> None:
    assert read_back(Body, json.loads(canonical_json(body))) == body


def test_the_hash_is_sha256_in_small_hexadecimal() -> None:
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
