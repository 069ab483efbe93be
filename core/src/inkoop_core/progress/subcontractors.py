"""Consent or refusal for everybody whom a tenderer wants to use (§5.3 step 7, §5.4.1, N-13)."""

from inkoop_core.domain.decision import AwardDecision
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


def consented(course: Course, submission: str) -> tuple[str, ...]:
    """The ids of those who may be used."""
    gone = refused(course, submission)
    return tuple(
        fact.body.party
        for fact in course.all(SubcontractorDecided, submission)
        if fact.body.consent and fact.body.party not in gone
    )


def refused(course: Course, submission: str) -> tuple[str, ...]:
    """The ids of those who may not: refused by itself, or with the award decision."""
    decisions = course.all(AwardDecision, submission)
    with_award = decisions[-1].body.refused if decisions else ()
    own = [fact.body.party for fact in course.all(SubcontractorDecided, submission) if not fact.body.consent]
    return tuple(dict.fromkeys([*with_award, *own]))
