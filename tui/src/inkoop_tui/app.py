"""The program of the screens: themes, the person, and the keys that work everywhere."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.filter import LineFilter

from inkoop_core.desk.desk import Desk
from inkoop_tui.desk_app import DeskApp, as_person, people
from inkoop_tui.palette import DeskCommands, DeskPalette
from inkoop_tui.screens.base import DeskScreen
from inkoop_tui.screens.choose import ChooseScreen, Option
from inkoop_tui.screens.procedures import ProceduresScreen
from inkoop_tui.stored_text import NothingThatDrives
from inkoop_tui.theme import THEMES


class InkoopApp(DeskApp):
    """The screens of one desk."""

    TITLE = "inkoop"
    CSS_PATH = "inkoop.tcss"
    COMMANDS = {DeskCommands}  # noqa: RUF012 - the shape that the base class gives
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "here('act')", "actie", id="act", tooltip="Een actie kiezen over wat nu gekozen is"),
        Binding("v", "here('views')", "overzicht", id="views", tooltip="Een ander overzicht bekijken"),
        Binding(
            "g,escape", "here('back')", "terug", id="back", tooltip="Naar het vorige scherm", key_display="g"
        ),
        Binding("question_mark", "here('help')", "hulp", id="help", tooltip="Wat kan hier", key_display="?"),
        Binding("u", "person", "persoon", id="person", tooltip="Als een ander verdergaan (voorbeeldbureau)"),
        Binding("ctrl+p", "find", "zoek", id="find", tooltip="Elk overzicht en elke actie zoeken"),
        Binding("q", "leave", "stop", id="leave", tooltip="De schermen sluiten"),
        Binding("f5", "here('reload')", show=False, id="reload", tooltip="Opnieuw bij het bureau opvragen"),
        Binding("ctrl+q", "quit", show=False, priority=True, id="quit"),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        # Work all day: nothing on the screen moves but what a person moves.
        self.animation_level = "none"

    def on_mount(self) -> None:
        self.push_screen(ProceduresScreen())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line of every screen passes here before the terminal gets it."""
        return [NothingThatDrives(), *super().get_line_filters()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Another person only where people state who they are; on a form no key leads away from it."""
        if action == "person" and not self.people_state_who_they_are:
            return False
        if action in ("here", "person", "find", "leave"):
            return isinstance(self.screen, DeskScreen)
        return super().check_action(action, parameters)

    async def action_here(self, name: str) -> None:
        """What a key means on the present screen."""
        await self.screen.run_action(f"screen.{name}")

    def action_find(self) -> None:
        self.push_screen(DeskPalette())

    def action_help_quit(self) -> None:
        """Ctrl+C copies elsewhere; here it tells how to leave."""
        self.notify("Met Ctrl+Q sluit u de schermen.")

    def action_leave(self) -> None:
        self.exit()

    def action_person(self) -> None:
        screen = self.screen
        if not isinstance(screen, DeskScreen):
            return
        desk = self.desk
        screen.ask(lambda: people(desk), self._choose_person, screen.tell_error, group="people")

    def _choose_person(self, found: tuple[tuple[str, str], ...]) -> None:
        options = tuple(Option(name, f"{name}  ({roles})") for name, roles in found)
        self.push_screen(ChooseScreen("Wie bent u?", options), self._become)

    def _become(self, name: str | None) -> None:
        if name is None:
            return
        self.desk = as_person(self.desk, name)
        self.changes += 1
        screen = self.screen
        if isinstance(screen, DeskScreen):
            screen.on_screen_resume()
