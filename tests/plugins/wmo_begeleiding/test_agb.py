from collections.abc import Callable

import pytest

from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Consequence, Verdict
from inkoop_core.testing.builders import a_tenderer
from inkoop_wmo_begeleiding.agb import agb_code


@pytest.mark.requirement("ELI-25")
@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("00000001", Verdict.MET),
        (" 00000001 ", Verdict.MET),
        ("0000001", Verdict.CLARIFY),
        ("000000001", Verdict.CLARIFY),
        ("0000000A", Verdict.CLARIFY),
        ("0000000²", Verdict.CLARIFY),
        ("", Verdict.NOT_MET),
        ("  ", Verdict.NOT_MET),
    ],
)
def test_the_agb_code_has_eight_digits(case_of: Callable[..., Case], code: str, verdict: Verdict) -> None:
    (finding,) = agb_code(case_of(a_tenderer(agb_code=code)))
    assert finding.verdict is verdict
    assert finding.consequence is Consequence.MAY_REJECT
    assert finding.source.paragraph == "§3.4 Nr 6"


@pytest.mark.requirement("ELI-25")
def test_without_a_tenderer_the_agb_code_waits(case_of: Callable[..., Case]) -> None:
    (finding,) = agb_code(case_of())
    assert finding.verdict is Verdict.PENDING
