"""The vault is taken in package by package, with steps, a stop, and a report."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Event

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Button, ProgressBar, Static, TabbedContent

from inkoop_core.api.packages import Recognised
from inkoop_core.api.views import Table
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.vault import PackageReport, Taken
from inkoop_core.errors import Refused
from inkoop_tui.screens.submission import SubmissionScreen
from inkoop_tui.screens.vault import VaultScreen
from inkoop_tui.taking_in import Step, report_table
from inkoop_tui.widgets.path_input import PathInput, PathSuggester
from inkoop_tui.widgets.table_panel import TablePanel

P = "dalfsen-wmo-2027"
OpenAs = Callable[..., Desk]
Go = Callable[..., None]
Press = Callable[..., Awaitable[None]]
Write = Callable[..., Awaitable[None]]
Seen = Callable[[App[None]], str]
FILES = (
    Recognised("uea.pdf", "uea", "tenderer", "veldenkaart uea", False),
    Recognised("scan.pdf", "", "tenderer", "geen tekst in het bestand", True),
)
REPORTS = (
    PackageReport("01-papieren-linde", Taken.IN, "S-001", "Stichting Voorbeeld", "", FILES, "S-001: gelezen"),
    PackageReport("02-te-laat", Taken.UNREAD, "S-002", reason="te laat"),
    PackageReport("03-kapot.zip", Taken.REFUSED, reason="kan niet worden geopend"),
)


class Fake:
    """Takes packages in one at a time, each when it is let go; remembers what was answered."""

    def __init__(self) -> None:
        self.go = Event()
        self.paths: list[Path] = []
        self.answers: list[bool] = []

    def __call__(self, _desk: Desk, _procedure: str, path: Path, step: Callable[[Step], bool]) -> Table:
        self.paths.append(path)
        done = []
        for number, report in enumerate(REPORTS, 1):
            assert self.go.wait(10)
            self.go.clear()
            done.append(report)
            self.answers.append(step(Step(number, len(REPORTS), report.package)))
            if not self.answers[-1]:
                break
        return report_table(done, ("rij 9: geen map gevonden",) * (len(done) == len(REPORTS)), {"uea": "UEA"})


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError("it did not come")


async def started(pilot: Pilot[None], taking_in: Fake) -> VaultScreen:
    screen = VaultScreen(P, "/voorbeeld/kluis", taking_in)
    pilot.app.push_screen(screen)
    await until(pilot, lambda: pilot.app.screen is screen and bool(screen.query("#start")))
    await pilot.pause()
    pilot.app.simulate_key("ctrl+s")
    await until(pilot, lambda: screen.busy)
    return screen


def now(screen: VaultScreen) -> str:
    return str(screen.query_one("#vault-now", Static).content)


def rows(screen: VaultScreen) -> list[tuple[str, str]]:
    table = screen.query_one("#vault-report", TablePanel).table
    return [(row.cells[0], row.cells[1]) for row in table.rows or ()]


def test_every_package_is_told_and_then_what_was_recognised_in_each_file(
    open_as: OpenAs, journey: Go, seen: Seen
) -> None:
    fake = Fake()

    async def steps(pilot: Pilot[None]) -> None:
        screen = await started(pilot, fake)
        fake.go.set()
        await until(pilot, lambda: now(screen).startswith("1 van 3 pakketten; laatst: 01-papieren-linde"))
        assert screen.query_one(ProgressBar).percentage == pytest.approx(1 / 3)
        for _ in range(2):
            fake.go.set()
            await until(pilot, lambda: not fake.go.is_set())
        await until(pilot, lambda: not screen.busy)
        await pilot.pause()
        assert now(screen).startswith("3 pakketten; 1 ingenomen; 1 ingenomen, niet gelezen; 1 niet ingenomen")
        assert rows(screen) == [
            ("01-papieren-linde", "✓ ingenomen"),
            ("01-papieren-linde", "✓ herkend"),
            ("01-papieren-linde", "? nagaan"),
            ("02-te-laat", "! ingenomen, niet gelezen"),
            ("03-kapot.zip", "✗ niet ingenomen"),
            ("(kluis)", "? nagaan"),
        ]
        assert fake.paths == [Path("/voorbeeld/kluis")]
        assert "veldenkaart uea" in seen(pilot.app)

    journey(open_as("adviseur.anna"), steps, size=(160, 40))


def test_escape_stops_after_the_package_that_is_read_now(open_as: OpenAs, journey: Go) -> None:
    fake = Fake()

    async def steps(pilot: Pilot[None]) -> None:
        screen = await started(pilot, fake)
        pilot.app.simulate_key("escape")
        await until(pilot, lambda: "nog afgemaakt" in now(screen))
        assert pilot.app.screen is screen
        fake.go.set()
        await until(pilot, lambda: not screen.busy)
        await pilot.pause()
        assert fake.answers == [False]
        assert now(screen).startswith("Gestopt. 1 pakket; 1 ingenomen")
        pilot.app.simulate_key("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)

    journey(open_as("adviseur.anna"), steps)


def test_a_row_of_the_report_leads_to_the_submission(open_as: OpenAs, journey: Go, press: Press) -> None:
    fake = Fake()

    async def steps(pilot: Pilot[None]) -> None:
        screen = await started(pilot, fake)
        for _ in REPORTS:
            fake.go.set()
            await until(pilot, lambda: not fake.go.is_set())
        await until(pilot, lambda: not screen.busy)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, SubmissionScreen)
        assert pilot.app.screen.thing.id == "S-001"
        await until(pilot, lambda: pilot.app.screen.query_one(TabbedContent).active == "tab-documenten")

    journey(open_as("adviseur.anna"), steps)


def test_what_goes_wrong_is_told_and_can_be_tried_again(open_as: OpenAs, journey: Go, press: Press) -> None:
    def refusing(_desk: Desk, _procedure: str, _path: Path, _step: Callable[[Step], bool]) -> Table:
        raise Refused("de kluis is dicht.")

    async def steps(pilot: Pilot[None]) -> None:
        screen = VaultScreen(P, "kluis", refusing)
        pilot.app.push_screen(screen)
        await press(pilot, "f24", "enter")
        assert now(screen) == "✗ de kluis is dicht."
        assert not screen.query_one(PathInput).disabled
        assert screen.query_one("#start", Button).display

    journey(open_as("adviseur.anna"), steps)


def test_what_goes_wrong_halfway_says_that_what_is_in_stays_in(
    open_as: OpenAs, journey: Go, press: Press
) -> None:
    def breaking(_desk: Desk, _procedure: str, _path: Path, step: Callable[[Step], bool]) -> Table:
        step(Step(1, 3, "01"))
        raise Refused("de schijf is vol.")

    async def steps(pilot: Pilot[None]) -> None:
        screen = VaultScreen(P, "kluis", breaking)
        pilot.app.push_screen(screen)
        await press(pilot, "f24", "enter")
        assert now(screen).startswith("✗ Het innemen is afgebroken na pakket 1: de schijf is vol.")
        assert "niets vastgelegd" not in now(screen)

    journey(open_as("adviseur.anna"), steps)


def test_without_a_path_nothing_begins(open_as: OpenAs, journey: Go, press: Press) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "i", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, VaultScreen)
        assert "Typ eerst het pad" in now(screen)

    journey(open_as("adviseur.anna"), steps)


def test_a_real_vault_that_is_in_already_is_skipped(
    open_as: OpenAs, journey: Go, press: Press, chapters: dict[str, Path]
) -> None:
    vault = chapters["einde"].parent / "packages"

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "i")
        screen = pilot.app.screen
        assert isinstance(screen, VaultScreen)
        screen.query_one(PathInput).value = str(vault)
        await press(pilot, "ctrl+s")
        assert "20 pakketten; 20 al ingenomen" in now(screen)

    journey(open_as("adviseur.anna"), steps)


def test_a_vault_is_found_in_the_palette(open_as: OpenAs, journey: Go, press: Press, write: Write) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "ctrl+p")
        await write(pilot, "kluis inn")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, VaultScreen)

    journey(open_as("adviseur.anna"), steps)


def test_the_rest_of_a_path_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "kluis").mkdir()
    (tmp_path / "klad.txt").touch()
    (tmp_path / ".verborgen").mkdir()

    def suggested(text: str, *, folders: bool = False) -> str | None:
        return asyncio.run(PathSuggester(folders=folders).get_suggestion(text))

    assert suggested(f"{tmp_path}/k") == f"{tmp_path}/klad.txt"
    assert suggested(f"{tmp_path}/k", folders=True) == f"{tmp_path}/kluis/"
    assert suggested(f"{tmp_path}/klui") == f"{tmp_path}/kluis/"
    assert suggested(f"{tmp_path}/x") is None
    assert suggested(f"{tmp_path}/weg/x") is None
    assert suggested("") is None
