"""What the platform gives beside the documents: ESPD responses as data files, and the table of who handed in what."""

from datetime import datetime
from io import BytesIO

import xlsxwriter
from attrs import evolve

from inkoop_core.api.packages import DeclaredDocument
from inkoop_core.domain.espd import EspdGeneration, EspdRole
from inkoop_core.domain.moment import local
from inkoop_core.domain.party import OWN_PARTY, BidForm, Party, PartyRole
from inkoop_core.testing.espd_files import SampleEspd, espd_xml
from samples.case import EXAMPLE, SampleCase

MADE_AT = datetime(2026, 6, 15, 12, 0, 0)  # noqa: DTZ001 - Excel keeps this time without a zone
UEA_DATA = "uea-gegevens"
GENERATIONS = {
    1: EspdGeneration.E3,
    2: EspdGeneration.E5,
    4: EspdGeneration.E4,
    6: EspdGeneration.E1,
    13: EspdGeneration.E2,
    17: EspdGeneration.E5,
}
"""The samples that hand their ESPD in as a data file too, and its generation."""
HEADERS = (
    "Naam inschrijver",
    "KvK-nummer",
    "Ontvangen op",
    "Berichtnummer",
    "Pakket",
    "Status",
    "Akkoord met de voorwaarden",
    "Akkoord met de gestanddoeningstermijn",
)
_ROLES = {
    PartyRole.MEMBER: EspdRole.GROUP_MEMBER,
    PartyRole.SUBCONTRACTOR: EspdRole.SUBCONTRACTOR,
    PartyRole.COOPERATIVE_MEMBER: EspdRole.SUBCONTRACTOR,
    PartyRole.RELIED_ON: EspdRole.RELIED_ON,
}


def with_data_files(case: SampleCase) -> SampleCase:
    """The sample with its ESPD as data beside each ESPD on paper, where it is one that hands these in."""
    if case.number not in GENERATIONS:
        return case
    data = tuple(
        DeclaredDocument(UEA_DATA, paper.file.replace(".pdf", ".xml"), paper.party)
        for paper in case.declaration.documents
        if paper.kind == "uea"
    )
    declaration = evolve(case.declaration, documents=case.declaration.documents + data)
    return evolve(case, declaration=declaration)


def espd_data(case: SampleCase, paper: DeclaredDocument) -> bytes:
    """The ESPD of the tenderer or of another party as a data file."""
    declared = case.declaration
    response = next(given for given in declared.espd if given.party == paper.party)
    others = [party for party in declared.parties if party.role is not PartyRole.PARENT]
    sample = SampleEspd(
        name=declared.tenderer.name,
        number=declared.tenderer.trade_register_number,
        role=EspdRole.GROUP_LEADER
        if declared.tenderer.bid_form is BidForm.CONSORTIUM
        else EspdRole.SOLE_TENDERER,
        answers=response.answers,
        requirements_met=response.requirements_met,
        parties=tuple(others),
        reference="23.D.202",
    )
    if paper.party != OWN_PARTY:
        own: Party = next(party for party in others if party.id == paper.party)
        sample = evolve(
            sample, name=own.name, number=own.trade_register_number, role=_ROLES[own.role], parties=()
        )
    return espd_xml(GENERATIONS[case.number], sample)


def platform_table(cases: tuple[SampleCase, ...]) -> bytes:
    """The table as the platform exports it: everything that came in by the platform, in order of time."""
    rows = sorted(
        (case for case in cases if case.declaration.platform.channel == "TenderNed"),
        key=lambda case: (case.declaration.platform.received_at, case.number),
    )
    out = BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": "Inschrijvingen", "comments": EXAMPLE, "created": MADE_AT})
        sheet = book.add_worksheet("Inschrijvingen")
        moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm:ss"})
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        sheet.write_row(0, 0, HEADERS, head)
        sheet.set_column(0, 0, 46)
        sheet.set_column(1, len(HEADERS) - 1, 20)
        sheet.freeze_panes(1, 0)
        for number, case in enumerate(rows, 1):
            entry = case.declaration.platform
            sheet.write_row(
                number,
                0,
                (case.declaration.tenderer.name, case.declaration.tenderer.trade_register_number),
            )
            sheet.write_datetime(number, 2, local(entry.received_at).replace(tzinfo=None), moment)
            sheet.write_row(number, 3, (entry.message_number, case.folder, "ingediend", "Ja", "Ja"))
    return out.getvalue()
