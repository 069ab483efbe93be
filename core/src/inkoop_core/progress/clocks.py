"""Every clock of a procedure, computed from its facts."""

from collections.abc import Iterator

from inkoop_core.api.progress import Clock
from inkoop_core.domain.complaint import Complaint
from inkoop_core.domain.proceedings import Proceedings
from inkoop_core.progress.clocks_agreement import award_notice_clock, extension_clocks
from inkoop_core.progress.clocks_award import award_clocks, procedure_award_clocks
from inkoop_core.progress.clocks_complaints import complaint_clock
from inkoop_core.progress.clocks_of_plugins import plugin_clocks
from inkoop_core.progress.clocks_procedure import closing_clock, question_clocks
from inkoop_core.progress.clocks_requests import request_clocks
from inkoop_core.progress.clocks_validity import proceedings_clock, validity_clock
from inkoop_core.progress.course import Course
from inkoop_core.progress.halting import halted


def clocks_of(course: Course) -> tuple[Clock, ...]:
    """All clocks: of the procedure, of each submission, of complaints and proceedings, of the plugins."""
    submissions = [item.submission for item in course.assessment.submissions]
    matters = [fact.subject for fact in course.all(Complaint)]
    matters += [fact.subject for fact in course.all(Proceedings)]
    return tuple(
        clock
        for about in ("", *submissions, *dict.fromkeys(matters))
        for clock in clocks_about(course, about)
    )


def clocks_about(course: Course, about: str) -> tuple[Clock, ...]:
    """The clocks of one submission with its requests, of `klacht-1` or `geding-1`, of "" the procedure."""
    own = [clock for clock in (_of_procedure(course) if not about else _of(course, about)) if clock]
    taken = {clock.id for clock in own}
    brought = () if _is_matter(course, about) else plugin_clocks(course, about, taken)
    return tuple(halted(course, clock) for clock in (*own, *brought))


def clock_of(course: Course, id: str, about: str = "") -> Clock | None:
    """One clock; None where the procedure has none of that name.

    about  "" the procedure; of a request (`S-001/verzoek-1`) also the submission alone: then its newest request
    """
    named = [clock for clock in clocks_about(course, about.partition("/")[0]) if clock.id == id]
    exact = [clock for clock in named if clock.about == about]
    under = [clock for clock in named if about and clock.about.startswith(f"{about}/")]
    found = exact or under
    return found[-1] if found else None


def _of_procedure(course: Course) -> Iterator[Clock | None]:
    yield closing_clock(course)
    yield from question_clocks(course)
    yield from procedure_award_clocks(course)
    yield award_notice_clock(course)
    yield from extension_clocks(course)


def _of(course: Course, about: str) -> Iterator[Clock | None]:
    for complaint in course.all(Complaint):
        if complaint.subject == about:
            yield complaint_clock(course, complaint)
    for proceedings in course.all(Proceedings):
        if proceedings.subject == about:
            yield proceedings_clock(course, proceedings)
    if course.assessment.of(about) is not None:
        yield from award_clocks(course, about)
        yield from request_clocks(course, about)
        yield validity_clock(course, about)


def _is_matter(course: Course, about: str) -> bool:
    return bool(about) and course.assessment.of(about) is None
