"""Write scoring sheets to a folder."""

from pathlib import Path

import click

from inkoop_core.cli.app import Session


@click.command("sheets")
@click.argument("procedure")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Naar welke map."
)
@click.option("--assessor", default="", help="Van welke beoordelaar; anders van uzelf of van allen.")
@click.option("--criterion", default="", help="Voor welk criterium; anders voor alle.")
@click.option("--force", is_flag=True, help="Overschrijf formulieren die er al staan.")
@click.pass_obj
def sheets_command(
    session: Session, procedure: str, out: Path, assessor: str, criterion: str, force: bool
) -> None:
    """Scoreformulieren (.xlsx) schrijven, per beoordelaar en criterium; terug met `scoreformulier-innemen`."""
    from inkoop_core.cli.terminal import say
    from inkoop_core.desk.scoring_sheets import scoring_sheets
    from inkoop_core.errors import Refused

    files = scoring_sheets(session.desk(), procedure, assessor, criterion)
    there = [file.name for file in files if (out / file.name).exists()]
    if there and not force:
        raise Refused(
            f"in {out} staan al formulieren, misschien ingevuld: {', '.join(there)}. Er is niets geschreven; kies "
            "een andere map, of overschrijf ze met --force."
        )
    out.mkdir(parents=True, exist_ok=True)
    for file in files:
        (out / file.name).write_bytes(file.content)
        earlier = f", {file.scored} met uw eerdere score" if file.scored else ""
        say(
            f"{out / file.name}: {file.criterion} van {file.assessor}, {file.submissions} inschrijvingen{earlier}"
        )
