"""Every key while a table is empty, or while the desk has not answered yet."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from inkoop_core.access import Actor
from inkoop_core.bootstrap import found_desk
from inkoop_core.desk.actions.procedures import AddProcedure
from inkoop_core.desk.desk import Desk
from inkoop_tui.screens.procedure import ProcedureScreen
from inkoop_tui.screens.submission import SubmissionScreen
from inkoop_tui.widgets.table_panel import TablePanel

P = "dalfsen-wmo-2027"
OpenAs = Callable[..., Desk]
Go = Callable[..., None]
Press = Callable[..., Awaitable[None]]
Write = Callable[..., Awaitable[None]]
Seen = Callable[[App[None]], str]
KEYS = ("n", "enter", "o", "m", "s", "c", "a")


@pytest.mark.parametrize("key", KEYS)
def test_a_key_pressed_before_the_findings_came_does_no_harm(
    open_as: OpenAs, journey: Go, press: Press, key: str
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        pilot.app.push_screen(SubmissionScreen(P, "S-018"))
        while not isinstance(pilot.app.screen, SubmissionScreen) or not pilot.app.screen.query("LazyTable"):
            await pilot.pause(0)
        pilot.app.simulate_key(key)
        await press(pilot, "escape")
        assert pilot.app.is_running

    journey(open_as("adviseur.anna"), steps)


def test_a_key_pressed_on_findings_that_the_filter_emptied_does_no_harm(
    open_as: OpenAs, journey: Go, press: Press, write: Write, choose: Any, seen: Seen
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        await choose(pilot, "S-018")
        await press(pilot, "slash")
        await write(pilot, "zo'n bevinding is er niet")
        assert "(geen rijen)" in seen(pilot.app)
        await press(pilot, "enter")
        for key in KEYS:
            await press(pilot, key)
            assert pilot.app.is_running, key
            while not isinstance(pilot.app.screen, SubmissionScreen):
                await press(pilot, "escape")
            pilot.app.screen.query_one("#findings", TablePanel).table.focus()

    journey(open_as("adviseur.anna"), steps)


@pytest.mark.parametrize("key", ["n", "o"])
def test_a_key_about_a_finding_tells_that_there_is_none(
    open_as: OpenAs, journey: Go, press: Press, write: Write, choose: Any, key: str
) -> None:
    told = {"n": "Geen van de getoonde bevindingen", "o": "Kies eerst een bevinding"}

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        await choose(pilot, "S-018")
        await press(pilot, "slash")
        await write(pilot, "zo'n bevinding is er niet")
        await press(pilot, "enter", key)
        assert [note.message for note in pilot.app._notifications if told[key] in note.message]

    journey(open_as("adviseur.anna"), steps)


def test_a_key_pressed_in_an_empty_matrix_does_no_harm(tmp_path: Path, journey: Go, press: Press) -> None:
    desk = found_desk(tmp_path / "leeg.db", actor=Actor("inkoper"))
    desk.perform("procedure-toevoegen", P, AddProcedure(P, "H. Voorbeeld"))

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ProcedureScreen)
        for key in KEYS:
            await press(pilot, key)
            assert pilot.app.is_running, key
            while not isinstance(pilot.app.screen, ProcedureScreen):
                await press(pilot, "escape")

    journey(desk, steps)
    desk.store.close()
