"""The evidence of a bid, for the actions and views about it."""

from collections.abc import Iterator

from attrs import frozen

from inkoop_core.api.evidence_status import EvidenceItem, EvidenceStatus, age_day, age_limit, young_enough
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import NoteChoice
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day
from inkoop_core.domain.package import Document, PackageReceived
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.request import EvidenceReceived, RequestKind
from inkoop_core.errors import Unknown
from inkoop_core.progress.subcontractors import refused
from inkoop_core.progress.verification import evidence_statuses


@frozen
class EarlyDocument:
    """A file of the bid itself that is a piece of evidence (N-02)."""

    item: EvidenceItem
    document: Fact[Document]


def receipts_subject(submission: str, evidence: str, party: str) -> str:
    """The subject of a judgement of evidence; that of a receipt has a number behind it."""
    return f"{submission}/bewijs/{evidence}/{party}"


def next_receipt(state: ProcedureState, submission: str, evidence: str, party: str) -> str:
    """The subject of a new receipt: a number is never used again."""
    prefix = receipts_subject(submission, evidence, party)
    made = {
        fact.subject
        for fact in state.recorded
        if isinstance(fact.body, EvidenceReceived) and fact.subject.startswith(f"{prefix}/")
    }
    return f"{prefix}/{len(made) + 1}"


def known_evidence(state: ProcedureState, submission: str, evidence: str, party: str) -> EvidenceStatus:
    """The piece of evidence of that kind and party. Raises Unknown, naming those of the bid."""
    statuses = evidence_statuses(state.course, submission)
    for status in statuses:
        if (status.item.kind.id, status.item.party) == (evidence, party):
            return status
    known = ", ".join(status.item.subject for status in statuses) or "geen"
    about = evidence if party == OWN_PARTY else f"{evidence}/{party}"
    raise Unknown(f"van {submission} is geen bewijsmiddel {about!r} nodig; wel: {known}.")


def early_documents(state: ProcedureState, submission: str) -> tuple[EarlyDocument, ...]:
    """Evidence that was handed in with the bid and is not recorded as received yet."""
    return tuple(_early(state, submission))


def _early(state: ProcedureState, submission: str) -> Iterator[EarlyDocument]:
    kept = {
        (fact.body.evidence, fact.body.party, file.sha256)
        for fact in state.recorded
        if isinstance(fact.body, EvidenceReceived) and fact.submission == submission
        for file in fact.body.files
    }
    for status in evidence_statuses(state.course, submission):
        item = status.item
        for fact in state.facts(Document):
            mine = fact.submission == submission and fact.body.kind == item.kind.document_kind
            if (
                mine
                and fact.body.party == item.party
                and (item.kind.id, item.party, fact.body.sha256) not in kept
            ):
                yield EarlyDocument(item, fact)


def to_ask(state: ProcedureState, submission: str) -> tuple[EvidenceStatus, ...]:
    """What was not asked yet and did not come early in a state that can do (N-02, N-03)."""
    early = {(one.item.kind.id, one.item.party) for one in early_documents(state, submission)}
    gone = refused(state.course, submission)
    return tuple(
        status
        for status in evidence_statuses(state.course, submission)
        if not asked_before(status)
        and not can_do(state, submission, status)
        and (status.item.kind.id, status.item.party) not in early
        and status.item.party not in gone
    )


def asked_before(status: EvidenceStatus) -> bool:
    """Whether a request for it stands, told or not."""
    return any(fact.body.kind is RequestKind.EVIDENCE for fact in status.requests)


def can_do(state: ProcedureState, submission: str, status: EvidenceStatus) -> bool:
    """Whether something came that may be good: not judged bad, and not too old as far as its days are known."""
    if not status.usable:
        return False
    if status.judged is not None and not status.judged.body.accepted and not status.unjudged:
        return False
    limit = age_limit(state.definition, status.item.kind, None)
    days = [(fact.body.issued, local_day(fact.happened_at)) for fact in status.usable]
    if limit is None or any(issued is None for issued, _ in days):
        return True
    choices = readings_in_force(state.definition, state.facts(NoteChoice))
    closing = local_day(state.definition.procedure.closing_at)
    packages = state.facts(PackageReceived, submission)
    bid = local_day(packages[-1].body.received_at) if packages else closing
    return any(
        issued is not None
        and young_enough(issued, age_day(limit.notes, choices, received, bid, closing), limit)
        for issued, received in days
    )
