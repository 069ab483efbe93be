"""The question that a criterion turns on: the first that its form puts, whatever kind of answer it got."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from inkoop_core.domain.espd import EspdAnswer, EspdGroup, EspdKind, all_answers
from inkoop_core.reading.espd.questions import Topic, topic

_YES = frozenset(("true", "1", "ja", "yes", "oui"))
_ASKS_YES_OR_NO = ("INDICATOR", "CODE_BOOLEAN")
_UNDER_ANOTHER = ("ONTRUE", "ONFALSE")


def means_yes(words: str) -> bool:
    """Whether words that are no indicator still say yes."""
    return words.strip().rstrip(".!").lower() in _YES


def main_answers(groups: Iterable[EspdGroup]) -> tuple[EspdAnswer, ...]:
    """Every answer to the main question; none where the criterion has no question of its own.

    It is the first yes/no question that hangs under no other, by its place and by what it asks for, never by
    what it was answered with; without one it is the first question. Where that question is put again beside it
    (of national grounds for each), and where a question before it was answered with yes, that counts too.
    """
    every = tuple(groups)
    heads = [(answer, condition) for answer, condition in _heads(every) if _may_be_main(answer)]
    if not heads:
        return ()
    first = heads[0][0]
    main = next(
        (
            answer
            for answer, condition in heads
            if condition not in _UNDER_ANOTHER and _asks_yes_or_no(answer)
        ),
        first,
    )
    before = [answer for answer, _ in heads[: [answer for answer, _ in heads].index(main)]]
    yes_before = [answer for answer in before if means_yes(answer.value or "")]
    return (*(answer for answer in all_answers(every) if _same_question(answer, main)), *yes_before)


def _same_question(answer: EspdAnswer, main: EspdAnswer) -> bool:
    if main.property and answer.property == main.property:
        return True
    return answer is main or bool(main.question and answer.question == main.question)


def _heads(groups: Iterable[EspdGroup]) -> Iterator[tuple[EspdAnswer, str]]:
    """Questions that hang under no other question, with the condition of their group, in the order of the form."""
    for group in groups:
        if group.answers:
            yield from ((answer, group.condition) for answer in group.answers)
        else:
            yield from _heads(group.groups)


def _may_be_main(answer: EspdAnswer) -> bool:
    """Proof and self-cleaning come after the answer, whatever the form looks like."""
    return answer.kind is not EspdKind.EVIDENCE and topic(evolve(answer, kind=EspdKind.INDICATOR)) not in (
        Topic.EVIDENCE,
        Topic.SELF_CLEANING,
    )


def _asks_yes_or_no(answer: EspdAnswer) -> bool:
    return answer.datatype in _ASKS_YES_OR_NO or answer.kind is EspdKind.INDICATOR
