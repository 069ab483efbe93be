"""Texts of others on the screens."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot

from inkoop_core.access import Actor
from inkoop_core.bootstrap import found_desk
from inkoop_core.cli.terminal import DRIVING
from inkoop_tui.screens.telling import TellScreen

Go = Callable[..., None]
Press = Callable[..., Awaitable[None]]
Seen = Callable[[App[None]], str]


def test_nothing_on_a_screen_drives_the_terminal(
    tmp_path: Path, journey: Go, press: Press, seen: Seen
) -> None:
    desk = found_desk(tmp_path / "leeg.db", actor=Actor("inkoper"))

    async def steps(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(TellScreen("Titel", "rood \x1b[31m, om \u202e en \x9b2J klaar"))
        await press(pilot, "f24")
        text = seen(pilot.app)
        assert not DRIVING.search(text)
        assert "rood [31m, om  en 2J klaar" in text

    journey(desk, steps)
    desk.store.close()


def test_what_is_left_out_has_no_width() -> None:
    driving = [sign for sign in map(chr, range(0x2070)) if DRIVING.fullmatch(sign)]
    assert driving
    assert {cell_len(sign) for sign in driving} == {0}
