"""The sample desk of the Dalfsen tender: invented tenderers, a story, a result."""

from pathlib import Path

from inkoop_core.api.demo import Demo
from inkoop_wmo_begeleiding.demo.story import story


def demo() -> Demo:
    """The sample desk. Everything in it is invented."""
    here = Path(__file__).parent
    told = [(here / name).read_text("utf-8") for name in ("story.toml", "vervolg.toml")]
    founded, steps = story(told, (here.parent / "tender.toml").read_text("utf-8"))
    return Demo(
        tender="dalfsen-wmo-2027",
        packages=here / "packages",
        trust=here / "trust",
        founded=founded,
        steps=steps,
        table=here / "platform" / "inschrijvingen.xlsx",
        papers=here / "stukken",
    )
