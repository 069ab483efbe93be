"""What comes in on a question or a repair, and which of its files become documents of the bid (§1.2, PRO-14)."""

from collections import Counter
from datetime import datetime
from pathlib import Path

from attrs import frozen

from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.channels import is_procedure_channel
from inkoop_core.api.fields import said
from inkoop_core.api.packages import Appointed
from inkoop_core.assessment.changes import told_changes
from inkoop_core.desk.actions.confirming import told_losing
from inkoop_core.desk.actions.documents import known_parties, parties_of
from inkoop_core.desk.actions.intake import reading_part
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.added_documents import why_not_added
from inkoop_core.desk.equal_position import QUESTIONS
from inkoop_core.desk.request_subjects import next_reply
from inkoop_core.desk.review import told_decided
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.moment import Moment, shown, shown_day
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.reading import Confirmed
from inkoop_core.domain.request import DocumentAdded, KeptFile, Reply, Request
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused, Unknown
from inkoop_core.progress.clocks_requests import request_clock
from inkoop_core.progress.letters_sent import letter_of, told_at

CANNOT = "Het antwoord kan zo niet worden vastgelegd:"
DOCUMENT = "document"


@frozen
class TakeReply:
    """Record what came in on a request for clarification or repair."""

    submission: str = said("Inschrijving", refers="submission")
    request: str = said("Verzoek", "bijvoorbeeld verzoek-1")
    text: str = said("Antwoord", "wat de inschrijver antwoordt", long=True)
    received_at: datetime = said("Ontvangen op", "tijdstip van het platform, bijvoorbeeld 24-06-2026 09:30")
    channel: str = said("Langs welke weg", "bijvoorbeeld TenderNed")
    message_number: str = said("Berichtnummer", default="")
    files: tuple[Path, ...] = said("Bestanden", "worden bewaard", default=())
    admitted: str = said(
        "Waarom het toch meetelt",
        "alleen als het te laat of langs een andere weg kwam; vraagt een tweede persoon",
        long=True,
        default="",
    )
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")
    difference: str = said(
        "Waarom anders",
        "als een ander laat antwoord op dezelfde vraag anders is behandeld",
        long=True,
        default="",
    )


@frozen
class AddDocument:
    """Make a file of a reply a document of the bid."""

    submission: str = said("Inschrijving", refers="submission")
    request: str = said("Verzoek", "bijvoorbeeld verzoek-1")
    file: str = said("Bestand", "naam van het bestand bij het antwoord")
    kind: str = said("Soort", "soort stuk van de lijst, bijvoorbeeld uea")
    reason: str = said("Reden", "waarom dit stuk bij het verzoek hoort", long=True)
    party: str = said("Van", "tenderer, of de andere partij van wie het is", default=OWN_PARTY)
    reply: str = said("Welk antwoord", "alleen als er meer zijn met dit bestand: antwoord-2", default="")


def problems(command: AddDocument) -> list[str]:
    return [f"{name}: vul in" for name in ("kind", "reason") if not getattr(command, name).strip()]


def take_in(command: TakeReply, reader: Reader, _moment: Moment) -> Outcome:
    """The reply with its files. A late one, or one by another route, is recorded and does not count by itself.

    Raises Unknown, Refused for a request that was not asked yet or is of another kind, CommandError for what is wrong.
    """
    state = as_reader(reader)
    known_submission(state, command.submission)
    request = request_called(state, command.submission, command.request, withdrawn=True)
    letter = letter_of(state.course, request.id)
    if letter is None:
        raise Refused(
            f"{command.request} aan {command.submission} is nog niet gesteld: er is geen brief verzonden die het "
            "noemt. Leg eerst de verzending vast (brief-verzonden); dan is bekend of het antwoord op tijd is."
        )
    files = tuple(state.kept_file(path) for path in command.files)
    if wrong := _problems(command, told_at(letter), files):
        raise CommandError(CANNOT, wrong)
    aside = "; ".join(_aside(command, request, state))
    ended = withdrawal_of(state, request)
    if ended is not None and command.admitted.strip():
        raise CommandError(
            CANNOT, ["admitted: een antwoord op een ingetrokken verzoek telt niet mee; laat dit leeg"]
        )
    others = () if ended is not None or not aside else _treated_otherwise(command, request, state)
    if others and not command.difference.strip():
        raise Refused(
            "een ander laat antwoord op dezelfde vraag is anders behandeld:\n"
            + "\n".join(others)
            + "\nBehandel het gelijk, of zeg waarom dit anders is (difference)."
        )
    if command.admitted.strip() and not aside:
        raise CommandError(CANNOT, ["admitted: het antwoord is op tijd en langs de goede weg; laat dit leeg"])
    subject = next_reply(state, request.subject)
    body = Reply(
        request.id,
        command.channel,
        command.text,
        command.message_number,
        tuple(KeptFile(file.name, file.sha256) for file in files),
        aside=aside,
        admitted=command.admitted.strip(),
        difference=command.difference.strip() if others else "",
    )
    draft = Draft(body, subject, happened_at=command.received_at, timing_reason=command.timing_reason)
    second = "een antwoord dat te laat of langs een andere weg kwam laten meetellen vraagt een tweede persoon"
    told = [_told(command, body, subject, final=ended is not None)]
    told += [*others, f"Anders behandeld. Reden: {body.difference}"] if others else []
    return Outcome((draft,), "\n".join(told), files, second if body.admitted else "")


def _treated_otherwise(command: TakeReply, request: Fact[Request], state: ProcedureState) -> tuple[str, ...]:
    """Replies of others to the same question that came aside too and count where this one does not, or the reverse."""
    about = {item.id for item in request.body.items if item.id}
    same = {
        fact.id
        for fact in state.facts(Request)
        if fact.submission != command.submission
        and fact.body.kind is request.body.kind
        and about & {item.id for item in fact.body.items}
    }
    return tuple(
        f"  - {fact.submission}: {fact.body.aside}; "
        + (f"telt mee: {fact.body.admitted}" if fact.body.admitted else "telt niet mee")
        for fact in state.facts(Reply)
        if fact.body.request in same
        and fact.body.aside
        and bool(fact.body.admitted) is not bool(command.admitted.strip())
    )


def _problems(command: TakeReply, asked_at: datetime, files: tuple[NewFile, ...]) -> list[str]:
    wrong = [] if command.text.strip() or files else ["text: leg het antwoord vast, of de bestanden"]
    wrong += [] if command.channel.strip() else ["channel: langs welke weg kwam het antwoord?"]
    if command.received_at < asked_at:
        wrong.append(
            f"received_at: {shown(command.received_at)} ligt voor de vraag zelf, die op {shown(asked_at)} is verzonden"
        )
    wrong += [
        f"files: {name} staat er {times} keer bij; geef elk bestand een eigen naam"
        for name, times in Counter(file.name for file in files).items()
        if times > 1
    ]
    return wrong


def _aside(command: TakeReply, request: Fact[Request], state: ProcedureState) -> list[str]:
    """Why the reply does not count by itself."""
    clock = request_clock(state.course, request)
    wrong = []
    ended = withdrawal_of(state, request)
    if ended is not None:
        wrong.append(f"het verzoek is op {shown(ended.recorded_at)} ingetrokken ({ended.reason})")
    if clock.last_day is None or clock.ends_at is None:
        wrong.append("het verzoek heeft geen antwoordtermijn, dus of het op tijd is staat niet vast")
    elif command.received_at > clock.ends_at:
        wrong.append(
            f"te laat: ontvangen op {shown(command.received_at)}, de laatste dag was {shown_day(clock.last_day)}"
        )
    if not is_procedure_channel(command.channel, state.definition):
        platform = state.definition.procedure.platform
        wrong.append(f"langs {command.channel.strip()}; antwoorden kan alleen via {platform} (§1.2)")
    return wrong


def _told(command: TakeReply, body: Reply, subject: str, *, final: bool) -> str:
    """final: the request was taken back, so nothing makes the reply count."""
    reply = subject.rpartition("/")[2]
    lines = [
        f"{command.submission} {command.request}: {reply} van {shown(command.received_at)} vastgelegd, "
        f"{len(body.files)} {'bestand' if len(body.files) == 1 else 'bestanden'} bewaard."
    ]
    if final:
        lines.append(f"Het telt niet mee: {body.aside}.")
    elif body.aside and not body.admitted:
        lines.append(
            f"Het telt niet mee: {body.aside}. Moet het toch meetellen, trek het dan in (feit-intrekken) en leg het "
            "opnieuw vast met de reden (admitted)."
        )
    elif body.aside:
        lines.append(f"Het telt mee hoewel {body.aside}. Reden: {body.admitted}")
    if body.counts:
        lines.append(
            "Beoordeel de bevinding opnieuw; een stuk dat meetelt, voegt u toe met antwoordstuk-toevoegen."
        )
    return "\n".join(lines)


def request_called(
    state: ProcedureState, submission: str, name: str, *, withdrawn: bool = False
) -> Fact[Request]:
    """A question or a repair by its name. Raises Unknown, Refused for another kind of request.

    withdrawn  also one that was taken back
    """
    found = state.facts(Request, f"{submission}/{name}")
    if not found and withdrawn:
        found = tuple(
            fact
            for fact in state.recorded
            if isinstance(fact.body, Request) and fact.subject == f"{submission}/{name}"
        )
    if not found:
        known = ", ".join(
            fact.subject.partition("/")[2] for fact in state.facts(Request) if fact.submission == submission
        )
        raise Unknown(f"{submission} heeft geen {name!r}; bekend: {known or 'nog geen verzoek'}.")
    if found[-1].body.kind not in QUESTIONS:
        raise Refused(
            f"{name} aan {submission} is een verzoek om {found[-1].body.kind.label}; daarvoor is een eigen handeling."
        )
    return found[-1]


def withdrawal_of(state: ProcedureState, request: Fact[Request]) -> Fact[Withdrawn] | None:
    """How a request was taken back; None while it stands."""
    return next(
        (fact for fact in state.recorded if fact.replaces == request.id and isinstance(fact.body, Withdrawn)),
        None,
    )


def add(command: AddDocument, reader: Reader, _moment: Moment) -> Outcome:
    """The file becomes a document of the bid, marked with the request by which it came; what it says is proposed.

    It happened when it was received. Raises Unknown, Refused for a reply that does not count or a file that is a
    document already.
    """
    state = as_reader(reader)
    known_submission(state, command.submission)
    request = request_called(state, command.submission, command.request)
    reply, file = _replied_file(command, request, state)
    _require_known(command, state)
    if why := why_not_added(state, request, command.kind):
        raise Refused(f"{command.file} wordt geen deel van de inschrijving: {why}.")
    name = f"{command.request}/{reply.subject.rpartition('/')[2]}/{file.name}"
    subject = f"{command.submission}/{name}"
    last = last_of(state.recorded, Document, subject)
    if last is not None:
        raise Refused(
            f"{file.name} is al toegevoegd; zeg met document-aanwijzen (bestand {name}) wat het is."
        )
    content = state.store.file(file.sha256)
    when = reply.happened_at
    said_so = {name: Appointed(command.kind, command.party)}
    known = known_parties(state, command.submission)
    (found,) = state.packages.read_files([(name, content)], state.definition, said_so, known)
    bodies: list[tuple[str, object]] = [
        (name, state.packages.observed(name, content, when)),
        (name, Document(command.kind, name, file.sha256, command.party)),
        (name, DocumentAdded(name, request.id, reply.id)),
        (name, Confirmed(DOCUMENT, (), ("kind", "party"))),
        *([(name, found.espd)] if found.espd is not None else []),
        *((reading_part(fact), fact) for fact in found.read if fact.kind != DOCUMENT),
    ]
    drafts = tuple(
        Draft(
            body,
            f"{command.submission}/{part}",
            happened_at=None if isinstance(body, Confirmed) else when,
            timing_reason=command.reason,
        )
        for part, body in bodies
    )
    losing = told_losing(state, drafts)
    lines = [
        told_changes(reader.assessment(), reader.assessment(with_facts=drafts)),
        f"{command.submission}: {file.name} van {command.request} is nu {command.kind}, ontvangen op {shown(when)}, na "
        f"de sluiting. Reden: {command.reason}",
        f"In de inschrijving heet het {name}.",
        *(["Hierop rustte wat al vaststaat; ga dat opnieuw na:", *losing] if losing else []),
        *told_decided(state, command.submission),
    ]
    return Outcome(drafts, "\n".join(lines))


def _replied_file(
    command: AddDocument, request: Fact[Request], state: ProcedureState
) -> tuple[Fact[Reply], KeptFile]:
    """The reply and its file. Raises Unknown, Refused when that reply does not count or there are more."""
    found = [
        (reply, file)
        for reply in state.facts(Reply)
        if reply.body.request == request.id and command.reply in ("", reply.subject.rpartition("/")[2])
        for file in reply.body.files
        if file.name == command.file
    ]
    if not found:
        raise Unknown(
            f"bij {command.request} van {command.submission} is geen bestand {command.file!r} binnengekomen."
        )
    counting = [(reply, file) for reply, file in found if reply.body.counts]
    if not counting:
        raise Refused(
            f"{command.file} wordt geen deel van de inschrijving: het antwoord telt niet mee "
            f"({found[0][0].body.aside})."
        )
    if len(counting) > 1:
        names = ", ".join(reply.subject.rpartition("/")[2] for reply, _ in counting)
        raise Refused(f"{command.file} zit bij meer antwoorden ({names}); zeg bij welk (reply).")
    return counting[0]


def _require_known(command: AddDocument, state: ProcedureState) -> None:
    if command.kind not in state.document_kinds:
        raise Unknown(
            f"soort {command.kind!r} staat niet op de lijst; kies uit {', '.join(state.document_kinds)}."
        )
    parties = parties_of(state, command.submission)
    if command.party not in parties:
        raise Unknown(
            f"partij {command.party!r} is niet bekend bij {command.submission}; kies uit {', '.join(sorted(parties))}."
        )


TAKE_REPLY = Action(
    "antwoord-innemen",
    "Antwoord op een verzoek vastleggen",
    TakeReply,
    (Role.ADVISER,),
    "submission",
    take_in,
    second_roles=(Role.ADVISER, Role.DECISION_MAKER),
)
ADD_DOCUMENT = Action(
    "antwoordstuk-toevoegen",
    "Stuk van een antwoord toevoegen",
    AddDocument,
    (Role.ADVISER,),
    "document",
    add,
    problems=problems,
)
