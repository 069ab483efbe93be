import pytest

from inkoop_core.domain.party import OWN_PARTY, party_id


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Voorbeeld Zorg B.V.", "voorbeeld-zorg-b-v"),
        ("  Stichting 't Voorbeeld  ", "stichting-t-voorbeeld"),
        ("Café Één & Twee", "cafe-een-twee"),
        ("VOORBEELD-ZORG B.V.", "voorbeeld-zorg-b-v"),
        ("Tenderer", "partij-tenderer"),
    ],
)
def test_a_party_is_called_after_its_name(name: str, id: str) -> None:
    assert party_id(name) == id


def test_a_name_without_latin_letters_has_an_id_of_its_own() -> None:
    first, second = party_id("Παράδειγμα"), party_id("Пример")
    assert first != second
    assert first.startswith("partij-")
    assert OWN_PARTY not in (first, second)
