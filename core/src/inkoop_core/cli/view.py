"""Show any view."""

from pathlib import Path

import click

from inkoop_core.cli.app import Session


@click.command("view", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("view")
@click.option("--procedure", "-p", help="Procedure; mag weg als er één is.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Bewaar als CSV.")
@click.option("--xlsx", "xlsx_file", type=click.Path(path_type=Path), help="Bewaar als rekenblad.")
@click.option("--json", "as_json", is_flag=True, help="Uitvoer als JSON.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def view_command(
    session: Session,
    view: str,
    procedure: str | None,
    csv_file: Path | None,
    xlsx_file: Path | None,
    as_json: bool,
    options: tuple[str, ...],
) -> None:
    """Een overzicht tonen; `inkoop view OVERZICHT --help` toont de opties ervan."""
    from inkoop_core.cli.options import asks_help, read_command, the_procedure
    from inkoop_core.cli.show import as_json as table_json
    from inkoop_core.cli.show import as_text, write_csv
    from inkoop_core.errors import Unknown

    if asks_help(view, *options):
        click.echo(_help(view))
        return
    desk = session.desk()
    if view not in desk.views:
        raise Unknown(f"overzicht {view!r} bestaat niet; zie `inkoop views`.")
    chosen = desk.views[view]
    arguments = read_command(chosen.arguments, options)
    about = "" if chosen.about == "desk" else the_procedure(desk, procedure)
    table = desk.view(view, about, arguments)
    if csv_file is not None:
        click.echo(f"{write_csv(table, csv_file)} rijen naar {csv_file}")
    if xlsx_file is not None:
        from inkoop_core.cli.workbook import write_workbook

        click.echo(f"{write_workbook(chosen.label, table, xlsx_file, desk.now())} rijen naar {xlsx_file}")
    if csv_file is not None or xlsx_file is not None:
        return
    if as_json or session.as_json:
        click.echo(table_json(table))
    else:
        click.echo(as_text(table))


def _help(view: str) -> str:
    """The options of a view, or the command's own help; needs no desk. Raises Unknown."""
    from inkoop_core.cli.options import HELP, field_help
    from inkoop_core.desk.offered import installed_catalogue, offered_views
    from inkoop_core.errors import Unknown

    if view in HELP:
        return click.get_current_context().get_help()
    for chosen in offered_views(installed_catalogue()):
        if chosen.id == view:
            return field_help(f"inkoop view {view}", chosen.label, chosen.arguments)
    raise Unknown(f"overzicht {view!r} bestaat niet; zie `inkoop views`.")
