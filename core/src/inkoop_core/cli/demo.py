"""Make the sample desk by playing its story, then show it."""

import shutil
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inkoop_core.cli.app import Session
from inkoop_core.cli.trust import FOLDER

if TYPE_CHECKING:
    from inkoop_core.api.demo import Demo, DemoStep
    from inkoop_core.desk.desk import Desk

INTAKE, SEND = "inschrijving-innemen", "brief-verzonden"
PACKAGES, VAULT, PAPERS, LETTERS = "packages", "kluis", "stukken", "brieven"
DECLARATION = "inschrijving.toml"


@click.command("demo")
@click.option("--dir", "folder", type=click.Path(path_type=Path), help="Waar het voorbeeldbureau komt.")
@click.option("--headless", is_flag=True, help="Alleen de uitkomst tonen, geen schermen openen.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]),
    help="Vertel het verhaal tot en met deze dag; anders tot het einde.",
)
@click.pass_obj
def demo_command(session: Session, folder: Path | None, headless: bool, until: datetime | None) -> None:
    """Voorbeeldbureau maken: verzonnen inschrijvingen, van vragenronde tot getekende overeenkomst.

    Een bestaand voorbeeldbureau in de map wordt opnieuw gemaakt. Met --db komt het bureau daar.
    """
    from inkoop_core.cli.assess import submission_text
    from inkoop_core.cli.ui import open_screens

    demo = installed_demo()
    place = folder or _default_folder()
    database = session.db or str(place / "desk.db")
    desk = build(demo if until is None else told_until(demo, until.date()), place, database)
    assessment = desk.assessment(demo.tender)
    if headless:
        click.echo(
            f"VOORBEELD: {demo.tender}, {len(assessment.submissions)} verzonnen inschrijvingen in {database}\n"
        )
        for item in assessment.submissions:
            click.echo(submission_text(item))
        desk.store.close()
        return
    desk.store.close()
    session.db = database
    open_screens(session)


def installed_demo() -> "Demo":
    """The sample desk of the installed plugins. Raises PluginMissing when there is none."""
    from inkoop_core.errors import PluginMissing

    points = sorted(entry_points(group="inkoop.demo"), key=lambda point: point.name)
    if not points:
        raise PluginMissing(
            "er is geen voorbeeld geïnstalleerd; installeer het pakket inkoop-wmo-begeleiding."
        )
    found: Demo = points[0].load()()
    return found


def told_until(demo: "Demo", last: date) -> "Demo":
    """The sample desk with its story until the end of that Dutch day."""
    from attrs import evolve

    from inkoop_core.domain.moment import end_of_day

    return evolve(demo, steps=tuple(step for step in demo.steps if step.at <= end_of_day(last)))


def _default_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("inkoop", appauthor=False) / "voorbeeld"


def build(demo: "Demo", place: Path, database: str) -> "Desk":
    """Copy packages and certificates, lay out the vault, found the desk, and play the story."""
    from inkoop_core.bootstrap import found_desk

    place.mkdir(parents=True, exist_ok=True)
    _clear(place, database)
    packages = place / PACKAGES
    shutil.copytree(demo.packages, packages)
    shutil.copytree(demo.trust, place / FOLDER)
    lay_out_vault(demo, place / VAULT)
    if demo.papers is not None:
        shutil.copytree(demo.papers, place / PAPERS)
    clock = ScriptClock(demo.founded)
    trust = tuple(file.read_bytes() for file in sorted((place / FOLDER).iterdir()))
    desk = found_desk(database, sample=True, clock=clock, trust=trust)
    for step in demo.steps:
        clock.instant = step.at
        play(desk, demo.tender, step, place)
    return desk


def lay_out_vault(demo: "Demo", place: Path) -> None:
    """The same bids as the platform exports them: the documents and a table, nothing typed by anybody."""
    if demo.table is None:
        return
    place.mkdir(parents=True)
    shutil.copy(demo.table, place)
    for package in sorted(demo.packages.iterdir()):
        if package.is_dir():
            shutil.copytree(package, place / package.name, ignore=shutil.ignore_patterns(DECLARATION))
        elif package.suffix == ".zip":
            _copy_zip(package, place / package.name)


def _copy_zip(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for part in whole.infolist():
            if part.filename != DECLARATION:
                made.writestr(part, whole.read(part))


def _clear(place: Path, database: str) -> None:
    """Remove an earlier sample desk; anything that is not one stays, and is refused when it is in the way."""
    from inkoop_core.bootstrap import open_desk
    from inkoop_core.errors import Refused

    file = Path(database.removeprefix("sqlite:///"))
    if "://" not in database.removeprefix("sqlite:///") and file.exists():
        desk = open_desk(database)
        founded = desk.founded()
        desk.store.close()
        if founded is None or not founded.sample:
            raise Refused(f"{file} is geen voorbeeldbureau en blijft staan; kies een andere map met --dir.")
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
    for folder in (PACKAGES, VAULT, FOLDER, PAPERS, LETTERS):
        if (place / folder).exists():
            shutil.rmtree(place / folder)


class ScriptClock:
    """The clock of a story: each look at it is a millisecond later."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def __call__(self) -> datetime:
        self.instant += timedelta(milliseconds=1)
        return self.instant


def play(desk: "Desk", procedure: str, step: "DemoStep", place: Path) -> None:
    """Carry one step out, and have it confirmed where the story says so. place: the folder of the sample desk."""
    from inkoop_core.access import Actor
    from inkoop_core.desk.commands import from_table

    actor = desk if step.actor == "" else desk.for_actor(Actor(step.actor, stated=True))
    command_class = desk.action(step.action).command
    for fields in _commands(desk, procedure, step, place):
        command = from_table(command_class, fields, f"stap {step.action} van {step.at}")
        done = actor.perform(step.action, procedure, command)
        if step.second and done.proposal is not None:
            desk.for_actor(Actor(step.second, stated=True)).confirm(procedure, done.proposal)


def _commands(desk: "Desk", procedure: str, step: "DemoStep", place: Path) -> Iterator[dict[str, Any]]:
    if step.action == INTAKE and "path" not in step.fields:
        for package in sorted((place / PACKAGES).iterdir()):
            if package.is_dir() or package.suffix == ".zip":
                yield {"path": str(package)}
    elif step.action == SEND and "file" not in step.fields:
        yield from _letters(desk, procedure, step, place / LETTERS)
    else:
        yield {name: _placed(value, place / PAPERS) for name, value in step.fields.items()}


def _placed(value: Any, papers: Path) -> Any:
    """A field of a step; the name of a paper becomes where it lies."""
    if isinstance(value, list):
        return [_placed(item, papers) for item in value]
    there = isinstance(value, str) and value.endswith(".pdf") and (papers / value).is_file()
    return str(papers / value) if there else value


def _letters(desk: "Desk", procedure: str, step: "DemoStep", place: Path) -> Iterator[dict[str, Any]]:
    """Every letter that is due is made, and sent as it was made; the platform had it a minute later."""
    from inkoop_core.desk.letters import content_of
    from inkoop_core.documents.letter import letter_bytes
    from inkoop_core.domain.moment import local, local_day
    from inkoop_core.progress.letters_due import due_letters

    state = desk.state(procedure)
    folder = place / local_day(step.at).isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = step.fields.get("kind")
    letters = [due for due in due_letters(state.course) if wanted in (None, due.kind.value)]
    for number, due in enumerate(letters, start=1):
        content = content_of(state, due.kind, due.about, local_day(step.at))
        file = folder / f"{due.about} {due.kind.value}.docx"
        file.write_bytes(letter_bytes(content, None))
        yield {
            "kind": due.kind.value,
            "about": due.about,
            "file": str(file),
            "sent_at": step.at - timedelta(minutes=2),
            "received_at": step.at - timedelta(minutes=1),
            "message_number": f"VB-{local(step.at):%m%d}-{number:02}",
        }
