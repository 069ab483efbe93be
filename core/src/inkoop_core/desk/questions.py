"""How each question stands: in time, by the right route, treated, answered, published (§5.5, QNA-01 to QNA-04)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.channels import is_procedure_channel
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.desk.numbering import number_of
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.question import (
    NotaEstablished,
    NotaPublished,
    Question,
    QuestionAdmitted,
    QuestionAnswered,
    QuestionGround,
    QuestionRefused,
    QuestionRoundPlanned,
)
from inkoop_core.errors import Refused, Unknown

B = TypeVar("B")
FIRST_ROUND = 1


@frozen
class QuestionStand:
    """A question with what became of it.

    grounds    why it need not be treated, by the facts as they are now
    published  the number of each published note of information that it stands in
    fresh      its answer as it is now stands in no published note
    """

    fact: Fact[Question]
    grounds: tuple[QuestionGround, ...]
    admitted: Fact[QuestionAdmitted] | None
    refused: Fact[QuestionRefused] | None
    answered: Fact[QuestionAnswered] | None
    published: tuple[int, ...]
    fresh: bool

    @property
    def id(self) -> str:
        return self.fact.subject

    @property
    def treated(self) -> bool:
        """In time and by the right route, or admitted; never when it was refused."""
        return self.refused is None and (not self.grounds or self.admitted is not None)

    @property
    def waits_for_answer(self) -> bool:
        return self.treated and self.answered is None

    @property
    def to_publish(self) -> bool:
        """Answered for all, and that answer stands in no published note yet."""
        return self.treated and self.answered is not None and not self.fact.body.individual and self.fresh

    @property
    def label(self) -> str:
        """How it stands, in Dutch."""
        if self.refused is not None:
            return "niet in behandeling"
        if not self.treated:
            return "toelaten of weigeren"
        if self.answered is None:
            return "te beantwoorden"
        if self.fact.body.individual:
            return "individueel beantwoord"
        if self.fresh:
            again = " (verbetering)" if self.published else ""
            return f"beantwoord, nog niet gepubliceerd{again}"
        return f"gepubliceerd in Nota {self.published[-1]}"


@frozen
class _Given:
    """What the facts say about all questions together, looked up once."""

    definition: TenderDefinition
    rounds: Mapping[int, Fact[QuestionRoundPlanned]]
    admitted: Mapping[str, Fact[QuestionAdmitted]]
    refused: Mapping[str, Fact[QuestionRefused]]
    answered: Mapping[str, Fact[QuestionAnswered]]
    published: tuple[tuple[datetime, NotaEstablished], ...]
    asked: Mapping[str, Fact[Question]]


def questions_of(reader: Reader) -> tuple[QuestionStand, ...]:
    """Every question of the procedure, by number."""
    given = _given(reader)
    found = (_stand(fact, given) for fact in reader.facts(Question))
    return tuple(sorted(found, key=lambda stand: number_of(stand.id)))


def known_question(reader: Reader, question: str) -> QuestionStand:
    """A question. Raises Unknown, naming the known ones."""
    for fact in reader.facts(Question, question):
        return _stand(fact, _given(reader))
    known = ", ".join(fact.subject for fact in reader.facts(Question)) or "nog geen"
    raise Unknown(f"vraag {question!r} bestaat niet; bekend: {known}.")


def grounds_of(fact: Fact[Question], reader: Reader) -> tuple[QuestionGround, ...]:
    """Why a question need not be treated: late, by another route, or new in a round for follow-ups (§5.5)."""
    return _grounds(fact, _given(reader))


def planned_round(reader: Reader, number: int) -> Fact[QuestionRoundPlanned]:
    """The planning of a round. Raises Refused while there is none: without it nobody can say what is in time."""
    found = reader.facts(QuestionRoundPlanned, f"vragenronde-{number}")
    if not found:
        raise Refused(
            f"van vragenronde {number} is geen planning vastgelegd; neem haar over van het platform "
            "(vragenronde-plannen) en doe het opnieuw."
        )
    return found[-1]


def _given(reader: Reader) -> _Given:
    established = {fact.id: fact.body for fact in reader.facts(NotaEstablished)}
    published = (
        (fact.happened_at, established[fact.body.nota])
        for fact in reader.facts(NotaPublished)
        if fact.body.nota in established
    )
    return _Given(
        definition=reader.definition,
        rounds={fact.body.round: fact for fact in reader.facts(QuestionRoundPlanned)},
        admitted=_by_question(reader.facts(QuestionAdmitted)),
        refused=_by_question(reader.facts(QuestionRefused)),
        answered=_by_question(reader.facts(QuestionAnswered)),
        published=tuple(sorted(published, key=lambda pair: pair[1].number)),
        asked={fact.subject: fact for fact in reader.facts(Question)},
    )


def _by_question(facts: Iterable[Fact[B]]) -> Mapping[str, Fact[B]]:
    """By the question of their subject `vraag-<n>/...`; there is one chain of each kind."""
    return {fact.submission: fact for fact in facts}


def _stand(fact: Fact[Question], given: _Given) -> QuestionStand:
    answered = given.answered.get(fact.subject)
    printed = [
        (nota.number, item.answered)
        for _, nota in given.published
        for item in nota.items
        if item.question == fact.subject
    ]
    return QuestionStand(
        fact=fact,
        grounds=_grounds(fact, given),
        admitted=given.admitted.get(fact.subject),
        refused=given.refused.get(fact.subject),
        answered=answered,
        published=tuple(number for number, _ in printed),
        fresh=answered is not None and answered.id not in [answer for _, answer in printed],
    )


def _grounds(fact: Fact[Question], given: _Given) -> tuple[QuestionGround, ...]:
    found = []
    planned = given.rounds.get(fact.body.round)
    if planned is not None and fact.happened_at > planned.body.closes_at:
        found.append(QuestionGround.LATE)
    if not is_procedure_channel(fact.body.channel, given.definition):
        found.append(QuestionGround.OTHER_ROUTE)
    if fact.body.round > FIRST_ROUND and not _follows_up(fact, given):
        found.append(QuestionGround.NO_FOLLOW_UP)
    return tuple(found)


def _follows_up(fact: Fact[Question], given: _Given) -> bool:
    """Whether it follows up a question of the first round whose answer was there when it was asked (QNA-03)."""
    return _follows_individual(fact, given) or any(
        item.question == fact.body.follows and item.round == FIRST_ROUND
        for published_at, nota in given.published
        if published_at <= fact.happened_at
        for item in nota.items
    )


def _follows_individual(fact: Fact[Question], given: _Given) -> bool:
    """An answer for the asker alone stands in no note: to follow it up is for who had it.

    When it was given is not recorded apart from when it was written down, so that moment decides nothing.
    """
    first = given.asked.get(fact.body.follows)
    if first is None or not first.body.individual or fact.body.follows not in given.answered:
        return False
    same = first.body.asker.strip().casefold() == fact.body.asker.strip().casefold()
    return same and first.body.round == FIRST_ROUND
