"""Who gets which facts: everything, one's own, or what a proceeding is about; never what is sealed."""

from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import Any

from attrs import frozen

from inkoop_core.desk.records_of.scoring import opened_then
from inkoop_core.desk.sealed import is_sealed, sealed_ids
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.complaint import (
    Complaint,
    ComplaintDecided,
    ComplaintSupplemented,
    DisputesCommittee,
)
from inkoop_core.domain.course import CourseChanged, DefinitiveAward
from inkoop_core.domain.decision import (
    AwardDecision,
    ConsensusScore,
    Incident,
    ManualCheck,
    NoteChoice,
    Score,
    ScoresOpened,
)
from inkoop_core.domain.desk_records import Proposal, ProposalClosed
from inkoop_core.domain.fact import Fact, UnknownRecord
from inkoop_core.domain.letter import LetterSent
from inkoop_core.domain.lookup import LookUp, LookUpSettled
from inkoop_core.domain.opening import OpeningHeld
from inkoop_core.domain.package import SUBMISSION_PREFIX
from inkoop_core.domain.proceedings import Joined, Proceedings
from inkoop_core.domain.question import NotaEstablished, NotaPublished
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.domain.tender_document import TenderDocumentIssued


class Audience(Enum):
    JUDGE = "rechter"
    TENDERER = "inschrijver"
    HOUSE = "intern"

    @property
    def label(self) -> str:
        return {
            Audience.JUDGE: "de rechter",
            Audience.TENDERER: "de inschrijver",
            Audience.HOUSE: "de eigen organisatie",
        }[self]


FOR_ALL = (CourseChanged, NotaEstablished, NotaPublished, NoteChoice, OpeningHeld, TenderDocumentIssued)
"""About the procedure, and the same for everybody."""
_WORK = (Confirmed, Proposal, ProposalClosed, ReadFact, ScoresOpened, UnknownRecord)
_RESEARCH = (Incident, LookUp, LookUpSettled, ManualCheck)
_OF_COMPLAINT = (Complaint, ComplaintDecided, ComplaintSupplemented, DisputesCommittee, LetterSent)
"""A complaint, what was decided on it, and the letters that said so."""
_COMPLAINT = "klacht-"
_OF_OTHERS = (AwardDecision, ConsensusScore, DefinitiveAward)
"""What a claimant may know of those whom the outcome can touch, without their reasons."""


@frozen
class Scope:
    """What a dossier is about.

    own         submissions that are told in full; () all of them
    concerned   submissions of which only the decision and the scores are told
    proceeding  `geding-1`; "" none
    complaints  of those who are told in full: `klacht-1`
    """

    audience: Audience
    own: tuple[str, ...] = ()
    concerned: tuple[str, ...] = ()
    proceeding: str = ""
    complaints: tuple[str, ...] = ()


@frozen
class LeftOut:
    """Facts that stay behind: how many, of which kind, about what, and why, in Dutch."""

    what: str
    about: str
    count: int
    why: str


def scope_of(state: ProcedureState, audience: Audience, submission: str = "", proceeding: str = "") -> Scope:
    """The scope of a dossier about one submission, one proceeding, or the whole procedure."""
    if not proceeding:
        own = (submission,) if submission else ()
        return Scope(audience, own, complaints=_complaints(state, own))
    case = state.facts(Proceedings, proceeding)[-1].body
    joined = [fact.body.submission for fact in state.facts(Joined) if fact.submission == proceeding]
    others = dict.fromkeys((*(case.concerns or _everybody(state)), *joined))
    own = (case.claimant,) if case.claimant else ()
    concerned = tuple(one for one in others if one and one not in own)
    return Scope(audience, own, concerned, proceeding, _complaints(state, own))


def _everybody(state: ProcedureState) -> Iterator[str]:
    """Proceedings of which nobody said whom they can touch can touch all."""
    return (item.submission for item in state.assessment().submissions)


def _complaints(state: ProcedureState, own: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fact.submission for fact in state.facts(Complaint) if fact.body.submission in own)


def told(fact: Fact[Any], scope: Scope) -> str | None:
    """Why a fact stays behind, in Dutch; "" when it goes along, None when not even that it is there is told."""
    if is_sealed(fact) or isinstance(fact.body, UnknownRecord):
        return None
    about = fact.submission
    if about.startswith(SUBMISSION_PREFIX):
        return _of_submission(fact, scope)
    if scope.audience is Audience.HOUSE:
        return (
            ""
            if not scope.proceeding or about == scope.proceeding or not about.startswith("geding-")
            else ("hoort bij een ander geding")
        )
    if about == scope.proceeding and scope.proceeding:
        return ""
    if isinstance(fact.body, _OF_COMPLAINT):
        if about in scope.complaints:
            return ""
        if about.startswith(_COMPLAINT):
            return "klacht van een ander"
    return "" if isinstance(fact.body, FOR_ALL) else "intern stuk van de procedure"


def _of_submission(fact: Fact[Any], scope: Scope) -> str:
    about = fact.submission
    everybody = not scope.own and not scope.proceeding
    if scope.audience is Audience.HOUSE:
        return "" if everybody or about in (*scope.own, *scope.concerned) else "van een andere inschrijver"
    if isinstance(fact.body, _WORK):
        return "werkstuk: de vastgestelde gegevens gaan wel mee"
    if isinstance(fact.body, Score):
        return "individuele scores zijn van de beoordelaars; de score van de commissie gaat wel mee"
    if everybody and scope.audience is Audience.JUDGE:
        return ""
    if about in scope.own:
        intern = scope.audience is Audience.TENDERER and isinstance(fact.body, _RESEARCH)
        return "intern onderzoek" if intern else ""
    if about in scope.concerned and isinstance(fact.body, _OF_OTHERS) and "/definitief" not in fact.subject:
        return ""
    return "bedrijfsvertrouwelijk: van een andere inschrijver"


def in_full(fact: Fact[Any], scope: Scope) -> bool:
    """Whether everything in the fact goes along, not the outcome alone."""
    return fact.submission not in scope.concerned or scope.audience is Audience.HOUSE


def chosen_facts(state: ProcedureState, scope: Scope) -> tuple[Fact[Any], ...]:
    """The facts that go along, replaced ones too: what was decided before is part of the file."""
    return tuple(fact for fact in _known(state) if _why_not(fact, scope, state) == "")


def left_out(state: ProcedureState, scope: Scope) -> tuple[LeftOut, ...]:
    """What stays behind, counted by reason, and by kind only where that tells nothing of others."""
    counted = Counter(_left(state, scope))
    return tuple(LeftOut(what, about, count, why) for (what, about, why), count in sorted(counted.items()))


def _known(state: ProcedureState) -> Iterator[Fact[Any]]:
    """Every fact that was known, but for what is sealed."""
    sealed = sealed_ids(state.recorded, state.catalogue)
    for fact in state.recorded:
        if fact.recorded_at <= state.moment.known_at and fact.id not in sealed:
            yield fact


def _why_not(fact: Fact[Any], scope: Scope, state: ProcedureState) -> str | None:
    why = told(fact, scope)
    if why == "" and isinstance(fact.body, NotaEstablished) and scope.audience is not Audience.HOUSE:
        return "" if _published(fact, state) else "concept: is niet gepubliceerd"
    if why == "" and isinstance(fact.body, Score):
        opened = opened_then(state, fact.submission, fact.body.criterion)
        return "" if opened else "individuele scores zijn niet geopend"
    return why


def _published(nota: Fact[NotaEstablished], state: ProcedureState) -> bool:
    """Whether this very version of a note of information was published; a draft is nobody's outside the house."""
    return any(fact.body.nota == nota.id for fact in state.recorded if isinstance(fact.body, NotaPublished))


def _left(state: ProcedureState, scope: Scope) -> Iterator[tuple[str, str, str]]:
    for fact in _known(state):
        if why := _why_not(fact, scope, state):
            record = state.records.get(fact.kind)
            if fact.submission in scope.own or scope.audience is Audience.HOUSE:
                yield record.label if record else fact.kind, fact.submission or "de procedure", why
            elif fact.submission.startswith(SUBMISSION_PREFIX):
                yield "gegevens en stukken", "andere inschrijvers", "bedrijfsvertrouwelijk"
            else:
                yield "gegevens en stukken", "de procedure", why
