"""A sample desk for the screens, and screens as text to compare with what is kept in `screens/`.

INKOOP_UPDATE_SCREENS=1 writes what is seen instead of comparing.
"""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from inkoop_core.bootstrap import open_desk
from inkoop_core.cli.demo import ScriptClock, build, installed_demo, play, told_until
from inkoop_core.desk.desk import Desk
from inkoop_tui.app import InkoopApp
from inkoop_tui.widgets.lazy_table import LazyTable

KEPT = Path(__file__).parent / "screens"
THE_ASSESSMENT = date(2026, 7, 11)
"""The last day of the story on these desks: assessed and decided on, apart from a few, and nobody told yet."""
AFTER_THE_STORY = datetime(2026, 8, 3, 8, 0, tzinfo=UTC)

Journey = Callable[[Pilot[None]], Awaitable[None]]


class Ticking:
    """A clock that is a second later at each look."""

    def __init__(self) -> None:
        self.instant = AFTER_THE_STORY

    def __call__(self) -> datetime:
        self.instant += timedelta(seconds=1)
        return self.instant


@pytest.fixture(scope="session")
def chapters(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Files of a sample desk: "scores" before the first score was given, "einde" at the end of the story."""
    place = tmp_path_factory.mktemp("voorbeeld")
    demo = told_until(installed_demo(), THE_ASSESSMENT)
    first = next(number for number, step in enumerate(demo.steps) if step.action == "score-vastleggen")
    desk = build(evolve(demo, steps=demo.steps[:first]), place, str(place / "einde.db"))
    desk.store.close()
    shutil.copy(place / "einde.db", place / "scores.db")
    clock = ScriptClock(demo.founded)
    desk = open_desk(place / "einde.db", clock=clock)
    for step in demo.steps[first:]:
        clock.instant = step.at
        play(desk, demo.tender, step, place)
    desk.store.close()
    return {"scores": place / "scores.db", "einde": place / "einde.db"}


@pytest.fixture
def open_as(chapters: Mapping[str, Path], tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens this test's own copy of the sample desk for a person: `open_as(person, chapter="einde")`."""
    opened: list[Desk] = []

    def opening(person: str, chapter: str = "einde") -> Desk:
        file = tmp_path / "desk.db"
        shutil.copy(chapters[chapter], file)
        opened.append(open_desk(file, user=person, clock=Ticking()))
        return opened[-1]

    yield opening
    for desk in opened:
        desk.store.close()


@pytest.fixture
def journey() -> Callable[..., None]:
    """Opens the screens on a desk and does what a person does: `journey(desk, steps, size=(120, 40))`."""

    def going(desk: Desk, steps: Journey, size: tuple[int, int] = (120, 40)) -> None:
        async def go() -> None:
            app = InkoopApp(desk)
            async with app.run_test(size=size) as pilot:
                await settle(pilot)
                await steps(pilot)

        asyncio.run(go())

    return going


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the desk has answered everything, and what it answered has asked nothing more.

    Leaving a screen cancels what it had asked: such a question is answered too, it wants no answer any more.
    """
    quiet = 0
    while quiet < 2:
        await pilot.pause()
        busy = any(not worker.is_finished for worker in pilot.app.workers)
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        quiet = 0 if busy else quiet + 1


@pytest.fixture
def press() -> Callable[..., Awaitable[None]]:
    """Presses keys one by one, each after the desk has answered the one before."""

    async def pressing(pilot: Pilot[None], *keys: str) -> None:
        for key in keys:
            pilot.app.simulate_key(key)
            await settle(pilot)

    return pressing


@pytest.fixture
def choose(press: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Puts the cursor of the matrix on a submission and opens it: `choose(pilot, "S-018")`."""

    async def choosing(pilot: Pilot[None], submission: str) -> None:
        table = pilot.app.screen.query_one(LazyTable)
        table.cursor = [row.cells[0] for row in table.rows or ()].index(submission)
        await press(pilot, "enter")

    return choosing


@pytest.fixture
def write() -> Callable[..., Awaitable[None]]:
    """Puts a text where the cursor is."""

    async def writing(pilot: Pilot[None], text: str) -> None:
        box = pilot.app.focused
        assert isinstance(box, Input)
        box.insert_text_at_cursor(text)
        await pilot.pause()
        await settle(pilot)

    return writing


@pytest.fixture
def seen() -> Callable[[App[None]], str]:
    """The screen as text, as it stands in the terminal."""
    return screen_text


def screen_text(app: App[None]) -> str:
    """Every line of the screen, without blanks at its end."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"


@pytest.fixture
def looks_like() -> Callable[[App[None], str], None]:
    """Compares the screen with the kept one of that name."""

    def comparing(app: App[None], name: str) -> None:
        file = KEPT / f"{name}.txt"
        text = screen_text(app)
        if os.environ.get("INKOOP_UPDATE_SCREENS"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8"), (
            f"{file.name}; INKOOP_UPDATE_SCREENS=1 writes it anew"
        )

    return comparing
