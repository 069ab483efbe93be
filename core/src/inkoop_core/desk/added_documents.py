"""Which files of a reply may become documents of the bid, and what goes when that reply is taken back (7.6)."""

from collections.abc import Iterator
from typing import Any

from inkoop_core.assessment.assess import finding_of
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.finding import Finding, Verdict
from inkoop_core.domain.package import Document
from inkoop_core.domain.request import DocumentAdded, Reply, Request, RequestItem, RequestKind

DEFAULT = "uitgangspunt is dat niet wordt hersteld; laat een herstel eerst toestaan (herstel-toestaan)"


def why_not_added(state: ProcedureState, request: Fact[Request], kind: str) -> str:
    """Why a file that came on a request may not become a document of a kind, in Dutch without a full stop; or "".

    A description that is scored never comes in later. By a repair come the kinds that it is about; by a question only
    those of a finding that was a doubt, never what was missing or wrong.
    """
    if kind in scored_kinds(state):
        return f"{kind} wordt beoordeeld op een gunningscriterium; na de sluiting komt er geen ander bij"
    about = [item for item in request.body.items if kind in kinds_of(state, request, item)]
    name = request.subject.partition("/")[2]
    if not about:
        return f"{name} gaat niet over {kind}; een stuk waar niet om is gevraagd, wordt geen deel van de inschrijving"
    if request.body.kind is RequestKind.REPAIR:
        return ""
    if not any(_verdict(state, request, item) is Verdict.CLARIFY for item in about):
        return (
            f"{name} vroeg om verduidelijking, en {', '.join(item.id for item in about)} was geen twijfel maar een "
            f"gebrek: {DEFAULT}"
        )
    return ""


def why_not_appointed(state: ProcedureState, subject: str, kind: str, party: str) -> str:
    """Why a file may not be called a document of a kind, in Dutch without a full stop; "" when it may.

    What came on a request is only what it could have been added as; and only a repair puts it in the place of a
    document of the bid.
    """
    submission = subject.partition("/")[0]
    added = {fact.subject: fact for fact in state.facts(DocumentAdded) if fact.submission == submission}
    requests = {fact.id: fact for fact in state.recorded if isinstance(fact.body, Request)}
    if subject in added:
        return why_not_added(state, requests[added[subject].body.request], kind) if kind else ""
    before = next(iter(state.facts(Document, subject)), None)
    if before is None or (before.body.kind, before.body.party) == (kind, party):
        return ""
    for fact in state.facts(Document):
        if fact.subject not in added or (fact.body.kind, fact.body.party) != (
            before.body.kind,
            before.body.party,
        ):
            continue
        if requests[added[fact.subject].body.request].body.kind is not RequestKind.REPAIR:
            return (
                f"{fact.body.file}, na de sluiting ontvangen, zou de plaats innemen van "
                f"{before.body.file}: {DEFAULT}"
            )
    return ""


def scored_kinds(state: ProcedureState) -> frozenset[str]:
    """The kinds of documents that an award criterion is judged by."""
    return frozenset(item.document for item in state.definition.award.criteria)


def kinds_of(state: ProcedureState, request: Fact[Request], item: RequestItem) -> frozenset[str]:
    """The kinds of documents that an item is about: its requirement names them, or its finding rests on them."""
    requirement = state.definition.requirement_by_id.get(item.id)
    if requirement is None:
        return frozenset()
    named = {text for value in requirement.parameters.values() for text in _texts(value)}
    found = _finding(state, request, item)
    rests_on = {fact.body.kind for fact in state.facts(Document) if found and fact.id in found.facts}
    return frozenset((named | rests_on) & set(state.document_kinds))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        yield from (text for text in value if isinstance(text, str))


def _verdict(state: ProcedureState, request: Fact[Request], item: RequestItem) -> Verdict | None:
    """Of the finding as it was when it was asked about; of a request that does not say so, as it is now."""
    if item.verdict is not None:
        return item.verdict
    found = _finding(state, request, item)
    return found.verdict if found else None


def _finding(state: ProcedureState, request: Fact[Request], item: RequestItem) -> Finding | None:
    found = finding_of(state.assessment(), request.submission, item.id, item.subject)
    return found.finding if found else None


def leaving_with(state: ProcedureState, fact: Fact[Any], reason: str) -> tuple[tuple[Draft, ...], list[str]]:
    """The documents that came by a request or a reply that is taken back leave the bid; and what is told of it."""
    if not isinstance(fact.body, (Reply, Request)):
        return (), []
    added = [one for one in state.facts(DocumentAdded) if fact.id in (one.body.request, one.body.reply)]
    gone = tuple(
        Draft(Withdrawn(reason), one.subject, happened_at=one.happened_at, replaces=one.id, reason=reason)
        for one in state.current
        if any(_belongs(one, document) for document in added)
    )
    return gone, [
        f"{document.submission}: {document.body.file} kwam hierdoor in de inschrijving en gaat er weer uit."
        for document in added
    ]


def _belongs(fact: Fact[Any], added: Fact[DocumentAdded]) -> bool:
    """Whether a fact is of an added file: recorded with it, about it, or read in it."""
    if fact.submission != added.submission:
        return False
    name = added.body.file
    return (
        fact.entry == added.entry or fact.subject == added.subject or getattr(fact.body, "file", "") == name
    )
