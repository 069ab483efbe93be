"""Everything a person can do and see, core's and the plugins'."""

from collections.abc import Iterator
from typing import Any

from inkoop_core.api.actions import Action
from inkoop_core.api.views import View
from inkoop_core.desk.own_names import ACTION_IDS, VIEW_IDS
from inkoop_core.desk.proposals import CONFIRM, TURN_DOWN, ConfirmProposal, TurnDownProposal
from inkoop_core.desk.records import CORE_RECORDS
from inkoop_core.plugins import Catalogue, discover

PROPOSAL_COMMANDS: dict[str, tuple[str, type]] = {
    CONFIRM: ("Voorstel bevestigen", ConfirmProposal),
    TURN_DOWN: ("Voorstel afwijzen", TurnDownProposal),
}


def installed_catalogue() -> Catalogue:
    """The installed plugins; one that takes a name of core's own is broken."""
    return discover(
        reserved={
            "inkoop_record_types": {record.kind for record in CORE_RECORDS},
            "inkoop_actions": {*ACTION_IDS, *PROPOSAL_COMMANDS},
            "inkoop_views": VIEW_IDS,
        }
    )


def offered_actions(catalogue: Catalogue) -> tuple[Action[Any], ...]:
    """Core's actions, then the plugins'."""
    from inkoop_core.desk.core_actions import CORE_ACTIONS

    return (*CORE_ACTIONS, *catalogue.actions)


def offered_views(catalogue: Catalogue) -> tuple[View, ...]:
    """Core's views, then the plugins'."""
    from inkoop_core.desk.views import CORE_VIEWS

    return (*CORE_VIEWS, *catalogue.views)


def offered_commands(catalogue: Catalogue) -> Iterator[tuple[str, str, type, str]]:
    """Id, label, command class and roles in words of everything a person can do."""
    for action in offered_actions(catalogue):
        yield action.id, action.label, action.command, ", ".join(role.label for role in action.roles)
    for name, (label, command) in PROPOSAL_COMMANDS.items():
        yield name, label, command, "wie de tweede persoon mag zijn"
