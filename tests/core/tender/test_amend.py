import re
import tomllib
from decimal import Decimal
from typing import Any

import pytest

from inkoop_core.tender.amend import amended, value_at
from inkoop_core.tender.load import with_law


@pytest.fixture
def tables(sound: str) -> dict[str, Any]:
    return tomllib.loads(with_law(sound), parse_float=Decimal)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("parameters.clients.value", "12", 12),
        ("parameters.clients.value", "2.5", Decimal("2.5")),
        ("products.IB4.title", '"Begeleiding vier"', "Begeleiding vier"),
        ("documents.sg1.max_pages", "3", 3),
        ("exclusion_grounds.bankruptcy.applies", "true", True),
        ("award.scale.6.text", '"ruim genoeg"', "ruim genoeg"),
        ("award.criteria.SG1.subjects", '["wat", "hoe", "wie"]', ["wat", "hoe", "wie"]),
        ("notes.N-1.readings.tweede.text", '"heel anders"', "heel anders"),
        ("requires.sroi", '">=0.1"', ">=0.1"),
        ("facultative_grounds", '["bankruptcy"]', ["bankruptcy"]),
        ("focus_areas", "[]", []),
    ],
)
def test_a_value_is_changed_at_its_path_and_nowhere_else(
    tables: dict[str, Any], path: str, value: str, expected: object
) -> None:
    changed = amended(tables, path, value)
    assert value_at(changed, path) == expected
    if value_at(tables, path) is not None:
        back = amended(changed, path, _as_toml(value_at(tables, path)))
        assert back == tables


def _as_toml(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(_as_toml(item) for item in value)}]"
    return str(value)


def test_the_tables_that_were_given_stay_as_they_were(tables: dict[str, Any]) -> None:
    amended(tables, "parameters.clients.value", "12")
    assert value_at(tables, "parameters.clients.value") == 10


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("", "'' is geen pad; bijvoorbeeld parameters.kc1_clients.value"),
        ("parameters..value", "'parameters..value' is geen pad"),
        ("paramters.clients.value", "paramters: 'paramters' bestaat niet; hier staat: requires, focus_areas"),
        ("parameters.weg.value", "parameters.weg: 'weg' bestaat niet; hier staat: clients"),
        ("products.IB9.title", "products.IB9: 'IB9' bestaat niet; hier staat: IB3, IB4"),
        ("products.0.title", "products.0: '0' bestaat niet"),
        ("award.scale.5.text", "award.scale.5: '5' bestaat niet; hier staat: 4, 6"),
        ("parameters.clients.value.deep", "hier staat geen tabel waarin een waarde kan worden gewijzigd"),
        ("parameters.clients.value.deep.er", "'deep' bestaat niet; hier staat: niets"),
    ],
)
def test_a_path_that_leads_nowhere_says_what_stands_there(
    tables: dict[str, Any], path: str, told: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        amended(tables, path, "1")


@pytest.mark.parametrize("kind", ["mandatory", "facultative", "payment"])
def test_an_exclusion_ground_is_named_by_its_code_never_by_its_kind(
    tables: dict[str, Any], kind: str
) -> None:
    with pytest.raises(ValueError, match=f"'{kind}' bestaat niet; hier staat: crime-org"):
        amended(tables, f"exclusion_grounds.{kind}.applies", "true")


@pytest.mark.parametrize("value", ["tien", "", '"open', "1\nextra = 2", "1 2", "1\n[procedure]"])
def test_what_is_no_single_toml_value_is_refused(tables: dict[str, Any], value: str) -> None:
    with pytest.raises(ValueError, match="is geen TOML-waarde; een tekst staat tussen aanhalingstekens"):
        amended(tables, "parameters.clients.value", value)


@pytest.mark.parametrize(
    "path", ["parameters.weg.value", "products.IB9", "a..b", "parameters.clients.value.x"]
)
def test_there_is_no_value_at_a_path_that_leads_nowhere(tables: dict[str, Any], path: str) -> None:
    assert value_at(tables, path) is None
