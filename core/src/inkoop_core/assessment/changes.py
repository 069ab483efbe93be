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


def reworded_findings(before: Assessment, after: Assessment) -> tuple[FindingKey, ...]:
    """The findings that keep their verdict and say something else: another amount, another name."""
    reworded: list[FindingKey] = []
    for new in after.submissions:
        old = before.of(new.submission)
        said = {item.finding.key: item.finding for item in old.findings} if old else {}
        for item in new.findings:
            was, now = said.get(item.finding.key), item.finding
            same = was is not None and (was.verdict, was.consequence) == (now.verdict, now.consequence)
            if was is not None and same and was.explanation != now.explanation:
                reworded.append(now.key)
    return tuple(reworded)


def told_changes(before: Assessment, after: Assessment) -> str:
    """The findings that turn, and those that say something else, in Dutch; every one of them."""
    turned = turned_findings(before, after)
    lines = ["Geen enkele bevinding verandert."]
    if turned:
        lines = ["Bevindingen die veranderen:", *(f"  - {item}" for item in turned)]
    reworded = reworded_findings(before, after)
    if reworded:
        told = {item.finding.key: item.finding for one in after.submissions for item in one.findings}
        lines.append("Zelfde oordeel, andere toelichting:")
        lines += [
            f"  - {key.submission} {key.requirement}{f' ({key.subject})' if key.subject else ''}: "
            f"{told[key].explanation}"
            for key in reworded
        ]
    return "\n".join(lines)
