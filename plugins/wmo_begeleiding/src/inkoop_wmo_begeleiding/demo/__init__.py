"""The sample desk of the Dalfsen tender: invented tenderers, a story, a result."""

from pathlib import Path

from inkoop_core.api.demo import Demo
from inkoop_wmo_begeleiding.demo.story import story


def demo() -> Demo:
    """The sample desk. Everything in it is invented."""
    here = Path(__file__).parent
    founded, steps = story(
        (here / "story.toml").read_text("utf-8"), (here.parent / "tender.toml").read_text("utf-8")
    )
    table = here / "platform" / "inschrijvingen.xlsx"
    return Demo("dalfsen-wmo-2027", here / "packages", here / "trust", founded, steps, table)
