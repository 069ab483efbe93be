"""Export a procedure to a file for work outside the desk."""

from pathlib import Path

import click

from inkoop_core.cli.app import Session


@click.command("export")
@click.argument("procedure")
@click.option(
    "--format", "kind", type=click.Choice(["xlsx"]), required=True, help="xlsx: de beoordeling als rekenblad."
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Naar welk bestand."
)
@click.option("--force", is_flag=True, help="Overschrijf het bestand als het er al is.")
@click.pass_obj
def export_command(session: Session, procedure: str, kind: str, out: Path, force: bool) -> None:
    """De beoordeling als rekenblad schrijven, zoals u haar mag zien; geen cel is een formule."""
    from inkoop_core.cli.terminal import say
    from inkoop_core.cli.workbook import write_spreadsheet
    from inkoop_core.desk.spreadsheet import spreadsheet
    from inkoop_core.errors import Refused

    sheet = spreadsheet(session.desk(), procedure)
    if out.exists() and not force:
        raise Refused(f"{out} bestaat al; kies een andere naam, of overschrijf het met --force.")
    count = write_spreadsheet(sheet, out)
    say(f"{out} ({kind}): {count} bladen: {', '.join(page.name for page in sheet.pages)}.")
