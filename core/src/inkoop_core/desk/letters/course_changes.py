"""The procedure is stopped, withdrawn, suspended or goes on (PRO-11)."""

from inkoop_core.api.letter_clauses import ClauseId
from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.desk.letters.people import addressee_of
from inkoop_core.desk.letters.terms import add_validity
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.course import CourseChange, CourseChanged
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day

_TITLES = {
    CourseChange.SUSPENDED: "Opschorting van de procedure",
    CourseChange.RESUMED: "Hervatting van de procedure",
    CourseChange.STOPPED: "Stopzetting van de procedure",
    CourseChange.WITHDRAWN: "Intrekking van de procedure",
}
_FOLLOWS = {
    CourseChange.SUSPENDED: "Zolang de procedure is opgeschort, sluiten wij geen overeenkomst. U hoort van ons wanneer "
    "de procedure verdergaat.",
    CourseChange.RESUMED: "De procedure gaat verder waar zij was gebleven.",
    CourseChange.STOPPED: "Wij gaan niet verder met de procedure en sluiten op grond daarvan geen overeenkomst.",
    CourseChange.WITHDRAWN: "De procedure geldt als niet gehouden. Wij sluiten op grond daarvan geen overeenkomst.",
}


def course_change(letter: Letter, change: Fact[CourseChanged]) -> LetterContent:
    """What happened to the procedure, why, and what follows."""
    body = change.body
    day = letter.day("changed-on", "dag van het besluit", local_day(change.happened_at), facts=(change.id,))
    mandate = letter.state_fact(StatementKind.TEXT, "mandate", "mandaat", body.mandate, facts=(change.id,))
    reason = letter.state_fact(
        StatementKind.MOTIVATION, "reason", "reden", body.reason, facts=(change.id,), deciding=True
    )
    clause = ""
    if body.change is not CourseChange.RESUMED:
        clause, _ = letter.clause(ClauseId.HALTED)
    letter.section(
        _TITLES[body.change],
        f"De procedure is op {day} {body.change.label}, op grond van: {mandate}.",
        f"Reden: {reason}",
    )
    letter.section("Gevolg", _FOLLOWS[body.change], clause)
    if body.change in (CourseChange.SUSPENDED, CourseChange.RESUMED):
        add_validity(letter)
    return letter.content(_TITLES[body.change], addressee_of(letter), (change,))
