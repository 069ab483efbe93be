"""Clause plugin: social return, for any tender that has the clause."""

from collections.abc import Iterable

from attrs import frozen
from typing_extensions import override

from inkoop_core.api import API_VERSION
from inkoop_core.api.definition import DefinitionPart
from inkoop_core.api.hooks import CatalogueHooks, hookimpl
from inkoop_core.api.records import ClauseType


@frozen
class SroiSettings:
    """The table `[clauses.sroi]`; it has no settings yet."""


def nothing_added(_settings: SroiSettings) -> DefinitionPart:
    """The clause adds no requirement to the assessment of submissions."""
    return DefinitionPart()


class Sroi(CatalogueHooks):
    """States the clause type."""

    name = "sroi"
    api_version = API_VERSION

    @hookimpl
    @override
    def inkoop_clause_types(self) -> Iterable[ClauseType]:
        return (ClauseType("sroi", "Social return", SroiSettings, nothing_added),)


plugin = Sroi()
