"""Literal readings for tests."""

from collections.abc import Mapping
from typing import Any

from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.party import BidForm, LegalForm
from inkoop_core.domain.reading import ReadFact, ReadValue
from inkoop_core.domain.submission import OfferedProduct
from inkoop_core.testing.builders import HASH, SUBMISSION, a_fact

FORM = "formulier.docx"
TENDERER: Mapping[str, Any] = {
    "name": "Voorbeeldzorg",
    "trade_register_number": "00000001",
    "legal_form": LegalForm.FOUNDATION,
    "bid_form": BidForm.SOLE,
    "agb_code": "00000001",
    "group_member": False,
}
"""What a form says of a tenderer when all of it is filled in, in the order of its rows."""
P1 = (OfferedProduct("P1"),)


def a_read_fact(
    kind: str, part: str = "", file: str = FORM, /, *, doubts: tuple[str, ...] = (), **values: Any
) -> ReadFact:
    """What a file says about a fact to be; keywords are its fields, each read in a row of its own."""
    said = tuple(
        ReadValue(name, canonical_json(value).decode(), f"tabel 1, rij {row}", f"zoals {name} er staat")
        for row, (name, value) in enumerate(values.items(), 1)
    )
    return ReadFact(kind, part, file, HASH, "proef", "1", said, doubts)


def tenderer_read(file: str = FORM, **changes: Any) -> ReadFact:
    """What a file says of a tenderer: all of it, with changes."""
    return a_read_fact("tenderer", "", file, **{**TENDERER, **changes})


def offer_read(*, doubts: tuple[str, ...] = (), products: tuple[OfferedProduct, ...] = P1) -> ReadFact:
    """What a form says of an offer: one product."""
    return a_read_fact("offer", doubts=doubts, products=products)


def subject_read(submission: str, body: ReadFact) -> str:
    """The subject of a reading."""
    return f"{submission}/{body.file}#{body.kind}/{body.part}"


def a_reading(body: ReadFact, id: int = 50, submission: str = SUBMISSION) -> Fact[ReadFact]:
    """The fact of a reading."""
    return a_fact(body, subject_read(submission, body), id)
