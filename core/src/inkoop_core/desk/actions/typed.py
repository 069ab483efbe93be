"""Values of facts as officers type them: TOML."""

import tomllib
from decimal import Decimal
from typing import Any

NO_TOML = "is geen TOML-waarde; een tekst staat tussen aanhalingstekens"


def toml_value(text: str) -> Any:
    """One TOML value, decimals as Decimal. Raises ValueError when it is none, or more than one."""
    # Unpacked: text that goes on after the value would bring more keys.
    (value,) = tomllib.loads(f"v = {text}", parse_float=Decimal).values()
    return value
