"""Write records of a procedure as PDF files."""

from pathlib import Path
from typing import Any

import click

from inkoop_core.cli.app import Session
from inkoop_core.domain.record_made import RecordKind


@click.command("report")
@click.argument("procedure")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Naar welke map."
)
@click.option(
    "--kind", type=click.Choice([kind.value for kind in RecordKind]), help="Welk verslag; anders alle."
)
@click.option("--round", "round_", type=int, default=0, help="Van welke vragenronde (bij --kind nota).")
@click.option(
    "--kept", is_flag=True, help="De vastgestelde verslagen, zoals ze bewaard zijn; maak niets nieuw."
)
@click.option("--force", is_flag=True, help="Overschrijf bestanden die er al staan.")
@click.pass_obj
def report_command(
    session: Session, procedure: str, out: Path, kind: str | None, round_: int, kept: bool, force: bool
) -> None:
    """Verslagen (PDF/A) schrijven; bewaren in het dossier gaat met `inkoop do verslag-vaststellen`."""
    from inkoop_core.cli.terminal import say
    from inkoop_core.desk.actions.records import WITHHELD
    from inkoop_core.desk.scoring_rounds import require_sees_all
    from inkoop_core.errors import Refused

    state = session.desk().opened(procedure, "een verslag maken")
    require_sees_all(state, "een verslag")
    files, skipped = (_kept(state, kind), []) if kept else _files(state, kind, round_)
    there = [file.name for file in files if (out / file.name).exists()]
    if there and not force:
        raise Refused(
            f"in {out} staan al: {', '.join(there)}. Er is niets geschreven; kies een andere map, of overschrijf "
            "ze met --force."
        )
    out.mkdir(parents=True, exist_ok=True)
    for file in files:
        (out / file.name).write_bytes(file.content)
        say(f"{out / file.name}\n  SHA-256 {file.sha256}")
        if file.withheld:
            say(f"  {WITHHELD}{', '.join(file.withheld)}.")
    for line in skipped:
        say(line)


def _files(state: Any, kind: str | None, round_: int) -> tuple[list[Any], list[str]]:
    """The files, and why a record that was not asked for by name is not among them. Raises Refused."""
    from inkoop_core.desk.records_of.made import CONTENT, record_file
    from inkoop_core.desk.records_of.readers import require_reader
    from inkoop_core.errors import NotPermitted, Refused

    if kind is not None:
        require_reader(state, RecordKind(kind))
        return [record_file(state, RecordKind(kind), round_)], []
    files, skipped = [], []
    for one in CONTENT:
        try:
            require_reader(state, one)
            files.append(record_file(state, one))
        except (NotPermitted, Refused) as refusal:
            skipped.append(f"{one.label}: {refusal}")
    return files, skipped


def _kept(state: Any, kind: str | None) -> list[Any]:
    """The records that were established, as they were kept. Raises Refused when there is none, NotPermitted."""
    from inkoop_core.desk.records_of.made import kept_records
    from inkoop_core.desk.records_of.readers import require_reader
    from inkoop_core.errors import Refused

    files = [file for file in kept_records(state) if kind in (None, file.kind.value)]
    if not files:
        raise Refused("er is nog geen verslag vastgesteld; dat gaat met `inkoop do verslag-vaststellen`.")
    for file in files:
        require_reader(state, file.kind, kept=True)
    return files
