"""Core competences: which ones a bid needs, and whether its reference shows them (§3.4 Nr 2)."""

from collections.abc import Iterable

from attrs import frozen

from inkoop_core.api.rules import Case
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.moment import shown_day
from inkoop_core.domain.submission import Offer, Reference
from inkoop_core.domain.term import TermUnit, lasts_at_least
from inkoop_wmo_begeleiding.offers import GROUP, INDIVIDUAL, categories, transport_alone


@frozen
class Competence:
    """A core competence.

    id        as references name it
    category  of the products that need it
    clients   the parameter that holds the least number of clients
    """

    id: str
    requirement: str
    category: str
    clients: str


KC1 = Competence("KC1", "ELI-10", INDIVIDUAL, "kc1_clients")
KC2 = Competence("KC2", "ELI-11", GROUP, "kc2_clients")
COMPETENCES = (KC1, KC2)

NO_OFFER = "De aangeboden producten zijn nog niet vastgelegd."


def individual_guidance(case: Case) -> Iterable[Finding]:
    """KC1 for who offers a product Individuele begeleiding (§3.4 Nr 2)."""
    on = case.on(KC1.requirement)
    offer = case.one(Offer)
    if offer is None:
        yield on.pending(NO_OFFER)
    elif KC1 not in needed(case, offer.body):
        yield on.not_applicable("Er is geen product Individuele begeleiding aangeboden.", offer)
    else:
        yield experience(case, KC1, offer)


def group_guidance(case: Case) -> Iterable[Finding]:
    """KC2 for who offers a product Begeleiding Groep (§3.4 Nr 2); for transport alone the text is silent."""
    on = case.on(KC2.requirement)
    offer = case.one(Offer)
    if offer is None:
        yield on.pending(NO_OFFER)
        return
    alone = transport_alone(offer.body, case.definition)
    notes = ("N-27",) if alone else ()
    if KC2 in needed(case, offer.body):
        yield experience(case, KC2, offer, notes)
    elif alone and not case.choice("N-27"):
        yield on.clarify(
            "Er is alleen vervoer aangeboden: de inschrijving heeft geen kerncompetentie nodig, tenzij "
            "vervoer onder Begeleiding Groep valt. Het inkoopdocument zegt dat niet.",
            offer,
            notes=notes,
        )
    else:
        yield on.not_applicable("Er is geen product Begeleiding Groep aangeboden.", offer, notes=notes)


def needed(case: Case, offer: Offer) -> tuple[Competence, ...]:
    """The competences that the offered products need."""
    offered = categories(offer, case.definition)
    wanted = [competence for competence in COMPETENCES if competence.category in offered]
    if transport_alone(offer, case.definition) and case.choice("N-27") == "kc2":
        wanted.append(KC2)
    return tuple(wanted)


def in_order(case: Case) -> tuple[Fact[Reference], ...]:
    """The references in the order of the form (N-26)."""
    return tuple(sorted(case.all(Reference), key=lambda fact: (fact.body.number, fact.id)))


def given_for(case: Case, competence: Competence) -> tuple[Fact[Reference], ...]:
    """The references given for a competence, the one that is assessed first (§3.4 Nr 2.3 and 2.5)."""
    return tuple(
        fact for fact in in_order(case) if competence in map(competence_named, fact.body.competences)
    )


def competence_named(id: str) -> Competence | None:
    """The competence that a reference means: capitals and spaces do not matter; None for an unknown one."""
    written = id.strip().casefold()
    return next((competence for competence in COMPETENCES if competence.id.casefold() == written), None)


def experience(
    case: Case, competence: Competence, offer: Fact[Offer], notes: tuple[str, ...] = ()
) -> Finding:
    """Whether the assessed reference shows the competence: in the Wmo, clients, twelve months (§3.4 Nr 2)."""
    on = case.on(competence.requirement)
    references = given_for(case, competence)
    if not references:
        return on.not_met(
            f"Voor {competence.id} is geen referentie opgegeven.", offer, notes=(*notes, "N-04")
        )
    assessed = references[0]
    body = assessed.body
    shortfalls = _shortfalls(case, competence, body)
    if shortfalls:
        return on.not_met(
            f"Referentie {body.number} ({body.client}) {' en '.join(shortfalls)}.",
            offer,
            assessed,
            notes=(*notes, "N-04"),
        )
    months = case.definition.whole("ref_period_months")
    if not lasts_at_least(body.first_day, body.last_day, months, TermUnit.MONTHS):
        return on.clarify(
            f"Referentie {body.number} ({body.client}) loopt van {shown_day(body.first_day)} tot en met "
            f"{shown_day(body.last_day)}. Dat is korter dan {months} maanden; of een kortere periode met "
            "genoeg cliënten volstaat, zegt het inkoopdocument niet.",
            offer,
            assessed,
            notes=notes,
        )
    return on.met(
        f"Referentie {body.number} ({body.client}): {body.clients} cliënten in het kader van de Wmo; "
        f"ten minste {case.definition.whole(competence.clients)} nodig.",
        offer,
        assessed,
        notes=notes,
    )


def _shortfalls(case: Case, competence: Competence, reference: Reference) -> list[str]:
    minimum = case.definition.whole(competence.clients)
    shortfalls = []
    if not reference.social_support_act:
        shortfalls.append("is niet in het kader van de Wmo uitgevoerd")
    if reference.clients < minimum:
        shortfalls.append(f"noemt {reference.clients} cliënten, {minimum} zijn nodig")
    return shortfalls
