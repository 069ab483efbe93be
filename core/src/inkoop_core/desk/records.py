"""The kinds of facts that core records."""

from inkoop_core.api.records import RecordType
from inkoop_core.domain.agreement import AgreementSigned, AwardNotice, SigningSet
from inkoop_core.domain.complaint import (
    Complaint,
    ComplaintDecided,
    ComplaintSupplemented,
    DisputesCommittee,
)
from inkoop_core.domain.conduct import ConflictDeclared, PublicationConsent
from inkoop_core.domain.course import CourseChanged, DefinitiveAward
from inkoop_core.domain.decision import (
    Amendment,
    AwardDecision,
    ConsensusScore,
    Incident,
    ManualCheck,
    NoteChoice,
    ProcedureAdded,
    Ruling,
    Score,
    ScoresOpened,
    ScoringClosed,
)
from inkoop_core.domain.desk_records import DeskFounded, Proposal, ProposalClosed, RoleGranted
from inkoop_core.domain.espd import EspdFile
from inkoop_core.domain.fact import Withdrawn
from inkoop_core.domain.letter import LetterMade, LetterSent, LetterTemplate
from inkoop_core.domain.lookup import LookUp, LookUpSettled
from inkoop_core.domain.opening import OpeningHeld
from inkoop_core.domain.package import Document, Observation, PackageAdmitted, PackageReceived
from inkoop_core.domain.party import Party, Tenderer
from inkoop_core.domain.proceedings import (
    Appealed,
    Joined,
    Judgment,
    JudgmentCarriedOut,
    PauseChosen,
    Proceedings,
)
from inkoop_core.domain.question import (
    NotaEstablished,
    NotaPublished,
    Question,
    QuestionAdmitted,
    QuestionAnswered,
    QuestionRefused,
    QuestionRoundPlanned,
)
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.domain.record_made import RecordMade
from inkoop_core.domain.request import (
    DocumentAdded,
    EvidenceJudged,
    EvidenceReceived,
    Reply,
    Request,
    SubcontractorDecided,
)
from inkoop_core.domain.retender import RetenderDecided
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import (
    NONE_STATED,
    EspdResponse,
    NoneStated,
    Offer,
    PlatformAnswers,
    Reference,
    Reservation,
    SanctionsDeclaration,
    Signature,
)
from inkoop_core.domain.tender_document import TenderDocumentIssued

_COUNSEL = (Role.LEGAL_COUNSEL, Role.DECISION_MAKER)
_COMPLAINTS = (Role.COMPLAINTS_HANDLER, Role.LEGAL_COUNSEL)


def _declared(kind: str, body: type, label: str) -> RecordType:
    """What a bid holds: it happened when the bid came in, however long ago, once per subject."""
    return RecordType(kind, body, label, single=True, normal_lag=None)


CORE_RECORDS: tuple[RecordType, ...] = (
    RecordType("desk.founded", DeskFounded, "bureau opgericht", single=True),
    RecordType("role.granted", RoleGranted, "rol toegekend"),
    RecordType("proposal", Proposal, "voorstel voor een tweede persoon"),
    RecordType("proposal.closed", ProposalClosed, "voorstel afgehandeld", ends=(Proposal,)),
    RecordType("fact.withdrawn", Withdrawn, "feit ingetrokken"),
    RecordType("procedure.added", ProcedureAdded, "procedure toegevoegd", single=True),
    RecordType("procedure.amendment", Amendment, "wijziging van de definitie"),
    RecordType("note.choice", NoteChoice, "gekozen lezing", single=True),
    _declared("package.received", PackageReceived, "pakket ontvangen"),
    RecordType("package.admitted", PackageAdmitted, "pakket toegelaten", single=True),
    _declared("document", Document, "document"),
    _declared("file.observation", Observation, "waarneming in een bestand"),
    _declared("tenderer", Tenderer, "inschrijver"),
    _declared("party", Party, "andere partij"),
    _declared("offer", Offer, "aanbod"),
    _declared("espd.response", EspdResponse, "UEA"),
    _declared("reference", Reference, "referentie"),
    _declared("sanctions.declaration", SanctionsDeclaration, "verklaring Russische partijen"),
    _declared("signature", Signature, "ondertekening"),
    _declared("platform.answers", PlatformAnswers, "antwoorden op het platform"),
    _declared("reservation", Reservation, "voorbehoud"),
    _declared(NONE_STATED, NoneStated, "vastgesteld: geen"),
    _declared("espd.file", EspdFile, "UEA als gegevensbestand"),
    _declared("fact.read", ReadFact, "gelezen gegeven"),
    RecordType("fact.confirmed", Confirmed, "bevestiging van een gelezen gegeven"),
    RecordType("opening", OpeningHeld, "opening van de inschrijvingen", single=True, own_action=True),
    RecordType(
        "conflict.declared", ConflictDeclared, "verklaring over belangen", single=True, own_action=True
    ),
    RecordType(
        "publication.consent",
        PublicationConsent,
        "toestemming om te publiceren",
        single=True,
        own_action=True,
    ),
    RecordType("incident", Incident, "incident", single=True),
    RecordType("lookup", LookUp, "naslag of waarneming", single=True),
    RecordType("lookup.settled", LookUpSettled, "afgehandelde naslag"),
    RecordType(
        "tender.document", TenderDocumentIssued, "aanbestedingsdocument", single=True, normal_lag=None
    ),
    RecordType("manual.check", ManualCheck, "eigen toets", single=True),
    RecordType("ruling", Ruling, "oordeel", single=True),
    RecordType("score", Score, "individuele score", single=True),
    RecordType("scores.opened", ScoresOpened, "scores geopend", single=True),
    RecordType("scoring.round", ScoringRound, "nieuwe beoordelingsronde", single=True, own_action=True),
    RecordType("scoring.closed", ScoringClosed, "individuele beoordeling gesloten", single=True),
    RecordType("consensus", ConsensusScore, "consensusscore", single=True),
    RecordType("award.decision", AwardDecision, "gunningsbeslissing", single=True),
    RecordType("letter.template", LetterTemplate, "briefsjabloon", single=True),
    RecordType("letter.made", LetterMade, "brief gemaakt"),
    RecordType("letter.sent", LetterSent, "brief verzonden", changed_by_two=True),
    RecordType("request", Request, "verzoek aan een inschrijver", single=True, changed_by_two=True),
    RecordType(
        "document.added",
        DocumentAdded,
        "stuk van een antwoord",
        single=True,
        normal_lag=None,
        own_action=True,
    ),
    RecordType("reply", Reply, "antwoord op een verzoek", single=True, changed_by_two=True),
    RecordType("evidence.received", EvidenceReceived, "bewijsmiddel ontvangen", changed_by_two=True),
    RecordType("evidence.judged", EvidenceJudged, "bewijsmiddel beoordeeld", single=True, own_action=True),
    RecordType(
        "subcontractor.decided",
        SubcontractorDecided,
        "besluit over een onderaannemer",
        single=True,
        own_action=True,
    ),
    RecordType("course.changed", CourseChanged, "verloop van de procedure", own_action=True),
    RecordType("award.definitive", DefinitiveAward, "definitieve gunning", single=True, own_action=True),
    RecordType(
        "proceedings",
        Proceedings,
        "geding",
        single=True,
        changed_by_two=True,
        second_roles=(Role.DECISION_MAKER,),
    ),
    RecordType("proceedings.pause", PauseChosen, "reikwijdte van de pauze", single=True, own_action=True),
    RecordType(
        "proceedings.judgment",
        Judgment,
        "uitspraak",
        single=True,
        changed_by_two=True,
        second_roles=_COUNSEL,
    ),
    RecordType(
        "proceedings.carried-out",
        JudgmentCarriedOut,
        "uitvoering van een uitspraak",
        single=True,
        changed_by_two=True,
        second_roles=_COUNSEL,
    ),
    RecordType(
        "proceedings.joined",
        Joined,
        "partij in een geding",
        single=True,
        changed_by_two=True,
        second_roles=_COUNSEL,
    ),
    RecordType("proceedings.appealed", Appealed, "hoger beroep", single=True),
    RecordType(
        "question.round", QuestionRoundPlanned, "planning van een vragenronde", single=True, own_action=True
    ),
    RecordType("question", Question, "vraag", single=True, changed_by_two=True),
    RecordType("question.admitted", QuestionAdmitted, "vraag toegelaten", single=True, changed_by_two=True),
    RecordType("question.refused", QuestionRefused, "vraag geweigerd", single=True, changed_by_two=True),
    RecordType("question.answered", QuestionAnswered, "antwoord op een vraag", single=True, own_action=True),
    RecordType(
        "nota.established", NotaEstablished, "Nota van Inlichtingen vastgesteld", single=True, own_action=True
    ),
    RecordType(
        "nota.published", NotaPublished, "Nota van Inlichtingen gepubliceerd", single=True, own_action=True
    ),
    RecordType("complaint", Complaint, "klacht", single=True, changed_by_two=True, second_roles=_COMPLAINTS),
    RecordType(
        "complaint.supplemented",
        ComplaintSupplemented,
        "aanvulling van een klacht",
        single=True,
        changed_by_two=True,
        second_roles=_COMPLAINTS,
    ),
    RecordType(
        "complaint.decided", ComplaintDecided, "beslissing op een klacht", single=True, own_action=True
    ),
    RecordType("complaint.committee", DisputesCommittee, "geschillencommissie", single=True, own_action=True),
    RecordType("retender.decided", RetenderDecided, "besluit tot heraanbesteding", single=True),
    RecordType("signing.set", SigningSet, "te ondertekenen set", single=True),
    RecordType("agreement.signed", AgreementSigned, "ondertekening van de overeenkomst", changed_by_two=True),
    RecordType("award.notice", AwardNotice, "aankondiging van de gegunde opdracht", single=True),
    RecordType("record.made", RecordMade, "verslag vastgesteld", single=True, own_action=True),
)
