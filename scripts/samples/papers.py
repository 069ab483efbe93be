"""The PDF documents of a bid: the ESPD, the plans, the powers and guarantees."""

import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from inkoop_core.api.packages import DeclaredDocument
from inkoop_core.domain.moment import shown_day
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.submission import GroundAnswer, Signature, SigningMethod, SigningPower
from samples.case import CONTRACT, EXAMPLE_FORM, GROUNDS, Means, Plan, SampleCase, Seal
from samples.pdf import (
    Block,
    cover_page,
    document,
    handwriting,
    heading,
    new_page,
    paragraph,
    space,
    table,
    title,
)
from samples.pdf_forms import PDF_CELLS
from samples.sheets import Choice, Text, euros

EMPLOYEES_BEFORE_CHANGE = 12
"""What the ESPD that is changed after signing said before."""


@cache
def texts() -> dict[str, Any]:
    """The building blocks of the plans."""
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))


def plan(case: SampleCase, key: str, wanted: Plan) -> bytes:
    """A plan for a sub-criterion, of exactly the number of pages that is wanted."""
    name = case.declaration.tenderer.name
    section = texts()[key]
    pages = _weak_pages() if wanted.weak else _pages(section, case.number, wanted.pages)
    blocks: list[Block] = cover_page(section["titel"], name, CONTRACT, "Juni 2026") if wanted.cover else []
    blocks.append(title(section["titel"]))
    number = 0
    for place, page in enumerate(pages):
        if place:
            blocks.append(new_page())
        for head, body in page:
            number += 1
            blocks += [heading(f"{number}. {head}"), paragraph(body.format(naam=name))]
    return document(section["titel"], name, blocks, cover=wanted.cover)


def _pages(section: dict[str, Any], number: int, pages: int) -> list[list[tuple[str, str]]]:
    """The subjects over the pages; each sample has its own mix of wordings."""
    subjects = [
        (subject["kop"], subject["teksten"][_wording(number, 0 if subject.get("bijeen") else place)])
        for place, subject in enumerate(section["onderwerpen"])
    ]
    closing = (section["slot"]["kop"], section["slot"]["tekst"])
    if pages == 1:
        return [subjects]
    if pages == 2:
        return [subjects[:3], [*subjects[3:], closing]]
    extra = texts()["extra"]
    return [subjects[:3], [*subjects[3:], closing], list(zip(extra["kop"], extra["teksten"], strict=True))]


def _wording(number: int, place: int) -> int:
    """Which of the three wordings; neighbours in the list of samples have different ones."""
    return (number + place * (1 + number // 3)) % 3


def _weak_pages() -> list[list[tuple[str, str]]]:
    weak = texts()["zwak"]
    return [[pair] for pair in zip(weak["kop"], weak["teksten"], strict=True)]


def espd(case: SampleCase, party_id: str) -> bytes:
    """The ESPD of the tenderer or of another party: two pages, signed as the declaration says."""
    declared = case.declaration
    other = next((party for party in declared.parties if party.id == party_id), None)
    name = other.name if other else declared.tenderer.name
    response = next(answered for answered in declared.espd if answered.party == party_id)
    kind = "Uniform Europees Aanbestedingsdocument (UEA)"
    cell = PDF_CELLS[case.means is Means.PDF_FIELDS]
    blocks = [
        title(kind),
        paragraph(EXAMPLE_FORM),
        heading("Deel I – De opdracht"),
        table([("Opdracht", CONTRACT), ("Procedure", "Sociale en andere specifieke diensten")], (5, 11)),
        heading("Deel II – De ondernemer"),
        table([(label, cell(entry)) for label, entry in _about(case, other)], (5, 11)),
        heading("Deel III – Uitsluitingsgronden"),
        table(
            [
                ("Grond", "Code", "Van toepassing"),
                *((*_ground(item), cell(_applies(item))) for item in response.answers),
            ],
            (9.2, 3.4, 3.4),
        ),
        new_page(),
        *_explanations(response.answers, cell),
        heading("Deel IV – Geschiktheid"),
        table(
            [
                (
                    "Voldoet aan alle geschiktheidseisen",
                    cell(Choice("geschiktheid", YES_NO, "ja" if response.requirements_met else "nee")),
                )
            ],
            (7, 9),
        ),
        heading("Deel VI – Slotverklaring"),
        paragraph(
            f"Namens {name} verklaart de ondergetekende dat dit formulier naar waarheid is ingevuld, dat de "
            "bewijsstukken op verzoek worden overgelegd en dat de eisen van de opdracht zijn gelezen."
        ),
        *_signature_lines(_signature(case, "uea" if other is None else f"uea:{party_id}"), cell),
    ]
    return document(kind, name, blocks)


YES_NO = ("ja", "nee")
ROLES = tuple(role.label for role in PartyRole)
POWERS = ("", *(power.label for power in SigningPower if power is not SigningPower.UNKNOWN))
Cell = Callable[[Text | Choice], Any]


def _about(case: SampleCase, other: Party | None) -> list[tuple[str, Text | Choice]]:
    who = case.declaration.tenderer
    if other:
        share = "" if other.share is None else f"{other.share}%".replace(".", ",")
        listed = "" if other.listed_in_espd is None else "ja" if other.listed_in_espd else "nee"
        return [
            ("Naam", Text("naam", other.name)),
            ("KvK-nummer", Text("kvk_nummer", other.trade_register_number)),
            ("Rol bij de inschrijving", Choice("rol", ROLES, other.role.label)),
            ("Naam van de inschrijver", Text("inschrijver", who.name)),
            ("Aandeel in de opdracht", Text("aandeel", share)),
            (
                "De inschrijver doet een beroep op deze partij",
                Choice("beroep", YES_NO, "ja" if other.relied_on else "nee"),
            ),
            ("Genoemd in het UEA van de inschrijver", Choice("genoemd", ("", *YES_NO), listed)),
        ]
    employees = EMPLOYEES_BEFORE_CHANGE if case.seal is Seal.CHANGED_AFTER else who.employees
    others = ", ".join(f"{party.name} ({party.role.label})" for party in case.declaration.parties)
    relied = ", ".join(party.name for party in case.declaration.parties if party.relied_on)
    return [
        ("Naam", Text("naam", who.name)),
        ("KvK-nummer", Text("kvk_nummer", who.trade_register_number)),
        ("Rechtsvorm", Text("rechtsvorm", who.legal_form.label)),
        ("Schrijft in als", Text("schrijft_in_als", who.bid_form.label)),
        ("Omvang", Text("omvang", f"{employees} medewerkers, omzet per jaar {euros(who.turnover)}")),
        ("Andere partijen", Text("andere_partijen", others or "geen")),
        ("Beroep op draagkracht van", Text("beroep_op", relied or "niemand")),
    ]


def _ground(answer: GroundAnswer) -> tuple[str, str]:
    return GROUNDS[answer.code], answer.code


def _applies(answer: GroundAnswer) -> Choice:
    return Choice(f"grond_{answer.code}", YES_NO, "ja" if answer.applies else "nee")


def _explanations(answers: tuple[GroundAnswer, ...], cell: Cell) -> list[Block]:
    """What goes with every yes, as far as the declaration has it."""
    blocks: list[Block] = []
    for answer in answers:
        if answer.applies:
            name = f"grond_{answer.code}"
            given = [
                (
                    "Datum van de gebeurtenis",
                    f"{name}_datum",
                    _day(answer.happened_on),
                ),
                (
                    "Laatste dag van de overtreding",
                    f"{name}_einde",
                    _day(answer.ended_on),
                ),
                (
                    "Datum van het vonnis of besluit",
                    f"{name}_besluit",
                    _day(answer.decided_on),
                ),
                ("Wat er is gebeurd", f"{name}_toelichting", answer.details),
                ("Genomen maatregelen", f"{name}_maatregelen", answer.self_cleaning),
            ]
            rows = [(label, cell(Text(field, value))) for label, field, value in given]
            blocks += [heading(f"Toelichting bij {GROUNDS[answer.code].lower()}"), table(rows, (5, 11))]
    return blocks


def _day(day: date | None) -> str:
    return shown_day(day) if day else ""


def _signature(case: SampleCase, document_kind: str) -> Signature | None:
    return next((given for given in case.declaration.signatures if given.document == document_kind), None)


def _signature_lines(signature: Signature | None, cell: Cell) -> list[Block]:
    """Place, date, names and powers; ink for a signature by hand, an empty line otherwise."""
    names = signature.signatories if signature else ()
    power = signature.power.label if signature and names else ""
    rows = [("Plaats en datum", cell(Text("plaats", "Nergenshuizen, 9 juni 2026" if names else "")))]
    for number, name in enumerate(names or ("",), 1):
        rows.append(
            (
                "Naam ondertekenaar",
                cell(Text("ondertekenaar" if number == 1 else f"ondertekenaar_{number}", name)),
            )
        )
    rows.append(("Bevoegdheid", cell(Choice("bevoegdheid", POWERS, power))))
    blocks: list[Block] = [space(0.2), table(rows, (5, 11)), space(0.2)]
    by_hand = signature is not None and signature.method is SigningMethod.WET_SCAN
    for name in names or ("",):
        blocks += [
            paragraph("Handtekening:"),
            handwriting(name) if by_hand else space(2.2),
            paragraph("_" * 44),
        ]
    return blocks


def letter(case: SampleCase, kind: str, party_id: str) -> bytes:
    """A power of attorney or a guarantee: one page, signed by hand."""
    wording = texts()["brieven"][kind]
    own = _signature(case, f"uea:{party_id}")
    head, signatory = wording["titel"], own.signatories[0] if own else wording["ondertekenaar"]
    who = case.declaration.tenderer.name
    named = [party for party in case.declaration.parties if party_id in ("tenderer", party.id)]
    other = named[0].name if named else who
    signature = _signature(case, "uea")
    proxy = signature.signatories[0] if signature and signature.signatories else ""
    blocks = [
        title(head),
        paragraph(f"Betreft: {CONTRACT}"),
        *(
            paragraph(line.format(inschrijver=who, ander=other, gemachtigde=proxy))
            for line in wording["tekst"]
        ),
        space(0.6),
        paragraph("Nergenshuizen, 8 juni 2026"),
        paragraph(f"Naam: {signatory}, bestuurder"),
        handwriting(signatory),
        paragraph("_" * 44),
    ]
    return document(head, who if kind == "machtiging" else other, blocks)


LETTERS = (
    "machtiging",
    "volmacht-combinatie",
    "aansprakelijkheid-onderaannemer",
    "moedergarantie",
    "403-verklaring",
)
"""Kinds of document that are a letter of one page."""

PAPERS: dict[str, Callable[[SampleCase, DeclaredDocument], bytes]] = {
    "uea": lambda case, paper: espd(case, paper.party),
    "sg1": lambda case, _: plan(case, "sg1", case.sg1),
    "sg2": lambda case, _: plan(case, "sg2", case.sg2),
    **{kind: lambda case, paper: letter(case, paper.kind, paper.party) for kind in LETTERS},
}
"""What writes the PDF of a kind of document."""
