"""Open the screens."""

import click

from inkoop_core.cli.app import Session


def open_screens(session: Session) -> None:
    """Open the installed screens on the desk. Raises PluginMissing when no screens are installed."""
    from importlib.metadata import entry_points

    from inkoop_core.errors import PluginMissing

    points = sorted(entry_points(group="inkoop.ui"), key=lambda point: point.name)
    if not points:
        raise PluginMissing("er zijn geen schermen geïnstalleerd; installeer het pakket inkoop-tui.")
    points[0].load()(session.desk())


@click.command("ui")
@click.pass_obj
def ui_command(session: Session) -> None:
    """De schermen openen."""
    open_screens(session)
