"""Samples in which the formal side is in order."""

from datetime import date, datetime

from attrs import evolve

from inkoop_core.api.packages import DeclaredDocument
from inkoop_core.domain.party import BidForm, LegalForm, PartyRole, party_id
from inkoop_core.domain.submission import SigningMethod, SigningPower
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
    party,
    signed,
    tenderer,
)

KREKELKADE = party_id("Krekelkade Fictieve Dagbesteding B.V.")
RIJDEND_THEEKOPJE = party_id("Het Rijdend Theekopje Verzonnen Vervoer V.O.F.")
STILLE_VORK = party_id("Erf De Stille Vork (verzonnen)")
BLAUWE_HARK = party_id("Erf De Blauwe Hark (verzonnen)")
INKTMEER = party_id("Inktmeer Verzonnen Ondersteuning B.V.")


def _liability(short: str, party: str) -> DeclaredDocument:
    kind = "aansprakelijkheid-onderaannemer"
    return DeclaredDocument(kind, f"{kind}-{short}.pdf", party)


def papieren_linde() -> SampleCase:
    return SampleCase(
        folder="01-papieren-linde",
        declaration=bid(
            tenderer(1, "Stichting Papieren Linde Voorbeeldzorg", LegalForm.FOUNDATION),
            signed("A. Voorbeeld"),
            products=INDIVIDUAL + GROUP,
            focus_areas=("voorbeeld-ggz", "voorbeeld-lvb"),
            references=(KC1, KC2),
        ),
        shows="Alles in orde; plannen van twee bladzijden met voorblad",
        expected="alle stappen 1 tot en met 3 voldaan; INT-07 en INT-08 voldaan (voorblad telt niet mee)",
        sg1=Plan(cover=True),
        sg2=Plan(cover=True),
    )


def nergenshuis() -> SampleCase:
    parties = (
        party(
            1,
            KREKELKADE,
            PartyRole.SUBCONTRACTOR,
            "Krekelkade Fictieve Dagbesteding B.V.",
            share="30.00",
            relied_on=True,
            listed_in_espd=True,
        ),
        party(
            2,
            RIJDEND_THEEKOPJE,
            PartyRole.SUBCONTRACTOR,
            "Het Rijdend Theekopje Verzonnen Vervoer V.O.F.",
            share="8.00",
            listed_in_espd=True,
        ),
    )
    return SampleCase(
        folder="02-nergenshuis",
        declaration=bid(
            tenderer(2, "Nergenshuis Begeleiding B.V.", LegalForm.PRIVATE_COMPANY, BidForm.MAIN_CONTRACTOR),
            signed("B. Verzonnen", power=SigningPower.ATTORNEY),
            signed("C. Fictie", document=f"uea:{KREKELKADE}"),
            signed("D. Bedacht", document=f"uea:{RIJDEND_THEEKOPJE}"),
            products=INDIVIDUAL + GROUP,
            focus_areas=("voorbeeld-lvb", "voorbeeld-nah"),
            references=(KC1, KC2),
            parties=parties,
            files=documents(
                extra=(
                    DeclaredDocument("machtiging", "machtiging.pdf"),
                    DeclaredDocument("uea", "uea-krekelkade.pdf", KREKELKADE),
                    _liability("krekelkade", KREKELKADE),
                    DeclaredDocument("uea", "uea-rijdend-theekopje.pdf", RIJDEND_THEEKOPJE),
                    _liability("rijdend-theekopje", RIJDEND_THEEKOPJE),
                )
            ),
        ),
        shows="Hoofdaannemer met twee onderaannemers, beroep op één van hen, ondertekend met machtiging",
        expected="alles voldaan; SUB-01, SUB-03 en INT-06 aan de orde",
        sg2=Plan(cover=True),
    )


def denkbeeldig_nabij() -> SampleCase:
    parties = (
        party(
            4,
            BLAUWE_HARK,
            PartyRole.COOPERATIVE_MEMBER,
            "Erf De Blauwe Hark (verzonnen)",
            share="45.00",
            listed_in_espd=True,
        ),
        party(
            3,
            STILLE_VORK,
            PartyRole.COOPERATIVE_MEMBER,
            "Erf De Stille Vork (verzonnen)",
            share="55.00",
            listed_in_espd=True,
        ),
    )
    return SampleCase(
        folder="03-denkbeeldig-nabij",
        declaration=bid(
            tenderer(3, "Coöperatie Denkbeeldig Nabij U.A.", LegalForm.COOPERATIVE, BidForm.COOPERATIVE),
            signed("E. Zogenaamd"),
            signed("F. Alsof", document=f"uea:{STILLE_VORK}"),
            signed("G. Schijnbaar", document=f"uea:{BLAUWE_HARK}"),
            products=INDIVIDUAL + GROUP,
            focus_areas=("voorbeeld-lvb",),
            references=(evolve(KC1, competences=("KC1", "KC2"), clients=17),),
            parties=parties,
            files=documents(
                extra=(
                    DeclaredDocument("uea", "uea-stille-vork.pdf", STILLE_VORK),
                    _liability("stille-vork", STILLE_VORK),
                    DeclaredDocument("uea", "uea-blauwe-hark.pdf", BLAUWE_HARK),
                    _liability("blauwe-hark", BLAUWE_HARK),
                )
            ),
        ),
        shows="Coöperatie met twee leden; één referentie voor beide kerncompetenties",
        expected="alles voldaan; SUB-01 (leden tellen als onderaannemer) en ELI-15 aan de orde",
        sg1=Plan(pages=1),
    )


def wolkenveld() -> SampleCase:
    return SampleCase(
        folder="04-wolkenveld",
        archive=True,
        declaration=bid(
            tenderer(4, "Stichting Wolkenveld Verzonnen Zorg", LegalForm.FOUNDATION, BidForm.CONSORTIUM),
            signed("H. Voorbeeldsma"),
            signed("I. Nepstra", document=f"uea:{INKTMEER}"),
            focus_areas=("voorbeeld-ggz", "voorbeeld-nah"),
            parties=(
                party(
                    5,
                    INKTMEER,
                    PartyRole.MEMBER,
                    "Inktmeer Verzonnen Ondersteuning B.V.",
                    share="40.00",
                    listed_in_espd=True,
                ),
            ),
            files=documents(
                extra=(
                    DeclaredDocument("uea", "uea-inktmeer.pdf", INKTMEER),
                    DeclaredDocument("volmacht-combinatie", "volmacht-inktmeer.pdf", INKTMEER),
                )
            ),
        ),
        shows="Combinatie met penvoerder; lid met eigen UEA en volmacht; aangeleverd als zip",
        expected="alles voldaan; SUB-07 aan de orde",
    )


def maanbrug() -> SampleCase:
    return SampleCase(
        folder="05-maanbrug",
        declaration=bid(
            tenderer(
                5,
                "Maanbrug Fictieve Begeleiding B.V.",
                LegalForm.PRIVATE_COMPANY,
                employees=210,
                turnover=1_640_000_000,
                balance_total=720_000_000,
                group_member=True,
                consolidated_accounts=True,
            ),
            signed("J. Denkbeeld", method=SigningMethod.DIGITAL),
            products=(*INDIVIDUAL, SHELTERED),
            focus_areas=("voorbeeld-ggz",),
            parties=(party(6, "moeder", PartyRole.PARENT, "Maanbrug Fictieve Groep N.V."),),
            espds=(espd(),),
            files=documents(extra=(DeclaredDocument("403-verklaring", "403-verklaring.pdf"),)),
        ),
        shows="Groepsonderneming met 403-verklaring; UEA digitaal ondertekend; IB4 met heel IB3",
        expected="alles voldaan; SUB-11, INT-10 (digitaal, N-09) en PRD-02 aan de orde",
        sg1=Plan(cover=True),
        seal=Seal.SIGNED,
    )


def krijtstip() -> SampleCase:
    return SampleCase(
        folder="06-krijtstip",
        declaration=bid(
            tenderer(
                6,
                "Krijtstip Verzonnen Begeleiding B.V.",
                LegalForm.PRIVATE_COMPANY,
                employees=9,
                turnover=200_000_000,
                balance_total=240_000_000,
            ),
            signed("K. Onwaar"),
            products=INDIVIDUAL[:2],
            focus_areas=("voorbeeld-nah",),
        ),
        shows="Micro-onderneming op de grens: 9 medewerkers, omzet precies € 2.000.000,00",
        expected="alles voldaan; ELI-05 en ELI-06: lage verzekerde bedragen",
        sg2=Plan(pages=1),
    )


def halve_regenboog() -> SampleCase:
    return SampleCase(
        folder="07-halve-regenboog",
        declaration=bid(
            tenderer(
                7,
                "Stichting Halve Regenboog Voorbeeld",
                LegalForm.FOUNDATION,
                group_member=True,
            ),
            signed("L. Verdicht", "M. Gefingeerd", power=SigningPower.JOINT),
            focus_areas=("voorbeeld-lvb",),
            parties=(party(7, "moeder", PartyRole.PARENT, "Stichting Hele Regenboog Voorbeeld"),),
            espds=(espd(),),
            files=documents(extra=(DeclaredDocument("moedergarantie", "moedergarantie.pdf"),)),
        ),
        shows="Moedergarantie, door twee bestuurders samen ondertekend; SG1 is zwak (bedoeld: 4 + 8)",
        expected="stappen 1 tot en met 3 voldaan; na beoordeling AWA-06: 4 op SG1 is een knock-out",
        sg1=Plan(weak=True),
    )


def precies_genoeg() -> SampleCase:
    return SampleCase(
        folder="08-precies-genoeg",
        declaration=bid(
            tenderer(8, "Precies Genoeg Voorbeeldzorg B.V.", LegalForm.PRIVATE_COMPANY),
            signed("N. Ergens"),
            products=INDIVIDUAL + GROUP,
            references=(
                evolve(KC1, clients=10, first_day=date(2023, 6, 15), last_day=date(2024, 6, 14)),
                evolve(KC2, clients=5, first_day=date(2025, 6, 15), last_day=date(2026, 6, 14)),
            ),
            received=datetime(2026, 6, 15, 10, 0, 0),  # noqa: DTZ001 - Dutch local time
            share="10.00",
            files=documents(ending=".pdf"),
        ),
        means=Means.PDF_FIELDS,
        shows="Alle grenzen net gehaald: ontvangen om 10:00:00, Russisch aandeel 10,00%, referenties op de "
        "eerste en laatste dag van het venster, 10 en 5 cliënten",
        expected="PRO-13, EXC-12, ELI-10, ELI-11 en ELI-13 voldaan",
    )


GOOD = (
    papieren_linde,
    nergenshuis,
    denkbeeldig_nabij,
    wolkenveld,
    maanbrug,
    krijtstip,
    halve_regenboog,
    precies_genoeg,
)
