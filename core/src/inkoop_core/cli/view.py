"""Show any view."""

from pathlib import Path

import click

from inkoop_core.cli.app import Session


@click.command("view", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("view")
@click.option("--procedure", "-p", help="Procedure; mag weg als er één is.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Bewaar als CSV.")
@click.option("--json", "as_json", is_flag=True, help="Uitvoer als JSON.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def view_command(
    session: Session,
    view: str,
    procedure: str | None,
    csv_file: Path | None,
    as_json: bool,
    options: tuple[str, ...],
) -> None:
    """Een overzicht tonen; `inkoop view OVERZICHT --help` toont de opties ervan."""
    from inkoop_core.cli.options import field_help, read_command, the_procedure
    from inkoop_core.cli.show import as_json as table_json
    from inkoop_core.cli.show import as_text, write_csv
    from inkoop_core.errors import Unknown

    desk = session.desk()
    if view in ("-h", "--help") or view not in desk.views:
        raise Unknown(f"overzicht {view!r} bestaat niet; zie `inkoop views`.")
    chosen = desk.views[view]
    if "--help" in options or "-h" in options:
        click.echo(field_help(f"inkoop view {view}", chosen.label, chosen.arguments))
        return
    arguments = read_command(chosen.arguments, options)
    about = "" if chosen.about == "desk" else the_procedure(desk, procedure)
    table = desk.view(view, about, arguments)
    if csv_file is not None:
        click.echo(f"{write_csv(table, csv_file)} rijen naar {csv_file}")
    elif as_json or session.as_json:
        click.echo(table_json(table))
    else:
        click.echo(as_text(table))
