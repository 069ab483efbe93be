"""The line on top of every screen: where, who, and which moment is looked at."""

from textual.content import Content
from textual.widgets import Static

from inkoop_core.domain.moment import shown
from inkoop_tui.desk_app import DeskApp

SAMPLE = " VOORBEELD "


def header_content(app: DeskApp, where: str, brief: str, width: int) -> Content:
    """The text of the line; the brief place where the whole one does not fit, and first where that is needed.

    A person must see what he is about to decide on; who he is comes second.
    """
    known = (_moment(app),) if app.desk.moment is not None else ()
    who = ((f" {app.desk.actor.shown}", ""),)
    sample = ((SAMPLE, "bold $background on $warning"),) if app.sample else ()
    lines = (
        _line(sample, who, known, where),
        _line(sample, who, known, brief),
    )
    fitting = next((line for line in lines if line.cell_length <= width), None)
    if fitting is not None or not brief:
        return fitting or lines[0]
    return Content.assemble(*sample, (f" {brief}", "bold"), *known, " │", *who)


Parts = tuple[tuple[str, str], ...]


def _line(sample: Parts, who: Parts, known: Parts, where: str) -> Content:
    return Content.assemble(*sample, *who, *known, (f" │ {where}", "bold"))


def _moment(app: DeskApp) -> tuple[str, str]:
    moment = app.desk.moment
    if moment is None:
        return ("", "")
    known = f", bekend op {shown(moment.known_at)}" if moment.known_at != moment.as_of else ""
    return (f" │ stand van {shown(moment.as_of)}{known}: alleen kijken", "bold $warning")


class DeskHeader(Static):
    """The line on top.

    where  the place in full; brief: the place alone, for where that does not fit ("" there is no other)
    """

    def __init__(self, where: str, brief: str = "") -> None:
        super().__init__()
        self._where = where
        self._brief = brief

    def on_mount(self) -> None:
        self.refresh_desk()

    def on_resize(self) -> None:
        self.refresh_desk()

    def refresh_desk(self, where: str | None = None, brief: str = "") -> None:
        """Show the desk as it is now, and another place where one is given."""
        if where is not None:
            self._where, self._brief = where, brief
        app = self.app
        if isinstance(app, DeskApp):
            width = self.size.width or app.size.width
            self.update(header_content(app, self._where, self._brief or self._where, width))
