"""The questions that core asks plugins.

A plugin is an instance of a class that subclasses the topics it answers and marks each method with
`@hookimpl`. Every hook is asked once, when the catalogue or a procedure opens; never per submission or line.
"""

from collections.abc import Iterable

import pluggy

from inkoop_core.api.actions import Action
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.progress import DeadlineRule, GateRule
from inkoop_core.api.records import ClauseType, RecordType
from inkoop_core.api.rules import Rule
from inkoop_core.api.tenders import AwardMethod, TenderSource
from inkoop_core.api.views import View

PROJECT = "inkoop"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Plugin:
    """What every plugin states of itself.

    name         as in the `[requires]` table of a tender
    api_version  the version of this contract that it is written for
    """

    name: str
    api_version: int


class CatalogueHooks(Plugin):
    """Asked of every sound plugin when the catalogue opens. All answers count."""

    @hookspec
    def inkoop_tenders(self) -> Iterable[TenderSource] | None:
        """The tenders that the plugin brings. Asked once. Since API 1."""

    @hookspec
    def inkoop_clause_types(self) -> Iterable[ClauseType] | None:
        """The clauses that a tender can switch on with `[clauses.<name>]`. Asked once. Since API 1."""

    @hookspec
    def inkoop_record_types(self) -> Iterable[RecordType] | None:
        """The kinds of facts that the plugin records. A kind has one owner. Asked once. Since API 1."""

    @hookspec
    def inkoop_actions(self) -> Iterable[Action[object]] | None:
        """What people can do because the plugin is there. An action id has one owner. Since API 1."""

    @hookspec
    def inkoop_views(self) -> Iterable[View] | None:
        """What people can see because the plugin is there. A view id has one owner. Since API 1."""

    @hookspec
    def inkoop_check_config(self, definition: TenderDefinition) -> Iterable[str] | None:
        """What is missing or wrong in a tender definition for this plugin, one sentence each, in Dutch.

        Asked when a definition is loaded that requires the plugin. An empty answer means: all is well.
        Since API 1.
        """


class EligibilityHooks(Plugin):
    """Asked of the procedure's plugins, once per opening of the procedure."""

    @hookspec
    def inkoop_eligibility_rules(self, definition: TenderDefinition) -> Iterable[Rule] | None:
        """Rules of the stages formal, exclusion, eligibility, execution and verification. All answers count.

        Two rules for one requirement are refused. Since API 1.
        """


class AwardHooks(Plugin):
    """Asked of the procedure's plugins, once per opening of the procedure."""

    @hookspec
    def inkoop_award_rules(self, definition: TenderDefinition) -> Iterable[Rule] | None:
        """Rules of the stage award. All answers count. Since API 1."""

    @hookspec
    def inkoop_award(self, definition: TenderDefinition) -> AwardMethod | None:
        """The award method; asked only when `[award] method = "plugin"`. Exactly one plugin answers.

        Since API 1.
        """


class ProductHooks(Plugin):
    """Asked of the procedure's plugins, once per opening of the procedure."""

    @hookspec
    def inkoop_product_rules(self, definition: TenderDefinition) -> Iterable[Rule] | None:
        """Rules over what is offered together: couplings, what may be delivered. All answers count.

        Since API 1.
        """


class MonitoringHooks(Plugin):
    """Asked of the procedure's plugins, once per opening of the procedure."""

    @hookspec
    def inkoop_gates(self, definition: TenderDefinition) -> Iterable[GateRule] | None:
        """What must be fulfilled before a definitive award, beside core's own gates. All answers count.

        A gate whose rule raises is closed; when a plugin fails to answer every definitive award waits.
        Since API 1.
        """

    @hookspec
    def inkoop_deadlines(self, definition: TenderDefinition) -> Iterable[DeadlineRule] | None:
        """Clocks beside core's own. All answers count. Since API 1."""


TOPICS: tuple[type[Plugin], ...] = (
    CatalogueHooks,
    EligibilityHooks,
    AwardHooks,
    ProductHooks,
    MonitoringHooks,
)
