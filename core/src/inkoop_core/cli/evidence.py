"""Take in evidence that came from a provisional winner."""

from collections.abc import Iterator
from pathlib import Path

import click

from inkoop_core.cli.app import Session


@click.command("evidence")
@click.argument("procedure")
@click.argument("submission")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--received-at", required=True, metavar="TIJDSTIP", help="Wanneer het platform het ontving.")
@click.option("--channel", metavar="WEG", help="Langs welke weg; anders het platform.")
@click.option("--message-number", metavar="NR", help="Berichtnummer van het platform.")
@click.option("--kind", metavar="SOORT", help="Welk bewijsmiddel het is; anders herkennen.")
@click.option("--party", metavar="PARTIJ", help="Van wie; anders herkennen.")
@click.option("--issued", metavar="DAG", help="Dag van afgifte op het stuk.")
@click.option("--valid-until", metavar="DAG", help="Laatste dag waarop het stuk geldig is.")
@click.option("--route", metavar="WEG", help="Bij kwaliteit: A (certificaat) of B (maatregelen).")
@click.option("--certificate", metavar="NAAM", help="Naam van het certificaat, zoals op de lijst.")
@click.option("--timing-reason", metavar="REDEN", help="Waarom dit laat wordt vastgelegd.")
@click.option("--dry-run", is_flag=True, help="Zeg alleen wat er zou gebeuren.")
@click.pass_obj
def evidence_command(
    session: Session,
    /,
    procedure: str,
    submission: str,
    paths: tuple[Path, ...],
    dry_run: bool,
    **given: str | None,
) -> None:
    """Bewijsmiddelen innemen: bestanden, of mappen met bestanden, van een inschrijver.

    Wat het is wordt herkend aan de inhoud; wat niet zeker is wordt niet ingenomen maar gevraagd (--kind, --party).
    """
    from inkoop_core.cli.terminal import say
    from inkoop_core.desk.actions.evidence_received import TAKE_IN_EVIDENCE, TakeInEvidence
    from inkoop_core.desk.commands import from_texts
    from inkoop_core.errors import CommandError

    texts = {name: [value] for name, value in given.items() if value is not None}
    files = [str(file) for path in paths for file in _files(path)]
    typed = from_texts(TakeInEvidence, {"submission": [submission], "paths": files, **texts})
    if typed.problems:
        lines = [f"{name}: {problem}" for name, problem in typed.problems.items()]
        raise CommandError("Dit bewijs kan zo niet worden ingenomen:", lines)
    done = session.desk().perform(TAKE_IN_EVIDENCE.id, procedure, typed.command, dry_run=dry_run)
    if dry_run:
        click.echo("Proef, er is niets vastgelegd. Dit zou gebeuren:")
    say(done.text)


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or every file in a folder, by name; an empty folder stays, to be refused by its name."""
    found = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else []
    yield from found or [path]
