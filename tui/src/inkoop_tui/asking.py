"""Asking the desk without freezing the screen: threads do the work, messages bring the answer."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual import on
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from inkoop_core.desk.desk import Desk
from inkoop_core.errors import InkoopError
from inkoop_tui.desk_app import DeskApp

T = TypeVar("T")


class Answered(Message, bubble=False):
    """The desk answered; `then` takes the value in the thread of the screens."""

    def __init__(self, then: Callable[[Any], None], value: Any) -> None:
        super().__init__()
        self.then = then
        self.value = value


def told(error: Exception) -> str:
    """An error as a person reads it, never a traceback."""
    if isinstance(error, InkoopError):
        return str(error)
    return (
        f"Dit kon niet worden gedaan: {type(error).__name__}: {error}\n"
        "Er is hierbij niets vastgelegd. Ligt het aan een plugin, meld het dan bij wie haar maakte."
    )


class Asking(Widget):
    """A widget or screen that asks the desk. The work runs in a thread and never touches a widget."""

    @property
    def desk_app(self) -> DeskApp:
        """The app. Raises TypeError outside a DeskApp."""
        app = self.app
        if not isinstance(app, DeskApp):
            raise TypeError("these widgets need an app with a desk")
        return app

    @property
    def desk(self) -> Desk:
        """The desk of the present person."""
        return self.desk_app.desk

    def ask(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        otherwise: Callable[[Exception], None],
        *,
        group: str = "desk",
        exclusive: bool = True,
    ) -> None:
        """Run `work` in a thread; `then` gets what it returns, `otherwise` what it raised.

        A later question of the same group makes an answer that is still under way unwanted (`exclusive`).
        """

        def thread() -> None:
            worker = get_current_worker()
            answer: Answered
            try:
                answer = Answered(then, work())
            except Exception as error:  # noqa: BLE001 - a plugin's view may raise anything; it is shown
                answer = Answered(otherwise, error)
            if not worker.is_cancelled:
                self.post_message(answer)

        self.run_worker(thread, thread=True, exclusive=exclusive, group=group, exit_on_error=False)

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        message.stop()
        message.then(message.value)
