"""Register the letters that were really sent, after holding them against the facts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.channels import PROCEDURE_CHANNEL
from inkoop_core.api.fields import said
from inkoop_core.api.letters import LetterContent, LetterFile
from inkoop_core.desk.complaints import barred_from_letter, require_letter_not_about
from inkoop_core.desk.letter_check import Difference, differences
from inkoop_core.desk.letter_secrets import breaches, needs_second
from inkoop_core.desk.letters import content_of
from inkoop_core.desk.state import ProcedureState, as_reader, draft_replacing
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.letter import DECISION_LETTERS, LetterKind, LetterSent
from inkoop_core.domain.moment import Moment, local_day, shown, shown_day
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused

CANNOT = "De brief kan zo niet als verzonden worden vastgelegd:"


@frozen
class RegisterSent:
    """Register a letter as it was really sent."""

    kind: LetterKind = said("Brief")
    about: str = said("Over", "inschrijving, klacht-1 of vraag-3", refers="submission")
    file: Path = said("Bestand", "de Word- of PDF-brief zoals zij is verzonden; wordt bewaard")
    sent_at: datetime = said("Verzonden op", "bijvoorbeeld 14-07-2026 09:30")
    message_number: str = said("Berichtnummer", "van het platform", default="")
    received_at: datetime | None = said("Ontvangen op", "als het platform het zegt", default=None)
    channel: str = said("Kanaal", "leeg: de weg die bij deze brief hoort", default="")
    accept: str = said(
        "Waarom de verschillen kloppen",
        "alleen nodig als de brief afwijkt van de feiten",
        default="",
        long=True,
    )
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")
    corrects: bool = said(
        "Verbeterde brief",
        "ja: deze brief komt in de plaats van een eerdere; de termijnen van een beslissing beginnen opnieuw",
        default=False,
    )


@frozen
class RegisterReceived:
    """Register when the platform says that a letter was received."""

    letter: int = said("Brief", "feitnummer, zie het overzicht brieven", refers="fact")
    received_at: datetime = said("Ontvangen op", "bijvoorbeeld 14-07-2026 09:31")
    reason: str = said("Reden", "waar dit tijdstip uit blijkt")


@frozen
class CheckedLetter:
    """A letter that was sent, with what it should tell and where it differs. then: the procedure when it was sent."""

    command: RegisterSent
    file: LetterFile
    content: LetterContent
    channel: str
    differences: tuple[Difference, ...]
    then: ProcedureState


def checked_letter(
    command: RegisterSent, state: ProcedureState, thens: Sequence[ProcedureState] = ()
) -> CheckedLetter:
    """The letter, held against the facts as they stood when it was sent.

    thens  the procedure as it was at earlier letters of the same list, to be used again where nothing changed between

    Raises Refused when the file cannot be read, there is nothing to tell, or it is about a complaint about who acts.
    """
    require_letter_not_about(state, command.about)
    day = local_day(command.sent_at)
    then, content = _told_then(command, state, thens)
    file = state.packages.letter(command.file)
    channel = command.channel.strip() or content.channel
    found = differences(
        file, content, then.definition, [fact.body.name for fact in state.facts(Tenderer)], day
    )
    found = (*breaches(file, content, state), *found)
    if channel != content.channel:
        route = Difference(
            f"verzonden via {channel!r}; deze brief gaat via {content.channel!r} (§1.2, §5.8.1)"
        )
        found = (route, *found)
    return CheckedLetter(command, file, content, channel, found, then)


def _told_then(
    command: RegisterSent, state: ProcedureState, thens: Sequence[ProcedureState]
) -> tuple[ProcedureState, LetterContent]:
    """What the letter should tell by the facts that stood when it was sent, as they are known now.

    Where it tells what only happened later, by the facts of now: that it was sent too early is said with the rest.
    """
    day = local_day(command.sent_at)
    then = state.at(Moment(min(command.sent_at, state.moment.as_of), state.moment.known_at))
    then = next((known for known in (state, *thens) if known.current == then.current), then)
    try:
        return then, content_of(then, command.kind, command.about, day)
    except Refused:
        if then is state:
            raise
        later = _later_content(command, state)
        if later is None:
            raise
        return state, later


def _later_content(command: RegisterSent, state: ProcedureState) -> LetterContent | None:
    """What the letter tells by the facts of now; None where all of that had happened when it was sent."""
    try:
        content = content_of(state, command.kind, command.about, local_day(command.sent_at))
    except Refused:
        return None
    late = any(state.fact(number).happened_at > command.sent_at for number in content.facts)
    return content if late else None


def letter_problems(letter: CheckedLetter, state: ProcedureState, moment: Moment) -> list[str]:
    """Why it cannot be registered as sent, one line each; [] when it can.

    A letter that misses a deciding finding or motivation is never registered: only then does a term start
    (art. 2.130 Aanbestedingswet 2012). Any other difference needs a reason.
    """
    command = letter.command
    lines = [*_timing_problems(command, moment), *_earlier_problems(letter, state)]
    if letter.channel not in state.definition.channel_by_id:
        known = ", ".join(state.definition.channel_by_id)
        lines.append(f"channel: {letter.channel!r} is geen kanaal van deze procedure; kies uit {known}")
    elif letter.channel == PROCEDURE_CHANNEL and not command.message_number.strip():
        lines.append("message_number: een bericht op het platform heeft een nummer; neem het over")
    lines += [
        f"file: {one.told}; zonder dit mag de brief niet uit" for one in letter.differences if one.deciding
    ]
    if letter.differences and not command.accept.strip():
        lines += [f"file: {one.told}" for one in letter.differences if not one.deciding]
        if not any(one.deciding for one in letter.differences):
            lines.append("accept: zeg waarom de brief zo klopt, of verstuur een verbeterde brief")
    return lines


def _timing_problems(command: RegisterSent, moment: Moment) -> Iterator[str]:
    if command.sent_at > moment.as_of:
        yield f"sent_at: {shown(command.sent_at)} ligt in de toekomst; leg een brief vast nadat zij is verzonden"
    if command.received_at is not None and command.received_at < command.sent_at:
        yield f"received_at: {shown(command.received_at)} ligt voor de verzending ({shown(command.sent_at)})"
    if command.received_at is not None and command.received_at > moment.as_of:
        yield f"received_at: {shown(command.received_at)} ligt in de toekomst"


def _earlier_problems(letter: CheckedLetter, state: ProcedureState) -> Iterator[str]:
    """What was decided must stand before it is told, is told once or corrected, and no message goes to two."""
    command = letter.command
    for told_fact in letter.content.facts:
        told = letter.then.fact(told_fact)
        if told.happened_at > command.sent_at:
            yield (
                f"sent_at: de brief is verzonden op {shown(command.sent_at)}, voordat feit {told_fact} er was "
                f"({shown(told.happened_at)})"
            )
    for sent in state.facts(LetterSent):
        same = sent.body.kind is command.kind and set(sent.body.facts) & set(letter.content.facts)
        corrected = command.corrects and command.sent_at > sent.happened_at
        if same and not corrected and sent.subject.startswith(f"{command.about}/"):
            yield (
                f"deze brief is al vastgelegd als verzonden op {shown(sent.happened_at)} (feit {sent.id}, "
                f"bericht {sent.body.message_number or 'zonder nummer'}); stuurde u daarna een verbeterde brief, "
                "zeg dat dan (corrects)"
            )
    number = command.message_number.strip()
    for sent in state.facts(LetterSent):
        another = sent.subject.partition("/")[0] != command.about.partition("/")[0]
        if number and another and (sent.body.channel, sent.body.message_number) == (letter.channel, number):
            yield (
                f"message_number: bericht {number} is al vastgelegd bij {sent.subject} (feit {sent.id}); een bericht "
                "gaat naar één inschrijver"
            )


def register_sent(command: RegisterSent, reader: Reader, moment: Moment) -> Outcome:
    """The letter as it was sent, with what differed and why that was accepted; its clocks start.

    Raises Refused for a file that cannot be read or a letter that has nothing to tell, CommandError with every
    reason why it cannot be registered.
    """
    state = as_reader(reader)
    letter = checked_letter(command, state)
    problems = letter_problems(letter, state, moment)
    if problems:
        raise CommandError(CANNOT, problems)
    second = needs_second(letter.differences)
    return Outcome(
        (sent_draft(letter, state),),
        told_sent(letter, state),
        (kept(letter.file),),
        second,
        barred_from_letter(reader, command.about),
    )


def kept(file: LetterFile) -> NewFile:
    """The file, to be kept."""
    return NewFile(file.name, file.sha256, file.content)


def sent_draft(letter: CheckedLetter, state: ProcedureState) -> Draft:
    """The fact."""
    command = letter.command
    stem = f"{command.about}/brief/{command.kind.value}"
    recorded = {
        fact.subject
        for fact in state.recorded
        if isinstance(fact.body, LetterSent) and fact.subject.startswith(f"{stem}/")
    }
    told = tuple(one.told for one in letter.differences)
    return Draft(
        LetterSent(
            kind=command.kind,
            sha256=letter.file.sha256,
            file_name=letter.file.name,
            channel=letter.channel,
            facts=letter.content.facts,
            message_number=command.message_number.strip(),
            received_at=command.received_at,
            differences=told,
            accepted=command.accept.strip() if told else "",
        ),
        f"{stem}/{len(recorded) + 1}",
        happened_at=command.sent_at,
        timing_reason=command.timing_reason,
    )


def told_sent(letter: CheckedLetter, state: ProcedureState) -> str:
    """What is recorded, for the officer: when it was sent and received, and what differs."""
    command = letter.command
    number = f", bericht {command.message_number.strip()}" if command.message_number.strip() else ""
    lines = [
        f"{command.about} {letter.content.addressee}: {command.kind.label}, verzonden {shown(command.sent_at)} "
        f"via {state.definition.channel_by_id[letter.channel].address}{number}."
    ]
    if command.received_at is None:
        lines.append("  Ontvangst niet bekend: termijnen vanaf ontvangst tellen vanaf de dag van verzending.")
    else:
        lines.append(f"  Ontvangen {shown(command.received_at)}.")
    if letter.differences:
        lines.append(f"  Verschillen met de feiten, aanvaard omdat: {command.accept.strip()}")
        lines += [f"  - {one.told}" for one in letter.differences]
    lines += [f"  Let op: {line}" for line in _not_at_once(command, state)]
    return "\n".join(lines)


def _not_at_once(command: RegisterSent, state: ProcedureState) -> Iterator[str]:
    """Decisions are told to everybody on the same day (domain rules 7)."""
    if command.kind not in DECISION_LETTERS or command.kind is LetterKind.NEW_DECISION:
        return
    day = local_day(command.sent_at)
    others = {
        local_day(fact.happened_at)
        for fact in state.facts(LetterSent)
        if fact.body.kind in (LetterKind.PROVISIONAL_AWARD, LetterKind.REJECTION)
    }
    if others - {day}:
        days = ", ".join(shown_day(other) for other in sorted(others - {day}))
        yield (
            f"andere mededelingen van de beslissing zijn verzonden op {days}; voor de hele procedure telt de laatste"
        )


def register_received(command: RegisterReceived, reader: Reader, moment: Moment) -> Outcome:
    """The letter with the moment of receipt; the terms that run from it follow. To change one that was known takes two.

    Raises Conflict or Unknown for a letter that does not stand, Refused for another fact, CommandError for a
    moment before the sending or in the future.
    """
    state = as_reader(reader)
    fact: Fact[LetterSent] = state.fact(command.letter)
    if not isinstance(fact.body, LetterSent):
        raise Refused(f"feit {fact.id} is geen verzonden brief; zie `inkoop view brieven`.")
    require_letter_not_about(reader, fact.submission)
    wrong = []
    if command.received_at < fact.happened_at:
        wrong.append(f"received_at: ligt voor de verzending ({shown(fact.happened_at)})")
    if command.received_at > moment.as_of:
        wrong.append(f"received_at: {shown(command.received_at)} ligt in de toekomst")
    if wrong:
        raise CommandError("De ontvangst kan zo niet worden vastgelegd:", wrong)
    body = evolve(fact.body, received_at=command.received_at)
    text = (
        f"{fact.subject}: ontvangen {shown(command.received_at)} (verzonden {shown(fact.happened_at)}). "
        "De termijnen vanaf ontvangst lopen vanaf die dag."
    )
    known = fact.body.received_at
    if known == command.received_at:
        raise Refused(f"van feit {fact.id} is al vastgelegd dat de brief is ontvangen op {shown(known)}.")
    second = ""
    if known is not None:
        text += f" Eerder vastgelegd: ontvangen {shown(known)}; de termijnen verschuiven mee."
        second = "de ontvangst was al vastgelegd en er lopen termijnen vanaf"
    return Outcome(
        (draft_replacing(fact, body, command.reason),),
        text,
        second_person=second,
        not_by=barred_from_letter(reader, fact.submission),
    )


def received_problems(command: RegisterReceived) -> Iterable[str]:
    """The moment must come from somewhere."""
    return [] if command.reason.strip() else ["reason: zeg waar het tijdstip uit blijkt"]


REGISTER_SENT = Action(
    "brief-verzonden",
    "Verzonden brief vastleggen",
    RegisterSent,
    (Role.ADVISER, Role.COMPLAINTS_HANDLER),
    "submission",
    register_sent,
)
REGISTER_RECEIVED = Action(
    "brief-ontvangen",
    "Ontvangst van een verzonden brief vastleggen",
    RegisterReceived,
    (Role.ADVISER, Role.COMPLAINTS_HANDLER),
    "fact",
    register_received,
    second_roles=(Role.ADVISER, Role.DECISION_MAKER, Role.LEGAL_COUNSEL, Role.COMPLAINTS_HANDLER),
    problems=received_problems,
)
