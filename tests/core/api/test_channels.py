import pytest

from inkoop_core.api.channels import is_procedure_channel
from inkoop_core.api.definition import Channel
from inkoop_core.testing.builders import SOURCE, a_definition

DEFINITION = a_definition(
    channels=(
        Channel("procedure", " https://platform.example ", SOURCE),
        Channel("klacht", "klacht@voorbeeld.example", SOURCE),
    )
)


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        ("TenderNed", True),
        (" tenderned ", True),
        ("HTTPS://platform.example", True),
        ("procedure", False),
        ("klacht@voorbeeld.example", False),
        ("e-mail", False),
        ("", False),
        (" ", False),
    ],
)
def test_a_bid_may_come_by_the_platform_or_the_address_of_the_procedure_channel(
    route: str, expected: bool
) -> None:
    assert is_procedure_channel(route, DEFINITION) is expected


def test_without_a_procedure_channel_the_platform_alone_counts() -> None:
    without = a_definition(channels=())
    assert is_procedure_channel("TenderNed", without)
    assert not is_procedure_channel("", without)
