"""Money is whole cents."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

Cents = NewType("Cents", int)


def rounded(numerator: int | Decimal, denominator: int) -> Cents:
    """The only division of money: half a cent goes up, away from zero."""
    return Cents(int((Decimal(numerator) / denominator).quantize(Decimal(1), ROUND_HALF_UP)))


def euros(amount: int) -> str:
    """Cents as officers read them: `€ 1.250.000,00`."""
    sign = "-" if amount < 0 else ""
    whole, cents = divmod(abs(amount), 100)
    return f"{sign}€ {whole:,}".replace(",", ".") + f",{cents:02d}"


def percentage(value: Decimal) -> str:
    """A percentage as officers read it: `10,01%`."""
    return f"{value:f}%".replace(".", ",")
