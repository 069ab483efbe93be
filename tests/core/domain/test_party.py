import pytest

from inkoop_core.domain.party import OWN_PARTY, KnownParty, is_same, joined_id, party_id


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Voorbeeld Zorg B.V.", "voorbeeld-zorg-b-v"),
        ("  Stichting 't Voorbeeld  ", "stichting-t-voorbeeld"),
        ("Café Één & Twee", "cafe-een-twee"),
        ("VOORBEELD-ZORG B.V.", "voorbeeld-zorg-b-v"),
        ("Tenderer", "partij-tenderer"),
        ("Voorbeeld Zorg BV", "voorbeeld-zorg-b-v"),
        ("Voorbeeld Vervoer VOF", "voorbeeld-vervoer-v-o-f"),
        ("Coöperatie Voorbeeld UA", "cooperatie-voorbeeld-u-a"),
    ],
)
def test_a_party_is_called_after_its_name(name: str, id: str) -> None:
    assert party_id(name) == id


def test_a_name_without_latin_letters_has_an_id_of_its_own() -> None:
    first, second = party_id("Παράδειγμα"), party_id("Пример")
    assert first != second
    assert first.startswith("partij-")
    assert OWN_PARTY not in (first, second)


KNOWN = (
    KnownParty(OWN_PARTY, "Voorbeeldzorg B.V.", "00000001"),
    KnownParty("helpzorg-b-v", "Helpzorg B.V.", "00000077"),
    KnownParty("zorg-zo", "Zorg & Zo", "00000011"),
    KnownParty("zonder", "Zonder Nummer"),
)


@pytest.mark.parametrize(
    ("name", "number", "id", "doubt"),
    [
        ("Helpzorg BV", "00000077", "helpzorg-b-v", ""),
        ("Helpzorg BV", "", "helpzorg-b-v", ""),
        ("Hulp Oost", "00000077", "helpzorg-b-v", "gelezen als dezelfde partij"),
        ("Zorg Zo", "00000022", "zorg-zo-00000022", "gelezen als twee partijen"),
        ("Zorg Zo", "00000011", "zorg-zo", ""),
        ("Zonder", "00000033", "zonder", ""),
        ("Nieuw", "00000044", "nieuw", ""),
        ("Voorbeeldzorg B.V.", "00000001", "voorbeeldzorg-b-v", ""),
    ],
)
def test_a_party_is_joined_by_its_number_and_then_by_its_name(
    name: str, number: str, id: str, doubt: str
) -> None:
    found, why = joined_id(name, number, KNOWN)
    assert found == id
    assert doubt in why
    assert bool(why) is bool(doubt)


def test_a_name_of_two_parties_without_a_number_is_a_doubt() -> None:
    known = (*KNOWN, KnownParty("zorg-zo-00000022", "Zorg Zo", "00000022"))
    assert joined_id("Zorg Zo", "", known) == (
        "zorg-zo",
        "'Zorg Zo' kan zorg-zo zijn of zorg-zo-00000022; gelezen als zorg-zo",
    )


@pytest.mark.parametrize(
    ("name", "number", "same"),
    [
        ("Stichting Voorbeeldzorg", "", True),
        ("Stichting Voorbeeldzorg", "00000009", False),
        ("VOORBEELDZORG BV", "00000009", True),
        ("Heel anders", "00000001", True),
        ("Heel anders", "00000009", False),
        ("Heel anders", "", False),
        ("", "00000009", False),
        ("", "", True),
    ],
)
def test_one_and_the_same_by_number_or_by_name(name: str, number: str, same: bool) -> None:
    assert is_same(KnownParty("", name, number), KNOWN[0]) is same
