"""Complaints about the procedure, and the disputes committee after them (§5.8.1)."""

from datetime import date
from enum import Enum

from attrs import frozen


@frozen
class Complaint:
    """A complaint came in; it happened when it was received. Subject `klacht-<n>`.

    by             name of who complains; submission: theirs, "" when they have none
    channel        the route by which it came, as noted
    about          what it is about, in short; text: the complaint
    complete       whether everything is there that is needed to handle it; missing: what is not
    about_adviser  the account of the colleague whom it is about, who handles nothing of it; "" nobody
    known_since    when who complains could have known it, where that is told (PRO-10)
    about_outsider the name of somebody without an account whom it is about: nobody here is barred by it; "" nobody
    """

    by: str
    channel: str
    about: str
    text: str
    submission: str = ""
    complete: bool = True
    missing: str = ""
    about_adviser: str = ""
    known_since: date | None = None
    about_outsider: str = ""


@frozen
class ComplaintSupplemented:
    """What was missing, or a part of it; it happened when it was received. Subject `klacht-<n>/aanvulling-<m>`."""

    text: str
    channel: str
    complete: bool
    missing: str = ""


class ComplaintOutcome(Enum):
    """The three answers to a complaint (CMP-02)."""

    FOUNDED = "founded"
    UNFOUNDED = "unfounded"
    INADMISSIBLE = "inadmissible"

    @property
    def label(self) -> str:
        return _OUTCOMES[self]


_OUTCOMES = {
    ComplaintOutcome.FOUNDED: "gegrond",
    ComplaintOutcome.UNFOUNDED: "ongegrond",
    ComplaintOutcome.INADMISSIBLE: "niet-ontvankelijk",
}


@frozen
class ComplaintDecided:
    """The decision on a complaint. Subject `klacht-<n>/beslissing`; the letter `klacht-beslissing` tells it.

    partly    founded for a part: the rest is unfounded or inadmissible
    measures  what the authority does because of it; "" nothing
    """

    outcome: ComplaintOutcome
    reason: str
    partly: bool = False
    measures: str = ""

    @property
    def label(self) -> str:
        return f"deels {self.outcome.label}" if self.partly else self.outcome.label

    @property
    def leaves_road_to_committee(self) -> bool:
        """Wholly or partly not founded (CMP-03, second condition)."""
        return self.partly or self.outcome is not ComplaintOutcome.FOUNDED


class CommitteeCondition(Enum):
    """The six conditions of the disputes committee, in the order of §5.8.1."""

    ABOUT_PROCEDURE = "about-procedure"
    NOT_FOUNDED = "not-founded"
    NO_AMICABLE_SOLUTION = "no-amicable-solution"
    BOTH_AGREE = "both-agree"
    SUSPENDED = "suspended"
    BINDING_ADVICE = "binding-advice"

    @property
    def label(self) -> str:
        return _CONDITIONS[self]


_CONDITIONS = {
    CommitteeCondition.ABOUT_PROCEDURE: "gaat over dit inkoopdocument of deze procedure",
    CommitteeCondition.NOT_FOUNDED: "de klacht is (deels) ongegrond of niet-ontvankelijk verklaard",
    CommitteeCondition.NO_AMICABLE_SOLUTION: "een minnelijke oplossing is niet gelukt",
    CommitteeCondition.BOTH_AGREE: "beide partijen stemmen in met de commissie",
    CommitteeCondition.SUSPENDED: "de procedure is opgeschort tot de uitspraak",
    CommitteeCondition.BINDING_ADVICE: "beide partijen houden zich aan het bindend advies",
}


@frozen
class ConditionAnswered:
    """Whether a condition is fulfilled, and who says so."""

    condition: CommitteeCondition
    met: bool
    by: str


@frozen
class DisputesCommittee:
    """The road to the disputes committee for one complaint. Subject `klacht-<n>/geschillencommissie`.

    conditions  all six
    submitted   whether the complaint was put before the committee: only with all six fulfilled
    suspension  id of the CourseChanged that suspends the procedure; None while it is not suspended
    advice      the binding advice, once it is there; "" before
    """

    conditions: tuple[ConditionAnswered, ...]
    submitted: bool
    suspension: int | None = None
    reference: str = ""
    advice: str = ""
