"""Take a platform's vault in: package by package, with what was recognised in each file and why."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, Input, ProgressBar, Static

from inkoop_core.api.views import Table
from inkoop_core.desk.desk import Desk
from inkoop_tui.asking import told
from inkoop_tui.screens.base import DeskScreen
from inkoop_tui.taking_in import Step, take_in
from inkoop_tui.thing import Thing
from inkoop_tui.widgets.path_input import PathInput
from inkoop_tui.widgets.table_panel import TablePanel

TakingIn = Callable[[Desk, str, Path, Callable[[Step], bool]], Table]
"""Takes a vault in. It tells each package that is done, and stops when the answer is False."""

ASK = (
    "Geef de map of het zip-bestand met alle inschrijvingen, zoals het platform het geeft. Elk pakket gaat in zijn "
    "geheel naar binnen of niet; wat er al is, wordt overgeslagen. U kunt dus stoppen en later verdergaan."
)
STOPPING = "Het pakket dat nu wordt gelezen wordt nog afgemaakt; daarna stopt het innemen."

BROKEN_OFF = (
    "Het innemen is afgebroken na pakket {done}: {error}\nWat binnen is, blijft binnen; neem de kluis opnieuw in om "
    "verder te gaan."
)


class VaultScreen(DeskScreen):
    """The intake of a vault. Opening a row of the report goes to the submission."""

    GUIDE: ClassVar[str] = (
        "Typ het pad van de kluis; de pijl naar rechts neemt over wat wordt voorgesteld. Enter begint. Esc stopt na "
        "het pakket dat nu wordt gelezen: wat binnen is, blijft binnen. Daarna ziet u per bestand wat is herkend en "
        "waarom; Enter opent de inschrijving."
    )
    AUTO_FOCUS: ClassVar[str | None] = "PathInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s", "start", "innemen", id="vault.start", tooltip="Beginnen met innemen", priority=True
        ),
    ]

    class Stepped(Message, bubble=False):
        """Another package is done."""

        def __init__(self, step: Step) -> None:
            super().__init__()
            self.step = step

    def __init__(self, procedure: str, path: str = "", taking_in: TakingIn = take_in) -> None:
        super().__init__(Thing(procedure, "procedure", procedure), f"{procedure} › Kluis innemen")
        self._path = path
        self._taking_in = taking_in
        self._busy = False
        self._done = 0
        self._stop = Event()

    def body(self) -> ComposeResult:
        yield Static(ASK, classes="vault-ask", markup=False)
        yield PathInput(self._path, "pad van de kluis; → neemt over wat wordt voorgesteld", compact=True)
        with Horizontal(classes="buttons"):
            yield Button("Innemen (Ctrl+S)", id="start", variant="primary", compact=True)
            yield Button("Stoppen (Esc)", id="stop", compact=True)
        yield Static("", id="vault-now", markup=False)
        yield ProgressBar(show_eta=False, id="vault-bar")
        yield TablePanel(fixed=2, id="vault-report")

    def on_mount(self) -> None:
        for name in ("#stop", "#vault-now", "#vault-bar", "#vault-report"):
            self.query_one(name).display = False

    @property
    def busy(self) -> bool:
        """Whether packages are being taken in."""
        return self._busy

    @on(Button.Pressed, "#start")
    @on(Input.Submitted, "PathInput")
    def action_start(self) -> None:
        typed = self.query_one(PathInput).value.strip()
        if self._busy:
            return
        if not typed:
            self._tell("✗ Typ eerst het pad van de kluis.")
            return
        self._busy = True
        self._done = 0
        self._stop.clear()
        self._show_busy()
        self._tell("De kluis wordt bekeken…")
        self.query_one(ProgressBar).update(total=None, progress=0)
        desk, procedure, path = self.desk, self.thing.procedure, Path(typed).expanduser()
        self.ask(
            lambda: self._taking_in(desk, procedure, path, self._step),
            self._taken,
            self._failed,
            group="vault",
        )

    def _step(self, step: Step) -> bool:
        """Called in the thread that reads: told by a message; False when it must stop."""
        self.post_message(self.Stepped(step))
        return not self._stop.is_set()

    @on(Stepped)
    def _stepped(self, event: Stepped) -> None:
        step = event.step
        self._done = step.done
        self.query_one(ProgressBar).update(total=step.total, progress=step.done)
        if not self._stop.is_set():
            self._tell(f"{step.done} van {step.total} pakketten; laatst: {step.name}")

    def _taken(self, report: Table) -> None:
        self._ended()
        stopped = "Gestopt. " if self._stop.is_set() else ""
        self._tell(stopped + report.title)
        panel = self.query_one("#vault-report", TablePanel)
        panel.display = True
        panel.show(report)
        panel.table.focus()

    def _failed(self, error: Exception) -> None:
        self._ended()
        self._tell(f"✗ {told(error) if not self._done else BROKEN_OFF.format(done=self._done, error=error)}")
        self.query_one(PathInput).focus()

    def _ended(self) -> None:
        self._busy = False
        self.desk_app.changes += 1
        self._seen_changes = self.desk_app.changes
        self._show_busy()

    def _show_busy(self) -> None:
        self.query_one(PathInput).disabled = self._busy
        self.query_one("#start").display = not self._busy
        self.query_one("#stop").display = self._busy
        self.query_one(ProgressBar).display = self._busy
        self.refresh_bindings()

    def _tell(self, text: str) -> None:
        now = self.query_one("#vault-now", Static)
        now.display = True
        now.update(text)

    @on(Button.Pressed, "#stop")
    def action_back(self) -> None:
        """While packages are taken in: stop after this one."""
        if self._busy:
            self._stop.set()
            self._tell(STOPPING)
        else:
            super().action_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "start":
            return not self._busy
        return super().check_action(action, parameters)

    def chosen_thing(self) -> Thing:
        return self.query_one("#vault-report", TablePanel).thing(self.thing.procedure) or self.thing
