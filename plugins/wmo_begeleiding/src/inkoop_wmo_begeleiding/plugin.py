"""What this plugin answers when core asks."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import resources

from inkoop_core.api import API_VERSION
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.hooks import CatalogueHooks, EligibilityHooks, ProductHooks, hookimpl
from inkoop_core.api.rules import Check, Rule
from inkoop_core.api.tenders import TenderSource
from inkoop_wmo_begeleiding.agb import agb_code
from inkoop_wmo_begeleiding.competences import group_guidance, individual_guidance
from inkoop_wmo_begeleiding.config import problems_of
from inkoop_wmo_begeleiding.descriptions import separate_descriptions
from inkoop_wmo_begeleiding.insurance import liability_insurance
from inkoop_wmo_begeleiding.products import guidance_with_transport, reachable_with_step_down
from inkoop_wmo_begeleiding.references import first_counts, number_of_references, within_three_years

TENDER = "dalfsen-wmo-2027"

ELIGIBILITY_RULES: Mapping[str, Check] = {
    "INT-14": separate_descriptions,
    "ELI-05": liability_insurance,
    "ELI-10": individual_guidance,
    "ELI-11": group_guidance,
    "ELI-12": number_of_references,
    "ELI-13": within_three_years,
    "ELI-17": first_counts,
    "ELI-25": agb_code,
}
PRODUCT_RULES: Mapping[str, Check] = {
    "PRD-02": reachable_with_step_down,
    "PRD-03": guidance_with_transport,
}


def tender_text() -> str:
    """The text of `tender.toml`."""
    return (resources.files("inkoop_wmo_begeleiding") / "tender.toml").read_text(encoding="utf-8")


class WmoBegeleiding(CatalogueHooks, EligibilityHooks, ProductHooks):
    """The plugin; its name stands in the `[requires]` table of the tender."""

    name = "wmo-begeleiding"
    api_version = API_VERSION

    @hookimpl
    def inkoop_tenders(self) -> Iterable[TenderSource]:
        return (TenderSource(TENDER, "Wmo-begeleiding 2027 e.v., gemeente Dalfsen (23.D.202)", tender_text),)

    @hookimpl
    def inkoop_check_config(self, definition: TenderDefinition) -> Iterable[str]:
        return tuple(problems_of(definition))

    @hookimpl
    def inkoop_eligibility_rules(self, definition: TenderDefinition) -> Iterable[Rule]:
        return tuple(_asked_for(definition, ELIGIBILITY_RULES))

    @hookimpl
    def inkoop_product_rules(self, definition: TenderDefinition) -> Iterable[Rule]:
        return tuple(_asked_for(definition, PRODUCT_RULES))


def _asked_for(definition: TenderDefinition, rules: Mapping[str, Check]) -> Iterator[Rule]:
    """The rules of requirements that name no other check: an officer may have given one to somebody else."""
    for name, check in rules.items():
        requirement = definition.requirement_by_id.get(name)
        if requirement is not None and not requirement.check:
            yield Rule(name, check)
