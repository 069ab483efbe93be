"""A time that the clock change skips or repeats, from the actions that take a time."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.api.fields import fields_of
from inkoop_core.cli.options import read_command
from inkoop_core.desk.offered import offered_commands
from inkoop_core.errors import CommandError
from inkoop_core.plugins import discover

TENDER = "dalfsen-wmo-2027"


def complained(inkoop: Any, desk: Path, at: str) -> Any:
    fields = {
        "by": "Voorbeeldzorg",
        "channel": "klacht",
        "about": "planning",
        "text": "te kort",
        "received-at": at,
    }
    words = [word for name, value in fields.items() for word in (f"--{name}", value)]
    moment = ("--db", desk, "--user", "koen", "--json")
    return inkoop(*moment, "do", "klacht-innemen", "--procedure", TENDER, *words, "--dry-run")


def planned(inkoop: Any, desk: Path, at: str) -> Any:
    words = ("--round", "1", "--closes-at", at, "--answers-by", "05-05-2026", "--source", "planning")
    return inkoop("--db", desk, "--user", "anna", "do", "vragenronde-plannen", *words, "--dry-run")


@pytest.mark.parametrize("ask", [complained, planned])
@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("29-03-2026 02:30", "29-03-2026 02:30 bestaat niet: de klok gaat dan vooruit"),
        ("26-10-2025 02:30", "26-10-2025 02:30 komt twee keer voor (de klok gaat terug)"),
    ],
)
def test_a_time_that_is_none_or_two_is_refused_with_the_reason(
    ask: Any, at: str, told: str, inkoop: Any, changed: Path
) -> None:
    ran = ask(inkoop, changed, at)
    assert ran.code != 0
    assert told in ran.err


def test_a_double_time_with_its_zone_is_one_instant(inkoop: Any, changed: Path) -> None:
    ran = planned(inkoop, changed, "2025-10-26T02:30:00+01:00")
    assert ran.code == 0, ran.err
    assert "26-10-2025 02:30:00" in ran.out


def _times() -> Iterator[tuple[str, type, str]]:
    """Every field that takes a time, of every action."""
    for name, _, command, _ in offered_commands(discover()):
        for field in fields_of(command):
            if field.type is datetime:
                yield name, command, field.name


@pytest.mark.parametrize(("action", "command", "field"), list(_times()))
def test_no_action_takes_a_time_that_does_not_exist(action: str, command: type, field: str) -> None:
    with pytest.raises(CommandError) as refused:
        read_command(command, (f"--{field}", "29-03-2026 02:30"))
    assert "29-03-2026 02:30 bestaat niet: de klok gaat dan vooruit" in str(refused.value), action
