"""A new award decision on one tenderer; the others keep theirs (§5.3 step 5, VER-03)."""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.model import Standing
from inkoop_core.desk.actions.confirming import told_open
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.coverage import coverage_change
from inkoop_core.desk.decidable import why_undecidable
from inkoop_core.desk.decision_draft import Decided, decision_draft
from inkoop_core.desk.lasting_grounds import standing_grounds, told_standing
from inkoop_core.desk.new_decision_grounds import Asked, DecidedOn, Follows, follows_from
from inkoop_core.desk.running import require_running
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import DecisionGround, DecisionOutcome, NewDecisionGround
from inkoop_core.domain.letter import DECISION_LETTERS, LetterKind
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused
from inkoop_core.progress.definitive import definitive_of
from inkoop_core.progress.letters_sent import letter_of

SAME_IS_NEW = (NewDecisionGround.COURT_ORDER, NewDecisionGround.REASSESSED)
"""Grounds on which a decision may be taken again with the same outcome: with another motivation."""


@frozen
class DecideAnew:
    """Take a new award decision on one tenderer."""

    submission: str = said("Inschrijving", refers="submission")
    ground: NewDecisionGround = said("Grond", "het nieuwe feit waarop de beslissing rust")
    reason: str = said("Motivering", long=True)
    mandate: str = said("Mandaat", "het mandaat of collegebesluit waarop de beslissing rust")
    products: tuple[str, ...] = said(
        "Producten",
        "alleen als minder wordt gegund; leeg: wat uit de grond volgt",
        default=(),
        refers="product",
    )
    proceedings: str = said("Geding", "bij een uitspraak, bijvoorbeeld geding-1", default="")
    outcome: DecisionOutcome | None = said(
        "Uitkomst", "alleen als de uitspraak een keus laat; leeg: wat uit de grond volgt", default=None
    )
    withdrawn_at: datetime | None = said(
        "Ingetrokken", "wanneer het bericht van de inschrijver kwam", default=None
    )
    message_number: str = said("Berichtnummer", "van die intrekking", default="")


def problems(command: DecideAnew) -> list[str]:
    return [f"{name}: vul in" for name in ("reason", "mandate") if not getattr(command, name).strip()]


def decide_anew(command: DecideAnew, reader: Reader, moment: Moment) -> Outcome:
    """A decision that replaces the one on this tenderer; its standstill starts with its own letter.

    Raises Unknown, Refused while nothing was decided, after a definitive award, or when no fact carries the
    ground; CommandError for products that the ground does not leave.
    """
    state = as_reader(reader)
    known_submission(state, command.submission)
    require_running(state, "een nieuwe gunningsbeslissing")
    on = _decided_on(command.submission, state)
    if command.withdrawn_at is not None and command.withdrawn_at > moment.as_of:
        raise CommandError("De nieuwe beslissing kan zo niet:", ["withdrawn_at: ligt in de toekomst"])
    asked = Asked(command.outcome, command.proceedings, command.withdrawn_at, command.message_number)
    follows = follows_from(command.ground, asked, on)
    products = _products(command, follows)
    decided = Decided(
        follows.outcome,
        command.reason,
        command.mandate,
        products,
        follows.refused,
        _grounds(follows, on),
        follows.ordered_by,
    )
    _require_new(command, decided, on)
    _require_awardable(command, decided, on)
    draft = decision_draft(on.item, decided, state)
    lines = [*_told(decided, on), *coverage_change(state, (draft,))]
    return Outcome((draft,), "\n".join(lines))


def _decided_on(submission: str, state: ProcedureState) -> DecidedOn:
    item = state.assessment().of(submission)
    if item is None or item.decision is None:
        raise Refused(
            f"over {submission} is nog niet beslist; neem eerst de beslissing (gunningsbeslissing-nemen)."
        )
    if definitive_of(state.course, submission) is not None:
        raise Refused(
            f"{submission} is definitief gegund; trek eerst de definitieve gunning in (definitieve-gunning-intrekken)."
        )
    return DecidedOn(state, item, item.decision)


def _products(command: DecideAnew, follows: Follows) -> tuple[str, ...]:
    """The products that are awarded: what follows from the ground, or less."""
    if not command.products:
        return follows.products
    what = "De nieuwe beslissing kan zo niet:"
    if follows.outcome is not DecisionOutcome.AWARD:
        raise CommandError(what, [f"products: er wordt niets gegund ({follows.outcome.label})"])
    wrong = [item for item in command.products if item not in follows.products]
    if wrong:
        left = ", ".join(follows.products)
        raise CommandError(what, [f"products: {', '.join(wrong)} kan niet worden gegund; wel: {left}"])
    return tuple(item for item in follows.products if item in command.products)


def _require_new(command: DecideAnew, decided: Decided, on: DecidedOn) -> None:
    stood = on.decision
    awarded = decided.outcome is DecisionOutcome.AWARD
    now = (decided.outcome, decided.products if awarded else (), decided.refused if awarded else ())
    if command.ground not in SAME_IS_NEW and now == (stood.outcome, stood.products, stood.refused):
        raise Refused(
            f"over {on.submission} is dit al beslist: {stood.outcome.label}; er is niets nieuws te beslissen."
        )


def _grounds(follows: Follows, on: DecidedOn) -> tuple[DecisionGround, ...]:
    """The grounds of a rejection, with those that already kept the tenderer out and still do."""
    if follows.outcome is not DecisionOutcome.REJECT:
        return follows.grounds
    named = {ground.kind for ground in follows.grounds}
    kept = (ground for ground in standing_grounds(on.item, on.state) if ground.kind not in named)
    return (*follows.grounds, *kept)


def _require_awardable(command: DecideAnew, decided: Decided, on: DecidedOn) -> None:
    """Nothing is awarded anew what could not be awarded now; a court lifts what a court ordered and nothing else."""
    if decided.outcome is not DecisionOutcome.AWARD:
        return
    lifted = {NewDecisionGround.COURT_ORDER} & {command.ground}
    standing = tuple(item for item in standing_grounds(on.item, on.state) if item.kind not in lifted)
    if standing:
        raise Refused(f"{on.submission} blijft afgewezen: {told_standing(standing)}.")
    why = why_undecidable(on.item, on.state, told_open(on.state))
    if why:
        raise Refused(f"over deze inschrijving kan nog niet opnieuw worden beslist:\n{why}")
    if on.item.standing is not Standing.AWARDABLE or not decided.products:
        raise Refused(f"{on.submission} kan niet worden gegund: {on.item.standing.label}.")


def _told(decided: Decided, on: DecidedOn) -> Iterator[str]:
    stood = on.decision
    given = f" ({', '.join(decided.products)})" if decided.outcome is DecisionOutcome.AWARD else ""
    yield (
        f"{on.submission} {on.item.tenderer}: {decided.outcome.label}{given}. Vervangt de beslissing van "
        f"{shown(on.fact.recorded_at)} ({stood.outcome.label})."
    )
    yield from (f"Grond: {ground.kind.label}: {ground.what}" for ground in decided.grounds)
    lost = [item for item in stood.products if item not in decided.products]
    if lost and given:
        yield f"Niet meer gegund: {', '.join(lost)}."
    if decided.refused and given:
        yield f"Geweigerde partijen: {', '.join(decided.refused)}."
    yield from _who_is_told(decided, on)


def _who_is_told(decided: Decided, on: DecidedOn) -> Iterator[str]:
    told = letter_of(on.state.course, on.fact.id, DECISION_LETTERS)
    if told is None:
        yield "Let op: de beslissing die nu wordt vervangen, is nooit meegedeeld."
    yield (
        f"Te vertellen aan {on.submission} met een eigen brief ({LetterKind.NEW_DECISION.label}); zijn "
        "opschortende termijn begint met die brief."
    )
    others = [
        item.submission
        for item in on.state.assessment().submissions
        if item.decision is not None and item.submission != on.submission
    ]
    if others:
        yield f"De beslissingen over {', '.join(others)} blijven zoals zij zijn; zij krijgen geen nieuwe brief."
    if decided.ordered_by and others:
        yield (
            "Omdat de rechter deze beslissing gelast, wacht een definitieve gunning aan de anderen ook op deze termijn."
        )


DECIDE_ANEW = Action(
    "nieuwe-gunningsbeslissing",
    "Nieuwe gunningsbeslissing over één inschrijver nemen",
    DecideAnew,
    (Role.ADVISER, Role.DECISION_MAKER),
    "submission",
    decide_anew,
    irreversible=True,
    second_person=True,
    problems=problems,
    second_roles=(Role.DECISION_MAKER,),
)
