"""Confirm what was read, or reject it."""

from typing import NoReturn

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.confirming import (
    Confirming,
    counted,
    ends_of,
    happened_at,
    named,
    targets_of,
    told_fields,
    told_standing,
    turned,
)
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.making import body_of, otherwise, side_by_side
from inkoop_core.desk.readings import FieldSaid, Status, Target
from inkoop_core.desk.said import label_of, said_value
from inkoop_core.desk.state import ProcedureState, as_reader, draft_replacing
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.domain.role import Role
from inkoop_core.errors import Conflict, Refused, Unknown

AFTER_WITHDRAWAL = "opnieuw bevestigd na intrekking"


@frozen
class ConfirmRead:
    """Confirm what was read: of the named readings, of a submission, of a kind, or of both."""

    readings: tuple[int, ...] = said(
        "Gelezen gegevens", "nummers uit het overzicht gelezen", default=(), refers="reading"
    )
    submission: str = said("Inschrijving", "leeg: alle", default="", refers="submission")
    kind: str = said("Soort", "bijvoorbeeld offer; leeg: alle", default="")
    with_doubts: bool = said(
        "Ook met twijfel", "bij meer dan één: ook die waarbij het lezen niet zeker was", default=False
    )


@frozen
class RejectRead:
    """Say that what was read is not so."""

    readings: tuple[int, ...] = said(
        "Gelezen gegevens", "nummers uit het overzicht gelezen", refers="reading"
    )
    reason: str = said("Reden", "wat er in het stuk echt staat", long=True)


@frozen
class AcceptDifference:
    """Say that a fact holds although something else was read."""

    readings: tuple[int, ...] = said(
        "Gelezen gegevens", "nummers uit het overzicht gelezen", refers="reading"
    )
    reason: str = said("Reden", "waarom het vastgelegde gegeven blijft gelden", long=True)


def something_chosen(command: ConfirmRead) -> list[str]:
    """Nobody confirms everything by leaving everything out."""
    if command.readings or command.submission or command.kind:
        return []
    return ["noem gelezen gegevens (readings), een inschrijving (submission) of een soort (kind)"]


def reason_and_readings(command: RejectRead | AcceptDifference) -> list[str]:
    """A reason must be there, and something that it is about."""
    problems = [] if command.readings else ["readings: noem ten minste één gelezen gegeven"]
    return problems if command.reason.strip() else [*problems, "reason: geef een reden"]


def confirm(command: ConfirmRead, reader: Reader, _moment: Moment) -> Outcome:
    """The facts that were read, each with its confirmation; what cannot be confirmed yet is named with its reason.

    Raises Unknown for a reading, submission or kind that is not there, Conflict when somebody rejected or
    confirmed it first, Refused when nothing can be confirmed.
    """
    state = as_reader(reader)
    chosen = _chosen(command, state)
    waiting = [target for target in chosen if target.standing is None]
    ready: list[Confirming] = []
    open_still: list[str] = []
    for target in waiting:
        made = body_of(target, reader.definition, {})
        unseen = target.doubts if len(waiting) > 1 and not command.with_doubts else ()
        why = (*made.problems, *(f"twijfel: {doubt}" for doubt in unseen))
        open_still += [f"{named(target, state)}: {line}" for line in why]
        if not why:
            ready.append(Confirming(target, made))
    left = _told_left(open_still, [line for target in chosen for line in told_differences(target, state)])
    if not ready:
        _refuse(chosen, left, state)
    ends = ends_of(state.recorded)
    drafts: list[Draft] = []
    for item in ready:
        again = (item.target.body, item.target.subject) in ends
        drafts += item.drafts(ends, happened_at(item.target), AFTER_WITHDRAWAL if again else "")
    return Outcome(tuple(drafts), _told(ready, left, turned(reader, drafts), state))


def _chosen(command: ConfirmRead, state: ProcedureState) -> list[Target]:
    """Every target that a named reading belongs to and that the filters let through."""
    for reading in command.readings:
        require_reading(state, reading)
    if command.submission:
        known_submission(state, command.submission)
    found = [
        target
        for target in targets_of(state)
        if command.submission in ("", target.submission)
        and command.kind in ("", target.kind)
        and (not command.readings or {reading.id for reading in target.readings} & {*command.readings})
    ]
    if not found:
        kinds = sorted({target.kind for target in targets_of(state)})
        raise Unknown(
            f"hiervan is niets gelezen; soorten waarvan wel iets is gelezen: {', '.join(kinds) or 'geen'}. "
            "Zie `inkoop view gelezen`."
        )
    return found


def require_reading(state: ProcedureState, number: int) -> Fact[ReadFact]:
    """A reading. Raises Unknown when the fact is none, Conflict when it was replaced or rejected first."""
    fact = state.fact(number)
    if not isinstance(fact.body, ReadFact):
        raise Unknown(f"feit {number} is geen gelezen gegeven; zie `inkoop view gelezen`.")
    return fact


def told_differences(target: Target, state: ProcedureState) -> list[str]:
    """How what was read since differs from the fact that stands, and what can be done; nothing otherwise."""
    if target.status is not Status.DIFFERS or target.standing is None:
        return []
    fact = target.standing.id
    return [
        f"{named(target, state)}: {label_of(field.name)}: gelezen is "
        f"{_otherwise(target, field, state)}; vast staat "
        f"{_standing_value(target, field, state)}. Corrigeer feit {fact} "
        "(feit-corrigeren), aanvaard de afwijking (afwijking-aanvaarden) of verwerp wat verkeerd is gelezen "
        "(gelezen-verwerpen)"
        for field in target.contradictions
    ]


def _otherwise(target: Target, field: FieldSaid, state: ProcedureState) -> str:
    """What was read and is not what stands, with where it stands."""
    return side_by_side(target.body, otherwise(target.body, field), state.definition)


def _standing_value(target: Target, field: FieldSaid, state: ProcedureState) -> str:
    """What the fact that stands says of a field, in words; a field that its class does not have: nothing."""
    return said_value(target.body, field.name, field.standing or "null", state.definition)


def _told_left(open_still: list[str], differences: list[str]) -> list[str]:
    """What is not confirmed and why, one line each, with what can be done about it."""
    return [*(f"  - {line}" for line in (*open_still, *differences)), *([_WHAT_NOW] if open_still else [])]


def _refuse(chosen: list[Target], left: list[str], state: ProcedureState) -> NoReturn:
    if not left:
        lines = [f"  - {named(target, state)}: {told_standing(target)}" for target in chosen]
        raise Conflict("\n".join(["dit is al bevestigd; er is nu niets vastgelegd:", *lines]))
    raise Refused("\n".join(["er kan nu niets worden bevestigd:", *left]))


_WHAT_NOW = (
    "Kies of vul aan met gegevens-vastleggen, verwerp met gelezen-verwerpen wat verkeerd is gelezen, en bevestig "
    "wat twijfel heeft één voor één, of samen met with_doubts."
)


def _told(ready: list[Confirming], left: list[str], changes: str, state: ProcedureState) -> str:
    lines = [changes, f"Bevestigd: {counted([item.target for item in ready], state)}."]
    if len(ready) == 1:
        lines += told_fields(ready[0], state.definition)
    doubts = [f"  - {named(item.target, state)}: {doubt}" for item in ready for doubt in item.target.doubts]
    if doubts:
        lines += ["Bevestigd met twijfel; is dit in het stuk bekeken?", *doubts]
    if left:
        lines += ["Niet bevestigd:", *left]
    return "\n".join(lines)


def reject(command: RejectRead, reader: Reader, _moment: Moment) -> Outcome:
    """Withdrawals in the place of the readings; tells which findings turn.

    Raises Unknown for what is no reading, Conflict when somebody replaced or rejected it first.
    """
    state = as_reader(reader)
    drafts = []
    lines = []
    for number in dict.fromkeys(command.readings):
        fact = require_reading(state, number)
        drafts.append(draft_replacing(fact, Withdrawn(command.reason), command.reason))
        label = state.records[fact.body.kind].label if fact.body.kind in state.records else fact.body.kind
        lines.append(
            f"  - {number}: {fact.submission} {label} {fact.body.part}".rstrip() + f", {fact.body.file}"
        )
    told = [
        turned(reader, drafts),
        "Verworpen, dit is niet wat er staat:",
        *lines,
        f"Reden: {command.reason}",
    ]
    return Outcome(tuple(drafts), "\n".join(told))


def accept(command: AcceptDifference, reader: Reader, _moment: Moment) -> Outcome:
    """A new confirmation of each fact that stands, with everything that was read of it before the officer.

    Raises Unknown for what is no reading, Conflict when it was rejected first, Refused where nothing differs.
    """
    state = as_reader(reader)
    chosen = _chosen(ConfirmRead(command.readings), state)
    same = [named(target, state) for target in chosen if target.status is not Status.DIFFERS]
    if same:
        raise Refused(
            f"hier wijkt niets af van wat vaststaat: {', '.join(same)}. Er is niets vastgelegd; zie `inkoop view "
            "tegenspraken`."
        )
    drafts = tuple(
        Draft(
            Confirmed(target.kind, tuple(reading.id for reading in target.readings)),
            target.subject,
            reason=command.reason,
        )
        for target in chosen
    )
    lines = [
        f"  - {named(target, state)}: {label_of(field.name)} blijft {_standing_value(target, field, state)}, al is "
        f"gelezen {_otherwise(target, field, state)}"
        for target in chosen
        for field in target.contradictions
    ]
    return Outcome(drafts, "\n".join(["Afwijking aanvaard:", *lines, f"Reden: {command.reason}"]))


CONFIRM = Action(
    "gelezen-bevestigen",
    "Gelezen gegevens bevestigen",
    ConfirmRead,
    (Role.ADVISER,),
    "reading",
    confirm,
    problems=something_chosen,
)
REJECT = Action(
    "gelezen-verwerpen",
    "Gelezen gegevens verwerpen",
    RejectRead,
    (Role.ADVISER,),
    "reading",
    reject,
    problems=reason_and_readings,
)
ACCEPT = Action(
    "afwijking-aanvaarden",
    "Afwijking van het gelezene aanvaarden",
    AcceptDifference,
    (Role.ADVISER,),
    "reading",
    accept,
    problems=reason_and_readings,
)
