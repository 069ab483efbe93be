"""Acceptance of the execution requirements and conditions (§3.1, §3.2)."""

from collections.abc import Iterable

from inkoop_core.api.rules import Case
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.submission import EspdResponse, Reservation
from inkoop_core.standard.gate import needs_content


def espd_of_tenderer(case: Case) -> Fact[EspdResponse] | None:
    """The newest ESPD of the tenderer itself."""
    for fact in reversed(case.all(EspdResponse)):
        if fact.body.party == OWN_PARTY:
            return fact
    return None


@needs_content
def espd_accepts(case: Case, id: str) -> Iterable[Finding]:
    """By handing in the ESPD the tenderer accepts all requirements and conditions (§3.2).

    A reservation is judged once, by `reservation`.
    """
    voice = case.on(id)
    espd = espd_of_tenderer(case)
    reservations = case.all(Reservation)
    if espd is None:
        yield voice.pending("Het UEA van de inschrijver is nog niet vastgelegd.")
    elif reservations:
        yield voice.not_applicable("Er is een voorbehoud; zie de eis daarover.", espd, *reservations)
    else:
        yield voice.met("Met het UEA aanvaardt de inschrijver alle eisen en voorwaarden.", espd)


@needs_content
def reservation(case: Case, id: str) -> Iterable[Finding]:
    """The tenderer accepts the execution requirements without reservation (§3.1)."""
    voice = case.on(id)
    reservations = case.all(Reservation)
    if not reservations:
        yield voice.met("De inschrijving bevat geen voorbehoud.")
    for number, fact in enumerate(reservations, 1):
        where = f" (in {fact.body.document})" if fact.body.document else ""
        yield voice.not_met(
            f"De inschrijver maakt een voorbehoud over {fact.body.about}{where}: “{fact.body.text}”",
            fact,
            subject=fact.subject.partition("/")[2] or f"voorbehoud-{number}",
        )
