"""The clocks of what is asked of a tenderer: each request has its own, from the letter that carries it."""

from datetime import datetime

from inkoop_core.api.channels import is_procedure_channel
from inkoop_core.api.progress import Clock, ClockState
from inkoop_core.api.requests import BY_REQUEST, term_of
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterSent
from inkoop_core.domain.request import EvidenceReceived, Reply, Request, RequestKind
from inkoop_core.domain.role import Role
from inkoop_core.domain.term import Term
from inkoop_core.progress.counting import Kind, by_term, letter_start, not_running, receipt_remark
from inkoop_core.progress.course import Course
from inkoop_core.progress.letters_sent import letter_of
from inkoop_core.progress.subcontractors import refused

EVIDENCE = "evidence"
IDS = {
    RequestKind.EVIDENCE: EVIDENCE,
    RequestKind.CLARIFICATION: "clarification",
    RequestKind.REPAIR: "repair",
    RequestKind.VALIDITY: "validity-answer",
}
"""The clock of each kind of request; the name of its term in the definition is the same, with `_`."""
_DOES = {
    RequestKind.EVIDENCE: "Beoordeel wat binnenkwam; te laat of niet ontvangen bewijs vraagt een nieuwe beslissing.",
    RequestKind.CLARIFICATION: "Beoordeel het antwoord; zonder antwoord telt de inschrijving zoals zij is.",
    RequestKind.REPAIR: "Beoordeel wat hersteld is; zonder herstel telt de inschrijving zoals zij is.",
    RequestKind.VALIDITY: "Leg het antwoord vast; zonder instemming eindigt de gestanddoening gewoon.",
}


def request_clocks(course: Course, submission: str) -> tuple[Clock, ...]:
    """The clocks of the requests to one tenderer, each about its request.

    The request for evidence that can still be answered last is the clock of evidence of the submission itself.
    """
    requests = course.all(Request, submission)
    own = _own_evidence(course, requests)
    clocks = [request_clock(course, fact, submission if fact is own else fact.subject) for fact in requests]
    term = course.definition.terms.get(EVIDENCE)
    if own is None and term is not None and not _rejected(course, submission):
        clocks.append(not_running(_kind(RequestKind.EVIDENCE, submission, term), "het verzoek om bewijs"))
    return tuple(clocks)


def _own_evidence(course: Course, requests: tuple[Fact[Request], ...]) -> Fact[Request] | None:
    """Of those told the last that is not answered; the newest where all are, or none was told."""
    evidence = [fact for fact in requests if fact.body.kind is RequestKind.EVIDENCE]
    told = [fact for fact in evidence if letter_of(course, fact.id) is not None]
    waiting = [fact for fact in told if request_clock(course, fact).state is not ClockState.DONE]
    found = waiting or told or evidence
    return found[-1] if found else None


def _rejected(course: Course, submission: str) -> bool:
    """Whether the tenderer was rejected: then nobody asks it for evidence."""
    decision = course.last(AwardDecision, submission)
    return decision is not None and decision.body.outcome is DecisionOutcome.REJECT


def request_clock(course: Course, request: Fact[Request], about: str = "") -> Clock:
    """The clock of one request: how long the tenderer has to answer it.

    about  what the clock is about; "" the request itself
    """
    term = term_of(course.definition, request.body)
    kind = _kind(request.body.kind, about or request.subject, term)
    letter = letter_of(course, request.id)
    if letter is None:
        return not_running(kind, "verzending van de brief met het verzoek", facts=(request.id,))
    if term is None:
        return not_running(
            kind,
            f"{letter.body.kind.label} is verzonden",
            "Er is geen antwoordtermijn: het verzoek noemt geen dagen en de definitie geen termijn.",
            facts=(request.id, letter.id),
        )
    return by_term(
        course,
        kind,
        term,
        starts=_started_by(letter, term),
        start_of=letter_start(letter),
        safe=max,
        done=lambda ends_at: answered(course, request, ends_at),
        facts=(request.id, letter.id),
        remarks=receipt_remark(letter, term),
    )


def answered(course: Course, request: Fact[Request], by: datetime) -> bool:
    """Whether everything that was asked came in by then in a way that counts: not whether it is good.

    Nothing is waited for any more of a party that was refused.
    """
    submission = request.submission
    if request.body.kind is not RequestKind.EVIDENCE:
        return any(
            reply.body.request == request.id and reply.body.counts
            for reply in course.all(Reply, submission)
            if reply.happened_at <= by or reply.body.admitted
        )
    came = {
        (fact.body.evidence, fact.body.party)
        for fact in course.all(EvidenceReceived, submission)
        if fact.happened_at <= by and is_procedure_channel(fact.body.channel, course.definition)
    }
    gone = refused(course, submission)
    return bool(request.body.items) and all(
        (item.id, item.party) in came or item.party in gone for item in request.body.items
    )


def _kind(kind: RequestKind, about: str, term: Term | None) -> Kind:
    return Kind(
        id=IDS[kind],
        label=f"antwoord op verzoek: {kind.label}",
        about=about,
        who=Role.ADVISER,
        does=_DOES[kind],
        source=BY_REQUEST if term is None else term.source,
        notes=() if term is None else term.notes,
    )


def _started_by(letter: Fact[LetterSent], term: Term) -> str:
    return f"{letter.body.kind.label} {'verzonden' if term.starts.endswith('-sent') else 'ontvangen'}"
