"""Terminal screens of inkoop."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inkoop_core.desk.desk import Desk

__all__ = ["run"]


def run(desk: "Desk") -> None:
    """Open the screens on a desk; returns when the person leaves them."""
    from inkoop_tui.app import InkoopApp

    InkoopApp(desk).run()
