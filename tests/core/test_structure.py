import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from inkoop_core.api.definition import Value
from inkoop_core.structure import plain, strict


class Stage(Enum):
    FIRST = "first"
    SECOND = "second"


@frozen
class Item:
    name: str
    count: int = 0


@frozen
class Record:
    text: str
    number: int
    yes: bool
    day: date
    at: datetime
    ratio: Decimal
    stage: Stage
    file: Path
    items: tuple[Item, ...] = ()
    named: dict[str, Item] = field(factory=dict)
    free: dict[str, Value] = field(factory=dict)
    names: tuple[str, ...] = ()
    maybe: int | None = None


SOUND = """
text = "tekst"
number = 1
yes = true
day = 2026-06-15
at = 2026-06-15T10:00:00
ratio = 2.5
stage = "second"
file = "map/a.pdf"
items = [{ name = "een" }, { name = "twee", count = 2 }]
names = ["a", "b"]
maybe = 3
[named.x]
name = "drie"
[free]
a = 1
b = 1.5
c = "c"
d = true
e = 2026-06-15
f = 2026-06-15T10:00:00
g = ["x", "y"]
"""


def tables(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def lines(changes: str, without: tuple[str, ...] = ()) -> tuple[str, ...]:
    data = {key: value for key, value in tables(SOUND).items() if key not in without} | tables(changes)
    record, problems = strict(Record, data)
    assert (record is None) == bool(problems)
    return problems


def test_a_sound_table_becomes_the_class() -> None:
    record, problems = strict(Record, tables(SOUND))
    assert problems == ()
    assert record == Record(
        text="tekst",
        number=1,
        yes=True,
        day=date(2026, 6, 15),
        at=datetime(2026, 6, 15, 8, tzinfo=UTC),
        ratio=Decimal("2.5"),
        stage=Stage.SECOND,
        file=Path("map/a.pdf"),
        items=(Item("een"), Item("twee", 2)),
        named={"x": Item("drie")},
        free={
            "a": 1,
            "b": Decimal("1.5"),
            "c": "c",
            "d": True,
            "e": date(2026, 6, 15),
            "f": datetime(2026, 6, 15, 8, tzinfo=UTC),
            "g": ("x", "y"),
        },
        names=("a", "b"),
        maybe=3,
    )


def test_twelve_mistakes_give_twelve_lines_each_with_its_path() -> None:
    problems = lines(
        """
        text = 1
        number = "1"
        yes = 1
        day = "2026-06-15"
        at = 2026-03-29T02:30:00
        ratio = "2.5"
        stage = "third"
        file = 7
        items = [{ name = "een", cuont = 1 }, { count = 2 }]
        names = ["a", 2]
        maybe = true
        """
    )
    assert problems == (
        "text: verwacht een tekst, niet 1",
        "number: verwacht een geheel getal, niet '1'",
        "yes: verwacht true of false, niet 1",
        "day: verwacht een datum (2026-06-15), niet '2026-06-15'",
        "at: 29-03-2026 02:30 bestaat niet: de klok gaat dan vooruit",
        "ratio: verwacht een getal, niet '2.5'",
        "stage: 'third' is geen keuze; kies uit 'first', 'second'",
        "file: verwacht een pad, niet 7",
        "items[0].cuont: onbekende sleutel; hier kan staan: name, count",
        "items[1].name: ontbreekt",
        "names[1]: verwacht een tekst, niet 2",
        "maybe: verwacht een geheel getal, niet True",
    )


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ("number = true", "number: verwacht een geheel getal, niet True"),
        ("number = 1.0", "number: verwacht een geheel getal, niet 1.0"),
        ("yes = 0", "yes: verwacht true of false, niet 0"),
        ("ratio = true", "ratio: verwacht een getal, niet True"),
        ("ratio = nan", "ratio: verwacht een getal, niet NaN"),
        ("ratio = inf", "ratio: verwacht een getal, niet Infinity"),
        (
            "day = 2026-06-15T10:00:00",
            "day: verwacht een datum (2026-06-15), niet 2026-06-15T10:00:00",
        ),
        (
            "at = 2026-06-15",
            "at: verwacht een tijdstip (2026-06-15T10:00:00), niet 2026-06-15",
        ),
        ("at = 0001-01-01T00:00:00", "at: 0001-01-01T00:00:00 valt buiten de jaren 1 tot en met 9999"),
        ("number = [1.5, 'a']", "number: verwacht een geheel getal, niet [1.5, 'a']"),
        ("names = 'a'", "names: verwacht een lijst, niet 'a'"),
        ("items = [3]", "items[0]: verwacht een tabel"),
        ("named = { y = { count = 1 } }", "named.y.name: ontbreekt"),
        ("named = { y = { name = 1 } }", "named.y.name: verwacht een tekst, niet 1"),
        ("named = ['y']", "named: verwacht een tabel"),
        ("free = { a = nan }", "free.a: verwacht een getal, niet NaN"),
        ("free = { a = [1] }", "free.a: verwacht een waarde of een lijst van teksten, niet [1]"),
        (
            "free = { a = 10:00:00 }",
            "free.a: verwacht een waarde of een lijst van teksten, niet 10:00:00",
        ),
        (
            "extra = 1",
            "extra: onbekende sleutel; hier kan staan: text, number, yes, day, at, ratio, stage, file,",
        ),
    ],
)
def test_a_value_is_never_taken_for_another(changes: str, line: str) -> None:
    (problem,) = lines(changes)
    assert problem.startswith(line)


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ("at = 2026-06-15T10:00:00Z", datetime(2026, 6, 15, 10, tzinfo=UTC)),
        ("at = 2026-10-25T02:30:00+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("at = 2026-01-15T10:00:00", datetime(2026, 1, 15, 9, tzinfo=UTC)),
    ],
)
def test_a_local_time_is_dutch_unless_it_has_a_zone(changes: str, at: datetime) -> None:
    record, _ = strict(Record, tables(SOUND) | tables(changes))
    assert record is not None
    assert record.at == at


def test_a_local_time_that_comes_twice_asks_for_its_zone() -> None:
    (problem,) = lines("at = 2026-10-25T02:30:00")
    assert problem.startswith("at: 25-10-2026 02:30 komt twee keer voor")


def test_what_is_left_out_is_named() -> None:
    assert lines("", without=("text", "stage")) == ("text: ontbreekt", "stage: ontbreekt")


def test_a_whole_number_may_stand_for_a_decimal() -> None:
    record, _ = strict(Record, tables(SOUND) | {"ratio": 2})
    assert record is not None
    assert record.ratio == Decimal(2)


def test_a_very_long_value_is_shown_in_part() -> None:
    (problem,) = lines(f'number = "{"x" * 500}"')
    assert len(problem) < 120
    assert problem.endswith("...")


UNSEEN = [
    "\0",
    "\b",
    "\r",
    "\x1b",
    "\x7f",
    "\x9b",
    "\u061c",
    "\u200e",
    "\u2028",
    "\u202e",
    "\u2066",
    "\ud800",
]


@pytest.mark.parametrize("sign", UNSEEN)
@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("text", "a{}b", "text"),
        ("names", ["a", "a{}b"], "names[1]"),
        ("items", [{"name": "a{}b"}], "items[0].name"),
        ("free", {"a": "a{}b"}, "free.a"),
        ("free", {"a": ["a{}b"]}, "free.a"),
    ],
)
def test_a_text_with_a_sign_that_cannot_be_seen_is_refused(
    key: str, value: Any, path: str, sign: str
) -> None:
    def filled(value: Any) -> Any:
        if isinstance(value, list):
            return [filled(item) for item in value]
        if isinstance(value, dict):
            return {key: filled(item) for key, item in value.items()}
        return value.format(sign)

    record, (problem,) = strict(Record, tables(SOUND) | {key: filled(value)})
    assert record is None
    assert problem.startswith(f"{path}: bevat een onzichtbaar teken (U+{ord(sign):04X})")


@pytest.mark.parametrize("sign", UNSEEN)
@pytest.mark.parametrize("key", ["named", "free", "extra"])
def test_a_key_with_a_sign_that_cannot_be_seen_is_refused_and_shown_escaped(key: str, sign: str) -> None:
    changes: dict[str, Any] = {
        "named": {"named": {f"a{sign}": {"name": "x"}}},
        "free": {"free": {f"a{sign}": 1}},
        "extra": {f"a{sign}": 1},
    }
    record, (problem,) = strict(Record, tables(SOUND) | changes[key])
    assert record is None
    assert problem.isprintable()


@pytest.mark.parametrize("text", ["twee\nregels", "een\ttab", "trema ë en €", "e\u0301", "👩\u200d🏫"])
def test_what_people_write_is_no_invisible_sign(text: str) -> None:
    record, problems = strict(Record, tables(SOUND) | {"text": text})
    assert problems == ()
    assert record is not None
    assert record.text == text


@pytest.mark.parametrize("data", [[], 3, "tekst", None])
def test_what_is_no_table_at_all_is_said_so(data: Any) -> None:
    assert strict(Record, data) == (None, ("verwacht een tabel",))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*Record.__annotations__, "extra"]), ANYTHING))
def test_whatever_stands_in_a_file_gives_lines_with_a_path(changes: dict[str, Any]) -> None:
    record, problems = strict(Record, tables(SOUND) | changes)
    assert (record is None) == bool(problems)
    for problem in problems:
        path = problem.partition(":")[0]
        assert path.split(".")[0].split("[")[0] in changes


@frozen
class Stored:
    day: date
    at: datetime
    ratio: Decimal
    stage: Stage
    file: Path
    items: tuple[Item, ...]
    maybe: int | None


def test_what_the_desk_stored_is_read_back() -> None:
    stored = {
        "day": "2026-06-15",
        "at": "2026-06-15T08:00:00.000000Z",
        "ratio": "2.50",
        "stage": "first",
        "file": "map/a.pdf",
        "items": [{"name": "een", "count": 1}],
        "maybe": None,
    }
    record = plain(Stored, stored)
    assert record == Stored(
        day=date(2026, 6, 15),
        at=datetime(2026, 6, 15, 8, tzinfo=UTC),
        ratio=Decimal("2.50"),
        stage=Stage.FIRST,
        file=Path("map/a.pdf"),
        items=(Item("een", 1),),
        maybe=None,
    )
