"""The provisional decision: prepared by the adviser, taken by the decision-maker."""

from collections.abc import Mapping

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.model import Effect, SubmissionAssessment
from inkoop_core.assessment.report import deciding_findings
from inkoop_core.desk.actions.confirming import told_open
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.coverage import coverage_change
from inkoop_core.desk.decidable import OUTCOMES, Unsettled, why_undecidable
from inkoop_core.desk.decision_draft import Decided, decision_draft, reassessed
from inkoop_core.desk.lasting_grounds import standing_grounds, told_standing
from inkoop_core.desk.lookups import open_lookups
from inkoop_core.desk.review import changed_since_decision
from inkoop_core.desk.running import require_running
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import DecisionOutcome
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused


@frozen
class Decide:
    """Take the provisional decision on submissions that are ready for it."""

    reason: str = said("Motivering", long=True)
    mandate: str = said("Mandaat", "het mandaat of collegebesluit waarop de beslissing rust")
    submissions: tuple[str, ...] = said(
        "Inschrijvingen",
        "leeg: alle die klaar zijn en waarover nog niet is beslist; een beslissing die moet worden herzien: noem haar",
        default=(),
        refers="submission",
    )


def problems(command: Decide) -> list[str]:
    return [f"{name}: vul in" for name in ("reason", "mandate") if not getattr(command, name).strip()]


def decide(command: Decide, reader: Reader, moment: Moment) -> Outcome:
    """One decision per submission, each with the assessment it rests on.

    A submission that was decided on is decided again only when it is named and something changed since; the new
    decision replaces the old one, which stays in the file.

    Nobody is ranked and no number of winners is fixed (§2.1.3, §4, N-07).
    Nothing is awarded while something that was read is not settled; a rejection tells it.
    Raises Unknown, Refused naming every submission that cannot be decided and why.
    """
    state = as_reader(reader)
    closing = reader.definition.procedure.closing_at
    if moment.as_of <= closing:
        raise Refused("de procedure is nog niet gesloten; er kan nog niets worden beslist.")
    require_running(state, "een gunningsbeslissing")
    unsettled, lookups = told_open(state), open_lookups(state)
    chosen = _chosen(command, state, unsettled)
    refused = [line for item in chosen if (line := _why_not(item, state, unsettled))]
    if refused:
        raise Refused("over deze inschrijvingen kan nog niet worden beslist:\n" + "\n".join(refused))
    drafts = tuple(decision_draft(item, _decided(item, command, state), state) for item in chosen)
    others = () if command.submissions else _undecided_others(chosen, state)
    left = [_why_not(item, state, unsettled) for item in others]
    told = [
        line
        for item in chosen
        for line in (_told(item), *_told_unsettled(item, unsettled), *_told_lookups(item, lookups))
    ]
    told += coverage_change(state, drafts)
    return Outcome(drafts, "\n".join([*told, *(["Nog niet beslist:", *left] if left else [])]))


def _chosen(command: Decide, state: ProcedureState, unsettled: Unsettled) -> tuple[SubmissionAssessment, ...]:
    assessment = state.assessment()
    if command.submissions:
        for submission in command.submissions:
            known_submission(state, submission)
        return tuple(item for item in assessment.submissions if item.submission in command.submissions)
    ready = tuple(
        item
        for item in assessment.submissions
        if item.decision is None and not _why_not(item, state, unsettled)
    )
    if not ready:
        raise Refused("geen enkele inschrijving is klaar voor een beslissing; zie `inkoop view matrix`.")
    return ready


def _undecided_others(
    chosen: tuple[SubmissionAssessment, ...], state: ProcedureState
) -> tuple[SubmissionAssessment, ...]:
    return tuple(
        item for item in state.assessment().submissions if item.decision is None and item not in chosen
    )


def _why_not(item: SubmissionAssessment, state: ProcedureState, unsettled: Unsettled) -> str:
    if item.decision is not None and not changed_since_decision(item, state):
        return f"  - {item.submission}: al beslist, en sindsdien is niets veranderd waarop de beslissing rust"
    standing = standing_grounds(item, state)
    if standing:
        return (
            f"  - {item.submission}: blijft afgewezen, wat er ook aan de inschrijving is gecorrigeerd: "
            f"{told_standing(standing)}"
        )
    return why_undecidable(item, state, unsettled)


def _told_unsettled(item: SubmissionAssessment, unsettled: Unsettled) -> list[str]:
    """What is still open of what was read: it does not hold up a rejection, and whoever decides knows it."""
    lines = unsettled.get(item.submission, ())
    return (
        ["  Let op, van wat is gelezen staat nog open:", *(f"  - {line}" for line in lines)] if lines else []
    )


def _decided(item: SubmissionAssessment, command: Decide, state: ProcedureState) -> Decided:
    return Decided(
        OUTCOMES[item.standing],
        command.reason,
        command.mandate,
        item.products,
        item.refused,
        reassessed(item, state) if item.decision else (),
    )


def _told_lookups(item: SubmissionAssessment, lookups: Mapping[str, tuple[str, ...]]) -> list[str]:
    told = lookups.get(item.submission, ())
    return [f"  - Let op, naslag die niet is beoordeeld: {line}" for line in told]


def _told(item: SubmissionAssessment) -> str:
    outcome = OUTCOMES[item.standing]
    earlier = ""
    if item.decision is not None:
        was = item.decision
        earlier = f". Vervangt de beslissing van {shown(was.recorded_at)} ({was.body.outcome.label})"
    if outcome is DecisionOutcome.AWARD:
        total = f", {item.award.total} punten" if item.award else ""
        products = ", ".join(item.products)
        return f"{item.submission} {item.tenderer}: {outcome.label} ({products}{total}){earlier}"
    reasons = "; ".join(
        f"{found.finding.key.requirement} {found.finding.source}" for found in deciding_findings(item)
    )
    left = "" if item.products else "; er blijft geen product over om te gunnen"
    blocked = left if any(found.effect is Effect.BLOCKS_PRODUCT for found in deciding_findings(item)) else ""
    return f"{item.submission} {item.tenderer}: {outcome.label} op grond van {reasons}{blocked}{earlier}"


DECIDE = Action(
    "gunningsbeslissing-nemen",
    "Voorlopige gunningsbeslissing nemen",
    Decide,
    (Role.ADVISER, Role.DECISION_MAKER),
    "procedure",
    decide,
    irreversible=True,
    second_person=True,
    problems=problems,
    second_roles=(Role.DECISION_MAKER,),
)
