"""What is asked of a tenderer, and what comes in on it. The clock of a request runs from the letter that carries it."""

from datetime import date
from enum import Enum

from attrs import field, frozen

from inkoop_core.domain.finding import Consequence, Verdict
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
    verdict, consequence  of that finding when it was asked about; None where there is none
    """

    id: str
    party: str = OWN_PARTY
    question: str = ""
    subject: str = ""
    verdict: Verdict | None = None
    consequence: Consequence | None = None


@frozen
class Request:
    """Something asked of a tenderer. Subject `<submission>/verzoek-<n>`.

    It is asked when a letter that names this fact was sent (LetterSent.facts), not before.

    days    calendar days to answer, where the definition has no term for it; None: the term of the definition
    until   of an extension of validity: the last day that is asked for
    reason  why it is asked; of a repair the motivated exception (domain rules 7.6)
    checked_by  of a repair: the lawyer who looked at that reason
    difference  why others in the same position are not asked, or were ruled on otherwise; "" when there are none
    """

    kind: RequestKind
    items: tuple[RequestItem, ...]
    reason: str
    days: int | None = None
    until: date | None = None
    checked_by: str = ""
    difference: str = ""


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

    request   the fact that was answered
    answer    of an extension of validity; None for the others
    aside     why it does not count by itself: late, or by another route than the platform's (§1.2); "" when neither
    admitted  why it counts all the same; "" while nobody said so
    difference  why another late answer to the same question was treated otherwise; "" when none was
    """

    request: int
    channel: str
    text: str
    message_number: str = ""
    files: tuple[KeptFile, ...] = ()
    answer: Answer | None = None
    aside: str = ""
    admitted: str = ""
    difference: str = ""

    @property
    def counts(self) -> bool:
        """Whether it may be used: it came in time by the right route, or was let in with a reason."""
        return not self.aside or bool(self.admitted)


@frozen
class DocumentAdded:
    """A file of a reply became a document of the bid, after the closing. Subject `<submission>/<file>`.

    It happened when the reply was received. A document that came after the closing without one is no part of the bid.

    request, reply  the facts by which it came
    """

    file: str
    request: int
    reply: int


@frozen
class EvidenceReceived:
    """A piece of evidence came in; it happened when it was received.

    Subject `<submission>/bewijs/<evidence>/<party>/<n>`.

    issued       the day on the document; None where it has none or it is not read
    valid_until  the last day on which it is valid, where it says so
    route        by which of the ways of its kind it proves; "" where there is one way, or nobody said which
    certificate  the name of the certificate that it is, as on the list of the tender; "" where it is none
    """

    evidence: str
    party: str
    channel: str
    files: tuple[KeptFile, ...]
    message_number: str = ""
    issued: date | None = None
    valid_until: date | None = None
    route: str = ""
    certificate: str = ""


@frozen
class PointJudged:
    """Whether a document says something that it must say, and where."""

    point: str = field(metadata={"label": "Punt"})
    present: bool = field(metadata={"label": "Staat het erin?"})
    where: str = field(default="", metadata={"label": "Waar"})


@frozen
class EvidenceJudged:
    """A person looked at a piece of evidence. Subject `<submission>/bewijs/<evidence>/<party>`.

    receipts         ids of the EvidenceReceived facts that were looked at
    files            SHA-256 of each file that was looked at: it holds as long as no other file came in
    route            by which of the ways of its kind it was judged; "" where there is one way
    original_wanted  the original must be shown first
    issued, valid_until  of several pieces: the days on the one that proves it; None: every piece counts
    """

    evidence: str
    party: str
    receipts: tuple[int, ...]
    accepted: bool
    reason: str
    points: tuple[PointJudged, ...] = ()
    files: tuple[str, ...] = ()
    route: str = ""
    original_wanted: bool = False
    issued: date | None = None
    valid_until: date | None = None


@frozen
class SubcontractorDecided:
    """Consent or refusal for one subcontractor or cooperative member. Subject `<submission>/<party>/toestemming`.

    name, trade_register_number  of the party as it was then: it holds for that one alone; "" not recorded
    """

    party: str
    consent: bool
    reason: str
    mandate: str
    name: str = ""
    trade_register_number: str = ""
