"""What was read in the documents of a bid: proposals, until an officer confirms them."""

import json

from attrs import frozen

LOOKED_UP = "medewerker"
"""The reader of what a person looked up outside the bid, such as in a register."""
TABLE_READER = "inkoop-platformtabel"
"""Reads the platform's table, which is no file of the package."""


@frozen
class ReadValue:
    """One value that was read.

    field  of the fact that it would become: "agb_code"
    value  canonical JSON, as a fact keeps it
    place  where it stands: "bladzijde 2, regel 7", "tabel 1, rij 3", "veld agb_code", "cel D5"
    words  what stands there, as it stands there
    """

    field: str
    value: str
    place: str
    words: str = ""


@frozen
class ReadFact:
    """What one source says about one fact to be. Subject `<submission>/<file>#<kind>/<part>`.

    kind            of that fact: "offer"
    part            of its subject after the submission: "" or "referentie-1"
    file, sha256    the source: a file of the package, or the platform's table
    reader, reader_version  what read it
    values          by field; a field that was not found is not named
    doubts          what could not be read or can be read in two ways, each with its place, in Dutch
    """

    kind: str
    part: str
    file: str
    sha256: str
    reader: str
    reader_version: str
    values: tuple[ReadValue, ...]
    doubts: tuple[str, ...] = ()

    @property
    def of_the_bid(self) -> bool:
        """Whether the bid itself says it. What was looked up can contradict the bid and never speaks for it."""
        return self.reader != LOOKED_UP

    def text(self, field: str) -> str:
        """A text that was read; "" where that field was not read, or is no text."""
        try:
            found = next((json.loads(value.value) for value in self.values if value.field == field), "")
        except ValueError:
            return ""
        return found if isinstance(found, str) else ""

    @property
    def from_table(self) -> bool:
        """Whether the platform says so, whatever the name of its table."""
        return self.reader == TABLE_READER


@frozen
class Confirmed:
    """An officer confirms what was read. Subject: that of the confirmed fact; recorded in the same entry.

    kind      of the confirmed fact
    readings  ids of every reading of that fact that the officer had before him
    typed     fields that he filled in or changed, or that hold by his word whatever was read
    """

    kind: str
    readings: tuple[int, ...]
    typed: tuple[str, ...] = ()
