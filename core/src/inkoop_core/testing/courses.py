"""A procedure after its decisions, for tests of clocks and gates: facts in, a course out."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from attrs import define, evolve, field

from inkoop_core.api.definition import Agreement, TenderDefinition
from inkoop_core.api.progress import DeadlineRule, GateRule
from inkoop_core.assessment.model import Assessment, Standing, SubmissionAssessment
from inkoop_core.domain.agreement import AgreementSigned, Side, SigningParty, SigningSet
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact, current
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.domain.moment import Moment, instant
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.submission import SigningMethod, SigningPower
from inkoop_core.domain.term import EndRule, Term, TermReading, TermUnit
from inkoop_core.progress.course import Course
from inkoop_core.testing.builders import HASH, PROCEDURE, SOURCE, SUBMISSION, a_definition, a_fact

B = TypeVar("B")


def a_term(length: int, starts: str, unit: TermUnit = TermUnit.DAYS, **changes: Any) -> Term:
    """A term that is counted to the letter, from the day after its event."""
    return evolve(Term(length, unit, starts, SOURCE), **changes)


TERMS = {
    "evidence": a_term(14, "evidence-requested", notes=("N-20",)),
    "standstill": a_term(20, "award-letter-sent", end_rule=EndRule.NEXT_WORKING_DAY, notes=("N-19",)),
    "forfeiture": a_term(
        20,
        "award-announced",
        notes=("N-19",),
        readings=(TermReading("tot de eerstvolgende werkdag", "N-19", end_rule=EndRule.NEXT_WORKING_DAY),),
    ),
    "validity": a_term(
        130,
        "closing",
        notes=("N-17",),
        reading="dag-erna",
        readings=(TermReading("de sluitingsdag is dag 1", "N-17", "sluitingsdag", first_day_counts=True),),
    ),
    "validity_after_judgment": a_term(14, "judgment", notes=("N-18",)),
    "complaint": a_term(6, "complaint-received", TermUnit.WEEKS),
}
"""The terms of a tender as most procedures have them."""

AGREEMENT = Agreement(
    first_day=date(2027, 1, 1),
    last_day=date(2029, 12, 31),
    extensions=3,
    extension_months=12,
    estimate=1,
    ceiling=2,
    source=SourceRef("inkoopdocument", "§2.5.3"),
)


def local(text: str) -> datetime:
    """A Dutch local time as instant: `local("2026-07-14T09:00")`."""
    return instant(datetime.fromisoformat(text))


def an_award(outcome: DecisionOutcome = DecisionOutcome.AWARD) -> AwardDecision:
    """A provisional decision on one submission."""
    return AwardDecision(outcome, ("ib1",), (), "voldoet", "mandaatbesluit 1", "{}", HASH, HASH, ())


@define
class Story:
    """Facts as they are recorded one after another, and the course that they give at a moment."""

    definition: TenderDefinition = field(factory=lambda: a_definition(terms=TERMS, agreement=AGREEMENT))
    submissions: tuple[str, ...] = (SUBMISSION,)
    gate_rules: tuple[GateRule, ...] | None = ()
    deadline_rules: tuple[DeadlineRule, ...] = ()
    facts: list[Fact[Any]] = field(factory=list)

    def add(self, body: B, subject: str, at: str | datetime, *, replaces: int | None = None) -> Fact[B]:
        """A fact that happened at that Dutch local time, or at that instant."""
        happened_at = local(at) if isinstance(at, str) else at
        fact = a_fact(
            body,
            subject,
            len(self.facts) + 1,
            happened_at=happened_at,
            recorded_at=happened_at,
            replaces=replaces,
        )
        self.facts.append(fact)
        return fact

    def decide(
        self, submission: str = SUBMISSION, at: str = "2026-07-13T09:00", ordered_by: str = ""
    ) -> Fact[AwardDecision]:
        """A provisional award, not told yet."""
        return self.add(evolve(an_award(), ordered_by=ordered_by), submission, at)

    def send(
        self,
        told: Iterable[Fact[Any]],
        at: str,
        *,
        received: str | None = "",
        kind: LetterKind = LetterKind.PROVISIONAL_AWARD,
        to: str = "",
    ) -> Fact[LetterSent]:
        """A letter that tells these facts. received: "" at once, None not known; to: "" whom they are about."""
        facts = tuple(told)
        about = to or facts[0].submission
        receipt = None if received is None else local(received or at)
        letter = LetterSent(
            kind, HASH, "brief.docx", "procedure", tuple(fact.id for fact in facts), received_at=receipt
        )
        number = sum(isinstance(fact.body, LetterSent) and fact.submission == about for fact in self.facts)
        return self.add(letter, f"{about}/brief/{kind.value}/{number + 1}", at)

    def award(self, submission: str, at: str) -> Fact[DefinitiveAward]:
        """A definitive award; its gates are not looked at."""
        return self.add(
            DefinitiveAward(1, (), "voldoet", "mandaatbesluit 2", ()), f"{submission}/definitief", at
        )

    def sign(self, submission: str, contractor: str, client: str) -> None:
        """A definitive award and its set, both of when the contractor signs, and the two signatures."""
        award = self.award(submission, contractor)
        day = date(2027, 1, 1)
        party = SigningParty(OWN_PARTY, f"Voorbeeldzorg {submission}", "00000001")
        body = SigningSet(award.id, (), day, day, date(2029, 12, 31), (), signatories=(party,))
        prepared = self.add(body, f"{submission}/overeenkomst", contractor)
        for side, at in ((Side.CONTRACTOR, contractor), (Side.CLIENT, client)):
            signed = AgreementSigned(
                side, prepared.id, "J. Voorbeeld", SigningPower.SOLE, SigningMethod.WET_SCAN
            )
            self.add(signed, f"{submission}/overeenkomst/{side.value}-1", at)

    def course(self, as_of: str | datetime) -> Course:
        """The procedure as it stands at that time."""
        moment = Moment.at(local(as_of) if isinstance(as_of, str) else as_of)
        facts = current(self.facts, moment)
        return Course(
            definition=self.definition,
            facts=facts,
            assessment=Assessment(
                PROCEDURE,
                moment,
                HASH,
                tuple(_assessed(submission, facts) for submission in self.submissions),
            ),
            moment=moment,
            gate_rules=self.gate_rules,
            deadline_rules=self.deadline_rules,
        )


def _assessed(submission: str, facts: Iterable[Fact[Any]]) -> SubmissionAssessment:
    decisions = [
        fact for fact in facts if fact.subject == submission and isinstance(fact.body, AwardDecision)
    ]
    return SubmissionAssessment(
        submission=submission,
        tenderer=f"Voorbeeldzorg {submission}",
        findings=(),
        steps=(),
        scores=(),
        award=None,
        standing=Standing.AWARDABLE,
        products=("ib1",),
        refused=(),
        decision=decisions[-1] if decisions else None,
    )
