"""The opening of the bids by two persons (§5.2, record of opening)."""

from attrs import field, frozen


@frozen
class PersonPresent:
    """Somebody who was there when the bids were opened, and in which role.

    guest  somebody without a role in the procedure, who looked on
    """

    name: str = field(metadata={"label": "Naam"})
    role: str = field(metadata={"label": "In welke rol"})
    guest: bool = field(default=False, metadata={"label": "Gast"})


@frozen
class Irregularity:
    """Something odd about one bid, in words."""

    submission: str = field(metadata={"label": "Inschrijving"})
    text: str = field(metadata={"label": "Wat er opviel"})


@frozen
class OpeningHeld:
    """The bids were opened; it happened at that moment. Subject `opening-<n>`.

    Which bids there were, their files and their hashes follow from the packages; nothing of them is typed.
    """

    present: tuple[PersonPresent, ...]
    irregularities: tuple[Irregularity, ...] = ()
    remarks: str = ""
