"""List plugins, actions and views."""

import sys

import click

from inkoop_core.cli.app import Session


@click.command("plugins")
@click.argument("what", required=False, type=click.Choice(["check"]))
@click.pass_obj
def plugins_command(session: Session, what: str | None) -> None:
    """Plugins tonen. Met `check`: eindigt met 1 als er een stuk is. Heeft geen bureau nodig."""
    from inkoop_core.cli.show import as_json, as_text
    from inkoop_core.desk.offered import installed_catalogue
    from inkoop_core.desk.views.house import plugins_table

    catalogue = installed_catalogue()
    table = plugins_table(catalogue)
    click.echo(as_json(table) if session.as_json else as_text(table))
    if what == "check" and catalogue.broken:
        sys.exit(1)


@click.command("actions")
@click.pass_obj
def actions_command(session: Session) -> None:
    """Alle acties tonen, met hun velden; velden met * zijn verplicht."""
    from inkoop_core.api.fields import fields_of
    from inkoop_core.api.views import Column, Ref, Row, Table
    from inkoop_core.cli.show import as_json, as_text
    from inkoop_core.desk.offered import installed_catalogue, offered_commands

    rows = tuple(
        Row(
            Ref("action", name),
            (
                name,
                label,
                " ".join(f"--{spec.name}{'*' if spec.required else ''}" for spec in fields_of(command)),
                roles,
            ),
        )
        for name, label, command, roles in offered_commands(installed_catalogue())
    )
    table = Table(
        (Column("id", "Actie"), Column("label", "Wat"), Column("fields", "Velden"), Column("roles", "Wie")),
        rows,
        "Acties",
        "Uitvoeren: inkoop do ACTIE --veld waarde ...   Velden met uitleg: inkoop do ACTIE --help",
    )
    click.echo(as_json(table) if session.as_json else as_text(table))


@click.command("views")
@click.pass_obj
def views_command(session: Session) -> None:
    """Alle overzichten tonen."""
    from inkoop_core.api.fields import fields_of
    from inkoop_core.api.views import Column, Ref, Row, Table
    from inkoop_core.cli.show import as_json, as_text
    from inkoop_core.desk.offered import installed_catalogue, offered_views

    table = Table(
        (Column("id", "Overzicht"), Column("label", "Wat"), Column("fields", "Opties")),
        tuple(
            Row(
                Ref("view", view.id),
                (view.id, view.label, " ".join(f"--{spec.name}" for spec in fields_of(view.arguments))),
            )
            for view in offered_views(installed_catalogue())
        ),
        "Overzichten",
        "Tonen: inkoop view OVERZICHT   Bewaren: --csv BESTAND of --xlsx BESTAND",
    )
    click.echo(as_json(table) if session.as_json else as_text(table))
