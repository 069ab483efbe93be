"""Extensions of the validity of a bid that were asked for, and their answers (§5.7, VAL-03)."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import end_of_day, local_day, shown_day
from inkoop_core.domain.request import Answer, Reply, Request, RequestKind
from inkoop_core.domain.term import TermUnit, shifted
from inkoop_core.progress.course import Course
from inkoop_core.progress.letters_sent import letter_of, received_at


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
    """Who said yes is bound: a later no takes nothing back."""
    replies = [fact for fact in course.all(Reply, request.submission) if fact.body.request == request.id]
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
    request: Fact[Request] = extension.fact
    letter = letter_of(course, request.id)
    if request.body.days is None or letter is None:
        return "geen antwoord ontvangen"
    last = shifted(local_day(received_at(letter)), request.body.days, TermUnit.DAYS)
    if course.moment.as_of > end_of_day(last):
        return f"geen antwoord; de tijd om te antwoorden was tot en met {shown_day(last)}"
    return f"nog geen antwoord; gevraagd vóór het einde van {shown_day(last)}"
