"""The opening of the bids by two persons (§5.2, record of opening)."""

from attrs import frozen


@frozen
class PersonPresent:
    """Somebody who was there when the bids were opened, and in which role."""

    name: str
    role: str


@frozen
class Irregularity:
    """Something odd about one bid, in words."""

    submission: str
    text: str


@frozen
class OpeningHeld:
    """The bids were opened; it happened at that moment. Subject `opening-<n>`.

    Which bids there were, their files and their hashes follow from the packages; nothing of them is typed.
    """

    present: tuple[PersonPresent, ...]
    irregularities: tuple[Irregularity, ...] = ()
    remarks: str = ""
