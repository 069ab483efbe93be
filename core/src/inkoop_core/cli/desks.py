"""Make, upgrade and verify a desk."""

import sys

import click

from inkoop_core.cli.app import Session


@click.command("init")
@click.option("--shared-account", is_flag=True, help="Mensen zeggen zelf wie zij zijn, met --user.")
@click.option("--sample", is_flag=True, help="Een voorbeeldbureau: alles erin is een voorbeeld.")
@click.pass_obj
def init_command(session: Session, shared_account: bool, sample: bool) -> None:
    """Een nieuw, leeg bureau oprichten; wie dit doet krijgt elke rol."""
    from inkoop_core.bootstrap import found_desk

    desk = found_desk(session.database(), sample=sample, shared=shared_account)
    click.echo(f"Bureau opgericht: {session.database()}. Oprichter: {desk.actor.name}, met elke rol.")
    click.echo("Voeg een aanbesteding toe met `inkoop procedure add`; zie `inkoop plugins`.")


@click.command("upgrade")
@click.pass_obj
def upgrade_command(session: Session) -> None:
    """Een bureau van een oudere versie bijwerken naar deze versie."""
    from inkoop_core.storage import upgrade_store

    before, after = upgrade_store(session.database())
    click.echo(f"Versie {before} → {after}." if before != after else f"Al op versie {after}.")


@click.command("verify")
@click.option("--recompute", is_flag=True, help="Ook elke beslissing opnieuw berekenen en vergelijken.")
@click.pass_obj
def verify_command(session: Session, recompute: bool) -> None:
    """Journaal, feiten en bestanden natrekken; eindigt met 1 als er iets niet klopt."""
    from inkoop_core.cli.terminal import say
    from inkoop_core.desk.recompute import recomputed

    desk = session.desk()
    problems = 0
    for report in desk.store.verify():
        name = report.chain or "bureau"
        click.echo(f"{name}: compleet tot en met regel {report.entries}, hash {report.head}")
        for problem in report.problems:
            say(f"  FOUT {problem}")
        problems += len(report.problems)
    if recompute:
        for line, sound in recomputed(desk):
            say(line)
            problems += not sound
    click.echo("Alles klopt." if not problems else f"{problems} fouten gevonden.")
    if problems:
        sys.exit(1)
