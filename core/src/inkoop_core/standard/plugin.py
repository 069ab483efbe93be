"""The standard plugin: one rule for every requirement that names a standard check."""

from collections.abc import Iterable, Mapping
from functools import partial

from inkoop_core.api import API_VERSION
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.hooks import AwardHooks, EligibilityHooks, ProductHooks, hookimpl
from inkoop_core.api.rules import Rule
from inkoop_core.domain.finding import Stage
from inkoop_core.standard.documents import document, files_usable, page_limit
from inkoop_core.standard.eligibility import declared_in_espd
from inkoop_core.standard.evidence import evidence
from inkoop_core.standard.exclusion import exclusion_grounds
from inkoop_core.standard.execution import espd_accepts, reservation
from inkoop_core.standard.gate import Check
from inkoop_core.standard.intake import channel, no_incident, on_time, platform_answers
from inkoop_core.standard.lookups import looked_up
from inkoop_core.standard.manual import manual
from inkoop_core.standard.parties import (
    bid_form,
    group_guarantee,
    party_document,
    party_espd,
    subcontractors_listed,
)
from inkoop_core.standard.products import couplings, offer
from inkoop_core.standard.sanctions import sanctions_declaration, sanctions_owner, sanctions_share
from inkoop_core.standard.scores import score_minimum, score_scale, score_total
from inkoop_core.standard.signing import mandate, signed

CHECKS: Mapping[str, Check] = {
    "manual": manual,
    "standard.on-time": on_time,
    "standard.channel": channel,
    "standard.document": document,
    "standard.files-usable": files_usable,
    "standard.page-limit": page_limit,
    "standard.signed": signed,
    "standard.mandate": mandate,
    "standard.platform-answers": platform_answers,
    "standard.espd-accepts": espd_accepts,
    "standard.reservation": reservation,
    "standard.exclusion-grounds": exclusion_grounds,
    "standard.sanctions-declaration": sanctions_declaration,
    "standard.sanctions-owner": sanctions_owner,
    "standard.sanctions-share": sanctions_share,
    "standard.subcontractors-listed": subcontractors_listed,
    "standard.party-espd": party_espd,
    "standard.party-document": party_document,
    "standard.group-guarantee": group_guarantee,
    "standard.bid-form": bid_form,
    "standard.declared-in-espd": declared_in_espd,
    "standard.offer": offer,
    "standard.looked-up": looked_up,
    "standard.no-incident": no_incident,
    "standard.evidence": evidence,
    "standard.score-scale": score_scale,
    "standard.score-minimum": score_minimum,
    "standard.score-total": score_total,
}
"""The checks of the eligibility and award hooks, by the name in `check`; the stage tells which hook."""

PRODUCT_CHECKS: Mapping[str, Check] = {"standard.couplings": couplings}
"""The checks of the product hook."""


class Standard(EligibilityHooks, AwardHooks, ProductHooks):
    """Checks that any tender can name; a name that is not here gets no rule, and the core refuses that."""

    name = "standard"
    api_version = API_VERSION

    @hookimpl
    def inkoop_eligibility_rules(self, definition: TenderDefinition) -> Iterable[Rule]:
        """The checks of every stage before the award."""
        return [rule for stage, rule in _rules(definition, CHECKS) if stage is not Stage.AWARD]

    @hookimpl
    def inkoop_award_rules(self, definition: TenderDefinition) -> Iterable[Rule]:
        """The checks of the stage award."""
        return [rule for stage, rule in _rules(definition, CHECKS) if stage is Stage.AWARD]

    @hookimpl
    def inkoop_product_rules(self, definition: TenderDefinition) -> Iterable[Rule]:
        """The couplings, in whatever stage they stand."""
        return [rule for _, rule in _rules(definition, PRODUCT_CHECKS)]


def _rules(definition: TenderDefinition, checks: Mapping[str, Check]) -> Iterable[tuple[Stage, Rule]]:
    for requirement in definition.requirements:
        check = checks.get(requirement.check)
        if check is not None:
            yield requirement.stage, Rule(requirement.id, partial(check, id=requirement.id))


plugin = Standard()
