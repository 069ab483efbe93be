"""The clocks of a procedure: on the screen, and as a calendar file."""

from pathlib import Path

import click

from inkoop_core.cli.app import Session


@click.command("deadlines")
@click.argument("procedure")
@click.option(
    "--ics", type=click.Path(path_type=Path, dir_okay=False), help="Bewaar als agendabestand (.ics)."
)
@click.option("--about", default="", help="Alleen van een inschrijving, klacht-1 of geding-1.")
@click.option("--json", "as_json", is_flag=True, help="Uitvoer als JSON.")
@click.pass_obj
def deadlines_command(session: Session, procedure: str, ics: Path | None, about: str, as_json: bool) -> None:
    """Termijnen van een procedure tonen; met --ics ook naar een agendabestand voor Outlook of Thunderbird."""
    from inkoop_core.cli.show import as_json as table_json
    from inkoop_core.cli.show import as_text
    from inkoop_core.cli.terminal import say
    from inkoop_core.desk.views.deadlines import DEADLINES, DeadlinesOf

    desk = session.desk()
    table = desk.view(DEADLINES.id, procedure, DeadlinesOf(about=about))
    if ics is not None:
        from inkoop_core.desk.views.deadlines import clocks_about
        from inkoop_core.documents.calendar import calendar_bytes

        state = desk.opened(procedure, f"'{DEADLINES.label}' bekijken")
        ics.write_bytes(calendar_bytes(procedure, clocks_about(state.course, about), state.moment))
    if as_json or session.as_json:
        click.echo(table_json(table))
        return
    say(as_text(table))
    if ics is not None:
        say(f"Agendabestand: {ics}")
