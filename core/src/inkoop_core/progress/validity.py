"""Extensions of the validity of a bid that were asked for, and their answers (§5.7, VAL-03)."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from inkoop_core.api.progress import ClockState
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import shown_day
from inkoop_core.domain.request import Answer, Reply, Request, RequestKind
from inkoop_core.progress.clocks_requests import request_clock
from inkoop_core.progress.course import Course
from inkoop_core.progress.letters_sent import letter_of


class Extension(NamedTuple):
    """An extension that was asked of one tenderer.

    until   the last day that was asked for
    answer  None: no answer came (yet)
    fact    the reply; where there is none the request
    """

    until: date
    answer: Answer | None
    fact: Fact[Any]


def extensions_of(course: Course, submission: str) -> tuple[Extension, ...]:
    """The extensions that were asked by letter, oldest first. A request that no letter told was not asked."""
    return tuple(
        _extension(course, request, request.body.until)
        for request in course.all(Request, submission)
        if request.body.kind is RequestKind.VALIDITY
        and request.body.until is not None
        and letter_of(course, request.id) is not None
    )


def _extension(course: Course, request: Fact[Request], until: date) -> Extension:
    """Who said yes is bound: a later no takes nothing back. What came by another route than §1.2 does not count."""
    replies = [
        fact
        for fact in course.all(Reply, request.submission)
        if fact.body.request == request.id and fact.body.counts
    ]
    for answer in (Answer.YES, Answer.NO):
        for reply in replies:
            if reply.body.answer is answer:
                return Extension(until, answer, reply)
    return Extension(until, None, request)


def told_answers(course: Course, submission: str) -> Iterator[str]:
    """What came on each extension that was asked: yes, no, nothing yet, or nothing within its term."""
    for extension in extensions_of(course, submission):
        said = extension.answer.label if extension.answer else _silence(course, extension)
        yield f"gevraagd tot en met {shown_day(extension.until)}: {said}"


def _silence(course: Course, extension: Extension) -> str:
    clock = request_clock(course, extension.fact)
    if clock.last_day is None:
        return "geen antwoord ontvangen"
    if clock.state is ClockState.ENDED:
        return f"geen antwoord; de tijd om te antwoorden was tot en met {shown_day(clock.last_day)}"
    return f"nog geen antwoord; gevraagd vóór het einde van {shown_day(clock.last_day)}"
