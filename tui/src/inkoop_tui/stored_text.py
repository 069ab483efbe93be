"""What tenderers wrote is read on the screens, and never drives the terminal."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from inkoop_core.cli.terminal import DRIVING


class NothingThatDrives(LineFilter):
    """Leaves out the characters that a terminal would obey; they have no width, so that nothing shifts."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the shape of a filter
        """The same segments without those characters."""
        if not any(DRIVING.search(segment.text) for segment in segments):
            return segments
        return [
            Segment(DRIVING.sub("", segment.text), segment.style, segment.control) for segment in segments
        ]
