from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from inkoop_core.api.fields import FieldProblem, FieldSpec, fields_of, said, typed, typed_instant
from inkoop_core.domain.money import Cents
from inkoop_core.domain.role import Role


class Outcome(Enum):
    UPHOLD = "uphold"
    ASK = "ask"

    @property
    def label(self) -> str:
        return {Outcome.UPHOLD: "handhaven: het gevolg treedt in", Outcome.ASK: "vragen"}[self]


class Plain(Enum):
    ONE = 1


@frozen
class Command:
    name: str = said("Naam", "zoals in het register")
    number: int = said("Aantal")
    ratio: Decimal = said("Aandeel")
    agreed: bool = said("Akkoord")
    day: date = said("Dag")
    at: datetime = said("Tijdstip")
    outcome: Outcome = said("Oordeel")
    file: Path = said("Bestand")
    amount: Cents = said("Bedrag")
    maybe: date | None = said("Einddag", default=None)
    many: tuple[str, ...] = said("Producten", refers="product", default=())
    reason: str = said("Reden", long=True, default="")
    bare: Plain | None = None


SPECS = {spec.name: spec for spec in fields_of(Command)}


def spec(name: str) -> FieldSpec:
    return SPECS[name]


def test_fields_are_described_in_their_order_with_label_and_help() -> None:
    assert list(SPECS)[:3] == ["name", "number", "ratio"]
    assert (spec("name").label, spec("name").help) == ("Naam", "zoals in het register")
    assert spec("bare").label == "bare"


def test_a_field_without_default_is_required() -> None:
    assert [name for name, one in SPECS.items() if not one.required] == ["maybe", "many", "reason", "bare"]


def test_a_field_tells_whether_it_is_optional_many_long_or_refers() -> None:
    assert (spec("maybe").optional, spec("maybe").type, spec("maybe").default) == (True, date, None)
    assert (spec("many").many, spec("many").type, spec("many").refers) == (True, str, "product")
    assert spec("reason").long
    bare = spec("name")
    assert (bare.optional, bare.many, bare.long) == (False, False, False)


def test_a_named_type_is_drawn_as_what_it_is_made_of() -> None:
    assert spec("amount").type is int


def test_choices_are_shown_with_their_labels() -> None:
    assert spec("outcome").choices == (("uphold", "handhaven: het gevolg treedt in"), ("ask", "vragen"))
    assert spec("bare").choices == (("1", "1"),)
    assert spec("name").choices == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.250,50", "1250.50"),
        ("1250,50", "1250.50"),
        ("1250", "1250"),
        ("0", "0"),
        ("0,5", "0.5"),
        ("-250.000", "-250000"),
        ("+5", "5"),
        ("12.345.678,9", "12345678.9"),
        (" 10,01 ", "10.01"),
        ("007", "7"),
    ],
)
def test_a_dutch_number_is_read(text: str, number: str) -> None:
    assert typed(spec("ratio"), text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "1.25",
        "1,250.50",
        "1250.50",
        "0.500",
        "1.2500",
        "12.34.567",
        ",5",
        "5,",
        "1,2,3",
        "1e5",
        "nan",
        "Infinity",
        "1_000",
        "１２",
        "tien",
        "--1",
        "€ 5",
        "5%",
    ],
)
def test_what_is_no_dutch_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(FieldProblem) as problem:
        typed(spec("ratio"), text)
    assert str(problem.value) == f"{text!r} is geen getal; schrijf 1.250,50 (komma voor decimalen)"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_number_written_the_dutch_way_is_read_back_the_same(value: Decimal) -> None:
    written = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert typed(spec("ratio"), written) == value


@pytest.mark.parametrize(("text", "number"), [("10", 10), ("1.250", 1250), ("-3", -3), ("12,00", 12)])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert typed(spec("number"), text) == number
    assert type(typed(spec("number"), text)) is int


@pytest.mark.parametrize(
    ("text", "told"), [("1,5", "'1,5' is geen geheel getal"), ("inf", "'inf' is geen getal")]
)
def test_what_is_no_whole_number_is_refused(text: str, told: str) -> None:
    with pytest.raises(FieldProblem, match=told):
        typed(spec("number"), text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("ja", True),
        ("J", True),
        ("true", True),
        ("Waar", True),
        ("1", True),
        ("nee", False),
        ("N", False),
        ("false", False),
        ("onwaar", False),
        ("0", False),
    ],
)
def test_yes_and_no_are_read(text: str, answer: bool) -> None:
    assert typed(spec("agreed"), text) is answer


@pytest.mark.parametrize("text", ["misschien", "yes", "2", "jaja"])
def test_anything_but_yes_or_no_is_refused(text: str) -> None:
    with pytest.raises(FieldProblem, match=f"'{text}': vul ja of nee in"):
        typed(spec("agreed"), text)


@pytest.mark.parametrize("text", ["15-06-2026", "15-6-2026", "2026-06-15", " 15-06-2026 "])
def test_a_day_is_read_the_dutch_way_and_as_iso(text: str) -> None:
    assert typed(spec("day"), text) == date(2026, 6, 15)


@pytest.mark.parametrize("text", ["31-02-2026", "06/15/2026", "15-06-26", "15 juni 2026", "15-06-2026 10:00"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(FieldProblem, match="is geen datum; bijvoorbeeld 15-06-2026"):
        typed(spec("day"), text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("15-06-2026 10:00:00", datetime(2026, 6, 15, 8, tzinfo=UTC)),
        ("15-06-2026 10:00", datetime(2026, 6, 15, 8, tzinfo=UTC)),
        ("2026-06-15T10:00:01", datetime(2026, 6, 15, 8, 0, 1, tzinfo=UTC)),
        ("2026-06-15T10:00:00+00:00", datetime(2026, 6, 15, 10, tzinfo=UTC)),
        ("2026-06-15T10:00:00Z", datetime(2026, 6, 15, 10, tzinfo=UTC)),
        ("2026-10-25T02:30:00+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_as_dutch_time_unless_it_has_a_zone(text: str, at: datetime) -> None:
    assert typed(spec("at"), text) == at
    assert typed_instant(f" {text} ") == at


@pytest.mark.parametrize("text", ["15-06-2026", "2026-06-15"])
def test_a_bare_day_means_its_last_second(text: str) -> None:
    assert typed(spec("at"), text) == datetime(2026, 6, 15, 21, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("straks", "'straks' is geen tijdstip; bijvoorbeeld 15-06-2026 10:00:00"),
        ("15-06-2026 25:00", "is geen tijdstip"),
        ("29-03-2026 02:30", "29-03-2026 02:30 bestaat niet: de klok gaat dan vooruit"),
        ("2026-03-29T02:30", "bestaat niet"),
        ("25-10-2026 02:30", r"komt twee keer voor .* geef de tijdzone erbij, \+02:00 of \+01:00"),
        ("0001-01-01T00:00", "valt buiten de jaren 1 tot en met 9999"),
        ("9999-12-31T23:59:59-05:00", "valt buiten de jaren 1 tot en met 9999"),
    ],
)
def test_what_is_no_instant_is_refused_with_the_reason(text: str, told: str) -> None:
    with pytest.raises(FieldProblem, match=told):
        typed(spec("at"), text)


@pytest.mark.parametrize(
    "text",
    ["uphold", "handhaven", " Handhaven ", "UPHOLD", "handhaven: het gevolg treedt in"],
)
def test_a_choice_is_read_by_its_value_its_label_and_the_first_words_of_its_label(text: str) -> None:
    assert typed(spec("outcome"), text) is Outcome.UPHOLD


class Twins(Enum):
    LEFT = "left"
    RIGHT = "right"

    @property
    def label(self) -> str:
        return f"helft: {self.value}"


def test_words_that_two_choices_share_choose_neither() -> None:
    @frozen
    class WithTwins:
        half: Twins

    (half,) = fields_of(WithTwins)
    assert typed(half, "helft: left") is Twins.LEFT
    with pytest.raises(FieldProblem, match=r"kies uit: helft \(left\), helft \(right\)"):
        typed(half, "helft")


def test_a_role_is_read_by_the_dutch_word_that_officers_use() -> None:
    @frozen
    class WithRole:
        role: Role

    (role,) = fields_of(WithRole)
    assert typed(role, "Inkoopadviseur") is Role.ADVISER
    assert typed(role, "beslisser") is Role.DECISION_MAKER


def test_an_unknown_choice_names_the_known_ones() -> None:
    with pytest.raises(
        FieldProblem, match=r"'afwijzen' is geen keuze; kies uit: handhaven \(uphold\), vragen \(ask\)"
    ):
        typed(spec("outcome"), "afwijzen")


def test_a_path_and_a_text_are_taken_as_they_are() -> None:
    assert typed(spec("file"), "map/pakket.zip") == Path("map/pakket.zip")
    assert typed(spec("name"), " Voorbeeld ") == "Voorbeeld"


def test_nothing_typed_is_an_empty_text_and_for_an_optional_field_no_value() -> None:
    assert typed(spec("name"), "  ") == ""
    assert typed(spec("maybe"), "") is None


@pytest.mark.parametrize("name", ["number", "ratio", "agreed", "day", "at", "outcome", "file"])
def test_nothing_typed_where_a_value_is_needed_is_refused(name: str) -> None:
    with pytest.raises(FieldProblem, match="vul een waarde in"):
        typed(spec(name), " ")


def test_a_value_that_nobody_can_type_is_refused() -> None:
    @frozen
    class Row:
        code: str

    @frozen
    class WithRows:
        rows: tuple[Row, ...] = ()

    (rows,) = fields_of(WithRows)
    with pytest.raises(FieldProblem, match="dit veld heeft delen en kan niet als één tekst worden getypt"):
        typed(rows, "x")


def read_or_problem(name: str, text: str) -> Any:
    try:
        return typed(spec(name), text)
    except FieldProblem as problem:
        return problem


@given(st.sampled_from(sorted(SPECS)), st.text(max_size=30))
def test_whatever_is_typed_gives_a_value_or_says_what_is_wrong(name: str, text: str) -> None:
    value = read_or_problem(name, text)
    assert value is None or isinstance(value, (spec(name).type, FieldProblem))
