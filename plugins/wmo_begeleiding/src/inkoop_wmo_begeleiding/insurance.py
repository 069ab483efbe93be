"""Liability insurance: declared now, proven after the provisional award (§3.4 Nr 1)."""

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.rules import Case
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.money import euros
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import OWN_PARTY, Tenderer
from inkoop_core.domain.submission import EspdResponse


@frozen
class Size:
    """Whether a tenderer is a micro-enterprise as the tender document means it.

    micro    None: not known
    missing  what would have to be known, in Dutch
    notes    unclear places that bite
    """

    micro: bool | None
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def liability_insurance(case: Case) -> Iterable[Finding]:
    """The tenderer declares to be insured for the amounts that go with its size (§3.4 Nr 1).

    The policy is asked from provisional winners; one that came early is named, none is never punished (N-02).
    """
    on = case.on("ELI-05")
    espd, tenderer = _own_espd(case), case.one(Tenderer)
    if espd is None or tenderer is None:
        yield on.pending("Het UEA of de gegevens van de inschrijver zijn nog niet vastgelegd.")
        return
    size = size_of(tenderer.body, case.definition, case.choice("N-23"))
    wanted = _amounts(case.definition, size)
    early = [fact for fact in case.all(Document) if fact.body.kind == "polis"]
    used: tuple[Fact[Any], ...] = (espd, tenderer, *early)
    if espd.body.requirements_met is False:
        yield on.not_met(
            f"De inschrijver verklaart niet aan de geschiktheidseisen te voldoen; gevraagd: {wanted}.",
            *used,
            notes=("N-04", *size.notes),
        )
    elif espd.body.requirements_met is None:
        yield on.clarify(
            f"Het UEA zegt niet of aan de geschiktheidseisen is voldaan; gevraagd: {wanted}.",
            *used,
            notes=size.notes,
        )
    elif size.micro is None:
        yield on.clarify(
            f"Welke bedragen gelden is niet vast te stellen: {wanted}. Niet bekend of niet duidelijk: "
            f"{', '.join(size.missing)}.",
            *used,
            notes=size.notes,
        )
    else:
        proof = "een polis is al ingediend" if early else "de polis komt na de voorlopige gunning"
        yield on.met(
            f"De inschrijver verklaart te voldoen; gevraagd: {wanted}. Bewijs: {proof}.",
            *used,
            notes=("N-02", *size.notes),
        )


def size_of(tenderer: Tenderer, definition: TenderDefinition, reading: str) -> Size:
    """A micro-enterprise is a legal person with few employees and a small turnover or balance total (N-23).

    reading  the choice for N-23: "alleen-rechtspersoon", "elke-rechtsvorm" or "" for none
    """
    most = definition.whole("micro_eur_max")
    staff = (
        None if tenderer.employees is None else tenderer.employees < definition.whole("micro_employees_below")
    )
    money = _either(
        None if tenderer.turnover is None else tenderer.turnover <= most,
        None if tenderer.balance_total is None else tenderer.balance_total <= most,
    )
    if staff is False or money is False:
        return Size(False)
    legal = _counts_as_legal_person(tenderer, reading)
    notes = () if tenderer.legal_form.legal_person else ("N-23",)
    if legal is False:
        return Size(False, notes=notes)
    doubts = (
        ("of deze rechtsvorm meetelt als rechtspersoon", legal),
        ("het aantal werknemers", staff),
        ("omzet of balanstotaal", money),
    )
    missing = tuple(what for what, known in doubts if known is None)
    return Size(None if missing else True, missing, notes)


def _counts_as_legal_person(tenderer: Tenderer, reading: str) -> bool | None:
    """Whether the legal form counts as the definition wants it; None when that is not known or not chosen."""
    if tenderer.legal_form.legal_person or reading == "elke-rechtsvorm":
        return True
    if reading == "alleen-rechtspersoon":
        return tenderer.legal_form.legal_person
    return None


def _either(first: bool | None, second: bool | None) -> bool | None:
    """Whether one of two is true, where each may be unknown."""
    if first or second:
        return True
    return None if first is None or second is None else False


def _amounts(definition: TenderDefinition, size: Size) -> str:
    """The insured amounts in words; both pairs when it is not known which applies."""
    pairs = {
        kind: f"{euros(definition.whole(f'insurance_{kind}_event'))} per gebeurtenis en "
        f"{euros(definition.whole(f'insurance_{kind}_year'))} per contractjaar"
        for kind in ("micro", "other")
    }
    if size.micro is None:
        return f"{pairs['micro']} (micro-onderneming) of {pairs['other']} (andere)"
    return f"{pairs['micro']} (micro-onderneming)" if size.micro else pairs["other"]


def _own_espd(case: Case) -> Fact[EspdResponse] | None:
    own = [fact for fact in case.all(EspdResponse) if fact.body.party == OWN_PARTY]
    return own[-1] if own else None
