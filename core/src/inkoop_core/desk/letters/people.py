"""Who gets a letter, and what may be told of the others: names of winners and the range of their scores."""

from collections.abc import Iterable

from attrs import frozen

from inkoop_core.desk.letters.reports import decided_scores
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import Tenderer

FEWEST_FOR_A_RANGE = 2
"""Of one winner a range would be its own scores."""


def addressee_of(letter: Letter) -> str:
    """The name of the tenderer; of a package that nobody may open, whose it is. Raises Refused when it is not known."""
    named = letter.course.last(Tenderer, letter.about)
    if named is not None and named.body.name.strip():
        return named.body.name
    package = letter.course.last(PackageReceived, letter.about)
    if package is None:
        raise letter.missing("de naam van de inschrijver is niet bekend")
    return f"de inschrijver van pakket {package.body.name}"


@frozen
class Winner:
    """A tenderer to whom an award is intended."""

    submission: str
    name: str
    decision: Fact[AwardDecision]


def winners(letter: Letter) -> tuple[Winner, ...]:
    """Everybody else with an intended award, by name."""
    found = [
        Winner(item.submission, item.tenderer, item.decision)
        for item in letter.course.assessment.submissions
        if item.submission != letter.about
        and item.decision is not None
        and item.decision.body.outcome is DecisionOutcome.AWARD
    ]
    return tuple(sorted(found, key=lambda winner: (winner.name.casefold(), winner.submission)))


def undecided(letter: Letter) -> int:
    """On how many other submissions nothing was decided yet."""
    return sum(
        item.decision is None and item.submission != letter.about
        for item in letter.course.assessment.submissions
    )


def score_range(among: Iterable[Winner], criterion: str) -> tuple[int, int] | None:
    """The lowest and the highest score of a criterion; None where that would be somebody's own score."""
    values = [
        scores[criterion] for winner in among if criterion in (scores := decided_scores(winner.decision))
    ]
    if len(values) < FEWEST_FOR_A_RANGE or min(values) == max(values):
        return None
    return min(values), max(values)


def total_range(among: Iterable[Winner]) -> tuple[int, int] | None:
    """The lowest and the highest total, on the same terms."""
    totals = [sum(scores.values()) for winner in among if (scores := decided_scores(winner.decision))]
    if len(totals) < FEWEST_FOR_A_RANGE or min(totals) == max(totals):
        return None
    return min(totals), max(totals)
