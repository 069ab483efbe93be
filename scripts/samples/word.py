"""The forms of a bid as Word files, the same bytes on every run."""

from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from inkoop_core.domain.moment import shown_day
from inkoop_core.domain.submission import Reference
from samples.archive import packed, unpacked
from samples.case import EXAMPLE, SampleCase
from samples.papers import CONTRACT, euros

EXAMPLE_FORM = "VOORBEELDFORMULIER – niet het echte formulier"
MADE_AT = datetime(2026, 6, 1, 9, 0, 0)  # noqa: DTZ001 - Word keeps this time without a zone
PRODUCTS = {
    "IB1": "Individuele begeleiding 1",
    "IB2": "Individuele begeleiding 2",
    "IB3": "Individuele begeleiding 3",
    "IB4": "Individuele begeleiding 4",
    "BG-O": "Begeleiding groep ontwikkelgericht",
    "BG-B": "Begeleiding groep behoudgericht",
    "BG-V": "Begeleiding groep vervoer",
    "BG-R": "Begeleiding groep rolstoelvervoer",
}
FOCUS_AREAS = {
    "voorbeeld-ggz": "Psychische kwetsbaarheid (voorbeeld)",
    "voorbeeld-lvb": "Licht verstandelijke beperking (voorbeeld)",
    "voorbeeld-nah": "Niet-aangeboren hersenletsel (voorbeeld)",
}
SPARE_PARTS = ("thumbnail", "stylesWithEffects", "customXml")
"""Parts of the standard template that a form can do without."""


def submission_form(case: SampleCase) -> bytes:
    """Annex II: who, which products, which focus areas."""
    who, offer = case.declaration.tenderer, case.declaration.offer
    form = _form("Bijlage II – Inschrijfformulier Begeleiding", who.name)
    form.add_heading("1. Inschrijver", level=2)
    _table(
        form,
        [
            ("Naam", who.name),
            ("KvK-nummer", who.trade_register_number),
            ("AGB-code", who.agb_code),
            ("Rechtsvorm", who.legal_form.label),
            ("Wijze van inschrijven", who.bid_form.label),
            ("Medewerkers", str(who.employees)),
            ("Omzet per jaar", euros(who.turnover)),
            ("Balanstotaal", euros(who.balance_total)),
            ("Onderdeel van een groep", "ja" if who.group_member else "nee"),
        ],
    )
    form.add_heading("2. Producten", level=2)
    rows = [("Product", "Omschrijving", "Aangeboden")]
    for code, label in PRODUCTS.items():
        variants = offer.variants(code) if offer else ()
        ticked = offer is not None and offer.has(code)
        rows.append((code, label, "☒ " + " en ".join(variants) if ticked else "☐"))
    _table(form, rows)
    form.add_heading("3. Aandachtsgebieden", level=2)
    chosen = offer.focus_areas if offer else ()
    _table(form, [("☒" if code in chosen else "☐", label) for code, label in FOCUS_AREAS.items()])
    form.add_heading("4. Opmerkingen", level=2)
    remarks = [reservation.text for reservation in case.declaration.reservations]
    form.add_paragraph(" ".join(remarks) or "Geen.")
    return _bytes(form)


def competences_form(case: SampleCase) -> bytes:
    """Annex III: the references in the order of entry."""
    form = _form("Bijlage III – Verklaring kerncompetenties", case.declaration.tenderer.name)
    for reference in case.declaration.references:
        form.add_heading(f"Referentie {reference.number}", level=2)
        _table(form, _about(reference))
    return _bytes(form)


def _about(reference: Reference) -> list[tuple[str, str]]:
    return [
        ("Kerncompetentie", " en ".join(reference.competences)),
        ("Opdrachtgever", reference.client),
        ("Aantal cliënten in twaalf maanden", str(reference.clients)),
        ("Periode", f"{shown_day(reference.first_day)} tot en met {shown_day(reference.last_day)}"),
        ("In het kader van de Wmo", "ja" if reference.social_support_act else "nee"),
        ("Omschrijving", reference.description),
    ]


def sanctions_form(case: SampleCase) -> bytes:
    """Annex IV: the declaration on Russian parties."""
    declared = case.declaration.sanctions
    form = _form("Bijlage IV – Verklaring Russische partijen", case.declaration.tenderer.name)
    if declared is None:
        return _bytes(form)
    share = f"{declared.share}%".replace(".", ",")
    owned = f"{declared.owned_percentage}%".replace(".", ",")
    _table(
        form,
        [
            ("Vraag", "Antwoord"),
            ("Russische nationaliteit of vestiging in Rusland", "ja" if declared.established else "nee"),
            ("Deel dat in Russische handen is", owned),
            ("Handelt namens of in opdracht van een Russische partij", "ja" if declared.acts_for else "nee"),
            ("Hoogste aandeel van een Russische partij in de opdracht", share),
            ("Uitzondering waarop een beroep wordt gedaan", declared.exception or "geen"),
        ],
    )
    if declared.share:
        form.add_paragraph(
            f"Toelichting: een verzonnen leverancier van software levert {share} van de opdracht."
        )
    return _bytes(form)


def _form(title: str, name: str) -> Any:
    form = docx.Document()
    for section in form.sections:
        top = section.header.paragraphs[0]
        top.text = EXAMPLE_FORM
        top.alignment = WD_ALIGN_PARAGRAPH.CENTER
        section.footer.paragraphs[0].text = EXAMPLE
    normal = form.styles["Normal"].font
    normal.name, normal.size = "Arial", Pt(10)
    form.add_heading(title, level=1)
    form.add_paragraph(f"{CONTRACT}. Ingevuld door: {name}")
    properties = form.core_properties
    properties.title, properties.author, properties.subject = title, name, EXAMPLE
    properties.comments, properties.last_modified_by, properties.language = EXAMPLE_FORM, name, "nl-NL"
    properties.created = properties.modified = MADE_AT
    return form


def _table(form: Any, rows: Iterable[tuple[str, ...]]) -> None:
    """A table, with some air below it."""
    filled = list(rows)
    table = form.add_table(rows=len(filled), cols=len(filled[0]), style="Table Grid")
    for row, values in zip(table.rows, filled, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    form.add_paragraph().paragraph_format.space_after = Pt(2)


def _bytes(form: Any) -> bytes:
    for part in (form.part.package, form.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(SPARE_PARTS):
                del part.rels[key]
    out = BytesIO()
    form.save(out)
    return packed(unpacked(out.getvalue()))


FORMS: dict[str, Callable[[SampleCase], bytes]] = {
    "bijlage-2": submission_form,
    "bijlage-3": competences_form,
    "bijlage-4": sanctions_form,
}
"""What writes the Word form of a kind of document."""
