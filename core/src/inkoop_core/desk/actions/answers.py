"""Answer a question: a draft until a note of information with it is published, frozen from then on."""

from collections.abc import Iterable

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.amendment_sets import problems_of_places
from inkoop_core.desk.actions.notas import told_dropped
from inkoop_core.desk.actions.tender_documents import known_document
from inkoop_core.desk.anonymity import betrayals
from inkoop_core.desk.questions import QuestionStand, known_question
from inkoop_core.desk.state import as_reader, last_of
from inkoop_core.domain.decision import Amendment
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.question import AnswerAmendment, Question, QuestionAnswered
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused

NOT_RECORDED = 0
CANNOT = "De vraag kan zo niet worden beantwoord:"


@frozen
class AnswerQuestion:
    """Answer a question."""

    question: str = said("Vraag", "bijvoorbeeld vraag-4", refers="question")
    answer: str = said("Antwoord", long=True)
    text: str = said(
        "Vraag zoals gepubliceerd",
        "zonder vragensteller; leeg: de geanonimiseerde tekst",
        default="",
        long=True,
    )
    changes_document: bool = said("Wijzigt een stuk", "ja: er komt een nieuwe versie", default=False)
    letter: str = said("Gewijzigd stuk", "letter uit het register; leeg: het inkoopdocument zelf", default="")
    version: str = said("Nieuwe versie", "bijvoorbeeld 1.3", default="")
    amendments: tuple[str, ...] = said(
        "Wijzigingen van de definitie",
        "een per regel, van kracht vanaf de Nota: parameters.kc1_clients.value = 12",
        default=(),
    )
    correction: str = said(
        "Waarom verbeterd",
        "van een antwoord dat al is gepubliceerd: er komt een nieuwe Nota",
        default="",
        long=True,
    )


def problems(command: AnswerQuestion) -> Iterable[str]:
    """An answer, and a version exactly where a document changes."""
    if not command.answer.strip():
        yield "answer: vul in"
    if command.changes_document and not command.version.strip():
        yield "version: noem de nieuwe versie van het stuk"
    if not command.changes_document and (command.version.strip() or command.letter.strip()):
        yield "changes_document: er is een stuk of versie genoemd, maar het antwoord wijzigt geen stuk"
    if command.amendments and not command.changes_document:
        yield "changes_document: een wijziging van de definitie is een nieuwe versie van een stuk; noem welk"
    yield from (
        f"amendments: {line!r}: schrijf plaats = waarde, bijvoorbeeld parameters.kc1_clients.value = 12"
        for line in command.amendments
        if not all(part.strip() for part in (line.partition("=")[0], line.partition("=")[2]))
    )


def answer(command: AnswerQuestion, reader: Reader, moment: Moment) -> Outcome:
    """The answer, in place of an earlier draft.

    Raises Unknown, CommandError for a text that tells who asked or a wrong place, Refused for a question that is
    not treated, for a published answer without the reason of a correction, and for a change by an individual answer.
    """
    state = as_reader(reader)
    stand = known_question(reader, command.question)
    _require_treated(stand)
    _require_correction(stand, command)
    body = _body(command, stand, reader)
    if stand.fact.body.individual and body.changes:
        raise Refused(
            f"{stand.id} is individueel; een antwoord dat een stuk wijzigt, moet naar allen op hetzelfde moment. "
            "Maak er een vraag voor allen van, zonder het bedrijfsgeheim."
        )
    askers = [] if stand.fact.body.individual else [fact.body for fact in reader.facts(Question)]
    amendments = tuple(Amendment(item.path, item.value, "", "", moment.as_of) for item in body.amendments)
    found = [
        *(f"text: {line}" for line in betrayals(body.text, askers)),
        *(f"answer: {line}" for line in betrayals(body.answer, askers)),
        *(f"version: {line}" for line in betrayals(body.version, askers)),
        *(f"amendments: {line}" for item in body.amendments for line in betrayals(item.value, askers)),
        *(f"amendments: {line}" for line in problems_of_places(amendments, state)),
    ]
    if found:
        raise CommandError(CANNOT, found)
    subject = f"{stand.id}/antwoord"
    earlier = last_of(state.recorded, QuestionAnswered, subject)
    draft = Draft(
        body,
        subject,
        replaces=earlier.id if earlier else None,
        reason=(command.correction or "antwoord herzien voor publicatie") if earlier else "",
    )
    dropped = told_dropped(stand.id, NOT_RECORDED, body.amendments, reader)
    return Outcome((draft,), "\n".join([*_told(stand, body, reader), *dropped]))


def _require_treated(stand: QuestionStand) -> None:
    if stand.refused is not None:
        raise Refused(f"{stand.id} is geweigerd (feit {stand.refused.id}); zij wordt niet beantwoord.")
    if not stand.treated:
        why = ", ".join(ground.label for ground in stand.grounds)
        raise Refused(f"{stand.id} is nog niet toegelaten ({why}); laat haar toe of weiger haar eerst.")


def _require_correction(stand: QuestionStand, command: AnswerQuestion) -> None:
    """What was published stands; it is corrected by a new note, never by another text in the old one."""
    if stand.published and not command.correction.strip():
        raise Refused(
            f"{stand.id} is gepubliceerd in Nota {stand.published[-1]}; dat antwoord staat vast. Een verbetering komt "
            "in een nieuwe Nota: zeg waarom (correction)."
        )
    if command.correction.strip() and not stand.published:
        raise CommandError(CANNOT, ["correction: dit antwoord is nog niet gepubliceerd; laat leeg"])


def _body(command: AnswerQuestion, stand: QuestionStand, reader: Reader) -> QuestionAnswered:
    asked = stand.fact.body
    letter = known_document(reader, command.letter.strip()).letter if command.changes_document else None
    return QuestionAnswered(
        text=command.text.strip() or asked.anonymised.strip() or asked.text,
        answer=command.answer,
        letter=letter,
        version=command.version.strip(),
        amendments=tuple(map(_amendment, command.amendments)),
    )


def _amendment(line: str) -> AnswerAmendment:
    path, _, value = line.partition("=")
    return AnswerAmendment(path.strip(), value.strip())


def _told(stand: QuestionStand, body: QuestionAnswered, reader: Reader) -> Iterable[str]:
    yield f"{stand.id} beantwoord: {body.answer}"
    if stand.fact.body.individual:
        yield "Het antwoord gaat alleen naar de vragensteller; de Nota meldt dat er iets is weggelaten."
        return
    if body.letter is not None:
        document = known_document(reader, body.letter)
        yield f"Wijzigt {document.name}: versie {body.version}, vanaf de publicatie van de Nota."
        yield "De wijziging mag de aard van de opdracht niet veranderen."
    for item in body.amendments:
        yield f"Wijzigt {item.path} in {item.value}, vanaf de publicatie van de Nota."
    yield "Dit blijft een concept tot de Nota ermee is gepubliceerd (nota-vaststellen, nota-publiceren)."


ANSWER_QUESTION = Action(
    "vraag-beantwoorden",
    "Vraag beantwoorden",
    AnswerQuestion,
    (Role.ADVISER,),
    "question",
    answer,
    problems=problems,
)
