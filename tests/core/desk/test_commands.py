"""From what people type to a command: every problem at once."""

from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

import pytest
from attrs import frozen

from inkoop_core.api.fields import said
from inkoop_core.desk.commands import from_table, from_texts
from inkoop_core.domain.decision import SubjectMotivation
from inkoop_core.errors import CommandError


class Colour(Enum):
    RED = "rood"
    BLUE = "blauw"


@frozen
class Everything:
    name: str = said("Naam")
    amount: int = said("Aantal")
    colour: Colour = said("Kleur", default=Colour.RED)
    when: datetime | None = said("Wanneer", default=None)
    file: Path = said("Bestand", default=Path("x"))
    sure: bool = said("Zeker", default=False)
    tags: tuple[str, ...] = said("Merken", default=())
    why: tuple[SubjectMotivation, ...] = said("Waarom", default=())


def test_texts_become_values() -> None:
    read = from_texts(
        Everything,
        {
            "name": ["Anna"],
            "amount": ["1.250"],
            "colour": ["blauw"],
            "when": ["15-06-2026 10:00"],
            "file": ["a/b"],
            "sure": ["ja"],
            "tags": ["een", "twee"],
            "why": ['{subject = "hoe", text = "goed"}'],
        },
    )
    assert read.problems == {}
    assert read.command == Everything(
        "Anna",
        1250,
        Colour.BLUE,
        datetime(2026, 6, 15, 8, tzinfo=UTC),
        Path("a/b"),
        True,
        ("een", "twee"),
        (SubjectMotivation("hoe", "goed"),),
    )


def test_defaults_hold_where_nothing_is_typed() -> None:
    read = from_texts(Everything, {"name": ["Anna"], "amount": ["1"], "when": [""], "colour": [""]})
    assert read.command == Everything("Anna", 1)


def test_every_problem_is_told_at_its_field() -> None:
    read = from_texts(
        Everything,
        {
            "amount": ["veel"],
            "colour": ["paars"],
            "when": ["ooit"],
            "sure": ["misschien"],
            "onzin": ["1"],
            "why": ["niet zo"],
            "file": ["een", "twee"],
        },
    )
    assert read.command is None
    assert set(read.problems) == {"name", "amount", "colour", "when", "sure", "onzin", "why", "file"}
    assert read.problems["name"] == "vul dit veld in"
    assert "kies uit: rood, blauw" in read.problems["colour"]
    assert read.problems["why"] == 'schrijf als {subject = "…", text = "…"}'
    assert read.problems["file"] == "dit veld heeft één waarde"


@pytest.mark.parametrize(
    "text",
    ['{subject = "hoe"}', '{subject = "hoe", text = 3}', '"los"', '{subject = "a", text = "b"}\nv2 = 1'],
)
def test_a_table_that_does_not_fit_is_told(text: str) -> None:
    assert "why" in from_texts(Everything, {"name": ["A"], "amount": ["1"], "why": [text]}).problems


def test_an_empty_text_is_no_name() -> None:
    assert from_texts(Everything, {"name": [" "], "amount": ["1"]}).problems == {"name": "vul dit veld in"}


def test_a_file_is_read_strictly() -> None:
    with pytest.raises(CommandError) as told:
        from_table(Everything, {"name": 1, "amount": "1", "extra": True}, "velden.toml")
    assert told.value.what == "velden.toml kan niet worden gelezen:"
    assert len(told.value.lines) == 3
