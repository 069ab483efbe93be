"""The officer's manual, run as it is printed."""

import re
import shlex
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from attrs import frozen
from click.testing import CliRunner

from inkoop_core import bootstrap
from inkoop_core.cli.app import cli
from inkoop_core.cli.demo import build, installed_demo, told_until
from inkoop_core.domain.moment import instant
from inkoop_core.errors import InkoopError

COLUMNS = "130"
PART = re.compile(
    r"^<!-- klok: (?P<clock>\S+) -->$|^```(?P<kind>console|(?:toml|text) \S+)\n(?P<body>.*?)^```$",
    re.M | re.S,
)
ENDS_WITH = re.compile(r"# eindigt met (\d)$")
NUMBERED = (
    re.compile(r"^Voorstel (\d+) vastgelegd", re.M),
    re.compile(r"^(\d{3}) +inschrijver \(tenderer\) ", re.M),
    re.compile(r"^S-\d{3} .*✓ verzonden .*\D(\d{3,4})$", re.M),
)
CUT = "…"


@frozen
class Shown:
    """A command of the manual, with the output that the manual shows below it."""

    text: str
    code: int
    output: tuple[str, ...]


@frozen
class Ran:
    """What a command really did."""

    code: int
    output: str


class Numbers:
    """What the manual calls 566 may have another number after a change of the sample: told by its output."""

    def __init__(self) -> None:
        self._real: dict[str, str] = {}

    def in_text(self, text: str) -> str:
        return re.sub(r"\b\d{3,4}\b", lambda found: self._real.get(found[0], found[0]), text)

    def learn(self, shown: Shown, ran: Ran) -> None:
        for pattern in NUMBERED:
            printed, real = pattern.search("\n".join(shown.output)), pattern.search(ran.output)
            if printed and real:
                self._real[printed[1]] = real[1]


class Desk:
    """A folder with the sample desk in `voorbeeld`, a clock that the manual sets, and a shell that knows
    two commands: `inkoop` and `export`."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.now = datetime.fromisoformat("2026-07-13T09:00:00+02:00")
        self._monkeypatch = monkeypatch
        self._runner = CliRunner()
        monkeypatch.chdir(folder)
        monkeypatch.setenv("COLUMNS", COLUMNS)
        monkeypatch.setattr(bootstrap, "system_clock", self.clock)
        for opening in (bootstrap.open_desk, bootstrap.found_desk):
            assert opening.__kwdefaults__ is not None
            monkeypatch.setitem(opening.__kwdefaults__, "clock", self.clock)

    def clock(self) -> datetime:
        """A second later at each look."""
        self.now += timedelta(seconds=1)
        return self.now

    def set_clock(self, text: str) -> None:
        self.now = instant(datetime.fromisoformat(text))

    def run(self, text: str) -> Ran:
        words = shlex.split(text, comments=True)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            self._monkeypatch.setenv(name, value)
            return Ran(0, "")
        assert words[0] == "inkoop", text
        result = self._runner.invoke(cli, words[1:])
        if result.exception is None or isinstance(result.exception, SystemExit):
            return Ran(result.exit_code, result.output)
        if isinstance(result.exception, InkoopError):
            return Ran(1, f"{result.output}{result.exception}")
        raise result.exception


def shown_in(block: str) -> list[Shown]:
    """The commands of one console block; a command goes on after a backslash at the end of its line."""
    found: list[Shown] = []
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        lines = part.splitlines()
        text = lines.pop(0)
        while text.endswith("\\"):
            text = f"{text[:-1]} {lines.pop(0).strip()}"
        ends = ENDS_WITH.search(text)
        found.append(Shown(text, int(ends.group(1)) if ends else 0, tuple(lines)))
    return found


def played(desk: Desk, shown: Shown, numbers: Numbers) -> tuple[Shown, Ran]:
    """The command as it was run, with the numbers of this desk in it and in what is shown below it."""
    ran = desk.run(numbers.in_text(shown.text))
    numbers.learn(shown, ran)
    output = tuple(numbers.in_text(line) for line in shown.output)
    return Shown(numbers.in_text(shown.text), shown.code, output), ran


def missing_lines(shown: Shown, ran: Ran) -> list[str]:
    """Lines of the manual that the output does not have, in this order; a line cut off by … needs its beginning."""
    real = iter([" ".join(line.split()) for line in ran.output.splitlines()])
    missing = []
    for line in shown.output:
        wanted = " ".join(line.split())
        if wanted in ("", CUT):
            continue
        beginning = wanted.endswith(CUT)
        wanted = wanted.removesuffix(CUT).rstrip()
        if not any(one.startswith(wanted) if beginning else one == wanted for one in real):
            missing.append(line)
            break
    return missing


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample desks that the manual has made: until the assessment, and the whole story."""
    folder = tmp_path_factory.mktemp("handleiding")
    for name, demo in (
        ("voorbeeld", told_until(installed_demo(), date(2026, 7, 11))),
        ("vervolg", installed_demo()),
    ):
        build(demo, folder / name, str(folder / name / "desk.db")).store.close()
    return folder


@pytest.fixture
def play_manual(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], list[tuple[Shown, Ran]]]:
    """Everything the manual shows, done in the order of the page."""

    def play(text: str) -> list[tuple[Shown, Ran]]:
        desk = Desk(sample_folder, monkeypatch)
        numbers = Numbers()
        done: list[tuple[Shown, Ran]] = []
        for part in PART.finditer(text):
            if part["clock"]:
                desk.set_clock(part["clock"])
            elif part["kind"] == "console":
                done += [played(desk, shown, numbers) for shown in shown_in(part["body"])]
            else:
                (desk.folder / part["kind"].split()[1]).write_text(part["body"], "utf-8")
        return done

    return play


@pytest.fixture
def missing() -> Callable[[Shown, Ran], list[str]]:
    return missing_lines
