"""Make the pictures of the screens in docs/pictures from a fresh sample desk.

    .venv/bin/python scripts/make_pictures.py [FOLDER]

The pictures name no font of another host; a viewer uses its own fixed-width font.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from inkoop_core.access import Actor
from inkoop_core.cli.demo import build, installed_demo
from inkoop_core.desk.desk import Desk
from inkoop_tui.app import InkoopApp

SIZE = (140, 36)
PICTURES: dict[str, Sequence[str]] = {
    "matrix": ("enter", "end"),
    "inschrijving": ("enter", "end", "enter", "n"),
    "poorten": ("enter", "4"),
    "termijnen": ("enter", "1", "1", "1"),
}
"""The keys that lead to each picture."""

_ELSEWHERE = re.compile(r"@font-face\s*\{[^}]*\}\s*|<!--.*?-->\s*", re.DOTALL)


def standing_alone(svg: str) -> str:
    """The picture without fonts that a viewer would fetch from elsewhere, with spaces that every viewer keeps."""
    return _ELSEWHERE.sub("", svg).replace("&#160;", " ").replace("<svg ", '<svg xml:space="preserve" ', 1)


async def picture(desk: Desk, keys: Sequence[str]) -> str:
    """The screen after some keys, as SVG."""
    app = InkoopApp(desk)
    async with app.run_test(size=SIZE) as pilot:
        for key in ("", *keys):
            await pilot.press(*filter(None, [key]))
            await app.workers.wait_for_complete()
            await pilot.pause(0.2)
        return standing_alone(app.export_screenshot(title="inkoop"))


def main(folder: Path) -> None:
    """Play the story in a folder that is thrown away, and write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    demo = installed_demo()
    with tempfile.TemporaryDirectory() as place:
        desk = build(demo, Path(place), str(Path(place) / "desk.db")).for_actor(
            Actor("adviseur.anna", stated=True)
        )
        clock = desk.clock
        desk.clock = lambda: clock() + timedelta(days=1)
        for name, keys in PICTURES.items():
            file = folder / f"{name}.svg"
            file.write_text(asyncio.run(picture(desk, keys)), encoding="utf-8")
            print(file)
        desk.store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "docs" / "pictures")
