"""Kinds of facts and kinds of clauses that a plugin brings."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from inkoop_core.api.definition import DefinitionPart
from inkoop_core.domain.role import Role

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


@frozen
class RecordType:
    """A kind of fact.

    kind         the name in the store: "espd.response"; never reused for something else
    body         the frozen attrs class
    label        in Dutch
    single       one chain per subject: a second fact must replace the first
    normal_lag   calendar days between happening and recording that need no reason; None: any
    upgrades     from version n to n+1, on the plain body; pure
    ends         classes of other facts that a fact of this kind may replace
    own_action   facts of this kind are changed by the action that makes them, never typed over or taken back
    changed_by_two  to correct or withdraw a fact of this kind takes a second person: a gate or a right hangs on it
    second_roles    which roles that second person needs; () as for any other fact
    """

    kind: str
    body: type
    label: str
    version: int = 1
    single: bool = False
    normal_lag: int | None = 14
    upgrades: Mapping[int, Upgrade] = field(factory=dict)
    ends: tuple[type, ...] = ()
    own_action: bool = False
    changed_by_two: bool = False
    second_roles: tuple[Role, ...] = ()


@frozen
class ClauseType:
    """A duty that any tender switches on with `[clauses.<name>]`.

    settings  the attrs class of that table
    expand    what it adds to the definition
    """

    name: str
    label: str
    settings: type
    expand: Callable[[Any], DefinitionPart]
