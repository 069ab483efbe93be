"""Findings: what a rule says of a submission, with everything needed to defend it."""

from enum import Enum

from attrs import frozen

from inkoop_core.domain.canonical import canonical_json, digest
from inkoop_core.domain.source import SourceRef


class Stage(Enum):
    """The step of the assessment in which a requirement is looked at (tender document §5.3)."""

    FORMAL = "formal"
    EXCLUSION = "exclusion"
    ELIGIBILITY = "eligibility"
    EXECUTION = "execution"
    AWARD = "award"
    VERIFICATION = "verification"

    @property
    def step(self) -> int:
        """0 intake, 1 exclusion, 2 eligibility, 3 execution, 4 award criteria, 5 verification of the evidence."""
        return _STEPS[self]

    @property
    def label(self) -> str:
        return _STAGE_LABELS[self]


_STEPS = {
    Stage.FORMAL: 0,
    Stage.EXCLUSION: 1,
    Stage.ELIGIBILITY: 2,
    Stage.EXECUTION: 3,
    Stage.AWARD: 4,
    Stage.VERIFICATION: 5,
}
_STAGE_LABELS = {
    Stage.FORMAL: "Opening en volledigheid",
    Stage.EXCLUSION: "Uitsluitingsgronden",
    Stage.ELIGIBILITY: "Geschiktheidseisen",
    Stage.EXECUTION: "Uitvoeringseisen",
    Stage.AWARD: "Gunningscriteria",
    Stage.VERIFICATION: "Verificatie van bewijsmiddelen",
}


class Verdict(Enum):
    MET = "met"
    NOT_MET = "not-met"
    CLARIFY = "clarify"
    PENDING = "pending"
    NOT_APPLICABLE = "not-applicable"

    @property
    def label(self) -> str:
        return _VERDICT_LABELS[self]


_VERDICT_LABELS = {
    Verdict.MET: "voldoet",
    Verdict.NOT_MET: "voldoet niet",
    Verdict.CLARIFY: "onduidelijk",
    Verdict.PENDING: "wacht op gegevens",
    Verdict.NOT_APPLICABLE: "niet van toepassing",
}


class Consequence(Enum):
    """What the tender document attaches to a requirement that is not met ("moet" and "kan" differ)."""

    MUST_REJECT = "must-reject"
    MAY_REJECT = "may-reject"
    BLOCK_PRODUCT = "block-product"
    REFUSE_PARTY = "refuse-party"
    NOTE = "note"

    @property
    def label(self) -> str:
        return _CONSEQUENCE_LABELS[self]


_CONSEQUENCE_LABELS = {
    Consequence.MUST_REJECT: "moet afwijzen",
    Consequence.MAY_REJECT: "kan afwijzen",
    Consequence.BLOCK_PRODUCT: "product niet gunnen",
    Consequence.REFUSE_PARTY: "partij weigeren",
    Consequence.NOTE: "aantekening",
}


@frozen(slots=False)  # made by the thousand: without slots a frozen object is made faster
class FindingKey:
    """What a finding is about: the requirement, in one submission, for one subject ("" the whole bid)."""

    submission: str
    requirement: str
    subject: str = ""


@frozen(slots=False)
class Finding:
    """The verdict of one rule.

    consequence  what follows when it is not met (or when a doubt is decided against the tenderer)
    source       the paragraph that is cited
    explanation  in Dutch, for the officer and the letter
    facts        ids of the facts used
    notes        ids of the register of unclear places that bite here
    """

    key: FindingKey
    verdict: Verdict
    consequence: Consequence
    source: SourceRef
    explanation: str
    facts: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        """The hash of everything above: a ruling holds only as long as it is the same."""
        return digest(canonical_json(self))
