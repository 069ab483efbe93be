"""Literal evidence for tests: a kind of each sort, a provisional decision, a request that was told, what came in."""

from datetime import UTC, date, datetime
from typing import Any

from attrs import evolve

from inkoop_core.api.definition import Agreement, Note, Reading, Requirement, TenderDefinition
from inkoop_core.api.evidence import AlsoFor, EvidenceKind, EvidenceRoute, MustState
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Stage
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.request import (
    EvidenceJudged,
    EvidenceReceived,
    KeptFile,
    Request,
    RequestItem,
    RequestKind,
)
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.term import Term, TermReading, TermUnit
from inkoop_core.testing.builders import SOURCE, SUBMISSION, a_definition, a_fact, a_parameter, a_requirement

MUST, MAY, REFUSE = Consequence.MUST_REJECT, Consequence.MAY_REJECT, Consequence.REFUSE_PARTY
REQUEST, LETTER, JUDGED, DECISION = 601, 602, 603, 604
"""The ids of the facts that these builders make once."""
TOLD = datetime(2026, 7, 13, 8, 0, tzinfo=UTC)
"""A Monday: of what is received then, day 14 is Monday 27 July 2026."""


def a_kind_of_evidence(id: str = "gva", **changes: Any) -> EvidenceKind:
    """A declaration of the tenderer and of members, at most 24 months old, without which a bid must be rejected."""
    values: dict[str, Any] = {
        "id": id,
        "title": f"Bewijs {id}",
        "source": SourceRef("inkoopdocument", "§3.3"),
        "for_whom": ("tenderer", "member"),
        "consequence": MUST,
        "max_age": 24,
        "age_unit": "months",
        "notes": ("N-02", "N-21"),
    }
    return EvidenceKind(**(values | changes))


def quality_evidence() -> EvidenceKind:
    """Two ways: a certificate of a list that is valid, or a plan with two subjects and a young statement."""
    paragraph = SourceRef("inkoopdocument", "§3.4 Nr 3")
    return EvidenceKind(
        "kwaliteit",
        "Kwaliteit",
        paragraph,
        ("tenderer",),
        MAY,
        notes=("N-02",),
        routes=(
            EvidenceRoute("A", "certificaat", paragraph, listed="certificaten", valid=True, notes=("N-28",)),
            EvidenceRoute("B", "plan", paragraph, max_age="audit_jaren", age_unit="years", notes=("N-29",)),
        ),
        must_state=(
            MustState("certificaat", "een certificaat", paragraph, "A"),
            MustState("a-visie", "een visie", paragraph, "B"),
            MustState("audit", "een auditverklaring", paragraph, "B"),
        ),
    )


def evidence_definition(**changes: Any) -> TenderDefinition:
    """A tender that asks these: step 5 with a declaration, one of subcontractors, a tax statement and quality."""
    kinds = (
        a_kind_of_evidence(),
        a_kind_of_evidence(
            "gva-onderaannemer",
            source=SourceRef("inkoopdocument", "§5.4.1"),
            for_whom=("subcontractor", "cooperative-member"),
            consequence=REFUSE,
            document="gva",
        ),
        a_kind_of_evidence(
            "belasting",
            max_age=6,
            also_for=AlsoFor("N-47", "alle-drie", ("subcontractor", "cooperative-member"), REFUSE),
        ),
        quality_evidence(),
    )
    by_sending = TermReading("de dag na verzending", "N-20", "verzending", "evidence-request-sent")
    term = Term(14, TermUnit.DAYS, "evidence-requested", SOURCE, notes=("N-20",), readings=(by_sending,))
    values: dict[str, Any] = {
        "terms": {"evidence": term},
        "evidence": kinds,
        "parameters": {
            "audit_jaren": a_parameter("audit_jaren", 1),
            "certificaten": a_parameter("certificaten", ("VOORBEELD-9001",)),
        },
        "notes": {
            note.id: note
            for note in (
                _note("N-02", "op-verzoek", "bij-inschrijving"),
                _note("N-20", "ontvangst", "verzending"),
                _note("N-21", "ontvangst", "inschrijving"),
                _note("N-28", "bij-ontvangst"),
                _note("N-29", "bij-ontvangst", "bij-sluiting"),
                _note("N-47", "alleen-gva", "alle-drie"),
            )
        },
        "agreement": Agreement(date(2027, 1, 1), date(2029, 12, 31), 3, 12, 0, 0, SOURCE),
    }
    return a_definition(
        _requirement("VER", "gva", "belasting", "kwaliteit"),
        _requirement("SUB", "gva-onderaannemer"),
        **(values | changes),
    )


def _requirement(id: str, *evidence: str) -> Requirement:
    bare = a_requirement(id, "standard.evidence", Stage.VERIFICATION, notes=("N-20",))
    return evolve(bare, evidence=evidence)


def _note(id: str, *readings: str) -> Note:
    return Note(id, "§1", f"Onduidelijk: {id}", tuple(Reading(one, one) for one in readings), readings[0])


def an_award_decision(**changes: Any) -> Fact[AwardDecision]:
    """A provisional award."""
    values: dict[str, Any] = {
        "outcome": DecisionOutcome.AWARD,
        "products": ("ib1",),
        "refused": (),
        "reason": "voldoet",
        "mandate": "mandaat 1",
        "assessment": "{}",
        "assessment_digest": "",
        "definition": "",
        "versions": (),
    }
    return a_fact(AwardDecision(**(values | changes)), SUBMISSION, DECISION)


def a_request(*items: str, id: int = REQUEST, **changes: Any) -> Fact[Request]:
    """A request for evidence; an item is `gva`, or `gva/lid-1` of another party."""
    parts = [item.partition("/") for item in items]
    asked = tuple(RequestItem(kind, party or OWN_PARTY) for kind, _, party in parts)
    values: dict[str, Any] = {"kind": RequestKind.EVIDENCE, "items": asked, "reason": "verificatie"}
    return a_fact(Request(**(values | changes)), f"{SUBMISSION}/verzoek-{id}", id)


def a_letter(
    *facts: int,
    sent: datetime = TOLD,
    received: datetime | None = TOLD,
    id: int = LETTER,
    kind: LetterKind = LetterKind.EVIDENCE_REQUEST,
) -> Fact[LetterSent]:
    """The letter that tells these facts; received None: it is not known when it was received."""
    body = LetterSent(kind, "0" * 64, "brief.docx", "procedure", facts or (REQUEST,), received_at=received)
    return a_fact(body, f"{SUBMISSION}/brief/{kind.value}/{id}", id, happened_at=sent, recorded_at=sent)


def received_evidence(item: str, at: datetime, *, id: int = 700, **changes: Any) -> Fact[EvidenceReceived]:
    """A piece of evidence that came in by the platform; its file is named by the id."""
    kind, _, party = item.partition("/")
    values: dict[str, Any] = {
        "evidence": kind,
        "party": party or OWN_PARTY,
        "channel": "TenderNed",
        "files": (KeptFile(f"{id}.pdf", f"{id:064}"),),
        "issued": date(2026, 7, 1),
    }
    body = EvidenceReceived(**(values | changes))
    return a_fact(body, f"{SUBMISSION}/bewijs/{kind}/{body.party}/{id}", id, happened_at=at, recorded_at=at)


def judged_evidence(
    item: str, *receipts: int, accepted: bool = True, id: int = JUDGED, **changes: Any
) -> Fact[EvidenceJudged]:
    """A judgement of the pieces with these ids."""
    kind, _, party = item.partition("/")
    values: dict[str, Any] = {
        "evidence": kind,
        "party": party or OWN_PARTY,
        "receipts": receipts or (700,),
        "accepted": accepted,
        "reason": "" if accepted else "niet ondertekend",
    }
    body = EvidenceJudged(**(values | changes))
    return a_fact(body, f"{SUBMISSION}/bewijs/{kind}/{body.party}", id)
