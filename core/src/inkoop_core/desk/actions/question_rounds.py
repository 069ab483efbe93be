"""Take over when a round of questions ends, with its history (§5.5, PRO-12)."""

from datetime import date, datetime

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.questions import FIRST_ROUND
from inkoop_core.desk.state import as_reader, last_of
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, local_day, shown, shown_day
from inkoop_core.domain.question import (
    QuestionRoundPlanned,
)
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused

ROUNDS = "question_rounds"


@frozen
class PlanQuestionRound:
    """Take over when a round of questions ends, as the planning on the platform says."""

    round: int = said("Ronde", "1 of 2")
    closes_at: datetime = said("Vragen tot", "bijvoorbeeld 01-05-2026 12:00")
    answers_by: date = said("Antwoorden op", "de geplande dag van de Nota van Inlichtingen")
    source: str = said("Bron", "het bericht of de pagina op het platform")
    published_at: datetime | None = said("Planning gepubliceerd op", "leeg: nu", default=None)
    reason: str = said("Waarom gewijzigd", "als er al een planning van deze ronde was", default="")


def plan_problems(command: PlanQuestionRound) -> list[str]:
    found = [] if command.source.strip() else ["source: vul in"]
    if command.answers_by < local_day(command.closes_at):
        found.append("answers_by: ligt voor het einde van de ronde")
    return found


def plan(command: PlanQuestionRound, reader: Reader, moment: Moment) -> Outcome:
    """The planning of a round, or a change of it. Planning gives nobody a right, but no question turns late by it.

    Raises CommandError for a round that the tender does not have or a change without a reason, Refused for a
    planning in the future, one that changes nothing, and an earlier end that is already past.
    """
    require_round(command.round, reader)
    published_at = command.published_at or moment.as_of
    if published_at > moment.as_of:
        raise Refused(
            f"{shown(published_at)} ligt in de toekomst; leg de planning vast als zij is gepubliceerd."
        )
    subject = f"vragenronde-{command.round}"
    body = QuestionRoundPlanned(command.round, command.closes_at, command.answers_by, command.source)
    stands = next(iter(reader.facts(QuestionRoundPlanned, subject)), None)
    if stands is not None:
        _require_change(stands, body, command, published_at)
    earlier = last_of(as_reader(reader).recorded, QuestionRoundPlanned, subject)
    draft = Draft(
        body,
        subject,
        happened_at=command.published_at,
        replaces=earlier.id if earlier else None,
        reason=command.reason,
        timing_reason=command.reason or command.source,
    )
    was = f" (was {shown(stands.body.closes_at)})" if stands else ""
    return Outcome(
        (draft,),
        f"Vragenronde {command.round}: vragen tot en met {shown(command.closes_at)}{was}, antwoorden gepland op "
        f"{shown_day(command.answers_by)}. De planning kan wijzigen en geeft niemand recht; elke stand blijft bewaard.",
    )


def _require_change(
    stands: Fact[QuestionRoundPlanned],
    body: QuestionRoundPlanned,
    command: PlanQuestionRound,
    published_at: datetime,
) -> None:
    if (body.closes_at, body.answers_by) == (stands.body.closes_at, stands.body.answers_by):
        raise Refused(f"vragenronde {body.round} is al zo gepland (feit {stands.id}); er verandert niets.")
    if not command.reason.strip():
        raise CommandError(
            "De planning kan zo niet worden gewijzigd:", ["reason: zeg waarom de planning is gewijzigd"]
        )
    if body.closes_at < stands.body.closes_at and body.closes_at <= published_at:
        raise Refused(
            f"de ronde kan niet met terugwerkende kracht eindigen op {shown(body.closes_at)}: de planning is gewijzigd "
            f"op {shown(published_at)}, en wie voor die tijd vroeg, was op tijd. Kies een later tijdstip."
        )


def require_round(number: int, reader: Reader) -> None:
    """Raises CommandError for a round that the tender does not have."""
    known = reader.definition.whole(ROUNDS) if ROUNDS in reader.definition.parameters else FIRST_ROUND
    if not FIRST_ROUND <= number <= known:
        raise CommandError(
            "Deze ronde is er niet:", [f"round: {number} bestaat niet; er zijn {known} vragenrondes"]
        )


PLAN_ROUND = Action(
    "vragenronde-plannen",
    "Planning van een vragenronde vastleggen",
    PlanQuestionRound,
    (Role.ADVISER,),
    "procedure",
    plan,
    problems=plan_problems,
)
