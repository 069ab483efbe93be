"""What an assessment says."""

from enum import Enum

from attrs import frozen

from inkoop_core.api.tenders import AwardResult
from inkoop_core.domain.decision import AwardDecision, Ruling
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.moment import Moment


class Effect(Enum):
    """What a finding, with its ruling, means for the submission."""

    FINE = "fine"
    WAITING = "waiting"
    TO_RULE = "to-rule"
    REJECTS = "rejects"
    BLOCKS_PRODUCT = "blocks-product"
    REFUSES_PARTY = "refuses-party"


@frozen(slots=False)  # made by the thousand: without slots a frozen object is made faster
class Assessed:
    """A finding with its ruling. stale: the ruling was on another finding than this and does not count."""

    finding: Finding
    effect: Effect
    ruling: Fact[Ruling] | None = None
    stale: bool = False

    @property
    def breach(self) -> bool:
        """Not met, with a consequence for somebody."""
        return self.finding.verdict is Verdict.NOT_MET and self.finding.consequence is not Consequence.NOTE


class StepState(Enum):
    CLEAR = "clear"
    WAITING = "waiting"
    TO_RULE = "to-rule"
    REJECTED = "rejected"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        return _STEP_LABELS[self]

    @property
    def sign(self) -> str:
        """One character, so that colour is never the only sign."""
        return _STEP_SIGNS[self]


_STEP_LABELS = {
    StepState.CLEAR: "in orde",
    StepState.WAITING: "wacht op gegevens",
    StepState.TO_RULE: "oordeel nodig",
    StepState.REJECTED: "afgewezen",
    StepState.UNDECIDED: "onbeslist",
}
_STEP_SIGNS = {
    StepState.CLEAR: "✓",
    StepState.WAITING: "…",
    StepState.TO_RULE: "?",
    StepState.REJECTED: "✗",
    StepState.UNDECIDED: "!",
}


@frozen
class Step:
    """One step of one submission.

    deciding  indices into the submission's findings, worst first; of step 5 into its verification
    """

    number: int
    label: str
    state: StepState
    deciding: tuple[int, ...]


class Standing(Enum):
    """What can be decided about a submission now."""

    UNDECIDED = "undecided"
    REJECTED = "rejected"
    REJECTION_PROPOSED = "rejection-proposed"
    TO_RULE = "to-rule"
    WAITING = "waiting"
    AWARDABLE = "awardable"

    @property
    def label(self) -> str:
        return _STANDING_LABELS[self]


_STANDING_LABELS = {
    Standing.UNDECIDED: "onbeslist: een regel kon niet worden uitgevoerd",
    Standing.REJECTED: "afwijzen",
    Standing.REJECTION_PROPOSED: "voorstel: afwijzen (oordeel nodig)",
    Standing.TO_RULE: "oordeel nodig",
    Standing.WAITING: "wacht op gegevens",
    Standing.AWARDABLE: "kan voorlopig worden gegund",
}


AWARD_METHOD = "award.method"
"""Named as requirement where the award method, which is no requirement, failed."""


@frozen
class RuleFailure:
    """A rule that could not be run: its requirement is undecided. submission "": for all of them."""

    requirement: str
    plugin: str
    reason: str
    submission: str = ""


@frozen
class ScoreLine:
    """A criterion's consensus score; None: not there yet."""

    criterion: str
    value: int | None


@frozen
class SubmissionAssessment:
    """Everything about one submission.

    findings      of the steps 0 to 4; standing, products, refused and failures are about these alone
    steps         0 to 4, and step 5 where there is verification
    products      offered and not blocked by an upheld finding; refused: parties refused by one
    verification  findings about the evidence of a provisional winner; () of another
    verification_failures  rules of step 5 that could not be run
    """

    submission: str
    tenderer: str
    findings: tuple[Assessed, ...]
    steps: tuple[Step, ...]
    scores: tuple[ScoreLine, ...]
    award: AwardResult | None
    standing: Standing
    products: tuple[str, ...]
    refused: tuple[str, ...]
    failures: tuple[RuleFailure, ...] = ()
    decision: Fact[AwardDecision] | None = None
    verification: tuple[Assessed, ...] = ()
    verification_failures: tuple[RuleFailure, ...] = ()

    @property
    def every_finding(self) -> tuple[Assessed, ...]:
        """Those of the verification too."""
        return self.findings + self.verification


@frozen
class Assessment:
    """A procedure at a moment."""

    procedure: str
    moment: Moment
    definition: str
    submissions: tuple[SubmissionAssessment, ...]
    failures: tuple[RuleFailure, ...] = ()

    def of(self, submission: str) -> SubmissionAssessment | None:
        """The assessment of one submission."""
        return next((item for item in self.submissions if item.submission == submission), None)
