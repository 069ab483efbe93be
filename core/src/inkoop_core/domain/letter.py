"""Letters: what was made, and what was really sent. What was sent is what counts."""

from datetime import datetime
from enum import Enum

from attrs import frozen


class LetterKind(Enum):
    """The letters of a procedure (domain rules 7.1 to 7.9)."""

    PROVISIONAL_AWARD = "voorlopige-gunning"
    REJECTION = "afwijzing"
    EVIDENCE_REQUEST = "bewijsverzoek"
    CLARIFICATION_REQUEST = "verduidelijkingsverzoek"
    NEW_DECISION = "nieuwe-beslissing"
    DEFINITIVE_AWARD = "definitieve-gunning"
    VALIDITY_EXTENSION = "gestanddoening-verlengen"
    STOP = "stopzetting"
    WITHDRAWAL = "intrekking"
    SUSPENSION = "opschorting"
    RESUMPTION = "hervatting"
    COMPLAINT_RECEIPT = "klacht-ontvangst"
    COMPLAINT_DECISION = "klacht-beslissing"
    QUESTION_REFUSED = "vraag-geweigerd"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    LetterKind.PROVISIONAL_AWARD: "mededeling voorlopige gunning",
    LetterKind.REJECTION: "mededeling afwijzing",
    LetterKind.EVIDENCE_REQUEST: "verzoek om bewijsmiddelen",
    LetterKind.CLARIFICATION_REQUEST: "verzoek om verduidelijking of herstel",
    LetterKind.NEW_DECISION: "nieuwe gunningsbeslissing",
    LetterKind.DEFINITIVE_AWARD: "definitieve gunning",
    LetterKind.VALIDITY_EXTENSION: "verzoek om verlenging van de gestanddoening",
    LetterKind.STOP: "stopzetting van de procedure",
    LetterKind.WITHDRAWAL: "intrekking van de procedure",
    LetterKind.SUSPENSION: "opschorting van de procedure",
    LetterKind.RESUMPTION: "hervatting van de procedure",
    LetterKind.COMPLAINT_RECEIPT: "ontvangst van een klacht",
    LetterKind.COMPLAINT_DECISION: "beslissing op een klacht",
    LetterKind.QUESTION_REFUSED: "vraag niet in behandeling",
}

DECISION_LETTERS = (LetterKind.PROVISIONAL_AWARD, LetterKind.REJECTION, LetterKind.NEW_DECISION)
"""The letters that tell an award decision: each starts the clocks of its own tenderer."""


@frozen
class LetterMade:
    """A letter that the desk made from the facts. Subject `<about>/brief/<kind>`.

    sha256    the Word file; file_name: as it was written
    template  SHA-256 of the template that it was made from
    stated    digest of the statements in it
    facts     ids of the facts that it tells: a decision, a request
    """

    kind: LetterKind
    sha256: str
    file_name: str
    template: str
    stated: str
    facts: tuple[int, ...]


@frozen
class LetterSent:
    """A letter as it was really sent; it happened when it was sent. Subject `<about>/brief/<kind>/<n>`.

    about (of the subject): a submission, `klacht-<n>`, `vraag-<n>`.

    sha256, file_name  the file that was sent; kept
    channel            id of the channel; message_number: of the platform
    received_at        when the platform says that it was received (UTC); None: not known
    facts              ids of the facts that it tells: the decision, the requests; a later decision needs its own letter
    differences        what differed from the facts and was accepted by the officer, in words
    accepted           why those differences were accepted; "" when there were none
    """

    kind: LetterKind
    sha256: str
    file_name: str
    channel: str
    facts: tuple[int, ...]
    message_number: str = ""
    received_at: datetime | None = None
    differences: tuple[str, ...] = ()
    accepted: str = ""


@frozen
class LetterTemplate:
    """A Word template of letters. Subject `briefsjabloon/<kind>`, or `briefsjabloon` for every kind without its own.

    sha256  the Word file; kept
    kind    None: for every kind
    """

    sha256: str
    file_name: str
    kind: LetterKind | None = None
