"""What is asked of a tenderer, and what comes in on it. The clock of a request runs from the letter that carries it."""

from datetime import date
from enum import Enum

from attrs import frozen

from inkoop_core.domain.party import OWN_PARTY


class RequestKind(Enum):
    EVIDENCE = "evidence"
    CLARIFICATION = "clarification"
    REPAIR = "repair"
    VALIDITY = "validity"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    RequestKind.EVIDENCE: "bewijsmiddelen",
    RequestKind.CLARIFICATION: "verduidelijking",
    RequestKind.REPAIR: "herstel",
    RequestKind.VALIDITY: "verlenging van de gestanddoening",
}


@frozen
class RequestItem:
    """One thing that is asked.

    id        a kind of evidence ("gva"), or the requirement that a question is about; "" the bid itself
    party     of whom: OWN_PARTY or the id of a party
    question  one precise question; "" where the item says enough
    subject   the subject of the finding that a question is about
    """

    id: str
    party: str = OWN_PARTY
    question: str = ""
    subject: str = ""


@frozen
class Request:
    """Something asked of a tenderer. Subject `<submission>/verzoek-<n>`.

    It is asked when a letter that names this fact was sent (LetterSent.facts), not before.

    days    calendar days to answer, where the definition has no term for it; None: the term of the definition
    until   of an extension of validity: the last day that is asked for
    reason  why it is asked; of a repair the motivated exception (domain rules 7.6)
    """

    kind: RequestKind
    items: tuple[RequestItem, ...]
    reason: str
    days: int | None = None
    until: date | None = None


class Answer(Enum):
    """The answer to a question that asks for consent."""

    YES = "yes"
    NO = "no"

    @property
    def label(self) -> str:
        return {Answer.YES: "ja", Answer.NO: "nee"}[self]


@frozen
class KeptFile:
    """A file that came in and is kept."""

    name: str
    sha256: str


@frozen
class Reply:
    """What came in on a request for clarification, repair or extension; it happened when it was received.

    Subject `<submission>/verzoek-<n>/antwoord-<m>`.

    request  the fact that was answered
    answer   of an extension of validity; None for the others
    """

    request: int
    channel: str
    text: str
    message_number: str = ""
    files: tuple[KeptFile, ...] = ()
    answer: Answer | None = None


@frozen
class EvidenceReceived:
    """A piece of evidence came in; it happened when it was received.

    Subject `<submission>/bewijs/<evidence>/<party>/<n>`.

    issued       the day on the document; None where it has none or it is not read
    valid_until  the last day on which it is valid, where it says so
    """

    evidence: str
    party: str
    channel: str
    files: tuple[KeptFile, ...]
    message_number: str = ""
    issued: date | None = None
    valid_until: date | None = None


@frozen
class PointJudged:
    """Whether a document says something that it must say, and where."""

    point: str
    present: bool
    where: str = ""


@frozen
class EvidenceJudged:
    """A person looked at a piece of evidence. Subject `<submission>/bewijs/<evidence>/<party>`.

    receipts  ids of the EvidenceReceived facts that were looked at
    """

    evidence: str
    party: str
    receipts: tuple[int, ...]
    accepted: bool
    reason: str
    points: tuple[PointJudged, ...] = ()


@frozen
class SubcontractorDecided:
    """Consent or refusal for one subcontractor or cooperative member. Subject `<submission>/<party>/toestemming`."""

    party: str
    consent: bool
    reason: str
    mandate: str
