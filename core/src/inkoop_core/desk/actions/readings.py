"""Confirm what was read, or reject it."""

from typing import NoReturn

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.unconfirmed import said_after_all
from inkoop_core.desk.actions.confirming import (
    KINDS,
    Confirming,
    counted,
    ends_of,
    happened_at,
    kind_of,
    named,
    targets_of,
    told_defaults,
    told_fields,
    told_lapsed,
    told_losing,
    told_otherwise,
    told_standing,
    told_standing_value,
    told_unsettled,
    turned,
)
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.making import body_of
from inkoop_core.desk.parts import field_names
from inkoop_core.desk.readings import Status, Target
from inkoop_core.desk.said import label_of
from inkoop_core.desk.state import ProcedureState, as_reader, draft_replacing
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import NONE_STATED, kind_of_none
from inkoop_core.errors import Conflict, Refused, Unknown

AFTER_WITHDRAWAL = "opnieuw bevestigd na intrekking"


@frozen
class ConfirmRead:
    """Confirm what was read: of the named readings, of a submission, of a kind, or of both."""

    readings: tuple[int, ...] = said(
        "Gelezen gegevens", "nummers uit het overzicht gelezen", default=(), refers="reading"
    )
    submission: str = said("Inschrijving", "leeg: alle", default="", refers="submission")
    kind: str = said("Soort", f"{KINDS}; leeg: alle", default="")
    with_doubts: bool = said(
        "Ook met twijfel", "ook wat niet zeker is gelezen en niet bij zijn nummer is genoemd", default=False
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
        by_number = not {*target.ids}.isdisjoint(command.readings)
        unseen = () if by_number or command.with_doubts else target.doubts
        why = (*made.problems, *(f"twijfel: {doubt}" for doubt in unseen))
        open_still += [f"{named(target, state)}: {line}" for line in why]
        if not why:
            ready.append(Confirming(target, made))
    left = _told_left(open_still, [line for target in chosen for line in told_unsettled(target, state)])
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
    gathered = targets_of(state)
    known = {one for target in gathered for one in target.ids}
    for reading in command.readings:
        if reading not in known:
            require_reading(state, reading)
    if command.submission:
        known_submission(state, command.submission)
    kind = kind_of(command.kind, state)
    found = [
        target
        for target in gathered
        if command.submission in ("", target.submission)
        and kind in ("", target.kind)
        and (not command.readings or {*target.ids} & {*command.readings})
    ]
    if not found:
        kinds = sorted({target.kind for target in gathered})
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


def _told_left(open_still: list[str], differences: list[str]) -> list[str]:
    """What is not confirmed and why, one line each, with what can be done about it."""
    return [*(f"  - {line}" for line in (*open_still, *differences)), *([_WHAT_NOW] if open_still else [])]


def _refuse(chosen: list[Target], left: list[str], state: ProcedureState) -> NoReturn:
    if not left:
        lines = [f"  - {named(target, state)}: {told_standing(target)}" for target in chosen]
        raise Conflict("\n".join(["dit is al bevestigd; er is nu niets vastgelegd:", *lines]))
    raise Refused("\n".join(["er kan nu niets worden bevestigd:", *left]))


_WHAT_NOW = (
    "Kies of vul aan met gegevens-vastleggen, verwerp met gelezen-verwerpen wat verkeerd is gelezen, en noem wat "
    "twijfel heeft bij zijn nummer (readings), of bevestig het met with_doubts."
)


def _told(ready: list[Confirming], left: list[str], changes: str, state: ProcedureState) -> str:
    lines = [changes, f"Bevestigd: {counted([item.target for item in ready], state)}."]
    if len(ready) == 1:
        lines += told_fields(ready[0], state.definition)
    else:
        defaults = [(item, told_defaults(item, state.definition)) for item in ready]
        silent = [f"  - {named(item.target, state)}: {told}" for item, told in defaults if told]
        lines += ["Niet gelezen en niet ingevuld, dus:", *silent] if silent else []
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
        _require_stated(fact, state)
        drafts.append(draft_replacing(fact, Withdrawn(command.reason), command.reason))
        label = state.records[fact.body.kind].label if fact.body.kind in state.records else fact.body.kind
        lines.append(
            f"  - {number}: {fact.submission} {label} {fact.body.part}".rstrip() + f", {fact.body.file}"
        )
    losing = told_losing(state, drafts)
    told = [
        turned(reader, drafts),
        "Verworpen, dit is niet wat er staat:",
        *lines,
        *(["Hierop rust wat al vaststaat; ga dat opnieuw na:", *losing] if losing else []),
        f"Reden: {command.reason}",
    ]
    return Outcome(tuple(drafts), "\n".join(told))


def _require_stated(fact: Fact[ReadFact], state: ProcedureState) -> None:
    """Who says that there is one must record it: without it, its absence would count. Raises Refused."""
    if fact.body.kind != NONE_STATED:
        return
    kind = kind_of_none(fact.body.part)
    recorded = [one for one in state.current if not isinstance(one.body, ReadFact)]
    if not said_after_all(fact, kind, recorded, state.bodies):
        label = state.records[kind].label if kind in state.records else kind
        raise Refused(
            f"{fact.submission}: staat er wel een {label}, leg die dan eerst vast met gegevens-vastleggen (soort "
            f"{kind}); dan vervalt feit {fact.id} vanzelf."
        )


def accept(command: AcceptDifference, reader: Reader, _moment: Moment) -> Outcome:
    """A new confirmation of each fact that stands, with everything that was read of it before the officer.

    Raises Unknown for what is no reading, Conflict when it was rejected first, Refused where nothing differs and
    no source is gone.
    """
    state = as_reader(reader)
    chosen = _chosen(ConfirmRead(command.readings), state)
    open_still = (Status.DIFFERS, Status.LAPSED)
    same = [named(target, state) for target in chosen if target.status not in open_still]
    if same:
        raise Refused(
            f"hier wijkt niets af van wat vaststaat: {', '.join(same)}. Er is niets vastgelegd; zie `inkoop view "
            "tegenspraken`."
        )
    drafts = tuple(
        Draft(
            Confirmed(target.kind, tuple(reading.id for reading in target.readings), _held(target)),
            target.subject,
            reason=command.reason,
        )
        for target in chosen
    )
    lines = [
        f"  - {named(target, state)}: {label_of(field.name)} blijft {told_standing_value(target, field, state)}, "
        f"al is gelezen {told_otherwise(target, field, state)}"
        for target in chosen
        for field in target.contradictions
    ]
    lines += [
        f"  - {named(target, state)}: blijft gelden zonder bron: {told_lapsed(target, state)}"
        for target in chosen
        if target.lapsed
    ]
    return Outcome(drafts, "\n".join(["Afwijking aanvaard:", *lines, f"Reden: {command.reason}"]))


def _held(target: Target) -> tuple[str, ...]:
    """The fields that hold by the word of the officer, or that of `inschrijving.toml` where nobody confirmed."""
    if target.confirmed is None:
        return field_names(target.body)
    typed = target.confirmed.body.typed
    return tuple(
        field.name
        for field in target.fields
        if field.standing is not None and (field.name in typed or field.contradicts or field.lapsed)
    )


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
