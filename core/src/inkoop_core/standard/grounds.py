"""One "yes" to an exclusion ground: look-back, payment, self-cleaning and proportionality.

A "yes" never excludes by itself: before that come the look-back period, a payment arrangement, and the chance
to show measures (Aanbestedingswet 2012, art. 2.86, 2.87, 2.87a and 2.88).
"""

from datetime import date

from attrs import frozen

from inkoop_core.api.definition import CountsFrom, ExclusionGround, GroundKind
from inkoop_core.api.rules import Case, OnRequirement
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.submission import EspdResponse, GroundAnswer
from inkoop_core.domain.term import TermUnit, within_lookback
from inkoop_core.standard.sentences import closed

MUST = Consequence.MUST_REJECT
MAY = Consequence.MAY_REJECT

_REPLACEABLE = (PartyRole.SUBCONTRACTOR, PartyRole.COOPERATIVE_MEMBER)

_COUNTED = {
    CountsFrom.EVENT: "de gebeurtenis",
    CountsFrom.END_OF_EVENT: "het einde van de schending",
    CountsFrom.DECISION: "de onherroepelijke uitspraak of het besluit",
    CountsFrom.PRESENT: "de toestand nu",
}


@frozen
class GroundClaim:
    """A "yes" of one party to one ground. `who`: the party as a letter names it."""

    case: Case
    voice: OnRequirement
    response: Fact[EspdResponse]
    ground: ExclusionGround
    answer: GroundAnswer
    who: str

    @property
    def subject(self) -> str:
        return f"{self.response.body.party}/{self.ground.code}"

    @property
    def opening(self) -> str:
        article = f" ({self.ground.article})" if self.ground.article else ""
        details = f": {self.answer.details}" if self.answer.details else ""
        return closed(f"{self.ground.title}{article}: het UEA van {self.who} zegt ja{details}")

    def met(self, text: str) -> Finding:
        return self.voice.met(f"{self.opening} {text}", self.response, subject=self.subject)

    def not_applicable(self, text: str) -> Finding:
        return self.voice.not_applicable(f"{self.opening} {text}", self.response, subject=self.subject)

    def clarify(self, text: str, consequence: Consequence) -> Finding:
        return self.voice.clarify(
            f"{self.opening} {text}",
            self.response,
            subject=self.subject,
            notes=self.ground.notes,
            consequence=self._for_the_party(consequence),
        )

    def not_met(self, text: str, consequence: Consequence) -> Finding:
        return self.voice.not_met(
            f"{self.opening} {text}",
            self.response,
            subject=self.subject,
            notes=self.ground.notes,
            consequence=self._for_the_party(consequence),
        )

    def _for_the_party(self, consequence: Consequence) -> Consequence:
        """A ground of a subcontractor that no requirement rests on touches him, not the main contractor.

        A consortium member, and an entity that the tenderer relies on, carry the bid themselves (§5.4).
        """
        for fact in self.case.all(Party):
            if fact.body.id == self.response.body.party:
                replaceable = fact.body.role in _REPLACEABLE and not fact.body.relied_on
                return Consequence.REFUSE_PARTY if replaceable else consequence
        return consequence


def judged(claim: GroundClaim) -> Finding:
    """What follows from a "yes"; the kind of the ground decides whether it must or may exclude."""
    kind = claim.ground.kind
    if kind is GroundKind.PAYMENT:
        return _payment(claim)
    return _mandatory(claim) if kind is GroundKind.MANDATORY else _facultative(claim)


def _mandatory(claim: GroundClaim) -> Finding:
    """A conviction within the look-back period excludes, unless measures suffice (art. 2.86, 2.87a)."""
    return (
        _outside_lookback(claim, MUST)
        or _self_cleaning(claim, MUST)
        or claim.not_met(
            f"{_when(claim)} Maatregelen zijn niet beschreven; voor een uitsluiting moet {claim.who} eerst "
            "de gelegenheid krijgen die aan te tonen (art. 2.87a).",
            MUST,
        )
    )


def _facultative(claim: GroundClaim) -> Finding:
    """A facultative ground counts when the tender applies it and it is proportionate (art. 2.87, 2.88)."""
    if claim.ground.applies is False:
        return claim.not_applicable("Deze facultatieve grond geldt niet in deze aanbesteding.")
    outside = _outside_lookback(claim, MAY)
    if outside is not None:
        return outside
    if claim.ground.applies is None:
        return claim.clarify("Niet geladen is welke facultatieve gronden in deze aanbesteding gelden.", MAY)
    return _self_cleaning(claim, MAY) or claim.not_met(
        f"{_when(claim)} Uitsluiten kan, als dat in verhouding staat tot de ernst, het tijdsverloop en het "
        f"voorwerp van de opdracht (art. 2.88); eerst krijgt {claim.who} de gelegenheid maatregelen aan te "
        "tonen (art. 2.87a).",
        MAY,
    )


def _payment(claim: GroundClaim) -> Finding:
    """Taxes and premiums: never when paid, mandatory when final, else facultative (art. 2.86, 2.87)."""
    if claim.answer.paid_or_arranged:
        return claim.met(
            "Er is betaald of een bindende betalingsregeling getroffen; uitsluiten mag niet (lid 5)."
        )
    if claim.answer.final_decision is None:
        return claim.clarify(
            "Niet bekend is of de schuld in een onherroepelijke en bindende uitspraak of beslissing is "
            "vastgesteld.",
            MAY,
        )
    if not claim.answer.final_decision:
        return _facultative(claim)
    return _outside_lookback(claim, MUST) or claim.not_met(
        "De schuld is onherroepelijk en bindend vastgesteld; van betaling of een bindende "
        "betalingsregeling is niet "
        "gebleken.",
        MUST,
    )


def _self_cleaning(claim: GroundClaim, consequence: Consequence) -> Finding | None:
    """Described measures are weighed by the officer before anything follows (art. 2.87a)."""
    if not claim.answer.self_cleaning:
        return None
    return claim.clarify(
        f"{_when(claim)} Maatregelen te beoordelen (art. 2.87a): {claim.answer.self_cleaning}", consequence
    )


def _outside_lookback(claim: GroundClaim, consequence: Consequence) -> Finding | None:
    """Met when the event lies before the look-back period, in doubt without a usable date; else None."""
    ground = claim.ground
    if ground.counts_from is CountsFrom.PRESENT or ground.lookback_years is None:
        return None
    counted, day = _counted(claim), _counted_day(claim)
    if day is None:
        return claim.clarify(
            f"De datum van {counted} ontbreekt; de terugkijkperiode is {ground.lookback_years} jaar.",
            consequence,
        )
    submitted = _submission_day(claim.case)
    if day > submitted:
        return claim.clarify(
            f"De datum van {counted} ({shown_day(day)}) ligt na de dag van inschrijven "
            f"({shown_day(submitted)}).",
            consequence,
        )
    if _ends_before_it_begins(claim):
        return claim.clarify(
            f"Het einde van de schending ({shown_day(day)}) ligt voor het begin ervan.", consequence
        )
    if within_lookback(day, submitted, ground.lookback_years, TermUnit.YEARS):
        return None
    if _without_end(claim):
        return claim.clarify(
            f"De gebeurtenis ({shown_day(day)}) ligt meer dan {ground.lookback_years} jaar voor de dag van "
            f"inschrijven ({shown_day(submitted)}), maar het einde van de schending is niet bekend; zij kan "
            "voortduren.",
            consequence,
        )
    return claim.met(
        f"De datum van {counted} ({shown_day(day)}) ligt meer dan {ground.lookback_years} jaar voor de dag "
        f"van inschrijven ({shown_day(submitted)}) en telt niet mee."
    )


def _counted_day(claim: GroundClaim) -> date | None:
    """The date that the look-back counts; of a breach without an end, the day it happened."""
    answer = claim.answer
    if claim.ground.counts_from is CountsFrom.EVENT:
        return answer.happened_on
    if claim.ground.counts_from is CountsFrom.END_OF_EVENT:
        return answer.ended_on or answer.happened_on
    return answer.decided_on


def _counted(claim: GroundClaim) -> str:
    """What that is the date of."""
    return _COUNTED[CountsFrom.EVENT if _without_end(claim) else claim.ground.counts_from]


def _without_end(claim: GroundClaim) -> bool:
    """A breach of which only the day it happened is known: it may go on, so it is never too long ago."""
    answer = claim.answer
    of_end = claim.ground.counts_from is CountsFrom.END_OF_EVENT
    return of_end and answer.ended_on is None and answer.happened_on is not None


def _ends_before_it_begins(claim: GroundClaim) -> bool:
    began, ended = claim.answer.happened_on, claim.answer.ended_on
    of_end = claim.ground.counts_from is CountsFrom.END_OF_EVENT
    return of_end and began is not None and ended is not None and ended < began


def _submission_day(case: Case) -> date:
    package = case.one(PackageReceived)
    assert package is not None  # the gate has seen it
    return local_day(package.body.received_at)


def _when(claim: GroundClaim) -> str:
    """The date that counts, where one does."""
    ground = claim.ground
    if ground.counts_from is CountsFrom.PRESENT or ground.lookback_years is None:
        return "Er geldt geen terugkijkperiode."
    day = _counted_day(claim)
    assert day is not None  # the look-back was judged before
    return (
        f"De datum van {_counted(claim)} ({shown_day(day)}) ligt binnen de terugkijkperiode van "
        f"{ground.lookback_years} jaar."
    )
