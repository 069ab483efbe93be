"""What each ground of a new decision asks of the facts, and what follows from it (§5.3 step 5, VER-03, 7.7)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from attrs import frozen

from inkoop_core.assessment.model import Assessed, Effect, SubmissionAssessment
from inkoop_core.assessment.verifying import party_of
from inkoop_core.desk.decidable import OUTCOMES
from inkoop_core.desk.decision_draft import reassessed
from inkoop_core.desk.lasting_grounds import standing_grounds, told_standing
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import (
    AwardDecision,
    DecisionGround,
    DecisionOutcome,
    Incident,
    NewDecisionGround,
)
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.proceedings import RulingOfCourt
from inkoop_core.domain.request import Answer
from inkoop_core.errors import Refused
from inkoop_core.progress.clocks import clock_of
from inkoop_core.progress.gates import closed_gates
from inkoop_core.progress.pauses import FREEING, judgment_of
from inkoop_core.progress.subcontractors import refused
from inkoop_core.progress.validity import extensions_of


@frozen
class Asked:
    """What the officer says of a new decision, beside its ground.

    outcome       of a court order that leaves a choice; None: what follows from the ground
    proceedings   `geding-1`
    withdrawn_at  when the tenderer's own withdrawal came in; message_number: with which message
    """

    outcome: DecisionOutcome | None = None
    proceedings: str = ""
    withdrawn_at: datetime | None = None
    message_number: str = ""


@frozen
class Follows:
    """What a ground leads to. products, refused: of an award."""

    outcome: DecisionOutcome
    grounds: tuple[DecisionGround, ...]
    products: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    ordered_by: str = ""


@frozen
class DecidedOn:
    """One submission with the decision that stands on it."""

    state: ProcedureState
    item: SubmissionAssessment
    fact: Fact[AwardDecision]

    @property
    def submission(self) -> str:
        return self.item.submission

    @property
    def decision(self) -> AwardDecision:
        return self.fact.body


def follows_from(ground: NewDecisionGround, asked: Asked, on: DecidedOn) -> Follows:
    """What the new decision would be. Raises Refused when no fact carries the ground."""
    return _GROUNDS[ground](asked, on)


def _rejected(
    kind: NewDecisionGround, what: str, facts: tuple[int, ...] = (), ordered_by: str = ""
) -> Follows:
    return Follows(DecisionOutcome.REJECT, (DecisionGround(kind, what, facts),), ordered_by=ordered_by)


_UPHELD = (Effect.REJECTS, Effect.REFUSES_PARTY)


def _verification(_: Asked, on: DecidedOn) -> Follows:
    """An upheld finding of the verification: rejection, or an award without the party."""
    upheld = [found for found in on.item.verification if found.effect in _UPHELD]
    if not upheld:
        raise Refused(
            f"{on.submission} heeft geen gehandhaafde bevinding van de verificatie; leg eerst het oordeel vast "
            "(oordeel-vastleggen)."
        )
    grounds = tuple(map(_of_finding, upheld))
    if on.decision.outcome is DecisionOutcome.REJECT or any(
        found.effect is Effect.REJECTS for found in upheld
    ):
        return Follows(DecisionOutcome.REJECT, grounds)
    parties = {party_of(found.finding.key.subject) for found in upheld}
    return Follows(DecisionOutcome.AWARD, grounds, _left(on), _joined(on, parties))


def _of_finding(found: Assessed) -> DecisionGround:
    key = found.finding.key
    facts = (*found.finding.facts, *((found.ruling.id,) if found.ruling else ()))
    what = f"{key.requirement} ({found.finding.source}): {found.finding.explanation}"
    return DecisionGround(NewDecisionGround.VERIFICATION, what, facts)


def _left(on: DecidedOn) -> tuple[str, ...]:
    """What was awarded and the assessment still leaves: never more, whatever the ground (1B: a blocked product)."""
    return tuple(product for product in on.decision.products if product in on.item.products)


def _joined(on: DecidedOn, more: set[str]) -> tuple[str, ...]:
    """The parties that were refused already, by the assessment, and now."""
    stood = on.decision.refused
    return (*stood, *sorted({*more, *on.item.refused}.difference(stood)))


def _subcontractor(_: Asked, on: DecidedOn) -> Follows:
    """A party was refused that the award still counts on."""
    parties = set(refused(on.state.course, on.submission)).difference(on.decision.refused)
    if on.decision.outcome is not DecisionOutcome.AWARD or not parties:
        raise Refused(
            f"bij {on.submission} is geen onderaannemer geweigerd waarop de gunning nog rust; leg eerst het "
            "besluit vast (onderaannemer-besluiten)."
        )
    ground = DecisionGround(NewDecisionGround.SUBCONTRACTOR, f"geweigerd: {', '.join(sorted(parties))}")
    return Follows(DecisionOutcome.AWARD, (ground,), _left(on), _joined(on, parties))


_REASSESSED = (RulingOfCourt.REASSESSMENT_SAME, RulingOfCourt.REASSESSMENT_OTHER)


def _court_order(asked: Asked, on: DecidedOn) -> Follows:
    """What a judgment orders about this submission (§5.8.2)."""
    judgment = judgment_of(on.state.course, asked.proceedings) if asked.proceedings else None
    if judgment is None:
        raise Refused("noem het geding (proceedings) waarin uitspraak is gedaan, bijvoorbeeld geding-1.")
    order = judgment.body
    if order.outcome in FREEING or order.outcome is RulingOfCourt.RETENDER:
        raise Refused(
            f"de uitspraak in {asked.proceedings} ({order.outcome.label}) gelast geen nieuwe beslissing over een "
            "inschrijver."
        )
    if order.submissions and on.submission not in order.submissions:
        raise Refused(
            f"de uitspraak in {asked.proceedings} gaat over {', '.join(order.submissions)}, niet over "
            f"{on.submission}."
        )
    told = f"{asked.proceedings}, {order.outcome.label}: {order.order}"
    ground = DecisionGround(NewDecisionGround.COURT_ORDER, told, (judgment.id,))
    outcome = _ordered(order.outcome, asked, on)
    kept = order.outcome is RulingOfCourt.NEW_MOTIVATION
    products, parties = (_left(on), _joined(on, set())) if kept else (on.item.products, on.item.refused)
    return Follows(outcome, (ground,), products, parties, asked.proceedings)


def _ordered(order: RulingOfCourt, asked: Asked, on: DecidedOn) -> DecisionOutcome:
    """The outcome that an order allows; a prohibition leaves the choice, by default a rejection."""
    if order is RulingOfCourt.NEW_MOTIVATION:
        follows = on.decision.outcome
    elif order in _REASSESSED:
        if on.item.standing not in OUTCOMES:
            raise Refused(f"{on.submission} is nog niet opnieuw beoordeeld: {on.item.standing.label}.")
        follows = OUTCOMES[on.item.standing]
    else:
        follows = DecisionOutcome.REJECT
    if asked.outcome in (None, follows):
        return follows
    if order is RulingOfCourt.PROHIBITED and asked.outcome is OUTCOMES.get(on.item.standing):
        return asked.outcome
    raise Refused(f"op {order.label} volgt hier: {follows.label}; niet: {asked.outcome.label}.")


def _withdrawn(asked: Asked, _: DecidedOn) -> Follows:
    """The tenderer took its bid back after the decision."""
    if asked.withdrawn_at is None or not asked.message_number.strip():
        raise Refused(
            "een intrekking door de inschrijver is een bericht: geef wanneer het kwam (withdrawn_at) en zijn nummer "
            "(message_number)."
        )
    day = shown_day(local_day(asked.withdrawn_at))
    return _rejected(
        NewDecisionGround.WITHDRAWN,
        f"de inschrijver trok zijn inschrijving op {day} in (bericht {asked.message_number})",
    )


def _extension_refused(_: Asked, on: DecidedOn) -> Follows:
    """Who says no, or nothing, is bound until the bid is no longer valid, and drops out only then (§5.7)."""
    course = on.state.course
    asked = extensions_of(course, on.submission)
    if not asked or asked[-1].answer is Answer.YES:
        raise Refused(f"{on.submission} heeft geen verlenging van de gestanddoening geweigerd.")
    last = asked[-1]
    clock = clock_of(course, "validity", on.submission)
    over = clock is not None and clock.ends_at is not None and course.moment.as_of > clock.ends_at
    if not over:
        said = "nee zegt" if last.answer else "zwijgt"
        raise Refused(
            f"de inschrijving van {on.submission} geldt nog; wie {said}, valt niet af voor het einde van zijn "
            "gestanddoening."
        )
    said = "nee geantwoord" if last.answer else "niet geantwoord"
    return _rejected(
        NewDecisionGround.EXTENSION_REFUSED,
        f"gevraagd gestand te doen tot en met {shown_day(last.until)}; {said}",
        (last.fact.id,),
    )


def _forbidden_contact(_: Asked, on: DecidedOn) -> Follows:
    """An upheld finding that rests on an incident (PRO-05)."""
    incidents = {fact.id for fact in on.state.course.all(Incident, on.submission)}
    for found in on.item.findings:
        if found.effect is Effect.REJECTS and incidents.intersection(found.finding.facts):
            what = f"{found.finding.key.requirement} ({found.finding.source}): {found.finding.explanation}"
            return _rejected(NewDecisionGround.FORBIDDEN_CONTACT, what, found.finding.facts)
    raise Refused(
        f"{on.submission} heeft geen gehandhaafde bevinding over verboden contact (incident-melden, "
        "oordeel-vastleggen)."
    )


def _objection(_: Asked, on: DecidedOn) -> Follows:
    """A gate says that something stands against an award; what it is stays where it is known."""
    against = [gate for gate in closed_gates(on.state.course, on.submission) if gate.objection]
    if not against:
        raise Refused(f"bij {on.submission} zegt geen poort dat er bezwaar is; zie `inkoop view poorten`.")
    gate = against[0]
    return _rejected(NewDecisionGround.OBJECTION, gate.because, gate.facts)


def _reassessed(_: Asked, on: DecidedOn) -> Follows:
    """What the decision rests on changed; the assessment of now decides."""
    standing = standing_grounds(on.item, on.state)
    if standing:
        raise Refused(
            f"{on.submission} blijft afgewezen, wat er ook aan de inschrijving is gecorrigeerd: "
            f"{told_standing(standing)}."
        )
    grounds = reassessed(on.item, on.state)
    if not grounds:
        raise Refused(f"sinds de beslissing over {on.submission} is niets veranderd waarop zij rust.")
    if on.item.standing not in OUTCOMES:
        raise Refused(f"{on.submission} kan nog niet worden beslist: {on.item.standing.label}.")
    return Follows(OUTCOMES[on.item.standing], grounds, on.item.products, on.item.refused)


_GROUNDS: Mapping[NewDecisionGround, Callable[[Asked, DecidedOn], Follows]] = {
    NewDecisionGround.VERIFICATION: _verification,
    NewDecisionGround.SUBCONTRACTOR: _subcontractor,
    NewDecisionGround.COURT_ORDER: _court_order,
    NewDecisionGround.WITHDRAWN: _withdrawn,
    NewDecisionGround.EXTENSION_REFUSED: _extension_refused,
    NewDecisionGround.FORBIDDEN_CONTACT: _forbidden_contact,
    NewDecisionGround.OBJECTION: _objection,
    NewDecisionGround.REASSESSED: _reassessed,
}
