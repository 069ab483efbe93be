from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop_core.domain.money import euros, percentage, rounded


@pytest.mark.parametrize(
    ("numerator", "denominator", "cents"),
    [
        (100, 3, 33),
        (200, 3, 67),
        (149, 100, 1),
        (150, 100, 2),
        (250, 100, 3),
        (-149, 100, -1),
        (-150, 100, -2),
        (0, 7, 0),
        (150, -100, -2),
        (Decimal("2.5"), 1, 3),
        (Decimal("2.4999"), 1, 2),
        (235_000_000_000, 100, 2_350_000_000),
    ],
)
def test_half_a_cent_goes_up_away_from_zero(numerator: int | Decimal, denominator: int, cents: int) -> None:
    assert rounded(numerator, denominator) == cents


def test_division_is_exact_far_beyond_the_usual_number_of_digits() -> None:
    just_below_half = 10**40 // 2 - 1
    assert rounded(just_below_half, 10**40) == 0
    assert rounded(just_below_half + 1, 10**40) == 1


@given(st.integers(), st.integers().filter(bool))
def test_the_result_is_never_further_than_half_a_cent_away(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    assert abs(Fraction(rounded(numerator, denominator)) - exact) <= Fraction(1, 2)


@given(st.integers(), st.integers(min_value=1))
def test_a_credit_is_the_mirror_of_its_debit(numerator: int, denominator: int) -> None:
    assert rounded(-numerator, denominator) == -rounded(numerator, denominator)


def test_money_is_not_divided_by_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        rounded(1, 0)


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "€ 0,00"),
        (5, "€ 0,05"),
        (99_999, "€ 999,99"),
        (100_000, "€ 1.000,00"),
        (125_000_000, "€ 1.250.000,00"),
        (-5, "-€ 0,05"),
        (-100_001, "-€ 1.000,01"),
    ],
)
def test_officers_read_cents_as_euros(cents: int, text: str) -> None:
    assert euros(cents) == text


@pytest.mark.parametrize(("value", "text"), [("10.01", "10,01%"), ("50", "50%"), ("1E+1", "10%")])
def test_officers_read_a_percentage_with_a_comma(value: str, text: str) -> None:
    assert percentage(Decimal(value)) == text
