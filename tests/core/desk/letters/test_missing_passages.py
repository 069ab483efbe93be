"""What the tender does not say, no letter makes up."""

from pathlib import Path
from typing import Any

import pytest

from inkoop_core.domain.letter import LetterKind
from inkoop_core.errors import Refused

HERE = Path(__file__).parent


@pytest.fixture(params=["intention", "objection", "conditions", "court", "standstill", "bibob"])
def missing(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tender_text(missing: str) -> str:
    """The tender of these tests without one passage, court or term."""
    text = "\n".join(
        (file.read_text("utf-8")) for file in (HERE.parent / "klein.toml", HERE / "letters.toml")
    )
    if missing == "court":
        return text.replace('court = "rechtbank Voorbeeld"', 'court = " "')
    if missing == "standstill":
        return text.replace("[terms.standstill]", "[terms.iets_anders]")
    return "\n".join(line for line in text.splitlines() if not line.startswith(f'    {{ id = "{missing}"'))


def test_a_letter_without_something_that_it_needs_is_not_made(
    office: Any, ready: Any, letter: Any, missing: str
) -> None:
    submission = ready()
    office.decided()
    told = {"court": "bevoegde rechter", "standstill": "geen termijn 'standstill'"}
    with pytest.raises(Refused, match=told.get(missing, f"geen passage '{missing}'")):
        letter(LetterKind.PROVISIONAL_AWARD, submission)
