"""What stands on the forms of a bid, whatever kind of file they become."""

from collections.abc import Callable

from attrs import frozen

from inkoop_core.domain.moment import shown_day
from inkoop_core.domain.money import Cents
from inkoop_core.domain.party import BidForm, LegalForm, PartyRole
from inkoop_core.domain.submission import Reference
from samples.case import SampleCase

PRODUCTS = {
    "IB1": ("Individuele begeleiding 1", ("ontwikkelgericht", "behoudgericht")),
    "IB2": ("Individuele begeleiding 2", ("ontwikkelgericht", "behoudgericht")),
    "IB3": ("Individuele begeleiding 3", ("ontwikkelgericht", "behoudgericht")),
    "IB4": ("Individuele begeleiding 4", ("ontwikkelgericht",)),
    "BG-O": ("Begeleiding groep ontwikkelgericht", ()),
    "BG-B": ("Begeleiding groep behoudgericht", ()),
    "BG-V": ("Begeleiding groep vervoer", ()),
    "BG-R": ("Begeleiding groep rolstoelvervoer", ()),
}
FOCUS_AREAS = {
    "voorbeeld-ggz": "Psychische kwetsbaarheid (voorbeeld)",
    "voorbeeld-lvb": "Licht verstandelijke beperking (voorbeeld)",
    "voorbeeld-nah": "Niet-aangeboren hersenletsel (voorbeeld)",
}


@frozen
class Text:
    """Something to write in."""

    name: str
    value: str


@frozen
class Choice:
    """One of several, in a list."""

    name: str
    options: tuple[str, ...]
    chosen: str


@frozen
class Boxes:
    """Boxes to tick: name, words and whether it is ticked."""

    boxes: tuple[tuple[str, str, bool], ...]


Entry = str | Text | Choice | Boxes


@frozen
class Heading:
    text: str


@frozen
class Grid:
    rows: tuple[tuple[Entry, ...], ...]


@frozen
class Sheet:
    """A form: title and what is on it."""

    title: str
    parts: tuple[Heading | Grid, ...]


def euros(cents: Cents | None) -> str:
    if cents is None:
        return "niet opgegeven"
    whole, rest = divmod(cents, 100)
    return f"€ {whole:,}".replace(",", ".") + f",{rest:02d}"


def yes_no(name: str, value: bool) -> Boxes:
    return Boxes(((f"{name}_ja", "ja", value), (f"{name}_nee", "nee", not value)))


def submission_sheet(case: SampleCase) -> Sheet:
    """Annex II: who, which products, which focus areas."""
    who = case.declaration.tenderer
    mother = next((party for party in case.declaration.parties if party.role is PartyRole.PARENT), None)
    reservation = next(iter(case.declaration.reservations), None)
    return Sheet(
        "Bijlage II – Inschrijfformulier Begeleiding",
        (
            Heading("1. Inschrijver"),
            Grid(
                (
                    ("Naam", Text("naam", who.name)),
                    ("KvK-nummer", Text("kvk_nummer", who.trade_register_number)),
                    ("AGB-code", Text("agb_code", who.agb_code)),
                    (
                        "Rechtsvorm",
                        Choice("rechtsvorm", tuple(x.label for x in LegalForm), who.legal_form.label),
                    ),
                    (
                        "Wijze van inschrijven",
                        Choice("wijze_van_inschrijven", tuple(x.label for x in BidForm), who.bid_form.label),
                    ),
                    ("Medewerkers", Text("medewerkers", "" if who.employees is None else str(who.employees))),
                    ("Omzet per jaar", Text("omzet", euros(who.turnover))),
                    ("Balanstotaal", Text("balanstotaal", euros(who.balance_total))),
                    ("Onderdeel van een groep", yes_no("groep", who.group_member)),
                    ("Geconsolideerde jaarrekening", yes_no("jaarrekening", who.consolidated_accounts)),
                )
            ),
            Heading("2. Moedermaatschappij"),
            Grid(
                (
                    ("Naam", Text("moeder_naam", mother.name if mother else "")),
                    ("KvK-nummer", Text("moeder_kvk", mother.trade_register_number if mother else "")),
                )
            ),
            Heading("3. Producten"),
            Grid((("Product", "Omschrijving", "Aangeboden"), *(_product(case, code) for code in PRODUCTS))),
            Heading("4. Aandachtsgebieden"),
            Grid(tuple(_focus_area(case, code) for code in FOCUS_AREAS)),
            Heading("5. Opmerkingen of voorbehouden"),
            Grid(
                (
                    ("Waarover", Text("voorbehoud_over", reservation.about if reservation else "")),
                    (
                        "Opmerking of voorbehoud",
                        Text("voorbehoud_tekst", reservation.text if reservation else "Geen."),
                    ),
                )
            ),
        ),
    )


def _product(case: SampleCase, code: str) -> tuple[Entry, ...]:
    label, variants = PRODUCTS[code]
    offer = case.declaration.offer
    chosen = offer.variants(code) if offer else ()
    if variants:
        boxes = tuple((f"product_{code}_{item}", item, item in chosen) for item in variants)
    else:
        boxes = ((f"product_{code}", "", offer is not None and offer.has(code)),)
    return code, label, Boxes(boxes)


def _focus_area(case: SampleCase, code: str) -> tuple[Entry, ...]:
    chosen = case.declaration.offer.focus_areas if case.declaration.offer else ()
    return Boxes(((f"aandachtsgebied_{code}", "", code in chosen),)), FOCUS_AREAS[code]


def competences_sheet(case: SampleCase) -> Sheet:
    """Annex III: the references in the order of entry."""
    parts: list[Heading | Grid] = []
    for reference in case.declaration.references:
        parts += [Heading(f"Referentie {reference.number}"), Grid(_about(reference))]
    return Sheet("Bijlage III – Verklaring kerncompetenties", tuple(parts))


def _about(reference: Reference) -> tuple[tuple[Entry, ...], ...]:
    name = f"ref{reference.number}"
    period = f"{shown_day(reference.first_day)} tot en met {shown_day(reference.last_day)}"
    competences = tuple((f"{name}_{code}", code, code in reference.competences) for code in ("KC1", "KC2"))
    return (
        ("Kerncompetentie", Boxes(competences)),
        ("Opdrachtgever", Text(f"{name}_opdrachtgever", reference.client)),
        ("Aantal cliënten in twaalf maanden", Text(f"{name}_clienten", str(reference.clients))),
        ("Periode", Text(f"{name}_periode", period)),
        ("In het kader van de Wmo", yes_no(f"{name}_wmo", reference.social_support_act)),
        ("Omschrijving", Text(f"{name}_omschrijving", reference.description)),
    )


def sanctions_sheet(case: SampleCase) -> Sheet:
    """Annex IV: the declaration on Russian parties."""
    declared = case.declaration.sanctions
    title = "Bijlage IV – Verklaring Russische partijen"
    if declared is None:
        return Sheet(title, ())
    share = f"{declared.share}%".replace(".", ",")
    owned = f"{declared.owned_percentage}%".replace(".", ",")
    rows: tuple[tuple[Entry, ...], ...] = (
        ("Vraag", "Antwoord"),
        ("Russische nationaliteit of vestiging in Rusland", yes_no("gevestigd", declared.established)),
        ("Deel dat in Russische handen is", Text("eigendom", owned)),
        ("Handelt namens of in opdracht van een Russische partij", yes_no("namens", declared.acts_for)),
        ("Hoogste aandeel van een Russische partij in de opdracht", Text("aandeel", share)),
        ("Uitzondering waarop een beroep wordt gedaan", Text("uitzondering", declared.exception or "geen")),
        ("Volledig en naar waarheid ingevuld", yes_no("volledig", declared.complete)),
    )
    if declared.share:
        note = f"Een verzonnen leverancier van software levert {share} van de opdracht."
        rows = (*rows, ("Toelichting", Text("toelichting", note)))
    return Sheet(title, (Grid(rows),))


SHEETS: dict[str, Callable[[SampleCase], Sheet]] = {
    "bijlage-2": submission_sheet,
    "bijlage-3": competences_sheet,
    "bijlage-4": sanctions_sheet,
}
"""What stands on the form of a kind of document."""
