"""How old a piece of evidence is, and until when it is valid (§3.3, §3.4 Nr 3; notes N-21, N-22, N-28, N-29)."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from inkoop_core.api.evidence import EvidenceKind, EvidenceRoute
from inkoop_core.api.evidence_status import (
    AT_BID,
    AT_CLOSING,
    age_day,
    age_limit,
    notes_with,
    young_enough,
)
from inkoop_core.api.rules import Case
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.request import EvidenceReceived
from inkoop_core.domain.term import TermUnit

Receipts = Sequence[Fact[EvidenceReceived]]
_UNITS = {
    TermUnit.DAYS: "dagen",
    TermUnit.WEEKS: "weken",
    TermUnit.MONTHS: "kalendermaanden",
    TermUnit.YEARS: "jaar",
    TermUnit.WORKING_DAYS: "werkdagen",
}


@frozen
class Said:
    """What something says of a piece of evidence: verdict, why in Dutch, and the notes that bite."""

    verdict: Verdict
    text: str
    notes: tuple[str, ...] = ()


FINE = Said(Verdict.MET, "")


def age_said(case: Case, kind: EvidenceKind, route: EvidenceRoute | None, receipts: Receipts) -> Said:
    """Whether the pieces were young enough on the day that counts; both days are told (N-21, N-29).

    receipts  the pieces that must prove it; of several the oldest counts, so that none makes another young
    """
    limit = age_limit(case.definition, kind, route)
    if limit is None:
        return FINE
    notes = notes_with(case.definition, limit.notes, AT_BID, AT_CLOSING)
    dated = sorted(
        ((fact.body.issued, fact) for fact in receipts if fact.body.issued), key=lambda one: one[0]
    )
    if not dated:
        return Said(Verdict.CLARIFY, "de dag van afgifte staat niet vast", notes)
    issued, fact = dated[0]
    received = local_day(fact.happened_at)
    if issued > received:
        return Said(
            Verdict.CLARIFY,
            f"de dag van afgifte ({shown_day(issued)}) ligt na de ontvangst ({shown_day(received)})",
            notes,
        )
    bid, closing = _bid_day(case), local_day(case.definition.procedure.closing_at)
    counts_on = age_day(limit.notes, case.choices, received, bid, closing)
    most = f"{limit.length} {_UNITS[TermUnit(limit.unit)]}"
    days = {"ontvangst": received} | _other_day(case, limit.notes, bid, closing)
    days |= {} if counts_on in days.values() else {"de dag die telt": counts_on}
    fits = {name: young_enough(issued, day, limit) for name, day in days.items()}
    told = "; ".join(
        f"bij {name} ({shown_day(day)}) {'niet ouder' if fits[name] else 'OUDER'} dan {most}"
        for name, day in days.items()
    )
    text = f"afgegeven {shown_day(issued)}: {told}"
    bites = notes if len(set(fits.values())) > 1 else ()
    if young_enough(issued, counts_on, limit):
        return Said(Verdict.MET, text, bites)
    if len(dated) < len(receipts):
        return Said(Verdict.CLARIFY, f"{text}; van een ander stuk staat de dag van afgifte niet vast", bites)
    if dated[-1][0] != issued:
        younger = shown_day(dated[-1][0])
        return Said(Verdict.CLARIFY, f"{text}; er is een jonger stuk ({younger}): zeg welk stuk telt", bites)
    return Said(Verdict.NOT_MET, f"te oud: {text}", bites)


def _bid_day(case: Case) -> date:
    packages = case.recorded(PackageReceived)
    if packages:
        return local_day(packages[-1].body.received_at)
    return local_day(case.definition.procedure.closing_at)


def _other_day(case: Case, notes: Sequence[str], bid: date, closing: date) -> dict[str, date]:
    """The day that the law or another reading looks at."""
    if notes_with(case.definition, notes, AT_BID):
        return {"inschrijving": bid}
    return {"sluiting": closing} if notes_with(case.definition, notes, AT_CLOSING) else {}


def validity_said(case: Case, route: EvidenceRoute | None, receipts: Receipts) -> Said:
    """Whether a certificate is of the list and valid on the day of receipt (§3.4 Nr 3 A, N-28)."""
    limited = [(fact.body.valid_until, fact) for fact in receipts if fact.body.valid_until]
    if route is None or not route.valid:
        lapsed = [day for day, fact in limited if day < local_day(fact.happened_at)]
        if not lapsed or len(lapsed) < len(limited):
            return FINE
        return Said(Verdict.CLARIFY, f"het stuk gold tot en met {shown_day(max(lapsed))}, voor de ontvangst")
    if not limited:
        return Said(Verdict.CLARIFY, "tot wanneer het certificaat geldig is, staat niet vast", route.notes)
    until, fact = min(limited, key=lambda one: one[0])
    received = local_day(fact.happened_at)
    if until < received:
        text = (
            f"geldig tot en met {shown_day(until)}: niet meer op de dag van ontvangst ({shown_day(received)})"
        )
        return Said(Verdict.NOT_MET, text, route.notes)
    return _listed(case, route, fact) or _until_contract(case, route, until)


def _listed(case: Case, route: EvidenceRoute, fact: Fact[EvidenceReceived]) -> Said | None:
    """That the certificate is not on the list of the tender document, or nobody said which one it is."""
    if not route.listed:
        return None
    name = fact.body.certificate.strip()
    if not name:
        return Said(Verdict.CLARIFY, "welk certificaat het is, is niet vastgelegd", route.notes)
    listed = {one.casefold() for one in case.definition.texts(route.listed)}
    if name.casefold() in listed:
        return None
    return Said(
        Verdict.CLARIFY, f"certificaat {name} staat niet op de lijst van het inkoopdocument", route.notes
    )


def _until_contract(case: Case, route: EvidenceRoute, until: date) -> Said:
    """A certificate that ends before the agreement begins is asked; one that ends during it is told (N-28)."""
    agreement = case.definition.agreement
    if agreement is not None and until < agreement.first_day:
        first = shown_day(agreement.first_day)
        text = f"geldig tot en met {shown_day(until)}, voor het begin van de overeenkomst ({first})"
        return Said(Verdict.CLARIFY, text, route.notes)
    if agreement is not None and until < agreement.last_day:
        text = f"geldig tot en met {shown_day(until)}, voor het einde van de overeenkomst"
        return Said(Verdict.MET, text, route.notes)
    return Said(Verdict.MET, f"geldig tot en met {shown_day(until)}")
