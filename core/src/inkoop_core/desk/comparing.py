"""When two sources say the same of a fact to be, and when one of them says it whole.

Two values agree only when they are exactly equal as the desk keeps them: "1.0" is not "1", and a name with
another capital is another name. The order of a list counts, but in the fields of UNORDERED it says nothing:
there the same values in another order agree.
"""

import json
from collections.abc import Collection, Iterable
from typing import Any

from inkoop_core.desk.parts import fixed_by_part, needed_in_one_source
from inkoop_core.desk.said import label_of
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import EspdResponse, Offer, PlatformAnswers, Signature

UNORDERED = (
    (Offer, "products"),
    (Offer, "focus_areas"),
    (EspdResponse, "answers"),
    (Signature, "signatories"),
    (PlatformAnswers, "unanswered"),
)
"""Lists whose order says nothing. The competences of a reference are not among them."""


def sameness(body: type | None, name: str, value: str) -> str:
    """Two values of a field, as canonical JSON, agree when this is the same text."""
    if (body, name) not in UNORDERED:
        return value
    try:
        return written(_sorted(json.loads(value)))
    except ValueError:
        return value


def _sorted(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _sorted(item) for key, item in data.items()}
    return sorted(map(_sorted, data), key=written) if isinstance(data, list) else data


def written(data: Any) -> str:
    """Plain data as canonical JSON."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Seen:
    """What an officer had before him: the readings themselves, and the same value from the same source."""

    def __init__(self, body: type | None, readings: Collection[int], lost: Iterable[Fact[ReadFact]]) -> None:
        self._readings = readings
        self._before = {
            (reading.subject, value.field, sameness(body, value.field, value.value))
            for reading in lost
            for value in reading.body.values
        }

    def saw(self, reading: Fact[ReadFact], field: str, same: str) -> bool:
        """Whether this value of this source was seen."""
        return reading.id in self._readings or (reading.subject, field, same) in self._before


def values_in_bid(body: type | None, readings: Iterable[Fact[ReadFact]]) -> set[tuple[str, str]]:
    """Each field and value that readings of the bid itself give."""
    return {
        (value.field, sameness(body, value.field, value.value))
        for reading in readings
        if reading.body.of_the_bid
        for value in reading.body.values
    }


def scattered_over(
    body: type | None, part: str, readings: Iterable[Fact[ReadFact]], given: Collection[str] = ()
) -> tuple[str, ...]:
    """What each file gives of a fact that no file gives whole, one line per file; () when one does.

    given  fields of which an officer says the value: no file needs to give those
    """
    if body is None:
        return ()
    said = {
        reading.body.file: {value.field for value in reading.body.values}
        for reading in readings
        if reading.body.of_the_bid
    }
    everywhere: set[str] = set().union(*said.values())
    fixed = fixed_by_part(body, part)
    needed = [
        name
        for name in needed_in_one_source(body)
        if name in everywhere and name not in fixed and name not in given
    ]
    if not needed or any(fields.issuperset(needed) for fields in said.values()):
        return ()
    return tuple(
        f"{file}: {', '.join(label_of(name) for name in needed if name in fields)}"
        for file, fields in said.items()
        if fields.intersection(needed)
    )
