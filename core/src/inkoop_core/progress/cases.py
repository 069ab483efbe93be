"""What a rule of a plugin sees of a procedure, after its decisions as before them."""

import functools

from inkoop_core.api.rules import Case
from inkoop_core.assessment.assess import Dossier, dossier
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.domain.decision import NoteChoice
from inkoop_core.progress.course import Course


def case_of(course: Course, submission: str) -> Case:
    """The case of one submission; of "" the procedure, with the facts about itself alone."""
    found = _dossier(course)
    return Case(
        submission,
        found.by_submission.get(submission, {}),
        found.procedure_facts,
        course.definition,
        readings_in_force(course.definition, found.procedure_facts.get(NoteChoice, ())),
        course.moment,
    )


@functools.lru_cache(maxsize=2)
def _dossier(course: Course) -> Dossier:
    """The facts as rules see them: sorted once for all submissions."""
    return dossier(course.facts)
