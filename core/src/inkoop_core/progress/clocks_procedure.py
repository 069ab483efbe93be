"""The clocks of the procedure itself, before anything is decided: closing and question rounds."""

from collections.abc import Iterator

from inkoop_core.api.progress import Clock, ClockReading
from inkoop_core.domain.decision import ProcedureAdded
from inkoop_core.domain.moment import local_day
from inkoop_core.domain.question import NotaPublished, QuestionRoundPlanned
from inkoop_core.domain.role import Role
from inkoop_core.progress.counting import Kind, not_running, running
from inkoop_core.progress.course import Course

ROUNDS = "question_rounds"


def closing_clock(course: Course) -> Clock:
    """Until when bids are in time: an instant, not a day."""
    procedure = course.definition.procedure
    closes = procedure.closing_at
    day = local_day(closes)
    kind = Kind(
        "closing",
        "sluiting van de inschrijving",
        "",
        Role.ADVISER,
        "Na dit tijdstip wordt niets meer aangenomen; open daarna met twee personen.",
        procedure.source,
    )
    added = course.last(ProcedureAdded)
    started = closes if added is None else min(added.happened_at, closes)
    return running(
        course,
        kind,
        starts="procedure op het bureau gezet",
        started_at=started,
        first=local_day(started),
        last=day,
        readings=(ClockReading("", day, procedure.source),),
        ends_at=closes,
    )


def question_clocks(course: Course) -> Iterator[Clock]:
    """Two clocks for each round of questions: until when questions are in time, and when answers are planned.

    The planning stands on the platform: until somebody took it over a round has no dates.
    """
    planned = {fact.body.round: fact for fact in course.all(QuestionRoundPlanned)}
    for number in range(1, max([_rounds(course), *planned]) + 1):
        asking, answering = _round_kinds(course, number)
        plan = planned.get(number)
        if plan is None:
            yield not_running(asking, "de planning op het platform")
            yield not_running(answering, "de planning op het platform")
            continue
        published = [fact for fact in course.all(NotaPublished) if fact.body.round == number]
        closes, started = plan.body.closes_at, min(plan.happened_at, plan.body.closes_at)
        yield running(
            course,
            asking,
            starts="planning gepubliceerd",
            started_at=started,
            first=local_day(started),
            last=local_day(closes),
            readings=(ClockReading("", local_day(closes), asking.source),),
            ends_at=closes,
            facts=(plan.id,),
        )
        yield running(
            course,
            answering,
            starts="einde van de vragenronde",
            started_at=closes,
            first=min(local_day(closes), plan.body.answers_by),
            last=plan.body.answers_by,
            readings=(ClockReading("", plan.body.answers_by, answering.source),),
            done=bool(published),
            facts=(plan.id, *(fact.id for fact in published)),
        )


def _rounds(course: Course) -> int:
    """How many rounds the tender document has."""
    rounds = course.definition.parameters.get(ROUNDS)
    value = None if rounds is None else rounds.value
    return value if isinstance(value, int) else 0


def _round_kinds(course: Course, number: int) -> tuple[Kind, Kind]:
    parameter = course.definition.parameters.get(ROUNDS)
    source = course.definition.procedure.source if parameter is None else parameter.source
    notes = () if parameter is None else parameter.notes
    return (
        Kind(
            f"question-round-{number}",
            f"vragenronde {number}: vragen stellen",
            "",
            Role.ADVISER,
            "Neem de vragen in; wat later of langs een andere weg komt wordt in beginsel niet behandeld.",
            source,
            notes,
        ),
        Kind(
            f"question-answers-{number}",
            f"vragenronde {number}: Nota van Inlichtingen",
            "",
            Role.ADVISER,
            "Publiceer de Nota van Inlichtingen voor allen tegelijk.",
            source,
            notes,
        ),
    )
