"""Joint power asks for two persons, and names that can be one person's are not two for sure."""

import pytest

from inkoop_core.progress.signing_persons import may_be_one, two_for_sure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan Voorbeeld", "J. Voorbeeld"),
        ("Jan Voorbeeld", "Voorbeeld, Jan"),
        ("Jan Voorbeeld", "mr. J.P. Voorbeeld"),
        ("mr Jan Voorbeeld", "drs. Jan Voorbeeld"),
        ("Jan Voorbeeld", "JAN  VOORBEELD"),
        ("Jan Voorbeeld", "Voorbeeld"),
        ("Jan Voorbeeld", "Jan de Voorbeeld"),
        ("Jan Voorbeeld", "Jan Voorbeeld-Proef"),
    ],
)
def test_these_can_be_one_person(one: str, other: str) -> None:
    assert may_be_one(one, other)
    assert may_be_one(other, one)
    assert not two_for_sure([one, other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan Voorbeeld", "Piet Voorbeeld"),
        ("Jan Voorbeeld", "Jan Proef"),
        ("J. Voorbeeld", "P. Voorbeeld"),
        ("Voorbeeld Jan", "Voorbeeld Piet"),
    ],
)
def test_these_are_two_persons(one: str, other: str) -> None:
    assert not may_be_one(one, other)
    assert two_for_sure([one, other])


def test_of_three_names_two_that_differ_are_enough() -> None:
    assert two_for_sure(["Jan Voorbeeld", "J. Voorbeeld", "Piet Proef"])
    assert not two_for_sure(["Jan Voorbeeld"])
    assert not two_for_sure([])
