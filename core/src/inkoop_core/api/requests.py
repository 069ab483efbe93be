"""When what was asked must be in: one definition for the rule that judges it and for the clock that shows it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterSent
from inkoop_core.domain.moment import end_of_day, local_day
from inkoop_core.domain.request import Request, RequestKind
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.term import Term, TermUnit, last_day, next_working_day, read_as

BY_REQUEST = SourceRef("verzoek", "eigen antwoordtermijn")
"""Where the days stand that a request gives itself."""
_TERM_OF = {RequestKind.VALIDITY: "validity_answer"}
"""The term of a kind of request that has another name than the kind."""


@frozen
class Asked:
    """A request that a letter told, with its term.

    letter          the first one sent that names the request
    started_at      the instant that it counts from (UTC)
    received_known  whether it is known when the letter was received; else the day of sending was taken
    last_day        the last day to answer, as written; ends_at: its last second (UTC)
    working_day     the last day, or the working day after it where it falls in a weekend (N-20)
    """

    request: Fact[Request]
    letter: Fact[LetterSent]
    term: Term
    started_at: datetime
    received_known: bool
    last_day: date
    ends_at: datetime
    working_day: date

    @property
    def ends_in_weekend(self) -> bool:
        return self.working_day != self.last_day


def letter_telling(letters: Iterable[Fact[LetterSent]], fact: int) -> Fact[LetterSent] | None:
    """The first letter sent that tells a fact: a request, a decision; None when it was not told."""
    telling = [letter for letter in letters if fact in letter.body.facts]
    return min(telling, key=lambda letter: (letter.happened_at, letter.id), default=None)


def term_of(definition: TenderDefinition, request: Request) -> Term | None:
    """The term of a request: the days that it gives, else the definition's for its kind; None without either."""
    known = definition.terms.get(_TERM_OF.get(request.kind, request.kind.value))
    if request.days is None:
        return known
    return Term(
        length=request.days,
        unit=TermUnit.DAYS,
        starts=known.starts if known else f"{request.kind.value}-requested",
        source=BY_REQUEST,
        notes=known.notes if known else (),
        readings=known.readings if known else (),
    )


def _as_chosen(term: Term, choices: Mapping[str, str]) -> Term:
    """The term in the reading that is in force: of N-20 whether the day after receipt or after sending is day 1."""
    for other in term.readings:
        if other.note and choices.get(other.note) == other.reading:
            return read_as(term, other)
    return term


def asked(
    request: Fact[Request],
    letters: Iterable[Fact[LetterSent]],
    definition: TenderDefinition,
    choices: Mapping[str, str],
) -> Asked | None:
    """A request with its term (§3.3, §3.4, §5.3 step 5); None while no letter told it or it has no term.

    choices  the reading in force for each note: of N-20 whether the day after receipt or after sending is day 1
    """
    letter = letter_telling(letters, request.id)
    term = term_of(definition, request.body)
    if letter is None or term is None:
        return None
    term = _as_chosen(term, choices)
    received = letter.body.received_at
    from_sending = term.starts.endswith("-sent")
    started = letter.happened_at if from_sending or received is None else received
    last = last_day(term, local_day(started))
    return Asked(
        request=request,
        letter=letter,
        term=term,
        started_at=started,
        received_known=from_sending or received is not None,
        last_day=last,
        ends_at=end_of_day(last),
        working_day=next_working_day(last, frozenset()),
    )
