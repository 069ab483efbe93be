"""The look-ups and the register of documents of a tender file: what must fit together."""

from collections.abc import Callable

import pytest

from inkoop_core.api.lookups import LookUpAbout, Shows
from inkoop_core.errors import TenderFileError
from inkoop_core.tender.load import load_definition

REGISTERS = """
[[lookups]]
id = "register"
title = "Register"
kind = "register"
about = ["tenderer"]
fields = [{ id = "name", label = "naam" }]
results = [
    { id = "ja", label = "komt overeen", shows = "confirms" },
    { id = "nee", label = "wijkt af", shows = "differs" },
]
source = { document = "eigen werkwijze", paragraph = "niet gevraagd" }
notes = ["N-1"]

[[tender_documents]]
id = "inkoopdocument"
letter = ""
title = "Inkoopdocument"
source = { document = "inkoopdocument", paragraph = "§1" }

[[tender_documents]]
id = "pve"
letter = "B"
title = "Programma van Eisen"
names = ["PvE", "Bijlage B"]
source = { document = "inkoopdocument", paragraph = "§1" }
"""


@pytest.fixture
def lines_of(sound: str) -> Callable[[str, str], tuple[str, ...]]:
    """The problems of the sound file with both registers in which one text was changed."""

    def changed(right: str, mistake: str) -> tuple[str, ...]:
        text = sound + REGISTERS
        assert text.count(right) == 1
        with pytest.raises(TenderFileError) as refused:
            load_definition(text.replace(right, mistake))
        return refused.value.lines

    return changed


def test_both_registers_become_part_of_the_definition(sound: str) -> None:
    definition = load_definition(sound + REGISTERS)
    (kind,) = definition.lookups
    assert kind.about == (LookUpAbout.TENDERER,)
    confirming, differing = kind.confirming(), kind.result("nee")
    assert confirming is not None
    assert confirming.id == "ja"
    assert differing is not None
    assert differing.shows is Shows.DIFFERS
    assert kind.result("misschien") is None
    assert [document.name for document in definition.tender_documents] == [
        "Inkoopdocument",
        "Bijlage B Programma van Eisen",
    ]


@pytest.mark.parametrize(
    ("right", "mistake", "told"),
    [
        ('shows = "confirms"', 'shows = "differs"', "lookups.register.results: geen enkele"),
        ('id = "nee"', 'id = "ja"', "lookups.register.results.ja: komt 2 keer voor"),
        ('about = ["tenderer"]', "about = []", "lookups.register.about: is leeg"),
        ('notes = ["N-1"]\n\n[[tender', 'notes = ["N-9"]\n\n[[tender', "lookups.register.notes: N-9"),
        ('letter = "B"', 'letter = ""', "tender_documents: letter '' komt 2 keer voor"),
        ('id = "pve"', 'id = "inkoopdocument"', "tender_documents.inkoopdocument: komt 2 keer voor"),
        ('"PvE", ', '"Inkoopdocument", ', "tender_documents: de naam 'inkoopdocument' staat bij 2 stukken"),
        (
            'parameters = { document = "uea" }',
            'parameters = { document = "uea", lookup = ["register", "orakel"] }',
            "requirements.INT-02.parameters.lookup: 'orakel' staat niet in [[lookups]]",
        ),
    ],
)
def test_what_does_not_fit_is_named_by_its_path(
    lines_of: Callable[[str, str], tuple[str, ...]], right: str, mistake: str, told: str
) -> None:
    assert any(line.startswith(told) for line in lines_of(right, mistake))
