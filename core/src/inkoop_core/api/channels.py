"""Which route a bid may come by: one definition for the reader of packages and the rule about it."""

from inkoop_core.api.definition import TenderDefinition

PROCEDURE_CHANNEL = "procedure"
"""The id of the channel by which bids come in."""
COMPLAINT_CHANNEL = "complaint"
"""The id of the channel by which complaints come in."""


def is_procedure_channel(route: str, definition: TenderDefinition) -> bool:
    """Whether a route, as noted, is the platform's name or the address of the channel "procedure" (§5.2).

    Capitals and spaces around it do not matter. The id of a channel is no route.
    """
    channel = definition.channel_by_id.get(PROCEDURE_CHANNEL)
    known = {_same(definition.procedure.platform), _same(channel.address if channel else "")} - {""}
    return _same(route) in known


def is_complaint_channel(route: str, definition: TenderDefinition) -> bool:
    """Whether a route, as noted, is the address for complaints (§5.8.1, N-11); never where the tender names none."""
    channel = definition.channel_by_id.get(COMPLAINT_CHANNEL)
    return channel is not None and _same(route) == _same(channel.address) != ""


def _same(route: str) -> str:
    return route.strip().casefold()
