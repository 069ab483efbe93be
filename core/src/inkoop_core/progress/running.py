"""Whether the procedure goes on: it can be suspended, stopped or withdrawn (PRO-11)."""

from inkoop_core.domain.course import CourseChange, CourseChanged
from inkoop_core.domain.fact import Fact
from inkoop_core.progress.course import Course
from inkoop_core.progress.pauses import FOR_GOOD, suspension_of


def halted_by(course: Course) -> Fact[CourseChanged] | None:
    """The stop, withdrawal or suspension by which the procedure stands still; None when it goes on.

    A stop or a withdrawal is for good, whatever was recorded after it.
    """
    for fact in course.all(CourseChanged):
        if fact.body.change in FOR_GOOD:
            return fact
    return suspension_of(course)


def may_follow(change: CourseChange, course: Course) -> bool:
    """Whether the course can take this turn: resume only what is suspended; nothing after a stop or withdrawal."""
    halted = halted_by(course)
    if halted is None:
        return change is not CourseChange.RESUMED
    return halted.body.change is CourseChange.SUSPENDED and change is not CourseChange.SUSPENDED
