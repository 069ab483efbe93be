"""Money is whole cents."""

from decimal import Decimal
from typing import NewType

Cents = NewType("Cents", int)


def rounded(numerator: int | Decimal, denominator: int) -> Cents:
    """The only division of money, exact to the last digit: half a cent goes up, away from zero.

    Raises ZeroDivisionError.
    """
    above, below = Decimal(numerator).as_integer_ratio()
    below *= denominator
    whole = (2 * abs(above) + abs(below)) // (2 * abs(below))
    return Cents(whole if (above < 0) == (below < 0) else -whole)


def euros(amount: int) -> str:
    """Cents as officers read them: `€ 1.250.000,00`."""
    sign = "-" if amount < 0 else ""
    whole, cents = divmod(abs(amount), 100)
    return f"{sign}€ {whole:,}".replace(",", ".") + f",{cents:02d}"


def percentage(value: Decimal) -> str:
    """A percentage as officers read it: `10,01%`."""
    return f"{value:f}%".replace(".", ",")
