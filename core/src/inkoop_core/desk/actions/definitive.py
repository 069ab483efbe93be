"""The definitive award: per tenderer, when all its gates are open (§5.3 step 7, DEF-01, DEF-05)."""

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.api.progress import Gate
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.coverage import coverage_change
from inkoop_core.desk.running import require_running
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.course import DefinitiveAward, GatePassed
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused
from inkoop_core.progress.definitive import definitive_of
from inkoop_core.progress.gates import closed_gates, gates_of, waiting_gates
from inkoop_core.progress.signing import agreement_of


@frozen
class AwardDefinitively:
    """Award definitively to tenderers of whom every gate is open."""

    reason: str = said("Motivering", long=True)
    mandate: str = said("Mandaat", "het mandaat of collegebesluit waarop de gunning rust")
    submissions: tuple[str, ...] = said(
        "Inschrijvingen",
        "leeg: alle waarvan elke poort open is",
        default=(),
        refers="submission",
    )


@frozen
class WithdrawDefinitive:
    """Take a definitive award back, before anything is signed."""

    submission: str = said("Inschrijving", refers="submission")
    reason: str = said("Reden", "het bevel van de rechter, of waarom het niet klopte", long=True)
    mandate: str = said("Mandaat", "het mandaat of collegebesluit waarop de intrekking rust")


def problems(command: AwardDefinitively | WithdrawDefinitive) -> list[str]:
    return [f"{name}: vul in" for name in ("reason", "mandate") if not getattr(command, name).strip()]


def award(command: AwardDefinitively, reader: Reader, _moment: Moment) -> Outcome:
    """One definitive award per tenderer, with the gates that were open.

    Raises Unknown, Refused naming of every submission the gates that are closed and what would open them.
    """
    state = as_reader(reader)
    require_running(state, "een definitieve gunning")
    chosen = _chosen(command, state)
    refused = [line for submission in chosen for line in _why_not(submission, state)]
    if refused:
        raise Refused("aan deze inschrijvers kan nog niet definitief worden gegund:\n" + "\n".join(refused))
    drafts = tuple(_draft(submission, command, state) for submission in chosen)
    told = [_told(submission, draft, state) for submission, draft in zip(chosen, drafts, strict=True)]
    told.append(
        f"Te vertellen met een brief ({LetterKind.DEFINITIVE_AWARD.label}). Een overeenkomst is er pas als beide "
        "partijen hebben ondertekend."
    )
    told += coverage_change(state, drafts)
    return Outcome(drafts, "\n".join([*told, *_left(chosen, state)]))


def _chosen(command: AwardDefinitively, state: ProcedureState) -> tuple[str, ...]:
    if command.submissions:
        for submission in command.submissions:
            known_submission(state, submission)
        return tuple(dict.fromkeys(command.submissions))
    ready = tuple(submission for submission, closed in waiting_gates(state.course) if not closed)
    if not ready:
        raise Refused("bij geen enkele inschrijving is elke poort open; zie `inkoop view poorten`.")
    return ready


def _why_not(submission: str, state: ProcedureState) -> list[str]:
    found = definitive_of(state.course, submission)
    if found is not None:
        return [f"  - {submission}: al definitief gegund op {shown(found.recorded_at)}"]
    closed = closed_gates(state.course, submission)
    return [f"  - {submission}: {len(closed)} poort(en) dicht", *map(told_gate, closed)] if closed else []


def told_gate(gate: Gate) -> str:
    """A closed gate in one line: why, by what source, and what would open it."""
    return f"      - {gate.label} ({gate.source}): {gate.because}. Gaat open als: {gate.opens_when}"


def _draft(submission: str, command: AwardDefinitively, state: ProcedureState) -> Draft:
    item = state.assessment().of(submission)
    decision = item.decision if item else None
    assert decision is not None, "only an awarded submission has open gates"
    gates = tuple(
        GatePassed(gate.id, gate.because, gate.facts) for gate in gates_of(state.course, submission)
    )
    subject = f"{submission}/definitief"
    earlier = _last_withdrawal(state, subject)
    return Draft(
        DefinitiveAward(decision.id, decision.body.awarded, command.reason, command.mandate, gates),
        subject,
        replaces=earlier.id if earlier else None,
        reason=command.reason if earlier else "",
    )


def _last_withdrawal(state: ProcedureState, subject: str) -> Fact[Withdrawn] | None:
    """Where the chain of a definitive award ended that was taken back: a new one goes on from there."""
    found = last_of(state.recorded, DefinitiveAward, subject)
    return found if found is not None and isinstance(found.body, Withdrawn) else None


def _told(submission: str, draft: Draft, state: ProcedureState) -> str:
    item = state.assessment().of(submission)
    products = ", ".join(offered.product for offered in draft.body.awarded)
    name = item.tenderer if item else ""
    return f"{submission} {name}: definitief gegund ({products}); {len(draft.body.gates)} poorten open."


def _left(chosen: tuple[str, ...], state: ProcedureState) -> list[str]:
    """The awarded tenderers that still wait, with the gates that are closed."""
    lines = [
        f"  - {submission}: {', '.join(gate.label for gate in closed)}"
        for submission, closed in waiting_gates(state.course)
        if submission not in chosen and closed
    ]
    return ["Nog niet, omdat een poort dicht is:", *lines] if lines else []


def withdraw(command: WithdrawDefinitive, reader: Reader, _moment: Moment) -> Outcome:
    """The provisional award stands again. Raises Unknown, Refused when there is none or a signature counts."""
    state = as_reader(reader)
    known_submission(state, command.submission)
    found = definitive_of(state.course, command.submission)
    if found is None:
        raise Refused(f"{command.submission} is niet definitief gegund; er valt niets in te trekken.")
    signed = agreement_of(state.course, command.submission).signed
    if signed:
        raise Refused(
            f"de overeenkomst met {command.submission} is op {shown(signed[0].happened_at)} ondertekend door "
            f"{signed[0].body.signatory}; de definitieve gunning kan niet meer worden ingetrokken."
        )
    reason = f"{command.reason} (mandaat: {command.mandate})"
    return Outcome(
        (Draft(Withdrawn(reason), found.subject, replaces=found.id, reason=reason),),
        f"{command.submission}: de definitieve gunning van {shown(found.recorded_at)} wordt ingetrokken. "
        f"Reden: {command.reason}\nDe voorlopige gunning staat weer; wat er verder gebeurt, wordt apart beslist.",
    )


AWARD_DEFINITIVELY = Action(
    "definitief-gunnen",
    "Definitief gunnen",
    AwardDefinitively,
    (Role.ADVISER, Role.DECISION_MAKER),
    "procedure",
    award,
    irreversible=True,
    second_person=True,
    problems=problems,
    second_roles=(Role.DECISION_MAKER,),
)
WITHDRAW_DEFINITIVE = Action(
    "definitieve-gunning-intrekken",
    "Definitieve gunning intrekken",
    WithdrawDefinitive,
    (Role.ADVISER, Role.DECISION_MAKER),
    "submission",
    withdraw,
    irreversible=True,
    second_person=True,
    problems=problems,
    second_roles=(Role.DECISION_MAKER,),
)
