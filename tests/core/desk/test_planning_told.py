"""How the plan check tells its conclusion."""

from collections.abc import Callable

import pytest

from inkoop_core.desk.views.planning import conclusion, fits
from inkoop_core.progress.plan_check import Plan, plan_of
from inkoop_core.testing.builders import a_definition
from inkoop_core.testing.courses import TERMS, Story, a_term


@pytest.fixture
def plan() -> Callable[..., Plan]:
    def make(evidence: str, as_of: str) -> Plan:
        terms = TERMS | {
            "evidence": a_term(14, "award-letter-received", fits_within="validity", title="bewijs"),
        }
        story = Story(a_definition(terms=terms))
        story.send([story.decide()], evidence)
        found = plan_of(story.course(as_of), "")
        assert found is not None
        return found

    return make


@pytest.mark.parametrize(
    ("as_of", "state", "told"),
    [
        (
            "2026-10-08T09:00",
            "past",
            "De procedure: alles past voor het einde van de gestanddoening op 23-10-2026",
        ),
        (
            "2026-10-09T09:00",
            "past alleen zonder de veilige lezing",
            "Voorstel: vraag voor die dag verlenging tot en met 23-10-2026 of later (gestanddoening-vragen)",
        ),
        (
            "2026-10-10T09:00",
            "past niet",
            "Voorstel: vraag voor die dag verlenging tot en met 24-10-2026 of later",
        ),
        (
            "2026-10-30T09:00",
            "past niet",
            "de gestanddoening is verstreken op 23-10-2026 (veilige lezing: 22-10-2026)",
        ),
    ],
)
def test_the_conclusion_follows_the_last_day_that_is_needed(
    plan: Callable[..., Plan], as_of: str, state: str, told: str
) -> None:
    found = plan("2026-07-13T09:00", as_of)
    (step,) = found.steps
    assert fits(found, step) == state
    assert told in conclusion(found)
