"""What differs between two assessments of the same procedure."""

from attrs import evolve, frozen

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
        item.finding.key: (item.finding.verdict, item.finding.consequence)
        for item in assessment.every_finding
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
        said = {item.finding.key: item.finding for item in old.every_finding} if old else {}
        for item in new.every_finding:
            was, now = said.get(item.finding.key), item.finding
            same = was is not None and (was.verdict, was.consequence) == (now.verdict, now.consequence)
            if was is not None and same and was.explanation != now.explanation:
                reworded.append(now.key)
    return tuple(reworded)


def told_changes(before: Assessment, after: Assessment) -> str:
    """The findings that turn, and those that say something else, in Dutch; every one of them.

    What somebody must look at stands first, a line each. What only waited for facts and is in order now follows
    in one line per submission.
    """
    turned = turned_findings(before, after)
    waited = {
        _about(item) for item in turned if item.before is not None and item.before[0] is Verdict.PENDING
    }
    settled = [item for item in turned if _waited(item, waited) and _in_order(item)]
    replaced = _replaced_by_others(turned)
    others = [item for item in turned if item not in settled and item not in replaced]
    lines = [] if turned else ["Geen enkele bevinding verandert."]
    if others:
        shown = [_as_waiting(item, waited) for item in others]
        lines += ["Bevindingen die veranderen:", *(f"  - {item}" for item in shown)]
    if settled:
        lines += ["Wachtte op gegevens, nu in orde:", *_by_submission(settled)]
    reworded = reworded_findings(before, after)
    if reworded:
        told = {item.finding.key: item.finding for one in after.submissions for item in one.every_finding}
        lines.append("Zelfde oordeel, andere toelichting:")
        lines += [
            f"  - {key.submission} {key.requirement}{f' ({key.subject})' if key.subject else ''}: "
            f"{told[key].explanation}"
            for key in reworded
        ]
    return "\n".join(lines)


def _about(item: Turned) -> tuple[str, str]:
    return item.key.submission, item.key.requirement


def _waited(item: Turned, waited: set[tuple[str, str]]) -> bool:
    """Whether nothing was known of it but that its requirement waits."""
    return item.before[0] is Verdict.PENDING if item.before else _about(item) in waited


def _as_waiting(item: Turned, waited: set[tuple[str, str]]) -> Turned:
    """A finding about a part, of a requirement that waited as a whole, waited too."""
    if item.before is None and item.after is not None and _about(item) in waited:
        return evolve(item, before=(Verdict.PENDING, item.after[1]))
    return item


def _in_order(item: Turned) -> bool:
    return item.after is not None and item.after[0] in (Verdict.MET, Verdict.NOT_APPLICABLE)


def _replaced_by_others(turned: tuple[Turned, ...]) -> list[Turned]:
    """Findings that only said that a requirement waits, where others about its subjects came in their place."""
    appeared = {_about(item) for item in turned if item.before is None}
    return [
        item
        for item in turned
        if item.after is None
        and item.before is not None
        and item.before[0] is Verdict.PENDING
        and _about(item) in appeared
    ]


def _by_submission(settled: list[Turned]) -> list[str]:
    requirements: dict[str, dict[str, None]] = {}
    for item in settled:
        requirements.setdefault(item.key.submission, {})[item.key.requirement] = None
    return [f"  - {submission}: {', '.join(ids)}" for submission, ids in requirements.items()]
