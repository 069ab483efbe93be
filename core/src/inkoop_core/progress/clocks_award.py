"""The clocks of an award decision: the standstill of the law and the forfeiture term of the tender document."""

from datetime import date

from inkoop_core.api.progress import Clock
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import DECISION_LETTERS, LetterKind, LetterSent
from inkoop_core.domain.moment import shown_day
from inkoop_core.domain.role import Role
from inkoop_core.domain.term import Term, day_after
from inkoop_core.progress.counting import (
    Kind,
    by_term,
    ids_of,
    letter_start,
    not_running,
    receipt_remark,
    with_remarks,
)
from inkoop_core.progress.course import Course
from inkoop_core.progress.letters_sent import last_letter_of, letter_of, told_at

STANDSTILL, FORFEITURE = "standstill", "forfeiture"
FIRST_ROUND = (LetterKind.PROVISIONAL_AWARD, LetterKind.REJECTION)


def award_clocks(course: Course, submission: str) -> tuple[Clock, ...]:
    """Standstill and forfeiture of one tenderer, from the letter that told it the decision in force."""
    decision = course.last(AwardDecision, submission)
    letter = None if decision is None else last_letter_of(course, decision.id, DECISION_LETTERS)
    waits_for = "de gunningsbeslissing" if decision is None else "verzending van de brief met de beslissing"
    return tuple(
        _clock(course, _kind(term, name, submission), term, letter, waits_for, ids_of(decision))
        for name in (STANDSTILL, FORFEITURE)
        if (term := course.definition.terms.get(name)) is not None
    )


def procedure_award_clocks(course: Course) -> tuple[Clock, ...]:
    """Standstill and forfeiture of the procedure: the latest letter of the first round, once all were sent.

    A new decision for one tenderer has its own standstill and leaves the others theirs (domain rules 7.7).
    """
    decisions = course.all(AwardDecision)
    letters = {fact.submission: _first_round(course, fact) for fact in decisions}
    untold = [submission for submission, letter in letters.items() if letter is None]
    waits_for = (
        f"verzending van de brieven aan {', '.join(untold)}" if decisions else "de gunningsbeslissingen"
    )
    sent = [letter for letter in letters.values() if letter is not None]
    clocks = []
    for name in (STANDSTILL, FORFEITURE):
        term = course.definition.terms.get(name)
        if term is None:
            continue
        kind = _kind(term, name, "")
        each = [_clock(course, kind, term, letter, waits_for, ()) for letter in sent]
        clocks.append(not_running(kind, waits_for) if untold or not each else max(each, key=_end))
    return tuple(clocks)


def _first_round(course: Course, decision: Fact[AwardDecision]) -> Fact[LetterSent] | None:
    """The last award letter to the tenderer that is no new decision; the letter of the decision without one."""
    letters = [
        letter for letter in course.all(LetterSent, decision.submission) if letter.body.kind in FIRST_ROUND
    ]
    return max(letters, key=told_at, default=letter_of(course, decision.id, DECISION_LETTERS))


def _kind(term: Term, id: str, about: str) -> Kind:
    label = "opschortende termijn" if id == STANDSTILL else "vervaltermijn (bezwaar bij de rechter)"
    does = (
        "Sluit tot en met de laatste dag geen overeenkomst."
        if id == STANDSTILL
        else "Leg een dagvaarding vast als die binnen de termijn komt; daarna vervalt het recht op bezwaar."
    )
    who = Role.DECISION_MAKER if id == STANDSTILL else Role.LEGAL_COUNSEL
    return Kind(id, label, about, who, does, term.source, term.notes)


def _clock(
    course: Course,
    kind: Kind,
    term: Term,
    letter: Fact[LetterSent] | None,
    waits_for: str,
    facts: tuple[int, ...],
) -> Clock:
    if letter is None:
        return not_running(kind, waits_for, facts=facts)
    clock = by_term(
        course,
        kind,
        term,
        starts=f"{letter.body.kind.label} verzonden",
        start_of=letter_start(letter),
        safe=max,
        facts=(*facts, letter.id),
        remarks=receipt_remark(letter, term),
    )
    return _with_first_signing_day(clock) if kind.id == STANDSTILL else clock


def _with_first_signing_day(clock: Clock) -> Clock:
    if clock.last_day is None:
        return clock
    return with_remarks(clock, f"Op zijn vroegst tekenen op {shown_day(day_after(clock.last_day))}.")


def _end(clock: Clock) -> date:
    return clock.last_day or date.min
