"""Samples with exactly one thing that an officer has to decide on."""

from datetime import date, datetime

from attrs import evolve

from inkoop_core.api.packages import DeclaredDocument
from inkoop_core.domain.party import LegalForm
from inkoop_core.domain.submission import (
    GroundAnswer,
    Reservation,
    SigningMethod,
    SigningPower,
)
from samples.case import (
    GROUP,
    INDIVIDUAL,
    KC1,
    KC2,
    SHELTERED,
    Means,
    Plan,
    SampleCase,
    Seal,
    bid,
    documents,
    espd,
    signed,
    tenderer,
)


def trage_zandloper() -> SampleCase:
    return SampleCase(
        folder="09-trage-zandloper",
        archive=True,
        declaration=bid(
            tenderer(9, "De Trage Zandloper Voorbeeldzorg B.V.", LegalForm.PRIVATE_COMPANY),
            signed("O. Telaat"),
            received=datetime(2026, 6, 15, 10, 0, 1),  # noqa: DTZ001 - Dutch local time
        ),
        shows="Eén seconde te laat ontvangen; aangeleverd als zip",
        expected="PRO-13 (PRO-16): moet; de inhoud wordt niet gelezen",
    )


def verdwaalde_postduif() -> SampleCase:
    return SampleCase(
        folder="10-verdwaalde-postduif",
        declaration=bid(
            tenderer(10, "Stichting De Verdwaalde Postduif (voorbeeld)", LegalForm.FOUNDATION),
            signed("P. Omweg"),
            channel="e-mail",
        ),
        shows="Op tijd, maar per e-mail ontvangen",
        expected="PRO-14 (PRO-16): moet; de inhoud wordt niet gelezen",
    )


def ontbrekend_blad() -> SampleCase:
    return SampleCase(
        folder="11-ontbrekend-blad",
        declaration=bid(
            tenderer(11, "Stichting Het Ontbrekende Blad (voorbeeld)", LegalForm.FOUNDATION),
            signed("Q. Vergeten"),
            files=documents(without="sg2"),
        ),
        shows="Het plan voor SG2 ontbreekt",
        expected="INT-08: moet",
        sg1=Plan(cover=True),
    )


def onzichtbare_inkt() -> SampleCase:
    return SampleCase(
        folder="12-onzichtbare-inkt",
        declaration=bid(
            tenderer(12, "Onzichtbare Inkt Fictieve Zorg B.V.", LegalForm.PRIVATE_COMPANY),
            signed(method=SigningMethod.NONE, power=SigningPower.UNKNOWN),
        ),
        shows="De UEA is ingevuld maar niet ondertekend",
        expected="INT-10: moet",
        sg1=Plan(cover=True),
    )


def zwevende_trap() -> SampleCase:
    return SampleCase(
        folder="13-zwevende-trap",
        declaration=bid(
            tenderer(13, "Stichting De Zwevende Trap (voorbeeld)", LegalForm.FOUNDATION),
            signed("R. Halverwege"),
            products=(*INDIVIDUAL[:2], SHELTERED),
        ),
        shows="IB4 aangeboden zonder IB3",
        expected="PRD-02: koppeling niet gehaald (N-36)",
    )


def stilstaande_trein() -> SampleCase:
    return SampleCase(
        folder="14-stilstaande-trein",
        declaration=bid(
            tenderer(14, "Stilstaande Trein Verzonnen Dagbesteding B.V.", LegalForm.PRIVATE_COMPANY),
            signed("S. Blijfthier"),
            products=GROUP[:2],
            focus_areas=("voorbeeld-lvb",),
            references=(evolve(KC2, number=1),),
            files=documents(ending=".pdf"),
        ),
        means=Means.PDF_TEXT,
        shows="Begeleiding groep aangeboden zonder vervoer en rolstoelvervoer",
        expected="PRD-03: koppeling niet gehaald (N-36)",
        sg2=Plan(pages=1),
    )


def haartje_erover() -> SampleCase:
    return SampleCase(
        folder="15-haartje-erover",
        declaration=bid(
            tenderer(15, "Een Haartje Erover Voorbeeldzorg B.V.", LegalForm.PRIVATE_COMPANY),
            signed("T. Nipt"),
            share="10.01",
        ),
        shows="Een Russische leverancier heeft een aandeel van 10,01%",
        expected="EXC-12: moet, behalve bij een uitzondering (EXC-13)",
    )


def vergeelde_kalender() -> SampleCase:
    return SampleCase(
        folder="16-vergeelde-kalender",
        declaration=bid(
            tenderer(16, "Stichting De Vergeelde Kalender (voorbeeld)", LegalForm.FOUNDATION),
            signed("U. Eergisteren"),
            references=(evolve(KC1, first_day=date(2023, 6, 14), last_day=date(2024, 6, 13)),),
        ),
        shows="De referentie begint één dag voor het venster van drie jaar",
        expected="ELI-13 (N-25): verduidelijken, de twaalf maanden vallen niet geheel in het venster",
        sg1=Plan(cover=True),
    )


def gelijmde_vaas() -> SampleCase:
    misconduct = GroundAnswer(
        "prof-misconduct",
        applies=True,
        happened_on=date(2024, 11, 5),
        self_cleaning="De betrokken leidinggevende is vertrokken en de te hoge rekeningen zijn terugbetaald. "
        "Elke declaratie wordt sinds januari 2025 door een tweede medewerker gecontroleerd; een externe "
        "accountant heeft dat in maart 2026 getoetst.",
        details="Bij een andere, verzonnen gemeente zijn uren in rekening gebracht die niet zijn geleverd.",
    )
    return SampleCase(
        folder="17-gelijmde-vaas",
        declaration=bid(
            tenderer(17, "De Gelijmde Vaas Verzonnen Zorg B.V.", LegalForm.PRIVATE_COMPANY),
            signed("V. Hersteld"),
            espds=(espd("tenderer", misconduct),),
        ),
        shows="Ernstige beroepsfout in 2024, met maatregelen om herhaling te voorkomen",
        expected="EXC-03: kan, na weging van de maatregelen en de evenredigheid",
        sg2=Plan(cover=True),
    )


def mits_en_maar() -> SampleCase:
    return SampleCase(
        folder="18-mits-en-maar",
        declaration=bid(
            tenderer(18, "Mits en Maar Fictieve Begeleiding B.V.", LegalForm.PRIVATE_COMPANY),
            signed("W. Tenzij"),
            reservations=(
                Reservation(
                    about="de overeenkomst",
                    text="Wij gaan akkoord met de conceptovereenkomst, mits de tarieven elk jaar "
                    "met minstens vier procent stijgen.",
                    document="bijlage-2",
                ),
            ),
            files=documents(ending=".pdf"),
        ),
        means=Means.PDF_TEXT,
        shows="Voorbehoud op de conceptovereenkomst in het inschrijfformulier",
        expected="EXE-02: kan",
        sg2=Plan(cover=True),
    )


def verschoven_komma() -> SampleCase:
    return SampleCase(
        folder="19-verschoven-komma",
        declaration=bid(
            tenderer(19, "De Verschoven Komma Voorbeeldzorg B.V.", LegalForm.PRIVATE_COMPANY, employees=9),
            signed("X. Naderhand", method=SigningMethod.DIGITAL),
        ),
        shows="De UEA is na de digitale ondertekening veranderd (12 medewerkers werd 9)",
        expected="INT-10: moet, na het ondertekenen gewijzigd (N-09)",
        seal=Seal.CHANGED_AFTER,
    )


def gekreukt_vel() -> SampleCase:
    return SampleCase(
        folder="20-gekreukt-vel",
        declaration=bid(
            tenderer(20, "Stichting Het Gekreukte Vel (voorbeeld)", LegalForm.FOUNDATION),
            signed("Y. Kopie", power=SigningPower.ATTORNEY),
            files=documents(extra=(DeclaredDocument("machtiging", "machtiging.pdf"),)),
        ),
        shows="SG1 heeft drie bladzijden zonder voorblad; de machtiging is een beschadigd bestand",
        expected="INT-07: verduidelijken (N-49); INT-06: bestand kan niet worden geopend",
        sg1=Plan(pages=3),
        damaged=("machtiging.pdf",),
    )


FAULTY = (
    trage_zandloper,
    verdwaalde_postduif,
    ontbrekend_blad,
    onzichtbare_inkt,
    zwevende_trap,
    stilstaande_trein,
    haartje_erover,
    vergeelde_kalender,
    gelijmde_vaas,
    mits_en_maar,
    verschoven_komma,
    gekreukt_vel,
)
