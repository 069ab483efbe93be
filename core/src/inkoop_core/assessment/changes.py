"""What differs between two assessments of the same procedure."""

from attrs import frozen

from inkoop_core.assessment.model import Assessment, SubmissionAssessment
from inkoop_core.domain.finding import Consequence, FindingKey, Verdict


@frozen
class Turned:
    """A finding that turned. before, after: verdict and consequence; None where there was no finding."""

    key: FindingKey
    before: tuple[Verdict, Consequence] | None
    after: tuple[Verdict, Consequence] | None

    def __str__(self) -> str:
        about = f" ({self.key.subject})" if self.key.subject else ""
        was = self.before[0].label if self.before else "geen bevinding"
        now = self.after[0].label if self.after else "geen bevinding"
        return f"{self.key.submission} {self.key.requirement}{about}: {was} → {now}"


def verdicts(assessment: SubmissionAssessment) -> dict[FindingKey, tuple[Verdict, Consequence]]:
    """Verdict and consequence of every finding of a submission."""
    return {
        item.finding.key: (item.finding.verdict, item.finding.consequence) for item in assessment.findings
    }


def turned_findings(before: Assessment, after: Assessment) -> tuple[Turned, ...]:
    """The findings whose verdict or consequence differs, by submission and requirement."""
    changed: list[Turned] = []
    for submission in sorted({item.submission for item in (*before.submissions, *after.submissions)}):
        old, new = before.of(submission), after.of(submission)
        was, now = verdicts(old) if old else {}, verdicts(new) if new else {}
        for key in {**was, **now}:
            if was.get(key) != now.get(key):
                changed.append(Turned(key, was.get(key), now.get(key)))
    return tuple(changed)


def told_changes(before: Assessment, after: Assessment) -> str:
    """The findings that turn, in Dutch; every one of them."""
    turned = turned_findings(before, after)
    if not turned:
        return "Geen enkele bevinding verandert."
    return "Bevindingen die veranderen:\n" + "\n".join(f"  - {item}" for item in turned)
