"""The line on top of every screen: where, who, and which moment is looked at."""

from textual.content import Content
from textual.widgets import Static

from inkoop_core.domain.moment import shown
from inkoop_tui.desk_app import DeskApp

SAMPLE = " VOORBEELD "


def header_content(app: DeskApp, where: str) -> Content:
    """The text of the line."""
    desk = app.desk
    parts: list[Content | str | tuple[str, str]] = []
    if app.sample:
        parts.append((SAMPLE, "bold $background on $warning"))
    parts.append(f" {desk.actor.shown}")
    if desk.moment is not None:
        at = shown(desk.moment.as_of)
        known = (
            f", bekend op {shown(desk.moment.known_at)}" if desk.moment.known_at != desk.moment.as_of else ""
        )
        parts.append((f" │ stand van {at}{known}: alleen kijken", "bold $warning"))
    parts.append((f" │ {where}", "bold"))
    return Content.assemble(*parts)


class DeskHeader(Static):
    """The line on top."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where

    def on_mount(self) -> None:
        self.refresh_desk()

    def refresh_desk(self, where: str | None = None) -> None:
        """Show the desk as it is now, and another place where one is given."""
        self._where = self._where if where is None else where
        app = self.app
        if isinstance(app, DeskApp):
            self.update(header_content(app, self._where))
