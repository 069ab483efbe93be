"""What every screen has: the line on top, the keys that mean the same everywhere, one way to act."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer

from inkoop_core.api.views import View
from inkoop_core.errors import Problems
from inkoop_tui.asking import Asking, told
from inkoop_tui.offers import asks_nothing_but_submission, needs_nothing, offered_views, offers
from inkoop_tui.preparing import Pick, Prepared, prepare
from inkoop_tui.screens.choose import ChooseScreen, Option
from inkoop_tui.screens.confirm import ConfirmScreen, Done
from inkoop_tui.screens.form import ArgumentsScreen, FormScreen
from inkoop_tui.screens.help import HelpScreen
from inkoop_tui.screens.telling import TellScreen
from inkoop_tui.thing import Thing
from inkoop_tui.widgets.desk_header import DeskHeader
from inkoop_tui.widgets.lazy_table import LazyTable
from inkoop_tui.widgets.marking_table import MarkingTable
from inkoop_tui.widgets.view_panel import ViewPanel


class DeskScreen(Screen[None], Asking):
    """A screen about a thing.

    GUIDE  what can be done here, in a few sentences
    """

    GUIDE: ClassVar[str] = ""
    AUTO_FOCUS: ClassVar[str | None] = "LazyTable"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as the base class has it

    def __init__(self, thing: Thing, where: str) -> None:
        super().__init__()
        self.thing = thing
        self.where = where
        self._seen_changes: int | None = None

    def on_mount(self) -> None:
        self._seen_changes = self.desk_app.changes
        self.reload()

    def compose(self) -> ComposeResult:
        yield DeskHeader(self.where)
        yield from self.body()
        yield Footer(show_command_palette=False, compact=True)

    def body(self) -> ComposeResult:
        """What stands between the line on top and the keys."""
        yield from ()

    def reload(self) -> None:
        """Ask the desk again for what is shown."""

    def chosen_thing(self) -> Thing:
        """What is chosen on the screen: the actions are about it."""
        return self.thing

    def own_commands(self) -> Iterator[tuple[str, Callable[[], None], str]]:
        """What can be done here besides actions and views, for the palette: label, call, what it does."""
        yield from ()

    def on_screen_resume(self) -> None:
        """Back on top: what was recorded meanwhile is seen."""
        self.query_one(DeskHeader).refresh_desk()
        if self._seen_changes not in (None, self.desk_app.changes):
            self._seen_changes = self.desk_app.changes
            self.reload()

    # -- the keys

    def action_back(self) -> None:
        """To the screen before; the first one stays."""
        if len(self.app.screen_stack) > 2:
            self.dismiss()

    def action_reload(self) -> None:
        self.reload()

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen(self.where, self.GUIDE, self.active_bindings))

    def action_act(self) -> None:
        thing, desk = self.chosen_thing(), self.desk
        self.ask(
            lambda: tuple(
                Option(
                    offer.action,
                    offer.label,
                    "" if offer.permitted else f"niet uw rol; wel van: {offer.roles}",
                )
                for offer in offers(desk, thing)
            ),
            lambda options: self._choose(
                f"Actie over {_named(thing)}", options, lambda action: self.begin(thing, action)
            ),
            self.tell_error,
            group="act",
        )

    def action_views(self) -> None:
        options = tuple(Option(view.id, view.label) for view in offered_views(self.desk, self.thing))
        self._choose("Overzicht bekijken", options, self.show_view)

    # -- looking

    def show_view(self, view_id: str) -> None:
        """Open a view; what it must be told and is not known here is asked first."""
        from inkoop_tui.screens.view import ViewScreen

        view = self.desk.views[view_id]
        procedure = "" if view.about == "desk" else self.thing.procedure
        submission = self.chosen_thing().submission
        if submission and asks_nothing_but_submission(view):
            arguments = view.arguments(submission=submission)
        elif needs_nothing(view):
            arguments = view.arguments()
        else:
            self._ask_arguments(view, procedure)
            return
        self.app.push_screen(ViewScreen(procedure, view, arguments))

    def _ask_arguments(self, view: View, procedure: str) -> None:
        from inkoop_tui.screens.view import ViewScreen

        def read(arguments: Any) -> None:
            if arguments is not None:
                self.app.push_screen(ViewScreen(procedure, view, arguments))

        self.app.push_screen(ArgumentsScreen(view.label, view.arguments, procedure), read)

    @on(LazyTable.Opened)
    def _opened(self, event: LazyTable.Opened) -> None:
        event.stop()
        self.open_row(event)

    def open_row(self, event: LazyTable.Opened) -> None:
        """Go where a row leads."""
        from inkoop_tui.screens.opening import screen_of

        self.app.push_screen(screen_of(self.thing.procedure, event.row, event.table.columns))

    @on(ViewPanel.Narrowed)
    def _narrow(self, event: ViewPanel.Narrowed) -> None:
        event.stop()
        panel = event.panel

        def read(arguments: Any) -> None:
            if arguments is not None:
                panel.narrow_to(arguments)

        view = self.desk.views[panel.view]
        self.app.push_screen(
            ArgumentsScreen(view.label, view.arguments, panel.procedure, panel.arguments), read
        )

    # -- acting

    @on(ViewPanel.Begun)
    def _begun(self, event: ViewPanel.Begun) -> None:
        event.stop()
        thing = event.panel.thing(self.thing.procedure)
        if thing is not None:
            self.begin(thing, event.action, at_once=event.at_once)

    def begin(
        self, thing: Thing, action: str, picked: Mapping[str, str] | None = None, *, at_once: bool = False
    ) -> None:
        """Begin an action about a thing: what must be chosen first, the form, the confirmation.

        at_once  straight to the confirmation where nothing is left that must be filled in
        """
        desk, chosen = self.desk, dict(picked or {})
        self.ask(
            lambda: prepare(desk, thing, action, chosen),
            lambda answer: self._prepared(thing, action, chosen, answer, at_once),
            self.tell_error,
            group="act",
        )

    def _prepared(
        self, thing: Thing, action: str, picked: dict[str, str], answer: Prepared | Pick, at_once: bool
    ) -> None:
        command = answer.settled() if at_once and isinstance(answer, Prepared) else None
        if command is not None and isinstance(answer, Prepared):
            self.app.push_screen(ConfirmScreen(answer, command), self._confirmed)
            return
        if isinstance(answer, Pick):
            options = tuple(Option(value, label) for value, label in answer.choices)
            self._choose(
                answer.label,
                options,
                lambda value: self.begin(thing, action, {**picked, answer.field: value}),
            )
            return
        self.app.push_screen(FormScreen(answer), self.acted)

    def _confirmed(self, answer: Done | Problems | None) -> None:
        if isinstance(answer, Problems):
            self.tell_error(answer)
        elif isinstance(answer, Done):
            self.acted(answer.recorded)

    def acted(self, done: bool | None) -> None:
        """A form was closed; done: something was recorded. Coming back on top shows it."""
        if done:
            for table in self.query(MarkingTable):
                table.action_unmark()

    def _choose(self, title: str, options: tuple[Option, ...], then: Any) -> None:
        def chosen(value: str | None) -> None:
            if value is not None:
                then(value)

        self.app.push_screen(ChooseScreen(title, options), chosen)

    def tell_error(self, error: Exception) -> None:
        """Show what went wrong, in words."""
        self.app.push_screen(TellScreen("Dat kan niet", told(error), problem=True))


def _named(thing: Thing) -> str:
    if thing.also:
        return f"{len(thing.ids)} gekozen rijen"
    named = {"desk": "het bureau", "procedure": "de procedure"}
    if thing.kind == "finding":
        return f"{thing.submission} {thing.requirement}"
    return named.get(thing.kind, thing.id)
