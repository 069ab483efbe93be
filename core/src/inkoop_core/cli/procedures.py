"""Procedures: adding, listing, showing."""

import click

from inkoop_core.cli.app import Session


@click.group("procedure")
def procedure_command() -> None:
    """Procedures toevoegen, opsommen en tonen."""


@procedure_command.command("add")
@click.argument("tender")
@click.option("--contact-person", default="", help="Bij wie inschrijvers storingen melden.")
@click.pass_obj
def add(session: Session, tender: str, contact_person: str) -> None:
    """Een aanbesteding van een plugin op dit bureau zetten."""
    from inkoop_core.cli.terminal import say
    from inkoop_core.desk.actions.procedures import ADD, AddProcedure

    done = session.desk().perform(ADD.id, tender, AddProcedure(tender, contact_person))
    say(done.text)


@procedure_command.command("list")
@click.pass_obj
def list_procedures(session: Session) -> None:
    """De procedures van dit bureau."""
    from inkoop_core.cli.show import as_json, as_text

    table = session.desk().view("procedures")
    click.echo(as_json(table) if session.as_json else as_text(table))


@procedure_command.command("show")
@click.argument("procedure")
@click.pass_obj
def show_procedure(session: Session, procedure: str) -> None:
    """De matrix van een procedure."""
    from inkoop_core.cli.show import as_json, as_text

    table = session.desk().view("matrix", procedure)
    click.echo(as_json(table) if session.as_json else as_text(table))
