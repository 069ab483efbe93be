"""Consent or refusal for everybody whom a tenderer wants to use (§5.3 step 7, §5.4.1, N-13)."""

from inkoop_core.api.consent import refused_parties, standing
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.request import SubcontractorDecided
from inkoop_core.progress.course import Course

SUBCONTRACTING = (PartyRole.SUBCONTRACTOR, PartyRole.COOPERATIVE_MEMBER)
"""Members of a cooperative count as subcontractors (§5.4.1)."""


def subcontractors(course: Course, submission: str) -> tuple[Party, ...]:
    """The subcontractors and cooperative members of a bid, in the order in which they were recorded."""
    return tuple(fact.body for fact in course.all(Party, submission) if fact.body.role in SUBCONTRACTING)


def undecided_parties(course: Course, submission: str) -> tuple[str, ...]:
    """The ids of those about whom nobody decided yet."""
    decided = {*consented(course, submission), *refused(course, submission)}
    return tuple(party.id for party in subcontractors(course, submission) if party.id not in decided)


def decisions_that_hold(course: Course, submission: str) -> tuple[Fact[SubcontractorDecided], ...]:
    """The decisions about parties that are still the ones that were decided on (SUB-04)."""
    return standing(course.all(SubcontractorDecided, submission), course.all(Party, submission))


def consented(course: Course, submission: str) -> tuple[str, ...]:
    """The ids of those who may be used."""
    gone = refused(course, submission)
    return tuple(
        fact.body.party
        for fact in decisions_that_hold(course, submission)
        if fact.body.consent and fact.body.party not in gone
    )


def refused(course: Course, submission: str) -> tuple[str, ...]:
    """The ids of those who may not: refused by itself, or with the award decision."""
    return refused_parties(
        course.all(AwardDecision, submission),
        course.all(SubcontractorDecided, submission),
        course.all(Party, submission),
    )
