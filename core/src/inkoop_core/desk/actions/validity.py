"""Ask tenderers to keep their bid open for longer, and record what they answer (§5.7, VAL-03)."""

from datetime import date, datetime

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.channels import is_procedure_channel
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.request_subjects import next_reply, next_request
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import DecisionOutcome
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, end_of_day, shown, shown_day
from inkoop_core.domain.request import Answer, Reply, Request, RequestItem, RequestKind
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused
from inkoop_core.progress.clocks import clock_of
from inkoop_core.progress.definitive import definitive_of
from inkoop_core.progress.letters_sent import letter_of, told_at
from inkoop_core.progress.pauses import FOR_GOOD
from inkoop_core.progress.plan_check import plan_of
from inkoop_core.progress.running import halted_by

CANNOT_ASK = "De verlenging kan zo niet worden gevraagd:"
CANNOT_ANSWER = "Het antwoord kan zo niet worden vastgelegd:"


@frozen
class AskExtension:
    """Ask tenderers to keep their bid open for longer."""

    reason: str = said("Reden", "waarom de termijn niet genoeg is", long=True)
    until: date | None = said("Tot en met", "leeg: de dag die de plancontrole voorstelt", default=None)
    days: int | None = said("Dagen om te antwoorden", "kalenderdagen na ontvangst", default=None)
    submissions: tuple[str, ...] = said(
        "Inschrijvingen",
        "leeg: alle voorlopig begunstigden die nog niet definitief zijn gegund",
        default=(),
        refers="submission",
    )
    difference: str = said(
        "Waarom niet iedereen",
        "als u niet alle voorlopig begunstigden vraagt die hetzelfde nodig hebben",
        default="",
        long=True,
    )


def ask_problems(command: AskExtension) -> list[str]:
    problems = [] if command.reason.strip() else ["reason: geef een reden"]
    if command.days is not None and command.days < 1:
        problems.append("days: ten minste 1 dag")
    return problems


def ask(command: AskExtension, reader: Reader, moment: Moment) -> Outcome:
    """A request for extension to each tenderer; it is asked when its letter was sent.

    Raises Refused naming every submission that cannot be asked, CommandError for a day that extends nothing.
    """
    state = as_reader(reader)
    _require_not_over(state)
    chosen = _chosen(command, state)
    until = command.until or _proposed(chosen, state)
    if until is None:
        raise CommandError(
            CANNOT_ASK,
            ["until: volgens de plancontrole past alles nog; geef zelf de dag als u toch verlengt"],
        )
    if end_of_day(until) <= moment.as_of:
        raise CommandError(CANNOT_ASK, [f"until: {shown_day(until)} is al voorbij"])
    refused = [line for item in chosen if (line := _why_not(item, until, state))]
    if refused:
        raise Refused("deze inschrijvers kunnen zo niet worden gevraagd:\n" + "\n".join(refused))
    left_out = _left_out(chosen, until, state)
    if left_out and not command.difference.strip():
        raise Refused(
            f"{', '.join(left_out)} heeft dezelfde verlenging nodig en wordt niet gevraagd; vraag het allen, of zeg "
            "waarom niet (difference)."
        )
    question = f"Houdt u uw inschrijving tot en met {shown_day(until)} gestand? Antwoord met ja of nee."
    body = Request(
        RequestKind.VALIDITY,
        (RequestItem("", question=question),),
        command.reason,
        command.days,
        until,
        difference=command.difference.strip() if left_out else "",
    )
    proposed = "" if command.until else " (voorstel van de plancontrole)"
    told = [
        f"Gevraagd wordt de inschrijving gestand te doen tot en met {shown_day(until)}{proposed} aan "
        f"{', '.join(chosen)}.",
        *([f"Niet gevraagd: {', '.join(left_out)}, omdat: {command.difference.strip()}"] if left_out else []),
        "De vraag is pas gesteld als de brief is verzonden (gestanddoening-verlengen). Wie nee zegt of niet "
        "antwoordt, blijft gebonden tot het einde van zijn termijn en valt niet vanzelf af.",
    ]
    return Outcome(tuple(Draft(body, next_request(state, item)) for item in chosen), "\n".join(told))


def _proposed(chosen: tuple[str, ...], state: ProcedureState) -> date | None:
    """The day to which the plan check wants the bids to stay valid, the same for all; None: everything fits."""
    plans = (plan_of(state.course, submission) for submission in chosen)
    return max((plan.extend_to for plan in plans if plan and plan.extend_to), default=None)


def _require_not_over(state: ProcedureState) -> None:
    halted = halted_by(state.course)
    if halted is not None and halted.body.change in FOR_GOOD:
        raise Refused(
            f"de procedure is {halted.body.change.label} ({halted.body.reason}); er valt niets te verlengen."
        )


def _chosen(command: AskExtension, state: ProcedureState) -> tuple[str, ...]:
    if command.submissions:
        for submission in command.submissions:
            known_submission(state, submission)
        return tuple(dict.fromkeys(command.submissions))
    found = _waiting(state)
    if not found:
        raise Refused("er is geen voorlopig begunstigde van wie de inschrijving langer geldig moet blijven.")
    return found


def _waiting(state: ProcedureState) -> tuple[str, ...]:
    """The provisional winners without a definitive award."""
    return tuple(
        item.submission
        for item in state.assessment().submissions
        if item.decision is not None
        and item.decision.body.outcome is DecisionOutcome.AWARD
        and definitive_of(state.course, item.submission) is None
    )


def _left_out(chosen: tuple[str, ...], until: date, state: ProcedureState) -> list[str]:
    """Who needs the same extension and is not asked for it: everybody in the same position gets the same chance."""
    return [item for item in _waiting(state) if item not in chosen and not _why_not(item, until, state)]


def _why_not(submission: str, until: date, state: ProcedureState) -> str:
    clock = clock_of(state.course, "validity", submission)
    if clock is not None and clock.last_day is not None and until <= clock.last_day:
        return (
            f"  - {submission}: de inschrijving geldt al tot en met {shown_day(clock.last_day)}; "
            f"{shown_day(until)} verlengt niets"
        )
    for request in _requests(state, submission):
        if request.body.until == until and _answer_to(state, request) is None:
            return f"  - {submission}: dezelfde vraag staat al open (feit {request.id})"
    return ""


@frozen
class AnswerExtension:
    """Record what a tenderer answered to a request for extension."""

    submission: str = said("Inschrijving", refers="submission")
    answer: Answer = said("Antwoord", "ja of nee")
    received_at: datetime = said("Ontvangen", "wanneer het antwoord binnenkwam")
    message_number: str = said("Berichtnummer", "van het platform", default="")
    text: str = said("Tekst van het antwoord", default="", long=True)
    channel: str = said("Langs welke weg", "leeg: via het platform", default="")
    request: str = said("Verzoek", "bijvoorbeeld verzoek-2; leeg: het laatste", default="")
    admitted: str = said(
        "Waarom het toch meetelt",
        "alleen als het langs een andere weg kwam; vraagt een tweede persoon",
        long=True,
        default="",
    )
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


def record_answer(command: AnswerExtension, reader: Reader, moment: Moment) -> Outcome:
    """The answer as a reply to the request. Raises Unknown, Refused, CommandError.

    Refused while no letter asked it, when it was answered before that, and after a yes: who said yes is bound.
    What came by another route than the procedure's channel is recorded and does not count by itself (§1.2).
    """
    state = as_reader(reader)
    known_submission(state, command.submission)
    request = _request(command, state)
    _require_sound(command, state, moment, request)
    channel = _channel(command, state)
    aside = _aside(channel, state)
    if command.admitted.strip() and not aside:
        raise CommandError(CANNOT_ANSWER, ["admitted: het antwoord kwam langs de goede weg; laat dit leeg"])
    body = Reply(
        request.id,
        channel,
        command.text,
        command.message_number,
        answer=command.answer,
        aside=aside,
        admitted=command.admitted.strip(),
    )
    draft = Draft(
        body,
        next_reply(state, request.subject),
        happened_at=command.received_at,
        timing_reason=command.timing_reason,
    )
    second = "een antwoord dat langs een andere weg kwam laten meetellen vraagt een tweede persoon"
    return Outcome((draft,), _told(command, request, body), second_person=second if body.admitted else "")


def _aside(channel: str, state: ProcedureState) -> str:
    if is_procedure_channel(channel, state.definition):
        return ""
    return f"langs {channel}; antwoorden kan alleen via {state.definition.procedure.platform} (§1.2)"


def _channel(command: AnswerExtension, state: ProcedureState) -> str:
    return command.channel.strip() or state.definition.procedure.platform


def _requests(state: ProcedureState, submission: str) -> tuple[Fact[Request], ...]:
    return tuple(
        fact
        for fact in state.course.all(Request, submission)
        if fact.body.kind is RequestKind.VALIDITY and fact.body.until is not None
    )


def _request(command: AnswerExtension, state: ProcedureState) -> Fact[Request]:
    found = [
        fact
        for fact in _requests(state, command.submission)
        if command.request in ("", fact.subject.partition("/")[2])
    ]
    if not found:
        raise Refused(
            f"{command.submission} is niet gevraagd de gestanddoening te verlengen; er valt niets te beantwoorden "
            "(gestanddoening-vragen)."
        )
    return found[-1]


def _answer_to(state: ProcedureState, request: Fact[Request]) -> Answer | None:
    answers = [
        fact.body.answer
        for fact in state.course.all(Reply, request.submission)
        if fact.body.request == request.id and fact.body.counts
    ]
    return Answer.YES if Answer.YES in answers else answers[-1] if answers else None


def _require_sound(
    command: AnswerExtension, state: ProcedureState, moment: Moment, request: Fact[Request]
) -> None:
    letter = letter_of(state.course, request.id)
    if letter is None:
        raise Refused(
            f"het verzoek van feit {request.id} is nog niet verzonden; leg eerst de verzonden brief vast "
            "(gestanddoening-verlengen)."
        )
    if _answer_to(state, request) is Answer.YES:
        raise Refused(
            f"{command.submission} heeft op feit {request.id} al ja geantwoord en is daaraan gebonden."
        )
    lines = []
    if command.received_at < told_at(letter):
        lines.append(
            f"received_at: {shown(command.received_at)} ligt voor de vraag, die op {shown(told_at(letter))} "
            "is verzonden"
        )
    if command.received_at > moment.as_of:
        lines.append(f"received_at: {shown(command.received_at)} ligt in de toekomst")
    if lines:
        raise CommandError(CANNOT_ANSWER, lines)


def _told(command: AnswerExtension, request: Fact[Request], body: Reply) -> str:
    assert request.body.until is not None
    day = shown_day(request.body.until)
    if not body.counts:
        return (
            f"{command.submission}: {command.answer.label} op de verlenging tot en met {day}, vastgelegd. Het telt "
            f"niet mee: {body.aside}. Vraag het antwoord langs die weg, of leg het vast met de reden waarom het toch "
            "meetelt (admitted)."
        )
    if command.answer is Answer.YES:
        follows = f"De inschrijving geldt tot en met {day}."
    else:
        follows = (
            "De inschrijving geldt niet langer dan tot het einde van haar termijn. Lukt definitief gunnen niet "
            "voordien, dan is een nieuwe gunningsbeslissing nodig (nieuwe-gunningsbeslissing)."
        )
    other = f"\nHet telt mee hoewel {body.aside}. Reden: {body.admitted}" if body.aside else ""
    return f"{command.submission}: {command.answer.label} op de verlenging tot en met {day}. {follows}{other}"


ASK_EXTENSION = Action(
    "gestanddoening-vragen",
    "Verlenging van de gestanddoening vragen",
    AskExtension,
    (Role.ADVISER,),
    "procedure",
    ask,
    problems=ask_problems,
)
ANSWER_EXTENSION = Action(
    "gestanddoening-antwoord",
    "Antwoord op de verlenging vastleggen",
    AnswerExtension,
    (Role.ADVISER,),
    "submission",
    record_answer,
    second_roles=(Role.ADVISER, Role.DECISION_MAKER),
)
