"""Numbers, money, percentages and dates, at the edge of what can be read."""

from datetime import date
from decimal import Decimal

import pytest

from inkoop_core.reading.forms.values import (
    Unreadable,
    begins,
    beside_period,
    cents,
    day,
    percent,
    period,
    says_both,
    whole,
    yes_no,
)


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("48", 48), ("1.234", 1234), ("1 234", 1234), ("48 medewerkers", 48)]
)
def test_a_whole_number_may_have_points_and_a_word_after_it(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "ca. 48",
        "12-15",
        "48,5",
        "1.23",
        "-3",
        "",
        "acht",
        "9" * 16,
        "4 of 5",
        "48 duizend",
        "3 tot vijf",
        "12 niet",
    ],
)
def test_what_could_be_another_number_is_none(text: str) -> None:
    with pytest.raises(Unreadable):
        whole(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("€ 4.250.000,00", 425_000_000),
        ("4250000", 425_000_000),
        ("€4.250.000,-", 425_000_000),
        ("EUR 1 000,05", 100_005),
        ("12 euro", 1_200),
        ("€ 0,01", 1),
    ],
)
def test_euros_become_cents(text: str, amount: int) -> None:
    assert cents(text) == amount


@pytest.mark.parametrize("text", ["4,25 miljoen", "1000.50", "1,5", "€", "niet opgegeven", "1.00.000", "$ 5"])
def test_an_amount_that_can_be_read_in_two_ways_is_none(text: str) -> None:
    with pytest.raises(Unreadable):
        cents(text)


@pytest.mark.parametrize(
    ("text", "number"), [("0,00%", "0.00"), ("10,01 %", "10.01"), ("10", "10"), ("8.5 procent", "8.5")]
)
def test_a_percentage_keeps_its_decimals(text: str, number: str) -> None:
    assert str(percent(text)) == number
    assert percent(text) == Decimal(number)


@pytest.mark.parametrize("text", ["minder dan 10%", "10-20%", "", "1000%"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        percent(text)


@pytest.mark.parametrize(
    "text",
    ["05-11-2024", "5-11-2024", "5/11/2024", "5.11.2024", "2024-11-05", "5 november 2024", "5 nov. 2024"],
)
def test_a_date_can_be_written_in_several_ways(text: str) -> None:
    assert day(text) == date(2024, 11, 5)


def test_march_is_written_in_three_ways() -> None:
    assert {day(f"1 {month} 2026") for month in ("maart", "mrt", "mrt.")} == {date(2026, 3, 1)}


@pytest.mark.parametrize(
    "text", ["31-02-2024", "5-11-24", "november 2024", "", "5-11-2024 of 6-11-2024", "13 brumaire 2024"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        day(text)


@pytest.mark.parametrize("between", [" tot en met ", " t/m ", " - ", " – ", "\n"])
def test_a_period_has_its_first_and_its_last_day(between: str) -> None:
    assert period(f"1-1-2024{between}31-12-2024") == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1-1-2024", "twee datums"),
        ("1-1-2024 tot 1-1-2025", "telt de laatste dag mee"),
        ("31-12-2024 t/m 1-1-2024", "eindigt voor zij begint"),
        ("heel 2024", "twee datums"),
    ],
)
def test_a_period_that_is_not_clear_says_why(text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        period(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("ja", True),
        ("JA, zie toelichting", None),
        ("ja / nee", None),
        ("Niet van toepassing", None),
        ("nee", False),
        ("Nee.", False),
        ("x", True),
        ("misschien", None),
        ("", None),
        ("jawel", None),
    ],
)
def test_yes_and_no_are_told_by_a_word_that_stands_alone(text: str, answer: bool | None) -> None:
    assert yes_no(text) is answer


@pytest.mark.parametrize(
    ("text", "first", "both"),
    [
        ("Ja, onder voorbehoud", True, False),
        ("nee / ja", False, True),
        ("jawel", None, False),
        ("", None, False),
    ],
)
def test_how_a_text_begins_and_whether_it_says_both(text: str, first: bool | None, both: bool) -> None:
    assert (begins(text), says_both(text)) == (first, both)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("1-1-2024 t/m 31-12-2024", ""),
        ("van 1-1-2024 t/m 31-12-2024.", ""),
        ("1-1-2024 t/m 31-12-2024, niet aaneengesloten", "niet aaneengesloten"),
        ("niet van 1-1-2024 t/m 31-12-2024", "niet van"),
        ("1-1-2024 t/m 31-12-2024 en 2025", "en 2025"),
        ("heel 2024", ""),
    ],
)
def test_words_beside_a_period_are_found(text: str, beside: str) -> None:
    assert beside_period(text) == beside


def test_a_third_date_far_behind_a_period_is_seen() -> None:
    with pytest.raises(Unreadable, match="twee datums"):
        period("1-1-2024 t/m 31-12-2024" + " " * 300 + "1-1-2025")
