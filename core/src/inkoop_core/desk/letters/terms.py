"""The days of a letter: counted from the day on which it is sent, as the definition says."""

from datetime import date

from inkoop_core.api.letter_clauses import ClauseId
from inkoop_core.api.letters import StatementKind
from inkoop_core.api.requests import BY_REQUEST
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.decision import NoteChoice
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.term import EndRule, Term, TermUnit, first_day, last_day, read_as
from inkoop_core.progress.calendar import holidays_of
from inkoop_core.progress.clocks_validity import validity_clock

_UNITS = {
    TermUnit.DAYS: ("kalenderdag", "kalenderdagen"),
    TermUnit.WEEKS: ("week", "weken"),
    TermUnit.MONTHS: ("kalendermaand", "kalendermaanden"),
    TermUnit.YEARS: ("jaar", "jaar"),
    TermUnit.WORKING_DAYS: ("werkdag", "werkdagen"),
}


def term(letter: Letter, name: str) -> Term:
    """A term of the definition, as it is read. Raises Refused when it is not there."""
    found = letter.definition.terms.get(name)
    if found is None:
        raise letter.missing(f"de aanbestedingsdefinitie heeft geen termijn {name!r} ([terms.{name}])")
    choices = readings_in_force(letter.definition, letter.course.all(NoteChoice))
    for other in found.readings:
        if other.reading and choices.get(other.note) == other.reading:
            return read_as(found, other)
    return found


def length(term: Term) -> str:
    """`14 kalenderdagen`."""
    one, more = _UNITS[term.unit]
    return f"{term.length} {one if term.length == 1 else more}"


def last_of(letter: Letter, term: Term, start: date) -> date:
    """The last day of a term that starts by an event on that day."""
    return last_day(term, start, holidays_of(letter.course))


def answer_days(
    letter: Letter,
    term: Term,
    id: str,
    label: str,
    what: str = "dit bericht",
    source: SourceRef | None = None,
) -> str:
    """How long there is to answer, from the receipt, with the last day where it is received on the day of sending.

    source  where the length stands; None: in the term, or nowhere but in the request
    """
    source = source or (None if term.source == BY_REQUEST else term.source)
    end = last_of(letter, term, letter.sent_on)
    last = letter.day(f"{id}-last-day", f"laatste dag: {label}", end, source)
    sent = letter.sent_day()
    cited = f" ({letter.cite(source)})" if source else ""
    tail = ""
    if term.end_rule is EndRule.LITERAL:
        tail = " Een termijn die in het weekend of op een feestdag eindigt, wordt niet verlengd."
    if term.starts.endswith("-sent"):
        return (
            f"U hebt {length(term)} na verzending van {what}{cited}. De dag na de verzending is de eerste dag. Wordt "
            f"{what} verzonden op {sent}, dan is {last} de laatste dag, tot het einde van die dag.{tail}"
        )
    return (
        f"U hebt {length(term)} na ontvangst van {what}{cited}. De dag na de ontvangst is de eerste dag. "
        f"Ontvangt u {what} op {sent}, dan is {last} de laatste dag, tot het einde van die dag.{tail}"
    )


def add_standstill(letter: Letter, facts: tuple[int, ...]) -> None:
    """The standstill with its first and last day, and the term to go to court, also where the two end apart.

    The standstill is of the law and ends on a working day; the forfeiture is of the tender document and is
    counted to the letter (art. 2.127 Aw, §5.8.2, N-19).
    """
    law, forfeiture = term(letter, "standstill"), term(letter, "forfeiture")
    start = letter.sent_on
    first = letter.day(
        "standstill-first-day", "eerste dag opschortende termijn", first_day(law, start), law.source, facts
    )
    end = last_of(letter, law, start)
    last = letter.day("standstill-last-day", "laatste dag opschortende termijn", end, law.source, facts)
    lapse = last_of(letter, forfeiture, start)
    lapsed = letter.day("forfeiture-last-day", "laatste dag vervaltermijn", lapse, forfeiture.source, facts)
    objection, _ = letter.clause(ClauseId.OBJECTION)
    settings = letter.definition.letters
    if settings is None or not settings.court.strip():
        raise letter.missing("de aanbestedingsdefinitie noemt geen bevoegde rechter ([letters] court)")
    court = letter.state_fact(
        StatementKind.NAME, "court", "bevoegde rechter", settings.court, source=settings.source
    )
    paragraphs = [
        f"Deze brief is verzonden op {letter.sent_day()}. De opschortende termijn "
        f"duurt {length(law)} ({letter.cite(law.source)}). Zij begint op {first} en eindigt op {last}, aan het einde "
        "van die dag. Vóór die tijd sluiten wij geen overeenkomst.",
        objection,
        f"Bevoegd is de {court}. De vervaltermijn duurt {length(forfeiture)} na de bekendmaking "
        f"({letter.cite(forfeiture.source)}). De laatste dag is {lapsed}.",
    ]
    if lapse != end:
        paragraphs.append(
            f"De twee termijnen eindigen niet op dezelfde dag. Naar de letter geteld is {lapsed} de laatste dag van de "
            f"vervaltermijn; dat is geen werkdag. De opschortende termijn loopt volgens de wet door tot en met {last}."
        )
    if letter.kind is not LetterKind.PROVISIONAL_AWARD:
        # Of who is rejected the standstill only starts by a letter that describes it (art. 2.130 Aw 2012).
        paragraphs = [letter.require(text) for text in paragraphs]
    letter.section("Opschortende termijn en rechtsgang", *paragraphs)


def add_validity(letter: Letter) -> None:
    """Until when the bid stands, extended or not, in every reading of the first day (§5.7, N-17)."""
    clock = validity_clock(letter.course, letter.about)
    if clock is None or not clock.readings:
        raise letter.missing(
            "tot wanneer de inschrijving gestand wordt gedaan is niet te bepalen ([terms.validity])"
        )
    told, *others = clock.readings
    last = letter.day(
        "validity-last-day", "laatste dag gestanddoening", told.last_day, clock.source, clock.facts
    )
    text = f"U bent aan uw inschrijving gebonden tot en met {last} ({letter.cite(clock.source)})."
    for reading in others:
        if reading.last_day != told.last_day:
            day = letter.day(
                "validity-other-reading",
                "laatste dag gestanddoening, andere telling",
                reading.last_day,
                reading.source,
                clock.facts,
            )
            text += f" Bij een andere telling is {day} de laatste dag ({reading.label})."
    letter.section("Gestanddoening", text)
