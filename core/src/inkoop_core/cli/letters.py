"""Write the letters that are due to a folder, with the list to fill in when they are sent."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inkoop_core.cli.app import Session

if TYPE_CHECKING:
    from inkoop_core.desk.actions.letters import MakeLetters
    from inkoop_core.desk.desk import Desk


@click.command("letters")
@click.argument("procedure")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Naar welke map."
)
@click.option("--kind", default="", help="Alleen deze soort brief, bijvoorbeeld afwijzing.")
@click.option(
    "--submission",
    "abouts",
    multiple=True,
    help="Alleen over deze inschrijving (meer keren), klacht-1 of vraag-1.",
)
@click.option(
    "--sent-on",
    type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]),
    help="De dag waarop zij uitgaan; anders vandaag.",
)
@click.option(
    "--template", type=click.Path(path_type=Path), help="Een Word-sjabloon in plaats van het vastgelegde."
)
@click.option("--dry-run", is_flag=True, help="Alleen tonen welke brieven er zouden komen.")
@click.option("--force", is_flag=True, help="Overschrijf brieven die er al staan.")
@click.pass_obj
def letters_command(
    session: Session,
    procedure: str,
    out: Path,
    kind: str,
    abouts: tuple[str, ...],
    sent_on: datetime | None,
    template: Path | None,
    dry_run: bool,
    force: bool,
) -> None:
    """Brieven (.docx) maken over alles wat nog niet is verteld; wat is verzonden legt `brief-verzonden` vast."""
    from inkoop_core.api.send_list import SEND_LIST
    from inkoop_core.cli.terminal import harmless_json, say
    from inkoop_core.desk.actions.letters import MAKE
    from inkoop_core.desk.letter_making import chosen_letters, file_name_of
    from inkoop_core.desk.scoring_rounds import require_sees_all
    from inkoop_core.domain.moment import local_day

    desk = session.desk()
    state = desk.opened(procedure, "brieven maken")
    require_sees_all(state, "een brief")
    day = sent_on.date() if sent_on else local_day(state.moment.as_of)
    command = _command(day, kind, abouts, template)
    due = chosen_letters(state, command.kind, command.submissions)
    rows = [
        {
            "file": file_name_of(state, item),
            "kind": item.kind.value,
            "about": item.about,
            "facts": list(item.facts),
            "sha256": None,
        }
        for item in due
    ]
    if not (dry_run or force):
        _require_new(out, [*(str(row["file"]) for row in rows), SEND_LIST])
    performed = desk.perform(MAKE.id, procedure, command, dry_run=dry_run)
    if not dry_run:
        rows = _written(desk, procedure, performed.facts, out, day)
    if session.as_json:
        told = {
            "procedure": procedure,
            "sent_on": day.isoformat(),
            "dry_run": dry_run,
            "letters": rows,
            "send_list": None if dry_run else SEND_LIST,
        }
        click.echo(harmless_json(json.dumps(told, ensure_ascii=False, indent=2)))
        return
    say(performed.text)
    if not dry_run:
        say(
            f"Geschreven naar {out}. Vul in {SEND_LIST} in wat is verzonden, en leg het vast met `inkoop do "
            f"brieven-verzonden --list {out / SEND_LIST}`."
        )


def _command(day: date, kind: str, abouts: tuple[str, ...], template: Path | None) -> "MakeLetters":
    """The command of the action, from the options. Raises CommandError naming every option that is wrong."""
    from inkoop_core.desk.actions.letters import MakeLetters
    from inkoop_core.desk.commands import from_texts
    from inkoop_core.errors import CommandError

    texts = {"sent_on": [day.isoformat()], "submissions": list(abouts)}
    texts |= {"kind": [kind]} if kind else {}
    texts |= {"template": [str(template)]} if template else {}
    read = from_texts(MakeLetters, texts)
    if not isinstance(read.command, MakeLetters):
        raise CommandError(
            "De opties kloppen niet:", [f"--{name}: {text}" for name, text in read.problems.items()]
        )
    return read.command


def _require_new(out: Path, names: list[str]) -> None:
    from inkoop_core.errors import Refused

    there = [name for name in names if (out / name).exists()]
    if there:
        raise Refused(
            f"in {out} staan al bestanden, misschien bewerkt: {', '.join(there)}. Er is niets gemaakt; kies een "
            "andere map, of overschrijf ze met --force."
        )


def _written(
    desk: "Desk", procedure: str, facts: tuple[int, ...], out: Path, day: date
) -> list[dict[str, Any]]:
    """Writes the letters that were recorded, with their list, and tells of each letter.

    What is written is what the desk keeps. day: on which they go out
    """
    from inkoop_core.api.send_list import SEND_LIST, ListRow
    from inkoop_core.desk.letters import content_of
    from inkoop_core.documents.send_list import send_list

    out.mkdir(parents=True, exist_ok=True)
    state = desk.opened(procedure, "brieven maken")
    rows, listed = [], []
    for number in facts:
        fact = state.fact(number)
        made = fact.body
        content = content_of(state, made.kind, fact.submission, day)
        listed.append(
            ListRow(content.about, content.addressee, made.kind.value, made.file_name, content.channel)
        )
        (out / made.file_name).write_bytes(desk.store.file(made.sha256))
        rows.append(
            {
                "file": made.file_name,
                "kind": made.kind.value,
                "about": fact.submission,
                "facts": list(made.facts),
                "sha256": made.sha256,
            }
        )
    (out / SEND_LIST).write_bytes(send_list(listed, state.moment.as_of))
    return rows
