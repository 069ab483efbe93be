"""The definitive award of a submission, where there is one."""

from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.fact import Fact
from inkoop_core.progress.course import Course


def definitive_of(course: Course, submission: str) -> Fact[DefinitiveAward] | None:
    """The definitive award that stands; None when there is none."""
    return course.last(DefinitiveAward, submission)
