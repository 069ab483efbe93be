"""Admit or refuse a question that came late, by another route, or new in round 2 (§5.5, QNA-04, N-50)."""

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.desk.actions.questions import NEW_IN_ROUND_TWO, labels
from inkoop_core.desk.questions import QuestionStand, known_question
from inkoop_core.desk.state import as_reader, last_of
from inkoop_core.domain.decision import NoteChoice
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.question import (
    QuestionAdmitted,
    QuestionGround,
    QuestionRefused,
)
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused

NO_EXCEPTION = "geen-uitzondering"


@frozen
class AdmitQuestion:
    """Treat a question all the same, because the answer matters to all."""

    question: str = said("Vraag", "bijvoorbeeld vraag-4", refers="question")
    reason: str = said("Waarom het antwoord voor allen van belang is", long=True)


@frozen
class RefuseQuestion:
    """Do not treat a question."""

    question: str = said("Vraag", "bijvoorbeeld vraag-4", refers="question")
    reason: str = said("Reden", "zoals die in de brief komt", long=True)
    technical: bool = said(
        "Technische vraag", "ja: over het platform zelf, voor de servicedesk ervan", default=False
    )


def admit(command: AdmitQuestion, reader: Reader, _moment: Moment) -> Outcome:
    """The exception of §5.5; by N-50 also for a new question in round 2.

    Raises Unknown, Refused when nothing stands against the question, when it was dealt with, or when the exception
    was chosen not to hold for a new question in round 2.
    """
    stand = known_question(reader, command.question)
    if not stand.grounds:
        raise Refused(
            f"{stand.id} is op tijd en via het platform gesteld; zij hoeft niet te worden toegelaten."
        )
    _require_open(stand)
    chosen = readings_in_force(reader.definition, reader.facts(NoteChoice)).get(NEW_IN_ROUND_TWO)
    if QuestionGround.NO_FOLLOW_UP in stand.grounds and chosen == NO_EXCEPTION:
        raise Refused(
            f"{stand.id} is geen vervolgvraag, en noot {NEW_IN_ROUND_TWO} is gelezen als: voor een nieuwe vraag in "
            "ronde 2 geldt geen uitzondering. Kies zo nodig de andere lezing (lezing-kiezen)."
        )
    subject = f"{stand.id}/toelating"
    earlier = last_of(as_reader(reader).recorded, QuestionAdmitted, subject)
    draft = Draft(
        QuestionAdmitted(stand.grounds, command.reason),
        subject,
        replaces=earlier.id if earlier else None,
        reason=command.reason if earlier else "",
    )
    return Outcome(
        (draft,),
        f"{stand.id} wordt toch behandeld ({labels(stand.grounds)}), omdat het antwoord voor allen van belang is. "
        f"Reden: {command.reason}",
    )


def refuse(command: RefuseQuestion, reader: Reader, _moment: Moment) -> Outcome:
    """The question is not treated; the asker is told by a letter. Raises Unknown, Refused without a ground."""
    stand = known_question(reader, command.question)
    grounds = (*stand.grounds, *((QuestionGround.TECHNICAL,) if command.technical else ()))
    if not grounds:
        raise Refused(
            f"{stand.id} is op tijd en via het platform gesteld; zo'n vraag wordt beantwoord (vraag-beantwoorden)."
        )
    _require_open(stand)
    subject = f"{stand.id}/weigering"
    earlier = last_of(as_reader(reader).recorded, QuestionRefused, subject)
    draft = Draft(
        QuestionRefused(grounds, command.reason),
        subject,
        replaces=earlier.id if earlier else None,
        reason=command.reason if earlier else "",
    )
    return Outcome(
        (draft,),
        f"{stand.id} wordt niet behandeld: {labels(grounds)} (§5.5). Reden: {command.reason}\nDe vragensteller krijgt "
        "daarover een brief (vraag-geweigerd).",
    )


def _require_open(stand: QuestionStand) -> None:
    if stand.refused is not None:
        raise Refused(
            f"{stand.id} is al geweigerd (feit {stand.refused.id}); trek dat feit zo nodig eerst in."
        )
    if stand.answered is not None:
        raise Refused(f"{stand.id} is al beantwoord (feit {stand.answered.id}).")
    if stand.admitted is not None:
        raise Refused(
            f"{stand.id} is al toegelaten (feit {stand.admitted.id}); trek dat feit zo nodig eerst in."
        )


def reason_problems(command: AdmitQuestion | RefuseQuestion) -> list[str]:
    return [] if command.reason.strip() else ["reason: geef een reden"]


ADMIT_QUESTION = Action(
    "vraag-toelaten",
    "Vraag toch behandelen",
    AdmitQuestion,
    (Role.ADVISER,),
    "question",
    admit,
    problems=reason_problems,
)
REFUSE_QUESTION = Action(
    "vraag-weigeren",
    "Vraag niet behandelen",
    RefuseQuestion,
    (Role.ADVISER,),
    "question",
    refuse,
    problems=reason_problems,
)
