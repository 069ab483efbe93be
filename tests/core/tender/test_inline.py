import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop_core.tender.inline import inline_toml

TEXTS = st.text()
VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        TEXTS,
        st.dates(),
        st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=8,
)


@given(VALUES)
def test_a_value_read_back_is_the_same(value: object) -> None:
    (found,) = tomllib.loads(f"v = {inline_toml(value)}", parse_float=Decimal).values()
    assert found == value


def test_an_instant_keeps_its_zone_and_a_decimal_stays_a_decimal() -> None:
    moment = datetime(2026, 11, 2, 9, tzinfo=UTC)
    written = inline_toml({"at": moment, "share": Decimal(10), "day": date(2026, 1, 2), "both": ("a", True)})
    (found,) = tomllib.loads(f"v = {written}", parse_float=Decimal).values()
    assert found == {"at": moment, "share": Decimal(10), "day": date(2026, 1, 2), "both": ["a", True]}
    assert isinstance(found["share"], Decimal)


def test_what_has_no_word_in_toml_is_refused() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        inline_toml([None])
