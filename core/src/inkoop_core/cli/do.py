"""Carry any action out."""

from pathlib import Path

import click

from inkoop_core.cli.app import Session


@click.command("do", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("action")
@click.option("--procedure", "-p", help="Procedure; mag weg als er één is.")
@click.option(
    "--from", "source", type=click.Path(path_type=Path, exists=True), help="Velden uit een TOML-bestand."
)
@click.option("--dry-run", is_flag=True, help="Zeg alleen wat er zou gebeuren.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def do_command(
    session: Session,
    action: str,
    procedure: str | None,
    source: Path | None,
    dry_run: bool,
    options: tuple[str, ...],
) -> None:
    """Een actie uitvoeren; `inkoop do ACTIE --help` toont de velden ervan."""
    from inkoop_core.cli.options import asks_help, read_command, the_procedure
    from inkoop_core.cli.terminal import say
    from inkoop_core.desk.actions.procedures import AddProcedure
    from inkoop_core.desk.actions.retender import AddRetender
    from inkoop_core.desk.commands import from_file
    from inkoop_core.errors import Unknown

    if asks_help(action, *options):
        click.echo(_help(action))
        return
    desk = session.desk()
    commands = desk.commands()
    if action not in commands:
        raise Unknown(f"actie {action!r} bestaat niet; zie `inkoop actions`.")
    _, cls = commands[action]
    command = from_file(cls, source) if source is not None else read_command(cls, options)
    if isinstance(command, AddProcedure):
        about = command.tender
    elif isinstance(command, AddRetender):
        about = command.new_procedure
    else:
        about = the_procedure(desk, procedure)
    done = desk.perform(action, about, command, dry_run=dry_run)
    if dry_run:
        click.echo("Proef, er is niets vastgelegd. Dit zou gebeuren:")
    say(done.text)


def _help(action: str) -> str:
    """The fields of an action, or the command's own help; needs no desk. Raises Unknown."""
    from inkoop_core.cli.options import HELP, field_help
    from inkoop_core.desk.offered import installed_catalogue, offered_commands
    from inkoop_core.errors import Unknown

    if action in HELP:
        return click.get_current_context().get_help()
    for name, label, cls, _ in offered_commands(installed_catalogue()):
        if name == action:
            return field_help(f"inkoop do {action}", label, cls)
    raise Unknown(f"actie {action!r} bestaat niet; zie `inkoop actions`.")
