"""What the verification of provisional winners waits for, and of whom."""

from collections.abc import Iterator

from inkoop_core.api.views import Ref, Row
from inkoop_core.assessment.model import Effect, SubmissionAssessment
from inkoop_core.assessment.verifying import party_of
from inkoop_core.desk.evidence import to_ask
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import DecisionOutcome
from inkoop_core.progress.subcontractors import refused, undecided_parties
from inkoop_core.progress.verification import VerificationItem, verification_of


def verification_tasks(state: ProcedureState) -> Iterator[Row]:
    """Per provisional winner: evidence to ask, to look at, to rule on; parties to decide on.

    What the tenderer still has time for is nobody's task here.
    """
    for item in state.assessment().submissions:
        if item.decision is None or item.decision.body.outcome is not DecisionOutcome.AWARD:
            continue
        for task, about in _tasks(state, item):
            yield Row(Ref("submission", item.submission), (item.submission, task, about))
        yield from _rulings(state, item)


def _tasks(state: ProcedureState, item: SubmissionAssessment) -> Iterator[tuple[str, str]]:
    submission = item.submission
    items = verification_of(state.course, submission).items
    asking = to_ask(state, submission)
    if asking:
        yield "bewijs vragen", f"nog niet gevraagd: {', '.join(one.item.subject for one in asking)}"
    unsent = [one for one in items if one.status.requests and one.asked is None and not one.accepted]
    if unsent:
        named = ", ".join(one.status.item.subject for one in unsent)
        yield "brief verzenden", f"het verzoek om bewijs is nog niet verzonden: {named}"
    judging = [one for one in items if _to_judge(one)]
    if judging:
        yield "bewijs beoordelen", f"binnen: {', '.join(one.status.item.subject for one in judging)}"
    parties = [party for party in undecided_parties(state.course, submission) if _can_decide(items, party)]
    if parties:
        yield "over onderaannemer besluiten", ", ".join(parties)


def _to_judge(item: VerificationItem) -> bool:
    """Something came that nobody looked at: also what is doubtful, such as its day of issue, is told by looking."""
    undecided = item.finding is not None and item.finding.effect in (Effect.WAITING, Effect.TO_RULE)
    return undecided and bool(item.status.unjudged)


def _can_decide(items: tuple[VerificationItem, ...], party: str) -> bool:
    """Whether its evidence is in order, or refused by a ruling."""
    own = [item for item in items if item.party == party]
    upheld = [item for item in own if item.finding and item.finding.effect is Effect.REFUSES_PARTY]
    return bool(upheld) or all(item.accepted for item in own)


def _rulings(state: ProcedureState, item: SubmissionAssessment) -> Iterator[Row]:
    gone = refused(state.course, item.submission)
    items = verification_of(state.course, item.submission).items
    judging = [one.finding for one in items if _to_judge(one)]
    for found in item.verification:
        key = found.finding.key
        if found.effect is Effect.TO_RULE and found not in judging and party_of(key.subject) not in gone:
            yield Row(
                Ref("finding", f"{item.submission}|{key.requirement}|{key.subject}"),
                (
                    item.submission,
                    "oordelen",
                    f"{key.requirement} {found.finding.source}: {found.finding.explanation}",
                ),
            )
