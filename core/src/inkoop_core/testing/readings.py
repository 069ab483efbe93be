"""Literal readings for tests."""

from typing import Any

from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.reading import ReadFact, ReadValue
from inkoop_core.testing.builders import HASH, SUBMISSION, a_fact

FORM = "formulier.docx"


def a_read_fact(
    kind: str, part: str = "", file: str = FORM, /, *, doubts: tuple[str, ...] = (), **values: Any
) -> ReadFact:
    """What a file says about a fact to be; keywords are its fields, each read in a row of its own."""
    said = tuple(
        ReadValue(name, canonical_json(value).decode(), f"tabel 1, rij {row}", f"zoals {name} er staat")
        for row, (name, value) in enumerate(values.items(), 1)
    )
    return ReadFact(kind, part, file, HASH, "proef", "1", said, doubts)


def subject_read(submission: str, body: ReadFact) -> str:
    """The subject of a reading."""
    return f"{submission}/{body.file}#{body.kind}/{body.part}"


def a_reading(body: ReadFact, id: int = 50, submission: str = SUBMISSION) -> Fact[ReadFact]:
    """The fact of a reading."""
    return a_fact(body, subject_read(submission, body), id)
