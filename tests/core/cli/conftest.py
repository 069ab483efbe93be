"""The command line in this process, a sample desk to look at, and packages to take in."""

import io
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import frozen

from inkoop_core.access import Actor
from inkoop_core.bootstrap import found_desk
from inkoop_core.cli import main
from inkoop_core.cli.demo import ScriptClock, installed_demo
from inkoop_core.desk.actions.intake import INTAKE, TakeIn
from inkoop_core.desk.actions.people import GRANT, GrantRole
from inkoop_core.desk.actions.procedures import ADD, AddProcedure
from inkoop_core.domain.role import Role

TENDER = "dalfsen-wmo-2027"
PACKAGES = ("01-papieren-linde", "09-trage-zandloper.zip", "19-verschoven-komma", "20-gekreukt-vel")


@frozen
class Ran:
    """What a command did: exit code, and both outputs."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def inkoop(monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `inkoop` as the console script does, in this process: `inkoop("--db", file, "assess", P)`."""

    def run(*arguments: object) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        monkeypatch.setattr(sys, "argv", ["inkoop", *map(str, arguments)])
        with redirect_stdout(out), redirect_stderr(err):
            try:
                main()
                code = 0
            except SystemExit as end:
                code = int(end.code or 0)
        return Ran(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture(scope="session")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample desk with four packages; only to look at."""
    file = tmp_path_factory.mktemp("bureau") / "desk.db"
    clock = ScriptClock(datetime(2026, 6, 15, 12, tzinfo=UTC))
    desk = found_desk(file, sample=True, clock=clock)
    desk.perform(ADD.id, TENDER, AddProcedure(TENDER, "A. Voorbeeld"))
    for person, role in (("anna", Role.ADVISER), ("gijs", Role.AUDITOR)):
        desk.perform(GRANT.id, TENDER, GrantRole(person, role))
    clock.instant += timedelta(hours=1)
    for name in PACKAGES:
        desk.for_actor(Actor("anna", stated=True)).perform(
            INTAKE.id, TENDER, TakeIn(installed_demo().packages / name)
        )
    desk.store.close()
    return file


@pytest.fixture
def changed(looked_at: Path, tmp_path: Path) -> Path:
    """A copy of that desk, to record in."""
    return Path(shutil.copy(looked_at, tmp_path / "desk.db"))


@pytest.fixture
def package(tmp_path: Path) -> Callable[[str], Path]:
    """A package that came in long before the closing, under this name."""

    def make(name: str) -> Path:
        source = installed_demo().packages / "08-precies-genoeg"
        folder = Path(shutil.copytree(source, tmp_path / name))
        file = folder / "inschrijving.toml"
        text = file.read_text("utf-8").replace("2026-06-15T10:00:00", "2026-01-05T10:00:00")
        file.write_text(f"# {name}\n{text}", "utf-8")
        return folder

    return make
