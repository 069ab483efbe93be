"""Clause plugin: integrity screening, for any tender that has the clause."""

from collections.abc import Iterable
from typing import Any

from attrs import frozen
from typing_extensions import override

from inkoop_bibob.gate import GATE, RULE
from inkoop_bibob.status import RECORD_STATUS, BibobStatus
from inkoop_core.api import API_VERSION
from inkoop_core.api.actions import Action
from inkoop_core.api.definition import DefinitionPart, TenderDefinition
from inkoop_core.api.hooks import CatalogueHooks, MonitoringHooks, hookimpl
from inkoop_core.api.progress import GateRule
from inkoop_core.api.records import ClauseType, RecordType


@frozen
class BibobSettings:
    """The table `[clauses.bibob]`; it has no settings yet."""


def nothing_added(_settings: BibobSettings) -> DefinitionPart:
    """The clause adds no requirement to the assessment of submissions."""
    return DefinitionPart()


class Bibob(CatalogueHooks, MonitoringHooks):
    """The clause type, the state of a screening, and the gate that it keeps closed."""

    name = "bibob"
    api_version = API_VERSION

    @hookimpl
    @override
    def inkoop_clause_types(self) -> Iterable[ClauseType]:
        return (ClauseType("bibob", "Bibob-onderzoek", BibobSettings, nothing_added),)

    @hookimpl
    @override
    def inkoop_record_types(self) -> Iterable[RecordType]:
        return (
            RecordType(
                "bibob.status", BibobStatus, "stand van het Bibob-onderzoek", single=True, own_action=True
            ),
        )

    @hookimpl
    @override
    def inkoop_actions(self) -> Iterable[Action[Any]]:
        return (RECORD_STATUS,)

    @hookimpl
    @override
    def inkoop_gates(self, definition: TenderDefinition) -> Iterable[GateRule]:
        """The gate, for a tender that has the clause or names the gate."""
        named = any(gate.id == GATE for gate in definition.award.gates)
        return (RULE,) if named or "bibob" in definition.clauses else ()


plugin = Bibob()
