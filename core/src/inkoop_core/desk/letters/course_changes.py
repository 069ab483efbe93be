"""The procedure is stopped, withdrawn, suspended or goes on (PRO-11)."""

from inkoop_core.api.letter_clauses import ClauseId
from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.desk.letters.people import addressee_of
from inkoop_core.desk.letters.terms import add_validity
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.course import CourseChange, CourseChanged
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day
from inkoop_core.progress.signing import agreement_of

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
_WITH_AGREEMENT = {
    CourseChange.SUSPENDED: "Zolang de procedure is opgeschort, sluiten wij geen verdere overeenkomsten. U hoort van "
    "ons wanneer de procedure verdergaat.",
    CourseChange.RESUMED: _FOLLOWS[CourseChange.RESUMED],
    CourseChange.STOPPED: "Wij gaan niet verder met de procedure en sluiten op grond daarvan geen verdere "
    "overeenkomsten.",
    CourseChange.WITHDRAWN: "Wij sluiten op grond van de procedure geen verdere overeenkomsten.",
}
"""What follows for somebody whose agreement exists: a turn in the procedure does not end it."""


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
        letter.require(f"De procedure is op {day} {body.change.label}, op grond van: {mandate}."),
        f"Reden: {reason}",
    )
    letter.section("Gevolg", *_follows(letter, body.change), clause)
    if body.change in (CourseChange.SUSPENDED, CourseChange.RESUMED):
        add_validity(letter)
    return letter.content(_TITLES[body.change], addressee_of(letter), (change,))


def _follows(letter: Letter, change: CourseChange) -> tuple[str, ...]:
    """What the turn means for the addressee: an agreement that exists is told by its day (§5.8.2)."""
    agreement = agreement_of(letter.course, letter.about)
    if agreement.since is None:
        return (_FOLLOWS[change],)
    day = letter.day(
        "agreement-since", "dag van de overeenkomst", local_day(agreement.since), facts=agreement.facts
    )
    return (
        _WITH_AGREEMENT[change],
        f"De overeenkomst die u met ons op {day} sloot, bestaat. Deze brief beëindigt of wijzigt haar niet; wat dit "
        "besluit voor haar betekent, hoort u afzonderlijk.",
    )
