"""Questions about the procedure and its documents, and the notes of information that answer them (§5.5)."""

from datetime import date, datetime
from enum import Enum

from attrs import frozen


@frozen
class QuestionRoundPlanned:
    """When a round of questions ends, as the planning on the platform says. Subject `vragenronde-<n>`.

    It happened when the planning was published; a changed planning replaces it and gives nobody a right (PRO-12).

    closes_at   the last instant at which a question is in time (UTC)
    answers_by  the day on which the answers are planned to be published
    source      the message or page on the platform
    """

    round: int
    closes_at: datetime
    answers_by: date
    source: str


@frozen
class Question:
    """A question or a proposal for a change; it happened when it was asked. Subject `vraag-<n>`.

    asker, asker_number  name and trade register number of who asked: kept internal, never published
    channel              the route by which it came, as noted
    letter, paragraph    the document that it is about; letter "" is the tender document itself
    anonymised           the text as it may be published; "" while it is not written yet
    follows              the answered question of the first round that it follows up: `vraag-<m>`; "" none
    individual           answered to the asker alone, because of a business secret
    business_secret      what makes it one; "" unless individual
    known_since          when the asker could have known it, where that is told (PRO-10)
    """

    round: int
    asker: str
    channel: str
    text: str
    asker_number: str = ""
    message_number: str = ""
    letter: str = ""
    paragraph: str = ""
    anonymised: str = ""
    follows: str = ""
    individual: bool = False
    business_secret: str = ""
    known_since: date | None = None


class QuestionGround(Enum):
    """Why a question need not be treated (§5.5)."""

    LATE = "late"
    OTHER_ROUTE = "other-route"
    NO_FOLLOW_UP = "no-follow-up"
    TECHNICAL = "technical"

    @property
    def label(self) -> str:
        return _GROUNDS[self]


_GROUNDS = {
    QuestionGround.LATE: "te laat gesteld",
    QuestionGround.OTHER_ROUTE: "niet via het aanbestedingsplatform gesteld",
    QuestionGround.NO_FOLLOW_UP: "geen vervolgvraag over een antwoord uit ronde 1",
    QuestionGround.TECHNICAL: "technische vraag over het platform, voor de servicedesk ervan",
}


@frozen
class QuestionAdmitted:
    """A question is treated all the same, because its answer matters to all. Subject `vraag-<n>/toelating`."""

    grounds: tuple[QuestionGround, ...]
    reason: str


@frozen
class QuestionRefused:
    """A question is not treated. Subject `vraag-<n>/weigering`; the letter `vraag-geweigerd` tells it."""

    grounds: tuple[QuestionGround, ...]
    reason: str


@frozen
class AnswerAmendment:
    """A value of the tender definition that an answer changes: a place and a TOML value, as in an Amendment."""

    path: str
    value: str


@frozen
class QuestionAnswered:
    """The answer to a question; a draft until a note of information with it is published. Subject `vraag-<n>/antwoord`.

    text        the question as it is published: without anything that tells who asked
    letter      of the document that the answer changes; None: it changes none
    version     of that document from then on
    amendments  what it changes in the tender definition, in force from the publication of the note
    """

    text: str
    answer: str
    letter: str | None = None
    version: str = ""
    amendments: tuple[AnswerAmendment, ...] = ()

    @property
    def changes(self) -> bool:
        return self.letter is not None or bool(self.amendments)


@frozen
class NotaItem:
    """A question in a note of information, as it is published.

    answered  id of the fact with the answer
    letter    of the document that the answer changes; None: none
    """

    question: str
    round: int
    document: str
    paragraph: str
    text: str
    answer: str
    answered: int
    follows: str = ""
    letter: str | None = None
    version: str = ""
    amendments: tuple[AnswerAmendment, ...] = ()


@frozen
class NotaEstablished:
    """A note of information as it will be published. Subject `nota-<number>`.

    items       in the order of the questions
    left_out    how many questions were answered to the asker alone: told, without their content
    correction  why a published answer is corrected; "" for the note of a round
    """

    number: int
    round: int
    items: tuple[NotaItem, ...]
    left_out: int = 0
    correction: str = ""


@frozen
class NotaPublished:
    """A note of information was published, to all at the same moment; it happened then.

    Subject `nota-<number>/publicatie`. From then on its answers are frozen.

    nota               id of the fact that established it
    where              where it was published; message_number: of the platform
    file_name, sha256  the file that was published; "" when it was not kept
    """

    number: int
    round: int
    nota: int
    where: str
    message_number: str = ""
    file_name: str = ""
    sha256: str = ""
