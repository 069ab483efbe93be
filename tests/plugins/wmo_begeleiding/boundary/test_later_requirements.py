"""Steps 2 to 4: eligibility, execution and award criteria."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from inkoop_core.assessment.model import SubmissionAssessment
from inkoop_core.domain.decision import ConsensusScore
from inkoop_core.domain.finding import Consequence, Verdict
from inkoop_core.domain.submission import (
    EspdResponse,
    Reservation,
)

MET, NOT_MET, CLARIFY = Verdict.MET, Verdict.NOT_MET, Verdict.CLARIFY
PENDING, NOT_APPLICABLE = Verdict.PENDING, Verdict.NOT_APPLICABLE
MUST, MAY, NOTE = Consequence.MUST_REJECT, Consequence.MAY_REJECT, Consequence.NOTE
SECOND = timedelta(seconds=1)

Assessed = Callable[..., SubmissionAssessment]
Expect = Callable[..., None]

Espd = Callable[..., EspdResponse]


@pytest.mark.parametrize(
    ("requirement", "paragraph"),
    [
        pytest.param("ELI-18", "§3.4 Nr 3", marks=pytest.mark.requirement("ELI-18")),
        pytest.param("ELI-23", "§3.4 Nr 4", marks=pytest.mark.requirement("ELI-23")),
        pytest.param("ELI-24", "§3.4 Nr 5", marks=pytest.mark.requirement("ELI-24")),
    ],
)
@pytest.mark.parametrize(("declared", "verdict"), [(True, MET), (False, NOT_MET), (None, PENDING)])
def test_what_is_proved_later_is_declared_now(
    expect: Expect, espd: Espd, requirement: str, paragraph: str, declared: bool | None, verdict: Verdict
) -> None:
    expect(requirement, (espd(met=declared),), verdict, MAY, paragraph)
    expect(requirement, (), PENDING, MAY, paragraph)


@pytest.mark.requirement("INT-17")
@pytest.mark.requirement("EXE-02")
def test_a_reservation_may_reject_and_is_ruled_on_once(expect: Expect, espd: Espd) -> None:
    reservation = Reservation("tarief", "Wij rekenen een toeslag.")
    expect("INT-17", (), PENDING, MAY, "§3.2, §5.3 stap 3")
    expect("INT-17", (espd(),), MET, MAY, "§3.2, §5.3 stap 3")
    expect("INT-17", (espd(), reservation), NOT_APPLICABLE, MAY, "§3.2, §5.3 stap 3")
    expect("EXE-02", (espd(),), MET, MAY, "§3.1, §5.3 stap 3")
    expect("EXE-02", (espd(), reservation), NOT_MET, MAY, "§3.1, §5.3 stap 3", "voorbehoud-1")


def scores(sg1: int | None, sg2: int | None) -> tuple[object, ...]:
    given = {"SG1": sg1, "SG2": sg2}
    return tuple(ConsensusScore(name, value, ()) for name, value in given.items() if value is not None)


@pytest.mark.requirement("AWA-02")
@pytest.mark.parametrize(
    ("value", "verdict"),
    [(None, PENDING), (2, MET), (4, MET), (5, CLARIFY), (6, MET), (10, MET), (0, CLARIFY), (12, CLARIFY)],
)
def test_only_the_points_of_the_table_are_scores(expect: Expect, value: int | None, verdict: Verdict) -> None:
    expect("AWA-02", scores(value, 8), verdict, MUST, "§4", "SG1")
    expect("AWA-02", scores(8, value), verdict, MUST, "§4", "SG2")


@pytest.mark.requirement("AWA-03")
@pytest.mark.parametrize(
    ("sg1", "sg2", "verdict"),
    [(6, 6, MET), (4, 8, MET), (4, 6, NOT_MET), (10, 10, MET), (6, None, PENDING), (5, 8, CLARIFY)],
)
def test_twelve_points_are_needed_in_total(
    expect: Expect, sg1: int, sg2: int | None, verdict: Verdict
) -> None:
    expect("AWA-03", scores(sg1, sg2), verdict, MUST, "§4")


@pytest.mark.requirement("AWA-06")
@pytest.mark.requirement("AWA-07")
@pytest.mark.parametrize(
    ("value", "verdict"), [(2, NOT_MET), (4, NOT_MET), (5, CLARIFY), (6, MET), (8, MET), (None, PENDING)]
)
def test_less_than_a_six_is_a_knock_out_on_either_criterion(
    expect: Expect, value: int | None, verdict: Verdict
) -> None:
    expect("AWA-06", scores(value, 10), verdict, MUST, "§4 SG1")
    expect("AWA-07", scores(10, value), verdict, MUST, "§4 SG2")


@pytest.mark.requirement("AWA-03")
@pytest.mark.requirement("AWA-06")
def test_a_four_and_an_eight_are_twelve_points_and_still_no_award(assessed: Assessed) -> None:
    item = assessed(*scores(4, 8))
    assert item.award is not None
    assert (item.award.total, item.award.passed) == (12, False)
