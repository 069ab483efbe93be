"""Which questions were asked of tenderers, when, and what came in."""

from collections.abc import Collection

from inkoop_core.api.record_content import RecordTable
from inkoop_core.desk.sealed import is_sealed
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import shown
from inkoop_core.domain.request import Reply, Request, RequestKind
from inkoop_core.progress.letters_sent import letter_of, told_at


def requests_told(state: ProcedureState, kinds: Collection[RequestKind]) -> RecordTable | None:
    """Requests of these kinds with the letter and the answer; None when there is none."""
    rows = tuple(
        (
            fact.submission,
            fact.body.kind.label,
            _question(fact),
            _sent(fact, state),
            _answer(fact, state),
        )
        for fact in state.facts(Request)
        if fact.body.kind in kinds and not is_sealed(fact)
    )
    heads = ("Nr", "Soort", "Vraag en reden", "Verzonden", "Antwoord")
    return RecordTable(heads, rows, (2, 4, 9, 4, 7)) if rows else None


def _question(fact: Fact[Request]) -> str:
    asked = [": ".join(text for text in (item.id, item.question) if text) for item in fact.body.items]
    lines = [*asked, f"Reden: {fact.body.reason}"]
    if fact.body.checked_by:
        lines.append(f"Getoetst door {fact.body.checked_by}")
    if fact.body.difference:
        lines.append(f"Verschil met anderen: {fact.body.difference}")
    return "\n".join(lines)


def _sent(fact: Fact[Request], state: ProcedureState) -> str:
    letter = letter_of(state.course, fact.id)
    return shown(told_at(letter)) if letter else "nog niet verzonden"


def _answer(fact: Fact[Request], state: ProcedureState) -> str:
    told = []
    for reply in state.facts(Reply):
        if reply.body.request == fact.id:
            answer = reply.body.answer.label if reply.body.answer else ""
            aside = f"; {reply.body.aside}" if reply.body.aside else ""
            admitted = f"; telt toch mee: {reply.body.admitted}" if reply.body.admitted else ""
            said = ": ".join(text for text in (answer, reply.body.text) if text)
            told.append(f"{shown(reply.happened_at)}{aside}{admitted}: {said}")
    return "\n".join(told) or "geen"
