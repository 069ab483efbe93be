"""References: how many, which one counts, and from when (§3.4 Nr 2)."""

from collections.abc import Iterable

from inkoop_core.api.rules import Case, OnRequirement
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.submission import Offer, Reference
from inkoop_core.domain.term import TermUnit, Window, lasts_at_least, window_before
from inkoop_wmo_begeleiding.competences import (
    COMPETENCES,
    NO_OFFER,
    competence_named,
    given_for,
    in_order,
    needed,
)


def number_of_references(case: Case) -> Iterable[Finding]:
    """At most one reference per competence and two in total; more is noted, never punished (§3.4 Nr 2).

    A reference given for a competence that does not exist is asked about: nothing else counts it.
    """
    on = case.on("ELI-12")
    references = in_order(case)
    if case.one(Offer) is None:
        yield on.pending(NO_OFFER)
        return
    if not references:
        yield on.not_applicable("Er zijn geen referenties opgegeven.")
        return
    for place, fact in enumerate(references, 1):
        unknown = [written for written in fact.body.competences if competence_named(written) is None]
        if unknown:
            yield on.clarify(
                f"Referentie {fact.body.number} ({fact.body.client}) noemt een kerncompetentie die niet bestaat: "
                f"{', '.join(unknown)}; bekend zijn {' en '.join([item.id for item in COMPETENCES])}.",
                fact,
                subject=f"referentie-{place}",
            )
    each = case.definition.whole("ref_max_per_competence")
    total = case.definition.whole("ref_max_total")
    too_many = [
        f"{len(given)} voor {competence.id} (ten hoogste {each})"
        for competence in COMPETENCES
        if len(given := given_for(case, competence)) > each
    ]
    if len(references) > total:
        too_many.append(f"{len(references)} in totaal (ten hoogste {total})")
    if too_many:
        yield on.not_met(
            f"Meer referenties dan gevraagd: {' en '.join(too_many)}.", *references, notes=("N-26",)
        )
    else:
        yield on.met(f"Aantal referenties: {len(references)}.", *references)


def first_counts(case: Case) -> Iterable[Finding]:
    """Of several references for one competence only the first of the form is assessed (§3.4 Nr 2.5)."""
    on = case.on("ELI-17")
    if case.one(Offer) is None:
        yield on.pending(NO_OFFER)
        return
    several = False
    for competence in COMPETENCES:
        references = given_for(case, competence)
        if len(references) < 2:
            continue
        several = True
        others = ", ".join(str(fact.body.number) for fact in references[1:])
        yield on.met(
            f"Voor {competence.id} wordt alleen referentie {references[0].body.number} beoordeeld, de eerste "
            f"op het formulier; niet beoordeeld: {others}.",
            *references,
            subject=competence.id,
            notes=("N-26",),
        )
    if not several:
        yield on.not_applicable("Voor geen enkele kerncompetentie is meer dan één referentie opgegeven.")


def within_three_years(case: Case) -> Iterable[Finding]:
    """Every assessed reference was performed in the years before the closing day (§3.4 Nr 2.1)."""
    on = case.on("ELI-13")
    offer = case.one(Offer)
    if offer is None:
        yield on.pending(NO_OFFER)
        return
    assessed = {
        references[0].id
        for competence in needed(case, offer.body)
        if (references := given_for(case, competence))
    }
    if not assessed:
        yield on.not_applicable("Er is geen referentie die wordt beoordeeld.", offer)
    for place, fact in enumerate(in_order(case), 1):
        if fact.id in assessed:
            yield _placed_in_time(case, on, fact, f"referentie-{place}")


def _placed_in_time(case: Case, on: OnRequirement, fact: Fact[Reference], subject: str) -> Finding:
    reference = fact.body
    window = reference_window(case)
    text = (
        f"Referentie {reference.number} loopt van {shown_day(reference.first_day)} tot en met "
        f"{shown_day(reference.last_day)}; de referentieperiode loopt van {shown_day(window.first)} tot en met "
        f"{shown_day(window.last)}."
    )
    if reference.last_day < reference.first_day:
        return on.clarify(f"{text} De einddatum ligt voor de begindatum.", fact, subject=subject)
    if window.holds(reference.first_day, reference.last_day):
        return on.met(text, fact, subject=subject)
    if not window.touches(reference.first_day, reference.last_day):
        return on.not_met(f"{text} Geen dag valt erbinnen.", fact, subject=subject, notes=("N-04",))
    reading = case.choice("N-25")
    if reading == "gedeeltelijk":
        return on.met(f"{text} Een deel volstaat.", fact, subject=subject, notes=("N-25",))
    if reading == "geheel" and not _enough_inside(case, reference, window):
        return on.not_met(
            f"{text} De twaalf maanden kunnen er niet geheel binnen vallen.",
            fact,
            subject=subject,
            notes=("N-25", "N-04"),
        )
    return on.clarify(
        f"{text} Een deel valt erbinnen; in welke twaalf maanden de cliënten zijn begeleid, is niet bekend.",
        fact,
        subject=subject,
        notes=("N-25",),
    )


def reference_window(case: Case) -> Window:
    """From so many years before the closing day to the day before it (N-25)."""
    closing_day = local_day(case.definition.procedure.closing_at)
    return window_before(closing_day, case.definition.whole("ref_window_years"), TermUnit.YEARS)


def _enough_inside(case: Case, reference: Reference, window: Window) -> bool:
    """Whether a whole period of twelve months of a longer reference fits in the window."""
    return lasts_at_least(
        max(reference.first_day, window.first),
        min(reference.last_day, window.last),
        case.definition.whole("ref_period_months"),
        TermUnit.MONTHS,
    )
