"""Clause plugin: message standard for claims, for any tender that has the clause."""

from collections.abc import Iterable

from attrs import frozen
from typing_extensions import override

from inkoop_core.api import API_VERSION
from inkoop_core.api.definition import DefinitionPart
from inkoop_core.api.hooks import CatalogueHooks, hookimpl
from inkoop_core.api.records import ClauseType


@frozen
class IwmoSettings:
    """The table `[clauses.iwmo]`; it has no settings yet."""


def nothing_added(_settings: IwmoSettings) -> DefinitionPart:
    """The clause adds no requirement to the assessment of submissions."""
    return DefinitionPart()


class Iwmo(CatalogueHooks):
    """States the clause type."""

    name = "iwmo"
    api_version = API_VERSION

    @hookimpl
    @override
    def inkoop_clause_types(self) -> Iterable[ClauseType]:
        return (ClauseType("iwmo", "Declaratie via iWmo", IwmoSettings, nothing_added),)


plugin = Iwmo()
