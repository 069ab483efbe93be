"""Whether what a court ordered is there; before that nobody can say that it was carried out (§5.8.2)."""

from collections.abc import Iterator

from inkoop_core.domain.course import CourseChanged
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.proceedings import Judgment, RulingOfCourt
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.domain.retender import RetenderDecided
from inkoop_core.progress.course import Course
from inkoop_core.progress.pauses import FOR_GOOD

_REASSESSED = (RulingOfCourt.REASSESSMENT_SAME, RulingOfCourt.REASSESSMENT_OTHER)
_NOT_KNOWN = {
    RulingOfCourt.NEW_MOTIVATION: "of de nieuwe motivering is wat de rechter opdroeg",
    RulingOfCourt.REASSESSMENT_SAME: "of de commissie dezelfde is en opnieuw heeft beoordeeld zoals opgedragen",
    RulingOfCourt.REASSESSMENT_OTHER: "of de nieuwe commissie heeft beoordeeld zoals opgedragen",
    RulingOfCourt.EXCLUSION_OF_WINNER: "of de afwijzing rust op de grond die de rechter gaf",
    RulingOfCourt.RETENDER: "of de opdracht opnieuw op de markt komt zoals opgedragen",
}


def lacking(course: Course, judgment: Fact[Judgment]) -> tuple[str, ...]:
    """What a judgment ordered and is not there yet, in Dutch; () when all of it is."""
    if judgment.body.outcome is RulingOfCourt.RETENDER:
        return tuple(_without_retender(course, judgment))
    if judgment.body.outcome is RulingOfCourt.EXCLUSION_OF_WINNER and not judgment.body.submissions:
        return (
            "bij de uitspraak staat niet wie is uitgesloten; leg dat eerst vast (feit-corrigeren, veld submissions, "
            f"feit {judgment.id})",
        )
    about = judgment.body.submissions or _decided(course)
    if not about:
        return ("er is over geen enkele inschrijving een beslissing",)
    return tuple(line for submission in about for line in _undone(course, judgment, submission))


def not_known(judgment: Fact[Judgment]) -> str:
    """What the desk cannot see of the carrying out, so that whoever records it says it; "" nothing."""
    return _NOT_KNOWN.get(judgment.body.outcome, "")


def _without_retender(course: Course, judgment: Fact[Judgment]) -> Iterator[str]:
    ended = any(fact.body.change in FOR_GOOD for fact in course.all(CourseChanged))
    again = any(fact.happened_at > judgment.happened_at for fact in course.all(RetenderDecided))
    if not ended and not again:
        yield (
            "de procedure is niet gestopt of ingetrokken (verloop-vastleggen) en na de uitspraak is geen "
            "heraanbesteding besloten (ontbrekend-deel-heraanbesteden)"
        )


def _decided(course: Course) -> tuple[str, ...]:
    return tuple(sorted({fact.submission for fact in course.all(AwardDecision)}))


def _undone(course: Course, judgment: Fact[Judgment], submission: str) -> Iterator[str]:
    """What was ordered about one submission and is not there."""
    outcome = judgment.body.outcome
    after = 0
    if outcome in _REASSESSED:
        after = _round_after(course, judgment, submission)
        if not after:
            new = "nieuwe commissie" if outcome is RulingOfCourt.REASSESSMENT_OTHER else "beoordelingsronde"
            yield f"{submission} is na de uitspraak niet opnieuw beoordeeld ({new}, herbeoordeling-openen)"
    decisions = [
        fact
        for fact in course.all(AwardDecision, submission)
        if fact.happened_at > judgment.happened_at and fact.id > after
    ]
    if not decisions:
        since = "die beoordeling" if after else "de uitspraak"
        yield f"over {submission} is na {since} geen nieuwe beslissing genomen (nieuwe-gunningsbeslissing)"
    elif outcome is RulingOfCourt.EXCLUSION_OF_WINNER and (
        decisions[-1].body.outcome is not DecisionOutcome.REJECT
    ):
        yield f"de nieuwe beslissing over {submission} is geen afwijzing"


def _round_after(course: Course, judgment: Fact[Judgment], submission: str) -> int:
    """The id of the last round after the ruling in which a submission is scored as ordered; 0 without one."""
    other = judgment.body.outcome is RulingOfCourt.REASSESSMENT_OTHER
    rounds = (
        fact.id
        for fact in course.all(ScoringRound)
        if submission in fact.body.submissions
        and fact.happened_at > judgment.happened_at
        and not (other and fact.body.same_committee)
    )
    return max(rounds, default=0)
