from collections.abc import Callable

import attrs
import pytest

from inkoop_core.api.definition import Reading, TenderDefinition
from inkoop_wmo_begeleiding.config import PARAMETERS, READINGS, problems_of

Amended = Callable[..., TenderDefinition]


def test_the_tender_has_everything_that_the_rules_need(definition: TenderDefinition) -> None:
    assert list(problems_of(definition)) == []


@pytest.mark.parametrize("key", PARAMETERS)
def test_a_parameter_that_is_missing_is_named(definition: TenderDefinition, key: str) -> None:
    parameters = {name: value for name, value in definition.parameters.items() if name != key}
    (line,) = problems_of(attrs.evolve(definition, parameters=parameters))
    assert line.startswith(f"parameters.{key} ontbreekt")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ('"tien"', "parameters.kc1_clients.value: parameter 'kc1_clients' is geen geheel getal: 'tien'"),
        ("10.5", "is geen geheel getal"),
        ("true", "is geen geheel getal"),
        ("0", "parameters.kc1_clients.value is 0"),
    ],
)
def test_a_parameter_of_another_type_is_named_with_its_value(
    amended: Amended, value: str, problem: str
) -> None:
    (line,) = problems_of(amended({"parameters.kc1_clients.value": value}))
    assert problem in line


def test_a_parameter_of_one_is_enough(amended: Amended) -> None:
    assert list(problems_of(amended({"parameters.kc1_clients.value": "1"}))) == []


def test_a_coupling_that_is_missing_or_names_an_unknown_product_is_told(
    definition: TenderDefinition,
) -> None:
    first, second = definition.couplings
    lines = list(problems_of(attrs.evolve(definition, couplings=(attrs.evolve(first, requires=("IB9",)),))))
    assert lines == [
        f"couplings.{first.id} noemt 'IB9', dat niet in products staat",
        f"couplings.{second.id} ontbreekt; een regel van deze plugin heeft die koppeling nodig",
    ]


def test_a_category_without_products_is_told(definition: TenderDefinition) -> None:
    products = tuple(
        attrs.evolve(product, category="anders") if product.category == "vervoer" else product
        for product in definition.products
    )
    (line,) = problems_of(attrs.evolve(definition, products=products))
    assert line == "products: geen enkel product heeft category 'vervoer'"


@pytest.mark.parametrize("name", READINGS)
def test_a_note_that_a_rule_asks_about_is_there_with_known_readings(
    definition: TenderDefinition, name: str
) -> None:
    without = {key: note for key, note in definition.notes.items() if key != name}
    (line,) = problems_of(attrs.evolve(definition, notes=without))
    assert line.startswith(f"notes.{name} ontbreekt")
    other = attrs.evolve(definition.notes[name], readings=(Reading("anders", "anders"),))
    (line,) = problems_of(attrs.evolve(definition, notes=without | {name: other}))
    assert line.startswith(f"notes.{name}.readings: 'anders' is onbekend")


@pytest.mark.parametrize("name", READINGS)
def test_the_tender_offers_every_reading_that_the_rules_tell_apart(
    definition: TenderDefinition, name: str
) -> None:
    assert {reading.id for reading in definition.notes[name].readings} == READINGS[name]
