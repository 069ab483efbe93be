"""Ask provisional winners for their evidence (§3.3, §3.4, §5.3 step 5, Annex I part 2)."""

from collections.abc import Sequence

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.evidence_status import EvidenceStatus
from inkoop_core.api.fields import said
from inkoop_core.api.requests import term_of
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.evidence import (
    EarlyDocument,
    asked_before,
    early_documents,
    next_receipt,
    to_ask,
)
from inkoop_core.desk.request_subjects import next_request
from inkoop_core.desk.running import require_running
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import DecisionOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.request import EvidenceReceived, KeptFile, Request, RequestItem, RequestKind
from inkoop_core.domain.role import Role
from inkoop_core.domain.term import TermUnit
from inkoop_core.errors import CommandError, Refused
from inkoop_core.progress.subcontractors import refused
from inkoop_core.progress.verification import evidence_statuses

CANNOT = "Dit bewijs kan zo niet worden gevraagd:"
WITH_THE_BID = "kwam mee met de inschrijving"


@frozen
class AskEvidence:
    """Ask provisional winners for the evidence that is not there yet."""

    reason: str = said("Reden", "zoals die in de brief en het dossier komt", long=True)
    submissions: tuple[str, ...] = said(
        "Inschrijvingen",
        "leeg: alle voorlopig begunstigden van wie nog iets moet komen",
        default=(),
        refers="submission",
    )
    items: tuple[str, ...] = said(
        "Bewijsmiddelen",
        "leeg: alles wat nog niet is gevraagd; anders bijvoorbeeld gva of gva-onderaannemer/onderaannemer-1",
        default=(),
    )
    days: int | None = said("Dagen om te antwoorden", "leeg: de termijn van het inkoopdocument", default=None)


def problems(command: AskEvidence) -> list[str]:
    wrong = [] if command.reason.strip() else ["reason: geef een reden"]
    if command.days is not None and command.days < 1:
        wrong.append("days: geef ten minste 1 dag")
    if command.items and not command.submissions:
        wrong.append("submissions: noem de inschrijving waarvan u deze bewijsmiddelen vraagt")
    return wrong


def ask(command: AskEvidence, reader: Reader, _moment: Moment) -> Outcome:
    """One request to each provisional winner: of the tenderer and of each party what is theirs to give.

    What came with the bid is recorded as received early and is not asked again (N-02). The term runs from the letter
    that tells the request.

    Raises Unknown, Refused naming everybody who cannot be asked, CommandError for an item that is not theirs.
    """
    state = as_reader(reader)
    require_running(state, "een verzoek om bewijsmiddelen")
    if command.days is None and "evidence" not in state.definition.terms:
        raise CommandError(
            CANNOT, ["days: de aanbestedingsdefinitie heeft geen termijn evidence; geef dagen"]
        )
    _require_the_term(command, state)
    chosen = _chosen(command, state)
    drafts: list[Draft] = []
    lines: list[str] = []
    for submission in chosen:
        asking = _asking(command, state, submission)
        early = _early(command, state, submission)
        if not asking and not early:
            if command.submissions:
                raise Refused(f"van {submission} is alles al gevraagd of ontvangen; er valt niets te vragen.")
            continue
        drafts += _received(state, submission, early)
        lines += _told_early(state, submission, asking, early)
        if asking:
            request = _request(command, asking)
            drafts.append(Draft(request, next_request(state, submission)))
            lines += _told(state, submission, request, asking)
    if not drafts:
        raise Refused("van elke voorlopig begunstigde is alles al gevraagd of ontvangen.")
    return Outcome(tuple(drafts), "\n".join(lines))


def _require_the_term(command: AskEvidence, state: ProcedureState) -> None:
    """Raises CommandError for other days than the term of the definition: it holds for all (§3.3, §5.3 step 5)."""
    term = state.definition.terms.get("evidence")
    if term is None or command.days is None or (command.days, TermUnit.DAYS) == (term.length, term.unit):
        return
    raise CommandError(
        CANNOT,
        [
            f"days: {command.days} wijkt af van de termijn die voor iedereen geldt ({term.length} dagen, "
            f"{term.source}); laat dit leeg. Meer tijd kan alleen als herstel (herstel-toestaan)"
        ],
    )


def _chosen(command: AskEvidence, state: ProcedureState) -> tuple[str, ...]:
    awarded = [
        item.submission
        for item in state.assessment().submissions
        if item.decision is not None and item.decision.body.outcome is DecisionOutcome.AWARD
    ]
    for submission in command.submissions:
        known_submission(state, submission)
    wrong = [submission for submission in command.submissions if submission not in awarded]
    if wrong:
        raise Refused(
            f"{', '.join(wrong)}: niet voorlopig gegund. Bewijs wordt alleen van voorlopig begunstigden gevraagd "
            "(bijlage I deel 2); neem eerst de gunningsbeslissing."
        )
    if not command.submissions and not awarded:
        raise Refused(
            "nog niemand is voorlopig gegund; bewijs wordt alleen van voorlopig begunstigden gevraagd."
        )
    return command.submissions or tuple(awarded)


def _asking(command: AskEvidence, state: ProcedureState, submission: str) -> tuple[EvidenceStatus, ...]:
    if not command.items:
        return to_ask(state, submission)
    gone = refused(state.course, submission)
    own = {
        status.item.subject: status
        for status in evidence_statuses(state.course, submission)
        if status.item.party not in gone
    }
    wrong = [
        f"items: {name!r} is geen bewijsmiddel van {submission}; wel: {', '.join(own) or 'geen'}"
        for name in command.items
        if name not in own
    ]
    wrong += [
        f"items: {name} is al gevraagd van {submission}; een nieuwe termijn kan alleen als herstel (herstel-toestaan)"
        for name in command.items
        if name in own and asked_before(own[name])
    ]
    if wrong:
        raise CommandError(CANNOT, wrong)
    return tuple(own[name] for name in dict.fromkeys(command.items))


def _early(command: AskEvidence, state: ProcedureState, submission: str) -> tuple[EarlyDocument, ...]:
    return tuple(
        one
        for one in early_documents(state, submission)
        if not command.items or one.item.subject in command.items
    )


def _request(command: AskEvidence, asking: Sequence[EvidenceStatus]) -> Request:
    return Request(
        RequestKind.EVIDENCE,
        tuple(RequestItem(status.item.kind.id, status.item.party) for status in asking),
        command.reason,
        command.days,
    )


def _received(state: ProcedureState, submission: str, early: Sequence[EarlyDocument]) -> list[Draft]:
    """One receipt per piece of evidence that lay in the bid, with all its files."""
    received: PackageReceived = known_submission(state, submission).body
    files: dict[tuple[str, str], list[KeptFile]] = {}
    for one in early:
        document = one.document.body
        place = files.setdefault((one.item.kind.id, one.item.party), [])
        place.append(KeptFile(document.file, document.sha256))
    return [
        Draft(
            EvidenceReceived(kind, party, received.channel, tuple(kept), received.message_number),
            next_receipt(state, submission, kind, party),
            happened_at=received.received_at,
            timing_reason=WITH_THE_BID,
        )
        for (kind, party), kept in files.items()
    ]


def _told(
    state: ProcedureState, submission: str, request: Request, asking: Sequence[EvidenceStatus]
) -> list[str]:
    item = state.assessment().of(submission)
    name = item.tenderer if item else ""
    lines = [f"{submission} {name}: gevraagd wordt"]
    for status in asking:
        lines.append(
            f"  - {status.item.subject}: {status.item.kind.title}; {status.item.consequence.label} "
            f"({status.item.kind.source})"
        )
    term = term_of(state.definition, request)
    length = f"{term.length} dagen" if term is not None else "geen termijn"
    lines.append(
        f"  De termijn ({length}) loopt vanaf de brief die dit verzoek noemt: leg de verzending vast (brief-verzonden)."
    )
    return lines


def _told_early(
    state: ProcedureState,
    submission: str,
    asking: Sequence[EvidenceStatus],
    early: Sequence[EarlyDocument],
) -> list[str]:
    """What is there already: it is not asked again, and its absence would not have counted (N-02)."""
    asked = {status.item.subject for status in asking}
    lines = [
        f"{submission}: {one.item.subject} kwam vroeg, met de inschrijving ({one.document.body.file}); het telt als "
        f"ontvangen{'' if one.item.subject in asked else ' en wordt niet nog eens gevraagd'} (N-02)."
        for one in early
    ]
    named = {one.item.subject for one in early}
    lines += [
        f"{submission}: {status.item.subject} is al vroeg ontvangen en wordt niet nog eens gevraagd (N-02)."
        for status in evidence_statuses(state.course, submission)
        if status.usable and not asked_before(status) and status.item.subject not in asked | named
    ]
    return lines


ASK_EVIDENCE = Action(
    "bewijs-vragen",
    "Bewijsmiddelen vragen",
    AskEvidence,
    (Role.ADVISER,),
    "procedure",
    ask,
    problems=problems,
)
