"""The command palette: every view, every action, and what the program itself can do."""

from collections.abc import Iterator
from functools import partial

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets.option_list import Option

from inkoop_tui.offers import offered_views
from inkoop_tui.screens.base import DeskScreen

PLACEHOLDER = "Zoek een overzicht, een actie of een opdracht…"
NOTHING_FOUND = "(niets gevonden)"


class DeskPalette(CommandPalette):
    """The palette, in Dutch to its last word."""

    def __init__(self) -> None:
        super().__init__(placeholder=PLACEHOLDER)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(
            self._NO_MATCHES_COUNTDOWN, lambda: self._show_nothing_found(search_value)
        )

    def _show_nothing_found(self, search_value: str) -> None:
        if search_value:
            found = self.query_one(CommandList)
            found.add_option(Option(NOTHING_FOUND, disabled=True, id=self._NO_MATCHES))
        self._list_visible = bool(search_value)


class DeskCommands(Provider):
    """What can be done from the present screen."""

    def _commands(self) -> Iterator[tuple[str, object, str]]:
        screen = self.screen
        if isinstance(screen, DeskScreen):
            thing = screen.thing
            for view in offered_views(screen.desk, thing):
                yield f"Overzicht: {view.label}", partial(screen.show_view, view.id), view.id
            for action in screen.desk.actions.values():
                if (action.about == "desk") == (not thing.procedure):
                    chosen = screen.chosen_thing()
                    yield f"Actie: {action.label}", partial(screen.begin, chosen, action.id), action.id
            yield from screen.own_commands()
        app = self.app
        for theme in ("inkoop", "inkoop-licht"):
            yield f"Kleuren: {theme}", partial(setattr, app, "theme", theme), "Ander kleurenschema"
        yield "Afsluiten", app.exit, "De schermen sluiten"

    async def discover(self) -> Hits:
        for label, call, told in self._commands():
            yield DiscoveryHit(label, call, help=told)  # type: ignore[arg-type]

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for label, call, told in self._commands():
            score = matcher.match(label)
            if score > 0:
                yield Hit(score, matcher.highlight(label), call, help=told)  # type: ignore[arg-type]
