"""Clause plugin: integrity screening, for any tender that has the clause."""

from collections.abc import Iterable

from attrs import frozen
from typing_extensions import override

from inkoop_core.api import API_VERSION
from inkoop_core.api.definition import DefinitionPart
from inkoop_core.api.hooks import CatalogueHooks, hookimpl
from inkoop_core.api.records import ClauseType


@frozen
class BibobSettings:
    """The table `[clauses.bibob]`; it has no settings yet."""


def nothing_added(_settings: BibobSettings) -> DefinitionPart:
    """The clause adds no requirement to the assessment of submissions."""
    return DefinitionPart()


class Bibob(CatalogueHooks):
    """States the clause type."""

    name = "bibob"
    api_version = API_VERSION

    @hookimpl
    @override
    def inkoop_clause_types(self) -> Iterable[ClauseType]:
        return (ClauseType("bibob", "Bibob-onderzoek", BibobSettings, nothing_added),)


plugin = Bibob()
