"""Scoring sheets are made from the screens, and taken in by their action."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Static

from inkoop_core.desk.desk import Desk
from inkoop_tui.screens.procedure import ProcedureScreen
from inkoop_tui.widgets.path_input import PathInput

OpenAs = Callable[..., Desk]
Go = Callable[..., None]
Press = Callable[..., Awaitable[None]]
Write = Callable[..., Awaitable[None]]
Seen = Callable[[App[None]], str]


def squeezed(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def test_an_assessor_makes_his_own_sheets_in_a_folder(
    open_as: OpenAs, journey: Go, press: Press, seen: Seen, tmp_path: Path
) -> None:
    folder = tmp_path / "formulieren"

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "e")
        pilot.app.screen.query_one("#field-folder PathInput", PathInput).value = str(folder)
        await press(pilot, "ctrl+s")
        assert "Scoreformulieren gemaakt" in seen(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ProcedureScreen)

    journey(open_as("beoordelaar.bram", "scores"), steps)
    made = sorted(file.name for file in folder.iterdir())
    assert made
    assert all(name.startswith("scoreformulier-") and name.endswith("bram.xlsx") for name in made)


def test_sheets_that_are_there_already_are_not_overwritten(
    open_as: OpenAs, journey: Go, press: Press, tmp_path: Path
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        for told in ("Terug met de actie", "staan al formulieren, misschien ingevuld"):
            await press(pilot, "e")
            pilot.app.screen.query_one("#field-folder Input", Input).value = str(tmp_path / "map")
            await press(pilot, "ctrl+s")
            assert told in str(pilot.app.screen.query_one(".dialog-text Static", Static).content)
            await press(pilot, "enter")

    journey(open_as("beoordelaar.bram", "scores"), steps)


def test_a_filled_in_sheet_is_taken_in_with_its_own_form(
    open_as: OpenAs, journey: Go, press: Press, write: Write, seen: Seen
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "ctrl+p")
        await write(pilot, "scoreformulier innemen")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        assert "Scoreformulier innemen" in seen(pilot.app).splitlines()[0]
        pilot.app.screen.query_one("#field-path Input", Input).value = "bestaat-niet.xlsx"
        await press(pilot, "ctrl+s")
        assert "bestaat-niet.xlsx" in squeezed(seen(pilot.app))

    journey(open_as("beoordelaar.bram", "scores"), steps)
