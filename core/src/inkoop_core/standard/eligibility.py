"""Eligibility requirements that the tenderer declares now and proves later (§3.2, §3.4)."""

from collections.abc import Iterable

from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Finding
from inkoop_core.standard.execution import espd_of_tenderer
from inkoop_core.standard.gate import needs_content
from inkoop_core.standard.settings import noted, switched


@needs_content
def declared_in_espd(case: Case, id: str) -> Iterable[Finding]:
    """The tenderer declares in its ESPD to meet the requirement; missing proof does not count yet."""
    voice = case.on(id)
    espd = espd_of_tenderer(case)
    if espd is None:
        yield voice.pending("Het UEA van de inschrijver is nog niet vastgelegd.")
    elif espd.body.requirements_met is None:
        yield voice.pending(
            "Nog niet vastgelegd is of de inschrijver in het UEA verklaart aan de geschiktheidseisen te "
            "voldoen.",
            espd,
        )
    elif not espd.body.requirements_met:
        yield voice.not_met(
            f"De inschrijver verklaart in het UEA niet aan de geschiktheidseisen te voldoen; dat raakt: "
            f"{voice.requirement.title}.",
            espd,
            notes=noted(voice),
        )
    else:
        later = switched(voice, "evidence_later", default=True)
        yield voice.met(
            "De inschrijver verklaart in het UEA aan de geschiktheidseisen te voldoen"
            + ("; bewijs wordt na de voorlopige gunning gevraagd." if later else "."),
            espd,
            notes=noted(voice),
        )
