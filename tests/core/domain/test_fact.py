from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inkoop_core.domain.fact import Fact, Withdrawn, current
from inkoop_core.domain.moment import Moment
from inkoop_core.testing.builders import a_fact

DAY_1 = datetime(2026, 6, 1, 9, tzinfo=UTC)
DAY_2, DAY_3, DAY_4 = (DAY_1 + timedelta(days=days) for days in (1, 2, 3))
SECOND = timedelta(seconds=1)


def fact(id: int, at: datetime, body: object = "feit", **more: Any) -> Fact[Any]:
    return a_fact(body, id=id, **({"happened_at": at, "recorded_at": at} | more))


def standing(facts: list[Fact[Any]], as_of: datetime, known_at: datetime | None = None) -> list[int]:
    return [item.id for item in current(facts, Moment(as_of, known_at or as_of))]


@pytest.mark.parametrize(("moment", "stands"), [(DAY_2 - SECOND, []), (DAY_2, [1]), (DAY_2 + SECOND, [1])])
def test_a_fact_stands_from_the_very_instant_it_happened(moment: datetime, stands: list[int]) -> None:
    assert standing([fact(1, DAY_1, happened_at=DAY_2)], moment) == stands


@pytest.mark.parametrize(("known_at", "stands"), [(DAY_2 - SECOND, []), (DAY_2, [1]), (DAY_3, [1])])
def test_a_fact_is_known_from_the_very_instant_it_was_recorded(known_at: datetime, stands: list[int]) -> None:
    assert standing([fact(1, DAY_2, happened_at=DAY_1)], DAY_4, known_at) == stands


CHAIN = [fact(1, DAY_1), fact(2, DAY_2, replaces=1), fact(3, DAY_3, replaces=2)]


@pytest.mark.parametrize(
    ("moment", "stands"),
    [(DAY_1, [1]), (DAY_2 - SECOND, [1]), (DAY_2, [2]), (DAY_3 - SECOND, [2]), (DAY_3, [3])],
)
def test_of_a_chain_the_newest_that_is_visible_stands(moment: datetime, stands: list[int]) -> None:
    assert standing(CHAIN, moment) == stands


def test_a_correction_that_was_not_known_yet_leaves_the_earlier_fact_standing() -> None:
    correction = fact(2, DAY_3, happened_at=DAY_1, replaces=1)
    assert standing([fact(1, DAY_1), correction], DAY_4, DAY_2) == [1]
    assert standing([fact(1, DAY_1), correction], DAY_4, DAY_3) == [2]


def test_a_correction_that_had_not_happened_yet_leaves_the_earlier_fact_standing() -> None:
    later = fact(2, DAY_1, happened_at=DAY_3, replaces=1)
    assert standing([fact(1, DAY_1), later], DAY_2, DAY_4) == [1]
    assert standing([fact(1, DAY_1), later], DAY_3, DAY_4) == [2]


def test_what_is_withdrawn_is_gone_and_the_withdrawal_itself_is_not_shown() -> None:
    facts = [fact(1, DAY_1), fact(2, DAY_2), fact(3, DAY_3, Withdrawn("vergissing"), replaces=1)]
    assert standing(facts, DAY_2) == [1, 2]
    assert standing(facts, DAY_3) == [2]


def test_withdrawing_a_correction_does_not_bring_back_what_it_replaced() -> None:
    facts = [*CHAIN, fact(4, DAY_4, Withdrawn("dubbel"), replaces=3)]
    assert standing(facts, DAY_3) == [3]
    assert standing(facts, DAY_4) == []


def test_facts_keep_their_order() -> None:
    facts = [fact(7, DAY_1), fact(3, DAY_1), fact(5, DAY_1)]
    assert standing(facts, DAY_1) == [7, 3, 5]


@pytest.mark.parametrize(
    ("subject", "submission"), [("S-001", "S-001"), ("S-001/onderaannemer-1/x", "S-001"), ("", "")]
)
def test_a_fact_knows_its_submission(subject: str, submission: str) -> None:
    assert a_fact("feit", subject).submission == submission
