"""What was asked of tenderers, by which letter, until when, and what came in."""

from collections.abc import Iterable

from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.desk.views.assessment import OfSubmission
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterSent
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.request import (
    DocumentAdded,
    EvidenceReceived,
    Reply,
    Request,
    RequestItem,
    RequestKind,
)
from inkoop_core.progress.clocks_requests import request_clock
from inkoop_core.progress.letters_sent import letter_of


def requests(arguments: OfSubmission, reader: Reader, _moment: Moment) -> Table:
    """Every request with its letter, its last day and what came in."""
    state = as_reader(reader)
    return Table(
        (
            Column("submission", "Nr"),
            Column("request", "Verzoek"),
            Column("kind", "Soort"),
            Column("items", "Gevraagd"),
            Column("state", "Stand"),
            Column("last_day", "Laatste dag", ColumnKind.DAY),
            Column("asked", "Gesteld", ColumnKind.INSTANT),
            Column("letter", "Brief"),
            Column("answer", "Antwoord"),
            Column("remark", "Opmerking"),
        ),
        tuple(
            _row(fact, state)
            for fact in sorted(state.facts(Request), key=lambda one: one.id)
            if arguments.submission in ("", fact.submission)
        ),
        "Verzoeken",
    )


def _row(request: Fact[Request], state: ProcedureState) -> Row:
    letter = letter_of(state.course, request.id)
    clock = request_clock(state.course, request)
    replies = [fact for fact in state.facts(Reply) if fact.body.request == request.id]
    return Row(
        Ref("submission", request.submission),
        (
            request.submission,
            request.subject.partition("/")[2],
            request.body.kind.label,
            "; ".join(_item(item) for item in request.body.items),
            clock.state.label if letter else "nog niet gesteld",
            clock.last_day,
            letter.happened_at if letter else None,
            _letter(letter),
            "; ".join(_reply(fact, state) for fact in replies) or _evidence(request, state),
            "; ".join(_remarks(request)),
        ),
    )


def _item(item: RequestItem) -> str:
    about = f"{item.id} ({item.subject})" if item.subject else item.id
    return ": ".join(part for part in (about, item.question) if part)


def _letter(letter: Fact[LetterSent] | None) -> str:
    return f"{letter.body.file_name} {letter.body.message_number}".strip() if letter else ""


def _reply(fact: Fact[Reply], state: ProcedureState) -> str:
    """When it came, whether it counts, and which of its files became documents of the bid."""
    added = [
        one.body.file.rpartition("/")[2] for one in state.facts(DocumentAdded) if one.body.reply == fact.id
    ]
    told = f"{fact.subject.rpartition('/')[2]} van {shown(fact.happened_at)}"
    if fact.body.aside:
        told += f", {'telt mee hoewel' if fact.body.counts else 'telt niet mee'}: {fact.body.aside}"
    return told + (f", toegevoegd: {', '.join(added)}" if added else "")


def _evidence(request: Fact[Request], state: ProcedureState) -> str:
    if request.body.kind is not RequestKind.EVIDENCE:
        return ""
    came = sum(fact.submission == request.submission for fact in state.facts(EvidenceReceived))
    return f"{came} bewijsmiddelen ontvangen" if came else ""


def _remarks(request: Fact[Request]) -> Iterable[str]:
    yield request.body.reason
    if request.body.checked_by:
        yield f"nagezien door {request.body.checked_by}"
    if request.body.difference:
        yield f"niet iedereen gevraagd: {request.body.difference}"


REQUESTS = View("verzoeken", "Verzoeken", "submission", requests, OfSubmission)
