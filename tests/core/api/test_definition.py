from collections.abc import Callable
from decimal import Decimal

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.testing.builders import (
    a_criterion,
    a_definition,
    a_ground,
    a_kind,
    a_parameter,
    a_product,
    a_requirement,
    an_award,
)

DEFINITION = a_definition(
    a_requirement("A-1"),
    a_requirement("A-2"),
    parameters={
        item.key: item
        for item in (
            a_parameter("whole", 10),
            a_parameter("ratio", Decimal("2.5")),
            a_parameter("yes", True),
            a_parameter("text", "tien"),
            a_parameter("texts", ("a", "b")),
        )
    },
    exclusion_grounds=(a_ground("fraud", aliases=("exg-crim-fraud",)),),
    documents=(a_kind("uea"),),
    products=(a_product("ib1"),),
    award=an_award(a_criterion("SG1")),
)


def test_a_parameter_is_read_as_what_it_is() -> None:
    assert DEFINITION.whole("whole") == 10
    assert DEFINITION.ratio("ratio") == Decimal("2.5")
    assert DEFINITION.ratio("whole") == Decimal(10)
    assert DEFINITION.texts("texts") == ("a", "b")


@pytest.mark.parametrize(
    ("read", "key"),
    [
        (TenderDefinition.whole, "ratio"),
        (TenderDefinition.whole, "yes"),
        (TenderDefinition.whole, "text"),
        (TenderDefinition.ratio, "yes"),
        (TenderDefinition.ratio, "text"),
        (TenderDefinition.texts, "text"),
    ],
)
def test_a_parameter_of_another_type_is_named_with_its_value(
    read: Callable[[TenderDefinition, str], object], key: str
) -> None:
    with pytest.raises(TypeError, match=f"parameter '{key}' is geen"):
        read(DEFINITION, key)


def test_an_unknown_parameter_is_named() -> None:
    with pytest.raises(KeyError, match="geen parameter 'weg'"):
        DEFINITION.whole("weg")


def test_things_are_found_by_their_ids() -> None:
    assert DEFINITION.requirement("A-2").id == "A-2"
    assert DEFINITION.document_by_kind["uea"].kind == "uea"
    assert DEFINITION.product_by_id["ib1"].id == "ib1"
    assert DEFINITION.channel_by_id["procedure"].address == "TenderNed"
    assert DEFINITION.criterion("SG1").id == "SG1"


def test_a_ground_is_found_by_every_spelling_of_its_code() -> None:
    assert DEFINITION.ground_by_code["fraud"] is DEFINITION.ground_by_code["exg-crim-fraud"]


@pytest.mark.parametrize("find", [TenderDefinition.requirement, TenderDefinition.criterion])
def test_an_unknown_id_is_a_key_error(find: Callable[[TenderDefinition, str], object]) -> None:
    with pytest.raises(KeyError, match="weg"):
        find(DEFINITION, "weg")


@pytest.mark.parametrize(
    ("products", "text"),
    [
        ((), ""),
        (("ib1",), "IB1 (ib1)"),
        (("ib1", "weg"), "IB1 (ib1) en weg"),
        (("ib1", "weg", "ib1"), "IB1 (ib1), weg en IB1 (ib1)"),
    ],
)
def test_products_are_named_by_title_and_id_as_a_letter_does(products: tuple[str, ...], text: str) -> None:
    assert DEFINITION.product_titles(products) == text
